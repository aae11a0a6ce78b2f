/**
 * Orders of the shop as a timeline keeps them, and what a tenant's object remembers beside them:
 * for fakes that a preview asks.
 */
import type { TenantAnswers } from "../http/fakes.ts";
import type { PlanInput } from "../../src/flows/orders/shared/plan-input.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { input, order } from "../flows/orders/kit.ts";

/** As the shop has it: one article of 25 %, sold to a known customer. */
export const placed = (id: number, orderNumber: string, more: object = {}) => ({
  id,
  orderNumber,
  debtorId: 55,
  date: "2026-11-24T10:15:00",
  status: 2,
  paymentStatus: "Paid",
  currencyCode: "SEK",
  pricesIncludeVat: true,
  emailAddress: "anna@example.com",
  invoiceAddress: {
    name: "Anna Svensson",
    addressLine1: "Storgatan 1",
    postCode: "11122",
    city: "Stockholm",
    countryCode: "SE",
  },
  amountExclVat: 80,
  vatAmount: 20,
  amountInclVat: 100,
  amountPaid: 100,
  lines: {
    _data: [
      {
        lineNumber: 1,
        lineType: "Article",
        articleCode: "G-0.25",
        description: "A thing",
        quantity: 1,
        price: 100,
        vatPercentage: 25,
        amountExclVat: 80,
        vatAmount: 20,
        amountInclVat: 100,
      },
    ],
  },
  ...more,
});

export const readOf = (source: object): TimelineEntry => ({
  at: 1,
  what: "read",
  title: "GET /v1/orders",
  detail: { vendor: "asperion", query: {}, status: 200, body: { _data: [source] } },
});

const of: PlanInput = input(order([{ price: "10" }]));
const sold = of.articles["G-0.25"];

export const { customer } = of;

/** The answers of the object's methods. */
export const remembered = {
  "reads.ledger": {
    company: of.company,
    codings: of.codings,
    units: [],
    terms: of.terms,
    deliveryMethods: of.deliveryMethods,
    currencies: of.currencies,
    countries: of.countries,
    fiscalYears: [],
    systemArticles: of.systemArticles,
    learnt: of.learnt,
  },
  "reads.loweredBy": [],
  "reads.buyer": {
    link: { customer, fingerprint: "x" },
    articles: sold?.kind === "found" ? { "G-0.25": sold.article } : {},
  },
} satisfies TenantAnswers;
