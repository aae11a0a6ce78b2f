/**
 * The words of a line of which only the figures are kept: those of a line of the order that is like
 * it. Pure.
 */
import type { BookedLine } from "../../../../domain/booked-content.ts";
import { isDecimal, same } from "../../../../domain/money.ts";
import type { LineKind, OrderLine } from "../../../../domain/order.ts";

/** What each piece may have words of its own for: an engraving, a size. */
const GOODS: ReadonlySet<LineKind> = new Set<LineKind>(["article", "sales-type", "gift-card"]);

/**
 * Goods have the words of their price: those of another line of the same article may name another
 * piece, and are worse than none. Empty where lines that are alike say different things, or none is
 * left: then the article's own name stands for it.
 */
export function wordsOf(lines: readonly OrderLine[], of: BookedLine): string {
  const alike = lines.filter(
    ({ kind, sku, salesTypeId }) =>
      kind === of.kind && sku === of.sku && (salesTypeId ?? null) === (of.salesTypeId ?? null),
  );
  const atPrice = alike.filter(({ price }) => isSame(price, of.price));
  const rest = GOODS.has(of.kind) ? [] : alike;
  const [words, ...others] = new Set((atPrice.length > 0 ? atPrice : rest).map(({ text }) => text));
  return others.length === 0 ? (words ?? "") : "";
}

const isSame = (one: string, other: string): boolean =>
  isDecimal(one) && isDecimal(other) ? same(one, other) : one === other;
