/** What is booked of an order, by the records of its documents. Pure. */
import { defined } from "../../../domain/platform/defined.ts";
import type { BookedContent } from "../../../domain/orders/booked-content.ts";
import type { AnsweredInvoice } from "../../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { InvoicedGoods, PartOf, SoldAs } from "../../../domain/orders/order.ts";
import { type Failure, ok, type Result } from "../../../domain/result.ts";
import { findInvoiceById } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, Original, VendorPort } from "../../port.ts";
import { isGoods } from "../money/lines.ts";
import { labelOf, type OrderFacts, isWaitingForDayClose } from "../shared/case.ts";
import { isBooked, isVoucher } from "../shared/document-kinds.ts";
import {
  contentOf,
  type BookingDifference,
  differenceOf,
  sumAlikeLines,
  saleLinesOf,
} from "./booked-vs-charged.ts";

export const DELTA_ROLES = ["delta-credit-draft", "delta-draft"] as const;
export type DeltaRole = (typeof DELTA_ROLES)[number];

const BOOKED = { "delta-credit-draft": "delta-credit", "delta-draft": "delta-invoice" } as const;

export const isDelta = ({ role }: Pick<DocumentRecord, "role">): boolean =>
  DELTA_ROLES.some((draft) => role === draft || role === BOOKED[draft]);

/**
 * The order's own booked document, deleted since or not: what was booked beside an invoice, such as
 * its credit, isn't.
 */
export const ownBookedDocument = (
  documents: readonly DocumentRecord[],
): DocumentRecord | undefined => documents.findLast((one) => isBooked(one.role) && !isDelta(one));

/**
 * Returns what a document stands for; a booked one that was found by its marker stands for what its
 * draft did.
 */
export function contentOfDocument(
  documents: readonly DocumentRecord[],
  document: DocumentRecord,
): BookedContent | null {
  const draft = DELTA_ROLES.find((role) => BOOKED[role] === document.role);
  return (
    document.content ??
    documents.find((other) => other.role === draft && other.n === document.n)?.content ??
    null
  );
}

/**
 * Returns the order's invoice and what was booked after it, each with its sign; `null` where the
 * content of one isn't known.
 */
export function booksOf(
  documents: readonly DocumentRecord[],
  invoice: DocumentRecord,
): readonly { readonly content: BookedContent; readonly sign: 1 | -1 }[] | null {
  const booked = [
    invoice,
    ...documents.filter(
      (document) =>
        document.state === "live" &&
        (document.role === "delta-credit" || document.role === "delta-invoice"),
    ),
  ];
  const known = booked.flatMap((document) => {
    const content = contentOfDocument(documents, document);
    return content === null
      ? []
      : [{ content, sign: document.role === "delta-credit" ? -1 : 1 } as const];
  });
  return known.length === booked.length ? known : null;
}

const live = (role: DocumentRecord["role"]) => (one: DocumentRecord) =>
  one.role === role && one.state === "live";

/**
 * Returns what was sold, for what takes a part of it back: by the invoice as it was read, and by
 * those of later edits, which are read here. The invoice's own marks count as long as it is the
 * only one.
 */
