/**
 * Sends a payment, whose answer is held against what was sent: the ledger has no list of payments,
 * so an amount that it registered otherwise shows here or in what remains of the invoice, and
 * nowhere else. The sign is left out: on a credit the ledger may answer either.
 */
import { amount, dec, same } from "../domain/money.ts";
import { type Reason, reason } from "../domain/reasons/index.ts";
import type { VendorAnswer } from "../domain/vendors/request.ts";
import { type LedgerPayment, readPaid, registerPayment } from "../eaccounting/payments.ts";
import { type Failure, ok, type Result } from "../domain/result.ts";
import { type AnsweredInvoice } from "../domain/orders/invoice.ts";
import { type JournalPort, type WriteIntent, type Written } from "./port.ts";
import { settlement } from "./settlement.ts";
import { booksClosed } from "./booking-day.ts";

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

/**
 * Sends a payment on an invoice or a credit. Returns why it isn't as it was sent; `null`: it is.
 * `refused`: the reason for a refusal. `look`: checks the invoice after it. Until that check the
 * journal has the write as done and not as compared, so that a run that ends here is followed by
 * one that checks.
 */
export async function sendPayment(
  ports: Pick<JournalPort, "write" | "settle">,
  intent: WriteIntent,
  { id, number }: Pick<AnsweredInvoice, "id" | "number">,
  payment: Omit<LedgerPayment, "reference">,
  how: {
    readonly refused: (code: number | null) => Reason;
    readonly look?: ((written: Written) => Promise<Result<Reason | null, Failure>>) | undefined;
  },
): Promise<Result<Reason | null, Failure>> {
  const sent = { ...payment, reference: intent.marker ?? "" };
  const written = await ports.write(intent, registerPayment(id, sent));
  if (!written.ok) {
    const { error } = written;
    if (error.kind !== "rejected") return written;
    return ok(
      booksClosed(error)
        ? reason("period-closed", { date: payment.date, why: "refused" })
        : how.refused(error.code),
    );
  }
  const { answer } = written.value;
  ports.settle(
    settlement(written.value, how.look === undefined ? "compared" : "done", {
      documentId: id,
    }),
  );
  const seen = how.look === undefined ? ok(null) : await how.look(written.value);
  return seen.ok ? ok(paymentDiffers(sent, answer, number ?? id) ?? seen.value) : seen;
}
