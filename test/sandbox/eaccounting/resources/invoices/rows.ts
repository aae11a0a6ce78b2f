// Rows of an invoice or a draft from a body: what the vendor demands beyond the schema, and what it fills in. A row with
// an article is priced; one without is a text row, which a draft says by a flag and an invoice by having no article.
import { Big } from "big.js";
import { isJsonObject, type Json, type JsonObject } from "../../json.ts";
import { toNumber } from "../../money/round.ts";
import { rowAmount } from "../../money/totals.ts";
import { NO_MARGIN } from "../../schema/order.ts";
import { hasDecimals } from "../../schema/scalars.ts";
import { type Act, note, today } from "../../vendor/act.ts";
import { invalid } from "../../vendor/fault.ts";
import type { Article } from "../../world/entities.ts";
import { checkDimensions } from "../ledger/check-dimensions.ts";
import { dimensionsOf } from "../ledger/dimensions.ts";
import { newId } from "../new-id.ts";
import { articleOf } from "../order-rows.ts";
import { rowSale, type Sale } from "../order-sale.ts";

export interface RowRules {
  readonly document: "invoice" | "draft";
  readonly sale: Sale;
  readonly replaceZeroPrice: boolean;
  /** Ids of the rows as stored, which a row sent back keeps. */
  readonly storedIds: ReadonlySet<Json>;
  /** Decimals of UnitPrice: two at home, four abroad. */
  readonly priceDecimals: 2 | 4;
  readonly quantityDecimals: 2 | 4;
}

type Values = Record<string, Json>;

export function buildInvoiceRows(
  act: Act,
  rules: RowRules,
  accepted: Json | undefined,
  sent: Json | undefined,
): JsonObject[] {
  const rows = Array.isArray(accepted) ? accepted.filter(isJsonObject) : [];
  const sentRows: readonly Json[] = Array.isArray(sent) ? sent : [];
  const lines = new Set<Json>();
  return rows.map((row: JsonObject, index): JsonObject => {
    const at = `Rows[${index}]`;
    const line = typeof row["LineNumber"] === "number" ? row["LineNumber"] : index;
    if (lines.has(line)) note(act, "repeated-line-number", `${at}.LineNumber`);
    lines.add(line);
    const sentRow = sentRows[index];
    const id =
      isJsonObject(sentRow) && rules.storedIds.has(sentRow["Id"] ?? null)
        ? (sentRow["Id"] ?? null)
        : newId();
    const own: Values = {
      Id: id,
      LineNumber: line,
      IsDiscountInFixedAmount: false,
      DiscountFixedAmount: null,
      ContributionMargin: NO_MARGIN,
    };
    const isText =
      rules.document === "draft" ? row["IsTextRow"] === true : row["ArticleId"] === null;
    return isText ? textRow(row, own, at) : articleRow(act, rules, row, own, at);
  });
}

function textRow(row: JsonObject, own: Values, at: string): JsonObject {
  if (typeof row["Text"] !== "string" || row["Text"].trim() === "")
    throw invalid(`${at}.Text`, "A text row must have at least one character of text.");
  if (row["ArticleId"] !== null)
    throw invalid(`${at}.ArticleId`, "A text row can not have an article.");
  const nought = {
    Quantity: 0,
    UnitPrice: 0,
    DiscountPercentage: 0,
    Amount: 0,
    PurchasePrice: 0,
    FreightCosts: 0,
  };
  return {
    ...row,
    ...own,
    ...nought,
    IsTextRow: true,
    ArticleNumber: null,
    VatRate: null,
    UnitId: null,
    UnitName: null,
    UnitAbbreviation: null,
    UnitAbbreviationEnglish: null,
    IsServiceArticle: false,
  };
}

function articleRow(
  act: Act,
  rules: RowRules,
  row: JsonObject,
  own: Values,
  at: string,
): JsonObject {
  const article = articleOf(act, row["ArticleId"], at);
  const unit = act.company.units.get(article.UnitId);
  const price = unitPrice(rules, row, article);
  if (!hasDecimals(price, rules.priceDecimals))
    throw invalid(`${at}.UnitPrice`, `UnitPrice can have at most ${rules.priceDecimals} decimals.`);
  const quantity = Number(row["Quantity"]);
  if (!hasDecimals(quantity, rules.quantityDecimals))
    throw invalid(
      `${at}.Quantity`,
      `Quantity can have at most ${rules.quantityDecimals} decimals.`,
    );
  const given = row["ArticleNumber"];
  if (typeof given === "string" && given !== article.Number)
    note(act, "article-number-differs", `${at}.ArticleNumber`);
  const reverse = row["ReversedConstructionServicesVatFree"] === true;
  if (reverse && !rules.sale.customer.ReverseChargeOnConstructionServices) {
    throw invalid(
      `${at}.ReversedConstructionServicesVatFree`,
      "The customer does not use reverse charge on construction services.",
    );
  }
  checkDimensions(act, dimensionsOf(row), at, null, today(act));
  const { rate } = rowSale(act, rules.sale, article, reverse, row["IsVatFree"] === true);
  const text = row["Text"];
  const amount = rowAmount(
    new Big(quantity),
    new Big(price),
    new Big(Number(row["DiscountPercentage"])),
    act.switches.get("roundingHalf"),
  );
  return {
    ...row,
    ...own,
    IsTextRow: false,
    ArticleNumber: article.Number,
    Text: text === null || text === "" ? article.Name : (text ?? null),
    UnitPrice: price,
    Amount: toNumber(amount),
    VatRate: toNumber(new Big(rate).div(100)),
    IsServiceArticle: act.company.codings.get(article.CodingId)?.Type === "Service",
    UnitId: article.UnitId,
    UnitName: unit?.Name ?? null,
    UnitAbbreviation: unit?.Abbreviation ?? null,
    UnitAbbreviationEnglish: unit?.["AbbreviationEnglish"] ?? null,
    PurchasePrice: article.PurchasePrice,
    FreightCosts: article.FreightCosts,
  };
}

function unitPrice(rules: RowRules, row: JsonObject, article: Article): number {
  const price = Number(row["UnitPrice"]);
  if (price !== 0 || !rules.replaceZeroPrice) return price;
  return rules.sale.includesVat ? article.GrossPrice : article.NetPrice;
}
