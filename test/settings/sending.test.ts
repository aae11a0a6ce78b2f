import { describe, expect, test } from "vitest";
import { settingsSchema } from "../../src/settings/schema.ts";
import { sendingChoice } from "../../src/flows/orders/documents/sending.ts";

const faults = (orders: Readonly<Record<string, unknown>>): readonly string[] =>
  (settingsSchema.safeParse({ orders }).error?.issues ?? []).map(({ path }) => path.join("."));

test("nothing is sent by default", () => {
  expect(settingsSchema.parse({}).orders.sending).toEqual({ company: "none", private: "none" });
});

test.each([
  ["sales orders that a person invoices", { type: "sales-order" }, false],
  ["drafts that a person books", { type: "draft-invoice" }, false],
  ["invoices", { type: "invoice" }, true],
  [
    "sales orders that are invoiced once delivered",
    { type: "sales-order", invoiceOrders: "delivered" },
    true,
  ],
  [
    "drafts, though sales orders would be invoiced",
    { type: "draft-invoice", invoiceOrders: "delivered" },
    false,
  ],
  [
    "drafts, but sales orders that are invoiced by a rule",
    {
      type: "draft-invoice",
      invoiceOrders: "delivered",
      typeRules: [{ grossFrom: "10.00", type: "sales-order" }],
    },
    true,
  ],
  [
    "drafts, but invoices by a rule",
    { type: "draft-invoice", typeRules: [{ grossFrom: "10.00", type: "invoice" }] },
    true,
  ],
])("sending where orders become %s", (_, orders, taken) => {
  expect(faults({ ...orders, sending: { company: "email" } })).toEqual(
    taken ? [] : ["orders.sending.company"],
  );
});

test("no sending is wished where nothing is sent", () => {
  expect(faults({ type: "draft-invoice", sending: { company: "none", private: "none" } })).toEqual(
    [],
  );
});

test("sending where all orders become vouchers is refused, each wish by its own name", () => {
  expect(
    faults({ type: "mutation", sending: { company: "email", private: "kivra" } }).filter((path) =>
      path.startsWith("orders.sending"),
    ),
  ).toEqual(["orders.sending.company", "orders.sending.private"]);
});

describe("an order of the past", () => {
  const settings = settingsSchema.parse({
    orders: { type: "invoice", sending: { company: "email", private: "kivra" } },
  });

  test("that a back-fill books isn't sent", () => {
    expect(sendingChoice({ settings, backfill: { kind: "order", undo: false } }, false)).toEqual(
      {},
    );
  });

  test("that is only shown is shown as one of today", () => {
    expect([
      sendingChoice({ settings, backfill: { kind: "order", undo: false, shown: true } }, false),
      sendingChoice({ settings, backfill: null }, true),
    ]).toEqual([{ sending: "email" }, { sending: "kivra" }]);
  });
});
