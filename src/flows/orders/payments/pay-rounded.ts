/**
 * Pays an invoice that the ledger rounded: what was received, and the difference where the tenant
 * wants it, in the order that works.
 */
import type { Failure } from "../../../domain/failure.ts";
import type { AnsweredInvoice } from "../../../domain/invoice.ts";
import { amount, dec } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { roundedBy } from "../../../domain/whole-units.ts";
import { booksRounded } from "../../../mapping/whole-units.ts";
import type { FlowEnd } from "../../port.ts";
import type { OrderCase } from "../case.ts";
import {
  bookDifference,
  plannedRounded,
  registerRounding,
  roundingDone,
  roundings,
} from "./register-rounded.ts";
import { registered } from "./registered.ts";
import { givenToPerson, isMoney, type Step, writePayment } from "./write-payment.ts";

/**
 * Nothing is left to do: the difference is booked, and what was received is registered; by account
 * as the ledger rounded it.
 */
export function roundedIsDone({ ports, order }: OrderCase): boolean {
  const { company } = ports.lookups;
  const paid = dec(registered(ports.journal, "payment"));
  const rounded =
    ports.settings.orders.wholeUnits === "account" && company !== null
      ? roundedBy(company, order.currency, order.gross)
      : "0";
  return roundingDone(ports) && paid.gte(dec(order.gross).plus(dec(rounded)));
}

/** `invoice` is the order's only one, as the ledger has it now, and rounded. */
export async function payRounded(
  order: OrderCase,
  invoice: AnsweredInvoice,
  ended: FlowEnd,
): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const by = ports.settings.orders.wholeUnits;
  if (!booksRounded(by)) throw new Error("paid as rounded without the tenant's wish");
  const said: Reason[] = [];
  const attention = (why: Reason): Result<FlowEnd, Failure> =>
    ok({ ...ended, outcome: "needs-attention", reasons: [why, ...ended.reasons, ...said] });
  const open = [roundings(ports.journal).at(-1), ports.journal.findLast(isMoney)].find(
    givenToPerson,
  );
  if (open !== undefined && !ports.eventTypes.includes("retry-by-person"))
    return attention(reason("in-doubt-needs-person", { marker: open.marker }));
  const planned = plannedRounded(order, invoice, by);
  ports.note("lookup", "payment", {
    rounding: invoice.roundings,
    remaining: invoice.remaining,
    planned,
  });
  const { before, money, after, onAccount } = planned;
  if (money.kind === "hold")
    return ok({
      ...ended,
      outcome: "needs-attention",
      reasons: [...money.reasons, ...ended.reasons],
    });
  let remaining = dec(invoice.remaining);
  const steps: (() => Promise<Result<Step, Failure>>)[] = [];
  if (before !== null) {
    const from = amount(remaining);
    steps.push(() => registerRounding(order, invoice.id, from, before));
    remaining = remaining.minus(dec(before));
  }
  if (money.kind === "pay") {
    const from = amount(remaining);
    steps.push(() => writePayment(order, invoice.id, money, from, 0));
    remaining = remaining.minus(dec(money.amount));
  }
  if (after !== null)
    steps.push(() => registerRounding(order, invoice.id, amount(remaining), after));
  // What somebody else paid, somebody else accounts for.
  if (
    onAccount !== null &&
    (money.kind === "pay" || dec(registered(ports.journal, "payment")).gt(0))
  )
    steps.push(() => bookDifference(order, onAccount));
  for (const step of steps) {
    const made = await step();
    if (!made.ok) return made;
    if (made.value.kind === "attention") return attention(made.value.reason);
    said.push(made.value.reason);
  }
  return ok({ ...ended, reasons: [...ended.reasons, ...said, ...money.reasons] });
}
