/**
 * What the plans need to know of the ledger, in neutral words. Filled by src/eaccounting from the
 * vendor's answers, cached in the tenant's object, and stored with a job as its inputs.
 */
import type { Decimal } from "./money.ts";

/** An article as far as an order row needs it. */
export type LedgerArticle = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly codingId: string;
  readonly active: boolean;
  /** Keeps its quantity on the row whatever the cents need: its quantity moves stock. */
  readonly stock: boolean;
  readonly service: boolean;
  /** Sold under the one-stop-shop scheme to private customers in other EU countries. */
  readonly usesOss: boolean;
  /**
   * Work for which a private buyer gets a tax reduction (ROT, RUT, green technology): its invoice
   * needs what no order says.
   */
  readonly taxReduced?: boolean;
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
    /** Within the EU, of an intermediary in triangular trade. */
    readonly triangular: number | null;
    readonly outsideEu: number | null;
    readonly oss: number | null;
    readonly withinEuWithVat: number | null;
    readonly reversed: number | null;
  };
};

/** A country as the ledger lists it. */
export type LedgerCountry = { readonly code: string; readonly eu: boolean };

export type CustomerKind = "company" | "private";

/** What the ledger's record of a customer says that decides about currency and VAT. */
export type CustomerTax = {
  /** Its invoices' currency. */
  readonly currency: string | null;
  /**
   * The country of its VAT number ("XI" is Northern Ireland's); `null`: it has none. The number
   * itself isn't kept: it may name a person.
   */
  readonly vatCountry: string | null;
  /** VAT goes by where the goods go, not by the customer's own country. */
  readonly byDelivery: boolean;
  /** Charged VAT although it is outside the EU. */
  readonly forceVat: boolean;
  readonly northernIreland: boolean;
  /** Buys construction services under the reverse charge at home. */
  readonly reverseConstruction: boolean;
};

export type LedgerCustomer = {
  readonly id: string;
  readonly number: string | null;
  readonly kind: CustomerKind;
  readonly country: string | null;
  readonly vatNumber: string | null;
  readonly termsOfPaymentId: string | null;
  /** Absent while it isn't known: the customer hasn't been read yet. */
  readonly tax?: CustomerTax;
  /** When the ledger last took a write of ours with its VAT number (checked in VIES); ms. */
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
  /** The GUID that the token's `customer_id` claim names. */
  readonly companyId: string;
  readonly name: string;
  readonly organisationNumber: string | null;
  readonly country: string;
  readonly currency: string;
  readonly showPricesExclVatForPrivate: boolean;
  readonly domesticRounding: "none" | "whole";
  readonly modules: readonly string[];
  /** The product that the company has; `null` or absent: not told, or one that we don't know. */
  readonly variant?: LedgerVariant | null;
  readonly termsOfPaymentId: string | null;
  /** `YYYY-MM-DD`: nothing is booked on this day or before. */
  readonly lockedTo?: string | null;
  /** It is registered for the one-stop-shop (the vendor calls it MOSS). */
  readonly usesOss?: boolean;
  readonly usesReverseConstruction?: boolean;
};

/** Both ends are days of it, `YYYY-MM-DD`. */
export type FiscalYear = {
  /** By which its vouchers are read. */
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

/** What the tenant learnt of how its ledger really computes; `null` means not seen yet. */
export type Learnt = {
  /** Whether unit prices include VAT, per kind of customer, as `IncludesVat` of an answer said. */
  readonly pricesIncludeVat: { readonly company: boolean | null; readonly private: boolean | null };
  readonly vatRounding: "row" | "rate" | null;
  /** Whether an order's `Amount` counts VAT in. */
  readonly amountIncludesVat: boolean | null;
  /** The same of an invoice draft's `TotalAmount`. */
  readonly draftAmountIncludesVat?: boolean | null;
  /**
   * Whether the rows of a credit are sent as they were sold (1), the ledger turning the sign, or
   * turned already (-1).
   */
  readonly creditRows?: 1 | -1 | null;
};

export const NOTHING_LEARNT: Learnt = {
  pricesIncludeVat: { company: null, private: null },
  vatRounding: null,
  amountIncludesVat: null,
};

/** What a table of codings is for; the look-ups of the settings have the same names. */
export const CODED = [
  "goodsCoding",
  "shippingCoding",
  "discountCoding",
  "feeCoding",
  "tipCoding",
] as const;
export type Coded = (typeof CODED)[number];
type ByCoding = Readonly<Record<string, string>>;

/** Articles of our own that carry what no line of the shop does. Made or chosen at set-up. */
export type SystemArticles = {
  /** By coding id: takes the cents that the rows of this coding can't express. */
  readonly adjusting: Readonly<Record<string, string>>;
  /** By VAT rate (a fraction as text, "0.25"). */
  readonly shipping: Readonly<Record<string, string>>;
  readonly discount: Readonly<Record<string, string>>;
  /**
   * By VAT rate; absent from what a set-up of before fees made. Carries tips as well, where no
   * coding is chosen for those.
   */
  readonly fee?: Readonly<Record<string, string>>;
  /**
   * By coding id: stands for what is booked by a coding that the settings name (gift cards, tips,
   * sales types, missing articles).
   */
  readonly item?: Readonly<Record<string, string>>;
  /** Of a coding with 0 %: takes what the ledger's VAT rounding leaves. */
  readonly closing: string | null;
  /**
   * The same for rows under the one-stop-shop, as only an article says that it is sold so. Rates
   * are those at home.
   */
  readonly oss?: Readonly<
    Partial<
      Record<
        "adjusting" | "shipping" | "discount" | "fee" | "item" | Coded,
        Readonly<Record<string, string>>
      >
    >
  >;
  /**
   * Shipping of goods that are sold abroad without VAT: it belongs to the goods, and to their box
   * of the VAT return.
   */
  readonly shippingAbroad?: string | null;
  /** By article id: the coding that it was made with, or had when it was found. */
  readonly codings?: Readonly<Record<string, string>>;
} & {
  /** By coding id: stands for what a table of codings leads there, each kind of line by its own. */
  readonly [kind in Coded]?: ByCoding;
};

/** One of them as people see it. */
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
  /** A VAT rate as a fraction, or a coding's id; `null` where a company has one of it. */
  readonly key: string | null;
  readonly oss: boolean;
  /** Under which it is found in the ledger. `null`: nothing remembers it. */
  readonly number: string | null;
  /** `null`: it isn't made yet, and set-up would give it this number. */
  readonly id: string | null;
  /** What set-up would call it; left out: it is made, and people may have renamed it since. */
  readonly name?: string | undefined;
};

/** How many articles these are. */
export const systemArticleCount = (articles: SystemArticles): number =>
  systemArticleIds(articles).length;

/** Their ids, in whatever set they stand. */
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
