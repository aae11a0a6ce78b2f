/**
 * Credits of orders that are sales orders in the ledger: nothing is guessed, and in the end order
 * and credit sum to what was charged.
 */
import { describe, expect, test } from "vitest";
import { CLIENT } from "../../sandbox/eaccounting/app.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const who = companyBuyer("Returning");

async function opened(orders: Json): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order", ...orders } });
  return world;
}

const tea = (quantity: number): Json => ({
  articleCode: "TEA",
  quantity,
  price: 90,
  vatPercentage: 12,
});
const sold = (world: FlowWorld, more: Json = {}) =>
  world.place({ ...who, lines: [mug(10)], ...more });
const creditOf = (world: FlowWorld, id: number, lines: readonly Json[] = [mug(-4)]) =>
  world.place({ ...who, creditsOrderId: id, lines });

/** Somebody invoices an order in the ledger. */
async function invoiceByHand(world: FlowWorld): Promise<void> {
  const company = world.eaccounting.world().company("Demo AB");
  const [order] = (await world.ledger())["orders"] ?? [];
  const { grants } = world.eaccounting.oauth;
  const { accessToken } = grants.issue(
    grants.open({ clientId: CLIENT.id, subject: String(company?.id), scope: "ea:api ea:sales" }),
  );
  const answer = await world.eaccounting.app.request(
    `http://eaccounting.local/v2/orders/${String(order?.["Id"])}/convert`,
    {
      method: "POST",
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      body: "{}",
    },
  );
  expect(answer.status).toBe(200);
}

const total = async (world: FlowWorld): Promise<string> =>
  ((await world.ledger())["customerinvoices"] ?? [])
    .reduce((sum, one) => sum + Number(one["TotalAmountInvoiceCurrency"]), 0)
    .toFixed(2);

describe("a credit of a sales order", () => {
  test("that nobody has invoiced is held, and the order in the ledger stays as it was", async () => {
    const world = await opened({});
    const order = await sold(world);
    await world.book(order.id);
    const before = (await world.ledger())["orders"];
    const run = await world.book((await creditOf(world, order.id)).id);
    expect([run.end.outcome, run.codes, run.writes]).toEqual([
      "held",
      ["credit-of-sales-order"],
      [],
    ]);
    expect((await world.ledger())["orders"]).toEqual(before);
  });

  test("that a person invoiced in the ledger is a credit of that invoice, once a person says retry, and never of more", async () => {
    const world = await opened({});
    const order = await sold(world);
    await world.book(order.id);
    const credit = await creditOf(world, order.id);
    await world.book(credit.id);
    await invoiceByHand(world);
    const run = await world.book(credit.id, ["retry-by-person"]);
    expect([run.end.outcome, run.codes[0]]).toEqual(["booked", "credit-booked"]);
    expect(await total(world)).toBe((Number(order["amountInclVat"]) * 0.6).toFixed(2));
    const over = await world.book((await creditOf(world, order.id, [mug(-7)])).id);
    expect([over.end.outcome, over.codes[0]]).toEqual(["held", "credit-exceeds-original"]);
  });

  test("that is invoiced once it is delivered waits for that, and together they are what was charged", async () => {
    const world = await opened({ invoiceOrders: "delivered" });
    const order = await sold(world);
    await world.book(order.id);
    const credit = await creditOf(world, order.id, [mug(-10)]);
    expect((await world.book(credit.id)).codes).toEqual(["credit-waits-for-original"]);
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 4 });
    await world.book(order.id);
    expect((await world.book(credit.id)).codes[0]).toBe("credit-booked");
    expect(await total(world)).toBe("0.00");
  });
});

describe("a credit of an amount, without articles", () => {
  test.each([
    [
      "a discount of one rate",
      [
        {
          lineType: "Discount",
          description: "Goodwill",
          quantity: 1,
          price: -50,
          vatPercentage: 25,
        },
      ],
    ],
    [
      "a fee given back",
      [{ lineType: "Fee", description: "Goodwill", quantity: -1, price: 50, vatPercentage: 25 }],
    ],
    [
      "a discount of two rates",
      [
        {
          lineType: "Discount",
          description: "Goodwill",
          quantity: 1,
          price: -33.33,
          vatPercentage: 25,
        },
        {
          lineType: "Discount",
          description: "Goodwill",
          quantity: 1,
          price: -9.99,
          vatPercentage: 12,
        },
      ],
    ],
  ])("%s is booked by its rates, to the cent", async (_, lines) => {
    const world = await opened({ type: "invoice" });
    const order = await sold(world, { lines: [mug(10), tea(1)] });
    await world.book(order.id);
    const credit = await creditOf(world, order.id, lines);
    const run = await world.book(credit.id);
    expect([run.end.outcome, run.codes[0]]).toEqual(["booked", "credit-booked"]);
    const credits = ((await world.ledger())["customerinvoices"] ?? []).filter(
      (one) => one["IsCreditInvoice"] === true,
    );
    expect(
      credits.map((one) => Math.abs(Number(one["TotalAmountInvoiceCurrency"])).toFixed(2)),
    ).toEqual([Math.abs(Number(credit["amountInclVat"])).toFixed(2)]);
    expect(
      credits.map((one) => Math.abs(Number(one["TotalVatAmountInvoiceCurrency"])).toFixed(2)),
    ).toEqual([Math.abs(Number(credit["vatAmount"])).toFixed(2)]);
  });
});

