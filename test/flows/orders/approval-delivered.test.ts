/**
 * A sales order is invoiced once it is delivered: an approval is asked for each of the two, and
 * what waits as one of them isn't let through as the other.
 */
import { expect, test } from "vitest";
import type { FlowWorld, Json } from "../../support/flow-world.ts";
import { approvals } from "./approvals.kit.ts";
import { books, BUYER, change, mug, tenant } from "./registered-world.kit.ts";

const DELIVERED: Json = { status: 4 };
const MONEY = { payments: "none", refunds: "none" };

/** A tenant with sales orders. */
async function shop(kinds: readonly string[], rules: Json = {}) {
  const type = { type: "sales-order", invoiceOrders: "delivered" };
  const world = await tenant({ ...type, ...MONEY, approval: { kinds, ...rules } });
  return {
    world,
    ...approvals(world),
    place: (more: Json = {}) =>
      world.place({ ...BUYER, lines: [mug(100, 50)], paymentStatus: "Open", ...more }),
  };
}

const receivable = async (world: FlowWorld): Promise<number> => (await books(world))["1510"] ?? 0;

test.each([
  [["sales-order"], 90, "sales-order"],
  [["sales-order"], 20, "sales-order"],
  [["sales-order", "invoice"], 90, "invoice"],
])("%j: an edit that waits isn't invoiced on delivery (%i)", async (kinds, quantity, kind) => {
  const { world, place, asks, approve } = await shop(kinds);
  const order = await place();
  expect(await asks(order)).toBe("sales-order");
  expect((await approve(order)).outcome).toBe("booked");
  await change(world, order, { lines: [mug(100, quantity)] });
  expect(await asks(order)).toBe("sales-order");
  await change(world, order, DELIVERED);
  expect([await asks(order), await receivable(world)]).toEqual([kind, 0]);
  // One approval is for both.
  expect((await approve(order)).outcome).toBe("booked");
  expect(await receivable(world)).toBe(quantity * 100);
});

test.each([
  [["invoice"], "invoice"],
  [["sales-order"], "sales-order"],
  [["sales-order", "invoice"], "invoice"],
])("%j: an order that comes delivered waits as %s", async (kinds, kind) => {
  const { world, place, asks, approve } = await shop(kinds);
  const order = await place(DELIVERED);
  expect([await asks(order), await receivable(world)]).toEqual([kind, 0]);
  expect((await approve(order)).outcome).toBe("booked");
  expect(await receivable(world)).toBe(5000);
});

test.each([
  [[], null],
  [["mutation"], null],
  [["sales-order"], null],
  [["invoice"], "invoice"],
])(
  "an approved amount is asked for again on delivery where %j names invoices",
  async (kinds, kind) => {
    for (const isBooked of [true, false]) {
      const { world, place, asks, approve } = await shop(kinds, { grossFrom: "100.00" });
      const order = await place();
      const delivered = () => change(world, order, DELIVERED);
      const { outcome } = await approve(order, isBooked ? undefined : delivered);
      expect([isBooked, outcome]).toEqual([
        isBooked,
        isBooked || kind === null ? "booked" : "held",
      ]);
      if (isBooked) await delivered();
      expect([isBooked, await asks(order)]).toEqual([isBooked, kind]);
    }
  },
);

test.each(["invoice", "sales-order"])(
  "what changes the invoice of a sales order waits where %s does: raised, emptied or cancelled",
  async (kind) => {
    for (const to of [{ lines: [mug(100, 90)] }, { lines: [] }, { status: 9 }]) {
      const { world, place, asks, approve } = await shop([kind]);
      const order = await place(DELIVERED);
      expect((await approve(order)).outcome).toBe("booked");
      await change(world, order, to);
      expect([to, await asks(order), await receivable(world)]).toEqual([to, kind, 5000]);
    }
  },
);
