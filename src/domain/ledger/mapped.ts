/**
 * The fields that a tenant's own rules may set in a document or customer. Names are the ledger's
 * own, as people who map fields see them there; src/settings/rules/targets.ts has their kinds.
 */

/** Fields of a document's head that a rule may fill. */
export const MAPPED_HEAD = [
  "OurReference",
  "YourReference",
  "BuyersOrderReference",
  "DeliveryCustomerName",
  "DeliveryAddress1",
  "DeliveryAddress2",
  "DeliveryPostalCode",
  "DeliveryCity",
  "DeliveryDate",
  "DeliveryTermName",
  "DeliveryTermCode",
  "ElectronicReference",
  "SubscriptionNumber",
  "ContractNumber",
  "BackgroundId",
] as const;
/** Head fields that invoices have and sales orders don't. */
export const INVOICE_HEAD: ReadonlySet<string> = new Set<MappedHeadField>([
  "ElectronicReference",
  "SubscriptionNumber",
  "ContractNumber",
  "BackgroundId",
]);
export type MappedHeadField = (typeof MAPPED_HEAD)[number];

/** Fields of a row that stands for a line of the shop. */
export const MAPPED_ROW = [
  "Text",
  "ProjectId",
  "CostCenterItemId1",
  "CostCenterItemId2",
  "CostCenterItemId3",
] as const;
/** Row fields that vouchers have as well. */
export const MAPPED_DIMENSIONS = [
  "ProjectId",
  "CostCenterItemId1",
  "CostCenterItemId2",
  "CostCenterItemId3",
] as const satisfies readonly (typeof MAPPED_ROW)[number][];

export type MappedRowField = (typeof MAPPED_ROW)[number];

/** Fields of a customer that nothing else here sets. */
export const MAPPED_CUSTOMER = [
  "ContactPersonEmail",
  "ContactPersonPhone",
  "ContactPersonMobile",
  "EmailAddressOrder",
  "EmailAddressQuote",
  "WwwAddress",
  "EdiGlnNumber",
  "ElectronicAddress",
  "ElectronicReference",
  "WebshopCustomerNumber",
  "DeliveryTermId",
  "Iban",
  "EdiServiceDelivererId",
] as const;
/** Fields of a journal voucher. Its text keeps the marker before a rule's text. */
export const MAPPED_VOUCHER = ["VoucherText"] as const;
/** Fields of a voucher's sales rows. */
export const MAPPED_VOUCHER_ROW = ["TransactionText", ...MAPPED_DIMENSIONS] as const;

/** Fields of an article that is created for an order. */
export const MAPPED_ARTICLE = [
  "NameEnglish",
  "Note",
  "StockLocationReference",
  "SupplierArticleNumber",
  "SupplierId",
] as const;

export type MappedCustomerField = (typeof MAPPED_CUSTOMER)[number];

type MappedValue = string | number;

/** In the ledger's form, by its own names. */
export type MappedValues = Readonly<Record<string, MappedValue>>;

/** A field that a rule filled, and why. Personal data: it belongs in the sealed timeline. */
export type MappedField = {
  readonly target: string;
  /** The rule's place in the settings: "mapping.orders.head.0". */
  readonly rule: string;
  readonly by: "field" | "expression" | "default";
  /** The source field or expression, as it stands in the settings. */
  readonly source: string | null;
  readonly value: string;
  /** The fields that the rule read, each with its value. */
  readonly inputs: Readonly<Record<string, string | null>>;
  /** The value was longer than the field and was cut. */
  readonly shortened: boolean;
  /** The line of the shop; `null` for the head or a customer. */
  readonly line: number | null;
};
