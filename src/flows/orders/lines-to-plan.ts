/**
 * The lines that an order's document is planned of, and the articles that they need. What is looked
 * up and what is planned come from here alone: a line that one of them didn't know of couldn't be
 * planned.
 */
import type { Order } from "../../domain/order.ts";
import type { Reason } from "../../domain/reasons.ts";
import { choose } from "../../mapping/lookup.ts";
import type { LookupFacts } from "../../mapping/lookup-key.ts";
import type { Settings } from "../../mapping/settings.ts";
import { type SourceLine, sourceLines } from "./lines.ts";
import { soldAs } from "./lookups/sold-as.ts";
import { namesCoding, vatCodeChoice } from "./plan-input.ts";
import { type Sale, saleOf } from "./sale.ts";

export type LinesToPlan = {
  /** The order as what it sold, with the articles that are really sold. */
  readonly sale: Sale;
  readonly lines: readonly SourceLine[];
  readonly recorded: readonly Reason[];
};

export function linesToPlan(order: Order, settings: Settings, facts: LookupFacts): LinesToPlan {
  const sold = soldAs(order, settings, facts);
  const sale = saleOf(sold.order);
  return { sale, lines: sourceLines(sale.order), recorded: sold.recorded };
}

/** Article numbers to look up for this order, each once, in the order of its lines. */
export function skusOf(
  order: Order,
  settings: Settings,
  facts: LookupFacts = {},
): readonly string[] {
  const { lines } = linesToPlan(order, settings, facts);
  return [...new Set(lines.flatMap((line) => numbersOf(line, settings, facts)))];
}

/** Of one line: the article that it names, and the one that a look-up leads to. */
function numbersOf(line: SourceLine, settings: Settings, facts: LookupFacts): readonly string[] {
  const { kind, sku, salesTypeId = null } = line;
  const isNamed = kind === "article" || kind === "shipping" || kind === "fee" || kind === "tip";
  const byVat = kind === "shipping" || kind === "fee" || kind === "discount";
  const mapped =
    kind === "sales-type"
      ? choose(settings.lookups.salesType, salesTypeId, facts).value
      : byVat
        ? vatCodeChoice(line, settings, facts)
        : null;
  return [
    ...(isNamed && sku !== null ? [sku] : []),
    ...(mapped === null || namesCoding(mapped) ? [] : [mapped]),
  ];
}
