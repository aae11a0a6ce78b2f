/**
 * An order whose document somebody deleted stays on hold, whatever events come meanwhile, until the
 * document is made again, is found after all, or a person decides.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";

const KINDS = {
  "sales-order": "orders",
  "draft-invoice": "customerinvoicedrafts",
  invoice: "customerinvoices",
  mutation: "vouchers",
} as const;
type Kind = keyof typeof KINDS;
const OWN = new Set(["sales-order", "invoice-draft", "invoice", "voucher"]);
const EVENT = ["order.updated"];

async function booked(kind: Kind, more: Json = {}) {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const bank = String(bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"]);
  world.configure({
    orders: {
      type: kind,
      editedAfterBooking: "delta",
      cancelledAfterBooking: "credit",
      payments: kind === "mutation" ? "none" : "register",
    },
    lookups:
      kind === "mutation" ? VOUCHER_LOOKUPS : { paymentMethod: { default: bank, table: {} } },
  });
  const placed = await world.place({
    ...companyBuyer(`Gone ${kind}`),
    lines: [mug(4)],
    paymentStatus: "Open",
    ...more,
  });
  await world.book(placed.id);
  const edit = (change: Json) => world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
  const first = (): string =>
    String(
      world.documentsOf(placed.id).find(({ role, state }) => state === "live" && OWN.has(role))?.id,
    );
  const remove = (document = first()) =>
    world.control("eaccounting", "DELETE", `/${KINDS[kind]}/${document}`);
  return { world, id: placed.id, edit, remove };
}
const said = ({ end, codes, writes }: Run) => [end.outcome, codes, writes.length];

test.each(Object.keys(KINDS) as Kind[])(
  "a %s that was found deleted is told of by each event, until it is made again",
  async (kind) => {
    const { world, id, edit, remove } = await booked(kind);
    await remove();
    const found = await world.book(id, ["resync"]);
    expect(said(found)).toEqual(["held", ["document-gone"], 0]);
    for (const _ of [1, 2]) {
      const told = await world.book(id, EVENT);
      expect(said(told)).toEqual(said(found));
      expect(told.end.reasons).toEqual(found.end.reasons);
    }
    await edit({ comments: "Words alone" });
    expect((await world.book(id, EVENT)).codes).toContain("document-gone");
    const again = await world.book(id, ["book-again", "retry-by-person"]);
    expect([again.end.outcome, again.codes.includes("document-gone")]).toEqual(["booked", false]);
    expect(said(await world.book(id, EVENT))).toEqual(["booked", ["order-unchanged"], 0]);
  },
);

test("so is an invoice that was paid: it wasn't the only one", async () => {
  const { world, id, remove } = await booked("invoice", { paymentStatus: "Paid" });
  await remove();
  const found = await world.book(id, ["book-again", "retry-by-person"]);
  expect(said(found)).toEqual(["held", ["document-gone-with-others"], 0]);
  for (const _ of [1, 2]) expect(said(await world.book(id, EVENT))).toEqual(said(found));
});

test("an edit doesn't make it the only one again", async () => {
  const { world, id, edit, remove } = await booked("invoice", { paymentStatus: "Paid" });
  await remove();
  await edit({ lines: [mug(5)] });
  expect((await world.book(id, EVENT)).codes).toContain("document-gone");
  expect((await world.book(id, ["book-again", "retry-by-person"])).codes).toEqual([
    "document-gone-with-others",
  ]);
  for (const _ of [1, 2]) {
    const { end, codes } = await world.book(id, EVENT);
    expect([end.outcome, codes[0]]).toEqual(["held", "document-gone-with-others"]);
    expect(codes).not.toContain("document-gone");
  }
});

test("an edit that found it and was taken back doesn't end that", async () => {
  const { world, id, edit, remove } = await booked("invoice");
  await remove();
  await edit({ lines: [mug(5)] });
  const found = await world.book(id, EVENT);
  expect([found.end.outcome, found.codes.includes("document-gone")]).toEqual(["held", true]);
  await edit({ lines: [mug(4)] });
  const told = await world.book(id, EVENT);
  expect([told.end.outcome, told.codes.includes("document-gone")]).toEqual(["held", true]);
});

test("nor does a cancelled order that was credited whole before", async () => {
  const { world, id, edit, remove } = await booked("invoice");
  await edit({ status: 9 });
  await world.book(id, EVENT);
  await remove();
  const found = await world.book(id, ["book-again", "retry-by-person"]);
  expect(said(found)).toEqual(["held", ["document-gone-with-others"], 0]);
  const told = await world.book(id, EVENT);
  expect([told.end.outcome, told.codes]).toEqual([
    "needs-attention",
    ["document-gone-with-others", "order-cancelled-credited"],
  ]);
});

test("one that an edit added is told of beside the invoice, and made again by itself", async () => {
  const { world, id, edit, remove } = await booked("invoice");
  await edit({ lines: [mug(5)] });
  await world.book(id, EVENT);
  const added = world.documentsOf(id).find(({ role }) => role === "delta-invoice");
  await remove(String(added?.id));
  const found = await world.book(id, ["resync"]);
  expect(said(found)).toEqual(["held", ["document-gone"], 0]);
  expect(said(await world.book(id, EVENT))).toEqual(said(found));
  expect((await world.book(id, ["book-again", "retry-by-person"])).end.outcome).toBe("updated");
  expect(said(await world.book(id, EVENT))[0]).toBe("booked");
});

test("a voucher that a look-up finds after all is as it was", async () => {
  const { world, id } = await booked("mutation");
  const [document] = world.documentsOf(id);
  world.ledgerSays = (body, path) =>
    path.includes("vouchers") ? { ...(body as Json), Data: [] } : body;
  expect(said(await world.book(id, ["resync"]))).toEqual(["held", ["document-gone"], 0]);
  world.ledgerSays = null;
  expect((await world.book(id, EVENT)).end.outcome).toBe("held");
  expect((await world.book(id, ["resync"])).end.outcome).toBe("booked");
  expect(said(await world.book(id, EVENT))).toEqual(["booked", ["order-unchanged"], 0]);
  expect(world.documentsOf(id)).toEqual([document]);
});

test("money that comes for an invoice that was deleted names it, and a retry makes it again", async () => {
  const { world, id, edit, remove } = await booked("invoice");
  await remove();
  await edit({ paymentStatus: "Paid" });
  for (const _ of [1, 2])
    expect(said(await world.book(id, EVENT))).toEqual([
      "needs-attention",
      ["document-gone", "order-unchanged"],
      0,
    ]);
  const again = await world.book(id, ["retry-by-person"]);
  expect([again.end.outcome, again.codes]).toEqual([
    "booked",
    expect.arrayContaining(["invoice-booked", "payment-registered"]),
  ]);
});
