/**
 * A discount of the head that bears no VAT, where what it is taken off belongs to two accounts:
 * goods and services sold abroad, or work under the reverse charge beside what is exempt. A
 * percentage is off each, so it becomes a row for each of the two. Pure.
 */
import type Big from "big.js";
import { allocate, dec, same, sum } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { Result } from "../../../domain/result.ts";
import { articleOf, type ArticleFacts, type RowArticle } from "./articles.ts";
import { type ChargedPart, codingOfOwn, isFree } from "./cross-border-rows.ts";
import type { SourceLine } from "./lines.ts";
import { largest } from "./own-rows.ts";

type LineArticle = {
  readonly line: SourceLine;
  readonly article: Result<RowArticle, Reason>;
};

/** Returns the line with its article, or its two parts. `lines`: all that become rows. */
export function articlesOf(
  line: SourceLine,
  lines: readonly SourceLine[],
  input: ArticleFacts,
): readonly LineArticle[] {
  const article = articleOf(line, input);
  const isUnclear = !article.ok && article.error.code === "vat-box-unclear";
  const parts = isUnclear && line.fromHead ? partsOf(line, lines, input) : [];
  return parts.length === 0 ? [{ line, article }] : parts;
}

function partsOf(
  line: SourceLine,
  lines: readonly SourceLine[],
  input: ArticleFacts,
): readonly LineArticle[] {
  const { sold } = input;
  const isAbroad = sold.sale.kind !== "domestic";
  const isFirst = (part: ChargedPart): boolean =>
    isAbroad ? part.service : !same(part.homeRate, 0);
  const charged = sold.charged.filter(({ rate }) => same(rate, line.vatRate));
  const sides = [charged.filter(isFirst), charged.filter((part) => !isFirst(part))];
  const weights = weightsOf(line, lines, input, isAbroad);
  if (sum(weights).lte(0)) return [];
  const shares = allocate(line.gross, weights);
  return sides.flatMap((side, index) => {
    const gross = shares[index] ?? "0.00";
    if (dec(gross).eq(0)) return [];
    const part: SourceLine = {
      ...line,
      quantity: dec(gross).lt(0) ? "-1" : "1",
      price: gross.replace("-", ""),
      net: gross,
      gross,
    };
    const mainRate = largest(side)?.homeRate ?? sold.mainRate;
    return [
      {
        line: part,
        article: articleOf(part, { ...input, sold: { ...sold, charged: side, mainRate } }),
      },
    ];
  });
}

/** What was charged on each side, with shipping and fees: a percentage of all is off them too. */
function weightsOf(
  discount: SourceLine,
  lines: readonly SourceLine[],
  input: ArticleFacts,
  isAbroad: boolean,
): readonly [Big, Big] {
  const base = lines.filter(
    (line) =>
      line.kind !== "text" &&
      !line.fromHead &&
      !isFree(line) &&
      same(line.vatRate, discount.vatRate),
  );
  const of = Map.groupBy(base, (line) => isOnFirst(line, input, isAbroad));
  const total = (isFirst: boolean): Big => sum((of.get(isFirst) ?? []).map(({ gross }) => gross));
  return [total(true), total(false)];
}

/** A line without an article is held for that. */
function isOnFirst(line: SourceLine, input: ArticleFacts, isAbroad: boolean): boolean {
  const article = articleOf(line, input);
  if (!article.ok) return false;
  const { id, codingId, reversed } = article.value;
  if (!isAbroad) return reversed === true;
  const coding = input.codings.find((one) => one.id === codingId) ?? codingOfOwn(id, input);
  return coding?.kind === "service";
}
