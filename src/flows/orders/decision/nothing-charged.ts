/** Money of orders of which nothing is charged any more, though their documents stand. */
import { dec, same, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import type { ReasonCode } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, FlowEnd, RunFacts } from "../../port.ts";
import { booksOf } from "../booked/books.ts";
import { saleOf } from "../money/lines.ts";
import { received } from "../payments/plan-payment.ts";
import { bookedMoney, creditedByDeltas, refundedBy } from "../payments/registered.ts";

const invoiceOf = (documents: readonly DocumentRecord[]): DocumentRecord | undefined =>
  documents.find(({ role, state }) => role === "invoice" && state === "live");

/** Credit orders took back what the order's own cancellation would have. Pure. */
export function isCreditedByOthers(
  { reasons }: FlowEnd,
  documents: readonly DocumentRecord[],
): boolean {
  const has = (of: ReasonCode): boolean => reasons.some(({ code }) => code === of);
  const invoice = invoiceOf(documents);
  const books = invoice === undefined ? null : booksOf(documents, invoice);
  const left = sum((books ?? []).map(({ content, sign }) => dec(content.gross).times(sign)));
  return has("voucher-credited-whole") || (has("order-cancelled-credited") && !left.eq(0));
}

/** A payment for an invoice that the order's edits credited whole: nothing is left to pay. Pure. */
export function paidForNothing(
  facts: RunFacts,
  order: Order,
  documents: readonly DocumentRecord[],
) {
  const booked = invoiceOf(documents);
  const paid = received(order);
  const isCredited = dec(creditedByDeltas(documents)).gt(0) && same(saleOf(order).order.gross, 0);
  if (booked === undefined || paid === null || !isCredited) return null;
  const { settings } = facts;
  if (settings.trial || settings.orders.payments === "none") return null;
  const [ours, back] = [bookedMoney(facts, documents), refundedBy(facts, documents)];
  return dec(paid).lte(dec(ours).minus(dec(back)))
    ? null
    : ({ kind: "cancelled", of: "nothing", booked, documents, paid, ours, back } as const);
}
