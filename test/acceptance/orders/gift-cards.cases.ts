/**
 * Gift cards that paid for an order: a payment of the whole sale, not a discount on it. Their lines
 * stand inside the order's total.
 */
import { sourceOrderId } from "../../../src/domain/ids.ts";
import type { Sold } from "../../flows/orders/kit.ts";
import type { AcceptanceCase } from "./case.ts";

const used = (price: string, fields: Sold = {}): Sold => ({
  kind: "gift-card",
  text: "Gift card",
  quantity: "-1",
  price,
  rate: "0",
  ...fields,
});
const hundred = { price: "100.00" } as const;
const account = { giftCard: { default: "debt" }, paymentMethod: { default: "bank" } } as const;
const invoice = { orders: { type: "invoice", payments: "register" }, lookups: account } as const;
const paid = (amount: string) => ({ amountPaid: amount });

export const GIFT_CARDS: readonly AcceptanceCase[] = [
  {
    name: "a gift card pays a part: the invoice is the whole sale with all its VAT, and has two payments",
    buyer: "private",
    lines: [hundred, used("40.00")],
    order: paid("60.00"),
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "60.00",
      sale: "100.00",
      vat: { "0.25": "20.00" },
      rows: ["1 × 100 = 100.00"],
      texts: ["A thing", "Betalt med presentkort: 40,00 SEK"],
      because: ["gift-card-used"],
      cards: [{ amount: "40.00", complete: false, date: "2026-11-24", bank: "debt" }],
      payment: { amount: "60.00", complete: true, date: "2026-11-24", bank: "bank" },
    },
  },
  {
    name: "a gift card pays everything: an order of nothing is a sale all the same",
    buyer: "private",
    lines: [{ price: "60.00" }, used("60.00")],
    order: paid("0.00"),
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "0.00",
      sale: "60.00",
      vat: { "0.25": "12.00" },
      cards: [{ amount: "60.00", complete: true, date: "2026-11-24", bank: "debt" }],
      payment: { none: [] },
    },
  },
  {
    name: "a gift card larger than the order is held: what it has left stays on the card",
    buyer: "private",
    lines: [{ price: "60.00" }, used("100.00")],
    settings: invoice,
    expect: { held: ["gift-card-exceeds-order"] },
  },
  {
    name: "two gift cards are two payments, each on its account",
    buyer: "company",
    lines: [hundred, used("30.00", { sku: "OWN" }), used("20.00", { sku: "MALL" })],
    order: paid("50.00"),
    settings: {
      ...invoice,
      lookups: { ...account, giftCard: { default: "debt", table: { MALL: "mall" } } },
    },
    expect: {
      type: "invoice",
      gross: "50.00",
      sale: "100.00",
      vat: { "0.25": "20.00" },
      rows: ["1 × 80 = 80.00"],
      cards: [
        { amount: "30.00", complete: false, date: "2026-11-24", bank: "debt" },
        { amount: "20.00", complete: false, date: "2026-11-24", bank: "mall" },
      ],
      payment: { amount: "50.00", complete: true, date: "2026-11-24", bank: "bank" },
    },
  },
  {
    name: "a company's sale that no net reaches has its closing row for the whole sale",
    buyer: "company",
    lines: [{ price: "100.00", rate: "0.21" }, used("40.00")],
    order: paid("60.00"),
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "60.00",
      sale: "100.00",
      vat: { "0.21": "17.35" },
      rows: ["1 × 82.64 = 82.64", "1 × 0.01 = 0.01"],
    },
  },
  {
    name: "a gift card is registered on the day on which the shop was paid",
    buyer: "private",
    lines: [hundred, used("40.00")],
    order: { amountPaid: "60.00", paidAt: "2026-11-20T09:00:00" },
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "60.00",
      sale: "100.00",
      vat: { "0.25": "20.00" },
      cards: [{ amount: "40.00", complete: false, date: "2026-11-20", bank: "debt" }],
    },
  },
  {
    name: "a gift card is registered where money isn't: it comes through no bank",
    buyer: "private",
    lines: [hundred, used("40.00")],
    settings: { orders: { type: "invoice" }, lookups: account },
    expect: {
      type: "invoice",
      gross: "60.00",
      sale: "100.00",
      vat: { "0.25": "20.00" },
      cards: [{ amount: "40.00", complete: false, date: "2026-11-24", bank: "debt" }],
    },
  },
  {
    name: "a person registered the gift card already",
    buyer: "private",
    lines: [hundred, used("40.00")],
    order: paid("60.00"),
    invoice: { remaining: "60.00" },
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "60.00",
      sale: "100.00",
      vat: { "0.25": "20.00" },
      cards: { none: ["gift-card-already-registered"] },
      payment: { amount: "60.00", complete: true, date: "2026-11-24", bank: "bank" },
    },
  },
  {
    name: "a person registered the money already",
    buyer: "private",
    lines: [hundred, used("40.00")],
    order: paid("60.00"),
    invoice: { remaining: "40.00" },
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "60.00",
      sale: "100.00",
      vat: { "0.25": "20.00" },
      cards: [{ amount: "40.00", complete: true, date: "2026-11-24", bank: "debt" }],
    },
  },
  {
    name: "a person registered half, and nobody can tell which half",
    buyer: "private",
    lines: [hundred, used("50.00")],
    order: paid("50.00"),
    invoice: { remaining: "50.00" },
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "50.00",
      sale: "100.00",
      vat: { "0.25": "20.00" },
      cards: { held: ["gift-card-payment-unclear"] },
    },
  },
  {
    name: "a sales order is the whole sale, and says what the gift card paid",
    buyer: "private",
    lines: [hundred, used("40.00")],
    expect: {
      type: "sales-order",
      gross: "60.00",
      sale: "100.00",
      vat: { "0.25": "20.00" },
      texts: ["A thing", "Betalt med presentkort: 40,00 SEK"],
    },
  },
  {
    name: "a gift card without an account is held before anything is booked",
    buyer: "private",
    lines: [hundred, used("40.00")],
    settings: { orders: { type: "invoice" } },
    expect: { held: ["gift-card-account-missing"] },
  },
  {
    name: "a gift card that takes VAT off is no payment, and held",
    buyer: "private",
    lines: [hundred, used("40.00", { rate: "0.25" })],
    settings: invoice,
    expect: { held: ["gift-card-with-vat"] },
  },
  {
    name: "a credit that gives back onto a gift card is held",
    buyer: "private",
    lines: [{ quantity: "-1", price: "100.00" }, used("40.00", { quantity: "1" })],
    order: { creditsOrderId: sourceOrderId(77), payment: "refunded" },
    settings: invoice,
    expect: { held: ["gift-card-in-credit"] },
  },
  {
    name: "a sale with cents that a gift card makes whole isn't booked where the company rounds to whole units",
    buyer: "private",
    lines: [{ price: "99.49" }, used("9.49")],
    company: { domesticRounding: "whole" },
    settings: invoice,
    expect: { held: ["domestic-rounding"] },
  },
  {
    name: "nor where the tenant lets such sales be booked: what rounded, the card's part or the money's, nobody can tell",
    buyer: "private",
    lines: [{ price: "99.49" }, used("9.49")],
    company: { domesticRounding: "whole" },
    settings: { ...invoice, orders: { ...invoice.orders, wholeUnits: "payment" } },
    expect: { held: ["domestic-rounding"] },
  },
];
