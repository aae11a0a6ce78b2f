/**
 * Promises 3, 4, 6 and 9: nothing is lost, one thing stops nothing else, limits are used and not
 * broken, tokens are renewed once.
 */
import { describe, expect, test } from "vitest";
import {
  bridge,
  expectBookedOnce,
  jobOf,
  keyOf,
  onTheWay,
  place,
  type Placed,
  tenant,
  useEngine,
} from "../support/engine-set-up.ts";
import { articleRows, grossOf, mug } from "../support/orders.ts";
import { everyOf } from "../support/every-of.ts";

useEngine();

const SECOND = 1_000;
const DAY = 86_400_000;

describe("an edit that comes in the middle reaches the one document", () => {
  const edited = { lines: [mug(7)] };

  async function expectEdited(order: Placed): Promise<void> {
    const documents = await bridge.ordersOf(order.orderNumber);
    expect(
      documents.map((document) => [articleRows(document)[0]?.["Quantity"], grossOf(document)]),
    ).toEqual([[7, "74.38"]]);
  }

  test("while the job is writing", async () => {
    const order = await place();
    const before = await bridge.calls("eaccounting");
    await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "latency", ms: 700 });
    const first = await bridge.webhook(tenant, order.id);
    await bridge.until(onTheWay("POST /v2/orders", before), "the order is on its way");
    await bridge.edit(order.id, edited);
    const second = await bridge.webhook(tenant, order.id, { type: "order.updated" });
    expect(second.body["jobId"]).toBe(first.body["jobId"]);
    await bridge.resolved(tenant, keyOf(order));
    await expectEdited(order);
  });

  test("while the job waits", async () => {
    const order = await place();
    await bridge.fault("asperion", {
      route: "GET /v1/SalesOrderWithLines",
      kind: "status",
      status: 500,
    });
    await bridge.webhook(tenant, order.id);
    await bridge.until(
      async () => (await jobOf(tenant, order))?.status === "waiting",
      "the job waits",
    );
    await bridge.edit(order.id, edited);
    await bridge.webhook(tenant, order.id, { type: "order.updated" });
    const calls = await bridge.counting(() => bridge.resolved(tenant, keyOf(order)));
    expect(calls["POST /v2/orders"]).toBe(1);
    await expectEdited(order);
  });

  test("while its write is in doubt: the doubt is resolved first", async () => {
    const order = await place();
    await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "commit-then-drop" });
    await bridge.webhook(tenant, order.id);
    await bridge.until(
      async () => (await jobOf(tenant, order))?.wait === "in-doubt",
      "the write is in doubt",
    );
    await bridge.edit(order.id, edited);
    await bridge.webhook(tenant, order.id, { type: "order.updated" });
    const calls = await bridge.counting(() => bridge.resolved(tenant, keyOf(order)));
    expect(calls["POST /v2/orders"]).toBeUndefined();
    await expectEdited(order);
  });
});

test("three hundred orders of one customer are all booked, once each, and none is declared dead", async () => {
  const { firstId } = (await bridge.control("asperion", "POST", "/seed/orders", {
    count: 300,
    debtorId: 203,
    order: { currencyCode: "SEK", lines: [mug()] },
  })) as { firstId: number };
  const ids = Array.from({ length: 300 }, (_, index) => firstId + index);
  for (let start = 0; start < ids.length; start += 50) {
    const answers = await Promise.all(
      ids.slice(start, start + 50).map((id) => bridge.webhook(tenant, id)),
    );
    expect(everyOf(answers, (answer) => answer.status === 202)).toBe(true);
  }
  await bridge.until(async () => {
    const jobs = await bridge.jobCounts(tenant.id);
    if (jobs.queued + jobs.running > 0) return false;
    // What waits for a slot, or for the party's lock, goes on by itself; time only has to pass.
    if (jobs.waiting > 0) await bridge.advance(SECOND);
    return jobs.waiting === 0;
  }, "all three hundred are done");
  expect((await bridge.health(tenant.id)).jobs.dead).toBe(0);
  await expectBookedOnce(
    tenant,
    ids.map((id) => ({ id, orderNumber: String(id) })),
  );
  const { customers } = await bridge.ledger();
  expect(
    customers?.filter((customer) => customer["EmailAddress"] === "order@norrsken.example"),
  ).toHaveLength(1);
});

describe("a tenant that is stopped", () => {
  test("for five days keeps what comes in, writes nothing, and catches up once it goes on", async () => {
    await bridge.ask("POST", `/tenants/${tenant.id}/pause`, { note: "holidays" });
    const orders: Placed[] = [];
    const calls = await bridge.counting(async () => {
      for (let day = 0; day < 5; day += 1) {
        const order = await place();
        expect((await bridge.webhook(tenant, order.id)).status).toBe(202);
        orders.push(order);
        await bridge.advance(DAY);
      }
    });
    expect(Object.keys(calls).filter((route) => /orders|customers/i.test(route))).toEqual([]);
    const health = await bridge.health(tenant.id);
    expect(health.pause).toMatchObject({ paused: true, by: "person" });
    expect(health.connections.map((connection) => connection.state)).toEqual([
      "connected",
      "connected",
    ]);
    await bridge.ask("POST", `/tenants/${tenant.id}/resume`);
    for (const order of orders)
      expect((await bridge.resolved(tenant, keyOf(order))).job.outcome).toBe("booked");
    await expectBookedOnce(tenant, orders);
  });

  test("because its company isn't active says so, and drains once a person lets it go on", async () => {
    await bridge.control("eaccounting", "PUT", "/company", { CompanyStatus: 0 });
    const order = await place();
    await bridge.webhook(tenant, order.id);
    await bridge.until(
      async () => (await bridge.health(tenant.id)).pause.paused,
      "the tenant is stopped",
    );
    const { pause } = (await bridge.ask("GET", `/tenants/${tenant.id}/health`)) as {
      pause: { by: string; reason: { code: string; text: string; next: string } };
    };
    expect([pause.by, pause.reason.code]).toEqual(["engine", "company-blocked"]);
    expect(pause.reason.next.length).toBeGreaterThan(10);
    await bridge.control("eaccounting", "PUT", "/company", { CompanyStatus: 1 });
    await bridge.ask("POST", `/tenants/${tenant.id}/resume`);
    expect((await bridge.resolved(tenant, keyOf(order))).job.outcome).toBe("booked");
    await expectBookedOnce(tenant, [order]);
  });
});

test("a module that is missing closes sales orders alone, says so, and what waited is booked when it is back", async () => {
  await bridge.control("eaccounting", "PUT", "/company", { modules: ["api_standard"] });
  const order = await place();
  await bridge.webhook(tenant, order.id);
  await bridge.until(
    async () => (await bridge.health(tenant.id)).capabilities.length > 0,
    "the capability is closed",
  );
  const { pause, capabilities } = await bridge.health(tenant.id);
  expect(pause.paused).toBe(false);
  expect(capabilities).toMatchObject([
    { vendor: "eaccounting", capability: "orders", reason: { code: "no-access" } },
  ]);
  // Customers are another capability: the new one was made.
  const { customers } = await bridge.ledger();
  expect(customers?.some((customer) => customer["EmailAddress"] === order["emailAddress"])).toBe(
    true,
  );
  await bridge.control("eaccounting", "PUT", "/company", {
    modules: ["api_standard", "order_standard"],
  });
  expect((await bridge.resolved(tenant, keyOf(order))).job.outcome).toBe("booked");
  await expectBookedOnce(tenant, [order]);
});
