/** A sale in another currency keeps its rate: edited, or alive again after a cancellation. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FlowWorld } from "../../../support/flow-world.ts";
import { books, BUYER, change, mug, tenant } from "../registered-world.kit.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());
const at = (day: string): void => void vi.setSystemTime(new Date(`${day}T09:00:00Z`));

const EURO = { ...BUYER, currencyCode: "EUR", paymentStatus: "Paid", lines: [mug(100)] };
/** An order of 100 EUR that is booked on 1580 on the first day. */
async function booked(): Promise<{ readonly world: FlowWorld; readonly id: number }> {
  at("2026-06-01");
  const world = await tenant({ type: "mutation", voucher: { paid: "clearing" } });
  const { id } = await world.place(EURO);
  await world.book(id);
  return { world, id };
}

test("an edit weeks later books the sale anew at the rate of its first voucher", async () => {
  const { world, id } = await booked();
  const before = (await books(world))[1580] ?? 0;
  at("2026-07-10");
  await change(world, { id }, { lines: [mug(97)], paymentStatus: "Paid", amountPaid: 97 });
  expect((await world.book(id)).end.outcome).toBe("updated");
  // What a refund of 3 EUR takes off is all that is left of the difference.
  expect((await books(world))[1580]).toBeCloseTo(before * 0.97, 1);
});

test("an order that is alive again owes nothing, and its provider owes what it did", async () => {
  const { world, id } = await booked();
  const before = await books(world);
  at("2026-06-11");
  await change(world, { id }, { status: 9 });
  await world.book(id);
  at("2026-06-17");
  await change(world, { id }, { status: 2, paymentStatus: "Paid" });
  await world.book(id);
  expect(await books(world)).toEqual(before);
});

test.each([["at once"], ["a day later"]])(
  "an order that is alive again once all was paid back is sold at the rate of that day: %s",
  async (refunded) => {
    const { world, id } = await booked();
    const first = await books(world);
    const back = { status: 9, paymentStatus: "Refunded", amountPaid: 0 };
    at("2026-06-11");
    await change(world, { id }, refunded === "at once" ? back : { status: 9 });
    await world.book(id);
    at("2026-06-12");
    await change(world, { id }, back);
    await world.book(id);
    at("2026-07-17");
    await change(world, { id }, { status: 2, paymentStatus: "Paid", amountPaid: 100 });
    await world.book(id);
    const other = await tenant({ type: "mutation", voucher: { paid: "clearing" } });
    await other.book((await other.place(EURO)).id);
    const now = await books(world);
    expect(now).not.toEqual(first);
    expect(now).toEqual(await books(other));
  },
);
