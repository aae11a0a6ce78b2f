/** Asks for the article of one line, with the settings, articles and sale that a test names. */
import type { LedgerArticle, LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import type { ArticleAnswer, PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import { articleOf } from "../../../src/flows/orders/money/articles.ts";
import type { SaleOfRows } from "../../../src/flows/orders/money/cross-border-rows.ts";
import type { Sale } from "../../../src/flows/orders/money/cross-border-sale.ts";
import type { LookupFacts } from "../../../src/settings/lookups/lookup-key.ts";
import {
  article,
  codings,
  input,
  line,
  order,
  settings,
  type Sold,
  systemArticles,
} from "./kit.ts";

export type Given = {
  readonly settings?: Parameters<typeof settings>[0];
  readonly articles?: Readonly<Record<string, Partial<LedgerArticle> | ArticleAnswer>>;
  readonly codings?: readonly LedgerCoding[];
  readonly systemArticles?: Partial<PlanInput["systemArticles"]>;
  readonly making?: readonly string[];
  readonly order?: readonly Sold[];
  readonly sale?: Partial<Sale>;
  readonly rates?: Partial<SaleOfRows>;
  readonly facts?: LookupFacts;
};

const HOME: Sale = { kind: "domestic", country: "SE", oss: false, recorded: [] };
const answered = (number: string, of: Partial<LedgerArticle> | ArticleAnswer): ArticleAnswer =>
  "kind" in of ? of : { kind: "found", article: article(number, "0.25", of) };

/** Of the second of three lines, so that a line's number is its own. */
export function asked(sold: Sold, given: Given = {}) {
  const all = input(order(given.order ?? [sold]));
  return articleOf(
    { ...line(sold, 2, true), fromHead: false },
    {
      ...all,
      settings: settings(given.settings),
      articles: Object.fromEntries(
        Object.entries(given.articles ?? {}).map(([number, of]) => [number, answered(number, of)]),
      ),
      codings: given.codings ?? codings,
      systemArticles: { ...systemArticles, ...given.systemArticles },
      ...(given.making === undefined ? {} : { making: given.making }),
      sold: {
        sale: { ...HOME, ...given.sale },
        buyerRates: new Map(),
        plainRates: new Set(),
        mainRate: null,
        goods: true,
        reversible: false,
        charged: [],
        ...given.rates,
      },
      facts: { country: "SE", area: "home", kind: "private", ...given.facts },
    },
  );
}

/** The article with its rule and rate, or what is told instead. */
export function found(sold: Sold, given?: Given): unknown {
  const result = asked(sold, given);
  return result.ok
    ? [result.value.id, result.value.by, result.value.rate]
    : [result.error.code, result.error.params];
}
export function whole(sold: Sold, given?: Given) {
  const result = asked(sold, given);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

export const MUG: Sold = { sku: "MUG", price: "100.00" };
