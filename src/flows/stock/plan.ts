/**
 * Which figures of the shop's stock differ from what they are to be, and what is done about each.
 * Pure: both sides as they were read, and what is known of orders between them.
 *
 * A correction is a difference, never a figure: a sale between reading and writing stays a sale,
 * and the next run sees what is true then. Whatever isn't certain is left alone, with its reason,
 * and is looked at again by the next run.
 */
import { dec, type Decimal, isDecimal, plain, same } from "../../domain/money.ts";
import type { ReasonCode } from "../../domain/reasons/index.ts";
import type { LedgerStock, ShopStock } from "../../domain/goods/stock.ts";
import { type GoodsSettings, isByCoding } from "../../settings/orders/codings.ts";
import type { Compiled } from "../../settings/expressions/index.ts";
import { compileStock } from "../../settings/stock/stock-expression.ts";
import { type Lookup, mayBeOther } from "../../settings/lookups/lookup.ts";
import type { StockSettings } from "../../settings/stock/stock-settings.ts";
import { targetStock } from "./calculate.ts";

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
  /** Which articles are sold as others: that lowers the other's figure alone. */
  readonly soldAs: Lookup;
  /** Codes that the shop refused lately: they come after all others, so they keep no place. */
  readonly refused?: ReadonlySet<string>;
  /** The last code that the run before this one wrote into a field, where it left some over. */
  readonly after?: string;
};

/** An article whose figure differs. `quantity`: taken out by an order's line; negative: in. */
export type Difference = {
  readonly articleId: number;
  readonly code: string;
  readonly current: Decimal;
  readonly target: Decimal;
  readonly unbooked: Decimal;
  readonly quantity: Decimal;
  /** The shop didn't keep stock of it: it is told to before the figure is written. */
  readonly manages: boolean;
};

/**
 * An article that the shop is told to keep stock of. `target`: its figure, read anew once the shop
 * keeps it; `null` where no figure is written in this run.
 */
export type Managed = {
  readonly articleId: number;
  readonly code: string;
  readonly target: Decimal | null;
  readonly unbooked: Decimal;
};

export type LeftAlone = Extract<
  ReasonCode,
  | "stock-article-missing"
  | "stock-not-managed"
  | "stock-moving"
  | "stock-not-kept"
  | "stock-no-figure"
  | "stock-booked-by-coding"
  | "stock-sold-as-other"
  | "stock-code-twice"
  | "stock-article-inactive"
>;

export type StockPlan = {
  /**
   * By correction order, or each into its article's field, as the strategy says. Those that lower
   * the shop's stock come first.
   */
  readonly differences: readonly Difference[];
  /** Articles that the shop is told to keep stock of, those among the differences too. */
  readonly managed: readonly Managed[];
  readonly left: Readonly<Record<LeftAlone, readonly string[]>>;
  /** Where the next run goes on with the fields; "": from the first code. */
  readonly after: string;
  /** Differences beyond the rows of one run. */
  readonly rest: number;
  /** All articles that differ, those beyond them too. */
  readonly differ: ReadonlySet<string>;
  readonly equal: number;
};

type Judged =
  | { readonly kind: "differs"; readonly difference: Difference }
  | { readonly kind: "left"; readonly why: LeftAlone }
  | { readonly kind: "equal"; readonly target: Decimal };
/** `manage`: the shop is told to keep its stock, whatever else becomes of it. */
type Verdict = Judged & { readonly manage: Managed | null };