export async function partOfBooked(
  { read }: Pick<VendorPort, "read">,
  documents: readonly DocumentRecord[],
  first: Pick<AnsweredInvoice, "triangular" | "articles" | "buyerName">,
): Promise<Result<PartOf, Failure>> {
  const invoice = documents.findLast(live("invoice"));
  const books = invoice === undefined ? null : booksOf(documents, invoice);
  const added = documents.filter(live("delta-invoice"));
  const isOnly = added.length === 0;
  const all = [...(invoice === undefined ? [] : [invoice]), ...added];
  const sold = soldAsOf(all);
  const answers: (Pick<AnsweredInvoice, "articles"> & Pick<InvoicedGoods, "gone">)[] = [first];
  for (const one of added) {
    const answer = await findInvoiceById(read, one.id);
    if (!answer.ok) return answer;
    answers.push(answer.value ?? { articles: [], gone: labelOf(one) });
  }
  const contents = [invoice, ...added].map((one) =>
    one === undefined ? null : contentOfDocument(documents, one),
  );
  const invoices = answers.flatMap(({ articles, gone }, index) =>
    articles === undefined
      ? []
      : [{ goods: goodsOf(contents[index], gone), articles, ...defined({ gone }) }],
  );
  const { triangular, buyerName } = first;
  return ok({
    lines: saleLinesOf(books === null ? null : { lines: [...sumAlikeLines(books).values()] }),
    ...(sold === null ? {} : { soldAs: sold }),
    ...defined({ buyerName }),
    ...(isOnly && triangular !== undefined ? { triangular } : {}),
    ...(invoices.length === answers.length ? { invoices } : {}),
  });
}

/** Of one that is `gone` each line counts: nothing of it is in the books. */
const goodsOf = (
  content: BookedContent | null | undefined,
  gone: string | undefined,
): InvoicedGoods["goods"] =>
  (content?.lines ?? [])
    .filter((line) => gone !== undefined || isGoods(line))
    .map(({ kind, sku }) => ({ kind, sku }));

/** `null`: of one it isn't known. */
function soldAsOf(invoices: readonly DocumentRecord[]): SoldAs | null {
  const known = invoices.flatMap(({ content }) => content?.soldAs ?? []);
  const [first] = known;
  if (first === undefined || known.length < invoices.length) return null;
  return { kinds: [...new Set(known.flatMap(({ kinds }) => kinds))], country: first.country };
}

export const hasDeltas = (documents: readonly DocumentRecord[]): boolean =>
  documents.some((document) => document.state === "live" && isDelta(document));

/** True where nothing is left to book: the documents add up to the order, and no draft waits. */
export function isFullyBooked(
  documents: readonly DocumentRecord[],
  invoice: DocumentRecord,
  charged: BookedContent,
): boolean {
  const deltas = documents.filter((document) => document.state === "live" && isDelta(document));
  if (
    deltas.some(
      (document) =>
        document.sourceHash === null || DELTA_ROLES.some((role) => role === document.role),
    )
  )
    return false;
  const books = booksOf(documents, invoice);
  const difference = books === null ? null : differenceOf(books, charged);
  return (
    difference?.kind === "parts" && difference.reduction === null && difference.addition === null
  );
}

/** True where the documents beside the invoice add up to the order, or there are none. */
export const deltasInStep = ({ ports, order }: OrderFacts, document: DocumentRecord): boolean =>
  !hasDeltas(ports.documents) || isFullyBooked(ports.documents, document, contentOf(order));

const SOLD = new Set<DocumentRecord["role"]>(["invoice", "voucher", ...Object.values(BOOKED)]);

/** A document whose amount is in the ledger. */
export const isInBooks = ({ role, state }: DocumentRecord): boolean =>
  state === "live" && SOLD.has(role);

/**
 * What an edit would take back of what is booked, in the order's currency: of a sale, or of a
 * credit by voucher. `null`: nothing, or nobody books it: beside credits of other orders a voucher
 * stays, and of an invoice only what they left is credited. What waits for its day isn't booked.
 */
export function editReduction({ ports, order, beside }: OrderFacts): Decimal | null {
  const { documents, settings } = ports;
  if (settings.orders.editedAfterBooking !== "delta") return null;
  const sold = documents.find(isSoldOrVoucher);
  if (sold === undefined || isWaitingForDayClose(sold)) return null;
  const charged = contentOf(order);
  const others = beside === undefined || dec(beside.credited).eq(0) ? null : beside;
  if (sold.voucher !== undefined) {
    if (isTakenOf(beside)) return null;
    // What was charged is after gift cards; a sale's content is before them.
    const less =
      sold.content === undefined
        ? dec(sold.voucher.charged).minus(order.gross)
        : dec(sold.content.gross).minus(charged.gross);
    return less.gt(0) ? amount(less) : null;
  }
  const books = booksOf(documents, sold);
  if (books === null) return null;
  const difference =
    others === null ? differenceOf(books, charged) : remainingAfterCredits(books, charged, others);
  return difference?.kind === "parts" ? (difference.reduction?.gross ?? null) : null;
}

