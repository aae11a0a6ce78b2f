/**
 * A day on which the books are closed, for whatever is booked: held, moved to the next open day, or
 * asked about, by one rule.
 */
import { describe, expect, test } from "vitest";
import { sourceOrderId } from "../../../src/domain/ids.ts";
import type { FiscalYear } from "../../../src/domain/ledger/ledger.ts";
import type { Reason } from "../../../src/domain/reasons/index.ts";
import type { VoucherFacts } from "../../../src/domain/ledger/voucher.ts";
import { contentOf } from "../../../src/flows/orders/booked/booked-vs-charged.ts";
import { partAsOrder } from "../../../src/flows/orders/documents/deltas/delta-part.ts";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { planClearing } from "../../../src/flows/orders/documents/vouchers/plan-clearing.ts";
import { planVoucher } from "../../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import { asSale } from "../../../src/flows/orders/intake/order-case.ts";
import { planPayment, planRefund } from "../../../src/flows/orders/payments/plan-payment.ts";
import type { Settings } from "../../../src/settings/schema.ts";
import { company as plain, customer, input, order } from "../../flows/orders/kit.ts";
import { voucherInput, voucherSettings } from "../../flows/orders/vouchers/kit.ts";

const YEARS: readonly FiscalYear[] = [
  { id: "y2025", start: "2025-01-01", end: "2025-12-31", locked: true, method: "invoicing" },
  { id: "y2026", start: "2026-01-01", end: "2026-12-31", locked: false, method: "invoicing" },
];
type Policy = Settings["orders"]["closedPeriod"];
type Books = {
  readonly day: string;
  readonly today: string;
  readonly policy: Policy;
  readonly mayMove: boolean;
  readonly lockedTo: string | null;
};
/** The day on which it is booked, or the reason for which it isn't. */
type Outcome = string;

/** Why the day is closed, that day, and the first open one after it. */
const CLOSED = [
  ["period-locked", "2026-10-30", "2026-11-01"],
  ["year-locked", "2025-12-30", "2026-01-01"],
  ["no-year", "2024-06-30", "2026-01-01"],
] as const;

const told = ({ code, params }: Reason): Outcome => `${code} ${String(params["why"])}`;
const given = ({ today, policy, mayMove, lockedTo }: Books) => {
  const bank = { default: "bank", table: {} };
  const settings = voucherSettings({
    orders: { closedPeriod: policy, voucher: { paid: "clearing" } },
    lookups: { paymentMethod: bank },
  });
  return { today, years: YEARS, mayMove, settings, company: { ...plain, lockedTo } };
};
const sale = (day: string, more: Parameters<typeof order>[1] = {}) =>
  order([{ price: "125.00" }], {
    date: `${day}T10:00:00`,
    paidAt: `${day}T10:00:00`,
    paymentMethodId: "7",
    ...more,
  });
const credit = (day: string) => {
  const sold = asSale(
    order([{ price: "125.00", quantity: "-1" }], {
      date: `${day}T10:00:00`,
      creditsOrderId: sourceOrderId(77),
      payment: "refunded",
      paymentMethodId: "7",
    }),
    "negative",
  );
  if (!sold.ok) throw new Error(sold.error.code);
  return sold.value;
};
const part = ({ today }: Books) =>
  partAsOrder(sale("2026-01-05"), contentOf(sale("2026-01-05")), today);
const document = (planned: ReturnType<typeof planOrder>): Outcome =>
  planned.kind === "write" ? planned.document.orderDate : planned.reasons.map(told).join(", ");
const plan = (of: ReturnType<typeof sale>, books: Books, more: Partial<PlanInput>): Outcome =>
  document(planOrder(input(of, { ...given(books), customer: customer("private"), ...more })));
const voucher = (planned: ReturnType<typeof planVoucher>): Outcome =>
  planned.kind === "write" ? planned.voucher.date : planned.reasons.map(told).join(", ");
