/** Every look-up as data: its keys, and what it chooses from, for pages and for copies. */
import type { NameListName, PartyList } from "../../domain/ledger/names.ts";
import { LINE_KINDS, PROVIDERS } from "../../domain/payouts/lines.ts";
import { FEE_VATS } from "../payouts.ts";
import type { Settings } from "../schema.ts";

type LookupShape = {
  readonly name: keyof Settings["lookups"];
  /** What it is asked about: an order, a debtor alone, or a provider's payout. */
  readonly of: "order" | "debtor" | "payout";
  /** The shop's list that its keys are of; `null`: values that no list of the shop names. */
  readonly from: NameListName | null;
  /** The list that it chooses from, or its few values; `null`: any text. */
  readonly to: NameListName | readonly string[] | null;
  /** A text is allowed instead of a record of the list. */
  readonly free?: true;
  /** It is only asked by the facts that narrow a row. */
  readonly codeless?: true;
  readonly byCountry?: true;
  /** There are too many to be listed: what is typed is looked for among them. */
  readonly find?: PartyList;
};

export const LOOKUPS = [
  {
    name: "termsOfPayment",
    of: "order",
    from: "asperion.paymentConditions",
    to: "eaccounting.termsOfPayment",
  },
  {
    name: "deliveryMethod",
    of: "order",
    from: "asperion.deliveryMethods",
    to: "eaccounting.deliveryMethods",
  },
  {
    name: "paymentMethod",
    of: "order",
    from: "asperion.paymentMethods",
    to: "eaccounting.bankAccounts",
  },
  {
    name: "salesType",
    of: "order",
    from: "asperion.salesTypes",
    to: "eaccounting.codings",
    free: true,
  },
  { name: "giftCard", of: "order", from: null, to: "eaccounting.bankAccounts" },
  { name: "article", of: "order", from: null, to: null, find: "eaccounting.articles" },
  { name: "vat", of: "order", from: "asperion.vatCodes", to: "eaccounting.codings", free: true },
  { name: "goodsCoding", of: "order", from: "asperion.vatCodes", to: "eaccounting.codings" },
  { name: "shippingCoding", of: "order", from: "asperion.vatCodes", to: "eaccounting.codings" },
  { name: "discountCoding", of: "order", from: "asperion.vatCodes", to: "eaccounting.codings" },
  { name: "feeCoding", of: "order", from: "asperion.vatCodes", to: "eaccounting.codings" },
  { name: "tipCoding", of: "order", from: "asperion.vatCodes", to: "eaccounting.codings" },
  { name: "ourReference", byCountry: true, of: "order", from: null, to: null },
  { name: "deliveryTerms", of: "order", from: "asperion.deliveryMethods", to: null },
  {
    name: "debtor",
    byCountry: true,
    of: "order",
    from: null,
    to: "eaccounting.customers",
    find: "eaccounting.customers",
  },
  { name: "costCenter1", byCountry: true, of: "order", from: null, to: "eaccounting.costCenter1" },
  { name: "costCenter2", byCountry: true, of: "order", from: null, to: "eaccounting.costCenter2" },
  { name: "costCenter3", byCountry: true, of: "order", from: null, to: "eaccounting.costCenter3" },
  { name: "project", byCountry: true, of: "order", from: null, to: "eaccounting.projects" },
  { name: "revenueAccount", of: "order", from: null, to: "eaccounting.accounts" },
  { name: "vatAccount", of: "order", from: "asperion.vatCodes", to: "eaccounting.accounts" },
  {
    name: "receivableAccount",
    codeless: true,
    of: "order",
    from: null,
    to: "eaccounting.accounts",
  },
  {
    name: "clearingAccount",
    of: "order",
    from: "asperion.paymentMethods",
    to: "eaccounting.accounts",
  },
  { name: "productAccount", of: "order", from: null, to: "eaccounting.accounts" },
  { name: "shippingAccount", of: "order", from: null, to: "eaccounting.accounts" },
  { name: "discountAccount", of: "order", from: null, to: "eaccounting.accounts" },
  { name: "feeAccount", of: "order", from: null, to: "eaccounting.accounts" },
  { name: "giftCardAccount", codeless: true, of: "order", from: null, to: "eaccounting.accounts" },
  { name: "roundingAccount", codeless: true, of: "order", from: null, to: "eaccounting.accounts" },
  { name: "payoutBank", of: "payout", from: null, to: "eaccounting.accounts" },
  { name: "payoutClearing", of: "payout", from: null, to: "eaccounting.accounts" },
  { name: "payoutFee", of: "payout", from: null, to: "eaccounting.accounts" },
  { name: "payoutFeeVat", of: "payout", from: null, to: FEE_VATS, free: true },
  { name: "payoutReference", of: "payout", from: null, to: null },
  { name: "payoutKind", of: "payout", from: null, to: LINE_KINDS },
  { name: "payoutSender", of: "payout", from: null, to: PROVIDERS },
  { name: "customerKind", of: "debtor", from: null, to: ["company", "private"] },
  { name: "customerLabel", of: "debtor", from: null, to: "eaccounting.labels" },
  {
    name: "customerCurrency",
    byCountry: true,
    of: "debtor",
    from: null,
    to: "eaccounting.currencies",
  },
  {
    name: "customerDeliveryMethod",
    byCountry: true,
    of: "debtor",
    from: null,
    to: "eaccounting.deliveryMethods",
  },
  { name: "customerLanguage", byCountry: true, of: "debtor", from: null, to: null },
] as const satisfies readonly LookupShape[];

export type LookupDefinition = (typeof LOOKUPS)[number];
export type LookupName = LookupDefinition["name"];

export const lookupNamed = (name: string): LookupDefinition | undefined =>
  LOOKUPS.find((lookup) => lookup.name === name);
