/** The day on which an invoice is booked: the order's, in the company's zone, and never one to come. */
import type { FiscalYear } from "../../../src/domain/ledger/ledger.ts";
import type { AcceptanceCase, Made } from "./case.ts";

const hundred = [{ price: "100.00" }] as const;
const invoice = { orders: { type: "invoice" } } as const;
const moved = { orders: { type: "invoice", closedPeriod: "next-open-day" } } as const;
export const YEARS: readonly FiscalYear[] = [
  { id: "y2025", start: "2025-01-01", end: "2025-12-31", locked: true, method: "invoicing" },
  { id: "y2026", start: "2026-01-01", end: "2026-12-31", locked: false, method: "invoicing" },
];
const on = (date: string): Made => ({
  type: "invoice",
  gross: "100.00",
  vat: { "0.25": "20.00" },
  date,
  because: ["booking-date-chosen"],
});

export const BOOKING: readonly AcceptanceCase[] = [
  {
    name: "an order of last year is booked last year, also when it is worked out after midnight",
    buyer: "private",
    lines: hundred,
    order: { date: "2025-12-31T23:50:00" },
    today: "2026-01-01",
    settings: invoice,
    expect: on("2025-12-31"),
  },
  {
    name: "an hour before midnight in Amsterdam is the next day in Helsinki",
    buyer: "private",
    lines: hundred,
    order: {
      date: "2026-11-23T23:30:00",
      invoiceAddress: {
        name: "Anna",
        street: "Mannerheimintie 1",
        street2: null,
        postCode: "00100",
        city: "Helsinki",
        country: "FI",
      },
    },
    company: { country: "FI" },
    settings: invoice,
    expect: on("2026-11-24"),
  },
  {
    name: "an order dated ahead is booked today",
    buyer: "private",
    lines: hundred,
    order: { date: "2026-12-24T10:00:00" },
    today: "2026-11-24",
    settings: invoice,
    expect: on("2026-11-24"),
  },
  {
    name: "a day in a locked period is moved to the day after it, if the tenant wants that",
    buyer: "private",
    lines: hundred,
    order: { date: "2026-10-30T10:00:00" },
    company: { lockedTo: "2026-10-31" },
    years: YEARS,
    settings: moved,
    expect: { ...on("2026-11-01"), because: ["booking-date-moved"] },
  },
  {
    name: "a day of a closed year is moved to the first day of the next one",
    buyer: "private",
    lines: hundred,
    order: { date: "2025-12-30T10:00:00" },
    years: YEARS,
    settings: moved,
    expect: { ...on("2026-01-01"), because: ["booking-date-moved"] },
  },
  {
    name: "the day after the locked one is open",
    buyer: "private",
    lines: hundred,
    order: { date: "2026-11-01T10:00:00" },
    company: { lockedTo: "2026-10-31" },
    years: YEARS,
    settings: invoice,
    expect: on("2026-11-01"),
  },
  {
    name: "a sales order doesn't care whether the books are closed",
    buyer: "private",
    lines: hundred,
    order: { date: "2025-12-30T10:00:00" },
    years: YEARS,
    expect: { type: "sales-order", gross: "100.00", vat: { "0.25": "20.00" }, date: "2025-12-30" },
  },
  {
    name: "a date without a time of day is that day",
    buyer: "private",
    lines: hundred,
    order: { date: "2026-11-20" },
    settings: invoice,
    expect: on("2026-11-20"),
  },
];
