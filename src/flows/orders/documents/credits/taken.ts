/** What was taken back of an order, by its own edits and by other credit orders. Pure. */
import type { BookedContent } from "../../../../domain/orders/booked-content.ts";
import { amount, type Decimal, sum } from "../../../../domain/money.ts";
import type { DocumentRecord, Original, Stands } from "../../../port.ts";

/** Taken back by other credit orders and by the order's own edits; a draft of these counts once. */
export function takenOf({ documents, taken = [] }: Original): readonly Stands[] {
  const live = documents.filter(({ state }) => state === "live");
  const booked = live.filter(({ role }) => role === "delta-credit");
  const drafts = live.filter(
    ({ role, n }) => role === "delta-credit-draft" && !booked.some((one) => one.n === n),
  );
  return [...taken, ...booked, ...drafts];
}

/** `null`: what one of an older form stands for isn't known. */
export function contentsOf(documents: readonly Stands[]): readonly BookedContent[] | null {
  const known = documents.flatMap(({ content }) => content ?? []);
  return known.length === documents.length ? known : null;
}

/**
 * Returns what was sold and what was taken back of a voucher, in sales: what gift cards paid is a
 * part of both. `null`: of an older form it isn't known.
 */
export function takenOfSale(
  { content }: Pick<DocumentRecord, "content">,
  original: Original,
): { readonly sold: Decimal; readonly credited: Decimal } | null {
  const contents = original.taken === undefined ? null : contentsOf(takenOf(original));
  return content === undefined || contents === null
    ? null
    : { sold: content.gross, credited: amount(sum(contents.map(({ gross }) => gross))) };
}
