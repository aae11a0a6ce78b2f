/**
 * Lists where very many jobs are unfinished: in the same order as ever, from what is kept in memory
 * of their last changes.
 */
import { expect, test } from "vitest";
import type { JobQuery } from "../../src/sync/contract/jobs.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { objectSql } from "../support/object-sql.ts";

const MANY = 6_000;
const OVER = 900;
const NOW = 1_000_000;

/** Unfinished jobs and such as are over, whose last changes lie between each other. */
function laid(unfinished: number) {
  const sql = objectSql();
  const series = (most: number): string =>
    `WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${most})`;
  run(
    sql,
    `INSERT INTO jobs (
       id, key, flow, lane, status, wait, due, label, types, reasons, created_at, updated_at
     )
     ${series(unfinished)}
     SELECT 'j' || printf('%09d', n), iif(n % 50 = 0, 'product:', 'order:') || n,
       iif(n % 50 = 0, 'products', 'orders'), 'update', 'waiting', 'pause', n * 31 % 977, 'N' || n,
       '[]', '[]', n, n * 7919 % 5003
     FROM s`,
  );
  run(
    sql,
    `INSERT INTO jobs (
       id, key, flow, lane, status, over, outcome, label, types, reasons, created_at, updated_at
     )
     ${series(OVER)}
     SELECT 'j' || printf('%09d', n + 100000), 'order:' || (n + 100000), 'orders', 'live', 'done', 1,
       'booked', 'N' || (n + 100000), '[]', '[]', n, n * 7919 % 5003
     FROM s`,
  );
  const context = { sql, now: () => NOW } as unknown as TenantContext;
  return { sql, context };
}

async function everything(context: TenantContext, query: JobQuery): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await page(context, { ...query, limit: 200, ...(cursor && { cursor }) });
    found.push(...part.jobs.map(({ id }) => id));
    cursor = part.cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

const inOrder = (sql: SqlStorage, where = "1"): readonly string[] =>
  all<{ id: string }>(
    sql,
    `SELECT id FROM jobs WHERE ${where} ORDER BY updated_at DESC, id DESC`,
  ).map(({ id }) => id);

test("each stands where its last change puts it, also after some have changed", async () => {
  const { sql, context } = laid(MANY);
  const same = async (): Promise<void> =>
    expect(await everything(context, {})).toEqual(inOrder(sql));
  await same();
  jobs.update(sql, "j000000007", { status: "queued", wait: null, due: 1 }, 2_500);
  jobs.update(sql, "j000000008", { status: "done", outcome: "booked" }, 2_500);
  jobs.update(sql, "j000100003", { status: "queued", due: 1 }, 2_501);
  jobs.create(sql, {
    key: "order:new",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: 1,
    now: 2_502,
  });
  await same();
  forget(sql);
  await same();
});

test("jobs that change while the order is read stand where they came to be", async () => {
  const { sql, context } = laid(MANY);
  const first = page(context, { limit: 200 });
  jobs.update(sql, "j000000007", { status: "waiting", wait: "rate", due: 9_999 }, 2_500);
  jobs.update(sql, "j000000009", { status: "done", outcome: "booked" }, 2_500);
  jobs.dueFrom(sql, "j000000011", "pause", 0);
  await first;
  expect(await everything(context, {})).toEqual(inOrder(sql));
});

test.each<[string, JobQuery, string]>([
  ["of a flow", { flow: "products" }, "flow = 'products'"],
  ["of a state", { flow: "orders", status: "waiting" }, "flow = 'orders' AND over = 0"],
  ["of a text", { text: "N12" }, "instr(label, 'N12') > 0"],
  ["under a key", { under: "product:" }, "flow = 'products'"],
])("a list %s has the same jobs in the same order", async (_, query, where) => {
  const { sql, context } = laid(MANY);
  expect(await everything(context, { ...query, withoutPeople: true })).toEqual(inOrder(sql, where));
});

test("sorted otherwise it has the same jobs, and what they come to is counted", async () => {
  const { sql, context } = laid(MANY);
  const sorted = await everything(context, { sort: { by: "number", down: false } });
  expect(sorted).toEqual(
    all<{ id: string }>(sql, "SELECT id FROM jobs ORDER BY length(label), label, id DESC").map(
      ({ id }) => id,
    ),
  );
  expect((await page(context, { flow: "orders", sums: true })).sums).toMatchObject({
    count: MANY - MANY / 50 + OVER,
    more: false,
  });
});

test("of more than a call looks at, the next goes on where it stopped", async () => {
  const { sql, context } = laid(24_000);
  const first = await page(context, { text: "N1234", withoutPeople: true });
  expect(first.stoppedAt).toBe(
    all<{ at: number }>(
      sql,
      "SELECT updated_at AS at FROM jobs ORDER BY updated_at DESC, id DESC LIMIT 1 OFFSET 19999",
    )[0]?.at,
  );
  expect(await everything(context, { text: "N1234", withoutPeople: true })).toEqual(
    inOrder(sql, "instr(label, 'N1234') > 0"),
  );
});
