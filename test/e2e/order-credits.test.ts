/**
 * Credit orders that lower a sales order, over the real runtime: wherever the credit's runner dies,
 * the order is lowered once; what is unlinked is given back; and both sides agree afterwards.
 */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { addsUp, type Compared } from "../support/compared.ts";
import { placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant({
    orders: { type: "sales-order", creditOfSalesOrder: "lower", startLine: "2020-01-01T00:00:00Z" },
  });
});

afterEach(async () => {
  await bridge.break({ crash: null });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Placed = Json & { id: number; orderNumber: string };

async function sold(): Promise<{ who: Json; order: Placed }> {
  const who = companyBuyer(`Lowered${(n += 1)}`);
  const { placed } = await placeAndBook(bridge, tenant, { ...who, lines: [mug(10)] });
  return { who, order: placed };
}

const placeCredit = (order: Placed, who: Json, pieces: number): Promise<Placed> =>
  bridge.place({ ...who, creditsOrderId: order.id, lines: [mug(-pieces)] });

/** Pieces in each of the order's documents in the ledger. */
const pieces = async ({ orderNumber }: Placed): Promise<readonly number[]> =>
  (await bridge.ordersOf(orderNumber)).map((found) =>
    (found["Rows"] as Json[]).reduce(
      (sum, row) => sum + (row["ArticleNumber"] === "MUG" ? Number(row["Quantity"]) : 0),
      0,
    ),
  );

/** Both jobs are over. */
async function over(order: Placed, credit: Placed): Promise<readonly string[]> {
  const ended = await bridge.resolved(tenant, `order:${credit.id}`);
  await bridge.advance(COALESCE);
  await bridge.resolved(tenant, `order:${order.id}`);
  return codesOf(ended.job);
}

test("a credit lowers the order, and all of it deletes it", async () => {
  const { who, order } = await sold();
  const part = await placeCredit(order, who, 4);
  await bridge.webhook(tenant, part.id);
  expect([await over(order, part), await pieces(order)]).toEqual([["credit-lowers-order"], [6]]);
  const rest = await placeCredit(order, who, 6);
  await bridge.webhook(tenant, rest.id);
  expect([await over(order, rest), await pieces(order)]).toEqual([["credit-lowers-order"], []]);
});

test.each([
  ["lockOriginal", 1, "after"],
  ["lockOriginal", 2, "before"],
  ["lockOriginal", 2, "after"],
  ["enqueue", 1, "before"],
  ["enqueue", 1, "after"],
  ["complete", 1, "before"],
  ["complete", 1, "after"],
] as const)(
  "its runner dies at %s %i, %s it: the order is lowered once",
  async (method, nth, when) => {
    const { who, order } = await sold();
    const credit = await placeCredit(order, who, 3);
    await bridge.break({ crash: { method, nth, when, seen: 0, key: `order:${credit.id}` } });
    await bridge.webhook(tenant, credit.id);
    await bridge.until(
      async () => (await bridge.broken())["crash"] === null,
      `the runner died ${when} ${method} ${nth}`,
    );
    await bridge.advance(LEASE);
    expect([await over(order, credit), await pieces(order)]).toEqual([
      ["credit-lowers-order"],
      [7],
    ]);
  },
);

test("what a person unlinks is given back, and booked again by a retry", async () => {
  const { who, order } = await sold();
  const credit = await placeCredit(order, who, 4);
  await bridge.webhook(tenant, credit.id);
  await over(order, credit);
  const [job] = await bridge.jobs(tenant.id, { key: `order:${credit.id}` });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job?.id ?? ""}/unlink`, {
    note: "the order itself was changed",
  });
  await bridge.resolved(tenant, `order:${order.id}`);
  expect(await pieces(order)).toEqual([10]);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job?.id ?? ""}/retry`);
  expect([(await over(order, credit))[0], await pieces(order)]).toEqual([
    "credit-lowers-order",
    [6],
  ]);
});

test("both sides agree afterwards: the order is due less its credits, and these are counted there", async () => {
  const today = new Date(await bridge.now()).toISOString().slice(0, 10);
  const days = { from: today, to: today };
  const { jobId } = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, days);
  await bridge.finished(tenant, String(jobId));
  const compared = (await bridge.ask(
    "GET",
    `/tenants/${tenant.id}/reconciliation?${new URLSearchParams(days)}`,
  )) as unknown as Compared;
  expect(compared.findings).toEqual([]);
  addsUp(compared.days);
});
