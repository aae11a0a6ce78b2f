/**
 * An order of the shop in the neutral model, with decimal figures and instants. Built by
 * src/flows/orders/intake/fetch.ts from Asperion's answer; nothing in it is computed by us.
 */
import type { Decimal } from "../money.ts";
import type { SourceOrderId } from "../ids.ts";

export type LineKind =
  | "article"
  | "sales-type"
  | "text"
  | "shipping"
  | "discount"
  | "fee"
  | "tip"
  | "gift-card";

export type OrderLine = {
  readonly lineNumber: number;
  readonly kind: LineKind;
  readonly sku: string | null;
  /** Only of a line by sales type: absent elsewhere, so that other lines' hashes stay the same. */
  readonly salesTypeId?: string | null;
  readonly text: string;
  readonly quantity: Decimal;
  /** Per unit, including VAT if the order's `pricesIncludeVat` says so. */
  readonly price: Decimal;
  /** Fraction, 0 to 1. */
  readonly discount: Decimal;
  readonly vatCode: string | null;
  /** Fraction (0.25). */
  readonly vatRate: Decimal;
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
};

export type Address = {
  readonly name: string | null;
  readonly street: string | null;
  readonly street2: string | null;
  readonly postCode: string | null;
  readonly city: string | null;
  /** ISO 3166 alpha-2, upper case. */
  readonly country: string | null;
};

/** Asperion: 1 Concept, 2 Confirmed, 3 PartlyDelivered, 4 Delivered, 5 Invoiced, 9 Cancelled. */
export type OrderStatus =
  | "concept"
  | "confirmed"
  | "partly-delivered"
  | "delivered"
  | "invoiced"
  | "cancelled";
export const PAYMENT_STATES = ["open", "partly-paid", "paid", "refunded"] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export type Order = {
  readonly id: SourceOrderId;
  readonly administrationId: number;
  readonly number: string | null;
  readonly buyerReference: string | null;
  readonly debtorId: number | null;
  /** As the source writes it: Europe/Amsterdam local time without a zone, or only a day. */
  readonly date: string;
  /** Id of the customer in the ledger on which it was invoiced: what takes it back goes there. */
  readonly soldTo?: string;
  /** That was a default customer then, whatever the settings say now. */
  readonly soldToDefault?: true;
  /**
   * Of a credit, and of a later edit: when it was sold. Accounts and VAT follow this day; the
   * document has its own. Absent: sold on its own day, or not known.
   */
  readonly soldOn?: string;
  /** Of a credit, and of a later edit: the sale that it is a part of. Absent of a sale itself. */
  readonly partOf?: PartOf;
  readonly changed: string | null;
  readonly state: OrderStatus;
  readonly payment: PaymentState;
  readonly currency: string;
  /** Units of the administration's currency for one of `currency`; absent: not said. */
  readonly currencyRate?: Decimal | null;
  readonly pricesIncludeVat: boolean;
  readonly companyName: string | null;
  readonly attentionTo: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly vatNumber: string | null;
  readonly organisationNumber: string | null;
  readonly invoiceAddress: Address;
  readonly deliveryAddress: Address;
  readonly paymentConditionId: string | null;
  readonly paymentMethodId: string | null;
  readonly deliveryMethodId: string | null;
  readonly comments: string | null;
  /** On a credit order: the order that it credits. */
  readonly creditsOrderId: SourceOrderId | null;
  /**
   * Head discount as a fraction, where the source gives one; its amounts are already in the lines
   * or spread by us.
   */
  readonly headDiscount: Decimal | null;
  readonly net: Decimal;
  readonly vat: Decimal;
  /** Money received for the order, without gift cards; `null` where the source doesn't say. */
  readonly amountPaid: Decimal | null;
  /** When the last of it was received: a local time like `date`. */
  readonly paidAt: string | null;
  /** What the customer was charged: authoritative for every booked figure. */
  readonly gross: Decimal;
  readonly lines: readonly OrderLine[];
  /**
   * Where the figures are what others left: how many roundings they went through beside one a line.
   * Absent of an order as the source has it.
   */
  readonly roundings?: number;
};

/**
 * As what the rows of a document are sold for VAT, each kind once, and the country where the sale
 * is taxed. `oss`: with the VAT of that country.
 */
export type SoldAs = {
  readonly kinds: readonly SoldKind[];
  readonly country: string;
};
type SoldKind = "domestic" | "eu-business" | "eu-consumer" | "oss" | "export" | "export-with-vat";

/** An article of an invoice's row, with the number that it had then; absent: not known. */
export type SoldArticle = { readonly id: string; readonly number?: string };

export type InvoicedGoods = {
  /** Lines of goods, as far as they are known; all lines of one that is gone. */
  readonly goods: readonly Pick<OrderLine, "kind" | "sku">[];
  readonly articles: readonly SoldArticle[];
  /** It isn't in the ledger any more: its number. */
  readonly gone?: string;
};

/** What was sold decides the accounts and the VAT of what takes it back or adds to it. */
export type PartOf = {
  /** `null`: not known. */
  readonly lines: readonly OrderLine[] | null;
  /** Whether the ledger has marked it as triangular trade; absent: its VAT codes tell. */
  readonly triangular?: boolean;
  /** What each of its invoices sold; absent: of one it isn't known. */
  readonly invoices?: readonly InvoicedGoods[];
  /** The name that its invoice bears; absent: not known. */
  readonly buyerName?: string;
  /** As what it was booked for VAT; absent: not known. */
  readonly soldAs?: SoldAs;
};

/** A debtor of Asperion, as far as the ledger's customer is made from it. */
export type Debtor = {
  readonly id: number;
  readonly customerNumber: string | null;
  readonly name: string;
  readonly attentionTo: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly address: Address;
  readonly organisationNumber: string | null;
  readonly vatNumber: string | null;
  readonly paymentConditionId: string | null;
  /** The administration's own classes of debtors. */
  readonly kindId: string | null;
  readonly characteristic4: string | null;
  readonly characteristic5: string | null;
  readonly blocked: boolean;
};
