/**
 * The settings' expressions over an article: read once for each settings, computed for each
 * article.
 */
import { dec, plain } from "../../domain/money.ts";
import type { LedgerCoding } from "../../domain/ledger/ledger.ts";
import type { LedgerProduct } from "../../domain/goods/product.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { err, type Result, ok } from "../../domain/result.ts";
import { type Compiled, evaluate, type RuleValue } from "../../settings/expressions/index.ts";
import { ARTICLE_STEPS } from "../../settings/expressions/limits.ts";
import { productExpression } from "../../settings/products/product-record.ts";
import type { ProductSettings } from "../../settings/products/products.ts";

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
