/**
 * What the shop says of money that is booked and can't be: a payment status that contradicts its
 * paid amount, or a refund that it takes back. A person decides which is right. Pure.
 */
import type Big from "big.js";
import { dec, same } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, RunFacts } from "../../port.ts";
import { booksOf } from "../booked/books.ts";
import { paidByCards, splitGiftCards } from "../money/lines.ts";
import { backOnEdits, retainedByShop } from "../payments/paid-by-payouts.ts";
import { settledAmount } from "../documents/vouchers/money-side.ts";
import type { WithdrawnRefund } from "../payments/withdrawn-refund.ts";
import { bookedMoney, refundedOfSale } from "../payments/registered-money.ts";
import { labelOf, liveWithRole } from "../shared/case.ts";
import { markerRole } from "../shared/identity.ts";
import { needsMoneyBooked, isInOtherCurrency, liveSaleDocument } from "./retained-for-buyer.ts";

/** Status and amount contradict each other, and no refund is known. */
export function deniedStatus(
  facts: RunFacts,
  order: Order,
  documents: readonly DocumentRecord[],
): { readonly kind: "denied"; readonly why: Reason } | null {
  const document = liveSaleDocument(documents);
  const why = statusDenied(facts, order, documents);
  const { settings } = facts;
  if (
    why === null ||
    document === undefined ||
    settings.trial ||
    !needsMoneyBooked(settings, document)
  )
    return null;
  const has = dec(order.amountPaid ?? "0");
  const isComparable = has.lte(0) || !isInOtherCurrency(order, document);
  // What is booked beyond that is told as missing.
  return isComparable && dec(bookedMoney(facts, documents)).gt(has.lt(0) ? 0 : has)
    ? null
    : { kind: "denied", why };
}

/**
 * Returns why the status of a sale contradicts its paid amount; `null`: they agree, or the shop
 * names no amount. What gift cards paid is no part of the amount. An order that was fully paid and
 * then edited up is owed the difference, so its status may still say paid. `documents`: of the
 * order, in any state.
 */
function statusDenied(
  facts: RunFacts,
  order: Order,
  documents: readonly DocumentRecord[],
): Reason | null {
  const { payment, amountPaid, gross } = order;
  if (amountPaid === null || payment === "refunded") return null;
  const paid = dec(amountPaid);
  const cards = paidByCards(splitGiftCards(order).cards);
  const whole = paid.plus(dec(cards));
  const denied =
    paid.lt(0) ||
    (payment === "open" && paid.gt(0)) ||
    (payment === "partly-paid" && whole.eq(0)) ||
    (payment === "paid" &&
      paid.lt(dec(gross)) &&
      (same(paid, 0) ||
        !chargedBefore(facts, order, documents).some((charged) => whole.eq(charged))));
  return denied
    ? reason("payment-status-differs", { status: payment, paid: amountPaid, charged: gross })
    : null;
}

/**
 * Returns why a refund of a cancelled order that is booked as paid isn't registered: the shop names
 * a part, which either went back or is left. `null`: nothing is left to register.
 */
export function refundDenied(
  facts: RunFacts,
  order: Order,
  documents: readonly DocumentRecord[],
): Reason | null {
  const { amountPaid, gross, payment } = order;
  if (payment !== "refunded" || amountPaid === null) return null;
  if (retainedByShop(facts, order, documents) !== null) return null;
  const isCredited = liveWithRole(documents, "delta-credit").length > 0;
  const isOpen = dec(bookedMoney(facts, documents)).gt(backOnEdits(facts, documents));
  return facts.settings.orders.refunds !== "none" && isCredited && isOpen
    ? reason("payment-status-differs", { status: payment, paid: amountPaid, charged: gross })
    : null;
}

/** Returns the total of each version of the order that was booked in its currency, with cards. */
function chargedBefore(
  { journal }: RunFacts,
  order: Order,
  documents: readonly DocumentRecord[],
): readonly Big[] {
  // Credits and later invoices count apart: only their writes tell which edit they are of.
  const writtenAt = ({ role, n }: DocumentRecord): number => {
    const at = journal.findIndex(
      (entry) =>
        entry.n === n &&
        markerRole(entry.role) === markerRole(role) &&
        entry.kind.endsWith(".create"),
    );
    // The journal is as of the run's start.
    return at < 0 ? journal.length : at;
  };
  const own = documents
    .filter((one) => !isInOtherCurrency(order, one))
    .toSorted((one, other) => writtenAt(one) - writtenAt(other));
  const vouchers = own.flatMap(({ role, voucher }) =>
    role === "voucher" && voucher !== undefined ? [dec(voucher.charged)] : [],
  );
  const invoice = liveWithRole(own, "invoice").at(-1);
  let sold = dec(0);
  const invoices = (invoice === undefined ? [] : (booksOf(own, invoice) ?? [])).map(
    ({ content, sign }) => (sold = sold.plus(dec(content.gross).times(sign))),
  );
  return [...vouchers, ...invoices];
}

/** A refund that is registered on a credit, and that the shop takes back. */
export function findWithdrawnRefund(
  { journal, paidByPayouts }: RunFacts,
  order: Order,
  documents: readonly DocumentRecord[],
): WithdrawnRefund | Reason | null {
  const credit = documents.findLast(
    ({ role, state }) => state === "live" && (role === "credit" || role === "voucher-credit"),
  );
  const back = settledAmount({ order, form: "voucher-credit" });
  const there = refundedOfSale(journal, documents, paidByPayouts);
  if (credit === undefined || back === null || dec(back).gte(dec(there))) return null;
  if (isInOtherCurrency(order, credit) && !same(back, 0)) return null;
  // A voucher doesn't show whether another one reversed it.
  if (credit.role === "credit") return { kind: "refund-gone", credit, back, registered: there };
  return reason("refund-less-than-registered", {
    number: labelOf(credit),
    refunded: back,
    registered: there,
  });
}
