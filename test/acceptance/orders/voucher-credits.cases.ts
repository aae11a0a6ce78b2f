/** Credits of vouchers, as the shop writes them: below zero unless said. */
import type { Order } from "../../../src/domain/order.ts";
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
];
