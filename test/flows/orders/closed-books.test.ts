/**
 * Changes after booking on a day on which the books are closed: nothing is written, the order says
 * so, and it goes on once they are open.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

let n = 0;
/** A day after any today. */
const LATER = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

async function booked(orders: Json): Promise<{ readonly world: FlowWorld; readonly id: number }> {
  const world = await FlowWorld.open();
  world.configure({
    orders: { editedAfterBooking: "delta", cancelledAfterBooking: "credit", ...orders },
    ...(orders["type"] === "mutation" ? { lookups: VOUCHER_LOOKUPS } : {}),
  });
  const { id } = await world.place({ ...companyBuyer(`Closed${(n += 1)}`), lines: [mug(10)] });
  expect((await world.book(id)).end.outcome).toBe("booked");
  return { world, id };
}

const lock = (world: FlowWorld, lockedTo: string | null): void => {
  const { company } = world.lists;
  world.lists = { ...world.lists, company: company === null ? null : { ...company, lockedTo } };
};

test.each<[string, Json, Json, string]>([
  ["a credit of what was removed", { type: "invoice" }, { lines: [mug(6)] }, "held"],
  ["an invoice of what was added", { type: "invoice" }, { lines: [mug(12)] }, "held"],
  ["a credit of all of a cancelled order", { type: "invoice" }, { status: 9 }, "held"],
  [
    "a voucher that takes another back, and the one that is booked anew",
    { type: "mutation", voucher: {} },
    { lines: [mug(6)] },
    "needs-attention",
  ],
  [
    "a voucher that takes back that of a cancelled order",
    { type: "mutation", voucher: {} },
    { status: 9 },
    "needs-attention",
  ],
])("%s waits for an open day", async (_, orders, change, outcome) => {
  const { world, id } = await booked(orders);
  await world.control("asperion", "PATCH", `/orders/${id}`, change);
  lock(world, LATER);
  const closed = await world.book(id);
  expect([closed.end.outcome, closed.codes.includes("period-closed"), closed.writes]).toEqual([
    outcome,
    true,
    [],
  ]);
  lock(world, null);
  const open = await world.book(id);
  expect([open.end.outcome, open.writes.length > 0]).toEqual(["updated", true]);
  expect((await world.book(id)).writes).toEqual([]);
});
