/**
 * Credits by VAT rate: a credit takes back no VAT that was never charged, whatever is left of the
 * order as a whole; and of goods of which more comes back than was sold somebody is told.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { privateBuyer } from "../../support/orders.ts";
import { sourceOrderId } from "../../../src/domain/ids.ts";
import { excessAtRate } from "../../../src/flows/orders/documents/credits/excess-credits.ts";
import { contentOf } from "../../../src/flows/orders/booked/booked-vs-charged.ts";
import type { DocumentContent } from "../../../src/flows/port.ts";
import { order } from "../../flows/orders/kit.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const who = privateBuyer("ByRate");

const mug = (quantity: number, price: number): Json => ({
  articleCode: "MUG",
  quantity,
  price,
  vatPercentage: 25,
});
const tea = (quantity: number, price: number): Json => ({
  articleCode: "TEA",
  quantity,
  price,
  vatPercentage: 12,
});
const extra = (lineType: string, quantity: number, price: number, vatPercentage: number): Json => ({
  lineType,
  description: lineType,
  quantity,
  price,
  vatPercentage,
});
const shipping = (quantity: number): Json => extra("Shipping", quantity, 49, 25);
const goodwill = (price: number, vatPercentage: number): Json =>
  extra("Discount", 1, -price, vatPercentage);

type Type = "invoice" | "mutation";
const TYPES: readonly Type[] = ["invoice", "mutation"];

async function opened(type: Type): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type, editedAfterBooking: "delta" },
    lookups: type === "mutation" ? VOUCHER_LOOKUPS : {},
  });
  return world;
}

async function sold(world: FlowWorld, lines: readonly Json[], more: Json = {}) {
  const placed = await world.place({ ...who, ...more, lines });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  return placed;
}

async function credited(world: FlowWorld, of: number, lines: readonly Json[], more: Json = {}) {
  const placed = await world.place({ ...who, ...more, creditsOrderId: of, lines });
  const run = await world.book(placed.id);
  const held = run.end.reasons.find(({ code }) => code === "credit-exceeds-original");
  return {
    id: placed.id,
    outcome: run.end.outcome,
    codes: run.codes,
    writes: run.writes,
    rate: held?.params["rate"] ?? null,
    beyond: run.end.reasons.filter(({ code }) => code === "credit-beyond-line"),
  };
}

/** VAT owed, by account; without what comes to nothing. */
async function owed(world: FlowWorld): Promise<Readonly<Record<number, string>>> {
  const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
    problems: unknown[];
  };
  expect(problems).toEqual([]);
  return Object.fromEntries(
    trialBalance
      .filter(({ account, balance }) => account > 2610 && account < 2640 && balance !== 0)
      .map(({ account, balance }) => [account, (-balance).toFixed(2)]),
  );
}

describe.each(TYPES)("a credit of an order that is booked as %s", (type) => {
  const BOOKED = type === "invoice" ? "credit-booked" : "voucher-credit-booked";

  test("is held with the rate where it takes back more than was sold at that rate", async () => {
    const world = await opened(type);
    const order = await sold(world, [mug(1, 10), tea(1, 90)]);
    const before = await owed(world);
    const over = await credited(world, order.id, [mug(-5, 10)]);
    expect([over.outcome, over.codes, over.rate, over.writes]).toEqual([
      "held",
      ["credit-exceeds-original"],
      "0.25",
      [],
    ]);
    expect(await owed(world)).toEqual(before);
    expect(before).toEqual({ 2611: "2.00", 2621: "9.64" });
  });

  test("is held where it is of a rate at which nothing was sold", async () => {
    const world = await opened(type);
    const order = await sold(world, [mug(1, 100)]);
    const other = await credited(world, order.id, [tea(-1, 50)]);
    expect([other.outcome, other.codes, other.rate]).toEqual([
      "held",
      ["credit-exceeds-original"],
      "0.12",
    ]);
  });

  test("counts what credits before it took back at the rate", async () => {
    const world = await opened(type);
    const order = await sold(world, [mug(4, 10), tea(1, 90)]);
    const codes: (string | undefined)[] = [];
    for (const lines of [[mug(-3, 10)], [goodwill(10, 25)], [goodwill(1, 25)], [tea(-1, 90)]])
      codes.push((await credited(world, order.id, lines)).codes[0]);
    expect(codes).toEqual([BOOKED, BOOKED, "credit-exceeds-original", BOOKED]);
    expect(await owed(world)).toEqual({});
  });

  test("of an amount is booked at a rate that was sold, and without VAT at any", async () => {
    const world = await opened(type);
    const order = await sold(world, [mug(1, 100), tea(1, 90)]);
    for (const lines of [[goodwill(20, 25)], [goodwill(20, 12)], [extra("Fee", -1, 20, 0)]])
      expect((await credited(world, order.id, lines)).codes[0]).toBe(BOOKED);
    expect(await owed(world)).toEqual({ 2611: "16.00", 2621: "7.50" });
  });

  test.each<[string, Json]>([
    ["shipping", extra("Shipping", -1, 20, 0)],
    ["a tip", extra("Tip", -1, 20, 0)],
  ])("of %s without VAT is booked, whatever was sold", async (_, line) => {
    const world = await opened(type);
    const order = await sold(world, [mug(1, 100)]);
    expect((await credited(world, order.id, [line])).codes[0]).toBe(BOOKED);
    expect(await owed(world)).toEqual({ 2611: "20.00" });
  });

  test("that takes back goods and keeps a fee is booked", async () => {
    const world = await opened(type);
    const order = await sold(world, [mug(1, 100)]);
    const less = await credited(world, order.id, [mug(-1, 100), extra("Fee", 1, 20, 25)]);
    expect(less.codes[0]).toBe(BOOKED);
    expect(await owed(world)).toEqual({ 2611: "4.00" });
  });

  test("takes back no more than was left of a discount of the whole order", async () => {
    const world = await opened(type);
    const lines = [mug(1, 100), tea(1, 100)];
    const order = await sold(world, lines, { discountPercentage: 10 });
    expect((await credited(world, order.id, [mug(-1, 100)])).rate).toBe("0.25");
    const right = await credited(world, order.id, [mug(-1, 100)], { discountPercentage: 10 });
    expect(right.codes[0]).toBe(BOOKED);
    expect(await owed(world)).toEqual({ 2621: "9.64" });
  });

  test("goes by what was edited after booking", async () => {
    const world = await opened(type);
    const order = await sold(world, [mug(1, 10), tea(1, 90)]);
    await world.control("asperion", "PATCH", `/orders/${order.id}`, {
      lines: [mug(5, 10), tea(1, 90)],
    });
    expect((await world.book(order.id)).end.outcome).toBe("updated");
    expect((await credited(world, order.id, [mug(-5, 10)])).codes[0]).toBe(BOOKED);
    expect((await credited(world, order.id, [goodwill(1, 25)])).rate).toBe("0.25");
  });

  test("of more pieces than were sold is booked within its rate, and told", async () => {
    const world = await opened(type);
    const order = await sold(world, [mug(1, 100), shipping(1)]);
    const first = await credited(world, order.id, [shipping(-1)]);
    expect([first.codes[0], first.beyond]).toEqual([BOOKED, []]);
    const second = await credited(world, order.id, [shipping(-1)]);
    expect([second.codes[0], second.beyond.map(({ params }) => params)]).toEqual([
      BOOKED,
      [{ sku: null, line: 1, sold: "1", credited: "2" }],
    ]);
  });

  test("of more pieces at another price is told as well, once an article", async () => {
    const world = await opened(type);
    const order = await sold(world, [mug(2, 100)]);
    const first = await credited(world, order.id, [mug(-1, 60)]);
    expect([first.codes[0], first.beyond]).toEqual([BOOKED, []]);
    const second = await credited(world, order.id, [mug(-1, 40), mug(-1, 30)]);
    expect([second.codes[0], second.beyond.map(({ params }) => params)]).toEqual([
      BOOKED,
      [{ sku: "MUG", line: 1, sold: "2", credited: "3" }],
    ]);
  });

  test("of what was sold with a discount, at the price after it, is no more than was sold", async () => {
    const world = await opened(type);
    const order = await sold(world, [{ ...mug(2, 100), discountPercentage: 10 }]);
    const all = await credited(world, order.id, [mug(-2, 90)]);
    expect([all.codes[0], all.beyond]).toEqual([BOOKED, []]);
  });
});

