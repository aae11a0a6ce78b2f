/**
 * What becomes of an order that changes, is cancelled, lies outside the filter or before the start
 * line.
 */
import { expect, test } from "vitest";
import type { Bridge, Json } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { booked, bridge, tenant, useOrders } from "../support/orders-set-up.ts";

useOrders();

const COALESCE = 6_000;

async function changed(id: number, change: Json): Promise<ReturnType<Bridge["resolved"]>> {
  await bridge.edit(id, change);
  await bridge.advance(COALESCE);
  return bridge.book(tenant, id, "order.updated");
}

test("an edit before invoicing updates the same order", async () => {
  const { document, placed } = await booked({ ...companyBuyer("Edited"), lines: [mug(1)] });
  const timeline = await changed(placed.id, { lines: [mug(5)] });
  expect(timeline.job.outcome).toBe("updated");
  const [after, ...others] = await bridge.ordersOf(placed.orderNumber);
  expect(others).toEqual([]);
  expect(after).toMatchObject({ Id: document["Id"], Amount: 42.5 });
});

test("an event without a change writes nothing", async () => {
  const { placed } = await booked({ ...companyBuyer("Unchanged"), lines: [mug(1)] });
  await bridge.advance(COALESCE);
  const calls = await bridge.counting(() => bridge.book(tenant, placed.id, "order.updated"));
  expect(calls).toEqual({ "GET /v1/SalesOrderWithLines": 1 });
});

test("a cancelled order's document is deleted", async () => {
  const { placed } = await booked({ ...companyBuyer("Cancelled"), lines: [mug(1)] });
  const timeline = await changed(placed.id, { status: 9 });
  expect(codesOf(timeline.job)).toContain("order-removed");
  expect(await bridge.ordersOf(placed.orderNumber)).toEqual([]);
});

test("an order that comes to life again gets a document of its own, under a marker of its own", async () => {
  const { document, placed } = await booked({ ...companyBuyer("Revived"), lines: [mug(1)] });
  await changed(placed.id, { status: 9 });
  const timeline = await changed(placed.id, { status: 2 });
  expect(timeline.job.outcome).toBe("booked");
  const [again, ...others] = await bridge.ordersOf(placed.orderNumber);
  expect(others).toEqual([]);
  expect(again?.["OurReference"]).not.toBe(document["OurReference"]);
});

test("a cancelled order that was never booked is skipped", async () => {
  const order = await bridge.place({ ...companyBuyer("Nevermind"), status: 9, lines: [mug(1)] });
  expect((await bridge.book(tenant, order.id)).job).toMatchObject({
    outcome: "skipped",
    reasons: [{ code: "cancelled-before-booking" }],
  });
});

test("a cancelled order whose document a person deleted is skipped: nothing of it was written", async () => {
  const { document, placed } = await booked({ ...companyBuyer("Deletedby"), lines: [mug(1)] });
  await bridge.control("eaccounting", "DELETE", `/orders/${String(document["Id"])}`);
  expect((await changed(placed.id, { status: 9 })).job).toMatchObject({
    outcome: "skipped",
    reasons: [{ code: "cancelled-before-booking", params: { what: "deleted" } }],
  });
});

test("a cancelled order that a person already shipped is taken back and deleted", async () => {
  const { document, placed } = await booked({ ...companyBuyer("Shipped"), lines: [mug(1)] });
  await bridge.control("eaccounting", "PATCH", `/orders/${String(document["Id"])}`, { Status: 3 });
  const timeline = await changed(placed.id, { status: 9 });
  expect(timeline.job).toMatchObject({ outcome: "updated", reasons: [{ code: "order-removed" }] });
  expect(await bridge.ordersOf(placed.orderNumber)).toEqual([]);
});

