/**
 * Thousands of orders on hold, on the real runtime: what a page of them reads is counted in rows.
 * The groups are read off one index, and nothing else grows with what waits.
 */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { openJobs, heldGroups, heldTotal } from "../../src/sync/tenant/views/attention.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { TenantObject } from "../../src/sync/tenant/tenant-object.ts";

const HELD = 4_000;
const ARTICLES = 80;

/** The same storage, counting what is asked of it. */
function counted(sql: SqlStorage): { readonly sql: SqlStorage; statements: number; rows: number } {
  const counts = {
    statements: 0,
    rows: 0,
    sql: {
      exec: (query: string, ...binds: (string | number | null)[]) => {
        const cursor = sql.exec(query, ...binds);
        const found = cursor.toArray();
        counts.statements += 1;
        counts.rows += cursor.rowsRead;
        return { toArray: () => found };
      },
    } as unknown as SqlStorage,
  };
  return counts;
}

test("with thousands on hold the groups read each open alert once off its index, and a page of rows reads its own", async () => {
  const read = await runInDurableObject(env.TENANTS.getByName("held-crowd"), (object, state) => {
    if (!(object instanceof TenantObject)) throw new Error("not a tenant's object");
    const { sql } = state.storage;
    state.storage.transactionSync(() => {
      for (let n = 0; n < HELD; n += 1) {
        const { id } = jobs.create(sql, {
          key: `order:${n}`,
          flow: "orders",
          lane: "live",
          type: "order.created",
          due: n,
          now: n,
        });
        const figures = JSON.stringify({ gross: "10.5", vat: "2.1", currency: "SEK" });
        jobs.update(sql, id, { status: "done", outcome: "held", figures }, n);
        const why = reason("article-not-found", { sku: `SKU${n % ARTICLES}`, line: 1 });
        alerts.raise(sql, `job order:${n}`, why, id, n);
      }
    });
    const groups = counted(sql);
    const page = heldGroups(groups.sql, {});
    const rows = counted(sql);
    const of = openJobs(rows.sql, null, { cause: "article-not-found", thing: "SKU7" });
    const total = counted(sql);
    heldTotal(total.sql);
    const first = { statements: total.statements, rows: total.rows };
    heldTotal(total.sql);
    const open = counted(sql);
    open.sql.exec("SELECT n FROM counts WHERE what = 'open alerts'");
    return {
      groups: [groups.statements, groups.rows],
      rows: [rows.statements, rows.rows],
      total: [first.statements, first.rows],
      again: total.rows - first.rows,
      open: [open.statements, open.rows],
      shown: [page.groups.length, page.next, page.groups[0]?.count, page.groups[0]?.amounts],
      listed: of.jobs.length,
    };
  });
  expect(read.shown).toEqual([50, 50, HELD / ARTICLES, [{ currency: "SEK", gross: "525.00" }]]);
  expect(read.listed).toBe(HELD / ARTICLES);
  // Causes that lack, sums, the shop's own, one sample for each group that is shown, and whether
  // their articles are there by now.
  expect(read.groups[0]).toBe(2 + 50 + 1);
  expect(read.groups[1]).toBeLessThanOrEqual(HELD + 3 * 50 + 10);
  // The alert, its job, and what a view of the job asks.
  expect(read.rows[1]).toBeLessThanOrEqual(5 * (HELD / ARTICLES));
  // A shop's home: the same sums, without a sample of each group.
  expect(read.total[0]).toBe(4);
  expect(read.total[1]).toBeLessThanOrEqual(HELD + 10);
  // Once more, as long as no alert changes.
  expect(read.again).toBeLessThanOrEqual(10);
  expect(read.open).toEqual([1, 1]);
});
