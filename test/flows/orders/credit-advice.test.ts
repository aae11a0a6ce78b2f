/**
 * Advice on a credit order, on an edit beside one, and on an edit of what is booked: none of it
 * leads into a second booking, or to a setting that is chosen already.
 */
import { expect, test } from "vitest";
import { wantsNewestSettings } from "../../../src/domain/jobs/newest-settings.ts";
import { BY_HAND } from "../../../src/flows/orders/decision/standing-beside.ts";
import { allCatalogues } from "../../support/catalogues.ts";
import type { Json, Run } from "../../support/flow-world.ts";
import { BUYER, change, mug, said, tenant } from "./registered-world.kit.ts";

test("the credit order of an invoice that a cancellation credited isn't to be booked by hand", async () => {
  const world = await tenant();
  const order = await world.place({ ...BUYER, paymentStatus: "Paid", lines: [mug(125, 2)] });
  await world.book(order.id);
  await change(world, order, { status: 9 });
  await world.book(order.id);
  const refund = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Refunded" };
  const credit = await world.place({ ...refund, lines: [mug(125, -2)] });
  const run = await world.book(credit.id);
  expect(run.end.outcome).toBe("held");
  expect(said(run)).toMatch(/Book nothing more for it\. Check that the buyer got the money back/);
});

test("an order that was lowered beside its credit order isn't to be credited again", async () => {
  const world = await tenant({ editedAfterBooking: "hold", cancelledAfterBooking: "hold" });
  const order = await world.place({ ...BUYER, paymentStatus: "Paid", lines: [mug(125, 2)] });
  await world.book(order.id);
  const refund = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Refunded" };
  const credit = await world.place({ ...refund, lines: [mug(125, -1)] });
  await world.book(credit.id);
  await change(world, order, { lines: [mug(125, 1)] });
  const run = await world.book(order.id);
  expect(run.codes).not.toContain("order-changed-after-booking");
  expect(said(run)).toMatch(/reduced by 125\.00 .* created credit orders of 125\.00/);
});

test("a credit of an order that waits for its payment waits with it", async () => {
  const world = await tenant({ paymentStatuses: ["Paid"] });
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 2)] });
  await world.book(order.id);
  const back = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Open" };
  const credit = await world.place({ ...back, lines: [mug(125, -1)] });
  expect((await world.book(credit.id)).codes).toEqual(["credit-waits-for-original"]);
  await change(world, order, { paymentStatus: "Paid", amountPaid: 250 });
  await world.book(order.id);
  expect((await world.book(credit.id)).end.outcome).toBe("booked");
});

test("a credit of an order that is left out for good doesn't wait", async () => {
  const world = await tenant({ zeroTotal: "skip" });
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(0)] });
  await world.book(order.id);
  const back = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Open" };
  const credit = await world.place({ ...back, lines: [mug(125, -1)] });
  expect((await world.book(credit.id)).codes).toContain("credit-original-not-here");
});

test("what is to be done of a booked credit is an invoice where it credits less by now", async () => {
  const world = await tenant();
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 3)] });
  await world.book(order.id);
  const back = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Open" };
  const credit = await world.place({ ...back, lines: [mug(125, -2)] });
  await world.book(credit.id);
  await change(world, credit, { lines: [mug(125, -1)] });
  const changed = await world.book(credit.id);
  await change(world, credit, { status: 9 });
  const cancelled = await world.book(credit.id);
  const first = (run: Run) => said(run).split("\n")[0];
  expect([first(changed), first(cancelled)]).toEqual([
    "order-changed-after-booking: The order changed in Asperion after its credit invoice 1002 was " +
      "booked. A booked credit invoice can't be changed. Correct the difference in eAccounting: " +
      "with a credit invoice if more is credited now, with an invoice if less is. Then skip this.",
    "order-cancelled-after-booking: The order was cancelled in Asperion after its credit invoice " +
      "1002 was booked. Make an invoice for the same in eAccounting, then skip this.",
  ]);
  // No setting does it.
  for (const { end } of [changed, cancelled])
    expect(end.reasons.map(wantsNewestSettings)).not.toContain(true);
});

