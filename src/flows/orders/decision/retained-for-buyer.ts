/**
 * Money in question, in two cases. A cancelled order's that the shop still has though nothing is
 * booked as sold any more: it is owed to the buyer, and told until it is paid back. And that of
 * orders of which nothing is charged, though their documents stand. Pure.
 */
import { amount, dec, type Decimal, sum, same } from "../../../domain/money.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason, type ReasonCode } from "../../../domain/reasons/index.ts";
import type { DocumentRecord, RunFacts, FlowEnd } from "../../port.ts";
import { retainedMoney, type RetainedMoney } from "../documents/vouchers/retained-money.ts";
import { receivedAmount } from "../payments/plan-payment.ts";
import { backOnEdits } from "../payments/paid-by-payouts.ts";
import {
  creditedByDeltas,
  registeredAmount,
  accountsOf,
  currencyOfLost,
  refundedElsewhereAmount,
  lostByDisputes,
  bookedMoney,
  refundedOnCredits,
} from "../payments/registered-money.ts";
import { labelOf, liveWithRole } from "../shared/case.ts";
import { booksOf, ownBookedDocument } from "../booked/books.ts";
import { contentOf } from "../booked/booked-vs-charged.ts";
import { splitGiftCards } from "../money/lines.ts";
import { registersPayments } from "../../../settings/lookups/used-lookups.ts";
import type { Settings } from "../../../settings/schema.ts";

type Role = DocumentRecord["role"];
const STANDS: ReadonlySet<Role> = new Set<Role>([
  "sales-order",
  "invoice-draft",
  "invoice",
  "voucher",
]);

/** Returns the document of a sale. */
export const liveSaleDocument = (
  documents: readonly DocumentRecord[],
): DocumentRecord | undefined =>
  documents.findLast(({ role, state }) => state === "live" && STANDS.has(role));

/** Whether the order says another currency by now than its document has. */
export const isInOtherCurrency = (
  order: Order,
  { content, voucher }: Partial<DocumentRecord> = {},
): boolean => (content ?? voucher ?? order).currency !== order.currency;

/**
 * The order as one that has what the books have, where it has money in another currency; as it is
 * where they have none. `left`: of a reversed voucher, what it left for the buyer. Pure.
 */
export function withBookedAmountPaid(
  facts: RunFacts,
  order: Order,
  booked: DocumentRecord | undefined,
  documents: readonly DocumentRecord[],
  left: Decimal | undefined,
): Order {
  const said = receivedAmount(order);
  if (booked === undefined || said === null || same(said, 0) || !isInOtherCurrency(order, booked))
    return order;
  const ours = dec(bookedMoney(facts, documents)).plus(
    dec(reversedVoucherMoney(booked, documents)),
  );
  const has = dec(left ?? amount(ours.minus(refundedOnCredits(facts, documents))));
  return has.gt(0) ? { ...order, amountPaid: amount(has) } : order;
}

/** At least zero. */
const least = (paid: Decimal, open: ReturnType<typeof dec>): Decimal =>
  open.lt(0) || dec(paid).lt(0) ? "0.00" : amount(open.lt(paid) ? open : paid);

/** Money that a reversal left for the buyer, as long as the shop has it. */
export function retainedMoneyReason(
  order: Order,
  { document, facts, left }: RetainedMoney,
): Reason | null {
  const has = receivedAmount(order);
  if (has === null) return reason("payment-amount-unknown");
  const paid = amount(dec(has).minus(refundedElsewhereAmount(document)));
  const number = labelOf(document);
  if (dec(paid).gt(dec(left)))
    return reason("paid-after-cancellation", {
      number,
      paid,
      registered: left,
      of: order.state === "cancelled" ? "cancelled" : "nothing",
      when: null,
    });
  return dec(paid).gt(0)
    ? reason("cancelled-money-kept", {
        number,
        paid,
        stands: "account",
        account: String(facts.money?.owedOn ?? ""),
        when: null,
      })
    : null;
}

/**
 * Money of an order whose document was credited or reversed, as long as the shop has it: it stands
 * on the credit, or on the item of the customer ledger. Refunds of items aren't registered here.
 */
