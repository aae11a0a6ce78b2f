/**
 * Which figures of the shop's stock differ from what they are to be, and what is done about each.
 * Pure: both sides as they were read, and what is known of orders between them.
 *
 * A correction is a difference, never a figure: a sale between reading and writing stays a sale,
 * and the next run sees what is true then. Whatever isn't certain is left alone, with its reason,
 * and is looked at again by the next run.
 */
import { dec, type Decimal, isDecimal, plain, same } from "../../domain/money.ts";
import type { ReasonCode } from "../../domain/reasons.ts";
import type { LedgerStock, ShopStock } from "../../domain/stock.ts";
import { type GoodsSettings, isByCoding } from "../../settings/codings.ts";
import type { Compiled } from "../../settings/expressions/index.ts";
import { compileStock } from "../../settings/stock-expression.ts";
import type { StockSettings } from "../../settings/stock-settings.ts";
import { target } from "./calculate.ts";

export type StockInput = {
  readonly settings: StockSettings;
  readonly ledger: readonly LedgerStock[];
  readonly shop: readonly ShopStock[];
  /** By article code: sold in the shop, and not in the ledger yet. */
  readonly unbooked: ReadonlyMap<string, Decimal>;
  /** Codes of articles in orders on which something happened while both sides were read. */
  readonly moving: ReadonlySet<string>;
  /** How goods are booked: what goes by coding lowers nothing in the ledger. */
  readonly goods: GoodsSettings;
};

/**
 * One article whose figure differs. `quantity` is what an order's line takes out of stock: negative
 * brings in.
 */
export type Difference = {
  readonly articleId: number;
  readonly code: string;
  readonly current: Decimal;
  readonly target: Decimal;
  readonly unbooked: Decimal;
  readonly quantity: Decimal;
};

export type LeftAlone = Extract<
  ReasonCode,
  | "stock-article-missing"
  | "stock-not-managed"
  | "stock-moving"
  | "stock-not-kept"
  | "stock-no-figure"
  | "stock-booked-by-coding"
>;

export type StockPlan = {
  /**
   * By correction order, or each into its article's field, as the strategy says. Those that lower
   * the shop's stock come first.
   */
  readonly differences: readonly Difference[];
  /** Articles that the shop is told to keep stock of; their figure is for the next run. */
  readonly managed: readonly { readonly articleId: number; readonly code: string }[];
  readonly left: Readonly<Record<LeftAlone, readonly string[]>>;
  /** Differences beyond the rows of one run. */
  readonly rest: number;
  readonly equal: number;
};

type Verdict =
  | { readonly kind: "differs"; readonly difference: Difference }
  | { readonly kind: "manage"; readonly articleId: number }
  | { readonly kind: "left"; readonly why: LeftAlone }
  | { readonly kind: "equal" };

export function planStock(input: StockInput): StockPlan {
  const expression = expressionOf(input.settings);
  const shop = new Map(input.shop.map((article) => [article.code, article]));
  // A list that moved while it was read may name an article twice: the later reading counts.
  const ledger = new Map(
    input.ledger.filter((article) => article.active).map((article) => [article.number, article]),
  );
  const verdicts = [...ledger.values()].map((article) => ({
    code: article.number,
    verdict: judge(article, shop.get(article.number), input, expression),
  }));
  const differences = verdicts
    .flatMap(({ verdict }) => (verdict.kind === "differs" ? [verdict.difference] : []))
    .toSorted(mostPressing);
  const most = input.settings.rowsPerRun;
  const managed = verdicts.flatMap(({ code, verdict }) =>
    verdict.kind === "manage" ? [{ articleId: verdict.articleId, code }] : [],
  );
  const left = (why: LeftAlone): readonly string[] =>
    verdicts.flatMap(({ code, verdict }) =>
      verdict.kind === "left" && verdict.why === why ? [code] : [],
    );
  return {
    differences: differences.slice(0, most),
    managed: managed.slice(0, most),
    left: {
      "stock-article-missing": left("stock-article-missing"),
      "stock-not-managed": left("stock-not-managed"),
      "stock-moving": left("stock-moving"),
      "stock-not-kept": left("stock-not-kept"),
      "stock-no-figure": left("stock-no-figure"),
      "stock-booked-by-coding": left("stock-booked-by-coding"),
    },
    rest: Math.max(0, differences.length - most) + Math.max(0, managed.length - most),
    equal: verdicts.filter(({ verdict }) => verdict.kind === "equal").length,
  };
}

function judge(
  article: LedgerStock,
  shop: ShopStock | undefined,
  { settings, unbooked, moving, goods }: StockInput,
  expression: Compiled | null,
): Verdict {
  if (!article.counted) return { kind: "left", why: "stock-not-kept" };
  if (shop === undefined) return { kind: "left", why: "stock-article-missing" };
  // A sale doesn't lower the ledger's figure: it would be given back to the shop by every run.
  if (isByCoding(goods, shop.code)) return { kind: "left", why: "stock-booked-by-coding" };
  if (!shop.managed && settings.manageStock === "set")
    return { kind: "manage", articleId: shop.id };
  // An order moves nothing of an article whose stock the shop doesn't keep: it would be corrected
  // for ever.
  if (!shop.managed && settings.strategy === "correction-order")
    return { kind: "left", why: "stock-not-managed" };
  if (moving.has(shop.code)) return { kind: "left", why: "stock-moving" };
  const open = unbooked.get(shop.code) ?? "0";
  const wanted = target(article, open, settings, expression);
  if (wanted === null) return { kind: "left", why: "stock-no-figure" };
  const current = settings.strategy === "correction-order" ? shop.stock : shop.field;
  if (current !== null && isDecimal(current) && same(current, wanted)) return { kind: "equal" };
  const quantity =
    settings.strategy === "correction-order" ? plain(dec(shop.stock).minus(wanted)) : "0";
  return {
    kind: "differs",
    difference: {
      articleId: shop.id,
      code: shop.code,
      current: current ?? "",
      target: wanted,
      unbooked: open,
      quantity,
    },
  };
}

/**
 * What the shop has too many of is sold to somebody who can't have it: that comes before what it
 * has too few of.
 */
function mostPressing(a: Difference, b: Difference): number {
  const by = dec(b.quantity).cmp(a.quantity);
  return by !== 0 ? by : a.code < b.code ? -1 : 1;
}

function expressionOf(settings: StockSettings): Compiled | null {
  if (settings.calculation !== "expression") return null;
  const compiled = compileStock(settings.expression);
  if (!compiled.ok)
    throw new Error("an expression that was never checked: the settings are checked before");
  return compiled.value;
}