test("a cancelled order that can't be taken back, as another is to deliver its rest, is held", async () => {
  const { document, placed } = await booked({ ...companyBuyer("Backordered"), lines: [mug(1)] });
  await bridge.control("eaccounting", "PATCH", `/orders/${String(document["Id"])}`, { Status: 3 });
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders/{id}/voided",
    kind: "status",
    status: 400,
    body: {
      ErrorCode: 4028,
      DeveloperErrorMessage: "OrderCannotBeVoidedException - the order has backorders.",
    },
  });
  const timeline = await changed(placed.id, { status: 9 });
  expect(timeline.job).toMatchObject({
    outcome: "held",
    reasons: [{ code: "order-has-backorders" }],
  });
  expect(await bridge.ordersOf(placed.orderNumber)).toHaveLength(1);
});

test("an order outside the status filter is skipped with its reason, and taken when it enters", async () => {
  await bridge.reconfigure(tenant, { orders: { statuses: [4] } });
  const order = await bridge.place({ ...companyBuyer("Filtered"), status: 2, lines: [mug(1)] });
  expect((await bridge.book(tenant, order.id)).job).toMatchObject({
    outcome: "skipped",
    reasons: [{ code: "status-outside-filter" }],
  });
  expect(await bridge.ordersOf(order.orderNumber)).toEqual([]);
  const timeline = await changed(order.id, { status: 4 });
  expect(timeline.job.outcome).toBe("booked");
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});

test("an order that isn't paid is skipped where only paid ones are wanted", async () => {
  await bridge.reconfigure(tenant, { orders: { paymentStatuses: ["Paid"] } });
  const order = await bridge.place({
    ...companyBuyer("Unpaid"),
    paymentStatus: "Open",
    lines: [mug(1)],
  });
  expect((await bridge.book(tenant, order.id)).job).toMatchObject({
    outcome: "skipped",
    reasons: [{ code: "payment-outside-filter" }],
  });
  expect((await changed(order.id, { paymentStatus: "Paid" })).job.outcome).toBe("booked");
});

test("an order from before the start line is never booked by itself, neither at first nor after an edit", async () => {
  const order = await bridge.place({
    ...companyBuyer("Early"),
    date: "2026-03-02T10:15:00",
    lines: [mug(1)],
  });
  expect((await bridge.book(tenant, order.id)).job).toMatchObject({
    outcome: "before-start",
    reasons: [{ code: "before-start" }],
  });
  expect((await changed(order.id, { lines: [mug(2)] })).job.outcome).toBe("before-start");
  expect(await bridge.ordersOf(order.orderNumber)).toEqual([]);
});

test("an order of the start day without a time of day is looked up before it is booked", async () => {
  const day = new Date(await bridge.now()).toISOString().slice(0, 10);
  await bridge.reconfigure(tenant, { orders: { startLine: `${day}T06:00:00Z` } });
  const order = await bridge.place({
    ...companyBuyer("Startday"),
    date: `${day}T00:00:00`,
    lines: [mug(1)],
  });
  const timeline = await bridge.book(tenant, order.id);
  expect(timeline.job.outcome).toBe("booked");
  expect(codesOf(timeline.job)).toContain("looked-up-before-first-write");
  expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
});

test("an order of the start day that somebody typed into the ledger is held as perhaps booked by hand", async () => {
  const day = new Date(await bridge.now()).toISOString().slice(0, 10);
  await bridge.reconfigure(tenant, { orders: { startLine: `${day}T06:00:00Z` } });
  const order = await bridge.place({
    ...companyBuyer("Byhand"),
    orderNumber: "HAND-77",
    date: `${day}T00:00:00`,
    lines: [mug(1)],
  });
  await bridge.control("eaccounting", "POST", "/orders", {
    YourReference: "web HAND-77",
    Rows: [{ ArticleNumber: "MUG" }],
  });
  expect((await bridge.book(tenant, order.id)).job).toMatchObject({
    outcome: "held",
    reasons: [{ code: "perhaps-booked-by-hand" }],
  });
  expect(await bridge.ordersOf(order.orderNumber)).toEqual([]);
});
