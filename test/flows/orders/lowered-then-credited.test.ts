/**
 * The shop lowers an order, which is booked, and then makes a credit order: both may be the same
 * correction. The other way round is held as `delta-beside-credits`.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../../support/flow-world.ts";
import { books, BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

describe.each(["invoice", "mutation"])("as %s", (type) => {
  async function lowered(before: readonly Json[], after: readonly Json[], back: Json) {
    const world = await tenant({ type, voucher: { paid: "clearing" } });
    const order = await world.place({ ...BUYER, paymentStatus: "Paid", lines: before });
    await world.book(order.id);
    await change(world, order, { lines: after });
    await world.book(order.id);
    const booked = await books(world);
    const refund = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Refunded" };
    const credit = await world.place({ ...refund, lines: [back] });
    return { world, credit, booked, run: await world.book(credit.id) };
  }

  test("a credit order of the goods that an edit took off is held, and a retry books it", async () => {
    const two = [mug(125, 2)];
    const { world, credit, booked, run } = await lowered(two, [mug(125, 1)], mug(125, -1));
    expect(run.end.outcome).toBe("held");
    expect(said(run)).toMatch(/credit-beside-edit: The credit is 125\.00, .* reduced by 125\.00/);
    expect(await books(world)).toEqual(booked);
    const retry = await world.book(credit.id, ["retry-by-person"]);
    expect(retry.end.outcome).toBe("booked");
  });

  test("one of other goods is booked", async () => {
    const tea: Json = { articleCode: "TEA", vatCode: "M", quantity: 1, price: 112 };
    const back = { ...tea, quantity: -1 };
    const { run } = await lowered([mug(125, 2), tea], [mug(125, 1), tea], back);
    expect(run.codes).not.toContain("credit-beside-edit");
  });
});
