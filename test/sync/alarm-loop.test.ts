/**
 * The alarm loop under a bad day: whatever is slow or silent outside, due jobs are woken when they
 * are due, and nobody is told twice. In a time of its own; alarms come as the platform's do, one
 * after the other.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { ok } from "../../src/domain/result.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import type { TenantDeps } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as noticeSecret from "../../src/sync/tenant/monitoring/notice-secret.ts";
import * as notices from "../../src/sync/tenant/monitoring/notices.ts";
import * as outbox from "../../src/sync/tenant/storage/outbox.ts";
import { hasPlansToMake } from "../../src/sync/tenant/payouts/plan/current.ts";
import { EMPTY_PLAN } from "../../src/sync/tenant/payouts/plan/steps.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";
import { everyOf } from "../support/every-of.ts";

const SECOND = 1_000;
const MINUTE = 60_000;

beforeEach(
  () => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: NOW }),
);
afterEach(() => void vi.useRealTimers());

const never = (): Promise<never> => new Promise(() => undefined);

/** Signatures are made beside the timers' time, so it passes in small steps. */
async function passes(ms: number, until: () => boolean): Promise<void> {
  for (let passed = 0; passed < ms && !until(); passed += 50) {
    await vi.advanceTimersByTimeAsync(50);
    // Those that were begun are made before one that is begun now.
    await crypto.subtle.digest("SHA-512", new Uint8Array(1));
    await new Promise((resolve) => void setImmediate(resolve));
  }
  expect(until()).toBe(true);
}

const after = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** With an alarm that comes: never two at once, and the newest that was set counts. */
async function object(over: Partial<TenantDeps> = {}) {
  const woken: { at: number; jobId: string }[] = [];
  const alarm = { ticks: 0, under: false, at: null as number | null };
  const ring = async (): Promise<void> => {
    if (alarm.at === null || alarm.at > Date.now() || alarm.under) return;
    alarm.at = null;
    alarm.under = true;
    alarm.ticks += 1;
    await world.object.alarm().finally(() => void (alarm.under = false));
    await ring();
  };
  const world = await tenantInNode(
    {
      clock: { now: () => Date.now() },
      wake: async (messages) =>
        void woken.push(...messages.map(({ jobId }) => ({ at: Date.now(), jobId }))),
      ...over,
    },
    (at) => {
      alarm.at = at;
      setTimeout(() => void ring(), Math.max(0, at - Date.now()));
    },
  );
  /** A job that waits until then, and nobody's event that would look at it. */
  const due = (id: string, at: number): string => {
    const job = jobs.create(world.sql, {
      key: `order:${id}`,
      flow: "orders",
      lane: "live",
      type: "order.created",
      due: at,
      now: NOW,
    });
    return job.id;
  };
  const webhooks = async (n: number, everyMs: number): Promise<void> => {
    for (let order = 0; order < n; order += 1) {
      const accepted = world.object.inbox.accept(TENANT, {
        eventId: `e${order}`,
        type: "order.created",
        key: `order:${order}`,
        flow: "orders",
      });
      await vi.advanceTimersByTimeAsync(everyMs);
      await accepted;
    }
  };
  return { ...world, woken, alarm, due, webhooks };
}

/** Jobs come, run and end, as a day of orders does: each end is a row for D1. */
async function day(
  { object: tenant, webhooks, sql }: Awaited<ReturnType<typeof object>>,
  orders: number,
): Promise<void> {
  await webhooks(orders, 1);
  for (let order = 0; order < orders; order += 1) {
    const job = jobs.openFor(sql, `order:${order}`);
    const claimed = job === null ? null : await tenant.runner.claim(TENANT, job.id);
    if (claimed?.kind !== "run") continue;
    // Something that D1 is told of: over with the job's end.
    alerts.raise(sql, `job order:${order}`, reason("poison"), claimed.claim.jobId, NOW);
    await tenant.runs.complete(
      { tenantId: TENANT, jobId: claimed.claim.jobId, claimNo: claimed.claim.claimNo },
      { settlements: [], documents: [], kinds: {}, links: [], lists: {}, memory: {} },
      { outcome: "booked", reasons: [], label: null, figures: null, timeline: null, people: [] },
    );
    await vi.advanceTimersByTimeAsync(20);
  }
}

describe("D1 that is slow", () => {
  test("is told of each thing once or twice, one batch at a time, however often the object is woken", async () => {
    const batches = { now: 0, most: 0, rows: 0 };
    const world = await object({
      project: async (_tenant, rows) => {
        batches.rows += rows.length;
        batches.most = Math.max(batches.most, (batches.now += 1));
        await after(SECOND);
        batches.now -= 1;
      },
    });
    await day(world, 100);
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect([batches.most, outbox.lag(world.sql).rows]).toEqual([1, 0]);
    // A row for each of the hundred that ended, and what was told of meanwhile again.
    expect(batches.rows).toBeGreaterThanOrEqual(100);
    expect(batches.rows).toBeLessThanOrEqual(200);
  });
});

