/**
 * Every expression that the settings of the product flow hold, ready to run, with its place in
 * them.
 */
import type { Compiled, Target } from "../expressions/index.ts";
import { FILTER_TARGET, productExpression, textTarget } from "./product-record.ts";
import { type ProductSettings, textMax } from "./products.ts";

type ProductExpression = { readonly path: readonly string[]; readonly compiled: Compiled };

/** The expressions in use; accepted settings compile. */
export function productExpressions({
  filter,
  fields,
}: ProductSettings): readonly ProductExpression[] {
  const texts = Object.entries(fields).flatMap(([name, rule]) =>
    "expression" in rule
      ? [made(["fields", name, "expression"], rule.expression, textTarget(textMax(name)))]
      : [],
  );
  return [made(["filter", "expression"], filter.expression, FILTER_TARGET), ...texts].filter(
    (one) => one !== null,
  );
}

function made(path: readonly string[], source: string, target: Target): ProductExpression | null {
  const compiled = source === "" ? null : productExpression(path.join("."), source, target);
  return compiled === null || "wrong" in compiled ? null : { path, compiled };
}
