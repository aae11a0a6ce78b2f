/**
 * A sales order that credits lower, each credit rounded by itself as a shop does: the ledger has
 * the order less its credits, to the cent, and nothing once all is taken back.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer } from "../../support/orders.ts";

const mug = (quantity: number, price: number, more: Json = {}): Json => ({
  articleCode: "MUG",
  vatCode: "H",
  quantity,
  price,
  ...more,
});
const tea = (quantity: number, price: number): Json => ({
  articleCode: "TEA",
  vatCode: "M",
  quantity,
  price,
});
const amountOf = (lineType: string, quantity: number, price: number): Json => ({
  lineType,
  description: lineType,
  vatCode: "H",
  quantity,
  price,
});
const card = (quantity: number, price: number): Json => ({
  lineType: "GiftCard",
  description: "Card",
  vatCode: "N",
  quantity,
  price,
});

const cents = (figure: unknown): number => Math.round(Number(figure) * 100);

/** What the ledger has after each credit, beside what it should have; and what was held. */
async function lowered(head: Json, lines: readonly Json[], credits: readonly (readonly Json[])[]) {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type: "sales-order", payments: "none", creditOfSalesOrder: "lower" },
  });
  const who = { ...companyBuyer("Cents"), pricesIncludeVat: false, paymentStatus: "Open", ...head };
  const order = await world.place({ ...who, lines });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  const cards = lines.filter((line) => line["lineType"] === "GiftCard");
  let due = cents(order["amountInclVat"]) + cents(cards.map((one) => one["price"])[0] ?? 0);
  const seen: (readonly [ledger: number, due: number, outcome: string, code: string])[] = [];
  for (const back of credits) {
    const credit = (await world.place({
      ...who,
      creditsOrderId: order.id,
      lines: back,
    })) as Json & {
      id: number;
    };
    const goods = back.filter((line) => line["lineType"] !== "GiftCard");
    due += cents(credit["amountInclVat"]);
    if (goods.length < back.length) due -= cents(back.at(-1)?.["price"]);
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
    const run = await world.book(order.id);
    const { orders = [] } = await world.ledger();
    const [there] = orders.filter((one) =>
      String(one["OurReference"]).startsWith(`${String(order["orderNumber"])} #`),
    );
    const has = there === undefined ? 0 : cents(there["Amount"]) + cents(there["VatAmount"]);
    seen.push([has, due, run.end.outcome, run.codes[0] ?? ""]);
  }
  return seen;
}

type Case = {
  readonly name: string;
  readonly head?: Json;
  readonly lines: readonly Json[];
  readonly credits: readonly (readonly Json[])[];
  /** In cents, after all credits. */
  readonly left: number;
};

const CASES: readonly Case[] = [
  {
    name: "a cent more VAT than three pieces that came back one by one: it stays in the order",
    lines: [mug(3, 33.33), tea(1, 100)],
    credits: [[mug(-1, 33.33)], [mug(-1, 33.33)], [mug(-1, 33.33)]],
    left: 112_01,
  },
  {
    name: "a cent less",
    lines: [mug(3, 33.34), tea(1, 100)],
    credits: [[mug(-1, 33.34)], [mug(-1, 33.34)], [mug(-1, 33.34)]],
    left: 111_99,
  },
  {
    name: "several cents on the one piece that is left of ten",
    lines: [mug(10, 33.33)],
    credits: Array.from({ length: 9 }, () => [mug(-1, 33.33)]),
    left: 41_69,
  },
  {
    name: "a line discount in the order, the price after it in the credit",
    lines: [mug(2, 100, { discountPercentage: 10 }), tea(1, 100)],
    credits: [[mug(-2, 90)]],
    left: 112_00,
  },
  {
    name: "a discount line that is given back in halves, beside tea that stays",
    lines: [mug(2, 100), amountOf("Discount", -1, 20), tea(1, 100)],
    credits: [
      [mug(-1, 100), amountOf("Discount", 1, 10)],
      [mug(-1, 100), amountOf("Discount", 1, 10)],
    ],
    left: 112_00,
  },
  {
    name: "a part of an order that a gift card paid a part of",
    lines: [mug(1, 100), tea(1, 100), card(-1, 25)],
    credits: [[mug(-1, 100)]],
    left: 112_00,
  },
  {
    name: "a part, some of it back on the gift card",
    lines: [mug(1, 100), tea(1, 100), card(-1, 125)],
    credits: [[mug(-1, 100), card(1, 100)]],
    left: 112_00,
  },
];

