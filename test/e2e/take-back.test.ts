/**
 * What was made on the first day, on days, or with a version of the settings, taken back: the
 * preview says what would go and what stays, the run takes exactly that, and nothing of it is
 * booked again by itself.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { BackfillOrderPage, BackfillView } from "../../src/sync/contract/index.ts";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { WAIT_MS } from "../support/patience.ts";
import { lineAt, newCompany } from "../support/sweeps.ts";
import { movedBy, voucherTenant, vouchersOf } from "../support/vouchers.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
});

afterEach(async () => {
  await bridge.control("eaccounting", "DELETE", "/faults");
  await bridge.ask("POST", `/tenants/${tenant.id}/pause`, {});
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

type Placed = Json & { id: number; orderNumber: string };

async function fresh(orders: Json = {}): Promise<void> {
  tenant = await newCompany(
    bridge,
    { startLine: await lineAt(bridge, -1_000), ...orders },
    { schedules: { orders: "never" } },
  );
  await bridge.advance(1_000);
}

async function booked(): Promise<Placed> {
  const order = (await bridge.place({
    ...companyBuyer(`Taken${(n += 1)}`),
    lines: [mug(2)],
  })) as Placed;
  expect((await bridge.book(tenant, order.id)).job.outcome).toBe("booked");
  return order;
}

const post = async (path: string, body?: Json): Promise<string> =>
  String((await bridge.ask("POST", `/tenants/${tenant.id}${path}`, body))["id"]);
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
  await vi.waitUntil(
    async () => {
      const { state } = await view(id);
      if (["done", "cancelled", "failed", "undone"].includes(state)) return true;
      const { jobs } = await bridge.health(tenant.id);
      if (jobs.waiting > 0 && jobs.queued + jobs.running === 0) await bridge.advance(60_000);
      return false;
    },
    { timeout: WAIT_MS, interval: 200 },
  );
  return view(id);
}

const count = async (order: Placed): Promise<number> =>
  (await bridge.ordersOf(order.orderNumber, tenant.company)).length;
const inLedger = async (order: Placed, change: Json): Promise<void> => {
  const [document] = await bridge.ordersOf(order.orderNumber, tenant.company);
  await bridge.control(
    "eaccounting",
    "PATCH",
    `/orders/${String(document?.["Id"])}?company=${encodeURIComponent(tenant.company)}`,
    change,
  );
};
const version = async (): Promise<number> =>
  Number((await bridge.ask("GET", `/tenants/${tenant.id}/settings`))["version"]);

describe("taking back", () => {
  test("by a version of the settings: the preview writes nothing and says what stays and why; the run takes the rest, and an event doesn't book it again", async () => {
    await fresh();
    const before = await booked();
    await bridge.reconfigure(tenant, { orders: { tolerance: "0.01" } });
    const wrong = await version();
    const [gone, shipped, other] = [await booked(), await booked(), await booked()];
    await bridge.reconfigure(tenant, { orders: { tolerance: "0.02" } });
    const after = await booked();
    await inLedger(shipped, { Status: 3 });
    const choices = await bridge.ask("GET", `/tenants/${tenant.id}/take-backs`);
    expect((choices["versions"] as Json[]).map((one) => [one["version"], one["orders"]])).toEqual(
      expect.arrayContaining([
        [wrong, 3],
        [wrong + 1, 1],
      ]),
    );
    expect((choices["firstDay"] as Json)["orders"]).toBe(5);

    let dry = "";
    const calls = await bridge.counting(async () => {
      dry = await post("/take-backs", { scope: { of: "settings", version: wrong } });
      await over(dry);
    });
    expect(
      Object.keys(calls).filter((route) => /^(POST|PUT|DELETE) \/v[12]\//.test(route)),
    ).toEqual([]);
    expect(await view(dry)).toMatchObject({
      dryRun: true,
      state: "done",
      verdicts: { "would-remove": 2, remains: 1 },
      takeBack: { of: "settings", version: wrong },
    });
    const stays = (await ordersOf(dry)).find((one) => one.verdict === "remains");
    expect([stays?.key, stays?.reasons[0]?.code]).toEqual([
      `order:${shipped.id}`,
      "document-shipped",
    ]);
    expect((await bridge.ask("GET", `/tenants/${tenant.id}/attention`))["jobs"]).toEqual([]);

    const run = await post("/take-backs", { dryRunId: dry });
    expect(await over(run)).toMatchObject({
      dryRun: false,
      of: dry,
      state: "undone",
      verdicts: { removed: 2 },
    });
    expect(await Promise.all([before, gone, shipped, other, after].map(count))).toEqual([
      1, 0, 1, 0, 1,
    ]);
    // Told of again, it stays as it is, and says why.
    const told = await bridge.book(tenant, gone.id, "order.updated");
    expect([told.job.outcome, codesOf(told.job)[0]]).toEqual(["skipped", "taken-back"]);
    expect(await count(gone)).toBe(0);

    // One by a person's word, on its page; and once it stands it is an order like any other.
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${told.job.id}/book-again`);
    await bridge.until(async () => (await count(gone)) === 1, "it is booked again");
    await bridge.edit(gone.id, { lines: [mug(5)] });
    expect((await bridge.book(tenant, gone.id, "order.updated")).job.outcome).toBe("updated");

    // The rest together: a dry run, and a back-fill over it.
    const tried = await post(`/backfills/${run}/again`);
    expect((await over(tried)).verdicts).toEqual({ "would-book": 1 });
    const { from, to } = await view(tried);
    const refilled = await post("/backfills", { from, to, dryRun: false, dryRunId: tried });
    expect((await over(refilled)).verdicts).toEqual({ booked: 1 });
    expect(await Promise.all([before, gone, shipped, other, after].map(count))).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });

  test("by days and by the first day: what nobody made is refused, a dry run is used once, and not after the settings changed or in trial mode", async () => {
    await fresh();
    const refusal = async (body: Json) => {
      const { status, body: problem } = await bridge.api(
        "POST",
        `/tenants/${tenant.id}/take-backs`,
        body,
      );
      return [status, problem["kind"]];
    };
    expect(await refusal({ scope: { of: "first-day" } })).toEqual([409, "nothing-made"]);
    const orders = [await booked(), await booked()];
    expect(await refusal({ scope: { of: "days", from: "2001-01-01", to: "2001-02-01" } })).toEqual([
      409,
      "nothing-made",
    ]);
    expect(await refusal({ dryRunId: "b000099" })).toEqual([404, "not-found"]);
    const first = await post("/take-backs", { scope: { of: "first-day" } });
    expect((await over(first)).verdicts).toEqual({ "would-remove": 2 });
    await bridge.reconfigure(tenant, { orders: { tolerance: "0.01" } });
    expect(await refusal({ dryRunId: first })).toEqual([409, "settings-changed"]);
    const today = new Date(await bridge.now()).toISOString().slice(0, 10);
    const days = { scope: { of: "days", from: "2001-01-01", to: `${today.slice(0, 4)}-12-31` } };
    await bridge.reconfigure(tenant, { trial: true });
    const trial = await post("/take-backs", days);
    expect((await over(trial)).verdicts).toEqual({ "would-remove": 2 });
    expect(await refusal({ dryRunId: trial })).toEqual([409, "trial"]);
    await bridge.reconfigure(tenant, { trial: false });
    const dry = await post("/take-backs", days);
    await over(dry);
    const run = await post("/take-backs", { dryRunId: dry });
    expect((await over(run)).verdicts).toEqual({ removed: 2 });
    expect(await refusal({ dryRunId: dry })).toEqual([409, "dry-run-used"]);
    expect(await Promise.all(orders.map(count))).toEqual([0, 0]);
  });

  test("a sales order that is invoiced between the preview and the run stays, is told so, and is no item", async () => {
    await fresh();
    const [gone, kept] = [await booked(), await booked()];
    const dry = await post("/take-backs", { scope: { of: "first-day" } });
    expect((await over(dry)).verdicts).toEqual({ "would-remove": 2 });
    const [document] = await bridge.ordersOf(kept.orderNumber, tenant.company);
    await bridge.control(
      "eaccounting",
      "POST",
      `/orders/${String(document?.["Id"])}/convert?company=${encodeURIComponent(tenant.company)}`,
    );
    const run = await post("/take-backs", { dryRunId: dry });
    expect((await over(run)).verdicts).toEqual({ removed: 1, remains: 1 });
    const row = (await ordersOf(run)).find(({ key }) => key === `order:${kept.id}`);
    expect(row?.reasons.map(({ code }) => code)).toEqual(["undo-invoiced-stays"]);
    expect(await Promise.all([gone, kept].map(count))).toEqual([0, 1]);
    expect((await bridge.ask("GET", `/tenants/${tenant.id}/attention`))["jobs"]).toEqual([]);
  });

  test("a deletion whose answer is lost is in doubt like every other write: read again, and the order stays gone", async () => {
    await fresh();
    const order = await booked();
    const dry = await post("/take-backs", { scope: { of: "first-day" } });
    expect((await over(dry)).verdicts).toEqual({ "would-remove": 1 });
    await bridge.fault("eaccounting", {
      route: "DELETE /v2/orders/{id}",
      kind: "commit-then-drop",
    });
    const calls = await bridge.counting(async () => {
      const run = await post("/take-backs", { dryRunId: dry });
      expect((await over(run)).verdicts).toEqual({ removed: 1 });
    });
    expect(Object.keys(calls).filter((route) => /^(POST|PUT) \/v2\//.test(route))).toEqual([]);
    expect(await count(order)).toBe(0);
  });

  test("a voucher is taken back by another one, and isn't booked again by itself", async () => {
    tenant = await voucherTenant(bridge);
    await bridge.control("eaccounting", "PUT", "/books", { checkEachWrite: true });
    const order = (await bridge.place({
      ...companyBuyer(`Taken${(n += 1)}`),
      lines: [mug(2)],
    })) as Placed;
    const made = await bridge.book(tenant, order.id);
    expect(made.job.outcome).toBe("booked");
    const dry = await post("/take-backs", {
      scope: { of: "settings", version: made.job.settingsVersion ?? 0 },
    });
    expect((await over(dry)).verdicts).toEqual({ "would-remove": 1 });
    expect(await vouchersOf(bridge, order.orderNumber)).toHaveLength(1);
    const run = await post("/take-backs", { dryRunId: dry });
    expect((await over(run)).verdicts).toEqual({ removed: 1 });
    const vouchers = await vouchersOf(bridge, order.orderNumber);
    expect(vouchers).toHaveLength(2);
    expect(Object.values(movedBy(vouchers)).filter((amount) => Number(amount) !== 0)).toEqual([]);
    const told = await bridge.book(tenant, order.id, "order.updated");
    expect([told.job.outcome, codesOf(told.job)[0]]).toEqual(["skipped", "taken-back"]);
  });
});
