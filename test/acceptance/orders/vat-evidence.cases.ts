/**
 * What is kept as evidence of an order's VAT, as data: an order of the shop, the ledger's record of
 * its customer, and the evidence that must be kept of it. The columns of the table in
 * docs/vat-evidence.md are these.
 */
import type { BookedRate } from "../../../src/domain/ledger/voucher.ts";
import type { VatEvidence } from "../../../src/domain/orders/vat-evidence.ts";
import type { AcceptanceCase } from "./case.ts";
import {
  buyer,
  delivered,
  DUTCH,
  eur,
  GERMAN,
  hundred,
  invoice,
  oss,
  to,
} from "./cross-border.kit.ts";
import { level, type VoucherCase } from "./voucher-case.ts";

/** `null`: nothing is kept. */
type Kept = {
  readonly sale: string;
  /** `where: country` of both facts. */
  readonly facts: readonly [string, string];
  readonly vatNumber?: VatEvidence["vatNumber"];
  /** `rate: net + vat = gross`. */
  readonly charged: readonly string[];
  readonly exchange?: VatEvidence["exchange"];
  readonly quarter?: string;
} | null;

export type EvidenceCase = Omit<AcceptanceCase, "expect"> & {
  /** At which rate the ledger answered that it booked the invoice. */
  readonly bookedAt?: string;
  readonly keeps: Kept;
};

const CHECKED = Date.UTC(2026, 10, 3, 9, 30);
const untaxed = ["0: 100 + 0 = 100"];

