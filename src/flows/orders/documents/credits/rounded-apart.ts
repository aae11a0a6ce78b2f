/**
 * Credits of one order are rounded each by itself, and the order was rounded as a whole: pieces
 * that come back one by one may come to a few cents more than all of them were sold for. Pure.
 */
import type Big from "big.js";
import type { BookedContent, BookedLine } from "../../../../domain/orders/booked-content.ts";
import { dec, sum } from "../../../../domain/money.ts";
import type { LineKind } from "../../../../domain/orders/order.ts";
import { heaped, type Signed } from "../../booked/booked-vs-charged.ts";

/** What comes to an amount, whatever number it has: no piece of it is delivered or comes back. */
export const AMOUNTS: ReadonlySet<LineKind> = new Set<LineKind>(["discount", "fee", "tip"]);

type Priced = Pick<BookedContent, "lines" | "pricesIncludeVat">;

/**
 * By how much rounding may have moved a line: half a cent of its price. Where prices exclude VAT,
 * the VAT of that half cent as well, and half a cent of VAT.
 */
export const lineBound = (
  { pricesIncludeVat }: Pick<Priced, "pricesIncludeVat">,
  { vatRate }: Pick<BookedLine, "vatRate">,
): Big => dec("0.005").times(pricesIncludeVat ? 1 : dec(vatRate).plus(2));

/** By how much rounding may have moved the lines of documents, and half a cent. */
export const boundOf = (contents: readonly Priced[]): Big =>
  sum(contents.flatMap((content) => content.lines.map((line) => lineBound(content, line)))).plus(
    "0.005",
  );

/**
 * Whether rounding explains by how much the credits `back` take back more than was sold: nothing
 * comes back at a price at which it wasn't sold, no piece more than was sold at it, no amount
 * beside the pieces, and no more cents than the lines' roundings. Of a first credit nothing is
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
  return (
    asSold &&
    noMoreAmounts(sale.map(amountsOf), back.map(amountsOf)) &&
    over.lte(boundOf([...sale, ...back]))
  );
}

/**
 * What the order has of such amounts comes back in parts, each rounded by itself: a discount of
 * 10.00 as three of 3.33. Of a kind or a sign that the order doesn't have, no cent is explained.
 */
function noMoreAmounts(sale: readonly Priced[], back: readonly Priced[]): boolean {
  const [had, comes] = [linesOf(sale), linesOf(back)];
  const isOfSale = ({ kind, gross }: BookedLine): boolean =>
    had.some((one) => one.kind === kind && dec(one.gross).times(gross).gt(0));
  const isExplained = comes.length > 0 && comes.every(isOfSale);
  const more = totalOf(comes).minus(totalOf(had));
  return more.lte(isExplained ? boundOf([...sale, ...back]) : 0);
}

const linesOf = (contents: readonly Priced[]): readonly BookedLine[] =>
  contents.flatMap(({ lines }) => lines);

const totalOf = (lines: readonly BookedLine[]): Big => sum(lines.map(({ gross }) => gross));

const amountsOf = ({ lines, pricesIncludeVat }: BookedContent): Priced => ({
  pricesIncludeVat,
  lines: lines.filter(({ kind }) => AMOUNTS.has(kind)),
});

const signed = (content: BookedContent): Signed => ({ content, sign: 1 });