export function planStock(input: StockInput): StockPlan {
  const expression = expressionOf(input.settings);
  const active = input.ledger.filter((article) => article.active);
  // A list that moved while it was read may name an article twice: the later reading counts.
  const shop = new Map(input.shop.map((article) => [article.code, article]));
  const ledger = new Map(active.map((article) => [article.number, article]));
  const twice = new Set([
    ...ofSeveral(input.shop.map(({ id, code }) => [code, id])),
    ...ofSeveral(active.map(({ id, number }) => [number, id])),
  ]);
  const verdicts: Verdicts = [
    ...[...ledger.values()].map((article) => ({
      code: article.number,
      verdict: decideStock(article, shop.get(article.number), { ...input, twice }, expression),
    })),
    ...[...retired(input.ledger, ledger, shop)].map((code) => ({
      code,
      verdict: leftAlone("stock-article-inactive"),
    })),
  ];
  const most = input.settings.rowsPerRun;
  const refused = input.refused ?? new Set<string>();
  const { all: differences, after } = inOrder(
    verdicts.flatMap(({ verdict }) => (verdict.kind === "differs" ? [verdict.difference] : [])),
    input,
    refused,
  );
  const now = differences.slice(0, most);
  const managed = refusedLast(
    verdicts.flatMap(({ verdict }) => verdict.manage ?? []),
    refused,
  );
  // Those whose figure goes out now come first: no figure is written where stock isn't kept.
  const written = new Set(now.map(({ code }) => code));
  const flagged = [
    ...managed.filter(({ code }) => written.has(code)),
    ...managed.filter(({ code }) => !written.has(code)),
  ].slice(0, most);
  const done = new Set([...written, ...flagged.map(({ code }) => code)]);
  return {
    differences: now,
    managed: flagged,
    left: leftOf(verdicts),
    after,
    rest: new Set(
      [...differences, ...managed].flatMap(({ code }) => (done.has(code) ? [] : [code])),
    ).size,
    differ: new Set(differences.map(({ code }) => code)),
    equal: verdicts.filter(({ verdict }) => verdict.kind === "equal" && verdict.manage === null)
      .length,
  };
}

type Verdicts = readonly { readonly code: string; readonly verdict: Verdict }[];

function leftOf(verdicts: Verdicts): StockPlan["left"] {
  const left = (why: LeftAlone): readonly string[] =>
    verdicts.flatMap(({ code, verdict }) =>
      verdict.kind === "left" && verdict.why === why ? [code] : [],
    );
  return {
    "stock-article-missing": left("stock-article-missing"),
    "stock-not-managed": left("stock-not-managed"),
    "stock-moving": left("stock-moving"),
    "stock-not-kept": left("stock-not-kept"),
    "stock-no-figure": left("stock-no-figure"),
    "stock-booked-by-coding": left("stock-booked-by-coding"),
    "stock-sold-as-other": left("stock-sold-as-other"),
    "stock-code-twice": left("stock-code-twice"),
    "stock-article-inactive": left("stock-article-inactive"),
  };
}

type InOrder = { readonly all: readonly Difference[]; readonly after: string };

/** The differences as they are written, one after the other. */
const inOrder = (
  found: readonly Difference[],
  { settings, after = "" }: StockInput,
  refused: ReadonlySet<string>,
): InOrder =>
  settings.strategy === "article-field"
    ? nextInTurn(found, after, settings.rowsPerRun)
    : { all: refusedLast(found.toSorted(mostPressing), refused), after: "" };

type Coded = { readonly code: string };

/** What the shop refused lately comes last: it is tried again where there is room. */
const refusedLast = <T extends Coded>(
  all: readonly T[],
  refused: ReadonlySet<string>,
): readonly T[] => [
  ...all.filter(({ code }) => !refused.has(code)),
  ...all.filter(({ code }) => refused.has(code)),
];

/**
 * By code, from the one after `before` on: figures of fields are all alike, and one that changes
 * each time takes no other's turn. `after`: the last that is written now, where more come after
 * it.
 */
function nextInTurn(all: readonly Difference[], before: string, most: number): InOrder {
  const sorted = all.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const ahead = sorted.filter(({ code }) => code > before);
  return {
    all: [...ahead, ...sorted.filter(({ code }) => code <= before)],
    after: ahead.length > most ? (ahead[most - 1]?.code ?? "") : "",
  };
}

/** Numbers that are retired in the ledger: news where the shop still sells them. Each once. */
const retired = (
  all: StockInput["ledger"],
  active: ReadonlyMap<string, unknown>,
  shop: ReadonlyMap<string, unknown>,
): ReadonlySet<string> =>
  new Set(
    all.flatMap(({ active: isActive, counted, number }) =>
      !isActive && counted && shop.has(number) && !active.has(number) ? [number] : [],
    ),
  );

const leftAlone = (why: LeftAlone): Verdict => ({ kind: "left", why, manage: null });

/** Codes that two articles have: nobody knows which of them is meant. */
function ofSeveral(
  articles: readonly (readonly [code: string, id: number | string])[],
): readonly string[] {
  const first = new Map<string, number | string>();
  return articles.flatMap(([code, id]) => {
    if (!first.has(code)) first.set(code, id);
    return first.get(code) === id ? [] : [code];
  });
}

