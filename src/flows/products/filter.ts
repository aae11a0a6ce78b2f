/** Which articles go to the shop. Each way of being left out has its reason. */
import {
  type LedgerCoding,
  type SystemArticles,
  systemArticleIds,
} from "../../domain/ledger/ledger.ts";
import type { LedgerProduct } from "../../domain/goods/product.ts";
import { type ParamsOf, type Reason, reason } from "../../domain/reasons/index.ts";
import { fitsGlob } from "../../settings/products/number-pattern.ts";
import { FILTER_TARGET, productExpression } from "../../settings/products/product-record.ts";
import type { ProductSettings } from "../../settings/products/products.ts";
import { dec, plain } from "../../domain/money.ts";
import { err, type Result, ok } from "../../domain/result.ts";
import { type Compiled, evaluate, type RuleValue } from "../../settings/expressions/index.ts";
import { ARTICLE_STEPS } from "../../settings/expressions/limits.ts";

/** What of the ledger a product's plan needs beside the article. */
export type ProductContext = {
  readonly currency: string;
  readonly codings: readonly LedgerCoding[];
  readonly systemArticles: SystemArticles;
};

/** `null`: it goes. Where the expression fails the article is unknown, and the plan holds it. */
export function leftOut(
  product: LedgerProduct,
  context: ProductContext,
  settings: ProductSettings,
): Reason | null {
  if (isOwn(product.id, context.systemArticles))
    return reason("product-own-article", { number: product.number });
  const { filter } = settings;
  const out = (by: ParamsOf<"product-filtered">["by"]): Reason =>
    reason("product-filtered", { by });
  const worn = new Set(product.labels);
  if (filter.labels.length > 0 && !filter.labels.some((label) => worn.has(label)))
    return out("label");
  if (filter.withoutLabels.some((label) => worn.has(label))) return out("label");
  if (
    filter.numbers.length > 0 &&
    !filter.numbers.some((pattern) => fitsGlob(pattern, product.number))
  )
    return out("number");
  if (
    filter.codings.length > 0 &&
    !filter.codings.some((coding) => coding.toLowerCase() === product.codingId)
  )
    return out("coding");
  const coding = codingOf(product, context);
  if (filter.expression === "" || coding === null) return null;
  const passes = compute(settings, ofFilter(settings), product, coding);
  return passes.ok && passes.value === false ? out("expression") : null;
}

const ofFilter = ({ filter }: ProductSettings) => ({
  name: "filter",
  source: filter.expression,
  target: FILTER_TARGET,
});

/** The fault of the filter's expression on this article. */
export function filterFault(
  product: LedgerProduct,
  coding: LedgerCoding,
  settings: ProductSettings,
): Reason | null {
  if (settings.filter.expression === "") return null;
  const passes = compute(settings, ofFilter(settings), product, coding);
  return passes.ok ? null : passes.error;
}

export const codingOf = (product: LedgerProduct, context: ProductContext): LedgerCoding | null =>
  context.codings.find((coding) => coding.id === product.codingId) ?? null;

/** Articles of our own carry cents, shipping, goods by coding and the like: no shop sells them. */
const isOwn = (id: string, own: SystemArticles): boolean => systemArticleIds(own).includes(id);

type Target = Compiled["target"];

const compiled = new WeakMap<ProductSettings, Map<string, Compiled>>();

function compile(
  settings: ProductSettings,
  name: string,
  source: string,
  target: Target,
): Compiled {
  const known = compiled.get(settings) ?? new Map<string, Compiled>();
  compiled.set(settings, known);
  const made = known.get(name) ?? productExpression(name, source, target);
  if ("wrong" in made)
    throw new Error(`an expression that the settings must not have taken: ${name}`);
  known.set(name, made);
  return made;
}

/** `name`: of the setting that it stands in. */
type Expression = { readonly name: string; readonly source: string; readonly target: Target };

/** What the expression gives for this article. One that fails on it holds the article. */
export function compute(
  settings: ProductSettings,
  { name, source, target }: Expression,
  product: LedgerProduct,
  coding: LedgerCoding,
): Result<RuleValue, Reason> {
  const { id: _id, codingId: _coding, ...article } = product;
  const record = {
    ...article,
    coding: coding.name,
    vatRate: plain(dec(coding.vatRate).times(100)),
  };
  const given = evaluate(compile(settings, name, source, target), record, ARTICLE_STEPS);
  return given.ok
    ? ok(given.value.value)
    : err(reason("product-rule-failed", { rule: name, fault: given.error.code }));
}
