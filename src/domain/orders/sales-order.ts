/**
 * A sales document for the ledger (an order, or the draft of an invoice), as planned and as
 * answered, in neutral words. The plan is what is written; the prediction is what the ledger must
 * answer, under each way of rounding VAT.
 */
import type { MappedField, MappedValues } from "../ledger/mapped.ts";
import type { Decimal } from "../money.ts";
import type { SoldAs } from "./order.ts";
import type { Reason } from "../reasons/index.ts";

type RowRole = "line" | "text" | "adjusting" | "closing" | "order-page";

export type PlannedRow = {
  /** From 1, in the order of the document. */
  readonly lineNumber: number;
  readonly role: RowRole;
  /** The source's line number, for a row of one line. */
  readonly sourceLine: number | null;
  /** `null` for a text row. */
  readonly articleId: string | null;
  readonly text: string;
  /** Up to 4 decimals; negative for a deduction. */
  readonly quantity: Decimal;
  /** Never negative. Includes VAT if the document's `pricesIncludeVat` says so. */
  readonly unitPrice: Decimal;
  /** Fraction with up to 4 decimals. */
  readonly discount: Decimal;
  /** The ledger's rate for this article and customer, a fraction; `null` on a text row. */
  readonly vatRate: Decimal | null;
  /**
   * What the ledger computes from quantity, price and discount: 2 decimals, in the document's price
   * basis.
   */
  readonly amount: Decimal;
  readonly reasons: readonly Reason[];
  /** Domestic reverse charge for construction services: the ledger computes no VAT. */
  readonly reversed?: true;
  /** Further fields that the tenant's rules set, by the ledger's names. */
  readonly mapped?: MappedValues;
};

export type VatRounding = "row" | "rate";

export type RateTotals = { readonly rate: Decimal; readonly net: Decimal; readonly vat: Decimal };

export type Totals = {
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
  readonly perRate: readonly RateTotals[];
};

export type PostalAddress = {
  readonly name: string;
  readonly address1: string;
  readonly address2: string;
  readonly postCode: string;
  readonly city: string;
  /** ISO 3166 alpha-2. */
  readonly country: string;
};

export type SalesOrder = {
  readonly customerId: string;
  /** `YYYY-MM-DD` in the company's zone: the order's day, or the day an invoice is booked. */
  readonly orderDate: string;
  readonly currency: string;
  readonly status: "draft" | "ongoing";
  readonly pricesIncludeVat: boolean;
  readonly invoiceAddress: PostalAddress;
  readonly deliveryAddress: PostalAddress;
  readonly ourReference: string | null;
  readonly yourReference: string | null;
  readonly buyersOrderReference: string | null;
  readonly deliveryMethod: { readonly name: string; readonly code: string | null } | null;
  readonly termsOfPaymentId: string | null;
  /** Triangular trade. Absent: the shop says nothing, and the ledger's mark is a person's. */
  readonly triangular?: boolean;
  /** Further head fields that the tenant's rules set, by the ledger's names. */
  readonly mapped?: MappedValues;
  /** Every field that a rule set, here or above, with its reason. */
  readonly mappedBy?: readonly MappedField[];
  readonly rows: readonly PlannedRow[];
  /** Isn't written. Absent of a sale at home. */
  readonly soldAs?: SoldAs;
  /** The ledger's totals of exactly these rows, under each way of rounding VAT. */
  readonly prediction: Readonly<Record<VatRounding, Totals>>;
  /**
   * Set on a credit, whose figures are those of the sale that it takes back, all above zero.
   * `rows`: the sign that the ledger requires of its quantities.
   */
  readonly credit?: { readonly rows: 1 | -1 };
  /** The rounding that the closing row was made for: with it the gross is what was charged. */
  readonly rounding: VatRounding;
};

export type AnsweredRow = Pick<
  PlannedRow,
  "lineNumber" | "articleId" | "quantity" | "unitPrice" | "discount" | "vatRate"
> & {
  /** The number that its article has in the ledger; absent: the answer doesn't say. */
  readonly articleNumber?: string;
  readonly isTextRow: boolean;
  readonly text: string | null;
  readonly amount: Decimal | null;
  /** Fields that a rule may set, as canonical text by the ledger's names. */
  readonly mappable?: Readonly<Record<string, string>>;
};

/**
 * A sales order as the ledger answered it. Figures are as answered: what `amount` includes is
 * learnt.
 */
export type AnsweredOrder = {
  readonly id: string;
  readonly number: number | null;
  readonly status: "draft" | "ongoing" | "shipped" | "invoiced";
  readonly customerId: string;
  readonly customerIsPrivate: boolean;
  readonly pricesIncludeVat: boolean;
  readonly currency: string;
  /** Of a draft: its customer's country in the ledger; absent: the answer doesn't say. */
  readonly invoiceCountry?: string;
  /** Of a draft: its buyer's name, which is its customer's; absent: the answer doesn't say. */
  readonly buyerName?: string;
  /** Marked as triangular trade; `null`: the answer doesn't say. */
  readonly triangular: boolean | null;
  readonly amount: Decimal;
  readonly vatAmount: Decimal;
  readonly roundingsAmount: Decimal;
  readonly ourReference: string | null;
  readonly yourReference: string | null;
  readonly buyersOrderReference: string | null;
  readonly createdUtc: string | null;
  readonly modifiedUtc: string | null;
  /** Head fields that a rule may set, as canonical text by the ledger's names. */
  readonly mappable?: Readonly<Record<string, string>>;
  /** The day, addresses, terms and delivery that we write, in the same form. */
  readonly head?: Readonly<Record<string, string>>;
  readonly rows: readonly AnsweredRow[];
};
