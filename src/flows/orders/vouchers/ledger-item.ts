/** The item of the customer ledger that a voucher's receivable is registered as, where the tenant keeps such. Pure. */
import { amount, dec } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons.ts";
import { cut } from "../../../domain/text.ts";
import type { LedgerItem } from "../../../domain/voucher.ts";
import { termsOfPayment } from "../../parties/terms.ts";
import type { VoucherInput } from "./voucher-input.ts";

/** `null`: nothing is owed, or the tenant keeps no items. */
export function ledgerItem(input: VoucherInput, owed: string, day: string): LedgerItem | { readonly error: Reason } | null {
  const { order, settings, customer, terms, form, marker } = input;
  if (settings.orders.voucher.receivable !== "ledger-item" || dec(owed).eq(0) || customer.id === null) return null;
  const chosen = termsOfPayment(settings.lookups.termsOfPayment, order.paymentConditionId, terms);
  if (!chosen.ok) return { error: chosen.error };
  const days = terms.find(({ id }) => id === (chosen.value.value ?? customer.termsOfPaymentId))?.days ?? 0;
  const sign = form === "voucher" ? 1 : -1;
  // Of an order that was paid in part: as much of its VAT as is owed of it.
  const vat = dec(order.vat).times(owed).div(order.gross);
  return {
    customerId: customer.id, currency: order.currency, total: amount(dec(owed).times(sign)), vat: amount(vat.times(sign)), rate: input.rate?.rate ?? null, isCredit: form === "voucher-credit",
    dueDate: new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10), reference: cut(marker.text, 50),
  };
}
