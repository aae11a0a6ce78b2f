/** Answers that the object keeps until their tables are written: never an old one. */
import { beforeEach, describe, expect, test } from "vitest";
import { watched } from "../../src/sync/tenant/live/live.ts";
import {
  cachedAll,
  cachedFirst,
  keepAnswers,
  tableWritten,
  WRITTEN_ALONG,
} from "../../src/sync/tenant/storage/cached-reads.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { firstDue } from "../../src/sync/tenant/jobs/ready.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { all, Atomic, run } from "../../src/sync/tenant/storage/sql.ts";
import { objectTables } from "../support/object-sql.ts";
import { tenantInNode, TENANT } from "../support/tenant-in-node.ts";
import { CREATE } from "./one-transaction/worlds.ts";

const TURNS = "SELECT name, ran_at FROM turns ORDER BY name";
const ONE = "SELECT ran_at FROM turns WHERE name = ?";

let asked: number;
let tables: ReturnType<typeof objectTables>;
let sql: SqlStorage;
let atomic: Atomic;

beforeEach(() => {
  asked = 0;
  tables = objectTables();
  const counted = {
    exec: (query: string, ...binds: never[]) => {
      if (query.startsWith("SELECT")) asked += 1;
      return tables.sql.exec(query, ...binds);
    },
  } as unknown as SqlStorage;
  sql = watched(counted, () => undefined);
  keepAnswers(sql);
  atomic = new Atomic(tables, () => forget(sql));
  run(sql, "INSERT INTO turns (name, since) VALUES ('a', 1)");
});

const names = () => cachedAll<{ name: string }>(sql, TURNS).map(({ name }) => name);

describe("an answer is kept", () => {
  test("while its tables stay as they are", () => {
    expect(names()).toEqual(["a"]);
    expect(names()).toEqual(["a"]);
    run(sql, "INSERT INTO waiting (key, job_id) VALUES ('k', 'j')");
    expect(names()).toEqual(["a"]);
    expect(asked).toBe(1);
  });

  test("for each value that it was asked with", () => {
    run(sql, "INSERT INTO turns (name, since, ran_at) VALUES ('b', 1, 7)");
    expect(cachedFirst(sql, ONE, "a")).toEqual({ ran_at: null });
    expect(cachedFirst(sql, ONE, "b")).toEqual({ ran_at: 7 });
    expect(cachedFirst(sql, ONE, "c")).toBeNull();
    expect(cachedFirst(sql, ONE, "b")).toEqual({ ran_at: 7 });
    expect(asked).toBe(3);
  });
});

describe("an answer is asked for anew", () => {
  test.each([
    "INSERT INTO turns (name, since) VALUES ('b', 2)",
    "INSERT OR REPLACE INTO turns (name, since) VALUES ('b', 2)",
    "UPDATE turns SET ran_at = 2",
    "UPDATE OR IGNORE turns SET ran_at = 2",
    "DELETE FROM turns",
    "WITH named (n) AS (SELECT 'a') DELETE FROM turns WHERE name IN (SELECT n FROM named)",
  ])("after %s", (write) => {
    names();
    run(sql, write);
    expect(cachedAll(sql, TURNS)).toEqual(all(tables.sql, TURNS));
    expect(asked).toBe(2);
  });

  test("after a transaction was taken back", () => {
    expect(() =>
      atomic.run(() => {
        run(sql, "INSERT INTO turns (name, since) VALUES ('b', 2)");
        expect(names()).toEqual(["a", "b"]);
        throw new Error("taken back");
      }),
    ).toThrow("taken back");
    expect(names()).toEqual(["a"]);
  });

  test("where nobody tells what is written", () => {
    cachedAll(tables.sql, TURNS);
    run(tables.sql, "DELETE FROM turns");
    expect(cachedAll(tables.sql, TURNS)).toEqual([]);
  });

  test("after a trigger wrote the table", () => {
    const open = () =>
      cachedFirst<{ n: number }>(sql, "SELECT n FROM counts WHERE what = 'open alerts'")?.n ?? 0;
    expect(open()).toBe(0);
    run(
      sql,
      "INSERT INTO alerts (id, reason, since, cause, thing, currency) VALUES ('x', '{}', 1, '', '', '')",
    );
    expect(open()).toBe(1);
  });
});

test("a job's row that is kept as it was written is the one in its table", () => {
  const same = (id: string, key: string): void => {
    for (const [query, value] of [
      ["SELECT * FROM jobs WHERE id = ?", id],
      ["SELECT * FROM jobs WHERE key = +? ORDER BY id DESC LIMIT 1", key],
    ] as const)
      expect(cachedAll(sql, query, value)).toEqual(all(tables.sql, query, value));
  };
  const make = (key: string, now: number) =>
    jobs.create(sql, { key, flow: "orders", lane: "live", type: "order.created", due: now, now });
  const { id, key } = make("order:1", 1);
  same(id, key);
  const changes: readonly jobs.Change[] = [
    { status: "running", claim: 1, lease_until: 30, failed_attempts: 1, seen: 1 },
    { status: "waiting", wait: "rate", due: 50, lease_until: null },
    { label: "A-1", settings_version: 3 },
    { status: "running", claim: 2, lease_until: 90 },
    { status: "done", outcome: "booked", wait: null, due: null, reasons: "[]", types: "[]" },
    { status: "queued", due: 200 },
    { status: "done", outcome: "held", figures: '{"gross":"1.00","vat":"0.20","currency":"SEK"}' },
  ];
  for (const [at, change] of changes.entries()) {
    jobs.update(sql, id, change, 10 + at);
    same(id, key);
  }
  const next = make(key, 40);
  same(next.id, key);
  // The older one is changed: the newest stays the key's.
  jobs.update(sql, id, { label: "A-2" }, 41);
  same(id, key);
  expect(jobs.latestFor(sql, key)?.id).toBe(next.id);
  const before = asked;
  jobs.byId(sql, id);
  expect(asked).toBe(before);
  expect(() =>
    atomic.run(() => {
      jobs.update(sql, next.id, { label: "B" }, 42);
      throw new Error("taken back");
    }),
  ).toThrow("taken back");
  same(next.id, key);
});

