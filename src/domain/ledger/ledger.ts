/**
 * What plans need to know of the ledger, in neutral words. Filled by src/eaccounting from the
 * vendor's answers, cached in the tenant's object, and stored with a job as its inputs.
 */
import type { Decimal } from "../money.ts";

/** An article as far as an order row needs it. */
export type LedgerArticle = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly codingId: string;
  readonly active: boolean;
  /** Its quantity moves stock, so a row keeps it whatever the cents require. */
  readonly stock: boolean;
  readonly service: boolean;
  /** Sold under the one-stop-shop scheme to private customers in other EU countries. */
  readonly usesOss: boolean;
  /**
   * Work for which a private buyer gets a tax reduction (ROT, RUT, green technology): its invoice
   * needs data that no order has.
   */
  readonly taxReduced?: boolean;
  /** The id of its unit; absent: not known. */
  readonly unitId?: string;
};

export type LedgerCoding = {
  readonly id: string;
  readonly name: string;
  readonly kind: "goods" | "service";
  /** Fraction (0.25): what the ledger computes for a domestic sale. */
  readonly vatRate: Decimal;
  readonly active: boolean;
  readonly accounts: {
    readonly domestic: number | null;
    readonly domesticExempt: number | null;
    readonly withinEu: number | null;
    /** Within the EU, for an intermediary in triangular trade. */
    readonly triangular: number | null;
    readonly outsideEu: number | null;
    readonly oss: number | null;
    readonly withinEuWithVat: number | null;
    readonly reversed: number | null;
  };
};

export type LedgerCountry = { readonly code: string; readonly eu: boolean };

export type CustomerKind = "company" | "private";

/** The fields of the ledger's customer that decide currency and VAT. */
export type CustomerTax = {
  /** Its invoices' currency. */
  readonly currency: string | null;
  /**
   * The country of its VAT number ("XI" is Northern Ireland's); `null`: none. The number itself
   * isn't kept, as it may name a person.
   */
  readonly vatCountry: string | null;
  /** VAT follows the destination of the goods, not the customer's own country. */
  readonly byDelivery: boolean;
  /** Charged VAT although it is outside the EU. */
  readonly forceVat: boolean;
  readonly northernIreland: boolean;
  /** Buys construction services under the domestic reverse charge. */
  readonly reverseConstruction: boolean;
};

export type LedgerCustomer = {
  readonly id: string;
  readonly number: string | null;
  readonly kind: CustomerKind;
  readonly country: string | null;
  readonly vatNumber: string | null;
  readonly termsOfPaymentId: string | null;
  /** Absent: the customer hasn't been read yet. */
  readonly tax?: CustomerTax;
  /** When the ledger last accepted a write of ours with its VAT number (checked in VIES), in ms. */
  readonly vatCheckedAt?: number;
};

export const LEDGER_VARIANTS = [
  "standard",
  "invoicing",
  "bookkeeping",
  "solo",
  "pro",
  "invoicing-collaboration",
] as const;
export type LedgerVariant = (typeof LEDGER_VARIANTS)[number];

export type LedgerCompany = {
  /** The GUID in the token's `customer_id` claim. */
  readonly companyId: string;
  readonly name: string;
  readonly organisationNumber: string | null;
  readonly country: string;
  readonly currency: string;
  readonly showPricesExclVatForPrivate: boolean;
  readonly domesticRounding: "none" | "whole";
  readonly modules: readonly string[];
  /** The company's variant of the vendor's product; `null` or absent: not known. */
  readonly variant?: LedgerVariant | null;
  readonly termsOfPaymentId: string | null;
  /** `YYYY-MM-DD`: nothing is booked on or before this day. */
  readonly lockedTo?: string | null;
  /** Registered for the one-stop shop (the vendor calls it MOSS). */
  readonly usesOss?: boolean;
  readonly usesReverseConstruction?: boolean;
};

/** Both ends are inclusive, `YYYY-MM-DD`. */
export type FiscalYear = {
  /** The id by which its vouchers are read. */
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly locked: boolean;
  readonly method: "invoicing" | "cash" | "none";
};

export type TermsOfPayment = { readonly id: string; readonly name: string; readonly days: number };
export type DeliveryMethod = {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
};

