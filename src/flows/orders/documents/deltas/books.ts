/** What of an order is booked, by what is remembered of its documents. Pure. */
import type { BookedContent } from "../../../../domain/booked-content.ts";
import type { DocumentRecord } from "../../../port.ts";
import type { OrderFacts } from "../../case.ts";
import { contentOf, differenceOf } from "./difference.ts";

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
