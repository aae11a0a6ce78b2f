/**
 * An order is cancelled and taken back, and only then comes the credit order that shows its refund:
 * nothing is credited twice, and the refund is booked once.
 */
import { describe, expect, test } from "vitest";
import type { FlowWorld, Json, Run } from "../../support/flow-world.ts";
import { books, BUYER, change, mug, tenant } from "./registered-world.kit.ts";

type Placed = { readonly id: number };
const OWED = { invoice: { 1510: -250, 1930: 250 }, mutation: { 1510: -250, 1580: 250 } };
const HALF = { invoice: { 1510: -125, 1930: 125 }, mutation: { 1510: -125, 1580: 125 } };

describe.each(["invoice", "mutation"] as const)("as %s", (type) => {
  async function cancelled(): Promise<readonly [FlowWorld, Placed]> {
    const paid = type === "invoice" ? "receivable" : "clearing";
    const world = await tenant({ type, voucher: { paid } });
    const order = await world.place({
      ...BUYER,
      paymentStatus: "Paid",
      amountPaid: 250,
      lines: [mug(125, 2)],
    });
    await world.book(order.id);
    await change(world, order, { status: 9 });
    expect((await world.book(order.id)).codes).toContain("cancelled-money-kept");
    expect(await books(world)).toEqual(OWED[type]);
    return [world, order];
  }
  const credit = (world: FlowWorld, { id }: Placed, more: Json) =>
    world.place({ ...BUYER, creditsOrderId: id, lines: [mug(125, -2)], ...more });
  /** As the engine does: what a run hands in goes as an event of its order. */
  async function both(world: FlowWorld, order: Placed, id: number): Promise<Run> {
    const run = await world.book(id);
    expect([run.end.outcome, run.codes]).toEqual(["held", ["credit-original-not-here"]]);
    const types = run.handed.flatMap((one) => (one.key === `order:${order.id}` ? one.type : []));
    return world.book(order.id, types.length === 0 ? ["order.updated"] : types);
  }

  test("the refund is booked with the cancelled order, once", async () => {
    const [world, order] = await cancelled();
    const refund = { paymentStatus: "Refunded", amountPaid: -250 };
    const { id } = await credit(world, order, refund);
    const run = await both(world, order, id);
    expect([run.codes.includes("cancelled-money-kept"), await books(world)]).toEqual([false, {}]);
    for (let events = 0; events < 2; events += 1) {
      const again = await both(world, order, id);
      expect([again.writes, again.codes.includes("paid-after-cancellation")]).toEqual([[], false]);
    }
    expect((await world.book(order.id)).end.outcome).not.toBe("needs-attention");
    world.configure({ trial: true });
    const tried = await world.book(order.id);
    expect([tried.end.outcome, tried.codes.includes("cancelled-money-kept")]).toEqual([
      expect.not.stringMatching("needs-attention"),
      false,
    ]);
    world.configure({ trial: false });
    // The shop shows the same refund with the order at last.
    await change(world, order, { paymentStatus: "Refunded", amountPaid: 0 });
    const shown = await world.book(order.id);
    expect([shown.end.outcome, shown.writes, await books(world)]).toEqual([
      run.end.outcome,
      [],
      {},
    ]);
  });

  test("a part of it is booked, the rest stays owed and told", async () => {
    const [world, order] = await cancelled();
    const { id } = await credit(world, order, { paymentStatus: "PartlyPaid", amountPaid: -125 });
    const run = await both(world, order, id);
    expect([run.end.reasons[0]?.code, run.end.reasons[0]?.params["paid"]]).toEqual([
      "cancelled-money-kept",
      "125.00",
    ]);
    expect(await books(world)).toEqual(HALF[type]);
    await change(world, { id }, { paymentStatus: "Refunded", amountPaid: -250 });
    await both(world, order, id);
    expect(await books(world)).toEqual({});
  });

  test("one that the order shows itself counts alone, as it may be the same", async () => {
    const [world, order] = await cancelled();
    await change(world, order, { paymentStatus: "PartlyPaid", amountPaid: 125 });
    await world.book(order.id);
    const { id } = await credit(world, order, { paymentStatus: "PartlyPaid", amountPaid: -125 });
    const run = await both(world, order, id);
    expect([run.writes, run.codes.includes("cancelled-money-kept")]).toEqual([[], true]);
    expect(await books(world)).toEqual(HALF[type]);
  });

  test("a credit that paid nothing back hands nothing in", async () => {
    const [world, order] = await cancelled();
    const { id } = await credit(world, order, { paymentStatus: "Open" });
    expect((await world.book(id)).handed).toEqual([]);
  });
});