test("a booked credit of which nothing is left isn't to be booked by hand, whatever settings say", async () => {
  for (const zeroTotal of ["hold", "skip"]) {
    const world = await tenant({ zeroTotal });
    const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 3)] });
    await world.book(order.id);
    const back = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Open" };
    const credit = await world.place({ ...back, lines: [mug(125, -2)] });
    await world.book(credit.id);
    await change(world, credit, { lines: [] });
    const run = await world.book(credit.id);
    expect([run.end.outcome, run.codes]).toEqual([
      "needs-attention",
      ["order-changed-after-booking"],
    ]);
    expect(said(run)).toMatch(/credit invoice 1002 was booked.* with an invoice if less is/);
  }
});

test.each<[string, Json]>([
  ["rows", { lines: [{ ...mug(125, -1), description: "Other words" }] }],
  ["head", { reference: "PO 7" }],
])("a credit whose %s alone says something else isn't to be credited", async (what, to) => {
  const world = await tenant();
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 2)] });
  await world.book(order.id);
  const back = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Open" };
  const credit = await world.place({ ...back, lines: [mug(125, -1)] });
  await world.book(credit.id);
  await change(world, credit, to);
  const run = await world.book(credit.id);
  expect(run.end.reasons[0]).toMatchObject({
    code: "order-changed-after-booking",
    params: { what, of: "credit" },
  });
  expect(said(run)).toMatch(/credit invoice 1002|Credit invoice 1002/);
  expect(said(run)).toMatch(/If it is another buyer, take the credit invoice back/);
});

const EURO: Json = { currencyCode: "EUR", amountPaid: 0, paymentStatus: "Open" };
const NET: Json = { pricesIncludeVat: false, lines: [mug(110, 2)] };

test.each([
  ["hold", "another currency", EURO],
  ["delta", "another currency", EURO],
  ["hold", "another price basis", NET],
  ["delta", "another price basis", NET],
])(
  "an invoice (%s) of an order in %s by now isn't to be booked once more",
  async (edited, _, to) => {
    const world = await tenant({ editedAfterBooking: edited });
    const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 2)] });
    await world.book(order.id);
    await change(world, order, to);
    const run = await world.book(order.id);
    const written = run.writes.map(({ kind }) => kind);
    expect([
      run.end.outcome,
      run.codes.filter((code) => code !== "customer-known"),
      written,
    ]).toEqual(["needs-attention", ["order-changed-after-booking"], []]);
    expect(said(run)).toMatch(/differs from the order in its currency, or in whether prices/);
    expect(said(run)).not.toMatch(/book the order manually|in Settings/);
    expect(run.end.reasons.map(wantsNewestSettings)).not.toContain(true);
  },
);

test("a booked credit of an order in another currency by now isn't to be booked once more", async () => {
  const world = await tenant();
  const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125, 2)] });
  await world.book(order.id);
  const back = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Open" };
  const credit = await world.place({ ...back, lines: [mug(125, -1)] });
  await world.book(credit.id);
  await change(world, credit, EURO);
  expect(said(await world.book(credit.id))).toMatch(
    /Credit invoice 1002 differs .* take the credit/,
  );
});

const CLEARED: Json = { type: "mutation", voucher: { paid: "clearing" } };

