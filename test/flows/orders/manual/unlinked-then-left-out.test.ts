/**
 * An order that a person unlinked from its document, and that the shop cancels or settings leave
 * out then: its document stands, so the order isn't told as one that never had any.
 */
import { expect, test } from "vitest";
import type { FlowWorld, Json } from "../../../support/flow-world.ts";
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

const LISTS = { "sales-order": "orders", "draft-invoice": "customerinvoicedrafts" } as const;
const KINDS = ["sales-order", "draft-invoice"] as const;

/** A person deletes the order's document in eAccounting. */
async function deleted(world: FlowWorld, type: keyof typeof LISTS, id: number): Promise<void> {
  const [document] = world.documentsOf(id);
  await world.control("eaccounting", "DELETE", `/${LISTS[type]}/${document?.id}?company=Demo%20AB`);
}

test.each(KINDS)(
  "booked anew as its %s was deleted, and cancelled then, it is done with that",
  async (type) => {
    const world = await tenant({ type });
    const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125)] });
    await world.book(order.id);
    world.unlink(order.id);
    await deleted(world, type, order.id);
    expect((await world.book(order.id, RETRY)).end.outcome).toBe("booked");
    await change(world, order, { status: 9 });
    expect((await world.book(order.id)).end.outcome).toBe("updated");
    expect((await world.book(order.id)).end.outcome).toBe("skipped");
    expect((await world.ledger())[LISTS[type]]).toEqual([]);
  },
);

test.each(KINDS)(
  "cancelled after its unlinked %s was deleted, a retry sees that, and it is done",
  async (type) => {
    const world = await tenant({ type });
    const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125)] });
    await world.book(order.id);
    world.unlink(order.id);
    await deleted(world, type, order.id);
    await change(world, order, { status: 9 });
    expect((await world.book(order.id)).codes).toEqual(["document-unlinked"]);
    const retried = await world.book(order.id, RETRY);
    expect([retried.end.outcome, retried.writes]).toEqual(["skipped", []]);
    expect(world.documentsOf(order.id).map(({ state }) => state)).toEqual(["gone"]);
    expect((await world.book(order.id)).end.outcome).toBe("skipped");
  },
);

test.each(KINDS)(
  "cancelled, and its unlinked %s deleted by a run that ended then, a retry ends it",
  async (type) => {
    const { world, id, run } = await unlinked({ status: 9 }, { type });
    expect(run.codes).toEqual(["document-unlinked"]);
    world.answered = async () => {
      world.answered = null;
      throw new Error("the run ends here");
    };
    await expect(world.book(id, RETRY)).rejects.toThrow("ends here");
    await world.resolveDoubts(id);
    expect((await world.book(id, RETRY)).end.outcome).toBe("skipped");
    expect((await world.book(id)).end.outcome).toBe("skipped");
  },
);

/** The person says that the document isn't this order's, by taking its tracking code away. */
test("booked anew beside a document that stands, and cancelled then, it is done with its own", async () => {
  const world = await tenant({ type: "sales-order" });
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125)] });
  await world.book(order.id);
  world.unlink(order.id);
  const [document] = world.documentsOf(order.id);
  const without = { OurReference: "of another", YourReference: null };
  await world.control("eaccounting", "PATCH", `/orders/${document?.id}`, without);
  expect((await world.book(order.id, RETRY)).end.outcome).toBe("booked");
  await change(world, order, { status: 9 });
  expect((await world.book(order.id)).end.outcome).toBe("updated");
  expect(world.documentsOf(order.id).map(({ state }) => state)).toEqual(["unlinked", "gone"]);
  expect((await world.book(order.id)).end.outcome).toBe("skipped");
});

test("a retry of a cancelled order whose unlinked document stands still holds it", async () => {
  const { world, id } = await unlinked({ status: 9 }, { type: "sales-order" });
  const [document] = world.documentsOf(id);
  const without = { OurReference: "of another", YourReference: null };
  await world.control("eaccounting", "PATCH", `/orders/${document?.id}`, without);
  expect((await world.book(id, RETRY)).codes).toEqual(["document-unlinked"]);
  expect(world.documentsOf(id).map(({ state }) => state)).toEqual(["unlinked"]);
});