test("a credit of an invoice that is kept in an older form is held by its total alone", async () => {
  const world = await opened("invoice");
  const order = await sold(world, [mug(1, 10), tea(1, 90)]);
  for (const { content: _, ...document } of world.documentsOf(order.id))
    world.save(`order:${order.id}`, document);
  expect((await credited(world, order.id, [mug(-5, 10)])).codes[0]).toBe("credit-booked");
  expect((await credited(world, order.id, [mug(-6, 10)])).rate).toBeNull();
});

test("goods, by article or sales type, and cards have to have been sold without VAT", () => {
  const content = contentOf(order([{ price: "100.00" }]));
  const sale = { role: "invoice", n: 1, id: "1", number: "7", state: "live", content } as const;
  const KINDS = [
    "article",
    "sales-type",
    "shipping",
    "discount",
    "fee",
    "tip",
    "gift-card",
  ] as const;
  const held = KINDS.filter((kind) => {
    const credit = order([{ kind, quantity: "-1", price: "20.00", rate: "0" }], {
      creditsOrderId: sourceOrderId(400),
    });
    const of = { ...credit, lines: credit.lines.map((line) => ({ ...line, gross: "20.00" })) };
    return excessAtRate({ sold: [sale as unknown as DocumentContent], taken: [] }, of) !== null;
  });
  expect(held).toEqual(["article", "sales-type", "gift-card"]);
});

describe("credits that lower a sales order", () => {
  async function lowered(lines: readonly Json[], taken: readonly Json[]) {
    const world = await FlowWorld.open();
    world.configure({ orders: { type: "sales-order", creditOfSalesOrder: "lower" } });
    const order = await sold(world, lines);
    const before = (await world.ledger())["orders"];
    const credit = await world.place({ ...who, creditsOrderId: order.id, lines: taken });
    await world.book(credit.id);
    const run = await world.book(order.id);
    const same = JSON.stringify((await world.ledger())["orders"]) === JSON.stringify(before);
    return [run.end.outcome, run.end.reasons[0], same];
  }

  test("hold it where they take off more than was ordered at a rate", async () => {
    expect(await lowered([mug(1, 10), tea(1, 90)], [mug(-5, 10)])).toEqual([
      "held",
      {
        code: "credits-exceed-order",
        params: { order: "10.00", credited: "50.00", rate: "0.25" },
      },
      true,
    ]);
  });

  test("lower it by shipping without VAT, whatever was ordered", async () => {
    const [outcome, , same] = await lowered([mug(9, 10)], [extra("Shipping", -1, 20, 0)]);
    expect([outcome, same]).toEqual(["updated", false]);
  });

  test("hold it where they take off more pieces than were ordered", async () => {
    expect(await lowered([mug(9, 10), shipping(1)], [shipping(-1.5)])).toEqual([
      "held",
      {
        code: "credits-exceed-line",
        params: { sku: null, line: 2, ordered: "1", credited: "1.5" },
      },
      true,
    ]);
  });
});
