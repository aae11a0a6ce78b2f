/** What a person registers in eAccounting, and what a run then says of the order. */
import type { DocumentRecord } from "../../../src/flows/port.ts";
import type { FlowWorld, Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { books, change } from "./registered-world.kit.ts";

type Placed = Awaited<ReturnType<FlowWorld["place"]>>;
let n = 0;

/** An invoice of this many pieces at 10.63 each, with tax. */
export async function invoiced(world: FlowWorld, pieces: number, paymentStatus = "Paid") {
  const buyer = companyBuyer(`Hand${(n += 1)}`);
  const placed = await world.place({ ...buyer, lines: [mug(pieces)], paymentStatus });
  await world.book(placed.id);
  return { buyer, placed };
}

/** The order's one live document of this role. */
export function documentOf(world: FlowWorld, { id }: Placed, role: DocumentRecord["role"]) {
  const found = world.documentsOf(id).find((one) => one.role === role && one.state === "live");
  if (found === undefined) throw new Error(`no ${role}`);
  return found;
}

/** A person registers a payment, or a refund on a credit. */
export const byHand = (world: FlowWorld, { id }: DocumentRecord, amount: number) =>
  world.control("eaccounting", "POST", `/customerinvoices/${id}/payments`, {
    PaymentAmount: amount,
  });

/** Bank and receivables. */
export async function money(world: FlowWorld): Promise<readonly (number | undefined)[]> {
  const found = await books(world);
  return [found[1930] ?? 0, found[1510] ?? 0];
}

/** What a run said of the order as the shop has it now. */
export async function told(world: FlowWorld, placed: Placed, to: Json) {
  await change(world, placed, to);
  const run = await world.book(placed.id);
  return { run, outcome: run.end.outcome, codes: run.codes };
}

/** As a person set off: the documents of which the ledger tells it, and what remains of them. */
export function setOff(
  world: FlowWorld,
  documents: readonly { readonly id: string; readonly off: number; readonly remaining: number }[],
): void {
  const invoices = world.eaccounting.world().company("Demo AB")?.invoices;
  for (const { id, off, remaining } of documents) {
    const found = invoices?.all().find(({ Id }) => Id.toLowerCase() === id.toLowerCase());
    if (invoices === undefined || found === undefined) throw new Error("it isn't in the ledger");
    const set = { SetOffAmountInvoiceCurrency: off, RemainingAmountInvoiceCurrency: remaining };
    invoices.commit({ ...found, ...set }, Date.now());
  }
}
