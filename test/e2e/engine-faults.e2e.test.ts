/**
 * Promises 3 to 6 and 8 under faults: dead tokens, limits, D1 and queue failing, slow runners,
 * other administrations, people.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import {
  bookedOne,
  bridge,
  buyer,
  expectBookedOnce,
  jobOf,
  keyOf,
  onTheWay,
  place,
  tenant,
  useEngine,
} from "../support/engine-set-up.ts";
import { mug } from "../support/orders.ts";

useEngine();

let n = 0;
const SECOND = 1_000;
const MINUTE = 60_000;

describe("tokens", () => {
  test("one that expires under five jobs at once is renewed once", async () => {
    const known = buyer();
    const first = await bridge.place({ ...known, lines: [mug()] });
    await bridge.book(tenant, first.id);
    const orders = await Promise.all(
      Array.from({ length: 5 }, () => bridge.place({ ...known, lines: [mug(3)] })),
    );
    const calls = await bridge.counting(async () => {
      await bridge.control("eaccounting", "POST", "/oauth/expire-access-tokens");
      await Promise.all(orders.map((order) => bridge.webhook(tenant, order.id)));
      for (const order of orders)
        expect((await bridge.resolved(tenant, keyOf(order))).job.outcome).toBe("booked");
    });
    expect(calls["POST /connect/token"]).toBe(1);
    await expectBookedOnce(tenant, orders);
  });

  test("a renewal whose answer was lost is tried once more; the dead grant stops the tenant in words, and a new sign-in drains it", async () => {
    const lost = await bridge.tenant({ company: `Lost token ${(n += 1)} AB` });
    await bookedOne(lost);
    const orders = [await place(), await place()];
    const calls = await bridge.counting(async () => {
      await bridge.fault("eaccounting", { route: "POST /connect/token", kind: "commit-then-drop" });
      await bridge.control("eaccounting", "POST", "/oauth/expire-access-tokens");
      for (const order of orders) await bridge.webhook(lost, order.id);
      await bridge.until(async () => {
        await bridge.advance(6 * SECOND);
        return (await bridge.health(lost.id)).pause.paused;
      }, "the tenant is stopped");
    });
    expect(calls["POST /connect/token"]).toBeGreaterThanOrEqual(2);
    expect(calls["POST /v2/orders"] ?? 0).toBeLessThanOrEqual(2);
    const { pause, connections } = (await bridge.ask("GET", `/tenants/${lost.id}/health`)) as {
      pause: { by: string; reason: { code: string; next: string } };
      connections: Json[];
    };
    expect([
      pause.by,
      pause.reason.code,
      connections.find((one) => one["vendor"] === "eaccounting")?.["state"],
    ]).toEqual(["engine", "needs-login", "needs-login"]);
    expect(pause.reason.next).toMatch(/connect again/i);
    const back = await bridge.connect(lost.id, "eaccounting", await bridge.companyId(lost.company));
    expect(back.status).toBeLessThan(400);
    for (const order of orders)
      expect((await bridge.resolved(lost, keyOf(order))).job.outcome).toBe("booked");
    await expectBookedOnce(lost, orders);
  });

  test("a sign-in for another company is refused with both names, and the right one stays", async () => {
    const own = await bridge.tenant({ company: `Right company ${(n += 1)} AB` });
    const refused = await bridge.connect(
      own.id,
      "eaccounting",
      await bridge.companyId("Wrong company AB"),
    );
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.text).toContain(own.company);
    expect(refused.text).toContain("Wrong company AB");
    await bookedOne(own);
  });

  test("a company that another tenant has is refused", async () => {
    const created = await bridge.ask("POST", "/tenants", {
      name: "Second",
      language: "en",
      asperion: { administrationId: 123 },
    });
    const refused = await bridge.connect(
      String(created["id"]),
      "eaccounting",
      await bridge.companyId(tenant.company),
    );
    expect(refused.status).toBe(409);
  });
});

test("a 429 is waited for as long as it says, and nothing is lost", async () => {
  const known = buyer();
  await bridge.book(tenant, (await bridge.place({ ...known, lines: [mug()] })).id);
  await bridge.advance(2 * MINUTE);
  await bridge.settled(tenant.id);
  await bridge.control("eaccounting", "PUT", "/limits", { perMinute: 3 });
  const orders = await Promise.all(
    Array.from({ length: 5 }, () => bridge.place({ ...known, lines: [mug(2)] })),
  );
  await Promise.all(orders.map((order) => bridge.webhook(tenant, order.id)));
  await bridge.until(
    async () =>
      (await bridge.jobs(tenant.id, { status: "waiting" })).some((job) => job.wait === "rate"),
    "a job waits for the limit",
  );
  const waiting = (await bridge.jobs(tenant.id, { status: "waiting" })).find(
    (job) => job.wait === "rate",
  );
  // The sandbox names the seconds until the oldest call leaves its window: about a minute.
  expect((waiting?.due ?? 0) - (await bridge.now())).toBeGreaterThan(30 * SECOND);
  for (const order of orders)
    expect((await bridge.resolved(tenant, keyOf(order))).job.outcome).toBe("booked");
  await expectBookedOnce(tenant, orders);
  // What was learnt of it is told with the tenant's health.
  const { vendorLimit } = await bridge.health(tenant.id);
  expect(
    vendorLimit?.endpoints.find(({ endpoint }) => endpoint === "/orders")?.slowedBy,
  ).toBeGreaterThan(1);
});

/** An order that is held for an article that the ledger hasn't: D1 is told of its alert. */
const placeHeld = (): ReturnType<typeof place> =>
  place({ lines: [{ articleCode: "NO-SUCH", quantity: 1, price: 5, vatCode: "H" }] });