function decideStock(
  article: LedgerStock,
  shop: ShopStock | undefined,
  input: StockInput & { readonly twice: ReadonlySet<string> },
  expression: Compiled | null,
): Verdict {
  const left = leftAlone;
  if (!article.counted) return left("stock-not-kept");
  if (shop === undefined) return left("stock-article-missing");
  if (input.twice.has(shop.code)) return left("stock-code-twice");
  // A sale doesn't lower the ledger's figure: it would be given back to the shop by every run.
  if (isByCoding(input.goods, shop.code)) return left("stock-booked-by-coding");
  if (mayBeOther(input.soldAs, shop.code)) return left("stock-sold-as-other");
  if (shop.managed || input.settings.manageStock !== "set")
    return { ...figureOf(article, shop, input, expression), manage: null };
  const judged = figureOf(article, { ...shop, managed: true }, input, expression);
  const manage: Managed = {
    articleId: shop.id,
    code: shop.code,
    target: targetOf(judged),
    unbooked: input.unbooked.get(shop.code) ?? "0",
  };
  return judged.kind === "differs"
    ? { kind: "differs", difference: { ...judged.difference, manages: true }, manage }
    : { ...judged, manage };
}

/** `null` for one that is left alone. */
function targetOf(judged: Judged): Managed["target"] {
  if (judged.kind === "differs") return judged.difference.target;
  return judged.kind === "equal" ? judged.target : null;
}

/** What is done about the figure of an article that both sides have. */
function figureOf(
  article: LedgerStock,
  shop: ShopStock,
  { settings, unbooked, moving }: StockInput,
  expression: Compiled | null,
): Judged {
  // An order doesn't change the stock of an article that the shop keeps no stock of: it would be
  // corrected for ever.
  if (!shop.managed && settings.strategy === "correction-order")
    return { kind: "left", why: "stock-not-managed" };
  if (moving.has(shop.code)) return { kind: "left", why: "stock-moving" };
  const open = unbooked.get(shop.code) ?? "0";
  const wanted = targetStock(article, open, settings, expression);
  if (wanted === null) return { kind: "left", why: "stock-no-figure" };
  const current = settings.strategy === "correction-order" ? shop.stock : shop.field;
  if (current !== null && isDecimal(current) && same(current, wanted))
    return { kind: "equal", target: wanted };
  const quantity = settings.strategy === "correction-order" ? outOfStock(shop.stock, wanted) : "0";
  return {
    kind: "differs",
    difference: {
      articleId: shop.id,
      code: shop.code,
      current: current ?? "",
      target: wanted,
      unbooked: open,
      quantity,
      manages: false,
    },
  };
}

/** What a line of an order has to take out of the shop's stock. */
const outOfStock = (current: Decimal, wanted: Decimal): Decimal =>
  plain(dec(current).minus(wanted));

/**
 * The differences once the shop keeps stock of the articles that it was told to: `read` has their
 * figures as they are by then, which nobody knew before. Pure.
 */
export function differencesNow(
  { differences, managed }: Pick<StockPlan, "differences" | "managed">,
  read: ReadonlyMap<string, Decimal>,
  most: number,
  refused: ReadonlySet<string> = new Set(),
): readonly Difference[] {
  const anew = managed.flatMap(({ articleId, code, target: wanted, unbooked }): Difference[] => {
    const current = read.get(code);
    if (wanted === null || current === undefined || same(current, wanted)) return [];
    const quantity = outOfStock(current, wanted);
    return [{ articleId, code, current, target: wanted, unbooked, quantity, manages: true }];
  });
  const all = [...differences.filter(({ manages }) => !manages), ...anew].toSorted(mostPressing);
  return refusedLast(all, refused).slice(0, most);
}

/** What the shop has too many of comes first: it is sold to somebody who can't have it. */
function mostPressing(a: Difference, b: Difference): number {
  const by = dec(b.quantity).cmp(a.quantity);
  if (by !== 0) return by;
  return a.code < b.code ? -1 : 1;
}

function expressionOf(settings: StockSettings): Compiled | null {
  if (settings.calculation !== "expression") return null;
  const compiled = compileStock(settings.expression);
  if (!compiled.ok)
    throw new Error("an expression that was never checked: the settings are checked before");
  return compiled.value;
}
