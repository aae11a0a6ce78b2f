/**
 * Why an order has its VAT: kept apart from payloads, as long as the law requires, for cross-border
 * orders and other currencies. It has no name, address or e-mail address, only countries, amounts
 * and ids. A VAT number may be a person's; it is kept, as the sale is without VAT only because of
 * it.
 */
import type { CustomerKind } from "../ledger/ledger.ts";
import type { Decimal } from "../money.ts";

/** Where a country was read. */
export const PLACES = [
  "delivery-address",
  "invoice-address",
  "company",
  "customer",
  "customer-delivery",
] as const;

/**
 * `company`: no address names a country, so the seller's counts. `customer`: the ledger's record of
 * the customer; `customer-delivery`: the same, marked to be taxed by destination.
 */
export type PlaceFact = { readonly from: (typeof PLACES)[number]; readonly country: string };

/** As what a sale may be made, by its place and its buyer. */
export const SOLD_KINDS = [
  "domestic",
  "eu-business",
  "eu-consumer",
  "oss",
  "export",
  "export-with-vat",
] as const;

/** `by-account`: a voucher, whose accounts decide what is due. */
export const EVIDENCE_KINDS = [...SOLD_KINDS, "by-account"] as const;
type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const EVIDENCE_DOCUMENTS = [
  "sales-order",
  "invoice",
  "credit",
  "voucher",
  "voucher-credit",
] as const;

/** The source of the rate: `booked` is the ledger's answer for the invoice itself. */
export const RATE_SOURCES = ["ledger", "source", "original", "booked"] as const;

export type VatEvidence = {
  readonly v: 1;
  readonly orderId: string;
  readonly orderNumber: string | null;
  /** The day of the document, `YYYY-MM-DD`: it decides the quarter. */
  readonly day: string;
  readonly document: (typeof EVIDENCE_DOCUMENTS)[number];
  /** It is what changed of the order after its invoice was booked. */
  readonly part?: true;
  readonly seller: {
    readonly country: string;
    readonly currency: string;
    readonly oss: boolean;
  };
  readonly buyer: {
    readonly kind: CustomerKind;
    readonly debtorId: number | null;
    /** Its id in the ledger; `null`: the document needs no customer. */
    readonly customerId: string | null;
  };
  readonly sale: {
    readonly kind: EvidenceKind;
    /** The country whose VAT it is, or would be. */
    readonly country: string;
    /** The two facts that decided it, the destination of the goods first. */
    readonly facts: readonly [PlaceFact, PlaceFact];
  };
  /** For a sale without VAT to a company in another member state. */
  readonly vatNumber: {
    readonly number: string | null;
    readonly country: string | null;
    /**
     * When the ledger accepted our write of the customer with this number, which it checks in VIES
     * each time; in ms. `null`: the number was in its record already, checked at an unknown time.
     */
    readonly checkedAt: number | null;
  } | null;
  /** What the buyer was charged, by rate (a fraction). Below zero on a credit. */
  readonly charged: readonly {
    readonly rate: Decimal;
    readonly net: Decimal;
    readonly vat: Decimal;
    readonly gross: Decimal;
  }[];
  readonly currency: string;
  readonly gross: Decimal;
  /** For an order in another currency than the company's. */
  readonly exchange: {
    /** Units of the company's currency for one; `null`: the ledger's own rate on invoicing. */
    readonly rate: Decimal | null;
    readonly day: string | null;
    readonly by: (typeof RATE_SOURCES)[number];
  } | null;
};

/** `2026Q3`. */
export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

export const isQuarter = (text: string): boolean => /^\d{4}Q[1-4]$/.test(text);

/**
 * Years for which the law requires records behind the books, from the end of the calendar year in
 * which the fiscal year ended. docs/vat-evidence.md has the sources.
 */
const YEARS_OF: Readonly<Record<string, number>> = { SE: 7, NL: 7, FI: 6, NO: 5, DK: 5, PL: 5 };
/** For a sale under the one-stop shop, and where the country's own figure isn't known. */
export const LONGEST_YEARS = 10;

/** The shortest legal retention among these countries. */
export const SHORTEST_YEARS = 5;

/** `chosen`: the tenant's own setting. A sale under OSS is kept for at least ten years. */
export const yearsKept = (country: string | null, oss: boolean, chosen: number | null): number =>
  Math.max(
    oss ? LONGEST_YEARS : 0,
    chosen ?? (country === null ? LONGEST_YEARS : (YEARS_OF[country] ?? LONGEST_YEARS)),
  );
