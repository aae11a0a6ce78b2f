/**
 * What the last orders had that look-ups are asked for: noted from the plan of a run, each order
 * once, twenty-five at most.
 */
import { beforeEach, expect, test } from "vitest";
import type { Order } from "../../src/domain/orders/order.ts";
import { valuesOf } from "../../src/settings/lookups/occurred-values.ts";
import { plannedOrderValues } from "../../src/sync/run/run-timeline.ts";
import { list, save, write } from "../../src/sync/tenant/counts/order-values.ts";
import { countersOf } from "../../src/sync/tenant/storage/memory.ts";
import { objectSql } from "../support/object-sql.ts";

let sql: SqlStorage;

beforeEach(() => {
  sql = objectSql();
});

const order = {
  paymentConditionId: "3",
  deliveryMethodId: null,
  paymentMethodId: "7",
  date: "2026-02-03T10:00:00",
  invoiceAddress: { country: "SE" },
  deliveryAddress: { country: "FI" },
  lines: [
    { kind: "sales-type", salesTypeId: "s1", vatCode: "H", vatRate: "0.25" },
    { kind: "sales-type", salesTypeId: "s1", vatCode: "H", vatRate: "0.25" },
    { kind: "sales-type", vatCode: "H", vatRate: "0.255" },
    { kind: "gift-card", sku: "GIFT", vatCode: null, vatRate: "0" },
    { kind: "article", sku: "MUG", vatCode: "H", vatRate: "0.25" },
  ],
} as unknown as Order;
const VALUES = {
  termsOfPayment: ["3"],
  salesType: ["s1"],
  giftCard: ["GIFT"],
  paymentMethod: ["7"],
  clearingAccount: ["7"],
  customerCurrency: ["SE"],
  customerDeliveryMethod: ["SE"],
  customerLanguage: ["SE"],
  day: "2026-02-03",
  sold: [
    { vatCode: "H", rate: "25%", country: "FI" },
    { vatCode: "H", rate: "25.5%", country: "FI" },
    { vatCode: null, rate: "0%", country: "FI" },
  ],
};

test("an order's values are each there once, and what it doesn't have isn't", () => {
  expect(valuesOf(order)).toEqual(VALUES);
});

test("nobody asks how an order is paid that isn't paid yet", () => {
  const { paymentMethod, clearingAccount } = valuesOf({ ...order, payment: "open" });
  expect([paymentMethod, clearingAccount]).toEqual([undefined, undefined]);
});

test("they are read from the newest plan of the run that was made from an order", () => {
  const entry = (what: "plan" | "read", detail: unknown) => ({ at: 0, what, title: "", detail });
  expect(
    plannedOrderValues([
      entry("plan", { input: { order: { ...order, lines: [] } } }),
      entry("plan", { input: { order }, plan: {} }),
      entry("read", {}),
    ]),
  ).toEqual(VALUES);
  for (const other of [
    [],
    [entry("plan", [1])],
    [entry("plan", null)],
    [entry("plan", { party: {} })],
    [entry("plan", { input: null })],
  ])
    expect(plannedOrderValues(other)).toBeNull();
});

test("the last twenty-five orders are told, the newest first, written down or not; one that is looked at again counts once, with what it has now", () => {
  const told = () => list(sql).map(({ paymentMethod }) => paymentMethod?.[0]);
  for (let n = 0; n < 200; n += 1) {
    save(sql, `order:${n}`, { paymentMethod: [String(n)] });
    if (n % 7 === 0) write({ sql, atomically: (work) => work() });
  }
  save(sql, "order:180", { paymentMethod: ["new"] });
  const expected = [
    "new",
    ...Array.from({ length: 20 }, (_, n) => String(199 - n)).filter((id) => id !== "180"),
    ...Array.from({ length: 5 }, (_, n) => String(179 - n)),
  ].slice(0, 25);
  expect(told()).toEqual(expected);
  write({ sql, atomically: (work) => work() });
  expect(told()).toEqual(expected);
  expect(countersOf(sql).values.size).toBe(0);
});

test("a shop's first order is there right after it, also where the object goes before its alarm", () => {
  save(sql, "order:1", { paymentMethod: ["1"] });
  save(sql, "order:2", { paymentMethod: ["2"] });
  countersOf(sql).values.clear();
  expect(list(sql)).toEqual([{ paymentMethod: ["1"] }]);
});
