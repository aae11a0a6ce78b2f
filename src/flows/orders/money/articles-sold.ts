/**
 * What takes a sale back takes the article that was sold (docs/adr/0165). Its number may have been
 * given to another article since, or to none, or two articles may have changed theirs: the rows of
 * the invoices name the number that each had then (E247).
 */
import type { InvoicedGoods, Order, OrderLine } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { type Failure, ok, type Result } from "../../../domain/result.ts";
import { articleById, readArticle } from "../../../eaccounting/articles.ts";
import type { VendorPort } from "../../port.ts";
import type { ArticleAnswer, PlanInput } from "../shared/plan-input.ts";
import type { LineToWrite } from "./rows.ts";

type Answers = Readonly<Record<string, ArticleAnswer>>;

const fold = (number: string): string => number.trim().toLowerCase();

/**
 * Returns the articles with those that were sold under their numbers, read by their ids. Where two
 * were, the plan tells. A code that a person linked stays that article.
 */
export async function articlesSold(
  { lookUp }: Pick<VendorPort, "lookUp">,
  { partOf }: Pick<Order, "partOf">,
  answers: Answers,
): Promise<Result<Answers, Failure>> {
  const rows = partOf?.invoices?.flatMap(({ articles }) => articles) ?? [];
  const sold: Record<string, ArticleAnswer> = { ...answers };
  for (const [sku, answer] of Object.entries(answers)) {
    const number = fold(answer.kind === "found" ? answer.article.number : sku);
    const [id, ...others] = new Set(
      rows.flatMap((row) =>
        row.number !== undefined && fold(row.number) === number ? row.id : [],
      ),
    );
    const isKnown = answer.kind === "found" && (answer.linked === true || answer.article.id === id);
    if (id === undefined || others.length > 0 || isKnown) continue;
    const read = await lookUp(articleById(id));
    if (!read.ok) {
      if (read.error.kind === "not-found") continue;
      return read;
    }
    const article = readArticle(read.value);
    if (!article.ok) return article;
    sold[sku] = { kind: "found", article: article.value };
  }
  return ok(sold);
}

/** The invoices that sold an article. */
const soldIn = (
  { partOf }: Pick<Order, "partOf">,
  { kind, sku }: Pick<OrderLine, "kind" | "sku">,
): readonly InvoicedGoods[] =>
  (partOf?.invoices ?? []).filter(({ goods }) =>
    goods.some((one) => one.kind === kind && one.sku === sku),
  );

/** What an invoice sold that was deleted since isn't in the books to be taken back. */
function goneOf(
  { creditsOrderId }: Pick<Order, "creditsOrderId">,
  sold: readonly InvoicedGoods[],
): Reason | null {
  const [gone] = sold.flatMap((one) => one.gone ?? []);
  if (gone === undefined) return null;
  return creditsOrderId === null
    ? reason("document-gone", { document: gone, later: true })
    : reason("credit-original-not-here", { order: creditsOrderId, why: "deleted" });
}

/**
 * Reports goods of a credit that an invoice sold as another article, because a look-up or a number
 * changed since: stock and account would be another's. A person may know that it is right.
 * `placed`: the order with the shop's own codes.
 */
export function otherArticles(
  lines: readonly LineToWrite[],
  { order, form, mayMove }: Pick<PlanInput, "order" | "form" | "mayMove">,
  placed: Pick<Order, "lines">,
): readonly Reason[] {
  if (form !== "credit") return [];
  const gone = goneOf(
    order,
    lines.flatMap(({ line }) => soldIn(order, line)),
  );
  const others = lines.flatMap(({ line: { kind, sku, lineNumber: line }, article }) => {
    // As the shop has it: a look-up may have replaced it.
    const code = placed.lines.find(({ lineNumber }) => lineNumber === line)?.sku ?? sku;
    const sold = soldIn(order, { kind, sku });
    return article === null ||
      mayMove === true ||
      goneOf(order, sold) !== null ||
      sold.every(({ articles }) => articles.some(({ id }) => id === article.id))
      ? []
      : [reason("credit-article-differs", { line, sku: code, article: article.number })];
  });
  return gone === null ? others : [gone, ...others];
}