async function expectAlertInD1(order: Awaited<ReturnType<typeof placeHeld>>): Promise<void> {
  const { job } = await bridge.resolved(tenant, keyOf(order));
  expect(job.outcome).toBe("held");
  expect(await bridge.databaseText()).toContain(job.id);
}

test("with D1 failing throughout, orders are booked all the same, and D1 is told afterwards", async () => {
  await bookedOne(tenant);
  const orders = [await place(), await place(), await place()];
  const held = await placeHeld();
  await bridge.break({ d1: true });
  for (const order of [...orders, held])
    expect((await bridge.webhook(tenant, order.id)).status).toBe(202);
  for (const order of orders)
    await bridge.until(
      async () => (await bridge.ordersOf(order.orderNumber)).length === 1,
      "the order is in the ledger",
    );
  await bridge.break({ d1: false });
  await bridge.until(async () => {
    await bridge.advance(6 * SECOND);
    return (await bridge.health(tenant.id)).projectionLag.rows === 0;
  }, "D1 has caught up");
  await expectAlertInD1(held);
});

test("with D1 that never answers, orders are booked all the same, at the webhook endpoint and when they are due, and D1 is told afterwards", async () => {
  await bookedOne(tenant);
  const [order, held] = [await place(), await placeHeld()];
  const amounts = async (): Promise<readonly unknown[]> =>
    (await bridge.ordersOf(order.orderNumber)).map((document) => document["Amount"]);
  await bridge.break({ d1Hangs: true });
  expect((await bridge.webhook(tenant, order.id)).status).toBe(202);
  expect((await bridge.webhook(tenant, held.id)).status).toBe(202);
  await bridge.until(async () => (await amounts()).length === 1, "the order is in the ledger");
  const before = await amounts();
  // It was just fetched, so this one waits a moment; cron would have to ask D1 which tenants there
  // are: the object's own alarm wakes it.
  await bridge.edit(order.id, { notify: false, lines: [mug(5)] });
  expect((await bridge.webhook(tenant, order.id, { type: "order.updated" })).status).toBe(202);
  await bridge.until(
    async () => (await amounts()).join() !== before.join(),
    "the edit is in the ledger",
  );
  await bridge.break({ d1Hangs: false });
  await bridge.until(async () => {
    await bridge.advance(40 * SECOND);
    return (await bridge.health(tenant.id)).projectionLag.rows === 0;
  }, "D1 has caught up");
  await expectAlertInD1(held);
});

test("a queue that takes nothing loses nothing: the object wakes its jobs when it takes again", async () => {
  const order = await place();
  await bridge.break({
    queueSend: true,
    crash: { method: "claim", nth: 1, when: "before", seen: 0 },
  });
  expect((await bridge.webhook(tenant, order.id)).status).toBe(202);
  await bridge.until(
    async () => (await bridge.broken())["crash"] === null,
    "the runner at the webhook endpoint died",
  );
  await bridge.advance(MINUTE);
  expect(await bridge.ordersOf(order.orderNumber)).toEqual([]);
  await bridge.break({ queueSend: false });
  expect((await bridge.resolved(tenant, keyOf(order))).job.outcome).toBe("booked");
  await expectBookedOnce(tenant, [order]);
});

