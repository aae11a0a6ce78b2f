/**
 * What a preview says of an order under other settings is what the engine then does: the order is
 * booked under some, and worked out under others from what its timeline remembers; a twin of it is
 * then booked for real under those.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import { plannedEffectOf } from "../../../src/domain/jobs/planned-effect.ts";
import { differencesOf, forecastOrder } from "../../../src/flows/orders/trial/preview.ts";
import type { Memory } from "../../../src/flows/orders/trial/remembered-ports.ts";
import { findOrderInTimeline } from "../../../src/http/usecases/dry-runs/order-from-timeline.ts";
import { recordedReads } from "../../../src/http/usecases/dry-runs/remembered-reads.ts";
import { type Settings, settingsSchema } from "../../../src/settings/schema.ts";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, mug, privateBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../sandbox/eaccounting/voucher-accounts.ts";
import { sold } from "./generated.kit.ts";

async function opened(): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  const account = (number: number): string =>
    String(bankaccounts.find((one) => one["LedgerAccountNumber"] === number)?.["Id"]);
  world.configure({
    lookups: {
      paymentMethod: { default: account(1930), table: {} },
      giftCard: { default: account(2421), table: {} },
    },
  });
  // Each kind of customer and document has been seen, so that nothing is learnt on the way.
  for (const type of ["sales-order", "invoice"]) {
    world.configure({ orders: { type } });
    for (const buyer of [companyBuyer("Known"), privateBuyer("Knownperson")]) {
      const warm = await world.place({
        ...buyer,
        lines: [
          mug(3),
          { articleCode: "TEA", vatCode: "M", quantity: 1, price: 9.99 },
          { articleCode: "BOOK", vatCode: "L", quantity: 1, price: 9.99 },
          { lineType: "Shipping", description: "Freight", quantity: 1, price: 9.99, vatCode: "H" },
        ],
      });
      expect((await world.book(warm.id)).end.outcome).toBe("booked");
    }
  }
  return world;
}

const memoryOf = (world: FlowWorld, { timeline }: Run): Memory => ({
  tenantId: "t1",
  administrationId: 123,
  now: Date.now(),
  lists: world.lists,
  reads: recordedReads(timeline),
  madeCustomer: timeline.some(
    ({ what, title }) => what === "answer" && title === "customer.create",
  ),
  buyer: (linkSource, skus) =>
    world.look(0, async (ports) => {
      const resolved = await ports.resolve({ linkSource, skus });
      if (!resolved.ok) throw new Error("nothing is remembered");
      return resolved.value;
    }),
  loweredBy: [],
  original: async () => ({
    documents: [],
    outcome: null,
    credited: "0.00",
    lowered: "0.00",
    gross: null,
    refunded: "0.00",
  }),
});

function remembered({ timeline }: Run, id: number): Order {
  const order = findOrderInTimeline(timeline, String(id), 123);
  if (order === null) throw new Error("its story has no order");
  return order;
}

/** What is the order's own in a request: its number and marker, and ids of what is made only then. */
const shapes = (
  writes: readonly { readonly kind: string; readonly request: { readonly body: unknown } }[],
  number: string,
): readonly string[] =>
  writes.map(
    ({ kind, request }) =>
      `${kind} ${JSON.stringify(request.body ?? null)
        // As a word of its own: an id may end in the same digits, and an amount begin with them.
        .replaceAll(new RegExp(`(?<![\\w.:-])${number}(?![\\w-]|\\.\\d)`, "g"), "N")
        .replaceAll(/#[A-Z2-7]{8}/g, "#M")}`,
  );

const wishes = fc.record({
  type: fc.constantFrom("sales-order", "draft-invoice", "invoice", "mutation"),
  payments: fc.constantFrom("none", "register"),
  statuses: fc.constantFrom([2], [2, 3], [4]),
  paymentStatuses: fc.constantFrom([], ["Paid"], ["Open"]),
  ourReference: fc.constantFrom("", "Anna"),
  level: fc.constantFrom("simple", "recommended"),
});
type Wish = typeof wishes extends fc.Arbitrary<infer T> ? T : never;
const under = (settings: Settings, { level, ...orders }: Wish): Settings =>
  settingsSchema.parse({
    ...settings,
    lookups: { ...settings.lookups, ...(orders.type === "mutation" ? VOUCHER_LOOKUPS : {}) },
    orders: {
      ...settings.orders,
      ...orders,
      payments: orders.type === "mutation" ? "none" : orders.payments,
      voucher: { ...settings.orders.voucher, level },
    },
  });

