/** A payout of 0.00 whose lines are of several orders: they are paid, and paid back. */
import { expect, test } from "vitest";
import type { Invoiced } from "../../../src/flows/payouts/match.ts";
import { planPayout } from "../../../src/flows/payouts/plan-voucher.ts";
import { withSettling } from "../../../src/flows/payouts/settling.ts";
import { addLines, NO_SUMS } from "../../../src/flows/payouts/sums.ts";
import { paidWith, withoutExcessLines } from "../../../src/flows/payouts/excess-lines.ts";
import { matchLines } from "../../support/match-lines.ts";
import { type FileLine, WRITE } from "../../sandbox/settlement-files.ts";
import { finding, optionsOf, readFile, settingsOf, target } from "./kit.ts";

const BANKS = [{ id: "b2", account: 1686 }];
const none = { amount: "0.00", banks: [] };
const invoiced = (n: string): Invoiced => ({
  invoices: [{ id: `i${n}`, number: n }],
  credits: [{ id: `c${n}`, number: `${n}c` }],
  received: none,
  back: none,
});

function planned(
  invoices: "settle" | "clear",
  lines: readonly FileLine[],
  more: Parameters<typeof settingsOf>[0] = {},
) {
  const read = readFile(
    WRITE.stripe([{ id: "P1", day: "2026-03-02", lines }]),
    optionsOf("stripe"),
  );
  if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
  const [{ head, amount, all }] = read.payouts;
  const targets = ["A1", "A2"].map((label) =>
    target(label, { currency: "SEK", gross: "100.00", invoiced: invoiced(label) }),
  );
  const matched = matchLines(all, { find: finding(targets), currency: "SEK" });
  const paid = paidWith(matched, "SEK", new Map(), () => 1686);
  const within = withoutExcessLines(matched, "SEK", paid, false);
  const { found } = withSettling(
    within.found,
    { invoices, currency: "SEK", banks: BANKS, clearingOf: () => 1686 },
    new Map(),
    within.paid,
  );
  return planPayout({
    head,
    amount,
    sums: addLines(NO_SUMS, found),
    settings: settingsOf({ ...more, payouts: { ...more.payouts, invoices } }),
    currency: "SEK",
    banks: BANKS,
  });
}

const line = (kind: FileLine["kind"], ref: string, fee = 0): FileLine => ({
  kind,
  ref,
  cents: 10_000,
  fee,
});
const SALE_AND_REFUND = [line("sale", "A1"), line("refund", "A2")];
const BOTH_SIDES = [
  { role: "clearing", account: 1686, debit: "100.00", credit: "0.00", of: "card" },
  { role: "clearing", account: 1686, debit: "0.00", credit: "100.00", of: "card" },
];

test.each(["settle", "clear"] as const)(
  "%s: a sale and another order's refund of the same price are both booked on clearing",
  (invoices) => {
    expect(planned(invoices, SALE_AND_REFUND)).toMatchObject({ kind: "voucher", rows: BOTH_SIDES });
  },
);

test("the invoice is paid, and the credit is paid back", () => {
  expect(planned("settle", SALE_AND_REFUND)).toMatchObject({
    payments: [{ account: 1686, bank: "b2", lines: 2, received: "100.00", paidBack: "100.00" }],
  });
});

test("a dispute that was won beside one that was lost is booked where disputes are", () => {
  const lines = [line("won", "A1"), line("chargeback", "A2")];
  const plan = planned("clear", lines, { payouts: { chargebacks: "account" } });
  expect(plan).toMatchObject({
    rows: [
      { role: "chargeback", account: 6351, debit: "100.00", credit: "0.00" },
      { role: "chargeback", account: 6351, debit: "0.00", credit: "100.00" },
    ],
  });
});

test("what holds a payout of nothing is said, and one whose lines move no order has nothing to book", () => {
  const fees: readonly FileLine[] = [
    { kind: "held", ref: "", cents: 500 },
    { kind: "released", ref: "", cents: 500 },
  ];
  expect(planned("clear", fees)).toMatchObject({
    kind: "held",
    reasons: [{ code: "payout-empty" }],
  });
  const unknown = [...SALE_AND_REFUND, line("sale", "B9"), line("refund", "B9")];
  expect(planned("clear", unknown)).toMatchObject({
    reasons: [{ code: "payout-lines-unmatched" }],
  });
});

test("a payout of more than nothing has no rows beside those that move", () => {
  const plan = planned("clear", [...SALE_AND_REFUND, line("released", "")]);
  expect(plan).toMatchObject({
    rows: [
      { role: "bank", debit: "100.00" },
      { role: "reserve", credit: "100.00" },
    ],
  });
});
