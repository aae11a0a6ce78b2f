/**
 * Credits of one order are rounded each by itself, and the order was rounded as a whole: pieces
 * that come back one by one may come to a few cents more than all of them were sold for. Pure.
 */
import type Big from "big.js";
import type { BookedContent } from "../../../../domain/booked-content.ts";
import { roundingBound } from "../../../../domain/head-discount.ts";
import { dec, sum } from "../../../../domain/money.ts";
import type { LineKind } from "../../../../domain/order.ts";
import { heaped, type Signed } from "../deltas/difference.ts";

/** What comes to an amount, whatever number it has: no piece of it comes back. */
const AMOUNTS: ReadonlySet<LineKind> = new Set<LineKind>(["discount", "fee", "tip"]);

/**
 * Whether rounding explains by how much the credits `back` take back more than was sold: nothing
 * comes back at a price at which it wasn't sold, no piece more than was sold at it, no amount
 * beside the pieces, and no more cents than half a one a line. Of a first credit nothing is
 * explained: it says more than the order by itself. Nor where a document is of an older form, as
 * its lines aren't known.
 */
export function isRoundedApart(
  over: Big,
  sale: readonly BookedContent[],
  back: readonly BookedContent[],
): boolean {
  if (back.length < 2) return false;
  const [had, comes] = [heaped(sale.map(signed)), heaped(back.map(signed))];
  const asSold = [...comes].every(
    ([key, { kind, quantity }]) =>
      AMOUNTS.has(kind) || dec(quantity).lte(dec(had.get(key)?.quantity ?? "0")),
  );
  const noMore = amountsOf(back).lte(amountsOf(sale));
  const lines = [...sale, ...back].reduce((count, content) => count + content.lines.length, 0);
  return asSold && noMore && over.lte(roundingBound(lines));
}

const amountsOf = (contents: readonly BookedContent[]): Big =>
  sum(
    contents.flatMap(({ lines }) =>
      lines.filter(({ kind }) => AMOUNTS.has(kind)).map(({ gross }) => gross),
    ),
  );

const signed = (content: BookedContent): Signed => ({ content, sign: 1 });
