/**
 * Credit orders that lower a sales order before it is invoiced: after any of them, and after any
 * edit, the ledger has the order less its credits, to the cent, in one sales order or in none.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer } from "../../support/orders.ts";

const who = companyBuyer("Lowered");

const piece = (quantity: number, price: number, articleCode = "MUG"): Json => ({
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
const discount = (price: number, vatPercentage = 25): Json => ({
  lineType: "Discount",
  description: "Goodwill",
  quantity: 1,
  price,
  vatPercentage,
});

async function opened(orders: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order", creditOfSalesOrder: "lower", ...orders } });
  return world;
}

type Placed = Awaited<ReturnType<FlowWorld["place"]>>;

async function sold(world: FlowWorld, lines: readonly Json[], more: Json = {}): Promise<Placed> {
  const order = await world.place({ ...who, pricesIncludeVat: true, lines, ...more });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  return order;
}

const credit = (world: FlowWorld, of: Placed, lines: readonly Json[], more: Json = {}) =>
  world.place({ ...who, pricesIncludeVat: true, creditsOrderId: of.id, lines, ...more });

/** Books a credit, and the order that it hands in. */
async function credited(world: FlowWorld, of: Placed, lines: readonly Json[]): Promise<Placed> {
  const placed = await credit(world, of, lines);
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes, run.writes, handedIn(run)]).toEqual([
    "booked",
    ["credit-lowers-order"],
    [],
    [`order:${of.id}`],
  ]);
  return placed;
}

const handedIn = ({ handed }: Run): readonly string[] => handed.map(({ key }) => key);

const isRounding = ({ Text: text }: Json): boolean => /öresutjämning|rounding/iu.test(String(text));

/** The ledger's sales orders: total, and quantities of rows but for those of rounding. */
async function orders(
  world: FlowWorld,
): Promise<readonly (readonly [string, readonly number[]])[]> {
  return ((await world.ledger())["orders"] ?? []).map((one) => [
    (Number(one["Amount"]) + Number(one["VatAmount"])).toFixed(2),
    (one["Rows"] as Json[]).filter((row) => !isRounding(row)).map((row) => Number(row["Quantity"])),
  ]);
}

const vatOf = async (world: FlowWorld): Promise<string> =>
  ((await world.ledger())["orders"] ?? [])
    .reduce((sum, one) => sum + Number(one["VatAmount"]), 0)
    .toFixed(2);

type Case = {
  readonly name: string;
  readonly sold: readonly Json[];
  readonly credits: readonly (readonly Json[])[];
  readonly left: readonly (readonly [string, readonly number[]])[];
  readonly vat: string;
  readonly more?: Json;
};

const CASES: readonly Case[] = [
  {
    name: "some pieces of one line",
    sold: [piece(10, 10)],
    credits: [[piece(-4, 10)]],
    left: [["60.00", [6]]],
    vat: "12.00",
  },
  {
    name: "a whole line of two",
    sold: [piece(2, 50), piece(1, 30, "TEA")],
    credits: [[piece(-1, 30, "TEA")]],
    left: [["100.00", [2]]],
    vat: "20.00",
  },
  {
    name: "the shipping alone",
    sold: [piece(2, 50), shipping(1, 49)],
    credits: [[shipping(-1, 49)]],
    left: [["100.00", [2]]],
    vat: "20.00",
  },
  {
    name: "two credits, one after the other",
    sold: [piece(3, 33.33)],
    credits: [[piece(-1, 33.33)], [piece(-1, 33.33)]],
    left: [["33.33", [1]]],
    vat: "6.67",
  },
  {
    name: "all of it: the sales order is deleted",
    sold: [piece(3, 33.33), shipping(1, 0.49)],
    credits: [[piece(-3, 33.33), shipping(-1, 0.49)]],
    left: [],
    vat: "0.00",
  },
  {
    name: "all of it, in three credits",
    sold: [piece(3, 33.33)],
    credits: [[piece(-1, 33.33)], [piece(-1, 33.33)], [piece(-1, 33.33)]],
    left: [],
    vat: "0.00",
  },
  {
    name: "an amount, without articles",
    sold: [piece(2, 50)],
    credits: [[discount(-20)]],
    left: [["80.00", [2, -1]]],
    vat: "16.00",
  },
  {
    name: "goods with their own discount",
    sold: [{ ...piece(4, 25), discountPercentage: 10 }],
    credits: [[{ ...piece(-2, 25), discountPercentage: 10 }]],
    left: [["45.00", [2]]],
    vat: "9.00",
  },
  {
    name: "in euro",
    sold: [piece(5, 12.49)],
    credits: [[piece(-2, 12.49)]],
    left: [["37.47", [3]]],
    vat: "7.50",
    more: { currencyCode: "EUR" },
  },
];

describe("a credit of a sales order that isn't invoiced lowers it", () => {
  test.each(CASES.map((one) => [one.name, one] as const))("by %s", async (_, one) => {
    const world = await opened();
    const order = await sold(world, one.sold, one.more);
    for (const lines of one.credits) {
      const placed = await credit(world, order, lines, one.more);
      expect((await world.book(placed.id)).codes).toEqual(["credit-lowers-order"]);
      expect((await world.book(order.id)).end.outcome).toBe("updated");
    }
    expect([await orders(world), await vatOf(world)]).toEqual([one.left, one.vat]);
    // Whatever comes again changes nothing.
    expect((await world.book(order.id)).writes).toEqual([]);
    expect(await orders(world)).toEqual(one.left);
  });

  test("and by default it is held", async () => {
    const world = await opened({ creditOfSalesOrder: "hold" });
    const order = await sold(world, [piece(10, 10)]);
    const placed = await credit(world, order, [piece(-4, 10)]);
    expect((await world.book(placed.id)).codes).toEqual(["credit-of-sales-order"]);
    expect((await world.book(order.id)).writes).toEqual([]);
  });
});

