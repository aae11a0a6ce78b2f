/**
 * Orders that become invoices: in two steps, compared twice, on the order's day, and never two of
 * one order.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { draftsOf, figuresOf, invoicesOf, placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug, privateBuyer, rowsOf } from "../support/orders.ts";

let bridge: Bridge;
let tenant: Tenant;
/** The settings as every test finds them. */
let usual: Json;
const COALESCE = 6_000;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant({ orders: { type: "invoice" } });
  const { version: _, ...settings } = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  usual = settings;
});

afterEach(async () => {
  await bridge.configure(tenant.id, usual);
  await bridge.control("eaccounting", "PUT", "/switches", {
    vatRounding: "row",
    draftTotalBasis: "incl",
    draftRowAmount: "filled",
  });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const make = (order: Json) => placeAndBook(bridge, tenant, order);

async function changed(id: number, change: Json) {
  await bridge.edit(id, change);
  await bridge.advance(COALESCE);
  return bridge.book(tenant, id, "order.updated");
}

test("an order becomes one booked invoice, dated on its own day, with the total and the VAT that were charged", async () => {
  const { placed, timeline } = await make({ ...companyBuyer("Booked"), lines: [mug(2)] });
  expect([timeline.job.outcome, codesOf(timeline.job)[0]]).toEqual(["booked", "invoice-booked"]);
  const invoices = await invoicesOf(bridge, placed.orderNumber);
  expect(invoices).toHaveLength(1);
  expect(figuresOf(invoices[0])).toEqual([
    Number(placed["amountInclVat"]).toFixed(2),
    Number(placed["vatAmount"]).toFixed(2),
  ]);
  expect(String(invoices[0]?.["InvoiceDate"]).slice(0, 10)).toBe(
    String(placed["date"]).slice(0, 10),
  );
  expect(invoices[0]).toMatchObject({ IsCreditInvoice: false, SendType: 0 });
  expect(await draftsOf(bridge, placed.orderNumber)).toEqual([]);
  expect(await bridge.ordersOf(placed.orderNumber)).toEqual([]);
});

test("a booked invoice of a known customer costs two writes", async () => {
  const buyer = companyBuyer("Twowrites");
  await make({ ...buyer, lines: [mug()] });
  const placed = await bridge.place({ ...buyer, lines: [mug(3)] });
  const calls = await bridge.counting(() => bridge.book(tenant, placed.id));
  expect(calls).toEqual({
    "GET /v1/SalesOrderWithLines": 1,
    "POST /v2/customerinvoicedrafts": 1,
    "POST /v2/customerinvoicedrafts/{id}/convert": 1,
  });
});

test("a private person's invoice has prices with VAT, and its gross is what was paid", async () => {
  const { placed, timeline } = await make({
    ...privateBuyer("Personally"),
    lines: [
      { articleCode: "MUG", quantity: 3, price: 33.33, discountPercentage: 12.345 },
      { articleCode: "TEA", quantity: 1, price: 49 },
    ],
  });
  expect(timeline.job.outcome).toBe("booked");
  const [invoice] = await invoicesOf(bridge, placed.orderNumber);
  expect(figuresOf(invoice)[0]).toBe(Number(placed["amountInclVat"]).toFixed(2));
});

test("a total that no net reaches gets its closing row, and the ledger's other way of rounding one PUT", async () => {
  const nine = Array.from({ length: 9 }, () => ({ articleCode: "MUG", quantity: 1, price: 8.47 }));
  const { placed } = await make({ ...companyBuyer("Rounded"), lines: nine });
  await bridge.control("eaccounting", "PUT", "/switches", { vatRounding: "rate" });
  const again = await bridge.place({ ...companyBuyer("Rounded"), lines: nine });
  const calls = await bridge.counting(() => bridge.book(tenant, again.id));
  expect(calls["PUT /v2/customerinvoicedrafts/{id}"]).toBe(1);
  for (const number of [placed.orderNumber, again.orderNumber]) {
    const [invoice] = await invoicesOf(bridge, number);
    expect(figuresOf(invoice)[0]).toBe(Number(placed["amountInclVat"]).toFixed(2));
  }
});

test.each([{ draftTotalBasis: "excl" }, { draftRowAmount: "nought" }] as const)(
  "an invoice is right where the ledger has %o",
  async (switches) => {
    await bridge.control("eaccounting", "PUT", "/switches", switches);
    const fresh = await bridge.tenant({
      company: `Switch ${JSON.stringify(switches).length}${Object.keys(switches)[0]} AB`,
      orders: { type: "invoice" },
    });
    const { placed, timeline } = await placeAndBook(bridge, fresh, {
      ...companyBuyer("Switched"),
      lines: [mug(2), { articleCode: "POSTER", quantity: 1, price: 82.64 }],
    });
    expect([timeline.job.outcome, codesOf(timeline.job)[0]]).toEqual(["booked", "invoice-booked"]);
    const [invoice] = await invoicesOf(bridge, placed.orderNumber, fresh.company);
    expect(figuresOf(invoice)[0]).toBe(Number(placed["amountInclVat"]).toFixed(2));
  },
);

test("a draft invoice stays a draft, is updated when the order changes, and deleted when it is cancelled", async () => {
  await bridge.reconfigure(tenant, { orders: { type: "draft-invoice" } });
  const { placed, timeline } = await make({ ...companyBuyer("Drafted"), lines: [mug()] });
  expect([timeline.job.outcome, codesOf(timeline.job)[0]]).toEqual([
    "booked",
    "invoice-draft-made",
  ]);
  const [draft] = await draftsOf(bridge, placed.orderNumber);
  const updated = await changed(placed.id, { lines: [mug(4)] });
  expect([updated.job.outcome, codesOf(updated.job)[0]]).toEqual([
    "updated",
    "invoice-draft-updated",
  ]);
  const [after, ...others] = await draftsOf(bridge, placed.orderNumber);
  expect([after?.["Id"], rowsOf(after)[0]?.["Quantity"], others]).toEqual([draft?.["Id"], 4, []]);
  const cancelled = await changed(placed.id, { status: 9 });
  expect(codesOf(cancelled.job)).toContain("invoice-draft-removed");
  expect([
    await draftsOf(bridge, placed.orderNumber),
    await invoicesOf(bridge, placed.orderNumber),
  ]).toEqual([[], []]);
});

test("a draft that was handed over stays a draft, though orders are booked from today", async () => {
  await bridge.reconfigure(tenant, { orders: { type: "draft-invoice" } });
  const { placed } = await make({ ...companyBuyer("Handed"), lines: [mug()] });
  await bridge.reconfigure(tenant, { orders: { type: "invoice" } });
  const updated = await changed(placed.id, { lines: [mug(2)] });
  expect(codesOf(updated.job)[0]).toBe("invoice-draft-updated");
  expect([
    (await draftsOf(bridge, placed.orderNumber)).length,
    await invoicesOf(bridge, placed.orderNumber),
  ]).toEqual([1, []]);
});

test("a draft that a person booked is linked, with the difference shown, and nothing is booked again", async () => {
  await bridge.reconfigure(tenant, { orders: { type: "draft-invoice" } });
  const { placed } = await make({ ...companyBuyer("Byhand"), lines: [mug()] });
  const [draft] = await draftsOf(bridge, placed.orderNumber);
  await bridge.control(
    "eaccounting",
    "POST",
    `/customerinvoicedrafts/${String(draft?.["Id"])}/convert`,
  );
  await bridge.reconfigure(tenant, { orders: { type: "invoice" } });
  const timeline = await changed(placed.id, { lines: [mug(2)] });
  expect(timeline.job.outcome).toBe("needs-attention");
  expect(codesOf(timeline.job)).toEqual(
    expect.arrayContaining(["order-changed-after-booking", "document-booked-by-person"]),
  );
  expect([
    (await invoicesOf(bridge, placed.orderNumber)).length,
    await draftsOf(bridge, placed.orderNumber),
  ]).toEqual([1, []]);
  // Put back to what was booked, there is no difference any more.
  const same = await changed(placed.id, { lines: [mug()] });
  expect([same.job.outcome, codesOf(same.job)[0]]).toEqual(["booked", "order-unchanged"]);
});

test("an order that changes or is cancelled after its invoice was booked is for a person", async () => {
  const { placed } = await make({ ...companyBuyer("Changedlate"), lines: [mug()] });
  const touched = await changed(placed.id, { comments: "Leave it at the webhook endpoint" });
  expect([touched.job.outcome, codesOf(touched.job)[0]]).toEqual(["booked", "order-unchanged"]);
  const edited = await changed(placed.id, { lines: [mug(2)] });
  expect([edited.job.outcome, codesOf(edited.job)[0]]).toEqual([
    "needs-attention",
    "order-changed-after-booking",
  ]);
  const cancelled = await changed(placed.id, { status: 9 });
  expect([cancelled.job.outcome, codesOf(cancelled.job)]).toEqual([
    "needs-attention",
    ["order-cancelled-after-booking"],
  ]);
  expect(await invoicesOf(bridge, placed.orderNumber)).toHaveLength(1);
});

test("a rule gives an order another type than the rest", async () => {
  await bridge.reconfigure(tenant, {
    orders: {
      typeRules: [
        { grossFrom: "1000.00", type: "sales-order" },
        { customerKind: "private", type: "draft-invoice" },
      ],
    },
  });
  const large = await make({ ...companyBuyer("Ruled"), lines: [mug(200)] });
  const small = await make({ ...companyBuyer("Ruled"), lines: [mug()] });
  const person = await make({
    ...privateBuyer("Ruledperson"),
    lines: [{ articleCode: "MUG", quantity: 1, price: 100 }],
  });
  expect([large, small, person].map(({ timeline }) => codesOf(timeline.job)[0])).toEqual([
    "order-booked",
    "invoice-booked",
    "invoice-draft-made",
  ]);
  expect(large.timeline.job.reasons).toContainEqual({
    code: "order-type-chosen",
    params: { rule: 1, type: "sales-order" },
    text: expect.any(String),
    next: expect.any(String),
  });
});

test("a draft that somebody deleted is made again only when a person says so", async () => {
  await bridge.reconfigure(tenant, { orders: { type: "draft-invoice" } });
  const { placed } = await make({ ...companyBuyer("Deleted"), lines: [mug()] });
  const [draft] = await draftsOf(bridge, placed.orderNumber);
  await bridge.control("eaccounting", "DELETE", `/customerinvoicedrafts/${String(draft?.["Id"])}`);
  const gone = await changed(placed.id, { lines: [mug(2)] });
  expect([gone.job.outcome, codesOf(gone.job)[0]]).toEqual(["held", "document-gone"]);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${gone.job.id}/retry`);
  await bridge.until(
    async () => (await draftsOf(bridge, placed.orderNumber)).length === 1,
    "the draft is there again",
  );
});
