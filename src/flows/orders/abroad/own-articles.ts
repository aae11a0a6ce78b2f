/**
 * Which of our own articles stands for shipping or a discount in a sale abroad, and what VAT it
 * bears there. Pure.
 */
import type { OwnArticles } from "../../../domain/ledger.ts";
import { dec, type Decimal, plain, same } from "../../../domain/money.ts";
import { type ParamsOf, reason, type Reason } from "../../../domain/reasons.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { SourceLine } from "../lines.ts";
import { isFree, type RowVat, type SaleOfRows } from "./row-vat.ts";

export type OwnRow = RowVat & { readonly id: string };

type Kind = "shipping" | "discount" | "fee";

export function ownRow(
  line: SourceLine,
  kind: Kind,
  articles: OwnArticles,
  sold: SaleOfRows,
): Result<OwnRow, Reason> {
  const rate = plain(line.vatRate);
  const { sale } = sold;
  const ofKind = articles[kind] ?? {};
  const found = (id: string | null, vat: RowVat, homeRate: Decimal): Result<OwnRow, Reason> =>
    id === null
      ? err(
          reason("own-article-missing", {
            article: kind,
            rate: homeRate,
            coding: null,
            line: line.lineNumber,
          }),
        )
      : ok({ ...vat, id });
  if (sale.kind === "eu-business" || sale.kind === "export") {
    if (!same(rate, 0) && !isFree(line)) return err(differs(line, rate, "0", sold, sale.kind));
    const homeRate = sold.mainRate ?? highest(ofKind);
    const id = kind === "shipping" && sold.goods ? (articles.shippingAbroad ?? null) : null;
    return found(id ?? byRate(ofKind, homeRate), { rate: "0" }, homeRate);
  }
  if (!sale.oss || same(rate, 0)) return found(byRate(ofKind, rate), { rate }, rate);
  const home = [...sold.buyerRates].find(([, buyers]) => same(buyers, rate))?.[0];
  if (home !== undefined)
    return found(byRate(articles.oss?.[kind] ?? {}, home), { rate, oss: true }, rate);
  if ([...sold.plainRates].some((one) => same(one, rate)))
    return found(byRate(ofKind, rate), { rate }, rate);
  // Nothing else is sold at this rate, so nobody can say which of the ledger's rates becomes it.
  return err(differs(line, rate, null, sold, "oss-own"));
}

const differs = (
  line: SourceLine,
  source: Decimal,
  ledger: Decimal | null,
  { sale }: SaleOfRows,
  why: ParamsOf<"sale-vat-differs">["why"],
): Reason =>
  reason("sale-vat-differs", {
    line: line.lineNumber,
    sku: null,
    source,
    ledger,
    coding: null,
    why,
    country: sale.country,
  });

export const byRate = (articles: Readonly<Record<string, string>>, rate: Decimal): string | null =>
  Object.entries(articles).find(([key]) => same(key, rate))?.[1] ?? null;

const highest = (articles: Readonly<Record<string, string>>): Decimal =>
  Object.keys(articles).reduce((best, rate) => (dec(rate).gt(dec(best)) ? rate : best), "0");
