/**
 * The item of the customer ledger that a voucher's receivable is registered as, where the tenant
 * keeps such. Pure.
 */
import { amount, dec, type Decimal, plain, round, same, sum } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons.ts";
import { cut } from "../../../domain/text.ts";
import type { LedgerItem, VoucherRow } from "../../../domain/voucher.ts";
import { termsOfPayment } from "../../parties/terms.ts";
import type { VoucherInput } from "./voucher-input.ts";

/** `null`: nothing is owed, or the tenant keeps no items. */
export function ledgerItem(
  input: VoucherInput,
  owed: string,
  day: string,
  rows: readonly VoucherRow[],
): LedgerItem | { readonly error: Reason } | null {
  const { order, settings, customer, terms, form, marker } = input;
  if (
    settings.orders.voucher.receivable !== "ledger-item" ||
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
