/** An approval by amount is asked for what is taken back, also where the shop empties the order. */
import { expect, test } from "vitest";
import type { Json } from "../../support/flow-world.ts";
import { books, BUYER, change, mug, tenant } from "./registered-world.kit.ts";

const CASES: readonly (readonly [string, Json])[] = [
  ["cancelled and emptied", { status: 9, lines: [] }],
  ["emptied", { lines: [] }],
];

for (const type of ["invoice", "mutation"])
  test.each(CASES)(`an order above the limit that is %s waits (${type})`, async (_how, to) => {
    const world = await tenant({ type, voucher: { level: "recommended", paid: "clearing" } });
    const order = await world.place({ ...BUYER, lines: [mug(100, 50)], paymentStatus: "Open" });
    await world.book(order.id);
    const before = await books(world);
    world.configure({ orders: { approval: { grossFrom: "1000.00" } } });
    await change(world, order, to);
    const run = await world.book(order.id);
    expect([run.end.outcome, run.codes[0], run.writes]).toEqual(["held", "waits-for-approval", []]);
    expect(await books(world)).toEqual(before);
  });
