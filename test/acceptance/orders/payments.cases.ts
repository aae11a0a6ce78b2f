/**
 * What is registered on a booked invoice for what the shop received: once, on its account, on its
 * day.
 */
import type { AcceptanceCase, Made } from "./case.ts";

const hundred = [{ price: "100.00" }] as const;
const register = {
  orders: { type: "invoice", payments: "register" },
  lookups: { paymentMethod: { default: "bank", table: { "7": "cards" } } },
} as const;
const unmapped = { orders: { type: "invoice", payments: "register" } } as const;
const with_ = (payment: Made["payment"]): Made => ({
  type: "invoice",
  gross: "100.00",
  vat: { "0.25": "20.00" },
  ...(payment === undefined ? {} : { payment }),
});
const all = { amount: "100.00", complete: true, date: "2026-11-24", bank: "bank" } as const;

export const PAYMENTS: readonly AcceptanceCase[] = [
  {
    name: "a paid order's invoice is paid whole, today where the shop names no day",
    buyer: "private",
    lines: hundred,
    settings: register,
    expect: with_(all),
  },
  {
    name: "a payment method has its own account",
    buyer: "private",
    lines: hundred,
    order: { paymentMethodId: "7", amountPaid: "100.00", paidAt: "2026-11-20T09:00:00" },
    settings: register,
    expect: with_({ ...all, date: "2026-11-20", bank: "cards" }),
  },
  {
    name: "half past eleven at night in Amsterdam is the next day in Helsinki",
    buyer: "private",
    lines: hundred,
    order: {
      amountPaid: "100.00",
      paidAt: "2026-11-22T23:30:00",
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
    settings: register,
    expect: with_({ ...all, date: "2026-11-23" }),
  },
  {
    name: "a payment on a day that nobody can read is held, and isn't one of today",
    buyer: "private",
    lines: hundred,
    order: { amountPaid: "100.00", paidAt: "10 Nov 2026" },
    settings: register,
    expect: with_({ held: ["payment-date-unreadable"] }),
  },
  {
    name: "the empty date of .NET is no day: as where the shop says none",
    buyer: "private",
    lines: hundred,
    order: { amountPaid: "100.00", paidAt: "0001-01-01T00:00:00" },
    settings: register,
    expect: with_(all),
  },
  {
    name: "a day on which nobody was paid is held, and isn't the first that is open",
    buyer: "private",
    lines: hundred,
    order: { amountPaid: "100.00", paidAt: "1970-01-01T00:00:00" },
    settings: { ...register, orders: { ...register.orders, closedPeriod: "next-open-day" } },
    expect: with_({ held: ["payment-date-unreadable"] }),
  },
  {
    name: "a payment of a day to come is registered today",
    buyer: "private",
    lines: hundred,
    order: { amountPaid: "100.00", paidAt: "2026-11-25T09:00:00" },
    settings: register,
    expect: with_(all),
  },
  {
    name: "a part is a part",
    buyer: "private",
    lines: hundred,
    order: { payment: "partly-paid", amountPaid: "30.00" },
    settings: register,
    expect: with_({ ...all, amount: "30.00", complete: false }),
  },
  {
    name: "the second part is what is still due",
    buyer: "private",
    lines: hundred,
    order: { payment: "partly-paid", amountPaid: "80.00" },
    invoice: { remaining: "70.00" },
    settings: register,
    expect: with_({ ...all, amount: "50.00", complete: false }),
  },
  {
    name: "the last part completes it",
    buyer: "private",
    lines: hundred,
    order: { amountPaid: "100.00" },
    invoice: { remaining: "70.00" },
    settings: register,
    expect: with_({ ...all, amount: "70.00" }),
  },
  {
    name: "what a person registered in the ledger isn't registered again",
    buyer: "private",
    lines: hundred,
    order: { amountPaid: "100.00" },
    invoice: { remaining: "0.00" },
    settings: register,
    expect: with_({ none: ["payment-already-registered"] }),
  },
  {
    name: "an order that isn't paid has nothing to register",
    buyer: "private",
    lines: hundred,
    order: { payment: "open", amountPaid: "0.00" },
    settings: register,
    expect: with_({ none: [] }),
  },
  {
    name: "a refunded order is a credit's matter",
    buyer: "private",
    lines: hundred,
    order: { payment: "refunded", amountPaid: "100.00" },
    settings: register,
    expect: with_({ none: [] }),
  },
  {
    name: "without an account for its method a payment needs a person",
    buyer: "private",
    lines: hundred,
    settings: unmapped,
    expect: with_({ held: ["payment-method-not-mapped"] }),
  },
  {
    name: "a part of unknown size isn't guessed",
    buyer: "private",
    lines: hundred,
    order: { payment: "partly-paid" },
    settings: register,
    expect: with_({ held: ["payment-amount-unknown"] }),
  },
  {
    name: "more than was charged needs a person",
    buyer: "private",
    lines: hundred,
    order: { amountPaid: "100.01" },
    settings: register,
    expect: with_({ held: ["payment-exceeds-order"] }),
  },
  {
    name: "what a credit took off isn't paid as well",
    buyer: "private",
    lines: hundred,
    order: { amountPaid: "100.00" },
    invoice: { remaining: "60.00", credited: "40.00" },
    settings: register,
    expect: with_({ held: ["payment-exceeds-remaining"] }),
  },
  {
    name: "a payment of a locked day is held like an invoice",
    buyer: "private",
    lines: hundred,
    order: { amountPaid: "100.00", paidAt: "2026-10-31T09:00:00" },
    company: { lockedTo: "2026-10-31" },
    years: [
      { id: "y2026", start: "2026-01-01", end: "2026-12-31", locked: false, method: "invoicing" },
    ],
    settings: register,
    expect: with_({ held: ["period-closed"] }),
  },
];