export function retainedAfterCreditReason(
  facts: RunFacts,
  booked: DocumentRecord,
  documents: readonly DocumentRecord[],
  has: Decimal,
): Reason | null {
  const { journal } = facts;
  const number = labelOf(booked);
  const elsewhere = refundedElsewhereAmount(booked);
  const paid = least(has, dec(has).minus(elsewhere));
  if (booked.voucher !== undefined) {
    if (booked.state !== "gone") return null;
    const isItem = booked.voucher.ledgerItem !== null;
    const back = isItem
      ? dec(registeredAmount(journal, "payment")).minus(elsewhere).minus(paid)
      : dec("0");
    if (back.gt(0))
      return reason("voucher-item-unpayable", {
        amount: amount(back),
        number,
        why: "credit",
        kept: dec(paid).eq(0) ? null : paid,
      });
    return dec(paid).eq(0)
      ? null
      : reason("cancelled-money-kept", {
          number,
          paid,
          stands: isItem ? "item" : "nowhere",
          account: null,
          when: null,
        });
  }
  const open = dec(creditedByDeltas(documents)).minus(backOnEdits(facts, documents));
  const kept = least(paid, open);
  return dec(kept).eq(0)
    ? null
    : reason("cancelled-money-kept", {
        number,
        paid: kept,
        stands: "credit",
        account: null,
        when: null,
      });
}

/** Of a sale that is credited, or whose voucher was reversed; `null`: nothing is in question. */
export function disputedSale(
  facts: RunFacts,
  documents: readonly DocumentRecord[],
  isReversed: boolean,
): Reason | null {
  const lost = dec(lostByDisputes({ ...facts, documents }));
  const booked = ownBookedDocument(documents);
  if (booked === undefined || lost.eq(0) || facts.settings.trial) return null;
  const edited = liveWithRole(documents, "voucher").at(-1);
  const { disputed, settled = "0", owedOn = null } = edited?.voucher?.money ?? {};
  if (edited !== undefined && disputed !== undefined) {
    // As far as it isn't owed of the sale as it is now.
    const owed = dec(edited.voucher?.charged ?? "0").minus(settled);
    const open = dec(disputed).minus(owed);
    return open.lte(0)
      ? null
      : reason("refunded-by-dispute", {
          due: amount(lost.lt(open) ? lost : open),
          currency: currencyOfLost({ ...facts, documents }),
          number: labelOf(edited),
          account: accountsOf(facts),
          stands: "account",
          on: String(owedOn ?? ""),
        });
  }
  const kept = isReversed ? retainedMoney(documents) : null;
  const credits = liveWithRole(documents, "delta-credit");
  const back = sum([
    registeredAmount(facts.journal, "refund"),
    ...credits.map(({ id }) => facts.paidByPayouts?.[id] ?? "0"),
  ]);
  const open = kept === null ? dec(creditedByDeltas(documents)).minus(back) : dec(kept.left);
  if (open.lte(0)) return null;
  const named = kept?.document ?? credits.at(-1) ?? booked;
  return reason("refunded-by-dispute", {
    due: amount(lost.lt(open) ? lost : open),
    currency: currencyOfLost({ ...facts, documents }),
    number: named.number ?? named.id,
    account: accountsOf(facts),
    stands: kept === null ? "credit" : "account",
    on: kept === null ? null : String(kept.facts.money?.owedOn ?? ""),
  });
}

const invoiceOf = (documents: readonly DocumentRecord[]): DocumentRecord | undefined =>
  liveWithRole(documents, "invoice")[0];

/** Credit orders took back what the order's own cancellation would have. Pure. */
export function isCreditedByOthers(
  { reasons }: FlowEnd,
  documents: readonly DocumentRecord[],
): boolean {
  const has = (of: ReasonCode): boolean => reasons.some(({ code }) => code === of);
  const isOpen = chargedOf(documents)?.eq(0) === false;
  return has("voucher-credited-whole") || (has("order-cancelled-credited") && isOpen);
}

/** What the order's invoice and its own credits charge together; `null`: it isn't known. */
function chargedOf(documents: readonly DocumentRecord[]): ReturnType<typeof dec> | null {
  const invoice = invoiceOf(documents);
  const books = invoice === undefined ? null : booksOf(documents, invoice);
  return books && sum(books.map(({ content, sign }) => dec(content.gross).times(sign)));
}

