/**
 * Each case of the acceptance suite, planned and then added up by a ledger that shares nothing with
 * the planner.
 */
import { describe, expect, test } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import { lookupFacts } from "../../../src/flows/orders/shared/filled-fields.ts";
import { type Plan, PLAN_VERSION } from "../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { asSale } from "../../../src/flows/orders/intake/order-case.ts";
import { contentOf, saleLinesOf } from "../../../src/flows/orders/booked/booked-vs-charged.ts";
import { paidByCards, splitGiftCards } from "../../../src/flows/orders/money/lines.ts";
import { planCards, planPayment } from "../../../src/flows/orders/payments/plan-payment.ts";
import type { LookupFacts } from "../../../src/settings/lookups/lookup-key.ts";
import { company, countries, documentOf, order, settings, shown } from "../../flows/orders/kit.ts";
import { addUp, cents as centsOf, text } from "../../flows/orders/little-ledger.ts";
import { BOOKING } from "./booking.cases.ts";
import type { AcceptanceCase, Made } from "./case.ts";
import { TABLES } from "./coding-tables.cases.ts";
import { CODED } from "./codings.cases.ts";
import { CREDITS } from "./credits.cases.ts";
import { PARTS } from "./credits-of-sales.cases.ts";
import { ABROAD } from "./cross-border.cases.ts";
import { GIFT_CARDS } from "./gift-cards.cases.ts";
import { HELD } from "./held.cases.ts";
import { KINDS } from "./kinds.cases.ts";
import { LINES } from "./lines.cases.ts";
import { LOOKUPS } from "./lookups.cases.ts";
import { PAYMENTS } from "./payments.cases.ts";
import { inputOf, sold, typeOf } from "./planned.ts";
import { ROUNDING } from "./rounding.cases.ts";
import { TYPES } from "./types.cases.ts";

const GROUPS = {
  "what an order becomes": TYPES,
  "the figure that was paid": ROUNDING,
  "kinds of lines": LINES,
  "fees, tips, sales types and missing articles": KINDS,
  "gift cards": GIFT_CARDS,
  "the day of booking": BOOKING,
  "what was paid": PAYMENTS,
  "what is taken back": CREDITS,
  "taken back as it was sold": PARTS,
  "what is held": HELD,
  "other countries and currencies": ABROAD,
  "what look-ups choose": LOOKUPS,
  "goods by coding": CODED,
  "shipping, discounts, fees and tips by coding": TABLES,
} as const;

const names = Object.values(GROUPS).flatMap((cases) => cases.map(({ name }) => name));

test("no two cases bear one name", () => {
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe.each(Object.entries(GROUPS))("%s", (_, cases: readonly AcceptanceCase[]) => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const plan = planned(one);
    if ("held" in one.expect) {
      expect([plan.kind, plan.reasons.map(({ code }) => code)]).toEqual(["hold", one.expect.held]);
      return;
    }
    const document = documentOf(plan);
    const { expect: wanted } = one;
    expect([typeOf(one), charged(one)]).toEqual([wanted.type, wanted.gross]);
    const booked = addUp(document.rows, document.pricesIncludeVat, one.rounding ?? "rate");
    expect({ gross: text(booked.gross), vat: vatOf(booked.vatPerRate) }).toEqual({
      gross: wanted.sale ?? wanted.gross,
      vat: wanted.vat,
    });
    if (wanted.rows !== undefined) expect(shown(document.rows)).toEqual(wanted.rows);
    if (wanted.articles !== undefined)
      expect(document.rows.flatMap((row) => row.articleId ?? [])).toEqual(wanted.articles);
    if (wanted.texts !== undefined)
      expect(document.rows.map((row) => row.text)).toEqual(wanted.texts);
    if (wanted.date !== undefined) expect(document.orderDate).toBe(wanted.date);
    const total = document.prediction[document.rounding].gross;
    if (wanted.cards !== undefined) expect(cards(one, total)).toEqual(wanted.cards);
    if (wanted.payment !== undefined) expect(paid(one, total)).toEqual(wanted.payment);
    const codes = [...plan.reasons, ...document.rows.flatMap((row) => row.reasons)].map(
      ({ code }) => code,
    );
    expect((wanted.because ?? []).filter((code) => !codes.includes(code))).toEqual([]);
  });
});

