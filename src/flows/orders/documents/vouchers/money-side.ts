/**
 * Where the money of an order is booked: what was paid, on the account of its payment method if the
 * tenant wants that; what is owed, on the receivable. Together they equal what was charged. A debit
 * is below zero here, as in a voucher's parts.
 */
import { amount, dec, type Decimal, plain, round, same, sum } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../../domain/result.ts";
import { cut } from "../../../../domain/platform/text.ts";
import type { LedgerItem, VoucherRow } from "../../../../domain/ledger/voucher.ts";
import { termsOfPayment } from "../../../parties/plan-customer.ts";
import { splitGiftCards } from "../../money/lines.ts";
import { refundedAmount, receivedAmount } from "../../payments/plan-payment.ts";
import type { VoucherPart } from "./parts.ts";
import { isOnClearingAccount, priorVoucherIn, needsLedgerItem } from "./prior-voucher.ts";
import { levelOf, type VoucherInput } from "./voucher-input.ts";
import { dayAfter } from "../../../../domain/platform/zoned-time.ts";

export type MoneySide = {
  readonly parts: readonly VoucherPart[];
  /** In the order's currency: what is still to be paid. */
  readonly owed: Decimal;
  /** What stands on the receivables for it. */
  readonly claimed: Decimal;
};

/**
 * Returns what is settled: of a sale what was received, of a credit what the shop says was
 * refunded. A negative received amount is reported (retained-for-buyer.ts).
 */
export function settledAmount({
  order,
  form,
}: Pick<VoucherInput, "order" | "form">): Decimal | null {
  if (form === "voucher") {
    const paid = receivedAmount(order);
    return paid !== null && dec(paid).lt(0) ? "0.00" : paid;
  }
  return order.payment === "partly-paid" && order.amountPaid === null
    ? null
    : refundedAmount(order);
}

export function moneySide(input: VoucherInput): Result<MoneySide, Reason> {
  const { order } = input;
  const paid = isOnClearingAccount(input) ? (input.settled ?? settledAmount(input)) : "0.00";
  if (paid === null) return err(reason("payment-amount-unknown"));
  const above = overpaidReason(input, paid, false);
  if (above !== null) return err(above);
  // Refunded money was received before; a person may know that it is in the books.
  const there =
    input.bookedOn === undefined && input.mayMove !== true ? input.credits?.settled : undefined;
  if (there !== undefined && dec(paid).gt(dec(there)))
    return err(
      reason("refund-without-payment", {
        due: paid,
        paid: there,
        number: input.credits?.voucher ?? null,
        currency: order.currency,
      }),
    );
  const owed = dec(order.gross).minus(dec(paid));
  // It is there already, and owed to the buyer on the receivables: both come to what they should.
  // What a dispute took was there as well, so that it is owed as long as it isn't sold.
  const disputed = input.disputed ?? "0";
  const stays = isOnClearingAccount(input) ? dec(input.kept ?? "0").minus(disputed) : dec("0");
  const receivable: VoucherPart = {
    role: "receivable",
    amount: owed.plus(stays).times(-1),
    requests: [{ lookup: "receivableAccount", value: null, anywhere: true }],
    lines: [],
    text: null,
  };
  const clearing: VoucherPart = {
    role: "clearing",
    amount: dec(paid).minus(stays).times(-1),
    requests: [{ lookup: "clearingAccount", value: order.paymentMethodId, anywhere: true }],
    lines: [],
    text: null,
  };
  return ok({
    parts: [clearing, receivable].filter((part) => !part.amount.eq(0)),
    owed: owed.toFixed(2),
    claimed: amount(owed.plus(stays)),
  });
}

/**
 * Reports what was paid above the charge. It isn't booked until the shop corrects it, as a mistyped
 * payment would stay in the books. `isLater`: the voucher stays, and only its payment waits.
 */
export function overpaidReason(
  { order, form }: Pick<VoucherInput, "order" | "form">,
  paid: Decimal,
  isLater: boolean,
): Reason | null {
  const over = dec(paid).minus(dec(order.gross));
  if (over.lte(0)) return null;
  const [whole, later] = form === "voucher" ? WHAT_WAITS.sale : WHAT_WAITS.credit;
  return reason("payment-exceeds-order", {
    paid,
    charged: order.gross,
    over: amount(over),
    of: isLater ? later : whole,
  });
}

const WHAT_WAITS = { sale: ["voucher", "payment"], credit: ["credit", "refund"] } as const;

/**
 * Returns the customer ledger item for a voucher's receivable, or `null` where nothing is owed or
 * the tenant keeps no items. Pure.
 */
export function ledgerItem(
  input: VoucherInput,
  owed: string,
  day: string,
  rows: readonly VoucherRow[],
): LedgerItem | { readonly error: Reason } | null {
  const { order, settings, customer, terms, form, marker } = input;
  if (
    !needsLedgerItem(settings, priorVoucherIn(input)) ||
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
  // Of a sale that money or gift cards paid in part: as much of its VAT as is owed of it.
  const sale = splitGiftCards(order).order;
  const vat = dec(sale.vat).times(owed).div(sale.gross);
  return {
    customerId: customer.id,
    currency: order.currency,
    total: amount(dec(owed).times(sign)),
    vat: amount(vat.times(sign)),
    rate: rateOf(input, owed, rows),
    isCredit: form === "voucher-credit",
    dueDate: dayAfter(day, days),
    reference: cut(marker.text, 50),
  };
}

/** More than a ledger keeps: an item of a hundred million is still exact to the cent. */
const RATE_PLACES = 12;

/**
 * Returns the rate for the item. The ledger converts the item's total and requires the voucher's
 * amount on the receivable (assumption E68). Where that amount keeps a credit's cents in step with
 * other credits, the rate is the quotient of both.
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