test("a preview tells what the engine then does: taken or left, held or written, and every request", async () => {
  const world = await opened();
  const base = world.settings;
  await fc.assert(
    fc.asyncProperty(
      sold,
      wishes,
      wishes,
      async ({ lines, pricesIncludeVat, buyer }, before, after) => {
        const order: Json = {
          ...(buyer === "company" ? companyBuyer("Known") : privateBuyer("Knownperson")),
          pricesIncludeVat,
          paymentStatus: "Paid",
          lines,
        };
        world.settings = under(base, before);
        const first = await world.place(order);
        if (Number(first["amountInclVat"]) <= 0) return;
        const run = await world.book(first.id);
        const preview = await forecastOrder(
          memoryOf(world, run),
          remembered(run, first.id),
          under(base, after),
        );

        world.settings = under(base, after);
        const twin = await world.place(order);
        const real = await world.book(twin.id);
        const corrected = real.writes.some(({ kind }) => kind.endsWith(".update"));
        const outcome = real.end.outcome === "needs-attention" ? "booked" : real.end.outcome;
        expect([
          preview.become,
          preview.become === "book" ? [] : preview.reasons.slice(0, 1).map(({ code }) => code),
        ]).toEqual([
          outcome === "booked" ? "book" : plannedEffectOf(outcome),
          outcome === "booked" ? [] : real.codes.slice(0, 1),
        ]);
        if (!corrected)
          expect(shapes(preview.writes, first.orderNumber).map(comparable)).toEqual(
            shapes(real.writes, twin.orderNumber).map(comparable),
          );
      },
    ),
    { numRuns: 60 },
  );
});

/** Ids of documents that are made only now, and the number that the ledger gives. */
const comparable = (request: string): string =>
  request.replaceAll(/"(InvoiceId|Id|DraftId)":"[0-9a-f-]{36}"/g, '"$1":"-"');

test("settings that change nothing for an order have no difference", async () => {
  const world = await opened();
  const order = await world.place({ ...companyBuyer("Known"), lines: [mug()] });
  const run = await world.book(order.id);
  const become = async () =>
    forecastOrder(memoryOf(world, run), remembered(run, order.id), world.settings);
  expect(differencesOf(await become(), await become())).toEqual([]);
});

test("a retry that is tried takes the known customer as it is: nothing of it is open", async () => {
  const world = await opened();
  const { id } = await world.place({ ...companyBuyer("Known"), lines: [mug(2)] });
  const run = await world.book(id);
  expect(run.codes).toContain("customer-known");
  const order = remembered(run, id);
  const retry = ["retry-by-person"];
  const shown = await forecastOrder(memoryOf(world, run), order, world.settings, undefined, retry);
  expect(shown.become).toBe("book");
});

test("a credit that lowers its sales order is told as a change: no document is made for it", async () => {
  const world = await opened();
  world.configure({ orders: { type: "sales-order", creditOfSalesOrder: "lower" } });
  const order = await world.place({ ...companyBuyer("Known"), lines: [mug(2)] });
  await world.book(order.id);
  const credit = await world.place({
    ...companyBuyer("Known"),
    creditsOrderId: order.id,
    paymentStatus: "Refunded",
    lines: [mug(-1)],
  });
  const original = await world.look(credit.id, (ports) => ports.lockOriginal(`order:${order.id}`));
  if (!original.ok) throw new Error("its order isn't remembered");
  const run = await world.book(credit.id);
  expect(run.codes).toContain("credit-lowers-order");
  const memory = { ...memoryOf(world, run), original: async () => original.value };
  const shown = await forecastOrder(memory, remembered(run, credit.id), world.settings);
  expect([shown.become, shown.writes]).toEqual(["change", []]);
});

test("a cancelled order whose document would be deleted is told so, and counts as written", async () => {
  const world = await opened();
  world.configure({ orders: { type: "sales-order" } });
  const order = await world.place({ ...companyBuyer("Known"), lines: [mug(2)] });
  await world.book(order.id);
  const standing = await world.look(order.id, async ({ documents, journal, journalBornAt }) => ({
    documents,
    journal,
    journalBornAt,
  }));
  await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 9 });
  const run = await world.book(order.id);
  expect(run.writes.map(({ kind }) => kind)).toEqual(["order.delete"]);
  const memory = { ...memoryOf(world, run), standing };
  const shown = await forecastOrder(memory, remembered(run, order.id), world.settings);
  expect([shown.become, shown.writes.map(({ kind }) => kind)]).toEqual([
    "remove",
    ["order.delete"],
  ]);
  const held = { ...shown, become: "hold" } as const;
  expect(differencesOf(held, shown)).toEqual([
    { field: "outcome", before: "held: ", after: "written" },
  ]);
});
