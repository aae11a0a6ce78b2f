/**
 * Which article of the ledger a line uses, and by which rule. The article's coding decides the VAT
 * rate; a line with another rate is held, as the ledger would charge what the customer didn't pay.
 *
 * Lines of the shop's articles use their code, or the table of codings where the tenant wants that
 * (cross-border-rows.ts); lines by sales type use the tenant's look-up. Shipping, fees and tips use
 * the article that they name where the ledger has it. Otherwise they use a system article, as
 * discounts and gift cards do: with the coding that a table gives, else that of the line's VAT
 * rate.
 */
import { exemptAccount } from "../../../domain/ledger/accounts.ts";
import type { Coded, LedgerCoding } from "../../../domain/ledger/ledger.ts";
import { type Decimal, plain } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { MAX_ARTICLE_NUMBER } from "../../../eaccounting/articles.ts";
import type { LookupFacts } from "../../../settings/lookups/lookup-key.ts";
import {
  type ArticleAnswer,
  namesCoding,
  type PlanInput,
  salesTypeChoice,
  vatCodeChoice,
  TO_BE_MADE,
} from "../shared/plan-input.ts";
import {
  accountOf,
  hasHomeRates,
  isFree,
  rowVat,
  type SaleOfRows,
  codingOf,
  isCodedLine,
  isOssCoding,
  saleName,
} from "./cross-border-rows.ts";
import { itemCodingFor } from "./item-coding.ts";
import type { SourceLine } from "./lines.ts";
import { largest, ownRow } from "./own-rows.ts";

export type RowArticle = {
  readonly id: string;
  readonly number: string | null;
  readonly name: string | null;
  /** `null` for a system article, which takes its own cents, so the rows don't need its coding. */
  readonly codingId: string | null;
  /** Its quantity moves stock and stays as in the source. */
  readonly stock: boolean;
  readonly rate: Decimal;
  /** `oss`: sold under the one-stop shop. `reversed`: under the domestic reverse charge. */
  readonly oss?: true;
  readonly reversed?: true;
  readonly by:
    | "sku"
    | "sales-type"
    | "vat-code"
    | "own-shipping"
    | "own-discount"
    | "own-fee"
    | "own-tip"
    | "own-gift-card"
    | "own-sales-type"
    | "placeholder"
    | "to-be-made"
    | "goods-coding"
    | "coding";
  /** The row of the table that chose its coding. */
  readonly why?: Reason;
};

export type ArticleFacts = Pick<
  PlanInput,
  "articles" | "codings" | "systemArticles" | "settings" | "order" | "making"
> & { readonly sold: SaleOfRows; readonly facts: LookupFacts };

/** Returns the article of one line. Every line but a text line needs one. */
export function articleOf(line: SourceLine, input: ArticleFacts): Result<RowArticle, Reason> {
  const { giftCardCoding, tipCoding } = input.settings.orders;
  switch (line.kind) {
    case "discount":
      return (
        byTable(line, "discountCoding", input) ??
        byVatCode(line, "own-discount", input) ??
        ownByRate(line, "discount", "own-discount", input)
      );
    case "shipping":
    case "fee":
      return (
        named(line, input) ??
        byTable(line, `${line.kind}Coding`, input) ??
        byVatCode(line, `own-${line.kind}`, input) ??
        ownByRate(line, line.kind, `own-${line.kind}`, input)
      );
    case "tip":
      return (
        named(line, input) ??
        byTable(line, "tipCoding", input) ??
        (tipCoding === null
          ? (byTable(line, "feeCoding", input) ?? ownByRate(line, "fee", "own-tip", input))
          : ownOfCoding(line, tipCoding, "own-tip", input))
      );
    case "gift-card":
      // The plan has checked the coding already: without one the order is held.
      return giftCardCoding === null
        ? err(reason("gift-card-coding-unfit", { coding: null, why: "not-chosen", account: null }))
        : ownOfCoding(line, giftCardCoding, "own-gift-card", input);
    case "sales-type":
      return bySalesType(line, input);
    default:
      return (
        (isCodedLine(line, input.settings) ? byTable(line, "goodsCoding", input) : null) ??
        bySku(line, input)
      );
  }
}

/** `null`: the line names no article, or one that the ledger doesn't have. */
function named(line: SourceLine, input: ArticleFacts): Result<RowArticle, Reason> | null {
  if (line.sku === null) return null;
  const answer = answerOf(line.sku, input.articles);
  return answer.kind === "missing" ? null : ofAnswer(line, line.sku, answer, "sku", input);
}

const WORDS: Readonly<Record<Coded, "goods" | "shipping" | "discount" | "fee" | "tip">> = {
  goodsCoding: "goods",
  shippingCoding: "shipping",
  discountCoding: "discount",
  feeCoding: "fee",
  tipCoding: "tip",
};

