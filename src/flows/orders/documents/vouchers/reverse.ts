/**
 * Reverses a booked voucher by another one: the rows that the ledger shows, with debit and credit
 * swapped, dated on the day of the reversal. Its role and `n` in the journal ensure that a voucher
 * is reversed once.
 */
import { RETRY } from "../../../../domain/jobs/requested-actions.ts";
import { dec, same } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type {
  AnsweredVoucherRow,
  Voucher,
  VoucherFacts,
} from "../../../../domain/ledger/voucher.ts";
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
import { nextVoucher, type VoucherIdentity } from "../../shared/identity.ts";
import { bookingDay, booksClosed, booksNow } from "../../../booking-day.ts";
import { creditedDocuments, soldAndCredited } from "../credits/credited.ts";
import { paidOnItem } from "./item-paid.ts";
import { reversalVoucher } from "./reversal-voucher.ts";
import { retainedByReversal, livePaymentVouchers, withLaterPayments } from "./retained-money.ts";
import { sendVoucher, type SentVoucher } from "./send-voucher.ts";
import { reversalDifferences, saveAsReversed, recordReversal } from "./record-reversal.ts";
import {
  findUnresolvedVoucher,
  ownVoucher,
  sentBooking,
  voucherOf,
} from "../../existing/system-voucher.ts";
import { bareRecord } from "../../../settlement.ts";

type ReversalOutcome =
  | { readonly kind: "reversed"; readonly reasons: readonly Reason[] }
  | { readonly kind: "end"; readonly end: FlowEnd };

/** `undone`: the back-fill that booked the voucher is undone. */
export type ReverseWhy = "changed" | "cancelled" | "undone";

/** Returns why a voucher isn't reversed. `manual`: a person has to; `solve`: an obstacle first. */
export const voucherStays = (
  document: DocumentRecord,
  why: ReverseWhy,
  what: "solve" | "manual",
): Reason =>
  why === "undone"
    ? reason("undo-booked-stays", { number: document.number ?? document.id, document: "voucher" })
    : voucherChanged(document, why, what);

/**
 * Ends the run of an edited order that can't be rebooked, for these reasons. A share that waits for
 * its day to be closed isn't booked yet, so no voucher stays.
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
      : [voucherStays(document, "changed", "solve"), ...reasons.map(asReasonOfEdit)],
  );

/** Says of an overpayment that the edit caused it, and that the earlier booking stays. */
const asReasonOfEdit = (why: Reason): Reason =>
  why.code !== "payment-exceeds-order"
    ? why
    : {
        ...why,
        params: { ...why.params, of: why.params["of"] === "credit" ? "credited" : "edited" },
      };

/** Returns what a preview reports. A share that waits for its day is in no voucher yet. */
const previewReason = ({ id, number, member }: DocumentRecord): Reason =>
  member === undefined
    ? reason("undo-would-reverse", { number: number ?? id })
    : reason("undo-would-leave-day", {
        day: member.day,
        state: member.waits ? "waits" : "closed",
      });

const reversedReason = (
  voucher: string,
  number: string | null,
  date: string | null,
  why: ReverseWhy,
): Reason => reason("voucher-reversed", { voucher, number, date, why });

/**
 * Reverses `document`, a live voucher that was compared with its plan, unless credits were booked
 * against it. `isAnew`: the order is booked again with its money, so that none is owed to the
 * buyer.
 */
