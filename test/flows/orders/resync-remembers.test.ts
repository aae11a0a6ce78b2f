/**
 * What a resync found to differ is said until a comparison agrees or the document is written anew,
 * whatever events come meanwhile.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

const LISTS = {
  "sales-order": "orders",
  "draft-invoice": "customerinvoicedrafts",
  invoice: "customerinvoices",
} as const;
type Kind = keyof typeof LISTS;

/** An order whose document was changed in the ledger, and whose resync found that. */
async function differing(kind: Kind) {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: kind } });
  const placed = await world.place({ ...companyBuyer(`Differs ${kind}`), lines: [mug(4)] });
  await world.book(placed.id);
  const [document] = (await world.ledger())[LISTS[kind]] ?? [];
  const [row, ...rows] = (document?.["Rows"] ?? []) as readonly Json[];
  const inLedger = (amount: number, quantity: number, vat = 8.5) =>
    world.control(
      "eaccounting",
      "PATCH",
      `/${LISTS[kind]}/${String(document?.["Id"])}`,
      // What is booked has its own totals.
      kind === "invoice"
        ? { TotalAmountInvoiceCurrency: amount, TotalVatAmountInvoiceCurrency: vat }
        : { Rows: [{ ...row, Quantity: quantity }, ...rows] },
    );
  await inLedger(95.63, 9);
  const found = await world.book(placed.id, ["resync"]);
  expect(said(found)).toEqual(["needs-attention", ["booked-differs"]]);
  const edit = (change: Json) =>
    world.control("asperion", "PATCH", `/orders/${placed.id}`, { ...change, notify: false });
  return { world, id: placed.id, inLedger, edit, found };
}

const said = ({ end, codes }: Run) => [end.outcome, codes];

test.each(Object.keys(LISTS) as Kind[])(
  "an unchanged order whose %s differs is said to, with the same figures, until a comparison agrees",
  async (kind) => {
    const { world, id, inLedger, found } = await differing(kind);
    for (const _ of [1, 2]) {
      const told = await world.book(id);
      expect(said(told)).toEqual(["needs-attention", ["booked-differs", "order-unchanged"]]);
      expect(told.end.reasons[0]).toEqual(found.end.reasons[0]);
      expect(told.writes).toEqual([]);
    }
    // A retry compares as well.
    expect(said(await world.book(id, ["retry-by-person"]))).toEqual(said(found));
    await inLedger(42.5, 4);
    expect(said(await world.book(id))[0]).toBe("needs-attention");
    expect(said(await world.book(id, ["resync"]))).toEqual([
      "booked",
      ["order-unchanged", "booked-agrees"],
    ]);
    expect(said(await world.book(id))).toEqual(["booked", ["order-unchanged"]]);
  },
);

test("an edit of the order writes its document anew: nothing differs any more", async () => {
  const { world, id, edit } = await differing("draft-invoice");
  world.configure({ orders: { changedByPerson: "overwrite" } });
  await edit({ lines: [mug(5)] });
  expect((await world.book(id)).end.outcome).toBe("updated");
  expect(said(await world.book(id))).toEqual(["booked", ["order-unchanged"]]);
});

test("a booked invoice isn't written anew by an edit: it differs still", async () => {
  const { world, id, edit } = await differing("invoice");
  await edit({ lines: [mug(5)] });
  const told = await world.book(id);
  expect([told.end.outcome, told.codes.includes("booked-differs")]).toEqual([
    "needs-attention",
    true,
  ]);
});

test("an edit that the books agree with by now ends it, whatever else is told of the order", async () => {
  const { world, id, inLedger, edit } = await differing("invoice");
  await inLedger(53.13, 5, 10.63);
  await edit({ lines: [mug(5)] });
  expect((await world.book(id)).codes).toContain("booked-differs");
  for (const types of [["resync"], ["order.updated"]])
    expect(said(await world.book(id, types))).toEqual([
      "needs-attention",
      ["order-changed-after-booking", "customer-known"],
    ]);
});

test("a cancelled order credits no invoice that somebody changed, and does once it was put right", async () => {
  const { world, id, inLedger, edit } = await differing("invoice");
  world.configure({ orders: { cancelledAfterBooking: "credit" } });
  await edit({ status: 9 });
  for (const types of [["order.updated"], ["resync"]]) {
    const told = await world.book(id, types);
    expect([told.end.outcome, told.codes, told.writes]).toEqual([
      "held",
      expect.arrayContaining(["booked-differs", "booked-changed-by-person"]),
      [],
    ]);
  }
  await inLedger(42.5, 4);
  expect((await world.book(id, ["resync"])).codes).toContain("order-cancelled-credited");
});

test("an invoice that is credited whole is compared by Resync as well", async () => {
  const { world, id, inLedger, edit } = await differing("invoice");
  world.configure({ orders: { cancelledAfterBooking: "credit" } });
  await inLedger(42.5, 4);
  await edit({ status: 9 });
  expect((await world.book(id, ["resync"])).codes).toContain("order-cancelled-credited");
  await inLedger(95.63, 9);
  for (const types of [["resync"], ["order.updated"]]) {
    const told = await world.book(id, types);
    expect([told.end.outcome, told.codes]).toEqual([
      "needs-attention",
      expect.arrayContaining(["booked-differs", "order-cancelled-credited"]),
    ]);
  }
  await inLedger(42.5, 4);
  expect((await world.book(id)).end.outcome).toBe("needs-attention");
  for (const types of [["resync"], ["order.updated"]])
    expect(said(await world.book(id, types))).toEqual(["updated", ["order-cancelled-credited"]]);
});

test("a dry run says so as well, and remembers nothing", async () => {
  const { world, id, inLedger } = await differing("invoice");
  expect((await world.dryRun(id)).codes).toContain("booked-differs");
  await inLedger(42.5, 4);
  await world.dryRun(id);
  expect((await world.book(id)).codes).toContain("booked-differs");
});

test("where a document agrees nothing is kept of that", async () => {
  const world = await FlowWorld.open();
  const placed = await world.place({ ...companyBuyer("Agrees"), lines: [mug(4)] });
  await world.book(placed.id);
  const before = world.documentsOf(placed.id);
  await world.book(placed.id, ["resync"]);
  expect(world.documentsOf(placed.id)).toBe(before);
});
