/**
 * Reverses a booked voucher by another one: the rows that the ledger shows, with both sides
 * changed, dated on the day of the reversal. Its role and n in the journal ensure that it is done
 * once.
 */
import { RETRY } from "../../../../domain/jobs/requested-actions.ts";
import { amount, dec, type Decimal, same, negated } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import { cut } from "../../../../domain/platform/text.ts";
import type {
  AnsweredVoucher,
  AnsweredVoucherRow,
  LedgerItem,
  Voucher,
  VoucherFacts,
  VoucherRow,
} from "../../../../domain/ledger/voucher.ts";
import { MAX_ROW_TEXT, MAX_VOUCHER_TEXT } from "../../../../eaccounting/vouchers.ts";
import type { DocumentRecord, FlowEnd } from "../../../port.ts";
import {
  end,
  documentDeletedEnd,
  labelOf,
  type OrderCase,
  reversalOf,
  voucherChanged,
  isWaitingForDayClose,
} from "../../shared/case.ts";
import { withLists } from "../../preparation/prepare.ts";
import { loadLists } from "../../../ledger-lists.ts";
import { reversalWord } from "../../texts/document-words.ts";
import { nextVoucher, type VoucherIdentity } from "../../shared/identity.ts";
import { bookingDay, booksClosed, booksNow } from "../../../booking-day.ts";
import { creditedDocuments, soldAndCredited } from "../credits/credited.ts";
import { paidOnItem } from "./item-paid.ts";
import {
  type RetainedByReversal,
  retainedByReversal,
  livePaymentVouchers,
  withLaterPayments,
} from "./retained-money.ts";
import { sendVoucher, type SentVoucher } from "./send-voucher.ts";
import { reversalDifferences, saveAsReversed, recordReversal } from "./record-reversal.ts";
import {
  findUnresolvedVoucher,
  ownVoucher,
  sentBooking,
  voucherOf,
} from "../../existing/system-voucher.ts";
import { defined } from "../../../../domain/platform/defined.ts";
import { bareRecord } from "../../../settlement.ts";

type Reversed =
  | { readonly kind: "reversed"; readonly reasons: readonly Reason[] }
  | { readonly kind: "end"; readonly end: FlowEnd };

/** `undone`: the back-fill that booked it is undone. */
export type ReverseWhy = "changed" | "cancelled" | "undone";

/** Why a voucher stays that was to be reversed: something else is in the way, or it can't be. */
export const voucherStays = (
  document: DocumentRecord,
  why: ReverseWhy,
  what: "solve" | "manual",
): Reason =>
  why === "undone"
    ? reason("undo-booked-stays", { number: document.number ?? document.id, document: "voucher" })
    : voucherChanged(document, why, what);

/**
 * Ends an edit that can't be booked anew for these reasons. A share that waits for its day isn't
 * booked yet.
 */
export const staysBefore = (
  order: OrderCase,
  document: DocumentRecord,
  reasons: readonly Reason[],
): FlowEnd =>
  end(
    order,
    "needs-attention",
    isWaitingForDayClose(document)
      ? reasons
      : [voucherStays(document, "changed", "solve"), ...reasons.map(ofEdit)],
  );

/** What was booked before the edit stands. */
const ofEdit = (why: Reason): Reason =>
  why.code !== "payment-exceeds-order"
    ? why
    : {
        ...why,
        params: { ...why.params, of: why.params["of"] === "credit" ? "credited" : "edited" },
      };

/** What a preview says. A share that waits for its day is in no voucher. */
const wouldGo = ({ id, number, member }: DocumentRecord): Reason =>
  member === undefined
    ? reason("undo-would-reverse", { number: number ?? id })
    : reason("undo-would-leave-day", {
        day: member.day,
        state: member.waits ? "waits" : "closed",
      });

const reversed = (
  voucher: string,
  number: string | null,
  date: string | null,
  why: ReverseWhy,
): Reason => reason("voucher-reversed", { voucher, number, date, why });

/**
 * Reverses `document`, a live voucher that was right. Nothing is reversed that credits were booked
 * against. `isAnew`: the order is booked again with its money, so none of that is left for the
 * buyer.
 */
