/**
 * Past orders, booked on purpose: what a dry run shows, what the run books, and what can be taken
 * back.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { BackfillOrderPage, BackfillView } from "../../src/sync/contract/index.ts";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, grossOf, mug } from "../support/orders.ts";
import { WAIT_MS } from "../support/patience.ts";
import { DAY, lineAt, newCompany } from "../support/sweeps.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
});

afterEach(() => bridge.ask("POST", `/tenants/${tenant.id}/pause`, {}));

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Placed = Json & { id: number; orderNumber: string };
/** Each test has days of its own: all tenants read one shop. */
let first = 0;
const day = async (offset = 0): Promise<string> =>
  new Date((await bridge.now()) - (first - offset) * DAY).toISOString().slice(0, 10);
const past = async (change: Json = {}): Promise<Placed> =>
  bridge.place({
    ...companyBuyer(`Past${(n += 1)}`),
    lines: [mug(2)],
    date: `${await day(1)}T10:00:00`,
    ...change,
  });

async function fresh(orders: Json = {}): Promise<Tenant> {
  first += 20;
  tenant = await newCompany(
    bridge,
    { startLine: await lineAt(bridge, 0), ...orders },
    { schedules: { orders: "never" } },
  );
  return tenant;
}

const begin = async (dryRunId?: string): Promise<string> => {
  const body = {
    from: await day(0),
    to: await day(3),
    dryRun: dryRunId === undefined,
    ...(dryRunId === undefined ? {} : { dryRunId }),
  };
  return String((await bridge.ask("POST", `/tenants/${tenant.id}/backfills`, body))["id"]);
};
const view = async (id: string): Promise<BackfillView> =>
  (await bridge.ask("GET", `/tenants/${tenant.id}/backfills/${id}`)) as unknown as BackfillView;
const ordersOf = async (id: string): Promise<BackfillOrderPage["orders"]> =>
  (
    (await bridge.ask(
      "GET",
      `/tenants/${tenant.id}/backfills/${id}/orders`,
    )) as unknown as BackfillOrderPage
  ).orders;

async function over(id: string): Promise<BackfillView> {
  // Looked at now and then only: a look costs what an order costs.
  await vi.waitUntil(
    async () => {
      const { state } = await view(id);
      if (["done", "cancelled", "failed", "undone"].includes(state)) return true;
      const { jobs } = await bridge.health(tenant.id);
      if (jobs.waiting > 0 && jobs.queued + jobs.running === 0) await bridge.advance(1_000);
      return false;
    },
    { timeout: WAIT_MS, interval: 300 },
  );
  return view(id);
}

