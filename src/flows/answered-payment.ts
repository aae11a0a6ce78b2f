/**
 * The answer to a payment's POST, held against what was sent: the ledger has no list of payments,
 * so an amount that it registered otherwise shows here or in what remains of the invoice, and
 * nowhere else. The sign is left out: on a credit the ledger may answer either.
 */
import { amount, dec, same } from "../domain/money.ts";
import { type Reason, reason } from "../domain/reasons/index.ts";
import type { VendorAnswer } from "../domain/vendors/request.ts";
import { type LedgerPayment, readPaid } from "../eaccounting/payments.ts";

/** `null`: it is as it was sent, or the answer doesn't say. `number`: the invoice's. */
export function paymentDiffers(
  sent: Pick<LedgerPayment, "amount" | "currency">,
  answer: VendorAnswer,
  number: string | number,
): Reason | null {
  const paid = readPaid(answer);
  if (paid.amount === null) return null;
  const currency = paid.currency ?? sent.currency;
  const [planned, booked] = [amount(dec(sent.amount).abs()), amount(dec(paid.amount).abs())];
  return same(planned, booked) && currency === sent.currency
    ? null
    : reason("payment-differs", { of: "payment", number, planned, booked, currency });
}
