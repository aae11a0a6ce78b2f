/**
 * A credit waits for the order that it takes back, however that order's job ends: it looks again at
 * once, not an hour later.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { type NodeTenant, NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const HOUR = 3_600_000;
const NOTHING = { settlements: [], documents: [], kinds: {}, links: [], lists: {}, memory: {} };
const PUT_DOWN = {
  wait: "key",
  waitsFor: "order:1",
  dueMs: HOUR,
  reasons: [reason("credit-waits-for-original", { order: "1" })],
  capability: null,
  countsAsTry: false,
  timeline: null,
  people: [],
} as const;

/** A credit that was put down to wait for the order's job. */
async function world(order: jobs.Change) {
  const tenant = await tenantInNode();
  const made = (key: string): string =>
    jobs.create(tenant.sql, {
      key,
      flow: "orders",
      lane: "live",
      type: "order.created",
      due: NOW,
      now: NOW,
    }).id;
  const [original, credit] = [made("order:1"), made("order:2")];
  const claimed = await tenant.object.runner.claim(TENANT, credit);
  if (claimed.kind !== "run") throw new Error(claimed.kind);
  const ref = { tenantId: TENANT, jobId: credit, claimNo: claimed.claim.claimNo };
  await tenant.object.runs.park(ref, NOTHING, PUT_DOWN);
  jobs.update(tenant.sql, original, order, NOW);
  return { ...tenant, original, credit, due: () => jobs.byId(tenant.sql, credit)?.due };
}

const ENDS: Readonly<
  Record<
    string,
    {
      readonly order: jobs.Change;
      readonly end: (tenant: NodeTenant & { readonly original: string }) => Promise<unknown>;
    }
  >
> = {
  "is skipped by a person": {
    order: { status: "done", outcome: "held", due: null },
    end: ({ object, original }) => object.jobs.skip(TENANT, original, "anna", ""),
  },
  "is buried, as it was claimed three times in vain": {
    order: { failed_attempts: 3 },
    end: ({ object, original }) => object.runner.claim(TENANT, original),
  },
  "is buried, as its planning died": {
    order: { plan_failures: 2 },
    end: ({ object, original }) => object.runner.claim(TENANT, original),
  },
  "is dropped with its back-fill": {
    order: { lane: "back-fill" },
    end: async ({ object, sql, original }) => {
      run(
        sql,
        "INSERT INTO backfills (id, of, from_day, to_day, state, settings_version, actor, created_at) VALUES ('b1', 'b0', '2026-09-01', '2026-09-30', 'running', 1, 'anna', 1)",
      );
      run(
        sql,
        "INSERT INTO backfill_orders (backfill, key, dated, state, job_id) VALUES ('b1', 'order:1', '2026-09-01', 'open', ?)",
        original,
      );
      expect(backfills.cancel(object.inside(), "b1")).toEqual({ ok: true });
    },
  },
};

test.each(Object.entries(ENDS))("one whose order %s", async (_how, { order, end }) => {
  const tenant = await world(order);
  expect(tenant.due()).toBe(NOW + HOUR);
  tenant.clock.at += 5_000;
  await end(tenant);
  expect(tenant.due()).toBe(NOW + 5_000);
});

test("one whose order is on hold is told of until it goes on, whatever it said before", async () => {
  const tenant = await world({ status: "done", outcome: "held", due: null });
  const alerts = () =>
    all<{ id: string; reason: string }>(
      tenant.sql,
      "SELECT id, reason FROM alerts WHERE resolved_at IS NULL",
    ).map(({ id, reason: why }) => [id, (JSON.parse(why) as { code: string }).code]);
  expect(alerts()).toEqual([]);
  const claim = async () => {
    tenant.clock.at += HOUR;
    const claimed = await tenant.object.runner.claim(TENANT, tenant.credit);
    if (claimed.kind !== "run") throw new Error(claimed.kind);
    return { tenantId: TENANT, jobId: tenant.credit, claimNo: claimed.claim.claimNo };
  };
  await tenant.object.runs.park(await claim(), NOTHING, {
    ...PUT_DOWN,
    reasons: [reason("credit-original-on-hold", { order: "1" })],
  });
  expect(alerts()).toEqual([["job order:2", "credit-original-on-hold"]]);
  await tenant.object.runs.complete(await claim(), NOTHING, {
    outcome: "booked",
    reasons: [],
    label: "2",
    figures: null,
    timeline: null,
    people: [],
  });
  expect(alerts()).toEqual([]);
});