const factsOf = (one: AcceptanceCase): LookupFacts =>
  lookupFacts(sold(one), { company: { ...company, ...one.company }, countries }, one.buyer);

function cards(one: AcceptanceCase, total: string): Made["cards"] {
  const { cards: used } = splitGiftCards(sold(one));
  const invoice = {
    total,
    remaining: one.invoice?.remaining ?? total,
    credited: one.invoice?.credited ?? "0.00",
  };
  const planned = planCards({
    order: sold(one),
    cards: used,
    invoices: [invoice],
    done: [],
    money: "0.00",
    settings: settings(one.settings),
    company: { ...company, ...one.company },
    today: one.today ?? "2026-11-24",
    years: one.years ?? [],
    mayMove: false,
    facts: factsOf(one),
  });
  if (planned.kind !== "pay")
    return planned.kind === "none"
      ? { none: planned.reasons.map(({ code }) => code) }
      : { held: planned.reasons.map(({ code }) => code) };
  return planned.payments.map(({ amount, complete, date, bankAccountId }) => ({
    amount,
    complete,
    date,
    bank: bankAccountId,
  }));
}

/** The payment of the case once its gift cards are registered, in the words of its expectation. */
function paid(one: AcceptanceCase, total: string): Made["payment"] {
  const byCard = paidByCards(splitGiftCards(sold(one)).cards);
  const before = one.invoice?.remaining ?? total;
  const byHand = cards(one, total);
  const registered =
    byHand === undefined || !("none" in byHand) || byHand.none.length === 0 ? byCard : "0.00";
  const invoice = {
    total,
    remaining: text(centsOf(before) - centsOf(registered)),
    credited: one.invoice?.credited ?? "0.00",
  };
  const planned = planPayment({
    order: sold(one),
    invoice,
    cards: byCard,
    settings: settings(one.settings),
    company: { ...company, ...one.company },
    today: one.today ?? "2026-11-24",
    years: one.years ?? [],
    mayMove: false,
    facts: factsOf(one),
  });
  const codes = planned.reasons.map(({ code }) => code);
  if (planned.kind !== "pay") return planned.kind === "none" ? { none: codes } : { held: codes };
  return {
    amount: planned.amount,
    complete: planned.complete,
    date: planned.date,
    bank: planned.bankAccountId,
  };
}

/** A credit is planned as the sale that it takes back. */
function planned(one: AcceptanceCase): Plan {
  const placed = sold(one);
  if (placed.creditsOrderId === null) return planOrder(inputOf(one, placed));
  const sale = asSale(placed, settings(one.settings).orders.creditSign);
  return sale.ok
    ? planOrder({
        ...inputOf(one, { ...sale.value, ...partOf(one) }),
        form: "credit",
        credits: { invoice: "4711" },
      })
    : { version: PLAN_VERSION, kind: "hold", reasons: [sale.error] };
}

function partOf(one: AcceptanceCase): Pick<Order, "partOf"> {
  if (one.sale === undefined) return {};
  const lines =
    one.sale === "unknown" ? null : saleLinesOf(contentOf(order(one.sale, { gross: "1.00" })));
  return { partOf: { lines } };
}

const charged = (one: AcceptanceCase): string => sold(one).gross.replace("-", "");

/** Rates of the little ledger are ten-thousandths. */
const vatOf = (perRate: ReadonlyMap<bigint, bigint>): Record<string, string> =>
  Object.fromEntries(
    [...perRate].flatMap(([rate, vat]) =>
      vat === 0n ? [] : [[String(Number(rate) / 10_000), text(vat)]],
    ),
  );
