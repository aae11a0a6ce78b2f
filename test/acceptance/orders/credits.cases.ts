/**
 * Credit orders as the shop writes them: below zero unless said. Figures expected are those of the
 * sale taken back.
 */
import { sourceOrderId } from "../../../src/domain/ids.ts";
import type { AcceptanceCase } from "./case.ts";

const invoice = { orders: { type: "invoice" } } as const;
const of = { creditsOrderId: sourceOrderId(77), payment: "refunded" } as const;

export const CREDITS: readonly AcceptanceCase[] = [
  {
    name: "a credit of everything",
    buyer: "private",
    lines: [{ quantity: "-1", price: "100.00" }],
    order: of,
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "100.00",
      vat: { "0.25": "20.00" },
      rows: ["1 × 100 = 100.00"],
    },
  },
  {
    name: "a part, of a company, with its own closing row",
    buyer: "company",
    lines: [{ quantity: "-1", price: "100.00", rate: "0.21" }],
    order: of,
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "100.00",
      vat: { "0.21": "17.35" },
      rows: ["1 × 82.64 = 82.64", "1 × 0.01 = 0.01"],
      because: ["closing-row"],
    },
  },
  {
    name: "shipping only",
    buyer: "private",
    lines: [{ kind: "shipping", quantity: "-1", price: "4.90" }],
    order: of,
    settings: invoice,
    expect: { type: "invoice", gross: "4.90", vat: { "0.25": "0.98" }, rows: ["1 × 4.9 = 4.90"] },
  },
  {
    name: "two rates, and a fee kept back as a line above zero",
    buyer: "private",
    lines: [
      { quantity: "-2", price: "50.00" },
      { quantity: "-1", price: "56.00", rate: "0.12" },
      { quantity: "1", price: "10.00" },
    ],
    order: of,
    settings: invoice,
    expect: {
      type: "invoice",
      gross: "146.00",
      vat: { "0.25": "18.00", "0.12": "6.00" },
      rows: ["2 × 50 = 100.00", "1 × 56 = 56.00", "-1 × 10 = -10.00"],
    },
  },
  {
    name: "a shop whose credits are above zero, as the tenant said",
    buyer: "private",
    lines: [{ quantity: "1", price: "100.00" }],
    order: of,
    settings: { orders: { type: "invoice", creditSign: "positive" } },
    expect: { type: "invoice", gross: "100.00", vat: { "0.25": "20.00" } },
  },
  {
    name: "a credit above zero of a shop whose credits are below",
    buyer: "private",
    lines: [{ quantity: "1", price: "100.00" }],
    order: of,
    settings: invoice,
    expect: { held: ["credit-sign"] },
  },
  {
    name: "a credit below zero of a shop whose credits are above",
    buyer: "private",
    lines: [{ quantity: "-1", price: "100.00" }],
    order: of,
    settings: { orders: { type: "invoice", creditSign: "positive" } },
    expect: { held: ["credit-sign"] },
  },
  {
    name: "a credit of 0.00 all of whose goods have the other sign",
    buyer: "private",
    lines: [
      { quantity: "1", price: "49.00" },
      { kind: "shipping", quantity: "-1", price: "49.00" },
    ],
    order: of,
    settings: invoice,
    expect: { held: ["credit-sign"] },
  },
  {
    name: "an amount alone, as a discount of its rate",
    buyer: "private",
    lines: [{ kind: "discount", quantity: "1", price: "-50.00", rate: "0.12" }],
    order: of,
    settings: invoice,
    expect: { type: "invoice", gross: "50.00", vat: { "0.12": "5.36" }, rows: ["1 × 50 = 50.00"] },
  },
  {
    name: "an amount that no line explains, so no VAT rate is known for it",
    buyer: "private",
    lines: [{ kind: "text", text: "Goodwill" }],
    order: { ...of, net: "-50.00", vat: "0.00", gross: "-50.00" },
    settings: invoice,
    expect: { held: ["faulty-source-totals", "faulty-source-totals"] },
  },
  {
    name: "a credit of nothing",
    buyer: "private",
    lines: [{ quantity: "-1", price: "0.00" }],
    order: of,
    settings: invoice,
    expect: { held: ["total-not-positive"] },
  },
  {
    name: "a credit of another year is booked on its own day",
    buyer: "private",
    lines: [{ quantity: "-1", price: "100.00" }],
    order: { ...of, date: "2026-01-02T10:00:00" },
    settings: invoice,
    expect: { type: "invoice", gross: "100.00", vat: { "0.25": "20.00" }, date: "2026-01-02" },
  },
];
