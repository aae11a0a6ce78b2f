/**
 * A discount that an order has in its head alone, where the tenant chose an article for its VAT
 * code.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { mug, privateBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../support/voucher-accounts.ts";

/** The set-up's system article of that rate: no line names it. */
const OFF = "AS-AVGIFT-25";

const off: Json = {
  ...privateBuyer("Off"),
  discountPercentage: 10,
  lines: [{ ...mug(), price: 125 }],
};

test.each<[string, Json, Json]>([
  ["sales-order", {}, { vat: { table: { H: OFF } } }],
  ["invoice", {}, { vat: { table: { H: OFF } } }],
  [
    "mutation",
    { voucher: { level: "extreme" } },
    { ...VOUCHER_LOOKUPS, vat: { table: { H: OFF } } },
  ],
])("is booked as %s", async (type, orders, lookups) => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type, ...orders }, lookups });
  const { articles = [] } = await world.ledger();
  const names = articles.map(({ Number: name }) => String(name));
  expect(names).toContain(OFF);
  const placed = await world.place(off);
  const { end, codes } = await world.book(placed.id);
  expect([end.outcome, codes]).toEqual([
    "booked",
    expect.not.arrayContaining(["article-not-found"]),
  ]);
  expect(end.figures?.gross).toBe("112.50");
});

test("is held as a faulty source where the head has more than two decimals", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order" } });
  const placed = await world.place(off);
  world.shopSays = (body) =>
    JSON.parse(
      JSON.stringify(body).replaceAll('"amountInclVat":112.5,', '"amountInclVat":112.5001,'),
    );
  const { end, codes } = await world.book(placed.id);
  expect([end.outcome, codes]).toEqual(["held", expect.arrayContaining(["faulty-source-totals"])]);
});