const isSoldOrVoucher = ({ role, state }: DocumentRecord): boolean =>
  state === "live" && (role === "invoice" || isVoucher(role));

/** Whether credit orders took back some of it; one of 0.00 counts, too. */
const isTakenOf = (beside: OrderFacts["beside"]): boolean =>
  !dec(beside?.credited ?? "0").eq(0) || (beside?.taken ?? []).length > 0;

/**
 * What a cancellation takes back of what is booked, above zero: of an invoice what credits of
 * others left, and nothing of a voucher beside such credits, as it stays; of a credit order its
 * voucher. `null`: not known, or not booked yet.
 */
export function creditedWhole({ ports: { documents }, beside }: OrderFacts): Decimal | null {
  const sold = documents.find(isSoldOrVoucher);
  if (sold === undefined || isWaitingForDayClose(sold)) return null;
  if (sold.voucher !== undefined)
    return isTakenOf(beside)
      ? "0.00"
      : amount(dec(sold.content?.gross ?? sold.voucher.charged).abs());
  const books = booksOf(documents, sold);
  if (books === null) return null;
  const booked = sum(books.map(({ content, sign }) => dec(content.gross).times(sign)));
  const left = booked.minus(beside?.credited ?? "0").plus(beside?.lowered ?? "0");
  return left.gt(0) ? amount(left) : "0.00";
}

export type Books = NonNullable<ReturnType<typeof booksOf>>;

/**
 * Returns what is still to be credited of an order that isn't charged any more, where credits of
 * other orders took back some or all of it. `null`: not exactly known, as one of them isn't booked,
 * or not known by its lines.
 */
export function remainingAfterCredits(
  books: Books,
  charged: BookedContent,
  { taken, credited, lowered }: Pick<Original, "taken" | "credited" | "lowered">,
): BookingDifference | null {
  const isNothing = dec(charged.gross).eq(0) && charged.lines.length === 0;
  if (!isNothing || taken === undefined || taken.some(({ role }) => role !== "credit")) return null;
  // What lowered it before the invoice isn't in the invoice.
  const others = dec(credited).minus(lowered);
  const booked = sum(books.map(({ content, sign }) => dec(content.gross).times(sign)));
  if (booked.eq(others)) return { kind: "parts", reduction: null, addition: null };
  const contents = taken.flatMap(({ content }) => (content === undefined ? [] : [content]));
  if (contents.length < taken.length || !sum(contents.map(({ gross }) => gross)).eq(others))
    return null;
  const left = differenceOf(
    [...books, ...contents.map((content) => ({ content, sign: -1 as const }))],
    charged,
  );
  if (left.kind !== "parts" || left.addition !== null) return null;
  const { reduction } = left;
  return reduction === null ? left : { ...left, reduction: { ...reduction, besideCredits: true } };
}

/**
 * Returns how much less an order charges than before its total was zero, where credit orders took
 * back some of it and it was charged again: the shop may have edited it because of those credits.
 * `null`: no less, or it wasn't charged again.
 */
export function lessThanBefore(
  books: Books,
  charged: BookedContent,
  { credited, lowered }: Pick<Original, "credited" | "lowered">,
): BookedContent | null {
  const booked = sum(books.map(({ content, sign }) => dec(content.gross).times(sign)));
  if (!booked.eq(dec(credited).minus(lowered))) return null;
  const taken = books.findLastIndex(({ sign }) => sign === -1);
  if (books[taken]?.content.besideCredits !== true) return null;
  const since = differenceOf(books.toSpliced(taken, 1), charged);
  return since.kind === "parts" ? since.reduction : null;
}
