/**
 * A voucher that was looked for to the last and left to a person: an edit or a cancellation
 * meanwhile books nothing in its place, as it may still come true.
 */
import { expect, test } from "vitest";
import { FlowWorld as World } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { vouchersOf } from "../../../support/vouchers.ts";

let n = 0;

async function left(world: World) {
  const placed = await world.place({ ...companyBuyer(`Left${(n += 1)}`), lines: [mug(10)] });
  world.answered = async () => {
    throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  world.leaveToPerson(placed.id);
  const vouchers = () => vouchersOf({ ledger: () => world.ledger() as never }, placed.orderNumber);
  const [voucher] = await vouchers();
  const undo = (): Promise<unknown> =>
    world.control(
      "eaccounting",
      "DELETE",
      `/vouchers/${String(voucher?.["Id"])}?company=Demo%20AB`,
    );
  return { placed, vouchers, undo };
}

const vouchersWorld = async (): Promise<World> => {
  const world = await World.open();
  world.configure({ orders: { type: "mutation", voucher: {} }, lookups: VOUCHER_LOOKUPS });
  return world;
};

test("an edit meanwhile books nothing; a person has it booked, and nothing is asked after that", async () => {
  const world = await vouchersWorld();
  const { placed, vouchers, undo } = await left(world);
  await undo();
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(20)] });
  const edited = await world.book(placed.id);
  expect([edited.codes[0], edited.writes.length]).toEqual(["in-doubt-needs-person", 0]);
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect([again.end.outcome, (await vouchers()).length]).toEqual(["booked", 1]);
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
});

test("what came true after all is found by the edit, and is the order's voucher", async () => {
  const world = await vouchersWorld();
  const { placed, vouchers } = await left(world);
  const edited = await world.book(placed.id);
  expect([edited.end.outcome, (await vouchers()).length]).toEqual(["booked", 1]);
});

test("a cancelled order isn't done while its voucher may come true", async () => {
  const world = await vouchersWorld();
  const { placed, undo } = await left(world);
  await undo();
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 9 });
  expect((await world.book(placed.id)).codes).toEqual(["in-doubt-needs-person"]);
  expect((await world.book(placed.id, ["retry-by-person"])).end.outcome).toBe("skipped");
});