describe("after that", () => {
  test("an edit of the order doesn't bring back what was credited", async () => {
    const world = await opened();
    const order = await sold(world, [piece(10, 10)]);
    await credited(world, order, [piece(-4, 10)]);
    await world.book(order.id);
    await world.control("asperion", "PATCH", `/orders/${order.id}`, {
      lines: [piece(10, 10), piece(1, 30, "TEA")],
    });
    expect((await world.book(order.id)).end.outcome).toBe("updated");
    expect(await orders(world)).toEqual([["90.00", [6, 1]]]);
  });

  test("an edit that lowers the order as well is held: both may mean the same", async () => {
    const world = await opened();
    const order = await sold(world, [piece(10, 10)]);
    const placed = await credited(world, order, [piece(-4, 10)]);
    await world.book(order.id);
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { lines: [piece(6, 10)] });
    expect((await world.book(order.id)).codes).toEqual(["lowered-beside-credit"]);
    expect(await orders(world)).toEqual([["60.00", [6]]]);
    // A person says that both count.
    await world.book(order.id, ["retry-by-person"]);
    expect(await orders(world)).toEqual([["20.00", [2]]]);
    expect((await world.book(order.id)).writes).toEqual([]);
    expect((await world.book(placed.id)).end.outcome).toBe("booked");
  });

  test("a credit that is edited, and one that is cancelled, is followed", async () => {
    const world = await opened();
    const order = await sold(world, [piece(10, 10)]);
    const placed = await credited(world, order, [piece(-4, 10)]);
    await world.book(order.id);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [piece(-5, 10)] });
    await world.book(placed.id);
    await world.book(order.id);
    expect(await orders(world)).toEqual([["50.00", [5]]]);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 9 });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes, handedIn(run)]).toEqual([
      "updated",
      ["credit-no-longer-lowers"],
      [`order:${order.id}`],
    ]);
    await world.book(order.id);
    expect(await orders(world)).toEqual([["100.00", [10]]]);
  });

  test("an order that was deleted for its credits comes back with the credit's cancellation", async () => {
    const world = await opened();
    const order = await sold(world, [piece(2, 50)]);
    const placed = await credited(world, order, [piece(-2, 50)]);
    expect((await world.book(order.id)).codes).toEqual(["order-removed-credited"]);
    expect((await world.book(order.id)).codes).toEqual(["order-credited-whole"]);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 9 });
    await world.book(placed.id);
    expect((await world.book(order.id)).end.outcome).toBe("booked");
    expect(await orders(world)).toEqual([["100.00", [2]]]);
  });

  test("more than was ordered holds the order, and nothing is changed", async () => {
    const world = await opened();
    const order = await sold(world, [piece(2, 50)]);
    await credited(world, order, [piece(-3, 50)]);
    expect((await world.book(order.id)).codes).toEqual(["credits-exceed-order"]);
    expect(await orders(world)).toEqual([["100.00", [2]]]);
  });

  test("the invoice is of what is left, and a later credit is one of that invoice", async () => {
    const world = await opened({ invoiceOrders: "delivered" });
    const order = await sold(world, [piece(10, 10)]);
    await credited(world, order, [piece(-4, 10)]);
    await world.book(order.id);
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 4 });
    await world.book(order.id);
    const invoices = async (): Promise<readonly string[]> =>
      ((await world.ledger())["customerinvoices"] ?? []).map((one) =>
        Math.abs(Number(one["TotalAmountInvoiceCurrency"])).toFixed(2),
      );
    expect(await invoices()).toEqual(["60.00"]);
    const over = await credit(world, order, [piece(-7, 10)]);
    expect((await world.book(over.id)).codes[0]).toBe("credit-exceeds-original");
    const later = await credit(world, order, [piece(-6, 10)]);
    expect((await world.book(later.id)).codes[0]).toBe("credit-booked");
    expect((await invoices()).toSorted()).toEqual(["60.00", "60.00"]);
  });

  test("what the shop paid back isn't registered as paid on the invoice", async () => {
    const world = await opened({ invoiceOrders: "delivered", payments: "register" });
    const { bankaccounts = [] } = await world.ledger();
    const bank = bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930);
    world.configure({ lookups: { paymentMethod: { default: String(bank?.["Id"]), table: {} } } });
    const order = await sold(world, [piece(10, 10)], { paymentStatus: "Paid", amountPaid: 100 });
    const placed = await credit(world, order, [piece(-4, 10)], { amountPaid: -40 });
    await world.book(placed.id);
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 4 });
    await world.book(order.id);
    const [invoice] = (await world.ledger())["customerinvoices"] ?? [];
    expect([
      Number(invoice?.["TotalAmountInvoiceCurrency"]).toFixed(2),
      Number(invoice?.["RemainingAmountInvoiceCurrency"]).toFixed(2),
    ]).toEqual(["60.00", "0.00"]);
  });
});

test("a crash after the credit was remembered loses nothing: its next run hands the order in again", async () => {
  const world = await opened();
  const order = await sold(world, [piece(10, 10)]);
  const placed = await credited(world, order, [piece(-4, 10)]);
  expect(handedIn(await world.book(placed.id))).toEqual([`order:${order.id}`]);
});

test("on trial nothing is remembered and nothing is handed in", async () => {
  const world = await opened();
  const order = await sold(world, [piece(10, 10)]);
  world.configure({ trial: true });
  const run = await world.book((await credit(world, order, [piece(-4, 10)])).id);
  expect([run.end.outcome, run.codes, run.handed]).toEqual([
    "skipped",
    ["trial-mode", "credit-lowers-order"],
    [],
  ]);
});
