/**
 * What look-ups choose by where the goods go, who buys, and when: articles, codings, terms,
 * references.
 */
import type { LedgerCustomer } from "../../../src/domain/ledger/ledger.ts";
import { address, SERVICE_CODING, tax } from "../../flows/orders/kit.ts";
import type { AcceptanceCase, Made } from "./case.ts";

const hundred = [{ price: "100.00" }] as const;
const dutch: Partial<LedgerCustomer> = { country: "NL", tax: tax() };
const toNl = { invoiceAddress: address({ country: "NL" }) };
const made = (vat: Made["vat"], more: Partial<Made> = {}): Made => ({
  type: "invoice",
  gross: "100.00",
  vat,
  ...more,
});
const cardSale = {
  lines: [
    { price: "100.00" },
    { kind: "gift-card", sku: "CARD", quantity: "-1", price: "40.00", rate: "0" },
  ],
} as const satisfies Partial<AcceptanceCase>;
const by = (
  lookups: NonNullable<AcceptanceCase["settings"]>["lookups"],
): AcceptanceCase["settings"] => ({ orders: { type: "invoice" }, lookups });

export const LOOKUPS: readonly AcceptanceCase[] = [
  {
    name: "an article is sold in the place of another to one country alone",
    buyer: "private",
    lines: [{ price: "100.00", sku: "G-0.12" }],
    settings: by({ article: { table: { "G-0.12@SE/private": "G-0.25", "G-0.12": "G-0.06" } } }),
    expect: made({ "0.25": "20.00" }, { because: ["lookup-chosen"] }),
  },
  {
    name: "the same article to another kind of customer is another",
    buyer: "company",
    lines: [{ price: "100.00", rate: "0.06", sku: "G-0.12" }],
    settings: by({ article: { table: { "G-0.12@SE/private": "G-0.25", "G-0.12": "G-0.06" } } }),
    expect: made({ "0.06": "5.66" }),
  },
  {
    name: "an article by the order's day, where a rate changed",
    buyer: "private",
    lines: [{ price: "100.00", rate: "0.255", sku: "G-0.25" }],
    settings: by({
      article: {
        table: { "G-0.25 until 2026-08-31": "W-0.25", "G-0.25 from 2026-09-01": "G-0.255" },
      },
    }),
    expect: made({ "0.255": "20.32" }),
  },
  {
    name: "the day before, the article of before",
    buyer: "private",
    lines: hundred,
    order: { date: "2026-08-31T23:59:00" },
    settings: by({
      article: {
        table: { "G-0.25 until 2026-08-31": "W-0.25", "G-0.25 from 2026-09-01": "G-0.255" },
      },
    }),
    expect: made({ "0.25": "20.00" }),
  },
  {
    name: "an article for all within the EU, and none at home",
    buyer: "private",
    customer: dutch,
    lines: hundred,
    order: toNl,
    settings: by({ article: { table: { "@EU": "S-0.25" } } }),
    expect: made({ "0.25": "20.00" }, { because: ["lookup-chosen"] }),
  },
  {
    name: "an article that the ledger doesn't have is held by the number that was chosen",
    buyer: "private",
    lines: hundred,
    settings: by({ article: { table: { "G-0.25": "GONE" } } }),
    expect: { held: ["article-not-found"] },
  },
  {
    name: "shipping by its VAT code goes to the coding that is named",
    buyer: "private",
    lines: [...hundred, { kind: "shipping", price: "10.00", vatCode: "H" }],
    settings: by({ vat: { table: { H: SERVICE_CODING } } }),
    expect: { type: "invoice", gross: "110.00", vat: { "0.25": "22.00" } },
  },
  {
    name: "shipping by its VAT code goes to the article that is named, by country",
    buyer: "private",
    lines: [...hundred, { kind: "shipping", price: "10.00", vatCode: "H" }],
    settings: by({ vat: { table: { "H@SE": "S-0.25", H: "S-0.12" } } }),
    expect: { type: "invoice", gross: "110.00", vat: { "0.25": "22.00" } },
  },
  {
    name: "an article of another rate than was charged is held",
    buyer: "private",
    lines: [...hundred, { kind: "shipping", price: "10.00", vatCode: "H" }],
    settings: by({ vat: { table: { H: "S-0.12" } } }),
    expect: { held: ["vat-rate-differs"] },
  },
  {
    name: "shipping under OSS at a rate that nothing else has is decided by its VAT code",
    buyer: "private",
    customer: { country: "DE", tax: tax() },
    company: { usesOss: true },
    lines: [
      { price: "100.00", rate: "0.07", sku: "O-0.06" },
      { kind: "shipping", price: "4.90", rate: "0.19", vatCode: "DE19" },
    ],
    order: { invoiceAddress: address({ country: "DE" }) },
    settings: by({ vat: { table: { "DE19@DE": "O-0.25" } } }),
    expect: { type: "invoice", gross: "104.90", vat: { "0.07": "6.54", "0.19": "0.78" } },
  },
  {
    name: "terms of payment by country",
    buyer: "private",
    lines: hundred,
    order: { paymentConditionId: "30" },
    settings: by({ termsOfPayment: { table: { "30": "terms-30", "30@SE/private": "terms-10" } } }),
    expect: made({ "0.25": "20.00" }, { because: ["terms-chosen"] }),
  },
  {
    name: "a sales type by country and kind of customer",
    buyer: "private",
    lines: [{ kind: "sales-type", salesTypeId: "10", price: "100.00" }],
    settings: by({ salesType: { table: { "10": "G-0.25", "10@SE/private": "S-0.25" } } }),
    expect: made({ "0.25": "20.00" }, { articles: ["article-S-0.25"] }),
  },
  {
    name: "the same sales type to another kind of customer",
    buyer: "company",
    lines: [{ kind: "sales-type", salesTypeId: "10", price: "100.00" }],
    settings: by({ salesType: { table: { "10": "G-0.25", "10@SE/private": "S-0.25" } } }),
    expect: made({ "0.25": "20.00" }, { articles: ["article-G-0.25"] }),
  },
  {
    name: "a sales type by the order's day",
    buyer: "private",
    lines: [{ kind: "sales-type", salesTypeId: "10", price: "100.00" }],
    settings: by({
      salesType: { table: { "10 until 2026-10-31": "G-0.25", "10 from 2026-11-01": "S-0.25" } },
    }),
    expect: made({ "0.25": "20.00" }, { articles: ["article-S-0.25"] }),
  },
  {
    name: "a sales type whose rows are all for elsewhere is held",
    buyer: "private",
    lines: [{ kind: "sales-type", salesTypeId: "10", price: "100.00" }],
    settings: by({ salesType: { table: { "10@NO": "S-0.25" } } }),
    expect: { held: ["sales-type-not-mapped"] },
  },
  ...cards([
    ["by country", { "CARD@SE": "at-home", CARD: "elsewhere" }, "at-home"],
    [
      "by the kind of customer",
      { "CARD@SE/company": "of-companies", "CARD@SE": "at-home" },
      "of-companies",
    ],
    [
      "by the order's day",
      { "CARD until 2026-10-31": "before", "CARD from 2026-11-01": "since" },
      "since",
    ],
  ]),
  {
    name: "a gift card whose rows are all for elsewhere is held",
    buyer: "company",
    ...cardSale,
    settings: by({ giftCard: { table: { "CARD@NO": "norway" } } }),
    expect: { held: ["gift-card-account-missing"] },
  },
];

/** A card of 40.00 that paid a part, on the account that its rows choose. */
function cards(
  rows: readonly (readonly [name: string, table: Record<string, string>, bank: string])[],
): readonly AcceptanceCase[] {
  return rows.map(([name, table, bank]) => ({
    name: `a gift card's account ${name}`,
    buyer: "company",
    ...cardSale,
    settings: by({ giftCard: { table } }),
    expect: {
      type: "invoice",
      gross: "60.00",
      sale: "100.00",
      vat: { "0.25": "20.00" },
      cards: [{ amount: "40.00", complete: false, date: "2026-11-24", bank }],
    },
  }));
}
