/** An edit beside credits of other orders, where credits need an approval. */
import { describe, expect, test } from "vitest";
import { BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

describe.each([
  ["invoice", "delta-beside-credits"],
  ["mutation", "voucher-has-credits"],
])("as %s", (type, code) => {
  /** Two mugs, of which so many were credited, and then the order is lowered to so many. */
  async function lowered(credited: number, to: number) {
    const approval = { credits: true };
    const world = await tenant({ type, voucher: { paid: "clearing" } });
    const order = await world.place({ ...BUYER, paymentStatus: "Paid", lines: [mug(125, 2)] });
    await world.book(order.id);
    if (credited > 0) {
      const refund = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Refunded" };
      const credit = await world.place({ ...refund, lines: [mug(125, -credited)] });
      expect((await world.book(credit.id)).end.outcome).toBe("booked");
    }
    world.configure({ orders: { approval } });
    await change(world, order, { lines: to === 0 ? [] : [mug(125, to)] });
    return world.book(order.id);
  }

  test("nobody is asked for a credit that isn't booked: the hold says why", async () => {
    const run = await lowered(1, 1);
    expect(run.codes).toContain(code);
    expect(run.codes).not.toContain("waits-for-approval");
  });

  test("an order of nothing: an invoice waits for what the credit left, a voucher stays", async () => {
    const run = await lowered(1, 0);
    expect(run.codes).toContain(type === "invoice" ? "waits-for-approval" : code);
  });

  test("without such a credit it waits for an approval", async () => {
    const run = await lowered(0, 1);
    expect(said(run)).toContain("waits-for-approval");
  });
});
