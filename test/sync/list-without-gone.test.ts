/** The list of orders in the ledger, without those whose document somebody deleted there. */
import { expect, test } from "vitest";
import { lazyKeyring } from "../../src/store/seal.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { objectSql } from "../support/object-sql.ts";

const now = Date.UTC(2026, 10, 24, 6);
const sql = objectSql();
const keyring = lazyKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
const context = { sql, now: () => now, deps: { keyring } } as unknown as TenantContext;

function end(key: string): string {
  const made = { key, flow: "orders", lane: "live", type: "order.updated", due: now, now } as const;
  const { id } = jobs.create(sql, made);
  jobs.update(sql, id, { status: "done", outcome: "booked" }, now);
  return id;
}

const found = async (query: JobQuery): Promise<readonly string[]> =>
  (await page(context, query)).jobs.map(({ id }) => id);

test("an order whose document the reconciliation found deleted isn't listed as one in the ledger, until a document is written", async () => {
  end("order:1");
  const stands = end("order:2");
  run(
    sql,
    `INSERT INTO reconciliation_findings (finding, thing, key, run, at)
     VALUES ('missing', 'order:1', 'order:1', 1, ?)`,
    now,
  );
  const counted = (await page(context, { stands: "booked" })).jobs.map(({ id }) => id);
  expect(counted).toEqual([stands]);
  expect(await found({ outcome: "booked" })).toHaveLength(2);
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, state, updated_at)
     VALUES ('order:1', 'invoice', 1, 'i', 'live', ?)`,
    now + 1,
  );
  expect(await found({ stands: "booked" })).toHaveLength(2);
});

test("an order that waits for its day has no document in the list, until the day's voucher is booked", async () => {
  const id = end("order:9");
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, updated_at)
     VALUES ('order:9', 'voucher', 1, 's', '2026-11-23', 'live', ?)`,
    now,
  );
  run(
    sql,
    `INSERT INTO day_members (key, role, n, label, day, rows, added_at)
     VALUES ('order:9', 'voucher', 1, '9', '2026-11-23', '[]', 1)`,
  );
  const document = async () => (await page(context, { rows: true })).rows?.[id]?.document ?? null;
  expect(await document()).toBeNull();
  run(sql, "UPDATE day_members SET voucher = '2026-11-23-1' WHERE key = 'order:9'");
  expect(await document()).toBeNull();
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, updated_at)
     VALUES ('day:2026-11-23-1', 'day-voucher', 1, 'v', 'A9', 'live', ?)`,
    now,
  );
  expect((await document())?.number).toBe("A9");
});
