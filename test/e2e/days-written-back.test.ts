/**
 * Orders that are booked by the day are told to the shop once their day's voucher is booked, by
 * themselves: status and the voucher's number, once each, whatever dies on the way.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import {
  change,
  daily,
  mugs,
  ofDay,
  pass,
  place,
  type Placed,
  resolved,
  today,
} from "../support/days.ts";
import { codesOf } from "../support/orders.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { LEASE } from "../support/write-cases.ts";

const PUT = "PUT /v1/SalesOrderWithLines/{id}";
const TOLD = { writeBack: { status: 4, number: "comments" } };

useVouchers();

async function atShop({ id }: Placed): Promise<readonly [unknown, unknown]> {
  const state = (await bridge.control(
    "asperion",
    "GET",
    `/state?administrationId=${tenant.administrationId}`,
  )) as { administrations: { orders: Json[] }[] };
  const order = state.administrations[0]?.orders.find((one) => one["id"] === id);
  return [order?.["status"], order?.["comments"]];
}

const bought = async (count: number): Promise<readonly Placed[]> => {
  const placed: Placed[] = [];
  for (let n = 1; n <= count; n += 1)
    placed.push((await place({ ...mugs(n), debtorId: 203, comments: "Ring twice" })).placed);
  return placed;
};

const numberOf = async (day: string): Promise<string> =>
  String((await ofDay(day))[0]?.["NumberAndNumberSeries"]);

async function untilTold(orders: readonly Placed[], day: string): Promise<void> {
  const wanted = [4, `Ring twice [eAccounting ${await numberOf(day)}]`];
  await bridge.until(async () => {
    const told = await Promise.all(orders.map(atShop));
    return told.every((one) => JSON.stringify(one) === JSON.stringify(wanted));
  }, "each order is told its voucher's number");
}

test("nothing is told while the day is open; then each order is told once, and asks the ledger nothing", async () => {
  await daily(TOLD);
  const day = await today();
  const orders = await bought(3);
  expect(await Promise.all(orders.map(atShop))).toEqual(orders.map(() => [2, "Ring twice"]));
  const made = await bridge.counting(async () => {
    await pass();
    expect((await resolved(day)).outcome).toBe("booked");
    await untilTold(orders, day);
    for (const { id } of orders) await bridge.resolved(tenant, `order:${id}`);
  });
  expect(made[PUT]).toBe(3);
  const [first] = orders;
  if (first === undefined) throw new Error("no order");
  const { job } = await bridge.resolved(tenant, `order:${first.id}`);
  expect([job.outcome, codesOf(job)]).toEqual(["booked", ["order-unchanged", "written-back"]]);
  const { timeline } = await bridge.timeline(tenant.id, job.id);
  const calls = timeline.flatMap(({ what, title }) =>
    what === "read" || what === "write" ? [title] : [],
  );
  expect(calls).toEqual([
    "GET /v1/SalesOrderWithLines",
    `GET /v1/SalesOrderWithLines/${first.id}`,
    `PUT /v1/SalesOrderWithLines/${first.id}`,
  ]);
  // What was written is no edit, and what is told already isn't told again.
  const again = await bridge.counting(() => change(first, {}));
  expect(again[PUT]).toBeUndefined();
  expect(await ofDay(day)).toHaveLength(1);
});

test("where nothing is written back, nobody hands the orders in", async () => {
  await daily({ writeBack: { status: null, number: "none" } });
  const day = await today();
  const [order] = await bought(1);
  if (order === undefined) throw new Error("no order");
  const before = (await bridge.resolved(tenant, `order:${order.id}`)).job.id;
  await pass();
  await resolved(day);
  expect((await bridge.resolved(tenant, `order:${order.id}`)).job.id).toBe(before);
});

describe("a runner that dies", () => {
  test.each([
    ["before the orders are handed in", "enqueue", "before"],
    ["once they are, and nobody heard it", "enqueue", "after"],
    ["before it ends", "complete", "before"],
  ] as const)("%s: one voucher, and each order is told", async (_what, method, when) => {
    await daily(TOLD);
    const day = await today();
    const orders = await bought(2);
    await bridge.break({ crash: { method, nth: 1, when, seen: 0, key: `day:${day}-1` } });
    await pass();
    await bridge.until(
      async () => (await bridge.broken())["crash"] === null,
      `the runner died ${when} ${method}`,
    );
    await bridge.evict(tenant);
    await bridge.advance(LEASE);
    expect((await resolved(day)).outcome).toBe("booked");
    await untilTold(orders, day);
    expect(await ofDay(day)).toHaveLength(1);
  });
});

test("an order that is edited after its day is told the number of the further day", async () => {
  await daily({ ...TOLD, editedAfterBooking: "delta" });
  const day = await today();
  const orders = await bought(1);
  await pass();
  await resolved(day);
  await untilTold(orders, day);
  const next = await today();
  const [order] = orders;
  if (order === undefined) throw new Error("no order");
  const edited = await change(order, { lines: [{ articleCode: "MUG", quantity: 2, price: 10 }] });
  expect(codesOf(edited)[0]).toBe("added-to-day");
  expect(await atShop(order)).toEqual([4, `Ring twice [eAccounting ${await numberOf(day)}]`]);
  await pass();
  await resolved(next);
  await untilTold(orders, next);
});

test("an order that waits for its day counts by the settings that it was added with, and is taken back with them", async () => {
  await daily();
  const { version } = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  const day = await today();
  const orders = await bought(2);
  const { versions } = await bridge.ask("GET", `/tenants/${tenant.id}/take-backs`);
  expect(versions).toEqual(
    expect.arrayContaining([expect.objectContaining({ version, orders: 2 })]),
  );
  const took = async (body: Json): Promise<string> => {
    const id = String((await bridge.ask("POST", `/tenants/${tenant.id}/take-backs`, body))["id"]);
    const at = `/tenants/${tenant.id}/backfills/${id}`;
    await bridge.until(
      async () => ["done", "undone"].includes(String((await bridge.ask("GET", at))["state"])),
      "it is over",
    );
    return id;
  };
  const dryRunId = await took({ scope: { of: "settings", version } });
  const { orders: tried } = await bridge.ask(
    "GET",
    `/tenants/${tenant.id}/backfills/${dryRunId}/orders`,
  );
  expect((tried as readonly Json[]).map(({ verdict }) => verdict)).toEqual(
    orders.map(() => "would-remove"),
  );
  await took({ dryRunId });
  await pass();
  expect(await ofDay(day)).toEqual([]);
});
