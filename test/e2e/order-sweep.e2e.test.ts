/**
 * Promise 3 without a single webhook: what the sweep finds, what it leaves alone, and what it
 * costs.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { articleRows, codesOf, companyBuyer, homeAddress, mug } from "../support/orders.ts";
import { LEASE } from "../support/write-cases.ts";
import { lineAt, newCompany, sweep, drained, SWEEP, DAY } from "../support/sweeps.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast({
    TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000, sweepMs: SWEEP }),
  });
});

/** All tenants read one shop: those of other tests are retired, so that each test is about its own. */
afterEach(async () => {
  await bridge.break({ crash: null });
  await bridge.control("asperion", "PUT", "/switches", {
    changeFilter: "works",
    severalSortKeys: "works",
  });
  await bridge.ask("DELETE", `/tenants/${tenant.id}`);
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Placed = Json & { id: number; orderNumber: string };
const buyer = (): Json => companyBuyer(`Sweep${(n += 1)}`);
const place = (change: Json = {}): Promise<Placed> =>
  bridge.place({ ...buyer(), lines: [mug(2)], ...change });

const swept = async (orders: Json = {}, line = 0): Promise<Tenant> => {
  const made = await newCompany(bridge, { ...orders, startLine: await lineAt(bridge, line) });
  await bridge.advance(2_000);
  return made;
};

const documentsOf = (order: Placed): Promise<readonly Json[]> =>
  bridge.ordersOf(order.orderNumber, tenant.company);
const counts = (orders: readonly Placed[]): Promise<number[]> =>
  Promise.all(orders.map(async (order) => (await documentsOf(order)).length));
const jobsOf = (order: { id: number }) => bridge.jobs(tenant.id, { key: `order:${order.id}` });
const ofAsperion = (calls: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(calls).filter(([route]) => route.includes("/v1/")));

// First, as its start line lets everything in that the tests below place.
test("an order that was dated back is found at night, and one before the start line by nothing", async () => {
  tenant = await swept({}, -10 * DAY);
  const stamp = async (days: number): Promise<string> =>
    new Date((await bridge.now()) - days * DAY).toISOString().slice(0, 19);
  await sweep(bridge, tenant);
  await drained(bridge, tenant);
  const back = await place({ date: await stamp(3), dateLastChange: null });
  const before = await place({ date: await stamp(12) });
  await sweep(bridge, tenant);
  await drained(bridge, tenant);
  expect(await jobsOf(back)).toEqual([]);
  await sweep(bridge, tenant, DAY);
  await drained(bridge, tenant);
  expect(await counts([back, before])).toEqual([1, 0]);
  expect(await jobsOf(before)).toEqual([]);
  const found = (await bridge.jobs(tenant.id, { key: "sweep:orders" })).find((job) =>
    codesOf(job).includes("sweep-found-missing"),
  );
  expect(
    found?.reasons.find((reason) => reason.code === "sweep-found-missing")?.params["count"],
  ).toBe(1);
});

test("fifty orders that no webhook told of are booked once each, and a sweep with nothing new costs two reads", async () => {
  tenant = await swept();
  const { firstId } = (await bridge.control("asperion", "POST", "/seed/orders", {
    count: 50,
    debtorId: 203,
    order: { currencyCode: "SEK", lines: [mug()] },
  })) as { firstId: number };
  const ids = Array.from({ length: 50 }, (_, index) => firstId + index);
  await sweep(bridge, tenant);
  await drained(bridge, tenant);
  const { orders } = await bridge.ledger(tenant.company, "orders");
  const booked = ids.map(
    (id) =>
      (orders ?? []).filter((document) => String(document["OurReference"]).startsWith(`${id} #`))
        .length,
  );
  expect(booked).toEqual(ids.map(() => 1));
  const calls = await bridge.counting(() => sweep(bridge, tenant));
  expect(ofAsperion(calls)).toEqual({ "GET /v1/SalesOrderWithLines": 2 });
  // What finds nothing leaves no job and no timeline, and is told of by its instant alone.
  expect((await bridge.jobs(tenant.id, { key: "sweep:orders" })).map((job) => job.outcome)).toEqual(
    ["updated"],
  );
  const { works } = await bridge.health(tenant.id);
  const last = works.find(({ name }) => name === "order-sweep");
  expect([last?.job, (await bridge.now()) - (last?.lastRun ?? 0) < SWEEP]).toEqual([null, true]);
});

test("with webhooks and sweeps both, whichever comes first, each order is booked once and no job is made twice", async () => {
  tenant = await swept();
  const told = await Promise.all(Array.from({ length: 6 }, () => place()));
  for (const order of told) await bridge.book(tenant, order.id);
  await sweep(bridge, tenant);
  await drained(bridge, tenant);
  expect(await Promise.all(told.map(async (order) => (await jobsOf(order)).length))).toEqual(
    told.map(() => 1),
  );
  const late = await Promise.all(Array.from({ length: 6 }, () => place()));
  await sweep(bridge, tenant);
  for (const order of late) expect((await bridge.webhook(tenant, order.id)).status).toBe(202);
  await drained(bridge, tenant);
  expect(await counts([...told, ...late])).toEqual([...told, ...late].map(() => 1));
});

test("where webhooks arrive orders are looked for once an hour, until one is found that none told of", async () => {
  tenant = await swept();
  const sweeps = async () => (await bridge.health(tenant.id)).sweeps;
  for (let n = 0; n < 10; n += 1) await bridge.book(tenant, (await place()).id);
  expect(await sweeps()).toMatchObject({ everyMs: 12 * SWEEP, webhooksArrive: true });
  const untold = await place();
  const calls = await bridge.counting(() => bridge.advance(SWEEP));
  expect([ofAsperion(calls), await jobsOf(untold)]).toEqual([{}, []]);
  await sweep(bridge, tenant, 11 * SWEEP);
  await drained(bridge, tenant);
  expect(await counts([untold])).toEqual([1]);
  expect(await sweeps()).toMatchObject({ everyMs: SWEEP, webhooksArrive: false });
});

test.each(["works", "by-day"] as const)(
  "where Asperion sorts by one key only and its change filter %s, orders are found all the same, and the tenant's health says so",
  async (changeFilter) => {
    tenant = await swept();
    await bridge.control("asperion", "PUT", "/switches", {
      severalSortKeys: "refused",
      changeFilter,
    });
    const order = await place();
    await sweep(bridge, tenant);
    await drained(bridge, tenant);
    expect(await counts([order])).toEqual([1]);
    expect((await bridge.health(tenant.id)).orderSort).toBe("one-key");
    // It is known by now: a sweep with nothing new costs two reads again.
    await sweep(bridge, tenant);
    const calls = await bridge.counting(() => sweep(bridge, tenant));
    expect(ofAsperion(calls)["GET /v1/SalesOrderWithLines"]).toBe(2);
  },
);

describe.each(["works", "refused", "ignored", "by-day"] as const)(
  "where Asperion's change filter is %s",
  (changeFilter) => {
    test("new orders and changed ones are found without a webhook, and the tenant's health says how", async () => {
      tenant = await swept();
      await bridge.control("asperion", "PUT", "/switches", { changeFilter });
      const order = await place();
      await sweep(bridge, tenant);
      await drained(bridge, tenant);
      expect(await counts([order])).toEqual([1]);
      await bridge.edit(order.id, { lines: [mug(7)] });
      await sweep(bridge, tenant);
      await drained(bridge, tenant);
      const [document] = await documentsOf(order);
      expect(articleRows(document)[0]?.["Quantity"]).toBe(7);
      // One that a webhook told of is met by the sweep as well, and is neither booked nor looked at again.
      const told = await place();
      await bridge.book(tenant, told.id);
      await sweep(bridge, tenant);
      await drained(bridge, tenant);
      expect([await counts([told]), (await jobsOf(told)).length]).toEqual([[1], 1]);
      const usable = changeFilter === "works" || changeFilter === "by-day";
      expect((await bridge.health(tenant.id)).changeFilter).toBe(usable ? "works" : "unusable");
      const [job] = await bridge.jobs(tenant.id, { key: "sweep:orders" });
      expect(codesOf(job ?? { reasons: [] }).includes("change-filter-unusable")).toBe(!usable);
    });
  },
);

test("an order that was deleted in the shop without a word is found at night, and its document named to a person", async () => {
  tenant = await swept();
  const order = await place();
  const kept = await place();
  await sweep(bridge, tenant);
  await drained(bridge, tenant);
  await bridge.control("asperion", "DELETE", `/orders/${order.id}?notify=false`);
  await sweep(bridge, tenant);
  await drained(bridge, tenant);
  expect((await jobsOf(order)).map((job) => job.outcome)).toEqual(["booked"]);
  await sweep(bridge, tenant, DAY);
  await drained(bridge, tenant);
  const [gone] = await jobsOf(order);
  expect([gone?.outcome, codesOf(gone ?? { reasons: [] })]).toEqual(["held", ["order-gone"]]);
  expect((await jobsOf(kept)).length).toBe(1);
  // It is told once: the next night leaves what is held to the person.
  await sweep(bridge, tenant, DAY);
  await drained(bridge, tenant);
  expect((await jobsOf(order)).length).toBe(2);
});

test("an order outside the filter is judged again when it changes", async () => {
  tenant = await swept({ paymentStatuses: ["Paid"] });
  const order = await place({ paymentStatus: "Open" });
  await sweep(bridge, tenant);
  await drained(bridge, tenant);
  expect((await jobsOf(order)).map((job) => job.outcome)).toEqual(["skipped"]);
  await bridge.edit(order.id, { paymentStatus: "Paid" });
  await sweep(bridge, tenant);
  await drained(bridge, tenant);
  expect(await counts([order])).toEqual([1]);
});

describe("a sweep whose runner dies", () => {
  test.each([
    ["recall", "after"],
    ["enqueue", "before"],
    ["enqueue", "after"],
    ["complete", "before"],
  ] as const)("at %s, %s, loses no order and doubles none", async (method, when) => {
    tenant = await swept();
    const orders = await Promise.all([place(), place()]);
    await bridge.break({ crash: { method, nth: 1, when, seen: 0 } });
    await bridge.advance(SWEEP);
    await bridge.until(
      async () => (await bridge.broken())["crash"] === null,
      `the runner died ${when} ${method}`,
    );
    await bridge.advance(30_000);
    await bridge.advance(SWEEP);
    await drained(bridge, tenant);
    expect(await counts(orders)).toEqual([1, 1]);
  });
});

test("a person may have it run at once", async () => {
  tenant = await swept({}, 0);
  await bridge.reconfigure(tenant, { schedules: { orders: "never" } });
  const order = await place();
  const { jobIds } = (await bridge.ask("POST", `/tenants/${tenant.id}/flows/orders/run`)) as {
    jobIds: string[];
  };
  await bridge.finished(tenant, String(jobIds[0]));
  await drained(bridge, tenant);
  expect(await counts([order])).toEqual([1]);
});

describe("what is written back to the shop", () => {
  const route = "PUT /v1/SalesOrderWithLines/{id}";
  const shopOrder = async (id: number): Promise<Json | undefined> => {
    const state = (await bridge.control("asperion", "GET", "/state?administrationId=123")) as {
      administrations: { orders: Json[] }[];
    };
    return state.administrations[0]?.orders.find((one) => one["id"] === id);
  };

  /** The write-back is the run's second write; the first is the order's document. */
  const FAULTS: readonly {
    readonly dies: boolean;
    readonly fault: (id: number) => Promise<unknown>;
  }[] = [
    // Journaled as sent, and never sent.
    {
      dies: true,
      fault: (id) =>
        bridge.break({
          crash: { method: "begin", nth: 2, when: "after", seen: 0, key: `order:${id}` },
        }),
    },
    // Written, and its answer not recorded.
    {
      dies: true,
      fault: (id) =>
        bridge.break({
          crash: { method: "complete", nth: 1, when: "before", seen: 0, key: `order:${id}` },
        }),
    },
    {
      dies: false,
      fault: () => bridge.fault("asperion", { route, kind: "commit-then-drop", times: 1 }),
    },
    {
      dies: false,
      fault: () => bridge.fault("asperion", { route, kind: "late-commit", ms: 240_000, times: 1 }),
    },
  ];

  test("deaths, a lost answer and a late commit befall it: the shop says each once, one document stands, and the sweep finds no news", async () => {
    tenant = await swept({ writeBack: { status: 4, number: "comments" } });
    await bridge.book(tenant, (await place()).id);
    const orders: Placed[] = [];
    for (const { dies, fault } of FAULTS) {
      const order = await bridge.place({ debtorId: 203, comments: "Ring twice", lines: [mug(2)] });
      orders.push(order);
      await fault(order.id);
      expect((await bridge.webhook(tenant, order.id)).status).toBe(202);
      if (dies) {
        await bridge.until(
          async () => (await bridge.broken())["crash"] === null,
          "the runner died",
        );
        await bridge.advance(LEASE);
      }
      await bridge.resolved(tenant, `order:${order.id}`);
    }
    await bridge.advance(900_000);
    await drained(bridge, tenant);
    const written = await Promise.all(
      orders.map(async ({ id }) => [
        (await shopOrder(id))?.["status"],
        (await shopOrder(id))?.["comments"],
      ]),
    );
    const numbers = await Promise.all(
      orders.map(async (order) => (await documentsOf(order)).map((document) => document["Number"])),
    );
    expect(written).toEqual(
      numbers.map(([number, ...others]) => [
        4,
        `Ring twice [eAccounting ${[number, ...others].join(" and ")}]`,
      ]),
    );
    const jobs = await Promise.all(orders.map(jobsOf));
    const calls = await bridge.counting(() => sweep(bridge, tenant));
    await drained(bridge, tenant);
    expect([await Promise.all(orders.map(jobsOf)), calls[route]]).toEqual([jobs, undefined]);
  });

  test("an edit made while the order is being booked is found by the sweeps, and its address too", async () => {
    tenant = await swept({ writeBack: { status: 4, number: "comments" } });
    await bridge.book(tenant, (await place()).id);
    const order = await bridge.place({ debtorId: 203, lines: [mug(2)] });
    const posts = async () => (await bridge.calls("eaccounting"))["POST /v2/orders"] ?? 0;
    const before = await posts();
    await bridge.fault("eaccounting", {
      route: "POST /v2/orders",
      kind: "latency",
      ms: 1_000,
      match: order.orderNumber,
    });
    expect((await bridge.webhook(tenant, order.id)).status).toBe(202);
    await bridge.until(
      async () => (await posts()) > before,
      "the order is on its way to the ledger",
    );
    // Nobody tells of the edit.
    await bridge.edit(order.id, {
      lines: [mug(5)],
      deliveryAddress: homeAddress("The neighbours"),
    });
    await bridge.resolved(tenant, `order:${order.id}`);
    await sweep(bridge, tenant);
    await drained(bridge, tenant);
    const [document] = await documentsOf(order);
    expect(articleRows(document).map((row) => row["Quantity"])).toEqual([5]);
    expect(document?.["DeliveryCustomerName"]).toBe("The neighbours");
  });
});
