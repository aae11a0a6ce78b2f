/** Credits of vouchers, as the shop writes them: below zero unless said. */
import type { Order } from "../../../src/domain/orders/order.ts";
import { YEARS } from "./booking.cases.ts";
import type { VoucherCase } from "./voucher-case.ts";

const back = { creditsOrderId: "500" as Order["id"], payment: "open" } as const;

export const VOUCHER_CREDITS: readonly VoucherCase[] = [
  {
    name: "a credit is the same with both sides changed",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: back,
    expect: {
      rows: ["K 1510 125.00", "D 3001 100.00", "D 2611 25.00"].toSorted(),
      text: "1001 #K7Q2M9XA · Rättar verifikation A12 · Anna Svensson",
    },
  },
  {
    name: "a credit of shipping alone",
    lines: [{ kind: "shipping", price: "0.49", quantity: "-1" }],
    order: back,
    expect: { rows: ["K 1510 0.49", "D 3520 0.39", "D 2611 0.10"].toSorted() },
  },
  {
    name: "money that was given back went the way it came",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: { ...back, payment: "refunded", paymentMethodId: "7" },
    settings: { orders: { voucher: { paid: "clearing" } } },
    expect: { rows: ["K 1580 125.00", "D 3001 100.00", "D 2611 25.00"].toSorted() },
  },
  {
    name: "an item of a credit is below zero",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: back,
    settings: { orders: { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } } },
    customerId: "c1",
    expect: {
      rows: ["K 1510 125.00", "D 3001 100.00", "D 2611 25.00"].toSorted(),
      item: { total: "-125.00", vat: "-25.00", isCredit: true },
    },
  },
  {
    name: "a credit in a month that is closed is held",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: { ...back, date: "2026-10-30T10:00:00" },
    company: { lockedTo: "2026-10-31" },
    years: YEARS,
    expect: { held: ["period-closed"] },
  },
  {
    name: "a credit of 0.00 goes the way of the shop's credits: tea comes back, a fee is kept",
    lines: [
      { price: "112.00", quantity: "-1", rate: "0.12" },
      { kind: "fee", price: "112.00" },
    ],
    order: back,
    expect: { rows: ["D 2621 12.00", "D 3002 100.00", "K 2611 22.40", "K 3540 89.60"] },
  },
  {
    name: "so it does where the shop's credits are above zero",
    lines: [
      { price: "112.00", rate: "0.12" },
      { kind: "fee", price: "112.00", quantity: "-1" },
    ],
    order: back,
    settings: { orders: { creditSign: "positive" } },
    expect: { rows: ["D 2621 12.00", "D 3002 100.00", "K 2611 22.40", "K 3540 89.60"] },
  },
  {
    name: "goods that go back for what their return cost",
    lines: [
      { price: "49.00", quantity: "-1" },
      { kind: "shipping", price: "49.00" },
    ],
    order: back,
    expect: { rows: ["D 3001 39.20", "K 3520 39.20"] },
  },
  {
    name: "goods that go back onto a gift card, whole",
    lines: [
      { price: "125.00", quantity: "-1" },
      { kind: "gift-card", price: "125.00", rate: "0" },
    ],
    order: back,
    expect: { rows: ["D 2611 25.00", "D 3001 100.00", "K 2421 125.00"] },
  },
  {
    name: "a credit of 0.00 all of whose goods have the other sign is held",
    lines: [{ price: "49.00" }, { kind: "shipping", price: "49.00", quantity: "-1" }],
    order: back,
    expect: { held: ["credit-sign"] },
  },
  {
    name: "a credit without an address takes back from the accounts of the sale's place",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: back,
    sold: {
      made: {
        country: "DE",
        kind: "private",
        paid: "receivable",
        accounts: [
          { role: "revenue", rate: "0.25", account: 3106 },
          { role: "vat", rate: "0.25", account: 2614 },
        ],
      },
    },
    expect: { rows: ["D 2614 25.00", "D 3106 100.00", "K 1510 125.00"] },
  },
  {
    name: "money goes back from where it was booked, whatever the settings say by then",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: { ...back, payment: "refunded", paymentMethodId: "7" },
    settings: { lookups: { clearingAccount: { table: { "7": "1910" } } } },
    sold: { cleared: [{ method: "7", account: 1580 }] },
    expect: { rows: ["D 2611 25.00", "D 3001 100.00", "K 1580 125.00"] },
  },
  {
    name: "an item is taken back where what was owed was one",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: back,
    customerId: "c1",
    sold: { receivable: "ledger-item", customerId: "c1", owedOn: 1511 },
    expect: {
      rows: ["D 2611 25.00", "D 3001 100.00", "K 1511 125.00"],
      item: { customerId: "c1", total: "-125.00" },
    },
  },
  {
    name: "what the sale had no part of has the account of the settings",
    lines: [
      { price: "125.00", quantity: "-1" },
      { kind: "fee", price: "25.00" },
    ],
    order: back,
    sold: {
      made: {
        country: "SE",
        kind: "private",
        paid: "receivable",
        accounts: [{ role: "revenue", rate: "0.25", account: 3002 }],
      },
    },
    expect: { rows: ["D 2611 20.00", "D 3002 100.00", "K 1510 100.00", "K 3540 20.00"] },
  },
];
