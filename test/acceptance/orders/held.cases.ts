/** What is held, with its reason: nothing is guessed and nothing is dropped. */
import { YEARS } from "./booking.cases.ts";
import type { AcceptanceCase } from "./case.ts";

const hundred = [{ price: "100.00" }] as const;
const invoice = { orders: { type: "invoice" } } as const;

export const HELD: readonly AcceptanceCase[] = [
  {
    name: "an eighth of a kilo out of stock isn't rounded onto an invoice",
    buyer: "private",
    lines: [{ quantity: "0.125", price: "79.90", sku: "W-0.25" }],
    settings: invoice,
    expect: { held: ["quantity-too-fine"] },
  },
  {
    name: "a total with cents isn't booked where the company rounds to whole units",
    buyer: "private",
    lines: [{ price: "99.49" }],
    company: { domesticRounding: "whole" },
    settings: invoice,
    expect: { held: ["domestic-rounding"] },
  },
  {
    name: "an order of nothing becomes no invoice",
    buyer: "private",
    lines: [{ price: "0.00" }],
    settings: invoice,
    expect: { held: ["total-not-positive"] },
  },
  {
    name: "a head that its lines don't come to",
    buyer: "private",
    lines: hundred,
    order: { gross: "101.00" },
    settings: invoice,
    expect: { held: ["faulty-source-totals", "faulty-source-totals"] },
  },
  {
    name: "a line without an article's code",
    buyer: "private",
    lines: [{ price: "10.00", sku: null }],
    settings: invoice,
    expect: { held: ["sku-missing-on-line"] },
  },
  {
    name: "a day in a locked period, unless the tenant says otherwise",
    buyer: "private",
    lines: hundred,
    order: { date: "2026-10-31T10:00:00" },
    company: { lockedTo: "2026-10-31" },
    years: YEARS,
    settings: invoice,
    expect: { held: ["period-closed"] },
  },
  {
    name: "a day in a locked period, with a question where the tenant wants to be asked",
    buyer: "private",
    lines: hundred,
    order: { date: "2026-10-31T10:00:00" },
    company: { lockedTo: "2026-10-31" },
    years: YEARS,
    settings: { orders: { type: "invoice", closedPeriod: "ask" } },
    expect: { held: ["period-closed-ask"] },
  },
  {
    name: "a day of no fiscal year, where no later day is open either",
    buyer: "private",
    lines: hundred,
    order: { date: "2027-01-05T10:00:00" },
    today: "2027-01-06",
    years: YEARS,
    settings: { orders: { type: "invoice", closedPeriod: "next-open-day" } },
    expect: { held: ["no-open-day"] },
  },
  {
    name: "an invoice of a company that keeps its books by payment",
    buyer: "private",
    lines: hundred,
    years: [{ id: "y2026", start: "2026-01-01", end: "2026-12-31", locked: false, method: "cash" }],
    settings: invoice,
    expect: { held: ["cash-bookkeeping"] },
  },
  {
    name: "work with a tax reduction (ROT, RUT, green technology), whatever it becomes",
    buyer: "private",
    lines: [{ price: "100.00", sku: "ROT-0.25" }],
    expect: { held: ["article-tax-reduced"] },
  },
  {
    name: "the same on an invoice, beside goods",
    buyer: "private",
    lines: [{ price: "100.00", sku: "ROT-0.25" }, { price: "10.00" }],
    settings: invoice,
    expect: { held: ["article-tax-reduced"] },
  },
  {
    name: "a total with whole units is booked where the company rounds to whole units",
    buyer: "private",
    lines: [{ price: "99.00" }],
    company: { domesticRounding: "whole" },
    settings: invoice,
    expect: { type: "invoice", gross: "99.00", vat: { "0.25": "19.80" } },
  },
];
