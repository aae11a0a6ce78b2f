/**
 * Money of a cancelled order that the shop still has though nothing is booked as sold any more: it
 * is owed to the buyer, and told until it is paid back. Pure.
 */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, RunFacts } from "../../port.ts";
import type { KeptMoney } from "../documents/vouchers/kept-money.ts";
import { received } from "../payments/plan-payment.ts";
import { creditedByDeltas, registered } from "../payments/registered.ts";

const least = (paid: Decimal, open: ReturnType<typeof dec>): Decimal =>
  open.lt(0) ? "0.00" : amount(open.lt(paid) ? open : paid);

const nameOf = ({ number, id }: DocumentRecord): string => number ?? id;

/** Money that a reversal left for the buyer, as long as the shop has it. */
export function keptBy(order: Order, { document, facts, left }: KeptMoney): Reason | null {
  const paid = received(order);
  if (paid === null) return reason("payment-amount-unknown");
  const number = nameOf(document);
  if (dec(paid).gt(dec(left)))
    return reason("paid-after-cancellation", { number, paid, registered: left });
  return dec(paid).gt(0)
    ? reason("cancelled-money-kept", {
        number,
        paid,
        stands: "account",
        account: String(facts.money?.owedOn ?? ""),
      })
    : null;
}

/**
 * Money of an order whose document was credited or reversed, as long as the shop has it: it stands
 * on the credit, or on the item of the customer ledger. Refunds of items aren't registered here.
 */
export function stillThere(
  { journal, paidByPayouts = {} }: RunFacts,
  booked: DocumentRecord,
  documents: readonly DocumentRecord[],
  paid: Decimal,
): Reason | null {
  const number = nameOf(booked);
  if (booked.voucher !== undefined) {
    if (booked.state === "live") return null;
    const isItem = booked.voucher.ledgerItem !== null;
    const back = isItem ? dec(registered(journal, "payment")).minus(dec(paid)) : dec("0");
    if (back.gt(0))
      return reason("voucher-item-unpayable", { amount: amount(back), number, why: "credit" });
    return dec(paid).eq(0)
      ? null
      : reason("cancelled-money-kept", {
          number,
          paid,
          stands: isItem ? "item" : "nowhere",
          account: null,
        });
  }
  const credits = documents.filter(
    ({ role, state }) => role === "delta-credit" && state === "live",
  );
  const back = dec(registered(journal, "refund")).plus(
    sum(credits.map(({ id }) => paidByPayouts[id] ?? "0")),
  );
  const open = dec(creditedByDeltas(documents)).minus(back);
  const kept = least(paid, open);
  return dec(kept).eq(0)
    ? null
    : reason("cancelled-money-kept", { number, paid: kept, stands: "credit", account: null });
}
