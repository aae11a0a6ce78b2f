/**
 * An order that credit orders took back, and that the shop cancels then: nothing is charged any
 * more, so the books come to nothing, and nothing is credited twice.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { privateBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const who = privateBuyer("Cancelled");
const mugs = (quantity: number, price = 33.33): Json => ({
  articleCode: "MUG",
  quantity,
  price,
  vatPercentage: 25,
});
const goodwill = (price: number): Json => ({
  lineType: "Discount",
  description: "Goodwill",
  quantity: 1,
  price: -price,
  vatPercentage: 25,
});

async function credited(
  type: "invoice" | "mutation",
  credits: readonly (readonly Json[])[],
  more: Json = {},
  sold: readonly Json[] = [mugs(3)],
) {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type, cancelledAfterBooking: "credit", editedAfterBooking: "delta" },
    lookups: type === "mutation" ? VOUCHER_LOOKUPS : {},
  });
  const order = await world.place({ ...who, paymentStatus: "Open", lines: sold });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  world.configure({ orders: more });
  for (const lines of credits) {
    const credit = await world.place({ ...who, creditsOrderId: order.id, lines });
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
  }
  world.configure({ orders: { type } });
  await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 9 });
  return { world, order, run: await world.book(order.id) };
}

/** Accounts that don't come to nothing, in cents. */
async function left(world: FlowWorld): Promise<readonly (readonly [number, string])[]> {
  const { trialBalance, problems } = (await world.control("eaccounting", "GET", "/books")) as {
    trialBalance: { account: number; balance: number }[];
    problems: unknown[];
  };
  expect(problems).toEqual([]);
  return trialBalance
    .filter(({ balance }) => balance.toFixed(2) !== "0.00" && balance.toFixed(2) !== "-0.00")
    .map(({ account, balance }) => [account, balance.toFixed(2)]);
}

test.each<[string, readonly (readonly Json[])[]]>([
  ["in one credit", [[mugs(-3)]]],
  ["in two", [[mugs(-2)], [mugs(-1)]]],
  ["by an amount", [[goodwill(99.99)]]],
])("an invoice that was credited whole, %s, needs nothing more", async (_, credits) => {
  const { world, order, run } = await credited("invoice", credits);
  expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
    "updated",
    "order-cancelled-credited",
    [],
  ]);
  const again = await world.book(order.id);
  expect([again.end.outcome, again.writes]).toEqual(["updated", []]);
  expect((await left(world)).filter(([account]) => account === 1510)).toEqual([]);
});

test.each<[string, readonly (readonly Json[])[], string]>([
  ["a piece", [[mugs(-1)]], "66.66"],
  ["an amount", [[goodwill(30)]], "69.99"],
])("of an invoice of which %s was credited the rest is", async (_, credits, rest) => {
  const { world, order, run } = await credited("invoice", credits);
  expect([run.end.outcome, run.codes[0]]).toEqual(["updated", "order-cancelled-credited"]);
  expect(run.end.reasons.find(({ code }) => code === "delta-credited")?.params["gross"]).toBe(rest);
  expect((await left(world)).filter(([account]) => account === 1510)).toEqual([]);
  const again = await world.book(order.id);
  expect([again.end.outcome, again.writes]).toEqual(["updated", []]);
});

test("an order that is edited to nothing after it was credited whole needs nothing more either", async () => {
  const { world, order } = await credited("invoice", [[mugs(-3)]]);
  await world.control("asperion", "PATCH", `/orders/${order.id}`, {
    status: 2,
    lines: [{ ...mugs(3), discountPercentage: 100 }],
  });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes, run.writes]).toEqual([
    "updated",
    ["invoice-credited-whole"],
    [],
  ]);
});

test("a credit that nobody booked yet may come to something else: it is held", async () => {
  const { run } = await credited("invoice", [[mugs(-3)]], { type: "draft-invoice" });
  expect([run.end.outcome, run.codes, run.writes]).toEqual(["held", ["delta-beside-credits"], []]);
});

test("a credit that is kept in an older form isn't known by its lines: what is left is held", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "invoice", cancelledAfterBooking: "credit" } });
  const sale = await world.place({ ...who, paymentStatus: "Open", lines: [mugs(3)] });
  await world.book(sale.id);
  const credit = await world.place({ ...who, creditsOrderId: sale.id, lines: [mugs(-1)] });
  await world.book(credit.id);
  for (const { content: _, ...document } of world.documentsOf(credit.id))
    world.save(`order:${credit.id}`, document);
  await world.control("asperion", "PATCH", `/orders/${sale.id}`, { status: 9 });
  const run = await world.book(sale.id);
  expect([run.end.outcome, run.codes, run.writes]).toEqual(["held", ["delta-beside-credits"], []]);
});

test("a voucher that was credited whole needs nothing more; one in part is a person's", async () => {
  const whole = await credited("mutation", [[mugs(-1)], [mugs(-2)]]);
  expect([whole.run.end.outcome, whole.run.codes, whole.run.writes]).toEqual([
    "updated",
    ["voucher-credited-whole"],
    [],
  ]);
  expect((await left(whole.world)).filter(([account]) => account === 1510)).toEqual([]);
  const part = await credited("mutation", [[mugs(-1)]]);
  expect([part.run.end.outcome, part.run.codes]).toEqual([
    "needs-attention",
    ["voucher-has-credits"],
  ]);
});

