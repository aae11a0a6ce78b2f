// What there is to invoice, wherever it comes from: an order, a draft, or the body of a direct booking. The rows bring
// price, quantity and VAT rate as they were fixed when they were written; the account follows the customer of today.
import { Big } from "big.js";
import { type Entity, isJsonObject, type Json, type JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import type { SaleKind } from "../../money/sale-kind.ts";
import { rowAmount } from "../../money/totals.ts";
import type { Act } from "../../vendor/act.ts";
import { notFound } from "../../vendor/fault.ts";
import type { Article, Coding, Customer } from "../../world/entities.ts";
import { rowSale, saleOf, type Sale } from "../order-sale.ts";
import { dimensionsOf, type Dimensions } from "../ledger/dimensions.ts";

export interface PricedLine {
  readonly article: Article;
  readonly coding: Coding;
  readonly kind: SaleKind;
  /** In percent. */
  readonly rate: Big;
  /** Quantity × price less discount, in the document's price basis, as the row has it. */
  readonly amount: Big;
  readonly dimensions: Dimensions;
}

export interface ContentLine {
  readonly row: JsonObject;
  /** null: a text row. */
  readonly priced: PricedLine | null;
}

export interface InvoiceContent {
  readonly customer: Customer;
  readonly sale: Sale;
  readonly isCredit: boolean;
  readonly lines: readonly ContentLine[];
}

interface ContentOptions {
  /** Which quantity is invoiced. */
  readonly quantity?: "Quantity" | "DeliveredQuantity";
  readonly isReversed: (row: JsonObject) => boolean;
}

export function contentOf(
  act: Act,
  document: Entity,
  customer: Customer,
  options: ContentOptions,
): InvoiceContent {
  const sale: Sale = {
    ...saleOf(act, customer, {
      currency: customer.CurrencyCode,
      euThirdParty: document["EuThirdParty"] === true,
      reverseCharge: true,
      deliveryCountry:
        typeof document["DeliveryCountryCode"] === "string"
          ? document["DeliveryCountryCode"]
          : null,
    }),
    includesVat: document["IncludesVat"] === true,
  };
  const rows: readonly Json[] = Array.isArray(document["Rows"]) ? document["Rows"] : [];
  const lines = rows.filter(isJsonObject).map((row): ContentLine => ({
    row,
    priced: row["ArticleId"] === null ? null : priced(act, sale, row, options),
  }));
  return { customer, sale, isCredit: document["IsCreditInvoice"] === true, lines };
}

function priced(act: Act, sale: Sale, row: JsonObject, options: ContentOptions): PricedLine {
  const article = act.company.articles.get(textOf(row["ArticleId"]));
  const coding = article === null ? null : act.company.codings.get(article.CodingId);
  if (article === null || coding === null) throw notFound("Article", textOf(row["ArticleId"]));
  const { kind } = rowSale(act, sale, article, options.isReversed(row), row["IsVatFree"] === true);
  const quantity = new Big(Number(row[options.quantity ?? "Quantity"]));
  return {
    article,
    coding,
    kind,
    rate: new Big(Number(row["VatRate"] ?? 0)).times(100),
    amount: rowAmount(
      quantity,
      new Big(Number(row["UnitPrice"])),
      new Big(Number(row["DiscountPercentage"])),
      act.switches.get("roundingHalf"),
    ),
    dimensions: dimensionsOf(row),
  };
}
