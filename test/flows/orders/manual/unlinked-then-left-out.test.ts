/**
 * An order that a person unlinked from its document, and that the shop cancels or settings leave
 * out then: its document stands, so the order isn't told as one that never had any.
 */
import { expect, test } from "vitest";
import type { Json } from "../../../support/flow-world.ts";
import { books, BUYER, change, mug, said, tenant } from "../registered-world.kit.ts";

const RETRY = ["retry-by-person"];
const VOUCHER = { type: "mutation", voucher: { paid: "clearing", level: "recommended" } };

async function unlinked(to: Json, orders: Json = {}) {
  const world = await tenant(orders);
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125)] });
  await world.book(order.id);
  world.unlink(order.id);
  await change(world, order, to);
  return { world, id: order.id, run: await world.book(order.id) };
}

test.each([
  ["an invoice", {}],
  ["a draft", { type: "draft-invoice" }],
  ["a voucher", VOUCHER],
])("cancelled after %s was unlinked, it is held, and says that it is cancelled", async (_, of) => {
  const { world, id, run } = await unlinked({ status: 9 }, of);
  expect([run.end.outcome, run.codes]).toEqual(["held", ["document-unlinked"]]);
  expect(said(run)).toContain("The order was cancelled in Asperion. Unlinked manually");
  // A retry finds the document again and handles the cancellation.
  const retried = await world.book(id, RETRY);
  expect(retried.end.outcome).toBe("updated");
  expect(await books(world)).toEqual({});
});

test("it is held where a filter would leave it out now, and a retry keeps its document", async () => {
  const { world, id, run } = await unlinked({ status: 1 });
  expect([run.end.outcome, run.codes]).toEqual(["held", ["document-unlinked"]]);
  expect((await world.book(id, RETRY)).end.outcome).toBe("booked");
});