export async function reverseVoucher(
  before: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
  why: ReverseWhy,
  isAnew = false,
): Promise<Result<Reversed, Failure>> {
  const listed = await withLists(before);
  if (!listed.ok) return listed;
  const order = listed.value;
  const { ports } = order;
  const number = document.number ?? document.id;
  const attention = (...reasons: readonly Reason[]): Result<Reversed, Failure> =>
    ok({ kind: "end", end: end(order, "needs-attention", reasons) });
  const already = await reversedAlready(order, document, why);
  if (!already.ok) return already;
  if (already.value !== null) return ok(already.value);
  const facts = document.voucher;
  const stays = voucherStays(document, why, "solve");
  if (facts === undefined) return attention(voucherStays(document, why, "manual"));
  const credited =
    document.role === "voucher" ? await creditedBefore(order, document, facts, why) : ok(null);
  if (!credited.ok) return credited;
  if (credited.value !== null) return ok({ kind: "end", end: credited.value });
  const onItem = why === "cancelled" ? ok("0.00") : await paidOnItem(order, document, facts);
  if (!onItem.ok) return onItem;
  // A payment would stay on the reversed item, and be registered again on the next one.
  if (dec(onItem.value).gt(0))
    return attention(
      reason("voucher-item-paid", { number, amount: onItem.value, currency: facts.currency, why }),
    );
  const booked = await ownVoucher(order, identity, document.id);
  if (!booked.ok) return booked;
  if (booked.value === null) return ok({ kind: "end", end: documentDeletedEnd(order, document) });
  const paid = await bookedPayments(order);
  if (!paid.ok) return paid;
  if (paid.value.missing !== null)
    return ok({ kind: "end", end: documentDeletedEnd(order, paid.value.missing) });
  const day = reversalDay(order, document);
  if (typeof day !== "string") return attention(stays, day);
  const own = await nextVoucher(ports, order.order, "voucher-reversal", document.n);
  const both = { ...booked.value, rows: [...booked.value.rows, ...paid.value.rows] };
  const later = livePaymentVouchers(ports.documents);
  const left = isAnew || why === "undone" ? null : retainedByReversal(order, document, later);
  if (left !== null && "code" in left) return attention(stays, left);
  const wanted = turned(order, own, both, facts, day, left);
  const sent = await sentOnce(order, own, wanted, { document, why }, left?.facts(wanted));
  if (!sent.ok) return sent;
  if (sent.value.kind === "end") return ok(sent.value);
  saveAsReversed(order, [document, ...later]);
  const { number: reversal, day: date, record, differs } = sent.value;
  const reported =
    document.member === undefined
      ? reversed(booked.value.number ?? number, reversal, date, why)
      : reason("taken-out-of-day", { day: document.member.day, why });
  if (differs.length > 0) ports.saveDocument({ ...record, differs });
  return toldWith(order, differs, reported);
}

/** Reversed; a person sees to it where it differs from what was sent. */
const toldWith = (
  order: OrderCase,
  differs: readonly Reason[],
  told: Reason,
): Result<Reversed, Failure> =>
  ok(
    differs.length === 0
      ? { kind: "reversed", reasons: [told] }
      : { kind: "end", end: end(order, "needs-attention", [...differs, told]) },
  );

/**
 * What a reversal that came true took back; `null`: there is none. One that was deleted in the
 * ledger is made again where a person wants that.
 */
async function reversedAlready(
  order: OrderCase,
  document: DocumentRecord,
  why: ReverseWhy,
): Promise<Result<Reversed | null, Failure>> {
  const { ports } = order;
  const done = reversalOf(ports.documents, document);
  if (done === undefined) return ok(null);
  const taken = await recordReversal(order, document, done);
  if (!taken.ok) return taken;
  if (taken.value !== null)
    return toldWith(order, taken.value, reversed(labelOf(document), done.number, null, why));
  if (!ports.eventTypes.includes(RETRY))
    return ok({ kind: "end", end: documentDeletedEnd(order, done) });
  saveAsReversed(order, [done]);
  return ok(null);
}

/** The run's end where credit orders took back some of it; `null`: none did. */
async function creditedBefore(
  order: OrderCase,
  document: DocumentRecord,
  { charged, currency }: Pick<VoucherFacts, "charged" | "currency">,
  why: ReverseWhy,
): Promise<Result<FlowEnd | null, Failure>> {
  const { ports } = order;
  const locked = await ports.lockOriginal(ports.key);
  if (!locked.ok) return locked;
  // By sales, but of a back-fill by money, as what the same run takes back is.
  const sale = why === "undone" ? null : soldAndCredited(document, locked.value);
  const credited = sale?.credited ?? locked.value.credited;
  const number = document.number ?? document.id;
  // Refunds that the same run takes back are in the way of nothing.
  const { backfill } = ports;
  const going = why === "undone" && backfill?.kind === "order" ? backfill.refunds : undefined;
  if (going !== undefined && same(locked.value.credited, going)) return ok(null);
  // To nothing: nothing is left to be taken back.
  if (why === "cancelled" && dec(credited).gt(0) && same(credited, sale?.sold ?? charged))
    return ok(end(order, "updated", [reason("voucher-credited-whole", { number, credited })]));
  // A credit of 0.00 moved something, too.
  const isAny =
    !dec(credited).eq(0) || (why !== "undone" && creditedDocuments(locked.value).length > 0);
  return !isAny
    ? ok(null)
    : ok(
        end(order, "needs-attention", [
          reason("voucher-has-credits", { number, credited, currency, why }),
        ]),
      );
}

type SentOnce =
  | Exclude<SentVoucher, { kind: "booked" }>
  | (Extract<SentVoucher, { kind: "booked" }> & {
      readonly record: DocumentRecord;
      readonly day: string;
    });

/**
 * A reversal has its voucher's number, so the journal can't tell a second from the first. One that
 * a person was asked about is searched for, and sent again only if they wish.
 */
