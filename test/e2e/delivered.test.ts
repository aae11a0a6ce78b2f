/** Sales orders that are invoiced once the shop says that they are delivered. */
import { beforeAll, describe, expect, test } from "vitest";
import type { OperationState } from "../../src/domain/jobs/job.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { figuresOf, invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { bridge, useMended } from "../support/mended-set-up.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

useMended();

const CONVERT = "POST /v2/orders/{id}/convert";
const DELIVERED = 4;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  tenant = await bridge.tenant({ orders: { type: "sales-order", invoiceOrders: "delivered" } });
  await ordered();
});

type Placed = Json & { id: number; orderNumber: string };

async function ordered(): Promise<Placed> {
  const { placed, timeline } = await placeAndBook(bridge, tenant, {
    ...companyBuyer(`Delivered${(n += 1)}`),
    lines: [mug(4)],
  });
  expect(codesOf(timeline.job)[0]).toBe("order-booked");
  return placed;
}

async function changed(id: number, change: Json) {
  await bridge.edit(id, change);
  await bridge.advance(COALESCE);
  return bridge.book(tenant, id, "order.updated");
}

async function expectInvoiced({ orderNumber }: Placed, gross: unknown): Promise<void> {
  const found = await invoicesOf(bridge, orderNumber);
  expect(found.map((invoice) => figuresOf(invoice)[0])).toEqual([money(gross)]);
  const [order, ...others] = await bridge.ordersOf(orderNumber);
  expect([order?.["Status"], others]).toEqual([4, []]);
}

test("a delivered order is compared, its customer's currency read, and then invoiced once", async () => {
  const placed = await ordered();
  await bridge.edit(placed.id, { status: DELIVERED });
  await bridge.advance(COALESCE);
  const calls = await bridge.counting(() => bridge.book(tenant, placed.id, "order.updated"));
  // The clock was moved, so the look-ups may be read anew meanwhile: they are nobody's order.
  const own = Object.fromEntries(
    Object.entries(calls).filter(([route]) =>
      /SalesOrder|\/(orders|customers|customerinvoices)\b/.test(route),
    ),
  );
  expect(own).toEqual({
    "GET /v1/SalesOrderWithLines": 1,
    "GET /v2/orders/{id}": 1,
    "GET /v2/customers/{id}": 1,
    [CONVERT]: 1,
  });
  await expectInvoiced(placed, placed["amountInclVat"]);
  const again = await changed(placed.id, { status: 5 });
  expect([again.job.outcome, codesOf(again.job)]).toEqual(["booked", ["order-unchanged"]]);
});

test("an order that changes and is delivered at once is updated, compared, and then invoiced", async () => {
  const placed = await ordered();
  const timeline = await changed(placed.id, { status: DELIVERED, lines: [mug(7)] });
  expect([timeline.job.outcome, codesOf(timeline.job)]).toEqual([
    "booked",
    expect.arrayContaining(["invoice-booked", "order-updated"]),
  ]);
  await expectInvoiced(placed, timeline.job.figures?.gross);
});

test("one that a person shipped is invoiced too, if nothing of it has changed", async () => {
  const placed = await ordered();
  const [order] = await bridge.ordersOf(placed.orderNumber);
  await bridge.control("eaccounting", "PATCH", `/orders/${String(order?.["Id"])}`, { Status: 3 });
  const timeline = await changed(placed.id, { status: DELIVERED });
  expect(timeline.job.outcome).toBe("booked");
  await expectInvoiced(placed, placed["amountInclVat"]);
});

test("one whose customer is invoiced in another currency is held", async () => {
  const placed = await ordered();
  const [order] = await bridge.ordersOf(placed.orderNumber);
  await bridge.control("eaccounting", "PATCH", `/customers/${String(order?.["CustomerId"])}`, {
    CurrencyCode: "EUR",
  });
  const timeline = await changed(placed.id, { status: DELIVERED });
  expect([
    timeline.job.outcome,
    codesOf(timeline.job)[0],
    await invoicesOf(bridge, placed.orderNumber),
  ]).toEqual(["held", "currency-differs", []]);
});

describe("whatever becomes of the answer, there is one invoice", () => {
  async function statesOf({ id }: Placed): Promise<readonly OperationState[]> {
    const storage = await bridge.storage(tenant);
    const found = (await storage.exec(
      "SELECT state FROM operations WHERE key = ? AND kind = 'order.convert'",
      `order:${id}`,
    )) as unknown as Iterable<{ state: OperationState }>;
    return [...found].map(({ state }) => state);
  }

  test.each([
    { kind: "drop" },
    { kind: "commit-then-drop" },
    { kind: "late-commit", ms: 30_000 },
    { kind: "late-commit", ms: 240_000 },
  ])("%o", async (fault) => {
    const placed = await ordered();
    await bridge.fault("eaccounting", { route: CONVERT, ...fault });
    await bridge.edit(placed.id, { status: DELIVERED });
    await bridge.advance(COALESCE);
    await bridge.webhook(tenant, placed.id, { type: "order.updated" });
    await bridge.until(
      async () => (await statesOf(placed)).includes("in-doubt"),
      "the invoicing is in doubt",
    );
    expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("booked");
    await bridge.advance(1_200_000);
    await expectInvoiced(placed, placed["amountInclVat"]);
  });

  test.each([
    ["before", "begin"],
    ["after", "begin"],
    ["before", "complete"],
    ["after", "complete"],
  ] as const)("a runner that dies %s %s", async (when, method) => {
    const placed = await ordered();
    await bridge.edit(placed.id, { status: DELIVERED });
    await bridge.advance(COALESCE);
    await bridge.break({ crash: { method, nth: 1, when, seen: 0, key: `order:${placed.id}` } });
    await bridge.webhook(tenant, placed.id, { type: "order.updated" });
    await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
    await bridge.advance(LEASE);
    expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("booked");
    await expectInvoiced(placed, placed["amountInclVat"]);
  });
});
