/**
 * An order that credit orders took back whole, and that is cancelled: money that goes back of it is
 * told until a credit says so, in whatever order the shop says it.
 */
import { describe, expect, test } from "vitest";
import type { FlowWorld, Json, Run } from "../../support/flow-world.ts";
import { books, BUYER, change, mug, tenant } from "./registered-world.kit.ts";

type Placed = { readonly id: number };
const CANCELLED = { status: 9 };
const REFUNDED = { paymentStatus: "Refunded", amountPaid: 0 };
const BANK = { invoice: 1930, mutation: 1580 };

const told = ({ end }: Run): readonly unknown[] => {
  const one = end.reasons.find(({ code }) => code === "paid-less-than-registered");
  return [end.outcome, one?.params["paid"], one?.params["registered"], one?.params["missing"]];
};

describe.each(["invoice", "mutation"] as const)("as %s", (type) => {
  async function credited(orders: Json = {}): Promise<readonly [FlowWorld, Placed, Placed]> {
    const paid = type === "invoice" ? "receivable" : "clearing";
    const world = await tenant({ type, voucher: { paid }, ...orders });
    const who = { ...BUYER, paymentMethodId: "CARD" };
    const sold = { paymentStatus: "Paid", amountPaid: 200, lines: [mug(100, 2)] };
    const order = await world.place({ ...who, ...sold });
    await world.book(order.id);
    const back = { creditsOrderId: order.id, paymentStatus: "Open", lines: [mug(100, -2)] };
    const credit = await world.place({ ...who, ...back });
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
    expect((await world.book(order.id)).end.outcome).toBe("booked");
    return [world, order, credit];
  }
  const edit = async (world: FlowWorld, placed: Placed, to: Json): Promise<Run> => {
    await change(world, placed, to);
    return world.book(placed.id);
  };

  test.each([
    ["before", REFUNDED, CANCELLED],
    ["after", CANCELLED, REFUNDED],
  ])(
    "a refund that the order alone shows, %s its cancellation, is told until the credit shows it",
    async (_when, first, then) => {
      const [world, order, credit] = await credited();
      await edit(world, order, first);
      for (const run of [await edit(world, order, then), await world.book(order.id)])
        expect([told(run), run.writes]).toEqual([
          ["needs-attention", "0.00", "200.00", "200.00"],
          [],
        ]);
      expect(await books(world)).toEqual({ 1510: -200, [BANK[type]]: 200 });
      await edit(world, credit, { paymentStatus: "Refunded" });
      expect([(await world.book(order.id)).end.outcome, await books(world)]).toEqual([
        "updated",
        {},
      ]);
    },
  );

  test("a part of it is told as well, and nothing while the shop has the money", async () => {
    const [world, order] = await credited();
    expect((await edit(world, order, CANCELLED)).end.outcome).toBe("updated");
    const part = { paymentStatus: "PartlyPaid", amountPaid: 150 };
    expect(told(await edit(world, order, part))).toEqual([
      "needs-attention",
      "150.00",
      "200.00",
      "50.00",
    ]);
  });

  test("nothing is told where refunds are registered by hand, or the credit showed it first", async () => {
    const [byHand, sold] = await credited({ refunds: "none" });
    await edit(byHand, sold, CANCELLED);
    expect((await edit(byHand, sold, REFUNDED)).end.outcome).toBe("updated");
    const [world, order, credit] = await credited();
    await edit(world, credit, { paymentStatus: "Refunded" });
    await edit(world, order, CANCELLED);
    expect((await edit(world, order, REFUNDED)).end.outcome).toBe("updated");
  });
});
