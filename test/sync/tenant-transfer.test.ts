/**
 * Whoever adds a table or a column to the object says here whether a tenant that moves takes it
 * along.
 */
import { expect, test } from "vitest";
import { differs, holds, type Observation, unclear } from "../../src/domain/vendors/checks.ts";
import { TRANSFER_PARTS } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as locks from "../../src/sync/tenant/claims/locks.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { give, take } from "../../src/sync/tenant/transfer/tenant-transfer.ts";
import { TABLES } from "../../src/sync/tenant/transfer/transfer-tables.ts";
import { COLUMNS_LEFT_BEHIND, LEFT_BEHIND } from "../support/left-behind.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";
import { everyOf } from "../support/every-of.ts";

const sql = objectSql();
const tables = all<{ name: string }>(
  sql,
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
).map(({ name }) => name);

test("each table of the object is handed over or left behind on purpose", () => {
  expect(tables.toSorted()).toEqual([...Object.keys(TABLES), ...LEFT_BEHIND].toSorted());
  expect([...TRANSFER_PARTS].toSorted()).toEqual(
    [...Object.keys(TABLES), "open", "facts"].toSorted(),
  );
});

test.each(Object.entries(TABLES))(
  "each column of %s is handed over or left behind on purpose",
  (table, { columns, key }) => {
    const there = all<{ name: string }>(sql, `SELECT name FROM pragma_table_info('${table}')`).map(
      ({ name }) => name,
    );
    const left = COLUMNS_LEFT_BEHIND.filter((name) => name.startsWith(`${table}.`)).map((name) =>
      name.slice(table.length + 1),
    );
    expect([...columns, ...left].toSorted()).toEqual(there.toSorted());
    expect(everyOf(key, (name) => columns.includes(name))).toBe(true);
  },
);

test("what the vendor refused is refused in the new object as well, and no doubt that was given to a person", () => {
  const [from, to] = [objectSql(), objectSql()].map(
    (of) => ({ sql: of, atomically: atomicallyOn(of), now: () => 1 }) as unknown as TenantContext,
  );
  if (from === undefined || to === undefined) throw new Error("two objects");
  const failure = JSON.stringify({
    kind: "rejected",
    vendor: "eaccounting",
    status: 400,
    code: 4013,
    message: "",
    fields: [],
  });
  run(
    from.sql,
    "INSERT INTO operations (id, job_id, key, role, n, kind, state, claim, settled_at, failure) VALUES (1, 'j1', 'order:1', 'payment', 1, 'payment.create', 'rejected', 1, 1, ?)",
    failure,
  );
  const page = give(from, "operations", null);
  expect(take(to, "operations", "rows" in page ? page.rows : [])).toEqual({ ok: true });
  expect(journal.forJob(to.sql, "", "order:1").map((row) => journal.entry(row).refused)).toEqual([
    true,
  ]);
});

test("a write of the new object takes the place of none that was handed over", () => {
  const sql = objectSql();
  const context = { sql, atomically: atomicallyOn(sql), now: () => 1 } as unknown as TenantContext;
  const write = (key: string, n: number) =>
    journal.send(sql, {
      jobId: "j1",
      claimNo: 1,
      intent: {
        key,
        role: "payment",
        n,
        kind: "payment.create",
        marker: null,
        markerCode: null,
        markerField: null,
        documentId: null,
      },
      request: { keyId: "k1", bytes: new Uint8Array([1]) },
      now: 1,
      abortAt: 2,
    });
  const row = { role: "payment", kind: "payment.create", state: "compared", job_id: "j7" };
  const handed = [1, 2, 300].map((id) => ({ ...row, key: "order:1", id, n: id }));
  write("order:1", 1_000);
  expect(take(context, "operations", handed.slice(1))).toEqual({ ok: true });
  const made = [write("order:1", 1_001), write("order:2", 1), write("order:1", 1_002)];
  expect(new Set([1, 2, 300, ...made.map(({ opId }) => opId)]).size).toBe(6);
  expect(journal.forJob(sql, "", "order:1")).toHaveLength(5);
});

