/** Codings of a Swedish company, by the accounts that they book on, and tables that lead to them. */
import type { LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import type { SystemArticleKind } from "../../../src/flows/setup/system-articles.ts";
import { address, tax } from "../../flows/orders/kit.ts";
import type { AcceptanceCase, Made } from "./case.ts";

const coding = (
  first: string,
  name: string,
  vatRate: string,
  accounts: Partial<LedgerCoding["accounts"]> = {},
  more: Partial<LedgerCoding> = {},
): LedgerCoding => ({
  id: `${first}-0000-4000-8000-000000000000`,
  name,
  kind: "goods",
  vatRate,
  active: true,
  accounts: {
    domestic: 3001,
    domesticExempt: 3004,
    withinEu: 3108,
    triangular: 3107,
    outsideEu: 3105,
    oss: 3109,
    withinEuWithVat: 3106,
    reversed: 3231,
    ...accounts,
  },
  ...more,
});

export const GOODS_25 = coding("25000000", "Goods 25", "0.25");
export const FOOD_12 = coding("12000000", "Food 12", "0.12", { domestic: 3002 });
const BOOK_6 = coding("06000000", "Books 6", "0.06", { domestic: 3003 });
/** For the Netherlands alone, on an account of its own. */
export const DUTCH_25 = coding("25aa0000", "Goods to NL", "0.25", { oss: 3119, withinEu: 3118 });
/** Of sales outside the EU alone: it has no account at home. */
export const EXPORT_25 = coding("25bb0000", "Goods exported", "0.25", {
  domestic: null,
  outsideEu: 3115,
});
/** Goods that are never sold under the one-stop-shop. */
export const PLAIN_25 = coding("25cc0000", "Goods, no OSS", "0.25", { oss: null });
export const HOME_25 = coding("25dd0000", "Goods at home", "0.25", {
  withinEu: null,
  triangular: null,
  outsideEu: null,
});
export const ENDED_12 = coding("12dd0000", "Food 12, ended", "0.12", {}, { active: false });
export const FREIGHT_25 = coding("25ee0000", "Freight 25", "0.25", { domestic: 3520 });
export const OFF_25 = coding("25ff0000", "Discounts 25", "0.25", { domestic: 3730 });
export const FEES_25 = coding("25ab0000", "Fees 25", "0.25", { domestic: 3540 });
export const TIPS = coding("00ab0000", "Tips 0", "0", { domestic: null, domesticExempt: 2899 });
const FREE_0 = coding("00000000", "Sales without VAT", "0", { domestic: null });

export const CODINGS: readonly LedgerCoding[] = [
  GOODS_25,
  FOOD_12,
  BOOK_6,
  DUTCH_25,
  EXPORT_25,
  PLAIN_25,
  HOME_25,
  ENDED_12,
  FREIGHT_25,
  OFF_25,
  FEES_25,
  TIPS,
  FREE_0,
];

type Settings = NonNullable<AcceptanceCase["settings"]>;
type Lookups = NonNullable<Settings["lookups"]>;
type Orders = NonNullable<Settings["orders"]>;

export const AT_HOME = { "25%": GOODS_25.id, "12%": FOOD_12.id, "6%": BOOK_6.id } as const;

/** All goods by this table. */
export const byCoding = (
  table: Readonly<Record<string, string>> = AT_HOME,
  more: { readonly orders?: Orders; readonly lookups?: Lookups } = {},
): Settings => ({
  orders: { type: "invoice", goods: { by: "coding", exceptions: [] }, ...more.orders },
  lookups: { goodsCoding: { table }, ...more.lookups },
});

/** The article that set-up makes of a coding, by what it stands for. */
export const articleOf = ({ id }: LedgerCoding, kind: SystemArticleKind): string => `${kind}:${id}`;

export type Case = Omit<AcceptanceCase, "codings" | "setUp">;
export const setUp = (cases: readonly Case[]): readonly AcceptanceCase[] =>
  cases.map((one) => ({ ...one, codings: CODINGS, setUp: "with-tables" }));

export const goods = (coding = GOODS_25): string => articleOf(coding, "goodsCoding");
export const made = (gross: string, vat: Made["vat"], more: Partial<Made> = {}): Made => ({
  type: "invoice",
  gross,
  vat,
  ...more,
});
/** A code that no article of the ledger has. */
export const print = { sku: "PRINT-A3", text: "Poster, A3" } as const;
const to = (country: string) => ({ invoiceAddress: address({ country }) });
export const abroad = (country: string, vatCountry: string | null = null) => ({
  customer: { country, tax: tax({ vatCountry }) },
  order: to(country),
});