describe("a runner that is slower than its lease is fenced", () => {
  const fenced = (jobId: string): boolean =>
    bridge.logs.some((entry) =>
      [jobId, "fenced"].every((word) => JSON.stringify(entry).includes(word)),
    );

  test("its late answer settles its own write, and nothing is sent twice", async () => {
    const order = await place();
    const before = await bridge.calls("eaccounting");
    await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "latency", ms: 1_500 });
    await bridge.webhook(tenant, order.id);
    await bridge.until(onTheWay("POST /v2/orders", before), "the order is on its way");
    await bridge.advance(30 * SECOND);
    const job = await jobOf(tenant, order);
    await bridge.until(async () => fenced(job?.id ?? ""), "the slow runner is fenced");
    expect(await bridge.ordersOf(order.orderNumber)).toHaveLength(1);
    const calls = await bridge.counting(() => bridge.resolved(tenant, keyOf(order)));
    expect(calls["POST /v2/orders"]).toBeUndefined();
    expect((await jobOf(tenant, order))?.outcome).toBe("booked");
    await expectBookedOnce(tenant, [order]);
    // What it wrote stands in the order's timeline, before the run that went on.
    const { timeline } = await bridge.timeline(tenant.id, job?.id ?? "");
    const told = timeline.filter(
      ({ what }) => what === "write" || what === "cut-off" || what === "outcome",
    );
    expect(told.map(({ what, title }) => [what, title])).toEqual([
      ["write", "POST /customers"],
      ["write", "POST /orders"],
      ["cut-off", "lost"],
      ["outcome", "booked"],
    ]);
  });

  test("without an answer it says nothing more, and the write is looked up", async () => {
    const order = await place();
    const before = await bridge.calls("eaccounting");
    await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "hang" });
    await bridge.webhook(tenant, order.id);
    await bridge.until(onTheWay("POST /v2/orders", before), "the order is on its way");
    await bridge.advance(30 * SECOND);
    const calls = await bridge.counting(() => bridge.resolved(tenant, keyOf(order)));
    expect(calls["POST /v2/orders"]).toBe(1);
    expect(calls["GET /v2/orders"]).toBeGreaterThanOrEqual(3);
    await expectBookedOnce(tenant, [order]);
  });
});

describe("an answer from another administration stops the tenant, says what to do, and books nothing", () => {
  const list = (administrationId: number): Json => ({
    _data: [],
    _meta: { administrationId, totalCount: 0, pageCount: 0 },
  });
  test.each([
    [
      "on the list",
      {},
      { route: "GET /v1/SalesOrderWithLines", kind: "status", status: 200, body: list(456) },
    ],
    [
      "beside a single read",
      { idFilter: "refused" },
      {
        route: "GET /v1/SalesOrderWithLines",
        kind: "status",
        status: 200,
        body: list(456),
        match: "metaOnly",
      },
    ],
  ] as const)("%s", async (_, switches, fault) => {
    await bridge.control("asperion", "PUT", "/switches", switches);
    const order = await place();
    await bridge.fault("asperion", { ...fault, times: "always" });
    await bridge.webhook(tenant, order.id);
    await bridge.until(
      async () => (await bridge.health(tenant.id)).pause.paused,
      "the tenant is stopped",
    );
    const { pause } = (await bridge.ask("GET", `/tenants/${tenant.id}/health`)) as {
      pause: { reason: { code: string; params: Json; next: string } };
    };
    expect(pause.reason).toMatchObject({
      code: "wrong-administration",
      params: { expected: 123, got: 456 },
    });
    expect(pause.reason.next.length).toBeGreaterThan(20);
    expect(await bridge.ordersOf(order.orderNumber)).toEqual([]);
    await bridge.control("asperion", "DELETE", "/faults");
    await bridge.ask("POST", `/tenants/${tenant.id}/resume`);
    expect((await bridge.resolved(tenant, keyOf(order))).job.outcome).toBe("booked");
    await bridge.control("asperion", "PUT", "/switches", { idFilter: "works" });
  });
});