const facts: VoucherFacts = {
  charged: "125.00",
  currency: "SEK",
  rate: null,
  ledgerItem: null,
  money: { settled: "0.00", owedOn: 1510 },
};
const home = { country: "SE", kind: "private" } as const;

/** Whatever is dated on a day of the shop. */
const DATED: Readonly<Record<string, (books: Books) => Outcome>> = {
  "an invoice": (books) => plan(sale(books.day), books, { form: "invoice" }),
  "a credit": (books) =>
    plan(credit(books.day), books, { form: "credit", credits: { invoice: "4711" } }),
  "a voucher": (books) => voucher(planVoucher(voucherInput(sale(books.day), given(books)))),
  "a credit of a voucher": (books) =>
    voucher(
      planVoucher(
        voucherInput(credit(books.day), {
          ...given(books),
          form: "voucher-credit",
          credits: { voucher: "A12" },
        }),
      ),
    ),
  "a payment": (books) => {
    const planned = planPayment({
      ...given(books),
      order: sale(books.day),
      invoice: { total: "125.00", remaining: "125.00", credited: "0.00" },
      facts: home,
    });
    return planned.kind === "pay" ? planned.date : planned.reasons.map(told).join(", ");
  },
  "a refund": (books) => {
    const planned = planRefund({
      ...given(books),
      due: "125.00",
      order: sale(books.day),
      credits: [{ id: "c1", remaining: "-125.00" }],
      facts: home,
    });
    return planned.kind === "refund" ? planned.date : told(planned.reason);
  },
  "a payment of a voucher": (books) => {
    const planned = planClearing({
      ...voucherInput(sale(books.day), given(books)),
      buyer: "private",
      facts,
      voucher: "A12",
      since: "0.00",
    });
    return planned.kind === "pay"
      ? planned.voucher.date
      : planned.kind === "hold"
        ? told(planned.reason)
        : planned.kind;
  },
};
/** What changed after booking is dated on the day of the change: today. */
const CHANGES: Readonly<Record<string, (books: Books) => Outcome>> = {
  "a credit of what was removed": (books) =>
    plan(part(books), books, { form: "credit", part: true, credits: { invoice: "4711" } }),
  "an invoice of what was added": (books) =>
    plan(part(books), books, { form: "invoice", part: true }),
  "an order that is booked anew as a voucher": (books) =>
    voucher(planVoucher(voucherInput(sale("2026-01-05"), { ...given(books), anew: true }))),
};

describe.each(CLOSED)("a day that is closed (%s)", (why, day, next) => {
  const books = (policy: Policy, more: Partial<Books> = {}): Books => ({
    day,
    today: "2026-11-24",
    policy,
    mayMove: false,
    lockedTo: why === "period-locked" ? "2026-10-31" : null,
    ...more,
  });

  test.each(Object.entries(DATED))(
    "holds %s, moves it, or asks about it; a person's retry is the answer",
    (_, on) => {
      expect([
        on(books("hold")),
        on(books("next-open-day")),
        on(books("ask")),
        on(books("ask", { mayMove: true })),
      ]).toEqual([`period-closed ${why}`, next, `period-closed-ask ${why}`, next]);
    },
  );

  test.each(Object.entries(CHANGES))("holds %s, as no later day is open yet", (_, on) => {
    expect(
      (["hold", "next-open-day", "ask"] as const).map((policy) =>
        on(books(policy, { today: day })),
      ),
    ).toEqual([`period-closed ${why}`, `no-open-day ${why}`, `no-open-day ${why}`]);
  });
});

test.each(Object.entries(CHANGES))(
  "%s is booked on an open today, however closed the order's own day is",
  (_, on) => {
    expect(
      on({
        day: "2026-01-05",
        today: "2026-11-24",
        policy: "hold",
        mayMove: false,
        lockedTo: "2026-10-31",
      }),
    ).toBe("2026-11-24");
  },
);