const writes = (calls: Readonly<Record<string, number>>): readonly string[] =>
  Object.keys(calls).filter((route) => /^(POST|PUT|DELETE) \/v[12]\//.test(route));
const documents = async (orders: readonly Placed[]): Promise<number[]> =>
  Promise.all(
    orders.map(async (order) => (await bridge.ordersOf(order.orderNumber, tenant.company)).length),
  );

describe("a back-fill", () => {
  test("is shown by a dry run that writes nothing, and then books what that would book, and nothing else", async () => {
    await fresh();
    const good = [
      await past(),
      await past(),
      await past({ lines: [{ articleCode: "MUG", quantity: 1, price: 10.01 }] }),
    ];
    const byHand = await past({ orderNumber: "HAND-2001" });
    const missing = await past({
      lines: [{ articleCode: "NO-SUCH-THING", quantity: 1, price: 5 }],
    });
    const later = await past({ date: `${await day(9)}T10:00:00` });
    await bridge.control(
      "eaccounting",
      "POST",
      `/orders?company=${encodeURIComponent(tenant.company)}`,
      { YourReference: "web HAND-2001", Rows: [{ ArticleNumber: "MUG" }] },
    );

    let dryRun = "";
    const calls = await bridge.counting(async () => {
      dryRun = await begin();
      await over(dryRun);
    });
    expect(writes(calls)).toEqual([]);
    expect(await view(dryRun)).toMatchObject({
      dryRun: true,
      state: "done",
      total: 5,
      done: 5,
      verdicts: { "would-book": 3, held: 2 },
    });
    const shown = await ordersOf(dryRun);
    expect(shown.find((order) => order.key === `order:${byHand.id}`)?.reasons[0]?.code).toBe(
      "perhaps-booked-by-hand",
    );
    expect(shown.find((order) => order.key === `order:${missing.id}`)?.reasons[0]?.code).toBe(
      "article-not-found",
    );
    // It reports and asks nobody: nothing of it waits for a person.
    expect((await bridge.ask("GET", `/tenants/${tenant.id}/attention`))["jobs"]).toEqual([]);
    expect((await bridge.ask("GET", `/tenants/${tenant.id}/alerts`))["alerts"]).toEqual([]);
    // The plan itself stands in the job's timeline, line by line.
    const { timeline } = await bridge.timeline(
      tenant.id,
      String(shown.find((order) => order.key === `order:${good[0]?.id}`)?.jobId),
    );
    expect(timeline.some((entry) => entry.what === "plan")).toBe(true);
    expect(await documents([...good, byHand, missing, later])).toEqual([0, 0, 0, 0, 0, 0]);

    const run = await begin(dryRun);
    expect(await over(run)).toMatchObject({
      dryRun: false,
      of: dryRun,
      state: "done",
      total: 3,
      done: 3,
      verdicts: { booked: 3 },
    });
    expect(await documents([...good, byHand, missing, later])).toEqual([1, 1, 1, 0, 0, 0]);
    for (const order of good)
      expect(grossOf((await bridge.ordersOf(order.orderNumber, tenant.company))[0])).toBe(
        Number(order["amountInclVat"]).toFixed(2),
      );
    // An edit of what was booked so is followed like any other.
    const [edited] = good;
    await bridge.edit(edited?.id ?? 0, { lines: [mug(5)] });
    expect((await bridge.book(tenant, edited?.id ?? 0, "order.updated")).job.outcome).toBe(
      "updated",
    );
  });

  test("attaches the PDFs that booked orders lack, as its dry run said, and takes none of their documents back", async () => {
    await fresh();
    const placed = [await past(), await past()];
    const booking = await begin();
    await over(booking);
    await over(await begin(booking));
    await bridge.reconfigure(tenant, { orders: { attachPdf: ["sales-order"] } });
    const dryRun = await begin();
    expect((await over(dryRun)).verdicts).toEqual({ "would-attach": 2 });
    const run = await begin(dryRun);
    expect((await over(run)).verdicts).toEqual({ attached: 2 });
    const files = (await bridge.ledger(tenant.company))["salesdocumentattachments"] ?? [];
    const names = files.map((file) => String(file["OriginalFilename"]).replace(/-.*/, ""));
    expect(names.sort()).toEqual(placed.map(({ orderNumber }) => orderNumber).sort());
    const undo = await bridge.api("POST", `/tenants/${tenant.id}/backfills/${run}/undo`, {});
    expect([undo.status, undo.body["kind"]]).toEqual([409, "nothing-to-undo"]);
    expect(await documents(placed)).toEqual([1, 1]);
    const again = await begin();
    expect((await over(again)).verdicts).toEqual({ already: 2 });
  });

  test("isn't begun without its dry run, nor after the settings have changed, nor twice", async () => {
    await fresh();
    await past();
    const body = { from: await day(0), to: await day(3), dryRun: false };
    const refused = async (change: Json) => {
      const { status, body: problem } = await bridge.api(
        "POST",
        `/tenants/${tenant.id}/backfills`,
        { ...body, ...change },
      );
      return [status, problem["kind"] ?? (problem["errors"] as Json[])[0]?.["path"]];
    };
    expect(await refused({})).toEqual([400, "dryRunId"]);
    expect(await refused({ dryRunId: "b000099" })).toEqual([404, "not-found"]);
    const dryRun = await begin();
    await over(dryRun);
    await bridge.reconfigure(tenant, { orders: { tolerance: "0.01" } });
    expect(await refused({ dryRunId: dryRun })).toEqual([409, "settings-changed"]);
    const again = await begin();
    await over(again);
    const run = await begin(again);
    await over(run);
    expect(await refused({ dryRunId: again })).toEqual([409, "dry-run-used"]);
  });

  test("of two hundred orders doesn't hold up live ones, and books each once", async () => {
    await fresh();
    const { firstId } = (await bridge.control("asperion", "POST", "/seed/orders", {
      count: 200,
      debtorId: 203,
      order: { currencyCode: "SEK", date: `${await day(1)}T10:00:00`, lines: [mug()] },
    })) as { firstId: number };
    const dryRun = await begin();
    expect((await over(dryRun)).verdicts).toEqual({ "would-book": 200 });
    const run = await begin(dryRun);
    await vi.waitUntil(async () => (await view(run)).done >= 20, {
      timeout: WAIT_MS,
      interval: 300,
    });
    const live = await Promise.all(
      Array.from({ length: 5 }, () =>
        bridge.place({ ...companyBuyer(`Live${(n += 1)}`), lines: [mug()] }),
      ),
    );
    const asked = performance.now();
    await Promise.all(live.map((order) => bridge.book(tenant, order.id)));
    const tookMs = Math.round(performance.now() - asked);
    const midway = await view(run);
    expect(midway.state).toBe("running");
    expect(midway.done).toBeLessThan(200);
    expect(midway.perMinute).toBeGreaterThan(0);
    expect(midway.secondsLeft).toBeGreaterThan(0);
    console.info(
      `five live orders amid a back-fill: ${tookMs} ms; ${midway.done} of 200 done, ${midway.perMinute} a minute`,
    );
    expect(await documents(live as Placed[])).toEqual([1, 1, 1, 1, 1]);
    expect((await over(run)).verdicts).toEqual({ booked: 200 });
    const { orders } = await bridge.ledger(tenant.company, "orders");
    const each = Array.from(
      { length: 200 },
      (_, index) =>
        (orders ?? []).filter((document) =>
          String(document["OurReference"]).startsWith(`${firstId + index} #`),
        ).length,
    );
    expect(each.filter((count) => count !== 1)).toEqual([]);
  });

  test("that is cancelled begins nothing more; what it made is taken back, but for what a person went on with meanwhile", async () => {
    await fresh();
    const orders: Placed[] = [];
    for (let index = 0; index < 60; index += 1) orders.push(await past());
    const dryRun = await begin();
    await over(dryRun);
    const run = await begin(dryRun);
    await bridge.until(async () => (await view(run)).done >= 3, "some are booked");
    await bridge.ask("POST", `/tenants/${tenant.id}/backfills/${run}/cancel`);
    const cancelled = await over(run);
    const booked = cancelled.verdicts["booked"] ?? 0;
    expect(cancelled).toMatchObject({ state: "cancelled", total: 60, done: 60 });
    expect(cancelled.verdicts["cancelled"]).toBe(60 - booked);
    expect(booked).toBeLessThan(60);
    const made = async () => (await documents(orders)).reduce((sum, count) => sum + count, 0);
    expect(await made()).toBe(booked);
    // An order that was let across the line isn't any more: it is one of the past again.
    const left = (await ordersOf(run)).find((order) => order.verdict === "cancelled");
    expect((await bridge.book(tenant, Number(left?.key.slice("order:".length)))).job.outcome).toBe(
      "before-start",
    );

    const { orders: inLedger } = await bridge.ledger(tenant.company, "orders");
    const shipped = (inLedger ?? []).find((document) =>
      /#[A-Z2-7]{8}$/.test(String(document["OurReference"])),
    );
    await bridge.control(
      "eaccounting",
      "PATCH",
      `/orders/${String(shipped?.["Id"])}?company=${encodeURIComponent(tenant.company)}`,
      { Status: 3 },
    );
    expect(await bridge.ask("POST", `/tenants/${tenant.id}/backfills/${run}/undo`)).toEqual({
      documents: booked,
    });
    const undone = await over(run);
    expect(undone).toMatchObject({
      state: "undone",
      verdicts: { removed: booked - 1, remains: 1 },
    });
    expect(await made()).toBe(1);
    const remains = (await ordersOf(run)).filter((order) => order.verdict === "remains");
    expect(remains.map((order) => order.reasons[0]?.code)).toEqual(["document-shipped"]);
  });
});

test("on its first live day a tenant makes no more documents than it allows, and goes on when the limit is lifted or the day is over", async () => {
  await fresh({ firstDayLimit: 2 });
  const place = () => bridge.place({ ...companyBuyer(`Careful${(n += 1)}`), lines: [mug()] });
  await bridge.advance(1_000);
  const orders: Placed[] = [];
  for (let index = 0; index < 2; index += 1) {
    const order = await place();
    expect((await bridge.book(tenant, order.id)).job.outcome).toBe("booked");
    orders.push(order);
  }
  for (let index = 0; index < 2; index += 1) {
    const order = await place();
    await bridge.webhook(tenant, order.id);
    expect(codesOf(await bridge.newest(tenant, `order:${order.id}`))).toEqual(["first-day-limit"]);
    orders.push(order);
  }
  expect(await documents(orders)).toEqual([1, 1, 0, 0]);
  // What was made is kept in step all the same.
  await bridge.edit(orders[0]?.id ?? 0, { lines: [mug(3)] });
  expect((await bridge.book(tenant, orders[0]?.id ?? 0, "order.updated")).job.outcome).toBe(
    "updated",
  );
  await bridge.reconfigure(tenant, { orders: { firstDayLimit: 3 } });
  await bridge.until(
    async () => (await documents(orders)).reduce((sum, count) => sum + count, 0) === 3,
    "one more is made",
  );
  await bridge.advance(DAY);
  await bridge.until(
    async () => (await documents(orders)).every((count) => count === 1),
    "the day is over and all are made",
  );
});

test("a flow that is stopped keeps what comes in while others go on, and does it when it goes on", async () => {
  await fresh();
  await bridge.advance(1_000);
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/orders/pause`, { note: "stocktaking" });
  const order = await bridge.place({ ...companyBuyer(`Kept${(n += 1)}`), lines: [mug()] });
  await bridge.webhook(tenant, order.id);
  const waiting = await bridge.newest(tenant, `order:${order.id}`);
  expect([waiting.wait, codesOf(waiting)]).toEqual(["pause", ["flow-paused"]]);
  const { jobIds } = (await bridge.ask("POST", `/tenants/${tenant.id}/flows/lookups/run`)) as {
    jobIds: string[];
  };
  expect((await bridge.finished(tenant, String(jobIds[0]))).job.outcome).toBe("updated");
  const health = await bridge.health(tenant.id);
  expect(health.stoppedFlows["orders"]).toMatchObject({ note: "stocktaking" });
  expect(health.works.find((work) => work.name === "order-sweep")?.nextRun).toBeNull();
  expect(health.works.find((work) => work.name === "lookups")?.nextRun).toEqual(expect.any(Number));
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/orders/resume`);
  expect((await bridge.resolved(tenant, `order:${order.id}`)).job.outcome).toBe("booked");
});