async function sentOnce(
  order: OrderCase,
  own: VoucherIdentity,
  wanted: Voucher,
  { document, why }: { readonly document: DocumentRecord; readonly why: ReverseWhy },
  kept: VoucherFacts | undefined,
): Promise<Result<SentOnce, Failure>> {
  const { ports } = order;
  const remember = (made: Pick<DocumentRecord, "id" | "number">): DocumentRecord => ({
    ...bareRecord({ role: own.role, n: own.n }, made),
    ...(kept === undefined ? {} : { voucher: kept }),
  });
  const there = await findUnresolvedVoucher(order, own);
  if (!there.ok) return there;
  if (there.value === null && !ports.eventTypes.includes(RETRY))
    return ok({
      kind: "end",
      end: end(order, "needs-attention", [
        reason("in-doubt-needs-person", { marker: own.marker.text }),
      ]),
    });
  if (there.value !== null && there.value !== "unsent") {
    const { id, number, date } = there.value;
    const before = sentBooking(ports, own);
    const asSent = before?.as.kind === "voucher" ? before.as : { ...wanted, date };
    const read = await reversalDifferences(ports, asSent, there.value);
    if (!read.ok) return read;
    const record =
      before === undefined
        ? remember({ id, number })
        : withLaterPayments(ports, document, { ...before.record, id, number });
    ports.saveDocument(record);
    return ok({ kind: "booked", id, number, item: null, differs: read.value, record, day: date });
  }
  const stays = voucherStays(document, why, "solve");
  const notes = why === "undone" ? wouldGo(document) : stays;
  const sent = await sendVoucher(order, own, wanted, { reasons: [notes], remember });
  if (!sent.ok && booksClosed(sent.error)) return closedMeanwhile(order, wanted, stays);
  if (!sent.ok) return sent;
  return ok(
    sent.value.kind === "end"
      ? sent.value
      : { ...sent.value, record: remember(sent.value), day: wanted.date },
  );
}

type BookedPayments = {
  readonly rows: readonly AnsweredVoucherRow[];
  readonly missing: DocumentRecord | null;
};

/** Later payments are reversed too: an order booked again is settled again. */
async function bookedPayments(order: OrderCase): Promise<Result<BookedPayments, Failure>> {
  const rows: AnsweredVoucherRow[] = [];
  for (const document of livePaymentVouchers(order.ports.documents)) {
    const found = await voucherOf(order, document, "voucher-payment");
    if (!found.ok) return found;
    if (found.value === null) return ok({ rows, missing: document });
    rows.push(...found.value.rows);
  }
  return ok({ rows, missing: null });
}

/** Today, or why nothing can be dated today. A voucher that isn't booked yet leaves its own day. */
function reversalDay(order: OrderCase, { member }: DocumentRecord): string | Reason {
  const books = booksNow(order.ports);
  const date = bookingDay(books.today, books);
  if (!("closed" in date)) return date.day;
  return member?.waits === true ? member.day : date.closed;
}

/** Our copy of the years is old: it is read again. */
async function closedMeanwhile(
  order: OrderCase,
  { date }: Voucher,
  stays: Reason,
): Promise<Result<Extract<SentOnce, { kind: "end" }>, Failure>> {
  const lists = await loadLists(order.ports);
  if (!lists.ok) return lists;
  const books = booksNow({ ...order.ports, lists: lists.value });
  const day = bookingDay(books.today, books);
  const closed = "closed" in day ? day.closed : reason("period-closed", { date, why: "refused" });
  return ok({ kind: "end", end: end(order, "needs-attention", [stays, closed]) });
}

function turned(
  { ports, order }: OrderCase,
  { marker }: VoucherIdentity,
  booked: AnsweredVoucher,
  facts: VoucherFacts,
  date: string,
  left: RetainedByReversal | null,
): Voucher {
  const words = reversalWord(ports.lists.company?.country ?? "", booked.number ?? booked.id);
  const { series } = ports.settings.orders.voucher;
  return {
    date,
    text: cut([marker.text, words].join(" · "), MAX_VOUCHER_TEXT),
    series: series === "" ? null : series,
    rows: [
      ...booked.rows.map(({ account, debit, credit, mapped, of }): VoucherRow => ({
        role: "revenue",
        account,
        debit: amount(credit),
        credit: amount(debit),
        text: cut(order.number ?? `id ${order.id}`, MAX_ROW_TEXT),
        sourceLines: [],
        reasons: [],
        ...defined({ mapped, of }),
      })),
      ...(left?.rows ?? []),
    ],
    ...(facts.level === "daily" ? { level: facts.level } : {}),
    ledgerItem:
      facts.ledgerItem === null
        ? null
        : turnedItem(facts.ledgerItem, marker.text, date, left?.more ?? "0.00"),
    charged: facts.charged,
    currency: facts.currency,
    rate: facts.rate,
  };
}

function turnedItem(
  item: NonNullable<VoucherFacts["ledgerItem"]>,
  reference: string,
  dueDate: string,
  more: Decimal,
): LedgerItem {
  const total = negated(dec(item.total).plus(more));
  return {
    ...item,
    total,
    vat: negated(item.vat),
    isCredit: dec(total).lt(0),
    dueDate,
    reference: cut(reference, 50),
  };
}
