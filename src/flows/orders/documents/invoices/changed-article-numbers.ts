/**
 * An article is remembered by its number. Where somebody gave that number to another article since,
 * the row's article is the old one, and where both have one rate, no figure of the answer shows it:
 * only the number of its row differs (E231, docs/adr/0165).
 */
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { AnsweredOrder, AnsweredRow } from "../../../../domain/orders/sales-order.ts";
import { isPartlyDelivered, type ReadOrder } from "../../../../eaccounting/orders.ts";
import { numbersToLookUp } from "../../money/lines.ts";
import { articlesAnew, makeArticles } from "../../money/make-articles.ts";
import type { OrderCase, Prepared } from "../../shared/case.ts";

type Articles = Prepared["articles"];
type Answer = Pick<AnsweredOrder, "rows">;

const fold = (number: string): string => number.trim().toLowerCase();

/** The rows of which the ledger names another number than was asked for, with that one. */
function otherNumbers(
  { ports, order, credits }: OrderCase,
  articles: Articles,
  { rows }: Answer,
): readonly { readonly sku: string; readonly number: string; readonly row: AnsweredRow }[] {
  const sold = order.partOf?.invoices?.flatMap((one) => one.articles);
  // Which articles were sold isn't known: none is replaced.
  if (credits !== undefined && sold === undefined) return [];
  const others = Object.entries(articles).flatMap(([sku, answer]) => {
    if (answer.kind !== "found" || answer.linked === true) return [];
    const { id, number } = answer.article;
    // What takes a sale back takes back the article that was sold, whatever its number is by now.
    const row =
      sold?.some((one) => one.id === id) === true
        ? undefined
        : rows.find(
            ({ articleId, articleNumber }) =>
              articleId?.toLowerCase() === id.toLowerCase() &&
              articleNumber !== undefined &&
              fold(articleNumber) !== fold(number),
          );
    return row === undefined ? [] : [{ sku, number, row }];
  });
  const { company, countries = [] } = ports.lists;
  if (others.length === 0 || company === null) return [];
  // Of what only the sale has that it is a part of, the document has no row.
  const { partOf: _partOf, ...part } = order;
  const own = numbersToLookUp(part, ports.settings, { company, countries });
  return others.filter(({ sku }) => own.includes(sku));
}

type ArticlesNow =
  | { readonly kind: "same" }
  | { readonly kind: "other"; readonly articles: Articles; readonly reasons: readonly Reason[] }
  | { readonly kind: "held"; readonly reasons: readonly Reason[] };

/**
 * Returns the order's articles as the ledger has them now, where a row's number isn't theirs. What
 * a person has begun to deliver stays what it is.
 */
export async function readCurrentArticles(
  order: OrderCase,
  articles: Articles,
  { order: answer, raw }: ReadOrder,
): Promise<Result<ArticlesNow, Failure>> {
  const others = otherNumbers(order, articles, answer);
  const isLeft =
    order.ports.settings.trial || answer.status === "shipped" || isPartlyDelivered(raw);
  if (others.length === 0 || isLeft) return ok({ kind: "same" });
  const read = await articlesAnew(
    order,
    others.map(({ sku }) => sku),
  );
  if (!read.ok) return read;
  const made = await makeArticles(order, { ...articles, ...read.value });
  if (!made.ok) return made;
  return ok(made.value.kind === "held" ? made.value : { ...made.value, kind: "other" });
}

/** Why the document can't stay, though it was written anew; empty: its numbers are right. */
export const stillOthers = (
  order: OrderCase,
  articles: Articles,
  answer: Answer,
): readonly Reason[] =>
  otherNumbers(order, articles, answer).map(({ number, row }) =>
    reason("row-differs", {
      row: row.lineNumber,
      sourceLine: null,
      field: "articleId",
      planned: number,
      answered: row.articleNumber ?? null,
    }),
  );