/** What may hang: each alone, for as long as the test lasts. */
const SILENT: Readonly<Record<string, Partial<TenantDeps>>> = {
  "D1, asked to take the projection,": { project: never },
  "D1, asked to note a key, a deadline or anything else,": {
    project: never,
    noteKey: never,
    noteDeadline: never,
    forgetKeys: never,
  },
  "the mail": { mail: never },
  "somebody's webhook receiver": { post: never },
  "the queue": { wake: never },
  "the gate": { gate: () => ({ lease: never, penalize: never, view: never }) },
};

describe("that is silent keeps no due job waiting:", () => {
  test.each(Object.entries(SILENT).filter(([what]) => what !== "the queue"))(
    "%s",
    async (_what, silent) => {
      const world = await object(silent);
      const settings = defaultSettings();
      await world.object.admin.configure(TENANT, {
        administrationId: 1,
        version: 2,
        settings: {
          ...settings,
          orders: { ...settings.orders, enabled: true, startLine: "2026-01-01T00:00:00Z" },
          notifications: {
            ...settings.notifications,
            emails: ["a@b.nl"],
            webhook: "https://hooks.nl/a",
          },
        },
      });
      await noticeSecret.make(world.object.inside());
      for (let n = 0; n < 10; n += 1)
        alerts.raise(
          world.sql,
          `job order:${n}`,
          reason("article-not-found", { sku: "MUG" }),
          "j1",
          NOW,
        );
      const looked = world.due("99", NOW);
      jobs.update(
        world.sql,
        looked,
        { status: "waiting", wait: "rate", due: NOW + 90 * MINUTE },
        NOW,
      );
      const first = world.due("1", NOW + 3 * MINUTE);
      const second = world.due("2", NOW + 4 * MINUTE);
      await vi.advanceTimersByTimeAsync(5 * MINUTE);
      const lateness = [first, second].map(
        (id, n) =>
          (world.woken.find(({ jobId }) => jobId === id)?.at ?? Infinity) -
          (NOW + (3 + n) * MINUTE),
      );
      expect(
        everyOf(lateness, (ms) => ms >= 0 && ms <= SECOND),
        lateness.join(", "),
      ).toBe(true);
      // Nor does the alarm spin meanwhile.
      expect(world.alarm.ticks).toBeLessThan(120);
      expect(world.alarm.under).toBe(false);
    },
  );

  test("the queue, which is asked again once it is heard of no more", async () => {
    const asked: number[] = [];
    const world = await object({
      wake: async (messages) => {
        if (messages.some(({ jobId }) => jobId === id)) asked.push(Date.now() - NOW);
        await never();
      },
    });
    const id = world.due("1", NOW + SECOND);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(asked.length).toBe(2);
    expect(asked[1]).toBeLessThanOrEqual(33 * SECOND);
  });

  test("orders are booked while D1 never answers, and D1 is told once it does", async () => {
    const told: string[] = [];
    const d1 = { silent: true, asked: 0 };
    const world = await object({
      project: async (_tenant, rows) => {
        d1.asked += 1;
        if (d1.silent) await never();
        told.push(
          ...rows.flatMap((row) => ("row" in row && row.table === "alerts" ? [row.row.id] : [])),
        );
      },
    });
    await day(world, 20);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(jobs.latestFor(world.sql, "order:19")).toMatchObject({
      status: "done",
      outcome: "booked",
    });
    // One batch in half a minute, and a pause: no storm.
    expect(d1.asked).toBeLessThanOrEqual(10);
    d1.silent = false;
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect([
      new Set(told).has("job order:0"),
      new Set(told).has("job order:19"),
      outbox.lag(world.sql).rows,
    ]).toEqual([true, true, 0]);
  });
});

test("ten notices to a receiver that takes its eight seconds keep a job waiting for none of them", async () => {
  const posts: number[] = [];
  const world = await object({
    post: async () => {
      posts.push(Date.now() - NOW);
      await after(8 * SECOND);
      return ok({ status: 500, headers: {}, body: null, isJson: false });
    },
  });
  const settings = defaultSettings();
  await world.object.admin.configure(TENANT, {
    administrationId: 1,
    version: 2,
    settings: {
      ...settings,
      notifications: { ...settings.notifications, webhook: "https://hooks.nl/a" },
    },
  });
  await noticeSecret.make(world.object.inside());
  for (let n = 0; n < 10; n += 1)
    alerts.raise(
      world.sql,
      `job order:${n}`,
      reason("article-not-found", { sku: "MUG" }),
      "j1",
      NOW,
    );
  const id = world.due("1", NOW + 5 * SECOND);
  await world.object.admin.tick(TENANT);
  await passes(MINUTE, () => posts.length > 1);
  expect(world.woken.find(({ jobId }) => jobId === id)?.at).toBeLessThanOrEqual(NOW + 6 * SECOND);
});