/** Whether the document of a cancelled order wasn't taken back. What was unlinked stands. */
export const stillCharges = (
  ended: FlowEnd,
  booked: DocumentRecord,
  documents: readonly DocumentRecord[],
): boolean =>
  booked.state !== "gone" &&
  chargedOf(documents)?.eq(0) !== true &&
  !isCreditedByOthers(ended, documents);

/** What was ever charged. A cancelled order may still say its total, which its own credit took. */
export function totalEverCharged(
  order: Order,
  documents: readonly DocumentRecord[],
): ReturnType<typeof dec> {
  const document = liveSaleDocument(documents);
  const isOther = isInOtherCurrency(order, document);
  if (isOther && document?.voucher !== undefined) return dec(document.voucher.charged);
  const invoice = order.state === "cancelled" || isOther ? invoiceOf(documents) : undefined;
  const books = invoice === undefined ? null : booksOf(documents, invoice);
  return books === null
    ? dec(order.gross).plus(dec(creditedByDeltas(documents)))
    : sum(books.map(({ content, sign }) => (sign === 1 ? content.gross : "0")));
}

/** A payment for an invoice that the order's edits credited whole: nothing is left to pay. Pure. */
export function paidForNothing(
  facts: RunFacts,
  order: Order,
  documents: readonly DocumentRecord[],
) {
  const booked = invoiceOf(documents);
  const paid = receivedAmount(order);
  const isCredited =
    dec(creditedByDeltas(documents)).gt(0) && same(splitGiftCards(order).order.gross, 0);
  if (booked === undefined || paid === null || !isCredited) return null;
  const { settings } = facts;
  if (settings.orders.payments === "none") return null;
  const [ours, back] = [bookedMoney(facts, documents), refundedOnCredits(facts, documents)];
  return dec(paid).lte(dec(ours).minus(dec(back)))
    ? null
    : ({
        kind: "cancelled",
        of: "nothing",
        booked,
        documents,
        paid,
        ours,
        back,
        when: null,
      } as const);
}

/** A voucher is reversed with its money: what it was paid, or could be paid, went back. */
export function reversedVoucherMoney(
  booked: DocumentRecord,
  documents: readonly DocumentRecord[],
): Decimal {
  const { voucher, state } = booked;
  if (voucher === undefined || state === "live") return "0.00";
  const payments = documents
    .filter(({ role }) => role === "voucher-payment")
    .map((one) => one.voucher?.charged ?? "0");
  return least(voucher.charged, sum([voucher.money?.settled ?? "0", ...payments]));
}

/** How much less a sale comes to by an edit that isn't booked yet. */
export function unbookedEditReduction(
  order: Order,
  { outcome }: FlowEnd,
  documents: readonly DocumentRecord[],
): Decimal {
  if (outcome !== "held" && outcome !== "needs-attention") return "0.00";
  if (!same(order.gross, 0) && isInOtherCurrency(order, liveSaleDocument(documents))) return "0.00";
  // A voucher knows what was charged after gift cards; the content of an invoice is before them.
  const less =
    chargedOf(documents)?.minus(contentOf(order).gross) ??
    dec(liveWithRole(documents, "voucher").at(-1)?.voucher?.charged ?? "0").minus(order.gross);
  return less.gt(0) ? amount(less) : "0.00";
}

/**
 * What such an edit explains of money that went back: nothing that `credits` of others took back
 * already, and at most what is registered `above` what the order comes to now.
 */
export function refundExplainedByEdit(
  documents: readonly DocumentRecord[],
  { less, credits, above }: Readonly<Record<"less" | "credits" | "above", Decimal>>,
): Decimal {
  const byOthers = dec(credits).minus(creditedByDeltas(documents));
  return least(above, dec(less).minus(byOthers));
}

/** Whether the shop's money of this document is booked at all. */
export const needsMoneyBooked = (settings: Settings, { role }: DocumentRecord): boolean =>
  (role === "invoice" && registersPayments(settings)) ||
  (role === "voucher" &&
    (settings.orders.voucher.paid === "clearing" || registersPayments(settings)));

/** Whether this document booked money. What was paid after a voucher, a person matches. */
export const hasBooked = (settings: Settings, document: DocumentRecord): boolean =>
  needsMoneyBooked(settings, document) && dec(document.voucher?.money?.settled ?? "0").gt(0);
