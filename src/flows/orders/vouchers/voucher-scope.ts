/** What no voucher is made of, each kind by its own reason. */
import { dec } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { VoucherInput } from "./voucher-input.ts";

export function voucherScope({ order, company, currencies, rate, form }: VoucherInput): readonly Reason[] {
  const reasons: Reason[] = [];
  if ((order.creditsOrderId !== null) !== (form === "voucher-credit") || dec(order.gross).lt(0)) reasons.push(reason("credit-order", { credits: order.creditsOrderId, total: order.gross }));
  // Its VAT is due when it is sold or when it is used, by what it can be used for: nothing here tells which.
  for (const line of order.lines) if (line.kind === "gift-card" && !dec(line.vat).eq(0)) reasons.push(reason("gift-card-with-vat", { line: line.lineNumber, vat: line.vat }));
  if (order.currency === company.currency) return reasons;
  if (!currencies.includes(order.currency)) reasons.push(reason("currency-unknown", { currency: order.currency, company: company.currency }));
  else if (rate === null) reasons.push(reason("rate-missing", { currency: order.currency }));
  return reasons;
}
