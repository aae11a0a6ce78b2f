/** What of an order is booked, by what is remembered of its documents. Pure. */
import type { BookedContent } from "../../../../domain/booked-content.ts";
import { dec, sum } from "../../../../domain/money.ts";
import type { DocumentRecord, Original } from "../../../port.ts";
import type { OrderFacts } from "../../case.ts";
import { contentOf, type Difference, differenceOf } from "./difference.ts";

export const DELTA_ROLES = ["delta-credit-draft", "delta-draft"] as const;
export type DeltaRole = (typeof DELTA_ROLES)[number];

const BOOKED = { "delta-credit-draft": "delta-credit", "delta-draft": "delta-invoice" } as const;

export const isDelta = ({ role }: Pick<DocumentRecord, "role">): boolean =>
  DELTA_ROLES.some((draft) => role === draft || role === BOOKED[draft]);

/**
 * What a document stands for; a booked one that was found by its marker stands for what its draft
 * did.
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
 * The order's invoice and what was booked after it, each with its sign; `null` where it isn't known
 * what one stands for.
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

export const hasDeltas = (documents: readonly DocumentRecord[]): boolean =>
  documents.some((document) => document.state === "live" && isDelta(document));

/**
 * Nothing is left to be booked of this order: its documents come to what it says, and no draft
 * waits.
 */
export function isInStep(
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

/**
 * What was booked beside the invoice comes to what the order says now, or there is nothing beside
 * it.
 */
export const deltasInStep = ({ ports, order }: OrderFacts, document: DocumentRecord): boolean =>
  !hasDeltas(ports.documents) || isInStep(ports.documents, document, contentOf(order));

export type Books = NonNullable<ReturnType<typeof booksOf>>;

/**
 * What is still to be credited where nothing is charged any more, and credits of other orders took
 * back some or all of it: whatever they were made for, together they come to nothing. `null`: it
 * can't be said exactly, as one of them isn't booked, or isn't known by its lines.
 */
export function leftBesideCredits(
  books: Books,
  charged: BookedContent,
  { taken, credited, lowered }: Pick<Original, "taken" | "credited" | "lowered">,
): Difference | null {
  const isNothing = dec(charged.gross).eq(0) && charged.lines.length === 0;
  if (!isNothing || taken === undefined || taken.some(({ role }) => role !== "credit")) return null;
  // What lowered it before it was invoiced isn't in the invoice.
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
 * What an order charges less than before it came to nothing, where credit orders took back some of
 * it and it comes back now: perhaps the shop edited it because of those. `null`: no less, or it
 * didn't come back.
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
