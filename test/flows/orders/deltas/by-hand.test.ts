/**
 * A person changes a booked invoice by hand, and the shop edits the order: what was put right by
 * hand isn't booked once more.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";

let n = 0;

/** An order of ten mugs, 106.25 with VAT, whose invoice is booked. */
async function booked() {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type: "invoice", editedAfterBooking: "delta", cancelledAfterBooking: "credit" },
  });
  const placed = await world.place({ ...companyBuyer(`Hand${(n += 1)}`), lines: [mug(10)] });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  const invoices = async (): Promise<readonly Json[]> =>
    (await world.ledger())["customerinvoices"] ?? [];
  const edit = (change: Json) => world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
  /** In the ledger's own screen; an invoice for so many mugs has these figures. */
  const byHand = async (mugs: number, of = 0, more: Json = {}): Promise<void> => {
    const net = mugs * 8.5;
    const id = String((await invoices())[of]?.["Id"]);
    await world.control("eaccounting", "PATCH", `/customerinvoices/${id}?company=Demo%20AB`, {
      TotalAmountInvoiceCurrency: net * 1.25,
      TotalVatAmountInvoiceCurrency: net * 0.25,
      ...more,
    });
  };
  const run = async (types?: readonly string[]) => {
    const { end, writes } = await world.book(placed.id, types);
    return { outcome: end.outcome, why: end.reasons[0], writes: writes.map(({ kind }) => kind) };
  };
  const drafts = async () =>
    ((await world.ledger())["customerinvoicedrafts"] ?? []).map(({ Id }) => String(Id));
  const byDraft = (isDraft: boolean) =>
    world.configure({
      orders: {
        type: isDraft ? "draft-invoice" : "invoice",
        editedAfterBooking: "delta",
        cancelledAfterBooking: "credit",
      },
    });
  return { world, edit, byHand, run, drafts, byDraft };
}

const AGREES = { outcome: "booked", why: { code: "booked-agrees" }, writes: [] };
const changed = (params: Json) => ({
  outcome: "held",
  why: { code: "booked-changed-by-person", params },
  writes: [],
});

test("an invoice that was changed to what the shop then says gets no delta, and the next edit goes on from there", async () => {
  const { edit, byHand, run } = await booked();
  await byHand(20);
  await edit({ lines: [mug(20)] });
  expect(await run()).toMatchObject(AGREES);
  await edit({ lines: [mug(21)] });
  const next = await run();
  expect(next).toMatchObject({
    outcome: "updated",
    why: { code: "delta-added", params: { gross: "10.63" } },
    writes: ["draft.create", "draft.convert"],
  });
});

test("one that is neither what was booked nor what the shop says waits for a person, who puts it right either way", async () => {
  for (const [mugs, done] of [
    [20, AGREES],
    [10, { outcome: "updated", writes: ["draft.create", "draft.convert"] }],
  ] as const) {
    const { edit, byHand, run } = await booked();
    await byHand(15);
    await edit({ lines: [mug(20)] });
    const held = changed({ what: "amount", was: "106.25", is: "159.38", shop: "212.50" });
    expect(await run()).toMatchObject(held);
    expect(await run(["retry-by-person"])).toMatchObject(held);
    await byHand(mugs);
    expect(await run(["retry-by-person"])).toMatchObject(done);
  }
});

test("VAT that was changed alone is told as well", async () => {
  const { edit, byHand, run } = await booked();
  await byHand(10, 0, { TotalVatAmountInvoiceCurrency: 11.38 });
  await edit({ lines: [mug(20)] });
  expect(await run()).toMatchObject(changed({ what: "vat", was: "21.25", is: "11.38" }));
});

test("a delta that was changed by hand waits for a person, too", async () => {
  const { edit, byHand, run } = await booked();
  await edit({ lines: [mug(12)] });
  expect(await run()).toMatchObject({ outcome: "updated" });
  await byHand(4, 1);
  await edit({ lines: [mug(14)] });
  expect(await run()).toMatchObject(changed({ what: "amount", was: "21.25", is: "42.50" }));
});

test("an order that is cancelled isn't credited by an invoice that was changed", async () => {
  const { edit, byHand, run } = await booked();
  await byHand(20);
  await edit({ status: 9 });
  expect(await run()).toMatchObject(changed({ was: "106.25", is: "212.50", shop: "0.00" }));
});

test("a draft of ours that waited for what a person then put right in the invoice is removed", async () => {
  const { edit, byHand, run, drafts, byDraft } = await booked();
  byDraft(true);
  await edit({ lines: [mug(20)] });
  expect(await run()).toMatchObject({ outcome: "updated", writes: ["draft.create"] });
  expect(await drafts()).toHaveLength(1);
  await byHand(20);
  expect(await run(["retry-by-person"])).toMatchObject({
    outcome: "updated",
    why: { code: "booked-agrees" },
    writes: ["draft.delete"],
  });
  expect(await drafts()).toEqual([]);
  await edit({ lines: [mug(21)] });
  expect(await run()).toMatchObject({
    why: { code: "delta-added", params: { gross: "10.63" } },
    writes: ["draft.create"],
  });
});

test("one that a person went on with is left, and told", async () => {
  const { world, edit, byHand, run, drafts, byDraft } = await booked();
  byDraft(true);
  await edit({ lines: [mug(20)] });
  await run();
  const [id = ""] = await drafts();
  await world.control("eaccounting", "PATCH", `/customerinvoicedrafts/${id}?company=Demo%20AB`, {
    YourReference: "Ann, by hand",
  });
  await byHand(20);
  const left = await run(["retry-by-person"]);
  expect([left.outcome, left.writes]).toEqual(["held", []]);
  expect(await drafts()).toEqual([id]);
});
