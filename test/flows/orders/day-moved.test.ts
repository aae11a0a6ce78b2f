/** The shop moves an order's date after it was booked: what is booked keeps its day. */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

let n = 0;

async function booked(orders: Json) {
  const world = await FlowWorld.open();
  world.configure({
    orders: { editedAfterBooking: "delta", ...orders },
    ...(orders["type"] === "mutation" ? { lookups: VOUCHER_LOOKUPS } : {}),
  } as never);
  const placed = await world.place({
    ...companyBuyer(`Moved${(n += 1)}`),
    date: "2026-01-30T10:00:00",
    paymentStatus: "Open",
    lines: [mug(10)],
  });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  const edited = async (change: Json) => {
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
    return world.book(placed.id);
  };
  return { world, placed, edited };
}

const TYPES = ["invoice", "mutation"] as const;

test.each(TYPES)("%s: into another month, and a person is told at every look", async (type) => {
  const { world, placed, edited } = await booked({ type });
  const run = await edited({ date: "2026-03-02T10:00:00" });
  expect([run.end.outcome, run.codes.slice(0, 2), run.writes]).toEqual([
    "needs-attention",
    ["order-month-moved", "order-unchanged"],
    [],
  ]);
  expect(run.end.reasons[0]?.params).toMatchObject({ booked: "2026-01-30", now: "2026-03-02" });
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.codes[0]]).toEqual(["needs-attention", "order-month-moved"]);
  const back = await edited({ date: "2026-01-30T10:00:00" });
  expect([back.end.outcome, back.codes.includes("order-month-moved")]).toEqual(["booked", false]);
});

test.each(TYPES)("%s: within the month, and it is recorded", async (type) => {
  const { edited } = await booked({ type });
  const run = await edited({ date: "2026-01-31T10:00:00" });
  expect([run.end.outcome, run.codes.slice(0, 2), run.writes]).toEqual([
    "booked",
    ["order-unchanged", "order-day-moved"],
    [],
  ]);
});

test("together with its figures: these are booked, and a person is told of the month", async () => {
  const { edited } = await booked({ type: "invoice" });
  const run = await edited({ date: "2026-03-02T10:00:00", lines: [mug(6)] });
  expect([run.end.outcome, run.codes.slice(0, 2)]).toEqual([
    "needs-attention",
    ["order-month-moved", "delta-credited"],
  ]);
});