/** What the tenant learnt of how its ledger computes; `null`: not seen yet. */
export type LedgerBehaviour = {
  /** Whether unit prices include VAT, per kind of customer, as `IncludesVat` of an answer said. */
  readonly pricesIncludeVat: { readonly company: boolean | null; readonly private: boolean | null };
  readonly vatRounding: "row" | "rate" | null;
  /** Whether an order's `Amount` includes VAT. */
  readonly amountIncludesVat: boolean | null;
  /** Whether an invoice draft's `TotalAmount` includes VAT. */
  readonly draftAmountIncludesVat?: boolean | null;
  /** Whether rows of a credit are sent as sold (1: the ledger turns them), or turned (-1). */
  readonly creditRows?: 1 | -1 | null;
};

export const NOTHING_LEARNT: LedgerBehaviour = {
  pricesIncludeVat: { company: null, private: null },
  vatRounding: null,
  amountIncludesVat: null,
};

/** The kinds of tables of codings; the look-ups of the settings have the same names. */
export const CODED = [
  "goodsCoding",
  "shippingCoding",
  "discountCoding",
  "feeCoding",
  "tipCoding",
] as const;
export type Coded = (typeof CODED)[number];
type ByCoding = Readonly<Record<string, string>>;

/** System articles, for what no line of the shop covers. Created or chosen at set-up. */
export type SystemArticles = {
  /** By coding id: takes the cents that the rows of this coding can't express. */
  readonly adjusting: Readonly<Record<string, string>>;
  /** By VAT rate (a fraction as text, "0.25"). */
  readonly shipping: Readonly<Record<string, string>>;
  readonly discount: Readonly<Record<string, string>>;
  /** By VAT rate; absent where an older set-up made none. Also for tips without a chosen coding. */
  readonly fee?: Readonly<Record<string, string>>;
  /**
   * By coding id: for what is booked by a coding that the settings name (gift cards, tips, sales
   * types, missing articles).
   */
  readonly item?: Readonly<Record<string, string>>;
  /** With a coding of 0 %: takes what the ledger's VAT rounding leaves. */
  readonly closing: string | null;
  /** The same under the one-stop shop, as only an article says that. Rates are domestic. */
  readonly oss?: Readonly<
    Partial<
      Record<
        "adjusting" | "shipping" | "discount" | "fee" | "item" | Coded,
        Readonly<Record<string, string>>
      >
    >
  >;
  /**
   * Shipping of goods that are sold abroad without VAT: it follows the goods, into their box of the
   * VAT return.
   */
  readonly shippingAbroad?: string | null;
  /** By article id: the coding that it was created with, or had when it was found. */
  readonly codings?: Readonly<Record<string, string>>;
} & {
  /** By coding id: for what a table of codings assigns to it, separately for each kind of line. */
  readonly [kind in Coded]?: ByCoding;
};

export type SystemArticleView = {
  readonly kind:
    | "adjusting"
    | "shipping"
    | "discount"
    | "fee"
    | "item"
    | Coded
    | "closing"
    | "shipping-abroad";
  /** A VAT rate as a fraction, or a coding's id; `null` where a company has only one. */
  readonly key: string | null;
  readonly oss: boolean;
  /** Its number in the ledger. `null`: not recorded. */
  readonly number: string | null;
  /** `null`: it isn't created yet, and set-up would give it this number. */
  readonly id: string | null;
  /** The name that set-up would give it; absent: it exists, and people may have renamed it. */
  readonly name?: string | undefined;
};

/** How many articles these are. */
export const systemArticleCount = (articles: SystemArticles): number =>
  systemArticleIds(articles).length;

/** Returns their ids, from all sets. */
export function systemArticleIds({
  closing,
  oss = {},
  shippingAbroad = null,
  codings: _,
  ...groups
}: SystemArticles): readonly string[] {
  return [
    ...[...Object.values(groups), ...Object.values(oss)].flatMap((group) => Object.values(group)),
    ...[closing, shippingAbroad].filter((id) => id !== null),
  ];
}

export const NO_OWN_ARTICLES: SystemArticles = {
  adjusting: {},
  shipping: {},
  discount: {},
  closing: null,
};