export const DOCUMENTS: readonly EvidenceCase[] = [
  {
    name: "of an order at home in the company's own currency nothing is kept",
    buyer: "private",
    lines: hundred("0.25"),
    keeps: null,
  },
  {
    name: "a bill that goes abroad for goods that stay is evidence that the sale is domestic",
    buyer: "company",
    customer: buyer("SE"),
    lines: hundred("0.25"),
    order: { ...to("DE"), ...delivered("SE") },
    settings: invoice,
    keeps: {
      sale: "domestic SE",
      facts: ["delivery-address: SE", "customer: SE"],
      charged: ["0.25: 80 + 20 = 100"],
    },
  },
  {
    name: "a Dutch company is reverse-charged by a number that the ledger accepted from us",
    buyer: "company",
    customer: { ...DUTCH, vatNumber: "NL123456789B01", vatCheckedAt: CHECKED },
    lines: hundred("0"),
    order: { ...to("NL"), ...eur },
    settings: invoice,
    bookedAt: "11.4275",
    keeps: {
      sale: "eu-business NL",
      facts: ["invoice-address: NL", "customer: NL"],
      vatNumber: { number: "NL123456789B01", country: "NL", checkedAt: CHECKED },
      charged: untaxed,
      exchange: { rate: "11.4275", day: "2026-11-24", by: "booked" },
    },
  },
  {
    name: "a number that stood in the ledger already has no date, and the shop's is kept",
    buyer: "company",
    customer: DUTCH,
    lines: hundred("0"),
    order: { ...to("NL"), ...eur, vatNumber: "NL 1234.56.789.B01" },
    settings: invoice,
    keeps: {
      sale: "eu-business NL",
      facts: ["invoice-address: NL", "customer: NL"],
      vatNumber: { number: "NL 1234.56.789.B01", country: "NL", checkedAt: null },
      charged: untaxed,
      exchange: { rate: null, day: null, by: "ledger" },
    },
  },
  {
    name: "a private person in Germany under OSS: the VAT is Germany's",
    buyer: "private",
    customer: GERMAN,
    company: oss,
    lines: [{ price: "119.00", rate: "0.19", sku: "O-0.25" }],
    order: { ...to("DE"), ...eur },
    settings: invoice,
    keeps: {
      sale: "oss DE",
      facts: ["invoice-address: DE", "customer: DE"],
      charged: ["0.19: 100 + 19 = 119"],
      exchange: { rate: null, day: null, by: "ledger" },
    },
  },
  {
    name: "a seller without OSS charges its own VAT, and that is kept",
    buyer: "private",
    customer: GERMAN,
    lines: hundred("0.25"),
    order: { ...to("DE"), ...eur },
    settings: invoice,
    keeps: {
      sale: "eu-consumer DE",
      facts: ["invoice-address: DE", "customer: DE"],
      charged: ["0.25: 80 + 20 = 100"],
      exchange: { rate: null, day: null, by: "ledger" },
    },
  },
  {
    name: "a customer that is taxed by where the goods go has the delivery as both facts",
    buyer: "private",
    customer: buyer("SE", null, { byDelivery: true, currency: "EUR" }),
    company: oss,
    lines: [{ price: "119.00", rate: "0.19", sku: "O-0.25" }],
    order: { ...to("SE"), ...delivered("DE"), ...eur },
    settings: invoice,
    keeps: {
      sale: "oss DE",
      facts: ["delivery-address: DE", "customer-delivery: DE"],
      charged: ["0.19: 100 + 19 = 119"],
      exchange: { rate: null, day: null, by: "ledger" },
    },
  },
  {
    name: "an export to Norway has no VAT number to show",
    buyer: "private",
    customer: buyer("NO"),
    lines: hundred("0"),
    order: to("NO"),
    settings: invoice,
    keeps: {
      sale: "export NO",
      facts: ["invoice-address: NO", "customer: NO"],
      charged: untaxed,
    },
  },
  {
    name: "an order at home in euro is kept for its exchange rate",
    buyer: "private",
    customer: buyer("SE", null, { currency: "EUR" }),
    lines: hundred("0.25"),
    order: eur,
    settings: invoice,
    bookedAt: "11.5",
    keeps: {
      sale: "domestic SE",
      facts: ["invoice-address: SE", "customer: SE"],
      charged: ["0.25: 80 + 20 = 100"],
      exchange: { rate: "11.5", day: "2026-11-24", by: "booked" },
    },
  },
  {
    name: "the quarter is that of the document's day, not of the day on which it is written",
    buyer: "private",
    customer: buyer("NO"),
    lines: hundred("0"),
    order: { ...to("NO"), date: "2026-09-30T23:30:00" },
    today: "2026-11-24",
    settings: invoice,
    keeps: {
      sale: "export NO",
      facts: ["invoice-address: NO", "customer: NO"],
      charged: untaxed,
      quarter: "2026Q3",
    },
  },
  {
    name: "what is charged stands by rate, the lowest first",
    buyer: "private",
    customer: GERMAN,
    lines: [
      { price: "125.00", rate: "0.25", sku: "G-0.25" },
      { price: "106.00", rate: "0.06", sku: "G-0.06" },
      { price: "25.00", rate: "0.25", sku: "G-0.25" },
    ],
    order: { ...to("DE"), ...eur },
    settings: invoice,
    keeps: {
      sale: "eu-consumer DE",
      facts: ["invoice-address: DE", "customer: DE"],
      charged: ["0.06: 100 + 6 = 106", "0.25: 120 + 30 = 150"],
      exchange: { rate: null, day: null, by: "ledger" },
    },
  },
  {
    name: "of an order that is held nothing is kept",
    buyer: "company",
    customer: buyer("DE", null, { currency: "EUR" }),
    lines: hundred("0.25"),
    order: { ...to("DE"), ...eur },
    settings: invoice,
    keeps: null,
  },
];

const rate: BookedRate = { rate: "11.43", day: "2026-11-23", by: "ledger" };

type VoucherEvidenceCase = Omit<VoucherCase, "expect"> & { readonly keeps: Kept };

export const VOUCHERS: readonly VoucherEvidenceCase[] = [
  {
    name: "a voucher at home keeps nothing",
    lines: hundred("0.25"),
    settings: level("simple"),
    keeps: null,
  },
  {
    name: "a voucher in euro keeps the rate that it was booked at",
    lines: hundred("0.25"),
    order: eur,
    rate,
    settings: level("recommended"),
    keeps: {
      sale: "by-account SE",
      facts: ["invoice-address: SE", "invoice-address: SE"],
      charged: ["0.25: 80 + 20 = 100"],
      exchange: rate,
    },
  },
];