test.each(CASES.map((one) => [one.name, one] as const))("%s", async (_, one) => {
  const seen = await lowered(one.head ?? {}, one.lines, one.credits);
  expect(seen.map(([has, due, outcome]) => [has - due, outcome])).toEqual(
    one.credits.map(() => [0, "updated"]),
  );
  expect(seen.at(-1)?.[0]).toBe(one.left);
});

describe("all of it is taken back: the sales order is deleted", () => {
  const WHOLE: readonly Omit<Case, "left">[] = [
    {
      name: "a discount of the head, two pieces one by one",
      head: { discountPercentage: 10 },
      lines: [mug(2, 100)],
      credits: [[mug(-1, 100)], [mug(-1, 100)]],
    },
    {
      name: "a discount line, given back in halves",
      lines: [mug(2, 100), amountOf("Discount", -1, 20)],
      credits: [
        [mug(-1, 100), amountOf("Discount", 1, 10)],
        [mug(-1, 100), amountOf("Discount", 1, 10)],
      ],
    },
    {
      name: "a discount line that is given back in thirds",
      lines: [mug(3, 33.33), amountOf("Discount", -1, 10)],
      credits: Array.from({ length: 3 }, () => [mug(-1, 33.33), amountOf("Discount", 1, 3.33)]),
    },
    {
      name: "a discount of the head, three pieces one by one",
      head: { pricesIncludeVat: true, discountPercentage: 10 },
      lines: [mug(3, 33.33)],
      credits: Array.from({ length: 3 }, () => [mug(-1, 33.33)]),
    },
    {
      name: "lines that were rounded twice, one by one",
      lines: [mug(3, 37.04, { discountPercentage: 10 })],
      credits: Array.from({ length: 3 }, () => [mug(-1, 37.04, { discountPercentage: 10 })]),
    },
    {
      name: "a line discount in the order, the price after it in the credit",
      lines: [mug(2, 100, { discountPercentage: 10 })],
      credits: [[mug(-2, 90)]],
    },
    {
      name: "by a cent less than it came to, as each piece was rounded by itself",
      lines: [mug(3, 33.33)],
      credits: [[mug(-1, 33.33)], [mug(-1, 33.33)], [mug(-1, 33.33)]],
    },
    {
      name: "by a cent more",
      lines: [mug(3, 33.34)],
      credits: [[mug(-1, 33.34)], [mug(-1, 33.34)], [mug(-1, 33.34)]],
    },
    {
      name: "a gift card paid a part, and isn't in the credit",
      lines: [mug(1, 100), card(-1, 25)],
      credits: [[mug(-1, 100)]],
    },
    {
      name: "a gift card paid a part, and gets it back",
      lines: [mug(1, 100), card(-1, 25)],
      credits: [[mug(-1, 100), card(1, 25)]],
    },
    {
      name: "a gift card paid all",
      lines: [mug(1, 100), card(-1, 125)],
      credits: [[mug(-1, 100)]],
    },
  ];
  test.each(WHOLE.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const seen = await lowered(one.head ?? {}, one.lines, one.credits);
    expect(seen.map(([, , outcome]) => outcome)).toEqual(one.credits.map(() => "updated"));
    const [has, , , code] = seen.at(-1) ?? [];
    expect([has, code]).toEqual([0, "order-removed-credited"]);
  });
});

test("what a card paid beyond what is left is held: nobody knows where it went", async () => {
  const seen = await lowered({}, [mug(1, 100), tea(1, 100), card(-1, 200)], [[mug(-1, 100)]]);
  expect(seen.map(([, , outcome, code]) => [outcome, code])).toEqual([
    ["held", "gift-card-exceeds-order"],
  ]);
});

test("a fee and a piece that stay are no rounding", async () => {
  const lines = [mug(1, 100), amountOf("Fee", 1, 0.01), tea(1, 0.01)];
  const [after] = await lowered({}, lines, [[mug(-1, 100)]]);
  expect(after).toEqual([2, 2, "updated", "order-updated"]);
});

test("one credit of more than the order, by a cent, is held", async () => {
  const seen = await lowered({ pricesIncludeVat: true }, [mug(1, 100)], [[mug(-1, 100.01)]]);
  expect(seen.map(([, , outcome, code]) => [outcome, code])).toEqual([
    ["held", "credits-exceed-order"],
  ]);
});

test("a cent that is given beside all pieces is held", async () => {
  const credits = [[amountOf("Discount", -1, 0.01)], [mug(-1, 100)]];
  const seen = await lowered({ pricesIncludeVat: true }, [mug(1, 100)], credits);
  expect(seen.map(([, , outcome, code]) => [outcome, code])).toEqual([
    ["updated", "order-updated"],
    ["held", "credits-exceed-order"],
  ]);
});
