/**
 * An order is unlinked from its document and from what was booked beside it. A retry that finds the
 * document again finds all of it: nothing is booked a second time.
 */
import { expect, test } from "vitest";
import {
  relinkableSale,
  unlinkedWith,
} from "../../../../src/flows/orders/existing/existing-documents.ts";
import { MANUAL } from "../../../../src/flows/orders/shared/link-request.ts";
import type { FlowWorld, Json } from "../../../support/flow-world.ts";
import { document } from "../decision/kit.ts";
import { books, BUYER, change, mug, tenant } from "../registered-world.kit.ts";

const RETRY = ["retry-by-person"];
const VOUCHER = { type: "mutation", voucher: { paid: "clearing", level: "recommended" } };
const PAID = { paymentStatus: "Paid", amountPaid: null };

async function booked(orders: Json, lines: readonly Json[] = [mug(125)]) {
  const world = await tenant(orders);
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines });
  await world.book(order.id);
  return { world, order, id: order.id };
}
async function retried(world: FlowWorld, id: number) {
  world.unlink(id);
  return world.book(id, RETRY);
}
/** A voucher that was paid in a second one. */
async function paidLater() {
  const made = await booked(VOUCHER);
  await change(made.world, made.order, PAID);
  await made.world.book(made.id);
  return made;
}
const vouchers = async (world: FlowWorld) => (await world.ledger())["vouchers"] ?? [];
const deletePayment = async (world: FlowWorld) =>
  world.control(
    "eaccounting",
    "DELETE",
    `/vouchers/${String((await vouchers(world)).at(-1)?.["Id"])}`,
  );
const withoutMarker = (world: FlowWorld, one: Json | undefined) =>
  world.control("eaccounting", "PATCH", `/vouchers/${String(one?.["Id"])}`, {
    VoucherText: "of another sale",
  });

test("a voucher's payment isn't booked again, however often it is unlinked and retried", async () => {
  const { world, id } = await paidLater();
  for (const _ of [1, 2]) {
    const run = await retried(world, id);
    expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
  }
  expect(await books(world)).toEqual({ 1580: 125, 2611: -25, 3001: -100 });
  expect(world.documentsOf(id).map(({ role, state }) => [role, state])).toEqual([
    ["voucher", "live"],
    ["voucher-payment", "live"],
  ]);
});

test("cancelled and paid back after that, nothing is left of it", async () => {
  const { world, order, id } = await paidLater();
  await retried(world, id);
  await change(world, order, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
  await world.book(id);
  expect(await books(world)).toEqual({});
});

test("a payment that was deleted meanwhile is booked again, once", async () => {
  const { world, id } = await paidLater();
  await deletePayment(world);
  await retried(world, id);
  expect((await world.book(id)).writes).toEqual([]);
  expect(await books(world)).toEqual({ 1580: 125, 2611: -25, 3001: -100 });
});

test("a payment of a document that was unlinked earlier isn't one of the document that is found", async () => {
  const { world, order, id } = await paidLater();
  world.unlink(id);
  for (const one of await vouchers(world)) await withoutMarker(world, one);
  expect((await world.book(id, RETRY)).codes).toContain("voucher-booked");
  await retried(world, id);
  expect(world.documentsOf(id).map(({ role, n, state }) => [role, n, state])).toEqual([
    ["voucher", 1, "unlinked"],
    ["voucher-payment", 1, "unlinked"],
    ["voucher", 2, "live"],
  ]);
  await change(world, order, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
  await world.book(id);
  // What the person keeps for another sale stands.
  expect(await books(world)).toEqual({ 1580: 125, 2611: -25, 3001: -100 });
});

test("a credit of an edit counts after it: the order is raised, and cancelled, to the cent", async () => {
  const { world, order, id } = await booked({ payments: "none" }, [mug(125, 4)]);
  const sold = await books(world);
  await change(world, order, { lines: [mug(125, 3)] });
  await world.book(id);
  const lowered = await books(world);
  const run = await retried(world, id);
  expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
  expect(await books(world)).toEqual(lowered);
  await change(world, order, { lines: [mug(125, 4)] });
  expect((await world.book(id)).end.outcome).toBe("updated");
  expect(await books(world)).toEqual(sold);
  await retried(world, id);
  await change(world, order, { status: 9 });
  await world.book(id);
  expect(await books(world)).toEqual({});
});

test("cancelled after its payment was deleted, nothing is left of what stands", async () => {
  const { world, order, id } = await paidLater();
  world.unlink(id);
  await deletePayment(world);
  await change(world, order, { status: 9, paymentStatus: "Refunded", amountPaid: 0 });
  expect((await world.book(id, RETRY)).end.outcome).toBe("updated");
  expect(await books(world)).toEqual({});
});

const CUT = { state: "unlinked", unlinkedAt: 2 } as const;

test("what was unlinked in one step is found together, as it was before", () => {
  const own = document("voucher", { ...CUT, n: 2, id: "v-2" });
  const documents = [
    document("voucher", { state: "unlinked", unlinkedAt: 1, id: "v-1" }),
    document("voucher-payment", { state: "unlinked", unlinkedAt: 1 }),
    document("voucher-reversal", { state: "gone" }),
    own,
    document("voucher-payment", { ...CUT, n: 2 }),
  ];
  expect(unlinkedWith(documents, document("voucher", { id: "v-2" }))).toEqual([
    document("voucher", { n: 2, id: "v-2" }),
    document("voucher-payment", { n: 2 }),
  ]);
  expect(unlinkedWith(documents, document("voucher", { id: "v-3" }))).toEqual([]);
});

test.each([
  ["an invoice", document("invoice"), true],
  ["a voucher", document("voucher"), true],
  ["one that was never compared", document("invoice", { sourceHash: null }), false],
  ["one that a person linked", document("invoice", { ownedHash: MANUAL }), false],
  ["a draft", document("invoice-draft"), false],
  ["a sales order", document("sales-order"), false],
  ["a credit", document("credit"), false],
  ["a credit's voucher", document("voucher-credit"), false],
])("%s is known by memory alone: %s", (_, own, isKnown) => {
  expect(relinkableSale([own, document("voucher-payment")])).toBe(isKnown ? own : null);
});

test.each([
  [VOUCHER, { paymentStatus: "PartlyPaid", amountPaid: 50 }, "50.00"],
  [{ type: "invoice" }, { paymentStatus: "PartlyPaid", amountPaid: 50 }, "50.00"],
  [VOUCHER, {}, "0.00"],
  [{ type: "invoice" }, {}, "0.00"],
])(
  "what was unlinked before its order was cancelled isn't told as taken back (%j, %j)",
  async (orders, first, registered) => {
    const { world, order, id } = await booked(orders);
    await change(world, order, first);
    await world.book(id);
    world.unlink(id);
    await change(world, order, { status: 9 });
    const kept = await world.book(id);
    expect([kept.end.outcome, kept.codes]).toEqual(["held", ["document-unlinked"]]);
    const several = world.documentsOf(id).filter(({ state }) => state === "unlinked").length > 1;
    const { documents, each } = kept.end.reasons[0]?.params ?? {};
    expect(each).toBe(several ? String(documents).replaceAll(/[^, ]+/g, "voucher:$&") : null);
    await change(world, order, PAID);
    const [, more] = (await world.book(id)).end.reasons;
    expect(more).toMatchObject({
      code: "paid-after-cancellation",
      params: { paid: "125.00", registered, when: "stands" },
    });
  },
);