test("alarm and cron at once post each notice once", async () => {
  const ids: string[] = [];
  const world = await object({
    post: async ({ headers }) => {
      ids.push(headers?.["webhook-id"] ?? "");
      await after(100);
      return ok({ status: 200, headers: {}, body: null, isJson: false });
    },
  });
  const settings = defaultSettings();
  await world.object.admin.configure(TENANT, {
    administrationId: 1,
    version: 2,
    settings: {
      ...settings,
      notifications: { ...settings.notifications, webhook: "https://hooks.nl/a" },
    },
  });
  await noticeSecret.make(world.object.inside());
  for (let n = 0; n < 5; n += 1)
    alerts.raise(
      world.sql,
      `job order:${n}`,
      reason("article-not-found", { sku: "MUG" }),
      "j1",
      NOW,
    );
  await Promise.all([
    world.object.alarm(),
    world.object.admin.tick(TENANT),
    world.object.admin.tick(TENANT),
  ]);
  await passes(MINUTE, () => notices.waiting(world.sql) === 0);
  expect([ids.length, new Set(ids).size]).toEqual([5, 5]);
});

test("where the next instant can't be worked out, the alarm comes all the same", async () => {
  const world = await object();
  await vi.advanceTimersByTimeAsync(MINUTE);
  run(world.sql, "INSERT OR REPLACE INTO meta (k, v) VALUES ('pause', 'no JSON')");
  const before = world.alarm.ticks;
  await world.object.alarm();
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  expect(world.alarm.ticks).toBeGreaterThan(before);
  run(world.sql, "DELETE FROM meta WHERE k = 'pause'");
  const id = world.due("1", Date.now());
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(world.woken.map(({ jobId }) => jobId)).toContain(id);
});

test("a day that can't be closed is tried once a minute, and keeps nothing else waiting", async () => {
  const world = await object();
  await vi.advanceTimersByTimeAsync(MINUTE);
  run(
    world.sql,
    `INSERT INTO day_vouchers (id, day, n, rows, members, closing_at)
     VALUES ('2026-03-02-1', '2026-03-02', 1, 'no JSON', 0, 1)`,
  );
  const id = world.due("1", Date.now() + 90 * SECOND);
  const [before, from] = [world.alarm.ticks, Date.now()];
  await world.object.alarm();
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  // Its own, and those of the job that nobody takes. Without a pause it is twenty a second.
  expect(world.alarm.ticks - before).toBeGreaterThanOrEqual(9);
  expect(world.alarm.ticks - before).toBeLessThan(60);
  expect(world.woken.find(({ jobId }) => jobId === id)?.at).toBeLessThanOrEqual(from + 91 * SECOND);
});

describe("a payout's plan", () => {
  const begun = (sql: SqlStorage, body: string): void =>
    run(
      sql,
      `INSERT INTO payout_plans (payout, state, token, basis, body, at)
       VALUES ('p1', 'making', 'alarm 1', '', ?, 1)`,
      body,
    );
  const staged = (sql: SqlStorage): void =>
    run(
      sql,
      `INSERT INTO payouts (id, provider, account, payout, currency, day, amount, lines, digest,
         upload, slot, actor, created_at)
       VALUES ('p1', 'Mollie', 'a', 'po_1', 'EUR', '2026-03-02', '1.00', 900, 'd', 'u', 's', 'x', 1)`,
    );

  test("that can't be made on lets the alarm rest, and keeps nothing else waiting", async () => {
    const world = await object();
    await vi.advanceTimersByTimeAsync(MINUTE);
    staged(world.sql);
    begun(world.sql, "no JSON");
    const id = world.due("1", Date.now() + 90 * SECOND);
    const [before, from] = [world.alarm.ticks, Date.now()];
    await world.object.alarm();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    // Without a pause it is fifty a second.
    expect(world.alarm.ticks - before).toBeLessThan(200);
    expect(world.woken.find(({ jobId }) => jobId === id)?.at).toBeLessThanOrEqual(
      from + 96 * SECOND,
    );
  });

  test.each([
    ["of a payout that is gone", (): void => undefined],
    ["of a company that was never read", staged],
  ])("%s is forgotten", async (_what, arrange) => {
    const world = await object();
    await vi.advanceTimersByTimeAsync(MINUTE);
    arrange(world.sql);
    begun(world.sql, JSON.stringify(EMPTY_PLAN));
    const before = world.alarm.ticks;
    await world.object.alarm();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(world.alarm.ticks - before).toBeLessThan(20);
    expect(hasPlansToMake(world.sql)).toBe(false);
  });
});

test("where D1 has nothing to be told, a change works the next instant out once", async () => {
  const world = await object();
  world.due("1", NOW + 30 * MINUTE);
  // The first care has been taken, and the next is an hour away.
  await world.webhooks(1, 1);
  await passes(MINUTE, () => Date.now() >= NOW + 20 * SECOND && !outbox.waits(world.sql));
  // Asked whenever the next instant is worked out.
  const asked = vi.spyOn(world.object.inside().vault, "nextRenewal");
  await world.webhooks(2, 1);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveBeenCalledTimes(1);
});
