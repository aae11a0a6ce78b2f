/** A cancelled order from before the start line: it may have a document that isn't known here. */
import { expect, test } from "vitest";
import { BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

const LINE = { startLine: "2026-11-01T00:00:00Z" };
const BEFORE = { ...BUYER, date: "2026-09-15T12:00:00", lines: [mug(100)] };

test("one that nobody booked here isn't said to have had no document", async () => {
  const world = await tenant(LINE);
  const order = await world.place(BEFORE);
  const open = await world.book(order.id);
  expect([open.end.outcome, open.codes]).toEqual(["before-start", ["before-start"]]);
  expect(said(open)).toContain("book it as a past order");
  await change(world, order, { status: 9 });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes, run.writes]).toEqual(["before-start", ["before-start"], []]);
  expect(said(run)).toMatch(
    /cancelled in Asperion.* If it was booked in another way before, credit/s,
  );
});

test("one that was booked here before the line moved is credited, and named after that", async () => {
  const world = await tenant();
  const order = await world.place({ ...BEFORE, paymentStatus: "Open" });
  world.configure({ orders: { startLine: "2026-09-01T00:00:00Z" } });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  world.configure({ orders: LINE });
  await change(world, order, { status: 9 });
  expect((await world.book(order.id)).codes).toContain("order-cancelled-credited");
});

test("one from after the line had no document", async () => {
  const world = await tenant(LINE);
  const order = await world.place({ ...BUYER, lines: [mug(100)], status: 9 });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes]).toEqual(["skipped", ["cancelled-before-booking"]]);
});
