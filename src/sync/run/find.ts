/**
 * A search for a debtor, customer or order, as a job, while a person waits: read through the run's
 * own ports, and handed to the object, which keeps the answer for as long as that person waits.
 * None of its outcomes raises an alert.
 */
import { z } from "zod";
import { soldTo } from "../../asperion/debtor-orders.ts";
import { ordersNumbered } from "../../asperion/numbered-orders.ts";
import type { Failure } from "../../domain/failure.ts";
import { type DebtorSales, type OrdersFound, PARTY_LISTS } from "../../domain/names.ts";
import { emailIdentity } from "../../domain/party.ts";
import { reasonOf } from "../../domain/reason-of-failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import { checkedVendor, checkVendor } from "../../flows/names/check.ts";
import { FIND_KEY, findParties } from "../../flows/names/parties.ts";
import { readNames } from "../../flows/names/run.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import type { Session } from "./session.ts";

const askedSales = z.object({ salesTo: z.int().positive() });
const askedOrder = z.object({ orderNumber: z.string().trim().min(1).max(100) });
const asked = z.object({ list: z.enum(PARTY_LISTS), text: z.string().trim().min(1).max(200) });

/** Failures that concern this search alone: they end it, and stop nothing else. */
const OWN: ReadonlySet<Failure["kind"]> = new Set<Failure["kind"]>([
  "no-access",
  "rejected",
  "contract",
  "not-found",
]);

export const runNames = (
  ports: FlowPorts,
  session: Pick<Session, "engine" | "ref" | "halt">,
): Promise<Result<FlowEnd, Failure>> =>
  ports.key.startsWith(FIND_KEY) ? runFind(ports, session) : runOwn(ports);

const end = (
  outcome: FlowEnd["outcome"],
  reasons: FlowEnd["reasons"] = [],
): Result<FlowEnd, Failure> => ok({ outcome, reasons, label: null, figures: null });

async function runOwn(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const vendor = checkedVendor(ports.key);
  if (vendor === null) return readNames(ports);
  const checked = await checkVendor(ports, vendor);
  if (checked.ok) return end("updated");
  return OWN.has(checked.error.kind) ? end("skipped", [reasonOf(checked.error)]) : checked;
}

async function runFind(
  ports: FlowPorts,
  session: Pick<Session, "engine" | "ref" | "halt">,
): Promise<Result<FlowEnd, Failure>> {
  const sales = askedSales.safeParse(ports.sample).data;
  if (sales !== undefined) {
    const order = await soldTo(ports.readPage, ports.administrationId, sales.salesTo);
    if (!order.ok)
      return OWN.has(order.error.kind) ? end("skipped", [reasonOf(order.error)]) : order;
    const reported: DebtorSales =
      order.value === null ? { kind: "unsold" } : { kind: "sold", order: order.value };
    return (await session.engine.runs.takeFound(session.ref, reported)).fenced
      ? session.halt()
      : end("updated");
  }
  const numbered = askedOrder.safeParse(ports.sample).data;
  if (numbered !== undefined) return findOrders(ports, session, numbered.orderNumber);
  const ask = asked.safeParse(ports.sample).data;
  // Run later than the person waited: nobody knows any more what was asked.
  if (ask === undefined) return end("skipped");
  if (ask.text.includes("@")) ports.person(emailIdentity(ask.text));
  const found = await findParties(ports.readPage, ports.administrationId, ask.list, ask.text);
  if (!found.ok) return OWN.has(found.error.kind) ? end("skipped", [reasonOf(found.error)]) : found;
  const taken = await session.engine.runs.takeFound(session.ref, found.value);
  return taken.fenced ? session.halt() : end("updated");
}

async function findOrders(
  ports: FlowPorts,
  session: Pick<Session, "engine" | "ref" | "halt">,
  number: string,
): Promise<Result<FlowEnd, Failure>> {
  const found = await ordersNumbered(ports.readPage, ports.administrationId, number);
  if (!found.ok) return OWN.has(found.error.kind) ? end("skipped", [reasonOf(found.error)]) : found;
  const answer: OrdersFound =
    found.value === null ? { kind: "unsearchable" } : { kind: "found", orders: found.value };
  const taken = await session.engine.runs.takeFound(session.ref, answer);
  return taken.fenced ? session.halt() : end("updated");
}
