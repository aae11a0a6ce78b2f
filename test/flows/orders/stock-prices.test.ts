/** Pieces that move stock against their amount: all of it would be cents of an adjusting row. */
import { expect, test } from "vitest";
import type { Plan } from "../../../src/flows/orders/shared/plan-input.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer } from "../../support/orders.ts";
import { forCompany, forPerson, order, type Sold } from "./kit.ts";

const stock = (quantity: string, price: string): Sold => ({ quantity, price, sku: "W-0.25" });
const held = ({ kind, reasons }: Plan): unknown =>
  kind === "hold" ? reasons.map(({ code, params }) => [code, params]) : [];
const against = (quantity: string, amount: string) => [
  ["stock-price-below-zero", { line: 2, sku: "W-0.25", quantity, amount }],
];

test.each<[Sold, string, string]>([
  [stock("1", "-49.90"), "1", "-49.90"],
  [stock("-2", "-49.90"), "-2", "99.80"],
])("%j is held", (line, quantity, amount) => {
  const of = order([{ price: "200.00" }, line]);
  expect(held(forPerson(of))).toEqual(against(quantity, amount));
  expect(held(forCompany(of))).toEqual(against(quantity, amount));
});

test.each<[string, Sold]>([
  ["returned pieces", stock("-1", "49.90")],
  ["a free piece", stock("1", "0")],
  ["a surcharge", { ...stock("1", "49.90"), discount: "-0.1" }],
  ["a price below zero that moves no stock", { price: "-49.90" }],
])("%s is nothing to hold", (_, line) => {
  expect(held(forPerson(order([{ price: "200.00" }, line])))).toEqual([]);
});

const mug = (quantity: number, price: number): Json => ({
  articleCode: "MUG",
  vatCode: "H",
  quantity,
  price,
});

/** An order of three mugs and its credit, as the shop writes the piece that comes back. */
async function credited(orders: Json, lines: readonly Json[]) {
  const world = await FlowWorld.open();
  world.configure({ orders: { payments: "none", ...orders } });
  const who = { ...companyBuyer("Pieces"), pricesIncludeVat: false, paymentStatus: "Open" };
  const sale = await world.place({ ...who, lines: [mug(3, 100)] });
  expect((await world.book(sale.id)).end.outcome).toBe("booked");
  const credit = await world.place({ ...who, creditsOrderId: sale.id, lines });
  return { world, sale, run: await world.book(credit.id) };
}

test.each<[string, Json, Json]>([
  ["minus one at its price", mug(-1, 100), {}],
  ["one at a price below zero", mug(1, -100), {}],
  [
    "minus one at a price below zero, credits above zero",
    mug(-1, -100),
    { creditSign: "positive" },
  ],
])("a piece that comes back as %s is one at its price", async (_, line, orders) => {
  const { run } = await credited({ type: "invoice", ...orders }, [line]);
  expect([run.end.outcome, run.codes[0]]).toEqual(["booked", "credit-booked"]);
  const { plan } = run;
  const rows = plan?.kind === "write" && "document" in plan ? plan.document.rows : [];
  const moved = rows.filter(({ role }) => role === "line" || role === "adjusting");
  expect(moved.map(({ quantity, unitPrice }) => `${quantity} @ ${Number(unitPrice)}`)).toEqual([
    "1 @ 100",
  ]);
});

test("and lowers its order by that piece", async () => {
  const { world, sale, run } = await credited(
    { type: "sales-order", creditOfSalesOrder: "lower" },
    [mug(1, -100)],
  );
  expect(run.codes[0]).toBe("credit-lowers-order");
  const after = await world.book(sale.id);
  expect([after.end.outcome, after.codes[0]]).toEqual(["updated", "order-updated"]);
  const { orders = [] } = await world.ledger();
  expect(orders.map((one) => Number(one["Amount"]) + Number(one["VatAmount"]))).toEqual([250]);
});
