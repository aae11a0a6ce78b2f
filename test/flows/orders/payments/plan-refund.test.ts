/**
 * What is paid back on booked credits: how much, on which of them, from which account and on which
 * day.
 */
import { expect, test } from "vitest";
import {
  refundedAmount,
  planRefund,
  type RefundInput,
  retainedAfterRefund,
} from "../../../../src/flows/orders/payments/plan-payment.ts";
import { company, order, settings } from "../kit.ts";

const YEARS = [
  { id: "y", start: "2026-01-01", end: "2026-12-31", locked: false, method: "invoicing" as const },
];
const sale = order([{ price: "100.00" }], { paymentMethodId: "7", paidAt: "2026-11-20T12:00:00" });
const bank = (lookup: object, orders: object = {}) =>
  settings({ orders, lookups: { paymentMethod: lookup } });
const plan = (fields: Partial<RefundInput> = {}) =>
  planRefund({
    due: "100.00",
    order: sale,
    credits: [{ id: "c1", remaining: "-100.00" }],
    settings: bank({ default: "bank" }),
    company,
    today: "2026-11-24",
    years: YEARS,
    mayMove: false,
    facts: { country: "SE", kind: "private", date: "2026-11-24" },
    ...fields,
  });

test.each<[string, Partial<RefundInput>, readonly string[]]>([
  ["all of a credit", {}, ["c1 100.00 complete"]],
  ["a part of a credit leaves it open", { due: "40.00" }, ["c1 40.00"]],
  [
    "more than the first credit has goes on to the next",
    {
      due: "70.00",
      credits: [
        { id: "c1", remaining: "-50.00" },
        { id: "c2", remaining: "-50.00" },
      ],
    },
    ["c1 50.00 complete", "c2 20.00"],
  ],
  [
    "a credit that is settled already takes nothing",
    {
      due: "50.00",
      credits: [
        { id: "c1", remaining: "0.00" },
        { id: "c2", remaining: "-50.00" },
      ],
    },
    ["c2 50.00 complete"],
  ],
])("%s", (_, fields, wanted) => {
  const planned = plan(fields);
  expect(
    planned.kind === "refund"
      ? planned.refunds.map(
          ({ creditId, amount, complete }) => `${creditId} ${amount}${complete ? " complete" : ""}`,
        )
      : planned,
  ).toEqual(wanted);
});

test.each<[string, Partial<RefundInput>, string]>([
  ["more than is open on all credits", { due: "100.01" }, "refund-exceeds-credit"],
  [
    "a payment method without an account",
    { settings: bank({ table: { "8": "bank" } }) },
    "payment-method-not-mapped",
  ],
  [
    "rows that are all for elsewhere",
    { settings: bank({ table: { "7@NO": "bank" } }) },
    "payment-method-not-mapped",
  ],
  [
    "a day in a locked period",
    { company: { ...company, lockedTo: "2026-11-22" } },
    "period-closed",
  ],
  [
    "a day in a locked period that is to be asked about",
    {
      company: { ...company, lockedTo: "2026-11-22" },
      settings: bank({ default: "bank" }, { closedPeriod: "ask" }),
    },
    "period-closed-ask",
  ],
  [
    "a day in a year that is closed",
    { years: YEARS.map((year) => ({ ...year, locked: true })) },
    "period-closed",
  ],
  [
    "a day in no fiscal year",
    { years: YEARS.map((year) => ({ ...year, end: "2026-11-01" })) },
    "period-closed",
  ],
])("%s is held", (_, fields, code) => {
  const planned = plan(fields);
  expect(planned.kind === "hold" ? planned.reason.code : planned).toBe(code);
});

test("the account is chosen by where the goods went, who bought and when, as that of the payment is", () => {
  const settled = bank({
    table: { "7": "elsewhere", "7@SE": "at-home", "7@SE/company": "of-companies" },
  });
  const of = (kind: "company" | "private") =>
    plan({ settings: settled, facts: { country: "SE", kind, date: "2026-11-24" } });
  expect(
    [of("private"), of("company")].map((planned) =>
      planned.kind === "refund" ? planned.bankAccountId : planned,
    ),
  ).toEqual(["at-home", "of-companies"]);
});

test("a day in a locked period moves to the next open one where the tenant wants that", () => {
  const planned = plan({
    company: { ...company, lockedTo: "2026-11-22" },
    settings: bank({ default: "bank" }, { closedPeriod: "next-open-day" }),
  });
  expect(planned).toMatchObject({
    kind: "refund",
    date: "2026-11-23",
    reasons: [{ code: "booking-date-moved" }],
  });
});

test("what was paid back is what the credit says, else all of one that is refunded, and nothing of an open one", () => {
  const credit = { gross: "-125.00", amountPaid: null } as const;
  expect([
    refundedAmount({ ...credit, payment: "open" }),
    refundedAmount({ ...credit, payment: "refunded" }),
    refundedAmount({ ...credit, payment: "partly-paid", amountPaid: "-25.00" }),
    refundedAmount({ ...credit, payment: "partly-paid" }),
  ]).toEqual(["0.00", "125.00", "25.00", "0.00"]);
  const sale = { gross: "60.00", state: "delivered" } as const;
  const over = { ...sale, state: "cancelled", payment: "refunded" } as const;
  expect([
    retainedAfterRefund({ ...sale, payment: "paid", amountPaid: "60.00" }, "60.00"),
    retainedAfterRefund({ ...sale, payment: "refunded", amountPaid: null }, "60.00"),
    retainedAfterRefund({ ...sale, payment: "partly-paid", amountPaid: null }, "60.00"),
    retainedAfterRefund({ ...sale, payment: "refunded", amountPaid: "60.00" }, "60.00"),
    ...["60.00", "59.99", "0.00"].map((amountPaid) =>
      retainedAfterRefund({ ...over, amountPaid }, "60.00"),
    ),
    ...["60.00", "100.00"].map((amountPaid) =>
      retainedAfterRefund({ ...over, amountPaid }, "100.00"),
    ),
  ]).toEqual(["60.00", "0.00", null, "60.00", "0.00", null, "0.00", null, "0.00"]);
});

test("money that went back on a day that nobody can read isn't booked today", () => {
  expect(plan({ order: { ...sale, paidAt: "10 Nov 2026" } })).toMatchObject({
    kind: "hold",
    reason: { code: "payment-date-unreadable", params: { got: "10 Nov 2026" } },
  });
});
