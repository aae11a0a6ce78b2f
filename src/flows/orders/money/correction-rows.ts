/**
 * The rows that correct a sum: one adjusting row for what the rows of a coding lack, one closing
 * row for what the ledger's rounding of VAT leaves. Both are one piece of an article of our own,
 * and err where that hasn't been made.
 */
import type { SystemArticles } from "../../../domain/ledger.ts";
import { amount, dec, type Decimal, plain, same, sum } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { PlannedRow, VatRounding } from "../../../domain/sales-order.ts";
import type { RowArticle } from "./articles.ts";
import { predict } from "./row-form.ts";

/**
 * At most one for each coding. `headRest` is what the head was charged beyond its lines, by
 * rounding: it goes on the largest group.
 */
export function adjustingRows(
  made: readonly MadeRow[],
  headRest: Decimal,
  rules: RowRules,
): readonly Result<DraftRow, Reason>[] {
  const groups = groupsOf(made);
  const largest = largestOf(groups);
  return groups.flatMap((group) =>
    adjustingRow(group, group === largest ? headRest : "0.00", rules),
  );
}

/** Rows whose cents may be put on one and the same adjusting row. An system article adjusts itself. */
type Group = {
  readonly coding: string | null;
  readonly own: string | null;
  readonly rate: Decimal;
  readonly oss: boolean;
  readonly reversed: boolean;
  readonly target: Decimal;
  readonly rest: Decimal;
};

function groupsOf(made: readonly MadeRow[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { article, target, rest } of made) {
    if (article === null) continue;
    const [oss, reversed] = [article.oss === true, article.reversed === true];
    // Rows of one coding may be sold in two ways: their cents follow them, into the same account
    // and box.
    const key =
      article.codingId === null
        ? `own:${article.id}:${article.rate}`
        : `coding:${article.codingId}:${article.rate}:${oss}:${reversed}`;
    const group = groups.get(key) ?? {
      coding: article.codingId,
      own: article.codingId === null ? article.id : null,
      rate: article.rate,
      oss,
      reversed,
      target: "0",
      rest: "0",
    };
    groups.set(key, {
      ...group,
      target: amount(sum([group.target, target])),
      rest: amount(sum([group.rest, rest])),
    });
  }
  return [...groups.values()];
}

/** Of equals the first, so that the choice doesn't change from one planning to the next. */
function largestOf(groups: readonly Group[]): Group | null {
  return groups.reduce<Group | null>(
    (best, group) =>
      best === null || dec(group.target).abs().gt(dec(best.target).abs()) ? group : best,
    null,
  );
}

function adjustingRow(
  group: Group,
  headRest: Decimal,
  rules: RowRules,
): readonly Result<DraftRow, Reason>[] {
  const wanted = amount(sum([group.rest, headRest]));
  if (same(wanted, 0)) return [];
  const adjusting = group.oss
    ? (rules.systemArticles.oss?.adjusting ?? {})
    : rules.systemArticles.adjusting;
  const articleId =
    group.own ?? Object.entries(adjusting).find(([coding]) => coding === group.coding)?.[1] ?? null;
  if (articleId === null)
    return [
      err(
        reason("own-article-missing", {
          article: "adjusting",
          rate: group.rate,
          coding: group.coding,
          line: null,
        }),
      ),
    ];
  const why = reason("adjusting-row", {
    amount: wanted,
    coding: group.coding,
    vatRate: group.rate,
    ofHead: headRest,
  });
  return [
    ok({
      ...onePiece("adjusting", articleId, group.rate, wanted, rules.roundingWord, why),
      ...(group.reversed ? { reversed: true } : {}),
    }),
  ];
}

/** Makes the gross what was charged, under the way of rounding that the document is planned for. */
export function closingRow(
  rows: readonly DraftRow[],
  rules: RowRules,
): readonly Result<DraftRow, Reason>[] {
  const predicted = predict(rows, rules.documentIncludesVat)[rules.rounding].gross;
  const wanted = amount(dec(rules.charged).minus(dec(predicted)));
  if (same(wanted, 0)) return [];
  const articleId = rules.systemArticles.closing;
  if (articleId === null)
    return [
      err(
        reason("own-article-missing", { article: "closing", rate: "0", coding: null, line: null }),
      ),
    ];
  const why = reason("closing-row", {
    amount: wanted,
    charged: rules.charged,
    predicted,
    rounding: rules.rounding,
  });
  return [ok(onePiece("closing", articleId, "0", wanted, rules.roundingWord, why))];
}

/** Quantity 1 or -1, never a negative price. */
function onePiece(
  role: "adjusting" | "closing",
  articleId: string,
  vatRate: Decimal,
  wanted: Decimal,
  text: string,
  why: Reason,
): DraftRow {
  const figure = dec(wanted);
  return {
    role,
    sourceLine: null,
    articleId,
    text,
    quantity: figure.lt(0) ? "-1" : "1",
    unitPrice: plain(figure.abs()),
    discount: "0",
    vatRate,
    amount: wanted,
    reasons: [why],
  };
}

// Rows while a document is being made, and the rules that they are made by.

/** A row before it has its place in the document. */
export type DraftRow = Omit<PlannedRow, "lineNumber">;

/** The row of one line, what it should have come to (`target`) and what it lacks of that (`rest`). */
export type MadeRow = {
  readonly row: DraftRow;
  readonly article: RowArticle | null;
  readonly target: Decimal;
  readonly rest: Decimal;
  readonly recorded: readonly Reason[];
};

export type RowRules = {
  /** The gross that the customer was charged. */
  readonly charged: Decimal;
  readonly sourceIncludesVat: boolean;
  readonly documentIncludesVat: boolean;
  readonly rounding: VatRounding;
  readonly systemArticles: SystemArticles;
  /** The text of adjusting and closing rows, in the company's language. */
  readonly roundingWord: string;
  readonly priceDecimals?: number;
  /** Where the document takes fewer than an order does. */
  readonly quantityDecimals?: number;
};
