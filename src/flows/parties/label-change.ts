/**
 * What becomes of a customer's labels in an update, and what is remembered of it: beside the
 * fields, by the label's name.
 */
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { JournalPort, OwnedHashes, VendorPort, WorkPort } from "../port.ts";
import { fieldHash } from "./guard.ts";
import { labelNamed, planLabels } from "./labels.ts";

type Raw = Readonly<Record<string, unknown>>;

/** As it is called where reasons name fields, and where hashes are kept. */
export const LABELS = "CustomerLabels";

export type LabelChange = {
  /** A person took our label off, and the shop still wants one. */
  readonly byPerson: boolean;
  /**
   * All labels to write; `null`: they stay as they are. A label that is missing in the company is
   * made by this.
   */
  readonly labels: (overrule: boolean) => Promise<Result<readonly Raw[] | null, Failure>>;
  readonly pending: OwnedHashes;
  readonly settled: OwnedHashes;
};

/** `wanted` is null where labels aren't looked at. */
export async function labelChange(
  ports: VendorPort & JournalPort & WorkPort,
  customer: { readonly id: string; readonly raw: Raw },
  wanted: { readonly name: string | null } | null,
  ours: OwnedHashes | null,
): Promise<LabelChange> {
  if (wanted === null)
    return { byPerson: false, labels: async () => ok(null), pending: {}, settled: {} };
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
  const change = async (
    rest: readonly Raw[],
    add: string | null,
  ): Promise<Result<readonly Raw[], Failure>> => {
    if (add === null) return ok(rest);
    const label = await labelNamed(ports, add);
    return label.ok ? ok([...rest, label.value]) : label;
  };
  return {
    byPerson: plan.kind === "taken-off-by-person",
    labels: async (overrule) => {
      if (plan.kind === "change") return change(plan.rest, plan.add);
      return plan.kind === "taken-off-by-person" && overrule ? change(worn, wanted.name) : ok(null);
    },
    pending: { [LABELS]: [...new Set([...(known ?? [none]), ...(settled[LABELS] ?? [])])] },
    settled,
  };
}
