/**
 * The voucher of a payment that came after its voucher: what is due of it, on which accounts, at
 * which rate. Pure.
 */
import { expect, test } from "vitest";
import type { VoucherFacts } from "../../../../src/domain/ledger/voucher.ts";
import {
  type ClearingInput,
  planClearing,
} from "../../../../src/flows/orders/documents/vouchers/plan-clearing.ts";
import { order } from "../kit.ts";
import { shownRows, voucherInput } from "./kit.ts";

const facts: VoucherFacts = {
  charged: "125.00",
  currency: "SEK",
  rate: null,
  ledgerItem: null,
  money: { settled: "0.00", owedOn: 1519 },
};
const sale = order([{ price: "125.00" }], { paymentMethodId: "7" });
const plan = (fields: Partial<ClearingInput> = {}) =>
  planClearing({
    ...voucherInput(sale),
    form: "voucher",
    buyer: "private",
    facts,
    voucher: "A12",
    since: "0.00",
    ...fields,
  });
const shown = (fields: Partial<ClearingInput>): unknown => {
  const planned = plan(fields);
  return planned.kind === "pay"
    ? shownRows(planned.voucher)
    : planned.kind === "hold"
      ? planned.reason.code
      : planned.kind;
};

test.each<[string, Partial<ClearingInput>, unknown]>([
  [
    "what is owed goes down where it was booked, whatever the settings say now",
    {},
    ["D 1580 125.00", "K 1519 125.00"],
  ],
  [
    "what was settled since isn't due again",
    { since: "25.00" },
    ["D 1580 100.00", "K 1519 100.00"],
  ],
  [
    "nor is what the voucher settled",
    { facts: { ...facts, money: { settled: "25.00", owedOn: 1519 } } },
    ["D 1580 100.00", "K 1519 100.00"],
  ],
  ["all of it settled", { since: "125.00" }, "none"],
  [
    "money that went back of a sale",
    { since: "125.00", order: { ...sale, payment: "refunded" } },
    "none",
  ],
  [
    "a voucher of an earlier release, of which nobody knows what it settled",
    { facts: { charged: "125.00", currency: "SEK", rate: null, ledgerItem: null } },
    "none",
  ],
  [
    "paid in part, of which nobody knows how much",
    { order: { ...sale, payment: "partly-paid" } },
    "payment-amount-unknown",
  ],
  ["more than was charged", { order: { ...sale, amountPaid: "125.01" } }, "payment-exceeds-order"],
  [
    "more paid back than was credited",
    { form: "voucher-credit", order: { ...sale, payment: "refunded", amountPaid: "125.01" } },
    "payment-exceeds-order",
  ],
  [
    "more than the voucher is of",
    { facts: { ...facts, charged: "100.00" } },
    "payment-exceeds-remaining",
  ],
  [
    "a payment on a day that nobody can read",
    { order: { ...sale, paidAt: "10 Nov 2026" } },
    "payment-date-unreadable",
  ],
  [
    "a payment method without an account",
    { order: { ...sale, paymentMethodId: "9" } },
    "account-missing",
  ],
  [
    "back of a credit, the other way round",
    { form: "voucher-credit", order: { ...sale, payment: "refunded" } },
    ["K 1580 125.00", "D 1519 125.00"],
  ],
])("%s", (_, fields, wanted) => {
  expect(shown(fields)).toEqual(wanted);
});

test("parts in another currency come to what is owed, to the cent", () => {
  const euros: VoucherFacts = {
    ...facts,
    charged: "99.99",
    currency: "EUR",
    rate: { rate: "11.2503", day: "2026-11-24", by: "ledger" },
  };
  const of = order([{ price: "99.99" }], {
    currency: "EUR",
    paymentMethodId: "7",
    payment: "partly-paid",
  });
  const part = (paid: string, since: string) =>
    shown({ facts: euros, since, order: { ...of, amountPaid: paid } });
  expect([part("33.33", "0.00"), part("66.66", "33.33"), part("99.99", "66.66")]).toEqual([
    ["D 1580 374.97", "K 1519 374.97"],
    ["D 1580 374.97", "K 1519 374.97"],
    ["D 1580 374.98", "K 1519 374.98"],
  ]);
});

test("its text carries the marker first and says which voucher it settles", () => {
  const planned = plan();
  expect(planned.kind === "pay" ? planned.voucher.text : planned).toBe(
    "1001 #K7Q2M9XA · Betalning av verifikation A12",
  );
});
