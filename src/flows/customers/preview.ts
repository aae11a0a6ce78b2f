/**
 * Previews a manual run of customers: searches for changed debtors, and plans the first of them as
 * their own jobs would in test mode. Hands in, writes and remembers nothing. The people that it
 * names are recorded with its job, as with any other.
 */
import { differing } from "../../eaccounting/customer-body.ts";
import { RETRY } from "../../domain/jobs/requested-actions.ts";
import { debtorKey } from "../../domain/ids.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { VendorAnswer, VendorRequest } from "../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  AS_UNLINKED,
  asides,
  type PreviewRow,
  type RunPreview,
  runPreview,
} from "../../domain/jobs/run-preview.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { previewPorts } from "../read-only-ports.ts";
import { runCustomers } from "./run.ts";
import { DEBTOR_SWEEP_KEY, isFirstLook, sweepDebtors } from "./sweep.ts";
import { isJsonObject, type JsonObject } from "../../domain/platform/json-object.ts";

/** Each is a call of the shop, and one or two of the ledger. */
const LOOKED_UP = 20;

type Aside = { readonly code: string; readonly reason: Reason };

export async function previewCustomers(from: FlowPorts): Promise<Result<RunPreview, Failure>> {
  const found = await changed(from);
  return found.ok ? ofDebtors(from, found.value) : found;
}

/** Returns what another run of one debtor would write now. `key`: of its job. */
export const previewDebtor = (from: FlowPorts, key: string): Promise<Result<RunPreview, Failure>> =>
  ofDebtors(
    from,
    { keys: [key], longer: false },
    from.eventTypes.filter((type) => type === RETRY),
  );

async function ofDebtors(
  from: FlowPorts,
  { keys, longer }: Changed,
  eventTypes: readonly string[] = [],
): Promise<Result<RunPreview, Failure>> {
  const rows: PreviewRow[] = [];
  const left: Aside[] = [];
  const held: Aside[] = [];
  let same = 0;
  for (const key of keys.slice(0, LOOKED_UP)) {
    const one = await previewOf(from, key, eventTypes);
    if (!one.ok) return one;
    const { end, row } = one.value;
    const code = end.label ?? key.slice(debtorKey("").length);
    const named = (of: Reason["code"]) => end.reasons.find((one) => one.code === of);
    const gone = named("customer-gone");
    const kept = named("customer-fields-kept");
    const [why] = end.reasons.filter((one) => one !== gone);
    if (gone !== undefined) left.push({ code, reason: gone });
    if (row !== null) rows.push({ ...row, code });
    else if (end.outcome === "held" && why !== undefined) held.push({ code, reason: why });
    else if (gone !== undefined) continue;
    else if (kept !== undefined) left.push({ code, reason: kept });
    else if (why === undefined || matches(from, why)) same += 1;
    else left.push({ code, reason: why });
  }
  return ok(
    runPreview({
      flow: "customers",
      read: Math.min(keys.length, LOOKED_UP),
      total: keys.length,
      unlooked: Math.max(0, keys.length - LOOKED_UP),
      later: longer ? 1 : 0,
      same,
      left: asides(left),
      held: asides(held),
      rows,
      ...(isFirstLook(from.memory) ? { first: true } : {}),
    }),
  );
}

const MATCHES: ReadonlySet<Reason["code"]> = new Set(["customer-known", "customer-found"]);

/** Which one is found is what is asked of a debtor that nothing is linked to. */
const matches = ({ eventTypes }: FlowPorts, { code }: Reason): boolean =>
  MATCHES.has(code) && !eventTypes.includes(AS_UNLINKED);

/** `longer`: another run would read on. */
type Changed = { readonly keys: readonly string[]; readonly longer: boolean };

