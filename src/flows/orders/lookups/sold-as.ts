/**
 * Articles that are sold in the place of those that the shop names: by where the goods go, who
 * buys, and when. It is how a wish for another account or VAT by country is carried, as a row books
 * by its article's coding. Pure.
 */
import type { Order, OrderLine } from "../../../domain/order.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { choose } from "../../../mapping/lookup.ts";
import type { LookupFacts } from "../../../mapping/lookup-key.ts";
import type { Settings } from "../../../mapping/settings.ts";

type Lookups = Pick<Settings, "lookups">;

/**
 * The order with the articles that are really sold, and why. The order itself where nothing is
 * chosen.
 */
export function soldAs(
  order: Order,
  { lookups }: Lookups,
  facts: LookupFacts,
): { readonly order: Order; readonly recorded: readonly Reason[] } {
  const recorded: Reason[] = [];
  const lines = order.lines.map((line): OrderLine => {
    if (line.kind !== "article" || line.sku === null) return line;
    const { value, by, key } = choose(lookups.article, line.sku, facts);
    if (value === null || value === line.sku) return line;
    recorded.push(
      reason("lookup-chosen", {
        lookup: "article",
        line: line.lineNumber,
        from: line.sku,
        by,
        key: key ?? null,
        value,
      }),
    );
    return { ...line, sku: value };
  });
  return recorded.length === 0 ? { order, recorded } : { order: { ...order, lines }, recorded };
}