const owed = async (world: FlowWorld): Promise<string> =>
  (await left(world)).find(([account]) => account === 1510)?.[1] ?? "0.00";

describe("an order that comes back", () => {
  const back = async (
    type: "invoice" | "mutation",
    taken: readonly (readonly Json[])[],
    now: Json = {},
  ) => {
    const { world, order } = await credited(type, taken);
    world.configure({ orders: { editedAfterBooking: "delta" } });
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 2, ...now });
    const run = await world.book(order.id);
    const again = await world.book(order.id);
    expect([again.end.outcome === run.end.outcome, again.writes]).toEqual([
      run.end.outcome !== "updated",
      [],
    ]);
    return {
      outcome: run.end.outcome,
      codes: run.codes,
      writes: run.writes,
      owed: await owed(world),
    };
  };

  test.each(["invoice", "mutation"] as const)(
    "after it was credited whole is charged and credited as before: %s",
    async (type) => {
      const { outcome, writes, owed: rest } = await back(type, [[mugs(-3)]]);
      expect([outcome, writes, rest]).toEqual(["booked", [], "0.00"]);
    },
  );

  test.each<[string, Json, string]>([
    ["as it was, is charged again what wasn't credited", {}, "66.66"],
    ["with more, is charged that as well", { lines: [mugs(4)] }, "99.99"],
  ])("%s", async (_, now, rest) => {
    const run = await back("invoice", [[mugs(-1)]], now);
    expect([run.outcome, run.owed]).toEqual(["updated", rest]);
  });

  test.each<[string, readonly (readonly Json[])[], Json, string]>([
    ["less, may mean the credit", [[mugs(-1)]], { lines: [mugs(2)] }, "33.33"],
    ["less than was credited whole", [[mugs(-3)]], { lines: [mugs(2)] }, "33.33"],
    ["another price", [[mugs(-1)]], { lines: [mugs(3, 30)] }, "33.33"],
  ])("with %s: a person is told, and nothing is booked", async (_, taken, now, credit) => {
    const { world, order } = await credited("invoice", taken);
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 2, ...now });
    const run = await world.book(order.id);
    expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
      "held",
      "delta-beside-credits",
      [],
    ]);
    expect(run.end.reasons[0]?.params["credit"]).toBe(credit);
    expect(await owed(world)).toBe("0.00");
  });

  test("as a voucher with other lines is a person's", async () => {
    const run = await back("mutation", [[mugs(-3)]], { lines: [mugs(4)] });
    expect([run.outcome, run.codes, run.writes, run.owed]).toEqual([
      "needs-attention",
      ["voucher-has-credits"],
      [],
      "0.00",
    ]);
  });
});

const card = (quantity: number, price: number): Json => ({
  lineType: "GiftCard",
  description: "Card",
  vatPercentage: 0,
  quantity,
  price,
});

describe("a voucher of 4 × 50.00 of which a card paid 50.00", () => {
  const sold = [mugs(4, 50), card(-1, 50)];
  const cancelled = (credits: readonly (readonly Json[])[]) =>
    credited("mutation", credits, {}, sold);

  test("isn't credited whole by credits of as much as its money", async () => {
    const { run } = await cancelled([[mugs(-3, 50)]]);
    expect([run.end.outcome, run.codes]).toEqual(["needs-attention", ["voucher-has-credits"]]);
  });

  test("is by credits of all that was sold, whoever got it back", async () => {
    const whole = await cancelled([[mugs(-3, 50)], [mugs(-1, 50), card(1, 50)]]);
    expect(whole.run.codes).toEqual(["voucher-credited-whole"]);
    expect(await left(whole.world)).toEqual([]);
  });
});

test("a credit of 0.00 of a voucher moved something as well: a person's", async () => {
  const fee = { lineType: "Fee", description: "Kept", quantity: 1, price: 50, vatPercentage: 25 };
  const { run } = await credited("mutation", [[mugs(-1, 50), fee]], {}, [mugs(3, 50)]);
  expect([run.end.outcome, run.codes, run.writes]).toEqual([
    "needs-attention",
    ["voucher-has-credits"],
    [],
  ]);
});

describe("where what is cancelled is left to a person, one that credits took back whole isn't", () => {
  test.each<["invoice" | "mutation", string, string]>([
    ["invoice", "order-cancelled-credited", "order-cancelled-after-booking"],
    ["mutation", "voucher-credited-whole", "voucher-changed-after-booking"],
  ])("%s", async (type, whole, told) => {
    const hold = { cancelledAfterBooking: "hold" };
    const all = await credited(type, [[mugs(-2)], [mugs(-1)]], hold);
    expect([all.run.end.outcome, all.run.codes, all.run.writes]).toEqual(["updated", [whole], []]);
    const part = await credited(type, [[mugs(-2)]], hold);
    expect([part.run.end.outcome, part.run.codes]).toEqual(["needs-attention", [told]]);
    const none = await credited(type, [], hold);
    expect([none.run.end.outcome, none.run.codes]).toEqual(["needs-attention", [told]]);
  });

  test("also where the credit comes after it", async () => {
    const { world, order, run } = await credited("mutation", [], { cancelledAfterBooking: "hold" });
    expect(run.end.outcome).toBe("needs-attention");
    const credit = await world.place({ ...who, creditsOrderId: order.id, lines: [mugs(-3)] });
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
    expect((await world.book(order.id)).codes).toEqual(["voucher-credited-whole"]);
  });
});
