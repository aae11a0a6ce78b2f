/**
 * What stays of each order for ever is millions of rows in a large shop: nothing goes through all
 * of them without a break.
 */
import { expect, test } from "vitest";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { hasOlder } from "../../src/sync/tenant/privacy/older-seals.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { tenantInNode } from "../support/tenant-in-node.ts";

type Exec = (query: string, ...binds: (string | number | null)[]) => unknown;

test("a document's number is looked for among those of each order where there are very many", async () => {
  const { object, sql, clock } = await tenantInNode();
  const { id } = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: clock.at,
    now: clock.at,
  });
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, updated_at)
     WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n <= 20000)
     SELECT 'order:' || n, 'invoice', 1, n, 'F' || n, 'live', 0 FROM s`,
  );
  const plans: string[] = [];
  const exec: Exec = (query, ...binds) => {
    if (query.includes("UNION ALL") || query.includes("NOT INDEXED"))
      plans.push(
        ...all<{ detail: string }>(sql, `EXPLAIN QUERY PLAN ${query}`, ...binds).map(
          ({ detail }) => detail,
        ),
      );
    return sql.exec(query, ...binds);
  };
  const watched = { ...object.inside(), sql: { exec } as unknown as SqlStorage };
  const found = async (text: string) => (await page(watched, { text })).jobs.map((job) => job.id);
  expect([await found("F1"), await found("F2")]).toEqual([[id], []]);
  const ofDocuments = plans.filter((detail) => / d\b/.test(detail));
  expect(ofDocuments.length).toBeGreaterThan(0);
  expect(ofDocuments.filter((detail) => !detail.includes("(key=?)"))).toEqual([]);
});

test("what an older key seals is looked for in slices, between which other work is done", async () => {
  const { sql } = await tenantInNode();
  run(
    sql,
    `INSERT INTO payloads (job_id, seq, at, people, key_id, bytes)
     WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 5000)
     SELECT 'j' || printf('%06d', n), 1, 0, '', iif(n = 4500, 'k1', 'k2'), x'00' FROM s`,
  );
  run(sql, "UPDATE tokens SET key_id = 'k2'");
  let looks = 0;
  const exec: Exec = (query, ...binds) => {
    if (query.includes("FROM payloads")) looks += 1;
    return sql.exec(query, ...binds);
  };
  const watched = { exec } as unknown as SqlStorage;
  let turns = 0;
  const turn = setInterval(() => (turns += 1), 0);
  expect(await hasOlder(watched, "k2", 0)).toBe(true);
  run(sql, "UPDATE payloads SET key_id = 'k2'");
  expect(await hasOlder(watched, "k2", 0)).toBe(false);
  clearInterval(turn);
  expect(looks).toBe(6);
  expect(turns).toBeGreaterThanOrEqual(4);
});
