/**
 * As what a document's rows are sold for VAT. It is kept with what was booked: what takes it back
 * must be the same, as equal rates hide another account and another country's return. Pure.
 */
import { same } from "../../../domain/money.ts";
import type { SoldAs } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { PlanInput } from "../shared/plan-input.ts";
import type { Sale } from "./cross-border-sale.ts";
import { isFree } from "./cross-border-rows.ts";
import type { LineToWrite } from "./rows.ts";

/** What is free, and what gift cards pay, bears no VAT of the sale. */
const taxed = (lines: readonly LineToWrite[]) =>
  lines.flatMap(({ line, article }) =>
    article === null || isFree(line) || line.kind === "gift-card" ? [] : [{ line, article }],
  );

export function soldAs(lines: readonly LineToWrite[], { kind, country }: Sale): SoldAs {
  const kinds = taxed(lines).map(({ article }) => (article.oss === true ? "oss" : kind));
  return { kinds: [...new Set(kinds)].toSorted(), country };
}

/** Of a credit: why it would be booked as something that wasn't sold. */
export function soldOtherwise(
  lines: readonly LineToWrite[],
  sale: Sale,
  { form, order }: Pick<PlanInput, "form" | "order">,
): readonly Reason[] {
  const was = order.partOf?.soldAs;
  const [first] = was?.kinds ?? [];
  if (form !== "credit" || was === undefined || first === undefined) return [];
  const now = soldAs(lines, sale);
  const other =
    now.kinds.find((kind) => !was.kinds.includes(kind)) ??
    (now.country === was.country ? undefined : now.kinds.find((kind) => kind === "oss"));
  return other === undefined
    ? []
    : [
        reason("credit-sold-otherwise", {
          was: was.kinds.find((kind) => !now.kinds.includes(kind)) ?? first,
          of: was.country,
          now: other,
          country: now.country,
        }),
      ];
}

/**
 * What is recorded of a sale. Articles without the ledger's mark bear home VAT under OSS: said, as
 * the return lacks them.
 */
export function recordedOf(
  lines: readonly LineToWrite[],
  { kind, oss, country, recorded }: Sale,
): readonly Reason[] {
  if (kind !== "eu-consumer" || !oss) return recorded;
  const plain = taxed(lines).find(({ article }) => article.oss !== true && !same(article.rate, 0));
  return plain === undefined
    ? recorded
    : [
        ...recorded,
        reason("oss-article-unmarked", {
          sku: plain.line.sku,
          line: plain.line.lineNumber,
          rate: plain.article.rate,
          country,
        }),
      ];
}
