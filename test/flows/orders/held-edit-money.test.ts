/**
 * Money that went back beside an edit that isn't booked yet: the edit explains what the buyer
 * needn't pay any more, once, and the reason says how much that is.
 */
import { describe, expect, test } from "vitest";
import type { FlowWorld, Json, Run } from "../../support/flow-world.ts";
import { BUYER, card, change, mug, said, tenant } from "./registered-world.kit.ts";

const VOUCHERS = { type: "mutation", voucher: { paid: "clearing", level: "recommended" } };

/** What is told of an order after a change at the shop, or `null`. */
async function told(world: FlowWorld, order: { readonly id: number }, to: Json) {
  await change(world, order, to);
  const run = await world.book(order.id);
  return { run, why: params(run) };
}
const params = ({ end }: Run): Json | null =>
  end.reasons.find(({ code }) => code === "paid-less-than-registered")?.params ?? null;

describe("an edit that isn't booked yet", () => {
  test("explains no money that a credit order took back already", async () => {
    const world = await tenant({ refunds: "none" });
    const order = await world.place({
      ...BUYER,
      paymentStatus: "Paid",
      amountPaid: 250,
      lines: [mug(125, 2)],
    });
    await world.book(order.id);
    const credit = await world.place({
      ...BUYER,
      creditsOrderId: order.id,
      paymentStatus: "Refunded",
      lines: [mug(100, -1)],
    });
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
    const back = { paymentStatus: "Paid", amountPaid: 150 };
    expect((await told(world, order, back)).why).toBe(null);
    // Lowered by the same 100.00, which can't be told from another 100.00.
    const same = await told(world, order, { ...back, lines: [mug(75, 2)] });
    expect([same.run.end.outcome, same.why]).toEqual(["held", null]);
    const more = { paymentStatus: "PartlyPaid", amountPaid: 50 };
    expect((await told(world, order, more)).why).toMatchObject({
      paid: "50.00",
      registered: "250.00",
      back: "100.00",
      held: null,
      missing: "100.00",
    });
  });

  test("doesn't explain the refund that a credit order still waits for", async () => {
    const world = await tenant();
    const paid = { paymentStatus: "Paid", amountPaid: 250 };
    const order = await world.place({ ...BUYER, ...paid, lines: [mug(125, 2)] });
    await world.book(order.id);
    const lines = [mug(100, -1)];
    const open = { paymentStatus: "Open" };
    const credit = await world.place({ ...BUYER, ...open, creditsOrderId: order.id, lines });
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
    const { run, why } = await told(world, order, { amountPaid: 150, lines: [mug(75, 2)] });
    expect(run.end.outcome).toBe("held");
    expect(why).toMatchObject({ back: null, held: null, missing: "100.00" });
  });

  test.each([
    ["its article isn't found", {}, { articleCode: "NOPE" }],
    ["edits are held", { editedAfterBooking: "hold" }, {}],
  ])("explains no money that the lowered sale is still owed (%s)", async (_why, set, line) => {
    const world = await tenant();
    const order = await world.place({
      ...BUYER,
      paymentStatus: "PartlyPaid",
      amountPaid: 100,
      lines: [mug(125, 4)],
    });
    await world.book(order.id);
    world.configure({ orders: set });
    const { run, why } = await told(world, order, {
      paymentStatus: "Open",
      amountPaid: 0,
      lines: [{ ...mug(125, 3), ...line }],
    });
    expect(run.writes).toEqual([]);
    expect(why).toMatchObject({ registered: "100.00", held: null, missing: "100.00" });
  });

  test.each([
    ["invoice", {}],
    ["voucher", VOUCHERS],
  ])("explains as much of an order with a gift card (%s)", async (_type, set) => {
    const world = await tenant(set);
    const paid = (amountPaid: number) => ({ paymentStatus: "Paid", amountPaid });
    const order = await world.place({
      ...BUYER,
      ...paid(200),
      paymentMethodId: "CARD",
      lines: [mug(125, 2), card(50)],
    });
    await world.book(order.id);
    world.configure({ orders: { editedAfterBooking: "hold" } });
    const lower = { ...paid(75), lines: [mug(125, 1), card(50)] };
    const { run, why } = await told(world, order, lower);
    expect([run.end.outcome, why]).toEqual(["needs-attention", null]);
  });

  test("is named with what it explains where more is missing", async () => {
    const world = await tenant();
    const order = await world.place({
      ...BUYER,
      paymentStatus: "Paid",
      amountPaid: 250,
      lines: [mug(125, 2)],
    });
    await world.book(order.id);
    world.configure({ orders: { editedAfterBooking: "hold" } });
    const { run, why } = await told(world, order, {
      paymentStatus: "PartlyPaid",
      amountPaid: 120,
      lines: [mug(125, 1)],
    });
    expect(why).toMatchObject({ back: null, held: "125.00", missing: "5.00" });
    expect(said(run)).toContain(
      "but 250.00 is registered in eAccounting on 1001. Of that, 125.00 is for the change that isn't booked yet. The other 5.00 isn't explained in the books.",
    );
  });
});