/** By the look itself. */
async function changed(from: FlowPorts): Promise<Result<Changed, Failure>> {
  const keys = new Set<string>();
  let longer = false;
  const swept = await sweepDebtors({
    ...previewPorts(from, DEBTOR_SWEEP_KEY),
    progress: async () => ok(undefined),
    enqueue: async (items) => {
      for (const { key } of items)
        if (key === DEBTOR_SWEEP_KEY) longer = true;
        else keys.add(key);
      return ok(undefined);
    },
  });
  return swept.ok ? ok({ keys: [...keys], longer }) : swept;
}

type CustomerPreview = { readonly end: FlowEnd; readonly row: Omit<PreviewRow, "code"> | null };

async function previewOf(
  from: FlowPorts,
  key: string,
  eventTypes: readonly string[],
): Promise<Result<CustomerPreview, Failure>> {
  const ports = { ...previewPorts(from, key), eventTypes };
  /** The ledger's customers as they were read on the way. */
  const there = new Map<string, JsonObject>();
  const kept = async (answer: Promise<Result<VendorAnswer, Failure>>) => {
    const known = await answer;
    if (known.ok) for (const raw of recordsOf(known.value.body)) there.set(idOf(raw), raw);
    return known;
  };
  let row: CustomerPreview["row"] = null;
  const ended = await runCustomers({
    ...ports,
    settings: { ...ports.settings, customers: { ...ports.settings.customers, enabled: true } },
    read: (request) => kept(ports.read(request)),
    ...(from.eventTypes.includes(AS_UNLINKED) ? unlinked(ports) : {}),
    lookUp: (request) => kept(ports.lookUp(request)),
    rehearse: ({ kind }, request) => {
      if (kind === "customer.create" || kind === "customer.update")
        row = rowOf(from, request, kind === "customer.create" ? null : there);
    },
  });
  return ended.ok ? ok({ end: ended.value, row }) : ended;
}

/** As if no customer were linked to the debtor. */
const unlinked = (ports: FlowPorts): Pick<FlowPorts, "resolve" | "lockParty"> => ({
  resolve: async (input) => {
    const known = await ports.resolve(input);
    return known.ok ? ok({ ...known.value, link: null }) : known;
  },
  lockParty: async (input) => {
    const locked = await ports.lockParty(input);
    return locked.ok ? ok({ ...locked.value, link: null }) : locked;
  },
});

function recordsOf(body: unknown): readonly JsonObject[] {
  if (!isJsonObject(body)) return [];
  const { Data } = body;
  return Array.isArray(Data) ? Data.filter(isJsonObject) : [body];
}

const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";

const idOf = (raw: JsonObject): string => text(raw["Id"]).toLowerCase();

/** Sent with each customer, and nothing that somebody would look at. */
const UNSHOWN: ReadonlySet<string> = new Set(["IsActive", "IsPrivatePerson"]);

const labelsOf = (labels: readonly unknown[]): string | null =>
  labels.flatMap((label) => (isJsonObject(label) ? [text(label["Name"])] : [])).join(", ") || null;

/** `there`: `null` where it would be made. */
function rowOf(
  { lists }: FlowPorts,
  { path, body }: VendorRequest,
  there: ReadonlyMap<string, JsonObject> | null,
): Omit<PreviewRow, "code"> {
  const wanted = isJsonObject(body) ? body : {};
  const before = there?.get(decodeURIComponent(path.split("/").at(-1) ?? "").toLowerCase()) ?? {};
  const nameOf = (value: unknown): string | null => {
    if (Array.isArray(value)) return labelsOf(value);
    const id = text(value).toLowerCase();
    const named = [...lists.terms, ...lists.deliveryMethods].find(
      (one) => one.id.toLowerCase() === id,
    );
    return id === "" ? null : (named?.name ?? text(value));
  };
  return {
    name: nameOf(wanted["Name"]),
    does: there === null ? "create" : "update",
    changes: Object.entries(differing(before, wanted))
      .filter(([field]) => !UNSHOWN.has(field))
      .map(([field, value]) => ({ field, from: nameOf(before[field]), to: nameOf(value) })),
  };
}