test.each<[string, Json, RegExp]>([
  ["more was paid than it comes to", { amountPaid: 250 }, /stays as it was before the change/],
  ["an account is missing", { paymentMethodId: "CASH", amountPaid: 125 }, /No account/],
])("a voucher stays where %s by now, and says what is to be solved first", async (_, to, words) => {
  const world = await tenant(CLEARED, { clearingAccount: { table: { CARD: "1580" } } });
  const order = await world.place({ ...BUYER, paymentStatus: "Paid", lines: [mug(125, 2)] });
  await world.book(order.id);
  await change(world, order, { ...to, lines: [mug(125, 1)] });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
    "needs-attention",
    "voucher-changed-after-booking",
    [],
  ]);
  expect(said(run)).toMatch(words);
  expect(said(run)).toMatch(/First solve .* then reversed and the order booked again\./);
  expect(said(run)).not.toMatch(/Nothing of the order is booked|allow that in Settings/);
  expect(wantsNewestSettings(run.end.reasons[0] ?? { code: "rate-missing" })).toBe(false);
});

test("an edit of what waits for its day is of nothing that is booked", async () => {
  const world = await tenant({ ...CLEARED, voucher: { paid: "clearing", level: "daily" } });
  const order = await world.place({ ...BUYER, paymentStatus: "Paid", lines: [mug(125, 2)] });
  await world.book(order.id);
  await change(world, order, { lines: [mug(125, 1)], amountPaid: 250 });
  expect((await world.book(order.id)).codes).toEqual(["payment-exceeds-order"]);
});

const BOOKS_BY_HAND =
  /book (it|the order|this order) manually|(Create this invoice|credit the amount) manually/i;

test.each([
  ["invoice", /invoice 1001\./],
  ["mutation", /journal voucher A1\./],
  ["draft-invoice", /draft [0-9a-f-]{36}\./],
  ["sales-order", /sales order 1\./],
])("an order that stands as a %s isn't to be booked whole by hand", async (type, words) => {
  const world = await tenant({ ...CLEARED, type });
  const faulty: Json = { force: { amountInclVat: 999 } };
  const sale = { ...BUYER, paymentStatus: "Open", lines: [mug(125, 2)] };
  const never = await world.book((await world.place({ ...sale, ...faulty })).id);
  expect([never.end.outcome, never.codes.includes("document-before-change")]).toEqual([
    "held",
    false,
  ]);
  const order = await world.place(sale);
  await world.book(order.id);
  await change(world, order, faulty);
  const run = await world.book(order.id);
  expect([run.codes.includes("faulty-source-totals"), run.codes.at(-1)]).toEqual([
    true,
    "document-before-change",
  ]);
  expect(said(run)).toMatch(words);
  expect(said(run)).toMatch(/book only what differs, not the whole order again/);
});

test("each reason that may be solved by booking the order by hand names what stands", () => {
  const advised = (allCatalogues.get("en") ?? []).flatMap(({ id, text }) => {
    const [, code] = /^reasons\.(.+)\.next$/.exec(id) ?? [];
    return code !== undefined && BOOKS_BY_HAND.test(text) ? [code] : [];
  });
  // What is booked by hand there is a refund.
  expect(advised.filter((code) => code !== "cancelled-money-kept").toSorted()).toEqual(
    [...BY_HAND].toSorted(),
  );
});

test.each(["invoice", "mutation"])(
  "a credit in another currency than its %s isn't booked, also once the customer has that currency",
  async (type) => {
    const world = await tenant({ ...CLEARED, type });
    const order = await world.place({ ...BUYER, paymentStatus: "Open", lines: [mug(125)] });
    await world.book(order.id);
    const back = { ...BUYER, creditsOrderId: order.id, paymentStatus: "Open" };
    const credit = await world.place({ ...back, ...EURO, lines: [mug(125, -1)] });
    for (const event of ["order.created", "retry-by-person"]) {
      const run = await world.book(credit.id, [event]);
      expect([run.end.outcome, run.codes, run.writes]).toEqual([
        "held",
        ["credit-not-comparable"],
        [],
      ]);
      expect(said(run)).toMatch(/is in SEK and its credit order in EUR.* Correct the credit order/);
      for (const { Id } of (await world.ledger())["customers"] ?? [])
        await world.control("eaccounting", "PATCH", `/customers/${String(Id)}`, {
          CurrencyCode: "EUR",
        });
    }
  },
);
