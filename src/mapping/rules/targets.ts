/**
 * The fields that rules may fill: what each takes, and which are the product's own under the
 * settings at hand. Limits are those of the vendor's specification (`OrderApi`,
 * `CustomerInvoiceDraftApi` and their rows, `CustomerApi`), the narrower of two. Left out on
 * purpose, with the reason, in docs/mapping.md: figures, VAT, articles, the customer's kind,
 * country and terms, and whatever decides money.
 */
import {
  MAPPED_CUSTOMER,
  MAPPED_HEAD,
  MAPPED_ROW,
  type MappedCustomerField,
  type MappedHeadField,
  type MappedRowField,
} from "../../domain/mapped.ts";
import type { Target } from "../expressions/index.ts";

export const PARTS = ["orders.head", "orders.rows", "customers"] as const;
/** Where a rule stands in the settings, below `mapping`. */
export type Part = (typeof PARTS)[number];

export type MapTarget = {
  readonly name: string;
  readonly takes: Target;
  /** A text of one line, of several, or an id of the ledger. */
  readonly form: "line" | "lines" | "guid";
  readonly about: string;
};

const line = (max: number, about: string) =>
  ({ takes: { kind: "text", max, required: false }, form: "line", about }) as const;
const guid = (about: string) =>
  ({ takes: { kind: "text", max: 36, required: false }, form: "guid", about }) as const;

const HEAD: Readonly<Record<MappedHeadField, Omit<MapTarget, "name">>> = {
  OurReference: line(
    100,
    "Our reference, where the marker isn't kept in it and no text is set for it.",
  ),
  YourReference: line(100, "The buyer's contact. Without a rule: the order's attention line."),
  BuyersOrderReference: line(
    35,
    "The buyer's own reference, where the settings don't put it there.",
  ),
  DeliveryCustomerName: line(50, "Who receives the goods."),
  DeliveryAddress1: line(50, "Street and number of the delivery."),
  DeliveryAddress2: line(50, "Second line of the delivery: floor, pick-up point."),
  DeliveryPostalCode: line(10, "Post code of the delivery."),
  DeliveryCity: line(50, "Town of the delivery."),
  DeliveryDate: {
    takes: { kind: "date", required: false },
    form: "line",
    about: "The day of the delivery.",
  },
  DeliveryTermName: line(50, "Terms of delivery, by their name."),
  DeliveryTermCode: line(20, "Terms of delivery, by their code."),
};

const ROW: Readonly<Record<MappedRowField, Omit<MapTarget, "name">>> = {
  Text: {
    takes: { kind: "text", max: 2000, required: false },
    form: "lines",
    about: "The row's text. Without a rule: the line's own.",
  },
  ProjectId: guid("The project, by its id in eAccounting."),
  CostCenterItemId1: guid("The item of the first cost centre, by its id."),
  CostCenterItemId2: guid("The item of the second cost centre, by its id."),
  CostCenterItemId3: guid("The item of the third cost centre, by its id."),
};

const CUSTOMER: Readonly<Record<MappedCustomerField, Omit<MapTarget, "name">>> = {
  ContactPersonEmail: line(255, "E-mail of the contact person."),
  ContactPersonPhone: line(50, "Telephone of the contact person."),
  ContactPersonMobile: line(50, "Mobile of the contact person."),
  EmailAddressOrder: line(255, "Where orders are sent, if other than invoices."),
  EmailAddressQuote: line(255, "Where quotes are sent, if other than invoices."),
  WwwAddress: line(255, "The customer's site."),
  EdiGlnNumber: line(255, "GLN for electronic invoices."),
  ElectronicAddress: line(255, "Address for electronic invoices."),
  ElectronicReference: line(35, "Reference for electronic invoices."),
  WebshopCustomerNumber: {
    takes: { kind: "number", decimals: 0, required: false },
    form: "line",
    about: "The customer's number in the shop, a whole number.",
  },
  DeliveryTermId: guid("Terms of delivery, by their id in eAccounting."),
};

const named = <Name extends string>(
  names: readonly Name[],
  of: Readonly<Record<Name, Omit<MapTarget, "name">>>,
): readonly MapTarget[] => names.map((name) => ({ name, ...of[name] }));

export const TARGETS: Readonly<Record<Part, readonly MapTarget[]>> = {
  "orders.head": named(MAPPED_HEAD, HEAD),
  "orders.rows": named(MAPPED_ROW, ROW),
  customers: named(MAPPED_CUSTOMER, CUSTOMER),
};

export const targetNamed = (part: Part, name: string): MapTarget | null =>
  TARGETS[part].find((target) => target.name === name) ?? null;

/** Fields that a ledger has and a rule never fills, with what does. */
const NEVER: Readonly<Record<string, string>> = {
  CustomerId: "it is the customer that was found or made",
  CurrencyCode: "it is the order's currency",
  OrderDate: "it is the order's day",
  Status: "it is set under orders",
  TermsOfPaymentId: "it is chosen by the look-up of the terms of payment",
  DeliveryMethodName: "it is chosen by the look-up of the delivery methods",
  DeliveryMethodCode: "it is chosen by the look-up of the delivery methods",
  DeliveryCountryCode: "the country decides about VAT",
  InvoiceCountryCode: "the country decides about VAT",
  Amount: "the ledger computes it",
  VatAmount: "the ledger computes it",
  ArticleId: "the article decides about VAT and account",
  ArticleNumber: "the article decides about VAT and account",
  Quantity: "figures are the order's own",
  DeliveredQuantity: "figures are the order's own",
  UnitPrice: "figures are the order's own",
  DiscountPercentage: "figures are the order's own",
  VatRate: "it is the article's",
  Name: "it is the customer's name at the shop",
  EmailAddress: "it is the customer's address at the shop",
  DeliveryMethodId: "it is kept by the customers flow, by its look-up",
  SalesDocumentLanguage: "it is kept by the customers flow",
  CustomerLabels: "they are kept by the customers flow",
  CustomerNumber: "it is the number that keeps a customer from being made twice",
  IsPrivatePerson: "it decides about VAT",
  VatNumber: "it decides about VAT",
  DeliveryBasedVat: "it decides about VAT",
  ForceBookkeepVat: "it decides about VAT",
};

/** What of the settings decides which fields are the product's own. */
export type OwnFields = {
  readonly markerField: string;
  readonly buyerReferenceField: string;
  readonly ourReference: string;
};

/** Why a target can't be filled by a rule under these settings; `null` where it can. */
export function whyNot(part: Part, name: string, orders: OwnFields): string | null {
  if (part === "orders.head") {
    if (name === orders.markerField)
      return `${name} carries the marker by which a document is found again`;
    if (name === orders.buyerReferenceField)
      return `${name} carries the buyer's own reference (orders.buyerReferenceField)`;
    if (name === "OurReference" && orders.ourReference !== "")
      return "OurReference has a text of its own (orders.ourReference)";
  }
  if (targetNamed(part, name) !== null) return null;
  const reason = Object.hasOwn(NEVER, name) ? NEVER[name] : undefined;
  return reason === undefined
    ? `there is no target ${name}; there are ${TARGETS[part].map((target) => target.name).join(", ")}`
    : `${name} can't be mapped: ${reason}`;
}
