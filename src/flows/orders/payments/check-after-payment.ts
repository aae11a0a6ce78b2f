/**
 * Looks at invoices after their payments: below zero where somebody else paid at the same moment,
 * or another figure than was sent.
 */
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, negated } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { currentInvoice } from "../../../eaccounting/customer-invoices.ts";
import type { Written } from "../../port.ts";
import { settlement } from "../../settlement.ts";
import type { OrderCase } from "../shared/case.ts";
import { isMoney } from "./register-cards.ts";

/**
 * Reads what remains of the invoice after our payment: below zero where somebody else paid at the
 * same moment and the ledger accepted both (E55), and another figure where it registered another
 * amount than was sent. A failed read is repeated by the next run (`unlooked`).
 */
export async function checkAfterPayment(
  ports: OrderCase["ports"],
  written: Pick<Written, "opId" | "attempt">,
  before: Pick<AnsweredInvoice, "id" | "remaining">,
  paid: Decimal,
): Promise<Result<Reason | null, Failure>> {
  if (ports.showsWrites === true) return ok(null);
  const after = await currentInvoice(ports.read, before.id);
  if (!after.ok) return after;
  ports.settle(settlement(written, "compared"));
  return ok(
    paidOver(after.value) ?? otherThan(amount(dec(before.remaining).minus(dec(paid))), after.value),
  );
}

/**
 * Checks payments that weren't checked: the read after them failed, or their own answer did and
 * they were found again. Others may have paid meanwhile, so only an overpayment is reported.
 */
export async function checkUncheckedPayments(
  ports: OrderCase["ports"],
  ids: readonly string[],
): Promise<Result<Reason | null, Failure>> {
  const payments = ports.journal.filter((entry) => isMoney(entry) && entry.state === "done");
  if (payments.length === 0) return ok(null);
  let over: Reason | null = null;
  for (const id of ids) {
    const current = await currentInvoice(ports.read, id);
    if (!current.ok) return current;
    over ??= paidOver(current.value);
  }
  for (const { id: opId, attempt } of payments)
    ports.settle(settlement({ opId, attempt }, "compared"));
  return ok(over);
}

function paidOver({ id, number, remaining, isCredit }: AnsweredInvoice): Reason | null {
  if (isCredit || dec(remaining).gte(0)) return null;
  return reason("invoice-overpaid", { number: number ?? id, over: negated(remaining) });
}

const otherThan = (
  planned: Decimal,
  { id, number, remaining, currency }: AnsweredInvoice,
): Reason | null =>
  same(planned, remaining)
    ? null
    : reason("payment-differs", {
        of: "remaining",
        number: number ?? id,
        planned,
        booked: remaining,
        currency,
      });
