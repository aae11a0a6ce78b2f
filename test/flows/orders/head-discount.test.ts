/**
 * A discount that an order has in its head alone, where the tenant chose an article for its VAT
 * code.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { mug, privateBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

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

type Booked = {
  readonly trialBalance: readonly { readonly account: number; readonly balance: number }[];
  readonly problems: readonly unknown[];
};

const line = (articleCode: string, price: number, vatPercentage: number, quantity = 1): Json => ({
  articleCode,
  price,
  vatPercentage,
  quantity,
});

describe.each(["invoice", "mutation"])("with a return at another rate, booked as %s,", (type) => {
  test.each<[string, readonly Json[], Readonly<Record<number, string>>]>([
    [
      "takes its part off the sale and off the return",
      [line("MUG", 100, 25), line("TEA", 1, 12, -1)],
      { 2611: "18.00", 2621: "-0.10" },
    ],
    [
      "is no fault of the source where the return is large",
      [line("MUG", 100, 25), line("TEA", 40, 12, -1)],
      { 2611: "18.00", 2621: "-3.86" },
    ],
    [
      "goes by the rate of a discount line too",
      [
        line("MUG", 100, 25),
        line("TEA", 100, 12),
        line("BOOK", 30, 6),
        line("BOOK", 30, 6, -1),
        { ...line("BOOK", 20, 6, -1), lineType: "Discount", description: "Off" },
      ],
      { 2611: "18.00", 2621: "9.64", 2631: "-1.02" },
    ],
  ])("%s", async (_, lines, vat) => {
    const world = await FlowWorld.open();
    world.configure({
      orders: { type },
      lookups: type === "mutation" ? VOUCHER_LOOKUPS : {},
    });
    const placed = await world.place({ ...privateBuyer("Back"), discountPercentage: 10, lines });
    const { end, codes } = await world.book(placed.id);
    expect([end.outcome, codes]).toEqual([
      "booked",
      expect.not.arrayContaining(["faulty-source-totals"]),
    ]);
    const books = (await world.control("eaccounting", "GET", "/books")) as Booked;
    const owed = books.trialBalance
      .filter(({ account }) => account > 2610 && account < 2640)
      .map(({ account, balance }) => [account, (-balance).toFixed(2)]);
    expect([Object.fromEntries(owed), books.problems]).toEqual([vat, []]);
  });
});

test("what a discount line takes off is compared with what was sold before the head's discount", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "invoice" } });
  const off = (price: number): Json => ({
    ...line("BOOK", price, 6, -1),
    lineType: "Discount",
    description: "Off",
  });
  const lines = [line("MUG", 100, 25), line("BOOK", 20, 6)];
  const said: unknown[] = [];
  for (const all of [
    [...lines, off(20)],
    [...lines, off(21)],
    [line("MUG", 100, 25), off(20)],
  ]) {
    const body = { ...privateBuyer("Most"), discountPercentage: 10, lines: all };
    const { end } = await world.book((await world.place(body)).id);
    const why = end.reasons.find(({ code }) => code === "discount-exceeds-sold");
    said.push([end.outcome, why?.params ?? null]);
  }
  expect(said).toEqual([
    ["booked", null],
    ["held", { rate: "0.06", discount: "21.00", sold: "20.00" }],
    ["held", { rate: "0.06", discount: "20.00", sold: "0.00" }],
  ]);
});