export async function reverseVoucher(
  initial: OrderCase,
  document: DocumentRecord,
  identity: VoucherIdentity,
  why: ReverseWhy,
  isAnew = false,
): Promise<Result<ReversalOutcome, Failure>> {
  const listed = await withLists(initial);
  if (!listed.ok) return listed;
  const order = listed.value;
  const { ports } = order;
  const number = document.number ?? document.id;
  const attention = (...reasons: readonly Reason[]): Result<ReversalOutcome, Failure> =>
    ok({ kind: "end", end: end(order, "needs-attention", reasons) });
  const prior = await findPriorReversal(order, document, why);
  if (!prior.ok) return prior;
  if (prior.value !== null) return ok(prior.value);
  const facts = document.voucher;
  const staysReason = voucherStays(document, why, "solve");
  if (facts === undefined) return attention(voucherStays(document, why, "manual"));
  const creditedEnd =
    document.role === "voucher" ? await endIfCredited(order, document, facts, why) : ok(null);
  if (!creditedEnd.ok) return creditedEnd;
  if (creditedEnd.value !== null) return ok({ kind: "end", end: creditedEnd.value });
  const onItem = why === "cancelled" ? ok("0.00") : await paidOnItem(order, document, facts);
  if (!onItem.ok) return onItem;
  // The payment would stay on the reversed ledger item, and be registered again on the next one.
  if (dec(onItem.value).gt(0))
    return attention(
      reason("voucher-item-paid", { number, amount: onItem.value, currency: facts.currency, why }),
    );
  const booked = await ownVoucher(order, identity, document.id);
  if (!booked.ok) return booked;
  if (booked.value === null) return ok({ kind: "end", end: documentDeletedEnd(order, document) });
  const paid = await readLaterPayments(order);
  if (!paid.ok) return paid;
  if (paid.value.missing !== null)
    return ok({ kind: "end", end: documentDeletedEnd(order, paid.value.missing) });
  const day = reversalDay(order, document);
  if (typeof day !== "string") return attention(staysReason, day);
  const own = await nextVoucher(ports, order.order, "voucher-reversal", document.n);
  const all = { ...booked.value, rows: [...booked.value.rows, ...paid.value.rows] };
  const later = livePaymentVouchers(ports.documents);
  const retained = isAnew || why === "undone" ? null : retainedByReversal(order, document, later);
  if (retained !== null && "code" in retained) return attention(staysReason, retained);
  const planned = reversalVoucher(order, own, all, facts, day, retained);
  const sent = await sendReversal(order, own, planned, { document, why }, retained?.facts(planned));
  if (!sent.ok) return sent;
  if (sent.value.kind === "end") return ok(sent.value);
  saveAsReversed(order, [document, ...later]);
  const { number: reversal, day: date, record, differs } = sent.value;
  const reported =
    document.member === undefined
      ? reversedReason(booked.value.number ?? number, reversal, date, why)
      : reason("taken-out-of-day", { day: document.member.day, why });
  if (differs.length > 0) ports.saveDocument({ ...record, differs });
  return reversalOutcome(order, differs, reported);
}

/** A reversal that differs from what was sent needs a person. */
const reversalOutcome = (
  order: OrderCase,
  differs: readonly Reason[],
  report: Reason,
): Result<ReversalOutcome, Failure> =>
  ok(
    differs.length === 0
      ? { kind: "reversed", reasons: [report] }
      : { kind: "end", end: end(order, "needs-attention", [...differs, report]) },
  );

/**
 * Returns the outcome of a reversal that was booked before; `null`: there is none, or it was
 * deleted in the ledger and a person asks for a new one.
 */
async function findPriorReversal(
  order: OrderCase,
  document: DocumentRecord,
  why: ReverseWhy,
): Promise<Result<ReversalOutcome | null, Failure>> {
  const { ports } = order;
  const existing = reversalOf(ports.documents, document);
  if (existing === undefined) return ok(null);
  const differs = await recordReversal(order, document, existing);
  if (!differs.ok) return differs;
  if (differs.value !== null)
    return reversalOutcome(
      order,
      differs.value,
      reversedReason(labelOf(document), existing.number, null, why),
    );
  if (!ports.eventTypes.includes(RETRY))
    return ok({ kind: "end", end: documentDeletedEnd(order, existing) });
  saveAsReversed(order, [existing]);
  return ok(null);
}

/** Returns the run's end where credits were booked against the voucher; `null`: none were. */
async function endIfCredited(
  order: OrderCase,
  document: DocumentRecord,
  { charged, currency }: Pick<VoucherFacts, "charged" | "currency">,
  why: ReverseWhy,
): Promise<Result<FlowEnd | null, Failure>> {
  const { ports } = order;
  const original = await ports.lockOriginal(ports.key);
  if (!original.ok) return original;
  // Credits are counted by sales amounts, but when a back-fill is undone by money, as the refunds
  // that the same run takes back are.
  const sale = why === "undone" ? null : soldAndCredited(document, original.value);
  const credited = sale?.credited ?? original.value.credited;
  const number = document.number ?? document.id;
  // Refunds that the same run takes back don't prevent the reversal.
  const { backfill } = ports;
  const refundsUndone =
    why === "undone" && backfill?.kind === "order" ? backfill.refunds : undefined;
  if (refundsUndone !== undefined && same(original.value.credited, refundsUndone)) return ok(null);
  // Credits of the whole amount leave nothing to reverse.
  if (why === "cancelled" && dec(credited).gt(0) && same(credited, sale?.sold ?? charged))
    return ok(end(order, "updated", [reason("voucher-credited-whole", { number, credited })]));
  // A credit of 0.00 may have moved amounts between accounts.
  const hasCredits =
    !dec(credited).eq(0) || (why !== "undone" && creditedDocuments(original.value).length > 0);
  return !hasCredits
    ? ok(null)
    : ok(
        end(order, "needs-attention", [
          reason("voucher-has-credits", { number, credited, currency, why }),
        ]),
      );
}

