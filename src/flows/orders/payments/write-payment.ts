/** One payment of money on an invoice: its place in the journal, and what came of it. */
import type { Failure } from "../../../domain/failure.ts";
import { markerCode, markerText } from "../../../domain/marker.ts";
import type { Decimal } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { readTransactionId, registerPayment } from "../../../eaccounting/payments.ts";
import type { JournalEntry, WriteIntent } from "../../port.ts";
import { settlement } from "../../settlement.ts";
import type { OrderCase } from "../case.ts";
import { booksClosed } from "../invoices/books-closed.ts";
import { nextNumber } from "../next-number.ts";
import type { PlannedPayment } from "./plan-payment.ts";

/** A step of money that was made, or what is in its way and needs a person. */
export type Step = { readonly kind: "said" | "attention"; readonly reason: Reason };

type Payment = Extract<PlannedPayment, { kind: "pay" }>;

/**
 * `remaining`: of the invoice, before it. `made`: how many payments this run has made already,
 * which the journal as it was read doesn't show.
 */
export async function writePayment(
  order: OrderCase,
  invoiceId: string,
  planned: Payment,
  remaining: Decimal,
  made: number,
): Promise<Result<Step, Failure>> {
  const { ports } = order;
  const intent = await intentOf(order, invoiceId, planned.amount, remaining, made);
  const written = await ports.write(
    intent,
    registerPayment(invoiceId, {
      ...planned,
      currency: order.order.currency,
      reference: intent.marker ?? "",
    }),
  );
  if (written.ok) {
    ports.settle(
      settlement(written.value, "compared", {
        documentId: readTransactionId(written.value.answer) ?? invoiceId,
      }),
    );
    return ok({
      kind: "said",
      reason: reason("payment-registered", { amount: planned.amount, date: planned.date }),
    });
  }
  if (written.error.kind !== "rejected") return written;
  return ok({
    kind: "attention",
    reason: booksClosed(written.error)
      ? reason("period-closed", { date: planned.date, why: "refused" })
      : reason("payment-refused", { amount: planned.amount, code: written.error.code }),
  });
}

/** Gift cards and roundings have payments, and identities, of their own. */
export const isMoney = (entry: JournalEntry): boolean =>
  entry.kind === "payment.create" && entry.role === "payment";

export const isRegistered = ({ state }: JournalEntry): boolean =>
  state === "done" || state === "compared";

/** Closed without an answer: whether it came through was for a person to find out. */
export const givenToPerson = (entry: JournalEntry | undefined): entry is JournalEntry =>
  entry !== undefined && entry.state === "rejected" && !entry.refused;

async function intentOf(
  { ports, order }: OrderCase,
  invoiceId: string,
  paid: Decimal,
  remaining: Decimal,
  made: number,
): Promise<WriteIntent> {
  const before = ports.journal.filter(isMoney);
  const open = before.findLast((entry) => entry.state === "planned" || entry.refused);
  const n = nextNumber(before, made === 0 ? open : undefined, made);
  const code = await markerCode({
    administrationId: ports.administrationId,
    orderId: order.id,
    role: "payment",
    n,
  });
  const marker = markerText(order.number, order.id, code);
  return {
    key: ports.key,
    role: "payment",
    n,
    kind: "payment.create",
    marker,
    markerCode: code,
    markerField: "Reference",
    documentId: invoiceId,
    payment: { amount: paid, remaining },
  };
}
