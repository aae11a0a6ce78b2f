/**
 * A shop with 50,000 jobs that wait and a journal of many years, on the real runtime: what a step
 * reads is counted in rows, and doesn't grow with what is there.
 */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { JobQuery } from "../../src/sync/contract/jobs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as resuming from "../../src/sync/tenant/claims/resuming.ts";
import { jobCounts } from "../../src/sync/tenant/counts/counters.ts";
import { running, update } from "../../src/sync/tenant/jobs/jobs.ts";
import { unsettledKeys } from "../../src/sync/tenant/jobs/keys.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { TenantObject } from "../../src/sync/tenant/tenant-object.ts";

const JOBS = 50_000;

/** The same storage, counting what is asked of it since the last look. */
function counted(sql: SqlStorage) {
  let read = 0;
  let written = 0;
  return {
    sql: {
      exec: (query: string, ...binds: (string | number | null)[]) => {
        const cursor = sql.exec(query, ...binds);
        const found = cursor.toArray();
        read += cursor.rowsRead;
        written += cursor.rowsWritten;
        return { toArray: () => found };
      },
    } as unknown as SqlStorage,
    read: (): number => {
      const since = read;
      read = 0;
      return since;
    },
    written: (): number => {
      const since = written;
      written = 0;
      return since;
    },
  };
}

/** `n` counts from 1 to as many as are wanted. */
const series = (most: number): string =>
  `WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${most})`;

/** Orders that wait for the end of a pause: every tenth would come again by itself. */
const paused = (sql: SqlStorage): void =>
  void sql.exec(
    `INSERT INTO jobs (
       id, key, flow, lane, status, wait, due, wanted, types, reasons, created_at, updated_at
     )
     ${series(JOBS)}
     SELECT 'j' || printf('%09d', n), 'order:' || n, 'orders',
       CASE n % 3 WHEN 0 THEN 'live' WHEN 1 THEN 'update' ELSE 'back-fill' END,
       'waiting', 'pause', CASE WHEN n % 10 = 0 THEN 5000000 + n END, 1, '["order.created"]', '[]',
       n, n
     FROM s`,
  );

test("50,000 jobs are woken in steps that each read a few hundred rows, those of a lane oldest first", async () => {
  const seen = await runInDurableObject(env.TENANTS.getByName("large-resume"), (object, state) => {
    if (!(object instanceof TenantObject)) throw new Error("not a tenant's object");
    const { sql } = state.storage;
    paused(sql);
    const counting = counted(sql);
    // Which jobs run is looked up once in an object's life.
    running(counting.sql);
    counting.read();
    const reads: number[] = [];
    const awake: number[] = [];
    state.storage.transactionSync(() => resuming.begin(counting.sql, {}, 1_000));
    reads.push(counting.read());
    while (resuming.isUnderWay(counting.sql)) {
      counting.read();
      state.storage.transactionSync(() => resuming.step(counting.sql, 2_000 + reads.length));
      reads.push(counting.read());
      awake.push(
        Number(sql.exec("SELECT count(*) AS n FROM jobs WHERE status = 'queued'").one()["n"]),
      );
    }
    return {
      steps: reads.length,
      most: Math.max(...reads),
      awake: awake.slice(0, 3),
      asleep: sql.exec("SELECT count(*) AS n FROM jobs WHERE status = 'waiting'").one()["n"],
      due: sql.exec("SELECT DISTINCT due FROM jobs").toArray(),
    };
  });
  expect(seen.asleep).toBe(0);
  // All since the resume: within a lane the pump takes them by their numbers.
  expect(seen.due).toEqual([{ due: 1_000 }]);
  expect(seen.awake).toEqual([400, 600, 800]);
  expect(seen.steps).toBeLessThanOrEqual(JOBS / 200 + 20);
  expect(seen.most).toBeLessThanOrEqual(200 * 10);
});

test("what is asked of all unfinished jobs reads an index entry of each, and a claim writes none", async () => {
  const seen = await runInDurableObject(env.TENANTS.getByName("large-looks"), (object, state) => {
    if (!(object instanceof TenantObject)) throw new Error("not a tenant's object");
    const { sql } = state.storage;
    paused(sql);
    // In another order than that in which they were made, and all of them due.
    sql.exec("UPDATE jobs SET due = created_at * 7919 % 50000, wait = 'rate'");
    const counting = counted(sql);
    const rows = (look: () => unknown): number => {
      counting.read();
      look();
      return counting.read();
    };
    const reads = {
      running: rows(() => running(counting.sql)),
      counts: rows(() => jobCounts(counting.sql)),
      keys: rows(() => unsettledKeys(counting.sql)),
    };
    counting.written();
    update(counting.sql, "j000000007", { status: "running", wait: null, lease_until: 9 }, 60_000);
    return { ...reads, written: counting.written() };
  });
  expect(seen.counts).toBeLessThanOrEqual(JOBS + 100);
  expect(seen.keys).toBeLessThanOrEqual(JOBS + 100);
  // Which jobs run is asked of the rows, once in an object's life.
  expect(seen.running).toBeLessThanOrEqual(3 * JOBS + 100);
  expect(seen.written).toBe(1);
});

test("a page of a list reads what it shows, and not each unfinished job, once their order is known", async () => {
  const seen = await runInDurableObject(env.TENANTS.getByName("large-list"), async (_, state) => {
    const { sql } = state.storage;
    paused(sql);
    const counting = counted(sql);
    const context = { sql: counting.sql } as unknown as TenantContext;
    const rows = async (query: JobQuery): Promise<number> => {
      counting.read();
      await page(context, query);
      return counting.read();
    };
    const first = await rows({ flow: "orders" });
    const { cursor } = await page(context, { flow: "orders" });
    return {
      first,
      next: await rows({ flow: "orders", cursor: cursor ?? "" }),
      csv: await rows({ flow: "orders", limit: 200 }),
      sorted: await rows({ sort: { by: "gross", down: true } }),
      search: await rows({ text: "zzz", withoutPeople: true }),
    };
  });
  // The order is read once: each entry of the index, and each row by its id.
  expect(seen.first).toBeLessThanOrEqual(4 * JOBS + 10_000);
  expect(seen.next).toBeLessThanOrEqual(4_000);
  expect(seen.csv).toBeLessThanOrEqual(4_000);
  // Of those that a call looks at, and of no others.
  expect(seen.sorted).toBeLessThanOrEqual(6 * 20_000);
  expect(seen.search).toBeLessThanOrEqual(6 * 20_000);
});