type Credits = {
  readonly name: string;
  readonly type: "invoice" | "mutation";
  readonly sold: readonly Json[];
  readonly credits: readonly (readonly Json[])[];
  readonly codes: readonly string[];
  /** What is left of the order in the books. */ readonly left: string;
};

const priced = (quantity: number, price: number, articleCode = "MUG"): Json => ({
  articleCode,
  quantity,
  price,
});
const shipping = (quantity: number, price: number): Json => ({
  lineType: "Shipping",
  description: "Shipping",
  quantity,
  price,
  vatPercentage: 25,
});
const BOOKED = { invoice: "credit-booked", mutation: "voucher-credit-booked" } as const;
const three = (type: "invoice" | "mutation"): Credits => ({
  name: "two credits, and a third that would be more than was sold",
  type,
  sold: [priced(10, 10)],
  credits: [[priced(-4, 10)], [priced(-4, 10)], [priced(-3, 10)]],
  codes: [BOOKED[type], BOOKED[type], "credit-exceeds-original"],
  left: "20.00",
});

const IN_A_ROW: readonly Credits[] = [
  three("invoice"),
  three("mutation"),
  {
    name: "a third that fits takes the rest, to nothing",
    type: "invoice",
    sold: [priced(3, 33.33)],
    credits: [[priced(-1, 33.33)], [priced(-1, 33.33)], [priced(-1, 33.33)]],
    codes: [BOOKED.invoice, BOOKED.invoice, BOOKED.invoice],
    left: "0.00",
  },
  {
    name: "one of everything, and a cent more",
    type: "invoice",
    sold: [priced(1, 99.99)],
    credits: [
      [priced(-1, 99.99)],
      [
        {
          lineType: "Discount",
          description: "Goodwill",
          quantity: 1,
          price: -0.01,
          vatPercentage: 25,
        },
      ],
    ],
    codes: [BOOKED.invoice, "credit-exceeds-original"],
    left: "0.00",
  },
  {
    name: "the shipping by itself, then the goods",
    type: "invoice",
    sold: [priced(2, 50), shipping(1, 0.49)],
    credits: [[shipping(-1, 0.49)], [priced(-2, 50)]],
    codes: [BOOKED.invoice, BOOKED.invoice],
    left: "0.00",
  },
  {
    name: "one that was refused takes nothing from the next",
    type: "invoice",
    sold: [priced(2, 50)],
    credits: [[priced(-3, 50)], [priced(-2, 50)]],
    codes: ["credit-exceeds-original", BOOKED.invoice],
    left: "0.00",
  },
];

describe("credits of one order, one after another", () => {
  test.each(IN_A_ROW.map((one) => [`${one.type}: ${one.name}`, one] as const))(
    "%s",
    async (_, { type, sold: lines, credits, codes, left }) => {
      const world = await FlowWorld.open();
      world.configure({ orders: { type }, lookups: type === "mutation" ? VOUCHER_LOOKUPS : {} });
      const order = await world.place({ ...who, pricesIncludeVat: true, lines });
      await world.book(order.id);
      const met: (string | undefined)[] = [];
      for (const taken of credits)
        met.push(
          (
            await world.book(
              (
                await world.place({
                  ...who,
                  pricesIncludeVat: true,
                  creditsOrderId: order.id,
                  lines: taken,
                })
              ).id,
            )
          ).codes[0],
        );
      const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
        trialBalance: { account: number; balance: number }[];
        problems: unknown[];
      };
      const owed = (trialBalance.find(({ account }) => account === 1510)?.balance ?? 0).toFixed(2);
      expect([met, owed, problems]).toEqual([codes, left, []]);
    },
  );
});

test("a credit of a credit, and one of itself, waits for nothing: it is held", async () => {
  const world = await opened({ type: "invoice" });
  const order = await sold(world);
  await world.book(order.id);
  const credit = await creditOf(world, order.id);
  await world.book(credit.id);
  expect((await world.book((await creditOf(world, credit.id)).id)).codes).toEqual([
    "credit-original-not-here",
  ]);
  const alone = await creditOf(world, order.id);
  await world.control("asperion", "PATCH", `/orders/${alone.id}`, { creditsOrderId: alone.id });
  expect((await world.book(alone.id)).codes).toEqual(["credit-original-not-here"]);
});

test("a credit whose order is on hold says so as long as it waits, and is booked after the order", async () => {
  const world = await opened({ type: "invoice" });
  const order = await world.place({
    ...who,
    lines: [{ articleCode: "NOSUCH", quantity: 10, price: 12.5, vatCode: "H" }],
  });
  expect((await world.book(order.id)).end.outcome).toBe("held");
  const credit = await creditOf(world, order.id, [mug(-4)]);
  expect((await world.book(credit.id)).codes).toEqual(["credit-original-on-hold"]);
  await world.control("asperion", "PATCH", `/orders/${order.id}`, { lines: [mug(10)] });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  expect((await world.book(credit.id)).codes[0]).toBe("credit-booked");
});
