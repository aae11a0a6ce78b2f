/** A person books our draft in the ledger, and then the shop edits or cancels the order. */
import { describe, expect, test } from "vitest";
import type { FlowWorld, Json } from "../../support/flow-world.ts";
import { books, BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

async function drafted(orders: Json = {}) {
  const world = await tenant({
    type: "draft-invoice",
    payments: "none",
    refunds: "none",
    ...orders,
  });
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 2)] });
  await world.book(order.id);
  return { world, order };
}
const draftOf = async (world: FlowWorld): Promise<string> =>
  String(((await world.ledger())["customerinvoicedrafts"] ?? [])[0]?.["Id"]);
async function booked(orders: Json = {}) {
  const { world, order } = await drafted(orders);
  await world.control(
    "eaccounting",
    "POST",
    `/customerinvoicedrafts/${await draftOf(world)}/convert`,
  );
  return { world, order };
}
const SOLD = { 1510: 250, 2611: -50, 3001: -200 };

describe("a draft that a person booked before the shop changed its order", () => {
  test("is edited as what it says: the rest is credited, and the credit is a draft again", async () => {
    const { world, order } = await booked();
    expect(await books(world)).toEqual(SOLD);
    await change(world, order, { lines: [mug(125, 1)] });
    const run = await world.book(order.id);
    expect(said(run)).not.toContain("booked-figures-differ");
    expect([run.end.outcome, run.codes, run.writes.map(({ kind }) => kind)]).toEqual([
      "updated",
      expect.arrayContaining(["document-booked-by-person"]),
      ["draft.create"],
    ]);
    // Once is enough.
    expect((await world.book(order.id)).writes).toEqual([]);
  });

  test("is held as an edited invoice where edits are", async () => {
    const { world, order } = await booked({ editedAfterBooking: "hold" });
    await change(world, order, { lines: [mug(125, 1)] });
    const run = await world.book(order.id);
    expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
      "needs-attention",
      "order-changed-after-booking",
      [],
    ]);
    expect(said(run)).not.toContain("booked-figures-differ");
  });

  test("is left as it is where only what an invoice doesn't show changed", async () => {
    const { world, order } = await booked();
    await change(world, order, { status: 4 });
    const run = await world.book(order.id);
    expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
    expect((await world.book(order.id)).codes).toEqual(["order-unchanged"]);
  });

  test("is credited whole where its order is cancelled", async () => {
    const { world, order } = await booked();
    await change(world, order, { status: 9 });
    const run = await world.book(order.id);
    expect([run.end.outcome, run.writes.map(({ kind }) => kind)]).toEqual([
      "updated",
      ["draft.create"],
    ]);
  });

  test("with other figures than ours is told with its differences, as before", async () => {
    const { world, order } = await drafted();
    const id = await draftOf(world);
    await world.control("eaccounting", "POST", `/customerinvoicedrafts/${id}/convert`);
    const [invoice] = (await world.ledger())["customerinvoices"] ?? [];
    await world.control("eaccounting", "PATCH", `/customerinvoices/${String(invoice?.["Id"])}`, {
      TotalAmountInvoiceCurrency: 260,
    });
    await change(world, order, { lines: [mug(125, 1)] });
    const run = await world.book(order.id);
    expect([run.end.outcome, run.writes]).toEqual(["needs-attention", []]);
    expect(said(run)).toContain("booked-figures-differ");
  });
});

test.each(["retry-by-person", "resync"])(
  "a draft that a person booked, and whose order is unchanged, is noticed by %s: its money is registered",
  async (event) => {
    const { world, order } = await booked({ payments: "register" });
    await change(world, order, { paymentStatus: "Paid" });
    const run = await world.book(order.id, [event]);
    expect([run.end.outcome, run.codes]).toEqual([
      "booked",
      expect.arrayContaining(["document-booked-by-person", "payment-registered"]),
    ]);
    expect(await books(world)).toEqual({ 1930: 250, 2611: -50, 3001: -200 });
    expect((await world.book(order.id, [event])).writes).toEqual([]);
  },
);

test("a credit's draft that a person booked is noticed by a retry: its refund is registered", async () => {
  const { world, order } = await booked({ payments: "register", refunds: "register" });
  await change(world, order, { paymentStatus: "Paid" });
  await world.book(order.id, ["retry-by-person"]);
  const back = { ...BUYER, creditsOrderId: order.id, lines: [mug(125, -1)] };
  const credit = await world.place({ ...back, paymentStatus: "Open" });
  expect((await world.book(credit.id)).codes).toContain("credit-draft-made");
  const path = `/customerinvoicedrafts/${await draftOf(world)}/convert`;
  await world.control("eaccounting", "POST", path);
  await change(world, credit, { paymentStatus: "Refunded" });
  const run = await world.book(credit.id, ["retry-by-person"]);
  expect(run.codes).toEqual(expect.arrayContaining(["credit-booked", "refund-registered"]));
  expect(await books(world)).toEqual({ 1930: 125, 2611: -25, 3001: -100 });
});
