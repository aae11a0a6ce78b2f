/** What the shop is told of an order that waits for its day. */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

test("an order that waits for its day isn't told to the shop as booked, nor its day as a document's number", async () => {
  const world = await FlowWorld.open();
  world.configure({
    orders: {
      type: "mutation",
      voucher: { level: "daily" },
      writeBack: { status: 5, number: "comments" },
    },
    lookups: VOUCHER_LOOKUPS,
  });
  const placed = await world.place({
    ...companyBuyer("Daily"),
    debtorId: 201,
    lines: [mug(1)],
  });
  const run = await world.book(placed.id);
  expect(run.codes[0]).toBe("added-to-day");
  const told = run.writes
    .filter(({ kind }) => kind === "shop-order.update")
    .map(({ request }) => {
      const { status, comments } = request.body as Json;
      return [status, comments];
    });
  expect(told).toEqual([]);
});
