/**
 * Promises 1 and 3 when the whole process is killed: what was acknowledged is booked, once, by a
 * runtime that is started again on the same disk. Nothing wakes it but the alarm of the object: no
 * test calls the Worker between its start and the end of the work, and cron never runs.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { inDatabase, objectFiles } from "../../scripts/local/alarms.ts";
import type { Json } from "../../scripts/local/operator.ts";
import { Mortal, type Placed } from "../support/mortal.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import type { Tenant } from "../support/webhook.ts";

let mortal: Mortal;
let tenant: Tenant;
const MINUTE = 60_000;
const ORDERS = 20;
const BATCH = 10;
const READ = "GET /v1/SalesOrderWithLines";

beforeAll(async () => {
  mortal = await Mortal.start("killed", { vars: { EACCOUNTING_RATE_PER_MINUTE: "60000" } });
  await mortal.world.operator.control("eaccounting", "PUT", "/limits", { perMinute: 60_000 });
  tenant = await mortal.tenant();
  const [warm] = await placed(1);
  await mortal.webhook(tenant, warm?.id ?? 0);
  await mortal.until(
    "the first order is booked",
    async () => warm !== undefined && (await mortal.told(warm)).includes("done booked"),
  );
});

afterAll(async () => {
  // Cron would be another one who wakes.
  expect(await mortal.rows("SELECT * FROM heartbeats WHERE name = 'cron'")).toEqual([]);
  const { faults } = await mortal.world.operator.control("eaccounting", "GET", "/faultsofclient");
  await mortal.stop();
  expect(faults).toEqual([]);
});

const placed = (count: number): Promise<readonly Placed[]> =>
  Promise.all(
    Array.from({ length: count }, () =>
      mortal.place({ ...companyBuyer("Mortal"), lines: [mug(2)] }),
    ),
  );

const fault = (vendor: "asperion" | "eaccounting", what: Json): Promise<Json> =>
  mortal.world.operator.control(vendor, "POST", "/faults", what);

async function accept(orders: readonly Placed[]): Promise<void> {
  expect(
    new Set(await Promise.all(orders.map((order) => mortal.webhook(tenant, order.id)))),
  ).toEqual(new Set([202]));
}

/** How often the ledger was asked for what the order's write may have made. */
const looks = async (): Promise<number> => (await mortal.asked("GET /v2/orders")).length;

async function expectBookedOnce(orders: readonly Placed[]): Promise<void> {
  await mortal.until("all orders are in the ledger, and D1 knows", async () =>
    (await Promise.all(orders.map((order) => mortal.told(order)))).every((told) =>
      told.includes("done booked"),
    ),
  );
  for (const order of orders)
    expect([order.orderNumber, (await mortal.ordersOf(order.orderNumber)).length]).toEqual([
      order.orderNumber,
      1,
    ]);
}

test("wake-ups that die with the queue are made up for: each acknowledged order is booked once", async () => {
  const orders = await placed(ORDERS);
  const { operator } = mortal.world;
  await operator.ask("POST", `/tenants/${tenant.id}/pause`, { note: "until all are there" });
  await accept(orders);
  // The queue delivers one batch at a time: as long as its jobs wait for the shop, the others stay in its memory.
  await fault("asperion", { route: READ, kind: "hang", times: "always" });
  const before = (await (
    await fetch(`${mortal.world.runtime.url}/_test/sent`)
  ).json()) as unknown[];
  await operator.ask("POST", `/tenants/${tenant.id}/resume`);
  await mortal.until("the queue was given all, and delivered the first batch", async () => {
    const sent = (await (
      await fetch(`${mortal.world.runtime.url}/_test/sent`)
    ).json()) as unknown[];
    return (
      sent.length >= before.length + ORDERS &&
      (await operator.health(tenant.id)).jobs["running"] !== 0
    );
  });
  const { alarms } = await mortal.dieFor(MINUTE, async () => {
    const [object = ""] = await objectFiles(mortal.world.stateDir, "TenantSync");
    const undelivered = inDatabase(object, (database) =>
      database
        .prepare("SELECT count(*) AS n FROM jobs WHERE status = 'queued' AND claim = 0")
        .get(),
    );
    expect(undelivered).toEqual({ n: ORDERS - BATCH });
  });
  expect(alarms).toBe(1);
  await expectBookedOnce(orders);
  for (const order of orders) expect(await mortal.posts(order)).toBe(1);
});

test("what was acknowledged in the last instant before the end is booked once", async () => {
  const orders = await placed(5);
  await fault("asperion", { route: READ, kind: "hang", times: "always" });
  await accept(orders);
  await mortal.dieFor(MINUTE);
  await expectBookedOnce(orders);
});

test("a write that came true while its process died is looked up, and not sent again", async () => {
  const [order] = await placed(1);
  if (order === undefined) throw new Error("no order");
  await fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "late-commit",
    ms: 0,
    answer: "hang",
  });
  await accept([order]);
  await mortal.until(
    "the ledger has the order",
    async () => (await mortal.ordersOf(order.orderNumber)).length === 1,
  );
  const before = await looks();
  await mortal.dieFor(2 * MINUTE);
  await expectBookedOnce([order]);
  expect(await mortal.posts(order)).toBe(1);
  expect(await looks()).toBeGreaterThan(before);
});

test("a write that never arrived is sent once more, after the third look-up, though each look-up's process is killed too", async () => {
  const [order] = await placed(1);
  if (order === undefined) throw new Error("no order");
  await fault("eaccounting", { route: "POST /v2/orders", kind: "hang" });
  await accept([order]);
  await mortal.until("the write is on its way", async () => (await mortal.posts(order)) === 1);
  for (const wait of [2, 5]) {
    const before = await looks();
    await mortal.dieFor(wait * MINUTE);
    await mortal.until(
      "it was looked for",
      async () =>
        (await looks()) > before && (await mortal.told(order)).includes("waiting in-doubt"),
    );
    expect([await mortal.posts(order), (await mortal.ordersOf(order.orderNumber)).length]).toEqual([
      1, 0,
    ]);
  }
  await mortal.dieFor(10 * MINUTE);
  await expectBookedOnce([order]);
  expect(await mortal.posts(order)).toBe(2);
});
