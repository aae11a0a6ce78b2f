/**
 * A customer's label for its class in the shop. Only the label that we put there is ours: it is
 * replaced when the class changes, and stays off where a person took it off. A missing label is
 * created once, under a lock of its name, as the vendor accepts two with one name.
 */
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { createCustomerLabel, customerLabels, readWrittenLabel } from "../../eaccounting/labels.ts";
import { readAll } from "../../eaccounting/paging.ts";
import type { JournalEntry, JournalPort, OwnedHashes, VendorPort, WorkPort } from "../port.ts";
import { settlement, readWritten } from "../settlement.ts";
import { fieldHash } from "./guard.ts";

type Raw = Readonly<Record<string, unknown>>;

type LabelPlan =
  | { readonly kind: "as-is" }
  | { readonly kind: "taken-off-by-person" }
  /** `rest` stays as the ledger has it; `add` is the name of one more. */
  | { readonly kind: "change"; readonly rest: readonly Raw[]; readonly add: string | null };

const nameOf = (label: Raw): string =>
  typeof label["Name"] === "string" ? label["Name"].trim() : "";
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** `isOurs` is null where nothing is known to be ours: then no label is taken off. */
export function planLabels(
  worn: readonly Raw[],
  wanted: string | null,
  isOurs: ((name: string) => boolean) | null,
): LabelPlan {
  const wears = wanted !== null && worn.some((label) => same(nameOf(label), wanted));
  const putByUs = (label: Raw): boolean => isOurs !== null && isOurs(nameOf(label));
  if (wanted !== null && !wears && isOurs !== null && !worn.some(putByUs))
    return { kind: "taken-off-by-person" };
  const rest = worn.filter(
    (label) => !putByUs(label) || (wanted !== null && same(nameOf(label), wanted)),
  );
  if (rest.length === worn.length && (wanted === null || wears)) return { kind: "as-is" };
  return { kind: "change", rest, add: wears ? null : wanted };
}

/** The company's label of this name, made when there is none. */
export async function labelNamed(
  ports: VendorPort & JournalPort & WorkPort,
  name: string,
): Promise<Result<Raw, Failure>> {
  const there = await find(ports, name);
  if (!there.ok) return there;
  if (there.value !== null) return ok(there.value);
  const key = `label:${name.toLowerCase()}`;
  const locked = await ports.lockParty({
    identities: [{ kind: "link", value: key }],
    linkSource: null,
    journalKey: key,
  });
  if (!locked.ok) return locked;
  const again = await find(ports, name);
  if (!again.ok) return again;
  if (again.value !== null) return ok(again.value);
  const n = nextOf(locked.value.journal);
  const written = await ports.write(
    {
      key,
      role: "label",
      n,
      kind: "label.create",
      marker: name,
      markerCode: null,
      markerField: "Name",
      documentId: null,
    },
    createCustomerLabel(name, "From Asperion"),
  );
  if (!written.ok) return written;
  const made = readWritten(ports, written.value, readWrittenLabel);
  if (!made.ok) return made;
  ports.settle(settlement(written.value, "compared", { documentId: made.value.id }));
  return ok({ Id: made.value.id, Name: made.value.name, Description: made.value.description });
}

/** A write that was refused keeps its identity; one whose label is gone again doesn't. */
function nextOf(journal: readonly JournalEntry[]): number {
  const open = journal.findLast((entry) => entry.state === "planned" || entry.refused);
  return open?.n ?? Math.max(0, ...journal.map((entry) => entry.n)) + 1;
}

async function find(ports: VendorPort, name: string): Promise<Result<Raw | null, Failure>> {
  const labels = await readAll(ports.lookUp, customerLabels);
  if (!labels.ok) return labels;
  const found = labels.value.find((label) => same(label.name.trim(), name));
  return ok(
    found === undefined ? null : { Id: found.id, Name: found.name, Description: found.description },
  );
}

/** As it is called where reasons name fields, and where hashes are kept. */
export const LABELS = "CustomerLabels";

type LabelChange = {
  /** A person took our label off, and the shop still wants one. */
  readonly byPerson: boolean;
  /** All labels to write; `null`: they stay. A label that the company lacks is made by this. */
  readonly labels: (overrule: boolean) => Promise<Result<readonly Raw[] | null, Failure>>;
  /** The same without making any: a label to be made has its name alone. */
  readonly shown: (overrule: boolean) => readonly Raw[] | null;
  readonly pending: OwnedHashes;
  readonly settled: OwnedHashes;
};

const UNKNOWN = { pending: {}, settled: {} };

/**
 * Returns a customer's labels for an update, and what is remembered of them: beside the fields, by
 * the label's name. `wanted` is null where labels aren't managed.
 */
export async function labelChange(
  ports: VendorPort & JournalPort & WorkPort,
  customer: { readonly id: string; readonly raw: Raw },
  wanted: { readonly name: string | null } | null,
  ours: OwnedHashes | null,
): Promise<LabelChange> {
  if (wanted === null)
    return { byPerson: false, labels: async () => ok(null), shown: () => null, ...UNKNOWN };
  const hash = (name: string | null): Promise<string> =>
    fieldHash(customer.id, LABELS, name?.toLowerCase() ?? null);
  const worn = Array.isArray(customer.raw[LABELS]) ? (customer.raw[LABELS] as readonly Raw[]) : [];
  const known = ours?.[LABELS] ?? null;
  const none = await hash(null);
  const put = new Set<string>();
  for (const { Name } of worn)
    if (typeof Name === "string" && known?.includes(await hash(Name.trim())) === true)
      put.add(Name.trim());
  // Nobody knows, or it wears none of ours and may: the last write put none there, or the one that
  // did may have been lost.
  const plan = planLabels(
    worn,
    wanted.name,
    known === null || (put.size === 0 && known.includes(none)) ? null : (name) => put.has(name),
  );
  const settled = { [LABELS]: [await hash(wanted.name)] };
  const changeOf = (overrule: boolean) => {
    if (plan.kind === "change") return plan;
    return plan.kind === "taken-off-by-person" && overrule
      ? { rest: worn, add: wanted.name }
      : null;
  };
  return {
    byPerson: plan.kind === "taken-off-by-person",
    labels: async (overrule) => {
      const change = changeOf(overrule);
      if (change === null || change.add === null) return ok(change?.rest ?? null);
      const label = await labelNamed(ports, change.add);
      return label.ok ? ok([...change.rest, label.value]) : label;
    },
    shown: (overrule) => {
      const change = changeOf(overrule);
      return change && [...change.rest, ...(change.add === null ? [] : [{ Name: change.add }])];
    },
    pending: { [LABELS]: [...new Set([...(known ?? [none]), ...(settled[LABELS] ?? [])])] },
    settled,
  };
}