test("a credit that was left to a person keeps its original locked in the new object as well", () => {
  const [from, to] = [objectSql(), objectSql()].map(
    (of) => ({ sql: of, atomically: atomicallyOn(of), now: () => 1 }) as unknown as TenantContext,
  );
  if (from === undefined || to === undefined) throw new Error("two objects");
  const create = (of: TenantContext, key: string): string =>
    jobs.create(of.sql, { key, flow: "orders", lane: "live", type: "test", due: 1, now: 1 }).id;
  const credit = create(from, "order:2");
  const key = locks.creditsLockKey("order:1");
  locks.acquire(from.sql, credit, [key, "a party's"]);
  run(
    from.sql,
    `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim, failure)
     VALUES ('order:2', 1, ?, 'credit-draft', 1, 'draft.create', 'rejected', 1,
       '{"kind":"unknown-outcome"}')`,
    credit,
  );
  jobs.update(from.sql, credit, { status: "done", outcome: "needs-attention" }, 1);
  run(from.sql, "INSERT OR IGNORE INTO open_orders (key) VALUES ('order:2')");
  for (const part of ["open", "operations"] as const) {
    const page = give(from, part, null);
    const rows = "rows" in page ? page.rows : [];
    expect([take(to, part, rows), take(to, part, rows)]).toEqual([{ ok: true }, { ok: true }]);
  }
  expect(all(to.sql, "SELECT key FROM locks")).toEqual([{ key }]);
  const mayLock = (job: string): boolean =>
    locks.lock(to.sql, job, [key], Number.MAX_SAFE_INTEGER, [0], "credits");
  const sale = create(to, "order:1");
  expect(mayLock(sale)).toBe(false);
  // A person answered: it never came.
  const again = jobs.latestFor(to.sql, "order:2")?.id ?? "";
  jobs.update(to.sql, again, { status: "done", outcome: "skipped" }, 1);
  locks.releaseAndWake(to.sql, again, 1);
  expect(mayLock(sale)).toBe(true);
});

test.each(["order:1", "{}", "[1]"])("an original that is none is refused: %s", (credits) => {
  const sql = objectSql();
  const context = { sql, atomically: atomicallyOn(sql), now: () => 1 } as unknown as TenantContext;
  const rows = [{ id: "j1", key: "order:2", flow: "orders", credits }];
  expect(take(context, "open", rows)).toMatchObject({ ok: false });
  expect(all(sql, "SELECT * FROM jobs")).toEqual([]);
});

test.each([holds(), differs({ minutes: 60 }), unclear({ minutes: 60, at: 1 })])(
  "the zone in which the shop stamps is known in the new object, and nothing else that was seen: %j",
  (seen: Observation) => {
    const [from, to] = [objectSql(), objectSql()].map(
      (of) => ({ sql: of, atomically: atomicallyOn(of), now: () => 1 }) as unknown as TenantContext,
    );
    if (from === undefined || to === undefined) throw new Error("two objects");
    cache.save(from.sql, { seenAtWork: { P13: seen, E91: holds() } }, 1);
    const page = give(from, "facts", null);
    if (!("rows" in page)) throw new Error(page.kind);
    expect(take(to, "facts", page.rows)).toEqual({ ok: true });
    expect(cache.workObservations(to.sql)).toEqual({ P13: seen });
  },
);

test.each(["", "{}", "[]", '{"verdict":"x","facts":{}}', '{"verdict":"holds","facts":{"a":{}}}'])(
  "a zone that is none is left: %s",
  (v) => {
    const sql = objectSql();
    const context = { sql, atomically: atomicallyOn(sql), now: () => 1 };
    const rows = [{ k: "shop-zone", v }];
    expect(take(context as unknown as TenantContext, "facts", rows)).toEqual({ ok: true });
    expect(cache.workObservations(sql)).toEqual({});
  },
);
