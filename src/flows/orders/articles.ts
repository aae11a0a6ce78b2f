/**
 * Which article of the ledger stands for a line, and by which rule. The article's coding decides the VAT rate; a line
 * whose own rate is another one is held, as the ledger would charge what the customer didn't pay.
 */
import type { LedgerCoding, OwnArticles } from "../../domain/ledger.ts";
import { dec, type Decimal, plain, same } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { SourceLine } from "./lines.ts";
import type { ArticleAnswer, PlanInput } from "./plan-input.ts";

export type RowArticle = {
  readonly id: string;
  readonly number: string | null;
  readonly name: string | null;
  /** `null` for an article of our own: it takes its own cents, so its coding doesn't matter to the rows. */
  readonly codingId: string | null;
  /** Its quantity moves stock and stays as the source says. */
  readonly stock: boolean;
  readonly rate: Decimal;
  readonly by: "sku" | "own-shipping" | "own-discount";
};

export type Found = Pick<PlanInput, "articles" | "codings" | "ownArticles">;

/** The article of one line that carries an amount (article, shipping or discount line). */
export function articleOf(line: SourceLine, input: Found): Result<RowArticle, Reason> {
  if (line.kind === "discount") return own(line, "discount", input.ownArticles);
  if (line.kind === "shipping") {
    const answer = line.sku === null ? null : answerOf(line.sku, input.articles);
    return line.sku === null || answer === null || answer.kind === "missing" ? own(line, "shipping", input.ownArticles) : bySku(line, line.sku, answer, input.codings);
  }
  if (line.sku === null) return err(reason("sku-missing-on-line", { line: line.lineNumber }));
  return bySku(line, line.sku, answerOf(line.sku, input.articles), input.codings);
}

function answerOf(sku: string, articles: Found["articles"]): ArticleAnswer {
  const answer = Object.hasOwn(articles, sku) ? articles[sku] : undefined;
  if (answer === undefined) throw new Error("planned without having looked up every SKU");
  return answer;
}

function bySku(line: SourceLine, sku: string, answer: ArticleAnswer, codings: readonly LedgerCoding[]): Result<RowArticle, Reason> {
  const at = { line: line.lineNumber, sku };
  if (answer.kind === "missing") return err(reason("article-not-found", at));
  if (answer.kind === "ambiguous") return err(reason("article-ambiguous", { ...at, count: answer.count }));
  const { article } = answer;
  if (!article.active) return err(reason("article-inactive", { ...at, article: article.id }));
  const coding = codings.find((one) => one.id === article.codingId);
  if (coding === undefined) return err(reason("coding-not-found", { ...at, article: article.id, coding: article.codingId }));
  if (!same(coding.vatRate, line.vatRate) && !free(line))
    return err(reason("vat-rate-differs", { ...at, source: plain(line.vatRate), ledger: plain(coding.vatRate), coding: coding.id }));
  return ok({ id: article.id, number: article.number, name: article.name, codingId: coding.id, stock: article.stock, rate: plain(coding.vatRate), by: "sku" });
}

/** A line of nothing bears no VAT at any rate: shops give free lines all sorts of rates. */
const free = (line: SourceLine): boolean => dec(line.gross).eq(0) && dec(line.net).eq(0);

function own(line: SourceLine, kind: "shipping" | "discount", articles: OwnArticles): Result<RowArticle, Reason> {
  const rate = plain(line.vatRate);
  const id = ownByRate(articles[kind], rate);
  if (id === null) return err(reason("own-article-missing", { article: kind, rate, coding: null, line: line.lineNumber }));
  return ok({ id, number: null, name: null, codingId: null, stock: false, rate, by: kind === "shipping" ? "own-shipping" : "own-discount" });
}

function ownByRate(articles: Readonly<Record<string, string>>, rate: Decimal): string | null {
  return Object.entries(articles).find(([key]) => same(key, rate))?.[1] ?? null;
}
