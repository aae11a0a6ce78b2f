// Rows of an order: what the vendor demands of them beyond the schema, and what it fills in.
import { Big } from "big.js";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { toNumber } from "../money/round.ts";
import { rowAmount } from "../money/totals.ts";
import { hasDecimals } from "../schema/scalars.ts";
import { NO_MARGIN, orderRowFields } from "../schema/order.ts";
import { type Act, note, today } from "../vendor/act.ts";
import { carryExtras } from "../vendor/extra-fields.ts";
import { invalid, notFound } from "../vendor/fault.ts";
import type { Article, Order, OrderRow } from "../world/entities.ts";
import { checkDimensions } from "./ledger/check-dimensions.ts";
import { dimensionsOf } from "./ledger/dimensions.ts";
import { newId } from "./new-id.ts";
import { rowSale, type Sale } from "./order-sale.ts";

export function buildRows(
  act: Act,
  sale: Sale,
  given: Json | undefined,
  bodyRows: Json | undefined,
  stored: Order | null,
): OrderRow[] {
  const rows = Array.isArray(given) ? given.filter(isJsonObject) : [];
  const sent = Array.isArray(bodyRows) ? bodyRows : [];
  const lines = new Set<Json>();
  return rows.map((row: JsonObject, index): OrderRow => {
    if (lines.has(row["LineNumber"] ?? null))
      note(act, "repeated-line-number", `Rows[${index}].LineNumber`);
    lines.add(row["LineNumber"] ?? null);
    const sentRow: unknown = sent[index];
    const sentId = isJsonObject(sentRow) ? sentRow["Id"] : undefined;
    const before = stored?.Rows.find((other) => other.Id === sentId) ?? null;
    const kept = carryExtras(act, orderRowFields, { ...row }, before);
    const own = {
      Id: before?.Id ?? newId(),
      IsDiscountInFixedAmount: false,
      DiscountFixedAmount: null,
      ContributionMargin: NO_MARGIN,
    };
    const at = `Rows[${index}]`;
    return (row["IsTextRow"] === true
      ? textRow(kept, own, at)
      : articleRow(act, sale, kept, own, at)) as unknown as OrderRow;
  });
}

type Fields = Record<string, Json>;

function textRow(row: Fields, own: Fields, at: string): Fields {
  if (typeof row["Text"] !== "string" || row["Text"].trim() === "")
    throw invalid(`${at}.Text`, "A text row must have at least one character of text.");
  if (row["ArticleId"] !== null)
    throw invalid(`${at}.ArticleId`, "A text row can not have an article.");
  return {
    ...row,
    ...own,
    ArticleNumber: null,
    Quantity: 0,
    DeliveredQuantity: 0,
    UnitPrice: 0,
    DiscountPercentage: 0,
    Amount: 0,
    VatRate: null,
    UnitId: null,
    IsServiceArticle: false,
    PurchasePrice: 0,
    FreightCosts: 0,
  };
}

function articleRow(act: Act, sale: Sale, row: Fields, own: Fields, at: string): Fields {
  const article = articleOf(act, row["ArticleId"], at);
  const price = Number(row["UnitPrice"]);
  const decimals = sale.isDomestic ? 2 : 4;
  if (!hasDecimals(price, decimals))
    throw invalid(`${at}.UnitPrice`, `UnitPrice can have at most ${decimals} decimals.`);
  if (row["ArticleNumber"] !== null && row["ArticleNumber"] !== article.Number)
    note(act, "article-number-differs", `${at}.ArticleNumber`);
  const half = act.switches.get("roundingHalf");
  checkDimensions(act, dimensionsOf(row), at, null, today(act));
  const { rate } = rowSale(act, sale, article, row["EligibleForReverseChargeOnVat"] === true);
  const text = row["Text"];
  return {
    ...row,
    ...own,
    ArticleNumber: article.Number,
    Text: text === null || text === "" ? article.Name : (text ?? null),
    Amount: toNumber(
      rowAmount(
        new Big(Number(row["Quantity"])),
        new Big(price),
        new Big(Number(row["DiscountPercentage"])),
        half,
      ),
    ),
    VatRate: toNumber(new Big(rate).div(100)),
    UnitId: article.UnitId,
    IsServiceArticle: act.company.codings.get(article.CodingId)?.Type === "Service",
    PurchasePrice: article.PurchasePrice,
    FreightCosts: article.FreightCosts,
  };
}

export function articleOf(act: Act, id: Json | undefined, at: string): Article {
  if (typeof id !== "string")
    throw invalid(`${at}.ArticleId`, "ArticleId must be set on a row that is not a text row.");
  const article = act.company.articles.get(id);
  if (article === null) throw notFound("Article", id);
  if (!article.IsActive)
    throw invalid(`${at}.ArticleId`, `The article ${article.Number} is not active.`);
  return article;
}