/**
 * Returns the row's article by its table of codings. Goods keep their quantity, and their cents go
 * on the adjusting article of the coding; other rows may become one piece, as their quantity means
 * nothing.
 */
function byTable(
  line: SourceLine,
  table: Coded,
  input: ArticleFacts,
): Result<RowArticle, Reason> | null {
  const { systemArticles, sold } = input;
  const known = { ...input, sale: saleName(sold.sale) };
  const own = codingOf(line, table, known);
  const main = own?.ok === false && isFree(line) ? mainLine(input) : null;
  const found = main === null ? own : codingOf({ ...line, ...main }, table, known);
  if (found?.ok !== true) return own?.ok === false ? own : null;
  const { coding, choice } = found.value;
  const vat = rowVat(line, { usesOss: isOssCoding(coding) }, coding, sold);
  if (!vat.ok) return vat;
  const set = vat.value.oss === true ? (systemArticles.oss ?? {}) : systemArticles;
  const id = set[table]?.[coding.id];
  if (id === undefined)
    return err(
      reason("own-article-missing", {
        article: WORDS[table],
        rate: plain(coding.vatRate),
        coding: coding.id,
        line: line.lineNumber,
      }),
    );
  const why = reason("lookup-chosen", {
    lookup: table,
    line: line.lineNumber,
    from: choice.from,
    by: choice.by,
    key: choice.key ?? null,
    value: coding.name,
  });
  const isGoods = table === "goodsCoding";
  return ok({
    id,
    number: null,
    name: null,
    codingId: isGoods ? coding.id : null,
    stock: false,
    ...vat.value,
    by: isGoods ? "goods-coding" : "coding",
    why,
  });
}

/** What was charged most: a line of nothing goes with it where nothing is said of its own VAT. */
function mainLine({ order, sold }: ArticleFacts): Pick<SourceLine, "vatCode" | "vatRate"> | null {
  const main = largest(sold.charged);
  const line = order.lines.find(({ lineNumber }) => lineNumber === main?.lineNumber);
  return line === undefined ? null : { vatCode: line.vatCode, vatRate: line.vatRate };
}

/** `null`: nothing is chosen for the line's VAT code. */
function byVatCode(
  line: SourceLine,
  by: RowArticle["by"],
  input: ArticleFacts,
): Result<RowArticle, Reason> | null {
  const value = vatCodeChoice(line, input.settings, input.facts);
  if (value === null) return null;
  return namesCoding(value)
    ? ownOfCoding(line, value, by, input)
    : ofAnswer(line, value, answerOf(value, input.articles), "vat-code", input);
}

/**
 * Returns the article by its code. For a code that the ledger doesn't have the tenant chooses
 * (`orders.missingSku`): the order is held, the article is created, or a system article replaces
 * it.
 */
function bySku(line: SourceLine, input: ArticleFacts): Result<RowArticle, Reason> {
  if (line.sku === null) return err(reason("sku-missing-on-line", { line: line.lineNumber }));
  const answer = answerOf(line.sku, input.articles);
  const { missingSku } = input.settings.orders;
  // Abroad the line's rate doesn't tell which coding the article must have.
  const isMade = missingSku === "create" || input.making?.includes(line.sku) === true;
  if (answer.kind !== "missing" || !hasHomeRates(input.sold.sale))
    return ofAnswer(line, line.sku, answer, "sku", input);
  if (isMade) return toBeMade(line, line.sku, input);
  return missingSku === "hold"
    ? ofAnswer(line, line.sku, answer, "sku", input)
    : standIn(line, input);
}

function standIn(line: SourceLine, input: ArticleFacts): Result<RowArticle, Reason> {
  const own = itemCodingFor(line, input);
  if (own.ok) return ownOfCoding(line, own.value.id, "placeholder", input);
  const { mainRate } = input.sold;
  const free = isFree(line) && mainRate !== null;
  const main = free ? itemCodingFor({ ...line, vatRate: mainRate }, input) : own;
  return main.ok ? ownOfCoding(line, main.value.id, "placeholder", input) : own;
}

/**
 * Returns a missing article as it would be created, by the first line that sells it. No document is
 * written with it: such a plan only shows whether everything else is right, or in test mode what
 * would be created.
 */
function toBeMade(line: SourceLine, sku: string, input: ArticleFacts): Result<RowArticle, Reason> {
  if (sku.length > MAX_ARTICLE_NUMBER)
    return err(
      reason("article-number-too-long", { line: line.lineNumber, sku, max: MAX_ARTICLE_NUMBER }),
    );
  const first = input.order.lines.find((one) => one.kind === "article" && one.sku === sku) ?? line;
  const coding = itemCodingFor(first, input);
  if (!coding.ok) return coding;
  const vat = rowVat(line, { usesOss: false }, coding.value, input.sold);
  return vat.ok
    ? ok({
        id: TO_BE_MADE,
        number: sku,
        name: null,
        codingId: coding.value.id,
        stock: false,
        ...vat.value,
        by: "to-be-made",
      })
    : vat;
}

