/**
 * Searches for a debtor, customer or order as a job, while a person waits. It reads through the
 * run's ports and returns the result to the object, which keeps it for that person. No outcome
 * raises an alert.
 */
import { z } from "zod";
import { soldTo } from "../../asperion/debtor-orders.ts";
import { ordersNumbered } from "../../asperion/numbered-orders.ts";
import { headOf, readOrder } from "../../asperion/orders.ts";
import { isId } from "../../domain/ids.ts";
import { type SearchAnswer, PARTY_LISTS } from "../../domain/ledger/names.ts";
import { emailIdentity } from "../../domain/parties/party.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import { reasonOf } from "../../domain/vendors/reason-of-failure.ts";
import type { SendRead } from "../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { CHECKS_KEY, checkedVendor, checkVendor } from "../../flows/vendor-reads/check.ts";
import {
  FIND_KEY,
  findParties,
  askedStock,
  readRecord,
  readStock,
} from "../../flows/vendor-reads/parties.ts";
import { readNames } from "../../flows/vendor-reads/lists.ts";
import { askedPostings, readPostings } from "../../flows/orders/posting/documents.ts";
import { askedBalances, readBalances } from "../../flows/payouts/balances.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import type { ObjectSession } from "./session.ts";
import { flowEnd } from "../../flows/flow-end.ts";

const askedSales = z.object({ salesTo: z.int().positive() });
const askedOrder = z.object({ orderNumber: z.string().trim().min(1).max(100) });
const askedRecord = z.object({
  of: z.enum(["debtor", "article"]),
  number: z.string().trim().min(1).max(100),
});
const askedParty = z.object({ list: z.enum(PARTY_LISTS), text: z.string().trim().min(1).max(200) });

/** Failures that concern this search alone: they end the search and stop nothing else. */
const OWN: ReadonlySet<Failure["kind"]> = new Set<Failure["kind"]>([
  "no-access",
  "rejected",
  "contract",
  "not-found",
]);

export const runNames = (
  ports: FlowPorts,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> =>
  ports.key.startsWith(FIND_KEY) ? runFind(ports, session) : runChecksOrNames(ports);

const end = (
  outcome: FlowEnd["outcome"],
  reasons: FlowEnd["reasons"] = [],
): Result<FlowEnd, Failure> => ok(flowEnd(outcome, reasons));

async function runChecksOrNames(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  if (ports.key === CHECKS_KEY)
    return (await import("../../flows/vendor-reads/vendor-checks.ts")).checkVendors(ports);
  const vendor = checkedVendor(ports.key);
  if (vendor === null) return readNames(ports);
  const checked = await checkVendor(ports, vendor);
  if (checked.ok) return end("updated");
  return OWN.has(checked.error.kind) ? end("skipped", [reasonOf(checked.error)]) : checked;
}

async function runFind(
  ports: FlowPorts,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> {
  const found = await search(ports);
  // The person stopped waiting, and the query isn't kept.
  if (found === null) return end("skipped");
  if (!found.ok) return OWN.has(found.error.kind) ? end("skipped", [reasonOf(found.error)]) : found;
  const taken = await session.object.runs.takeFound(session.ref, found.value);
  return taken.fenced ? session.halt() : end("updated");
}

/** Answers the person's query; `null`: there is none. */
async function search(ports: FlowPorts): Promise<Result<SearchAnswer, Failure> | null> {
  const { readPage: send, administrationId, sample, settings } = ports;
  const sales = askedSales.safeParse(sample).data;
  if (sales !== undefined) {
    const order = await soldTo(send, administrationId, sales.salesTo);
    if (!order.ok) return order;
    return ok(order.value === null ? { kind: "unsold" } : { kind: "sold", order: order.value });
  }
  const numbered = askedOrder.safeParse(sample).data;
  if (numbered !== undefined) {
    const { orderNumber } = numbered;
    const orders = await ordersNumbered(send, administrationId, orderNumber);
    if (!orders.ok) return orders;
    if (orders.value === null) return ok({ kind: "unsearchable" });
    return orders.value.length === 0 && isId(orderNumber)
      ? orderOfId(send, administrationId, Number(orderNumber))
      : ok({ kind: "found", orders: orders.value });
  }
  const postings = askedPostings.safeParse(sample).data;
  if (postings !== undefined)
    return orRefused(await readPostings(send, postings.postings), (read) => ({
      kind: "read" as const,
      postings: read,
    }));
  const balances = askedBalances.safeParse(sample).data;
  if (balances !== undefined)
    return orRefused(await readBalances(send, balances), (read) => ({
      kind: "balances" as const,
      balances: read,
    }));
  const record = askedRecord.safeParse(sample).data;
  if (record !== undefined) return readRecord(send, administrationId, record);
  const stock = askedStock.safeParse(sample).data;
  if (stock !== undefined) return readStock(send, administrationId, stock, settings.stock.field);
  const party = askedParty.safeParse(sample).data;
  if (party === undefined) return null;
  if (party.text.includes("@")) ports.person(emailIdentity(party.text));
  return findParties(send, administrationId, party.list, party.text);
}

async function orderOfId(
  send: SendRead,
  administrationId: number,
  id: number,
): Promise<Result<SearchAnswer, Failure>> {
  const read = await readOrder(send, id, administrationId, "list");
  if (!read.ok && read.error.kind !== "not-found") return read;
  const orders = read.ok ? [headOf(read.value.item)] : [];
  return ok({
    kind: "found",
    orders: orders.map(({ number, date }) => ({ id, number: number ?? String(id), date })),
    byId: true,
  });
}

/** Turns a failure that concerns this query alone into a refusal, whose reason the person sees. */
function orRefused<T, S>(
  read: Result<T, Failure>,
  as: (value: T) => S,
): Result<S | { readonly kind: "refused"; readonly reasons: readonly Reason[] }, Failure> {
  if (read.ok) return ok(as(read.value));
  return OWN.has(read.error.kind) ? ok({ kind: "refused", reasons: [reasonOf(read.error)] }) : read;
}
