/** Which articles go to the shop. Each way of being left out has its reason. */
import {
  type LedgerCoding,
  type SystemArticles,
  systemArticleIds,
} from "../../domain/ledger/ledger.ts";
import type { LedgerProduct } from "../../domain/goods/product.ts";
import { type ParamsOf, type Reason, reason } from "../../domain/reasons/index.ts";
import { fitsGlob } from "../../settings/products/glob.ts";
import { FILTER_TARGET } from "../../settings/products/product-record.ts";
import { compute } from "./expressions.ts";
import type { ProductSettings } from "../../settings/products/products.ts";

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