test("when jobs are due is asked anew after each change of one that waits, and not after a run's end", () => {
  const make = (key: string, due: number) =>
    jobs.create(sql, { key, flow: "orders", lane: "live", type: "order.created", due, now: due })
      .id;
  const dueNow = (): number | null => {
    const before = asked;
    const at = firstDue(sql, []);
    last = asked - before;
    return at;
  };
  let last = 0;
  const [first, other] = [make("order:1", 1), make("order:2", 2)];
  expect([dueNow(), last]).toEqual([1, 1]);
  jobs.update(sql, first, { status: "running", claim: 1, lease_until: 30 }, 3);
  expect([dueNow(), last]).toEqual([2, 1]);
  jobs.update(sql, first, { lease_until: 40 }, 4);
  expect([dueNow(), last]).toEqual([2, 0]);
  jobs.update(sql, first, { status: "done", outcome: "booked", reasons: "[]" }, 5);
  expect([dueNow(), last]).toEqual([2, 0]);
  jobs.update(sql, other, { status: "waiting", wait: "rate", due: 50 }, 6);
  expect([dueNow(), last]).toEqual([50, 1]);
  jobs.update(sql, first, { status: "queued", due: 7 }, 7);
  expect([dueNow(), last]).toEqual([7, 1]);
  jobs.update(sql, first, { status: "running", lease_until: 90 }, 8);
  expect(dueNow()).toBe(50);
  // A run that is put down waits again.
  jobs.update(sql, first, { status: "waiting", wait: "back-off", due: 20 }, 9);
  expect([dueNow(), last]).toEqual([20, 1]);
});

test("a write that is kept as it was noted is the one in its table, and its first outcome asks nothing", () => {
  const key = "order:1";
  const now = 1;
  const { id } = jobs.create(sql, {
    key,
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: now,
    now,
  });
  const bytes = new Uint8Array([1, 2]);
  const sending = (intent: object) =>
    journal.send(sql, {
      jobId: id,
      claimNo: 1,
      intent: { ...CREATE, key, marker: "A-1 #1", ...intent },
      request: { keyId: "k", bytes },
      now,
      abortAt: 9,
    });
  const kept = (opId: number) => {
    const query = "SELECT * FROM operations WHERE key = ? AND id = ?";
    const before = asked;
    const row = journal.byId(sql, opId);
    expect(asked).toBe(before);
    expect([row]).toStrictEqual(all(tables.sql, query, key, opId));
  };
  const { opId, attempt } = sending({});
  kept(opId);
  const payment = { amount: "1.00", remaining: "2.00", bank: undefined };
  kept(sending({ role: "payment", kind: "payment", payment, sentAs: undefined }).opId);
  const settled = { opId, attempt, state: "not-sent", failure: null } as const;
  const nothing = { documentId: null, documentNumber: null, document: null, link: null };
  journal.settle(sql, { ...settled, ...nothing }, 2);
  // The second attempt under the same identity.
  kept(sending({}).opId);
});

test("every table that a trigger writes is known", () => {
  const found: Record<string, Set<string>> = {};
  for (const { on, text } of all<{ on: string; text: string }>(
    sql,
    `SELECT tbl_name AS "on", sql AS text FROM sqlite_master WHERE type = 'trigger'`,
  )) {
    const writes = text.slice(text.indexOf("BEGIN")).matchAll(/(?:INTO|UPDATE|DELETE FROM) (\w+)/g);
    for (const [, table = ""] of writes) (found[on] ??= new Set()).add(table);
  }
  // What a trigger writes may have triggers itself.
  for (const of of Object.values(found))
    for (const table of of) for (const along of found[table] ?? []) of.add(along);
  expect(
    Object.fromEntries(Object.entries(found).map(([on, of]) => [on, [...of].toSorted()])),
  ).toEqual(WRITTEN_ALONG);
});

test("a statement whose table can't be told counts as a write of all", () => {
  expect(tableWritten("  SELECT 1")).toBe("");
  expect(tableWritten("WITH a AS (SELECT 1 AS updated) SELECT * FROM a")).toBe("");
  expect(tableWritten("WITH a AS (SELECT 1) UPDATE jobs SET seen = 1")).toBeNull();
  expect(tableWritten("/* */ DELETE FROM jobs")).toBeNull();
});

test("a round in which nothing changes asks the tables for what is due, and no more", async () => {
  const tenant = await tenantInNode();
  await tenant.object.inbox.accept(TENANT, {
    eventId: "e1",
    type: "order.created",
    key: "order:1",
    flow: "orders",
  });
  await tenant.object.ticks();
  await tenant.object.ticks();
  const before = tenant.statements();
  await tenant.object.ticks();
  expect(tenant.statements() - before).toBeLessThanOrEqual(5);
});