type SentReversal =
  | Exclude<SentVoucher, { kind: "booked" }>
  | (Extract<SentVoucher, { kind: "booked" }> & {
      readonly record: DocumentRecord;
      readonly day: string;
    });

/**
 * Sends the reversal once. It has the `n` of its voucher, so the journal can't tell a second
 * reversal from the first. An unconfirmed reversal that was left to a person is searched for, and
 * sent again only if the person requests that.
 */
async function sendReversal(
  order: OrderCase,
  own: VoucherIdentity,
  planned: Voucher,
  { document, why }: { readonly document: DocumentRecord; readonly why: ReverseWhy },
  retainedFacts: VoucherFacts | undefined,
): Promise<Result<SentReversal, Failure>> {
  const { ports } = order;
  const remember = (made: Pick<DocumentRecord, "id" | "number">): DocumentRecord => ({
    ...bareRecord({ role: own.role, n: own.n }, made),
    ...(retainedFacts === undefined ? {} : { voucher: retainedFacts }),
  });
  const existing = await findUnresolvedVoucher(order, own);
  if (!existing.ok) return existing;
  if (existing.value === null && !ports.eventTypes.includes(RETRY))
    return ok({
      kind: "end",
      end: end(order, "needs-attention", [
        reason("in-doubt-needs-person", { marker: own.marker.text }),
      ]),
    });
  if (existing.value !== null && existing.value !== "unsent") {
    const { id, number, date } = existing.value;
    const previous = sentBooking(ports, own);
    const asSent = previous?.as.kind === "voucher" ? previous.as : { ...planned, date };
    const differs = await reversalDifferences(ports, asSent, existing.value);
    if (!differs.ok) return differs;
    const record =
      previous === undefined
        ? remember({ id, number })
        : withLaterPayments(ports, document, { ...previous.record, id, number });
    ports.saveDocument(record);
    return ok({
      kind: "booked",
      id,
      number,
      item: null,
      differs: differs.value,
      record,
      day: date,
    });
  }
  const staysReason = voucherStays(document, why, "solve");
  const noted = why === "undone" ? previewReason(document) : staysReason;
  const sent = await sendVoucher(order, own, planned, { reasons: [noted], remember });
  if (!sent.ok && booksClosed(sent.error)) return endBooksClosed(order, planned, staysReason);
  if (!sent.ok) return sent;
  return ok(
    sent.value.kind === "end"
      ? sent.value
      : { ...sent.value, record: remember(sent.value), day: planned.date },
  );
}

type LaterPayments = {
  readonly rows: readonly AnsweredVoucherRow[];
  readonly missing: DocumentRecord | null;
};

/** Later payments are reversed too, as an order that is booked again is settled again. */
async function readLaterPayments(order: OrderCase): Promise<Result<LaterPayments, Failure>> {
  const rows: AnsweredVoucherRow[] = [];
  for (const document of livePaymentVouchers(order.ports.documents)) {
    const found = await voucherOf(order, document, "voucher-payment");
    if (!found.ok) return found;
    if (found.value === null) return ok({ rows, missing: document });
    rows.push(...found.value.rows);
  }
  return ok({ rows, missing: null });
}

/**
 * Returns today, or why nothing can be dated today. A voucher that waits for its day leaves that
 * day.
 */
function reversalDay(order: OrderCase, { member }: DocumentRecord): string | Reason {
  const books = booksNow(order.ports);
  const date = bookingDay(books.today, books);
  if (!("closed" in date)) return date.day;
  return member?.waits === true ? member.day : date.closed;
}

/** The ledger refused an open day, so our cached fiscal years are outdated and read again. */
async function endBooksClosed(
  order: OrderCase,
  { date }: Voucher,
  staysReason: Reason,
): Promise<Result<Extract<SentReversal, { kind: "end" }>, Failure>> {
  const lists = await loadLists(order.ports);
  if (!lists.ok) return lists;
  const books = booksNow({ ...order.ports, lists: lists.value });
  const day = bookingDay(books.today, books);
  const closed = "closed" in day ? day.closed : reason("period-closed", { date, why: "refused" });
  return ok({ kind: "end", end: end(order, "needs-attention", [staysReason, closed]) });
}
