/**
 * The rows of a document, so that the ledger's gross is what the customer was charged, to the cent,
 * by construction.
 *
 * Each line becomes one row, as near to the source's own row amount as its form allows. What the
 * rows of a coding lack goes on one adjusting row of that coding, which makes exact what the price
 * basis counts. Where prices include VAT (or there is no VAT) that is the gross itself. Else one
 * closing row without VAT takes what the ledger's rounding of VAT leaves; it is made for one way of
 * rounding, and made anew when an answer shows the other.
 */
import { amount, dec, fits, plain, sum } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { cutTrimmed } from "../../../domain/text.ts";
import { TEXT_MAX, textRow } from "../documents/words.ts";
import type { RowArticle } from "./articles.ts";
import {
  adjustingRows,
  closingRow,
  type DraftRow,
  type MadeRow,
  type RowRules,
} from "./correction-rows.ts";
import type { SourceLine } from "./lines.ts";
import { DOMESTIC_PRICE_DECIMALS, QUANTITY_DECIMALS, rowForm } from "./row-form.ts";

/** `article` is `null` for a text line. */
export type LineToWrite = { readonly line: SourceLine; readonly article: RowArticle | null };

export type Rows = {
  readonly lines: readonly DraftRow[];
  readonly corrections: readonly DraftRow[];
  readonly reasons: readonly Reason[];
};

/**
 * Rows in the order of the lines, and the rows that correct their sum. Errs with every system
 * article that is missing.
 */
export function makeRows(
  lines: readonly LineToWrite[],
  rules: RowRules,
): Result<Rows, readonly Reason[]> {
  const fine = tooFine(lines, rules.quantityDecimals);
  if (fine.length > 0) return err(fine);
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
  // A placeholder is every missing article's, and a coding's article all of its goods': only the
  // row's text still tells what was sold.
  const words =
    article.by === "placeholder" || article.by === "goods-coding"
      ? `${line.sku ?? ""} ${line.text}`
      : line.text;
  const text =
    cutTrimmed(words.trim(), TEXT_MAX) || (article.name ?? article.number ?? line.sku ?? "-");
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
      ...quantityRounded(line, rules.quantityDecimals ?? QUANTITY_DECIMALS),
    ],
  };
}

const shortened = (text: string, line: number): readonly Reason[] =>
  text.trim().length > TEXT_MAX
    ? [reason("text-shortened", { field: "row", line, max: TEXT_MAX })]
    : [];

const quantityRounded = (line: SourceLine, decimals: number): readonly Reason[] => {
  const kept = dec(line.quantity).round(decimals, 1);
  return kept.eq(dec(line.quantity))
    ? []
    : [
        reason("quantity-rounded", {
          line: line.lineNumber,
          source: plain(line.quantity),
          written: plain(kept),
          decimals,
        }),
      ];
};

/**
 * A quantity that moves stock is never rounded to a document's narrower field: the stock would be
 * wrong by the rest.
 */
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
