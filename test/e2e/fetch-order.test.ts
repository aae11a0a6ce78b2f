/**
 * One order by its number or id: shown by the engine's own dry run, and booked from there, also
 * across the start line.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { DAY, lineAt, newCompany } from "../support/sweeps.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
  tenant = await newCompany(
    bridge,
    { startLine: await lineAt(bridge, -1_000) },
    { schedules: { orders: "never" } },
  );
  await bridge.advance(1_000);
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Placed = Json & { id: number; orderNumber: string };
const place = async (change: Json = {}): Promise<Placed> =>
  (await bridge.place({
    ...companyBuyer(`Fetched${(n += 1)}`),
    lines: [mug(2)],
    ...change,
  })) as Placed;
const count = async (order: Placed): Promise<number> =>
  (await bridge.ordersOf(order.orderNumber, tenant.company)).length;
const fetched = (orderNumber: string) =>
  bridge.api("POST", `/tenants/${tenant.id}/dry-run`, { orderNumber });
const book = (jobId: string) => bridge.api("POST", `/tenants/${tenant.id}/jobs/${jobId}/book`);
const jobOf = (body: Json): Json & { id: string } => body["job"] as Json & { id: string };

test("is found by its number as people write it, else by its id, and nothing is written by that", async () => {
  const order = await place({ orderNumber: "W-77" });
  const longer = await place({ orderNumber: "W-771" });
  const calls = await bridge.counting(async () => {
    for (const text of ["W-77", "#w-77", "order W-77", String(order.id)]) {
      const { status, body } = await fetched(text);
      expect([status, jobOf(body)["key"], (body["requests"] as Json[]).length > 0]).toEqual([
        200,
        `dry-run:asked:${order.id}`,
        true,
      ]);
    }
  });
  expect(Object.keys(calls).filter((route) => /^(POST|PUT|DELETE) \/v[12]\//.test(route))).toEqual(
    [],
  );
  expect(jobOf((await fetched("W-771")).body)["key"]).toBe(`dry-run:asked:${longer.id}`);
  const missing = await fetched("W-7");
  expect([missing.status, missing.body["kind"]]).toEqual([404, "no-such-order"]);
});

test("is booked from its dry run, once; and not after the settings changed", async () => {
  const [order, other] = [await place(), await place()];
  const shown = jobOf((await fetched(order.orderNumber)).body);
  const { status, body } = await book(shown.id);
  expect(status).toBe(202);
  const { job } = await bridge.finished(tenant, String(body["jobId"]));
  expect([job.key, job.outcome]).toEqual([`order:${order.id}`, "booked"]);
  expect(await count(order)).toBe(1);
  // What stands already would not be booked.
  const again = jobOf((await fetched(order.orderNumber)).body);
  expect((await book(again.id)).body["kind"]).toBe("would-not-book");
  const old = jobOf((await fetched(other.orderNumber)).body);
  await bridge.reconfigure(tenant, { orders: { tolerance: "0.01" } });
  expect((await book(old.id)).body["kind"]).toBe("settings-changed");
  expect((await book("j999999999")).status).toBe(404);
  expect(await count(other)).toBe(0);
});

test("from before the start line crosses it, once, and can be taken back like any past order", async () => {
  const date = new Date((await bridge.now()) - 40 * DAY).toISOString().slice(0, 10);
  const order = await place({ date: `${date}T10:00:00` });
  expect((await bridge.book(tenant, order.id)).job.outcome).toBe("before-start");
  const shown = jobOf((await fetched(String(order.id))).body);
  const { body } = await book(shown.id);
  expect((await bridge.finished(tenant, String(body["jobId"]))).job.outcome).toBe("booked");
  expect(await count(order)).toBe(1);
  expect((await book(shown.id)).body["kind"]).toBe("dry-run-used");
  const { backfills } = (await bridge.ask("GET", `/tenants/${tenant.id}/backfills`)) as {
    backfills: { id: string; of: string; from: string; state: string }[];
  };
  expect(backfills[0]).toMatchObject({ of: shown.id, from: date });
  await bridge.until(
    async () =>
      (await bridge.ask("GET", `/tenants/${tenant.id}/backfills/${backfills[0]?.id}`))["state"] ===
      "done",
    "its list is settled",
  );
  // Edits of it are followed.
  await bridge.edit(order.id, { lines: [mug(5)] });
  expect((await bridge.book(tenant, order.id, "order.updated")).job.outcome).toBe("updated");
});

test("a document is replayed as it was edited, and a broken one says where", async () => {
  const order = await place();
  const made = await bridge.book(tenant, order.id);
  const read = made.timeline.find(
    (entry) => entry.what === "read" && entry.title.includes("SalesOrderWithLines"),
  );
  if (read === undefined) throw new Error("the order wasn't read");
  const { body } = read.detail as { body: { _data: Json[] } };
  const [document = {}] = body._data;
  const replay = (sample: Json) =>
    bridge.api("POST", `/tenants/${tenant.id}/dry-run`, { sample, acrossStartLine: true });
  const lines = (document["lines"] as { _data: Json[] })._data;
  const edited = {
    ...document,
    lines: { _data: lines.map((line) => ({ ...line, articleCode: "NO-SUCH" })) },
  };
  expect(codesOf(jobOf((await replay(edited)).body) as never)).toContain("article-not-found");
  const broken = await replay({ ...document, status: 77 });
  expect(codesOf(jobOf(broken.body) as never)).toContain("contract-broken");
  expect(await count(order)).toBe(1);
});
