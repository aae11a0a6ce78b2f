/**
 * The rows of a document, built so that the ledger's gross equals what the customer was charged, to
 * the cent.
 *
 * Each line becomes one row, as near to the source's row amount as its form allows. The difference
 * that the rows of a coding leave goes on one adjusting row of that coding, which makes the sum
 * exact in the price basis. Where prices include VAT (or there is no VAT) that is the gross itself.
 * Otherwise one closing row without VAT takes what the ledger's rounding of VAT leaves; it is
 * planned for one way of rounding, and planned again when an answer shows the other.
 */
import type { SystemArticles } from "../../../domain/ledger/ledger.ts";
import { amount, dec, type Decimal, fits, plain, same, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { PlannedRow, VatRounding } from "../../../domain/orders/sales-order.ts";
import { cutTrimmed } from "../../../domain/platform/text.ts";
import { MAX_TEXT, textRow } from "./document-head.ts";
import type { RowArticle } from "./articles.ts";
import type { SourceLine } from "./lines.ts";
import { DOMESTIC_PRICE_DECIMALS, predict, QUANTITY_DECIMALS, rowForm } from "./row-form.ts";

/** `article` is `null` for a text line. */
export type LineToWrite = { readonly line: SourceLine; readonly article: RowArticle | null };

type Rows = {
  readonly lines: readonly DraftRow[];
  readonly corrections: readonly DraftRow[];
  readonly reasons: readonly Reason[];
};

/**
 * Returns the rows in the order of the lines, and the rows that correct their sum. Returns an error
 * that names every missing system article.
 */
export function makeRows(
  lines: readonly LineToWrite[],
  rules: RowRules,
): Result<Rows, readonly Reason[]> {
  const fine = tooFine(lines, rules.quantityDecimals);
  const against = againstStock(lines, rules);
  if (fine.length + against.length > 0) return err([...fine, ...against]);
  const noVat = lines.every(({ article }) => article === null || dec(article.rate).eq(0));
  const reachable = rules.documentIncludesVat || noVat;
  const made = lines.map(({ line, article }) =>
    article === null ? textLine(line) : articleLine(line, article, reachable, rules),
  );
  const headRest = dec(rules.charged).minus(sum(lines.map(({ line }) => line.gross)));
  const adjusting = adjustingRows(made, reachable ? amount(headRest) : "0.00", rules);
  const rows = made.map(({ row }) => row);
  const soFar = [...rows, ...adjusting.flatMap((one) => (one.ok ? [one.value] : []))];
  const all = [...adjusting, ...(reachable ? [] : closingRow(soFar, rules))];
  const missing = all.flatMap((one) => (one.ok ? [] : [one.error]));
  if (missing.length > 0) return err(missing);
  return ok({
    lines: rows,
    corrections: all.flatMap((one) => (one.ok ? [one.value] : [])),
    reasons: made.flatMap(({ recorded }) => recorded),
  });
}

function textLine(line: SourceLine): MadeRow {
  const { row, recorded } = textRow(line.text, line.lineNumber);
  return { row, article: null, target: "0.00", rest: "0.00", recorded };
}

function articleLine(
  line: SourceLine,
  article: RowArticle,
  grossCounts: boolean,
  rules: RowRules,
): MadeRow {
  const target = grossCounts ? line.gross : line.net;
  const form = rowForm(
    {
      quantity: line.quantity,
      price: line.price,
      discount: line.discount,
      rate: article.rate,
      target,
    },
    {
      sourceIncludesVat: rules.sourceIncludesVat,
      documentIncludesVat: rules.documentIncludesVat,
      priceDecimals: rules.priceDecimals ?? DOMESTIC_PRICE_DECIMALS,
      quantityDecimals: rules.quantityDecimals ?? QUANTITY_DECIMALS,
      stock: article.stock,
      systemArticle: article.codingId === null,
    },
  );
  // One placeholder replaces every missing article, and one article of a coding all of its goods,
  // so only the row's text says what was sold.
  const sold =
    article.by === "placeholder" || article.by === "goods-coding"
      ? `${line.sku ?? ""} ${line.text}`
      : line.text;
  const inOne = form.form === "one-piece" && article.codingId !== null;
  const words = inOne ? `${plain(line.quantity)} × ${plain(line.price)} ${sold.trim()}` : sold;
  const text =
    cutTrimmed(words.trim(), MAX_TEXT) || (article.name ?? article.number ?? line.sku ?? "-");
  const chosen = reason("line-article-chosen", {
    by: article.by,
    sku: line.sku,
    article: article.id,
    coding: article.codingId,
    vatRate: article.rate,
    vatCode: line.vatCode,
    ...(article.oss === true ? { oss: true } : {}),
    form: form.form,
    source: target,
    amount: form.amount,
  });
  return {
    row: {
      role: "line",
      sourceLine: line.fromHead ? null : line.lineNumber,
      articleId: article.id,
      text,
      vatRate: article.rate,
      quantity: form.quantity,
      unitPrice: form.unitPrice,
      discount: form.discount,
      amount: form.amount,
      reasons: article.why === undefined ? [chosen] : [chosen, article.why],
      ...(article.reversed === true ? { reversed: true } : {}),
    },
    article,
    target,
    rest: form.rest,
    recorded: [
      ...shortened(words, line.lineNumber),
      ...quantityRounded(
        line,
        rules.quantityDecimals ?? QUANTITY_DECIMALS,
        inOne ? form.quantity : null,
      ),
    ],
  };
}

const shortened = (text: string, line: number): readonly Reason[] =>
  text.trim().length > MAX_TEXT
    ? [reason("text-shortened", { field: "row", line, max: MAX_TEXT })]
    : [];

/** `inOne`: what the row has instead of a quantity that its field can't hold. */
const quantityRounded = (
  line: SourceLine,
  decimals: number,
  inOne: Decimal | null,
): readonly Reason[] => {
  const rounded = dec(line.quantity).round(decimals, 1);
  return rounded.eq(dec(line.quantity))
    ? []
    : [
        reason("quantity-rounded", {
          line: line.lineNumber,
          source: plain(line.quantity),
          written: inOne ?? plain(rounded),
          decimals,
        }),
      ];
};

/** A quantity that moves stock is never rounded: the stock would be off by the rest. */
const tooFine = (lines: readonly LineToWrite[], decimals: number | undefined): readonly Reason[] =>
  lines.flatMap(({ line, article }) =>
    decimals === undefined || article === null || !article.stock || fits(line.quantity, decimals)
      ? []
      : [
          reason("quantity-too-fine", {
            line: line.lineNumber,
            sku: line.sku,
            quantity: plain(line.quantity),
            decimals,
          }),
        ],
  );

/**
 * Pieces that leave the stock for an amount below zero, or come back for one above: no row has a
 * negative price, and the whole amount would become cents of an adjusting row. A credit comes with
 * its pieces turned (order-case.ts).
 */
const againstStock = (lines: readonly LineToWrite[], rules: RowRules): readonly Reason[] =>
  lines.flatMap(({ line, article }) => {
    const charged = dec(rules.sourceIncludesVat ? line.gross : line.net);
    return article?.stock === true && charged.times(line.quantity).lt(0)
      ? [
          reason("stock-price-below-zero", {
            line: line.lineNumber,
            sku: line.sku,
            quantity: plain(line.quantity),
            amount: amount(charged),
          }),
        ]
      : [];
  });

/**
 * The rows that correct a sum: one adjusting row for what the rows of a coding lack, one closing
 * row for what the ledger's rounding of VAT leaves. Both are one piece of an article of our own,
 * and err where that hasn't been made.
 *
 * At most one for each coding. `headRest` is what the head was charged beyond its lines, by
 * rounding: it goes on the largest group.
 */
function adjustingRows(
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

/** Rows whose cents may go on one adjusting row. A system article adjusts itself. */
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
    // Rows of one coding may be sold in two ways: their cents go to the same account and VAT box.
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

/** The first of equals, so that the choice is the same at each planning. */
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
      ...onePiece({
        role: "adjusting",
        articleId,
        vatRate: group.rate,
        wanted,
        text: rules.roundingWord,
        why,
      }),
      ...(group.reversed ? { reversed: true } : {}),
    }),
  ];
}

/** Returns the row that makes the gross exact under the document's way of rounding. */
function closingRow(
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
  return [
    ok(
      onePiece({ role: "closing", articleId, vatRate: "0", wanted, text: rules.roundingWord, why }),
    ),
  ];
}

/** Quantity 1 or -1, never a negative price. */
function onePiece({
  role,
  articleId,
  vatRate,
  wanted,
  text,
  why,
}: {
  readonly role: "adjusting" | "closing";
  readonly articleId: string;
  readonly vatRate: Decimal;
  readonly wanted: Decimal;
  readonly text: string;
  readonly why: Reason;
}): DraftRow {
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

/** A row before it has its place in the document. */
export type DraftRow = Omit<PlannedRow, "lineNumber">;

/** The row of one line, its `target` amount, and the `rest` that it lacks. */
type MadeRow = {
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
  /** Set where the document takes fewer decimals than an order does. */
  readonly quantityDecimals?: number;
};
