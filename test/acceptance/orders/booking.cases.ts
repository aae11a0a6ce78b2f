/** The day on which an invoice is booked: the order's, in the company's zone, and never one to come. */
import type { AcceptanceCase, Made } from "./case.ts";

const hundred = [{ price: "100.00" }] as const;
const invoice = { orders: { type: "invoice" } } as const;
const on = (date: string): Made => ({ type: "invoice", gross: "100.00", vat: { "0.25": "20.00" }, date, because: ["booking-date-chosen"] });

export const BOOKING: readonly AcceptanceCase[] = [
  { name: "an order of last year is booked last year, also when it is worked out after midnight", buyer: "private", lines: hundred, order: { date: "2025-12-31T23:50:00" }, today: "2026-01-01", settings: invoice, expect: on("2025-12-31") },
  { name: "an hour before midnight in Amsterdam is the next day in Helsinki", buyer: "private", lines: hundred, order: { date: "2026-11-23T23:30:00", invoiceAddress: { name: "Anna", street: "Mannerheimintie 1", street2: null, postCode: "00100", city: "Helsinki", country: "FI" } }, company: { country: "FI" }, settings: invoice, expect: on("2026-11-24") },
  { name: "an order dated ahead is booked today", buyer: "private", lines: hundred, order: { date: "2026-12-24T10:00:00" }, today: "2026-11-24", settings: invoice, expect: on("2026-11-24") },
  { name: "a date without a time of day is that day", buyer: "private", lines: hundred, order: { date: "2026-11-20" }, settings: invoice, expect: on("2026-11-20") },
];
