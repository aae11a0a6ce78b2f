/**
 * Where the money of an order stands: what was paid, on the account of its payment method if the
 * tenant wants that; what is owed, on the receivable. Together they are what was charged. A debit
 * is below zero here, as parts are credits.
 */
import { amount, dec, type Decimal, plain, round, same, sum } from "../../../../domain/money.ts";
import { type ParamsOf, type Reason, reason } from "../../../../domain/reasons.ts";
import { err, ok, type Result } from "../../../../domain/result.ts";
import { cut } from "../../../../domain/text.ts";
import type { LedgerItem, VoucherRow } from "../../../../domain/voucher.ts";
import { isCashBooks } from "../invoices/booking.ts";
import { termsOfPayment } from "../../../parties/terms.ts";
import { paidBack, received } from "../../payments/plan-payment.ts";
import type { Part } from "./parts.ts";
import { levelOf, type VoucherInput } from "./voucher-input.ts";

export type MoneySide = {
  readonly parts: readonly Part[];
  /** In the order's currency, what stays to be paid; below zero where more was paid. */
  readonly owed: Decimal;
};

/**
 * Money goes back on the way of a credit as it came on that of a sale: what the shop says was given
 * back is settled. Less than nothing was never received: that is told (status-and-amount.ts).
 */
export function settled({ order, form }: Pick<VoucherInput, "order" | "form">): Decimal | null {
  if (form === "voucher") {
    const paid = received(order);
    return paid !== null && dec(paid).lt(0) ? "0.00" : paid;
  }
  return order.payment === "partly-paid" && order.amountPaid === null ? null : paidBack(order);
}

export function moneySide(input: VoucherInput): Result<MoneySide, Reason> {
  const { order, settings } = input;
  const paid =
    settings.orders.voucher.paid === "clearing" ? (input.settled ?? settled(input)) : "0.00";
  if (paid === null) return err(reason("payment-amount-unknown"));
  const unfit = dec(paid).gt(dec(order.gross)) ? overpaidUnfit(input) : null;
  if (unfit !== null)
    return err(reason("overpayment-not-booked", { paid, charged: order.gross, why: unfit }));
  // Money that goes back came in before; a person may know that it is in the books.
  const there =
    input.bookedOn === undefined && input.mayMove !== true ? input.credits?.settled : undefined;
  if (there !== undefined && dec(paid).gt(dec(there)))
    return err(
      reason("refund-without-payment", {
        due: paid,
        paid: there,
        number: input.credits?.voucher ?? null,
      }),
    );
  const owed = dec(order.gross).minus(dec(paid));
  const receivable: Part = {
    role: "receivable",
    amount: owed.times(-1),
    requests: [{ lookup: "receivableAccount", value: null, anywhere: true }],
    lines: [],
    text: null,
  };
  const clearing: Part = {
    role: "clearing",
    amount: dec(paid).times(-1),
    requests: [{ lookup: "clearingAccount", value: order.paymentMethodId, anywhere: true }],
    lines: [],
    text: null,
  };
  return ok({
    parts: [clearing, receivable].filter((part) => !part.amount.eq(0)),
    owed: owed.toFixed(2),
  });
}

/**
 * What was paid above what was charged is owed to the buyer, on the receivable. `null`: it can be;
 * else why not.
 */
function overpaidUnfit(input: VoucherInput): ParamsOf<"overpayment-not-booked">["why"] | null {
  if (input.form === "voucher-credit") return "credit";
  if (input.settings.orders.voucher.receivable === "ledger-item" && levelOf(input) !== "daily")
    return "item";
  return isCashBooks(input.years, input.today) ? "cash" : null;
}

/**
 * The item of the customer ledger that a voucher's receivable is registered as, where the tenant
 * keeps such. Pure.
 *
 * `null`: nothing is owed, or the tenant keeps no items.
 */
export function ledgerItem(
  input: VoucherInput,
  owed: string,
  day: string,
  rows: readonly VoucherRow[],
): LedgerItem | { readonly error: Reason } | null {
  const { order, settings, customer, terms, form, marker } = input;
  if (
    settings.orders.voucher.receivable !== "ledger-item" ||
    levelOf(input) === "daily" ||
    dec(owed).eq(0) ||
    customer.id === null
  )
    return null;
  const chosen = termsOfPayment(settings.lookups.termsOfPayment, order.paymentConditionId, terms);
  if (!chosen.ok) return { error: chosen.error };
  const days =
    terms.find(({ id }) => id === (chosen.value.value ?? customer.termsOfPaymentId))?.days ?? 0;
  const sign = form === "voucher" ? 1 : -1;
  // Of an order that was paid in part: as much of its VAT as is owed of it.
  const vat = dec(order.vat).times(owed).div(order.gross);
  return {
    customerId: customer.id,
    currency: order.currency,
    total: amount(dec(owed).times(sign)),
    vat: amount(vat.times(sign)),
    rate: rateOf(input, owed, rows),
    isCredit: form === "voucher-credit",
    dueDate: new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000)
      .toISOString()
      .slice(0, 10),
    reference: cut(marker.text, 50),
  };
}

/** More than any ledger keeps of a rate: an item of a hundred million still comes to its cents. */
const RATE_PLACES = 12;

/**
 * The ledger converts the item's total and wants what the voucher has on the receivable (assumption
 * E68). Where that keeps a credit's cents in step with other credits, the rate is what brings the
 * one to the other.
 */
function rateOf(input: VoucherInput, owed: string, rows: readonly VoucherRow[]): Decimal | null {
  if (input.rate === null) return null;
  const { rate } = input.rate;
  const receivable = rows.filter(({ role }) => role === "receivable");
  const booked = sum(receivable.flatMap(({ debit, credit }) => [debit, credit]));
  return same(booked, round(dec(owed).times(rate)))
    ? rate
    : plain(round(booked.div(owed), RATE_PLACES));
}
