/**
 * A draft or sales order that the shop refunds with a credit order before it is booked: what each
 * of the two says leads to the end of both, and not to the other one or to a second credit order.
 */
import { describe, expect, test } from "vitest";
import { BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

const BACK = { paymentStatus: "Refunded", amountPaid: 0 };

/** A refunded order and its credit order, in either order of events; then each is looked at. */
async function refunded(type: string, first: "credit" | "refund", orders = {}) {
  const world = await tenant({ type, payments: "none", refunds: "none", ...orders });
  const order = await world.place({ ...BUYER, lines: [mug(100, 2)], paymentStatus: "Paid" });
  await world.book(order.id);
  const refund = async () => {
    await change(world, order, BACK);
    await world.book(order.id);
  };
  if (first === "refund") await refund();
  const back = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Refunded" };
  const credit = await world.place({ ...back, lines: [mug(100, -2)] });
  await world.book(credit.id);
  if (first === "credit") await refund();
  const retry = ["retry-by-person"];
  const sale = await world.book(order.id, retry);
  return { world, order, credit, sale, taken: await world.book(credit.id, retry) };
}

describe.each(["credit", "refund"] as const)("%s first", (first) => {
  test("a draft is to be booked, and neither waits for the other", async () => {
    const { sale, taken } = await refunded("draft-invoice", first);
    expect([sale.end.outcome, sale.codes]).toEqual(["needs-attention", expect.anything()]);
    expect(said(sale)).toMatch(/it is a draft in eAccounting that isn't booked/);
    expect(said(sale)).toMatch(
      /book the draft in eAccounting, unless it is booked already: the credit then continues/,
    );
    expect(said(sale)).not.toMatch(/Create a credit order/);
    expect(taken.codes).toEqual(["credit-waits-for-original"]);
    expect(said(taken)).toMatch(/known that the draft of order \S+ is booked.* Book the draft/s);
  });

  test("a sales order's credit order says what to do, and the order points at it", async () => {
    const { sale, taken } = await refunded("sales-order", first);
    expect(said(sale)).toMatch(/which isn't invoiced\. .*follow what that credit order says/s);
    expect(said(sale)).not.toMatch(/Create a credit order/);
    expect(taken.codes).toEqual(["credit-of-sales-order"]);
  });

  test("the credit of a sales order that is invoiced on delivery waits for that", async () => {
    const { world, order, credit, taken } = await refunded("sales-order", first, {
      invoiceOrders: "delivered",
    });
    expect(taken.codes).toEqual(["credit-waits-for-original"]);
    expect(said(taken)).toMatch(/until the sales order of order \S+ is invoiced/);
    await change(world, order, { status: 4 });
    await world.book(order.id);
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
  });
});

test("one that a person invoiced isn't said not to be: that isn't known", async () => {
  const world = await tenant({ type: "sales-order", payments: "none", refunds: "none" });
  const order = await world.place({ ...BUYER, lines: [mug(100, 2)], paymentStatus: "Paid" });
  await world.book(order.id);
  const [made] = (await world.ledger())["orders"] ?? [];
  await world.control("eaccounting", "POST", `/orders/${String(made?.["Id"])}/convert`);
  await change(world, order, BACK);
  expect(said(await world.book(order.id))).toMatch(/As far as is known, it is sales order/);
});

test("an invoice that is refunded without a credit order asks for one", async () => {
  const world = await tenant({ payments: "none", refunds: "none" });
  const order = await world.place({ ...BUYER, lines: [mug(100, 2)], paymentStatus: "Paid" });
  await world.book(order.id);
  await change(world, order, BACK);
  expect(said(await world.book(order.id))).toMatch(/Create a credit order in Asperion/);
});
