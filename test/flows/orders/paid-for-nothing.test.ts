/**
 * An invoice that an edit credited whole: money that comes for its order afterwards is told, in
 * words that don't call the order cancelled.
 */
import { expect, test } from "vitest";
import { reasonText } from "../../support/reason-text.ts";
import { books, BUYER, change, mug, tenant } from "./registered-world.kit.ts";

const CODE = "paid-after-cancellation";

test.each([
  ["paid", { paymentStatus: "Paid", amountPaid: 200 }],
  ["open", { paymentStatus: "Open" }],
])("money for it is told, though it was %s before", async (_how, first) => {
  const world = await tenant();
  const order = await world.place({ ...BUYER, ...first, lines: [mug(100, 2)] });
  await world.book(order.id);
  const nothing = { lines: [{ ...mug(100, 2), discountPercentage: 100 }] };
  await change(world, order, { ...nothing, paymentStatus: "Refunded", amountPaid: 0 });
  const edited = await world.book(order.id);
  expect([edited.end.outcome, await books(world)]).toEqual(["updated", {}]);
  await change(world, order, { paymentStatus: "PartlyPaid", amountPaid: 50 });
  for (const run of [await world.book(order.id), await world.book(order.id)]) {
    const why = run.end.reasons.find(({ code }) => code === CODE);
    expect([run.end.outcome, why?.params, run.writes]).toMatchObject([
      "needs-attention",
      { paid: "50.00", of: "nothing" },
      [],
    ]);
    if (why === undefined) throw new Error("it isn't told");
    expect(reasonText(why).text).toMatch(/nothing is charged for it any more/u);
    expect(reasonText(why).text).not.toMatch(/cancelled/u);
  }
  await change(world, order, { paymentStatus: "Refunded", amountPaid: 0 });
  expect((await world.book(order.id)).end.outcome).toBe("updated");
});

test("money that wasn't paid back yet is told as kept, not as received once more", async () => {
  const world = await tenant({ refunds: "none" });
  const paid = { paymentStatus: "Paid", amountPaid: 200 };
  const order = await world.place({ ...BUYER, ...paid, lines: [mug(100, 2)] });
  await world.book(order.id);
  await change(world, order, { lines: [{ ...mug(100, 2), discountPercentage: 100 }] });
  expect((await world.book(order.id)).codes).not.toContain(CODE);
});