function bySalesType(line: SourceLine, input: ArticleFacts): Result<RowArticle, Reason> {
  const value = salesTypeChoice(line, input.settings, input.facts);
  if (value === null)
    return err(
      reason("sales-type-not-mapped", {
        line: line.lineNumber,
        salesType: line.salesTypeId ?? null,
      }),
    );
  return namesCoding(value)
    ? ownOfCoding(line, value, "own-sales-type", input)
    : ofAnswer(line, value, answerOf(value, input.articles), "sales-type", input);
}

function answerOf(number: string, articles: ArticleFacts["articles"]): ArticleAnswer {
  const answer = Object.hasOwn(articles, number) ? articles[number] : undefined;
  if (answer === undefined) throw new Error("planned without having looked up every article");
  return answer;
}

function ofAnswer(
  line: SourceLine,
  sku: string,
  answer: ArticleAnswer,
  by: "sku" | "sales-type" | "vat-code",
  { codings, sold }: ArticleFacts,
): Result<RowArticle, Reason> {
  const at = { line: line.lineNumber, sku };
  if (answer.kind === "missing") return err(reason(notFound(by, sold), at));
  if (answer.kind === "ambiguous")
    return err(reason("article-ambiguous", { ...at, count: answer.count }));
  const { article } = answer;
  if (!article.active) return err(reason("article-inactive", { ...at, article: article.id }));
  if (article.taxReduced === true) return err(reason("article-tax-reduced", at));
  const coding = codings.find((one) => one.id === article.codingId);
  if (coding === undefined)
    return err(
      reason("coding-not-found", { ...at, article: article.id, coding: article.codingId }),
    );
  const vat = rowVat(line, article, coding, sold);
  return vat.ok
    ? ok({
        id: article.id,
        number: article.number,
        name: article.name,
        codingId: coding.id,
        stock: article.stock,
        ...vat.value,
        by,
      })
    : vat;
}

/** An article of the shop can be created only for a sale at home's rates (`bySku`). */
const notFound = (
  by: "sku" | "sales-type" | "vat-code",
  { sale }: SaleOfRows,
): "article-not-found" | "article-not-found-abroad" =>
  by !== "sku" || hasHomeRates(sale) ? "article-not-found" : "article-not-found-abroad";

function ownByRate(
  line: SourceLine,
  kind: "shipping" | "discount" | "fee",
  by: RowArticle["by"],
  { systemArticles, codings, sold }: ArticleFacts,
): Result<RowArticle, Reason> {
  const row = ownRow(line, kind, systemArticles, sold, codings);
  return row.ok
    ? ok({ number: null, name: null, codingId: null, stock: false, ...row.value, by })
    : row;
}

/** What a line is that our article of a coding would carry. */
function carriedBy(by: RowArticle["by"]): "gift-card" | "tip" | "item" {
  if (by === "own-gift-card") return "gift-card";
  return by === "own-tip" ? "tip" : "item";
}

/** Our system article of a coding that the settings name. */
function ownOfCoding(
  line: SourceLine,
  codingId: string,
  by: RowArticle["by"],
  { codings, systemArticles, sold }: ArticleFacts,
): Result<RowArticle, Reason> {
  const coding = codings.find(({ id }) => id.toLowerCase() === codingId.toLowerCase());
  if (coding === undefined)
    return err(
      reason("coding-not-found", {
        line: line.lineNumber,
        sku: line.sku,
        article: null,
        coding: codingId,
      }),
    );
  const vat = rowVat(
    line,
    { usesOss: by !== "own-gift-card" && systemArticles.oss?.item?.[coding.id] !== undefined },
    coding,
    sold,
  );
  if (!vat.ok) return vat;
  if (by === "own-gift-card" && !isCrossBorderLiability(coding, sold))
    return err(
      reason("coding-without-account", {
        line: line.lineNumber,
        sku: line.sku,
        coding: coding.id,
        kind: "gift-card",
      }),
    );
  const id =
    vat.value.oss === true
      ? systemArticles.oss?.item?.[coding.id]
      : systemArticles.item?.[coding.id];
  if (id === undefined)
    return err(
      reason("own-article-missing", {
        article: carriedBy(by),
        rate: plain(coding.vatRate),
        coding: coding.id,
        line: line.lineNumber,
      }),
    );
  return ok({ id, number: null, name: null, codingId: null, stock: false, ...vat.value, by });
}

/**
 * A card sold abroad is booked on the coding's account for such sales, which must be the account on
 * which the card is owed at home.
 */
function isCrossBorderLiability(coding: LedgerCoding, { sale }: SaleOfRows): boolean {
  const account = accountOf(coding, sale, { rate: "0" });
  return account === undefined || account === exemptAccount(coding);
}
