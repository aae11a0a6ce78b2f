/**
 * Credits whose own lines don't tell which account and which VAT they have: shipping or an amount
 * alone. What was sold decides.
 */
import { sourceOrderId } from "../../../src/domain/ids.ts";
import type { Sold } from "../../flows/orders/kit.ts";
import type { AcceptanceCase, Made } from "./case.ts";
import { buyer, delivered, DUTCH, eur, GERMAN, invoice, oss, to } from "./cross-border.kit.ts";

const of = { creditsOrderId: sourceOrderId(77), payment: "refunded" } as const;
const dutch = { buyer: "company", customer: DUTCH, settings: invoice } as const;
const abroad = { ...of, ...to("NL"), ...eur, pricesIncludeVat: false } as const;
const goods: Sold = { price: "200.00", rate: "0", sku: "G-0.25" };
const service: Sold = { price: "200.00", rate: "0", sku: "S-0.25" };
const shipping: Sold = { kind: "shipping", quantity: "-1", price: "10.00", rate: "0" };
const goodwill: Sold = { kind: "discount", price: "-20.00", rate: "0" };
const builder = buyer("SE", "SE", { reverseConstruction: true });
const builds = { buyer: "company", company: { usesReverseConstruction: true } } as const;

const made = (gross: string, article: string, more: Partial<Made> = {}): Made => ({
  type: "invoice",
  gross,
  vat: {},
  articles: [article],
  ...more,
});

export const PARTS: readonly AcceptanceCase[] = [
  {
    ...dutch,
    name: "shipping of goods abroad goes back on the account of goods",
    lines: [shipping],
    sale: [goods, { ...shipping, quantity: "1" }],
    order: abroad,
    expect: made("10.00", "own-shipping-abroad"),
  },
  {
    ...dutch,
    name: "shipping of services alone doesn't",
    lines: [shipping],
    sale: [service, { ...shipping, quantity: "1" }],
    order: abroad,
    expect: made("10.00", "own-shipping-0.25"),
  },
  {
    ...dutch,
    name: "an amount of services abroad goes back on the account of services",
    lines: [goodwill],
    sale: [service],
    order: abroad,
    expect: made("20.00", "own-adjusting-coding-service-0.25"),
  },
  {
    ...dutch,
    name: "an amount of goods abroad on that of goods",
    lines: [goodwill],
    sale: [goods],
    order: abroad,
    expect: made("20.00", "own-discount-0.25"),
  },
  {
    ...dutch,
    name: "an amount of goods beside services is held",
    lines: [goodwill],
    sale: [goods, service],
    order: abroad,
    expect: { held: ["vat-box-unclear"] },
  },
  {
    ...dutch,
    name: "an amount of a sale that isn't known is held",
    lines: [goodwill],
    sale: "unknown",
    order: abroad,
    expect: { held: ["vat-box-unclear"] },
  },
  {
    ...dutch,
    name: "so is shipping of a sale that isn't known",
    lines: [shipping],
    sale: "unknown",
    order: abroad,
    expect: { held: ["vat-box-unclear"] },
  },
  {
    ...dutch,
    name: "so is an amount of a sale whose article the ledger doesn't have any more",
    lines: [goodwill],
    sale: [{ ...goods, sku: "GONE" }],
    order: abroad,
    expect: { held: ["vat-box-unclear"] },
  },
  {
    ...dutch,
    name: "an amount of goods that were triangular trade is triangular trade",
    lines: [goodwill],
    sale: [{ ...goods, vatCode: "D" }],
    order: abroad,
    settings: { orders: { type: "invoice", triangularVatCodes: ["D"] } },
    expect: made("20.00", "own-discount-0.25", { because: ["sale-triangular"] }),
  },
  {
    name: "services abroad whose shop sends the paper elsewhere stay with the buyer's country",
    buyer: "company",
    customer: DUTCH,
    settings: invoice,
    lines: [goodwill],
    sale: [service],
    order: { ...abroad, ...delivered("DE") },
    expect: made("20.00", "own-adjusting-coding-service-0.25"),
  },
  {
    ...builds,
    name: "an amount of construction under the reverse charge goes back under it",
    customer: builder,
    lines: [goodwill],
    sale: [service],
    order: { ...of, pricesIncludeVat: false },
    settings: invoice,
    expect: made("20.00", "own-adjusting-coding-service-0.25"),
  },
  {
    ...builds,
    name: "it is held where the customer isn't marked for that any more",
    customer: buyer("SE", "SE"),
    lines: [goodwill],
    sale: [service],
    order: { ...of, pricesIncludeVat: false },
    settings: invoice,
    expect: { held: ["vat-box-unclear"] },
  },
  {
    name: "shipping under OSS alone has the rate of what was sold",
    buyer: "private",
    customer: GERMAN,
    company: oss,
    lines: [{ kind: "shipping", quantity: "-1", price: "11.90", rate: "0.19" }],
    sale: [{ price: "119.00", rate: "0.19", sku: "O-0.25" }],
    order: { ...of, ...to("DE"), ...eur },
    settings: invoice,
    expect: made("11.90", "own-oss-shipping-0.25", { vat: { "0.19": "1.90" } }),
  },
  {
    name: "so has an amount under OSS",
    buyer: "private",
    customer: GERMAN,
    company: oss,
    lines: [{ kind: "discount", price: "-11.90", rate: "0.19" }],
    sale: [{ price: "119.00", rate: "0.19", sku: "O-0.25" }],
    order: { ...of, ...to("DE"), ...eur },
    settings: invoice,
    expect: made("11.90", "own-oss-discount-0.25", { vat: { "0.19": "1.90" } }),
  },
];
