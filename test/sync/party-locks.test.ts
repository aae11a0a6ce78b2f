/**
 * Who goes on when a lock of a party is given back: those who wait for that very lock, and nobody
 * else.
 */
import { expect, test } from "vitest";
import { type Reason, reason } from "../../src/domain/reasons/index.ts";
import type { Timings } from "../../src/env.ts";
import type { ParkInput } from "../../src/sync/contract/runs.ts";
import * as claims from "../../src/sync/tenant/claims/claims.ts";
import * as locks from "../../src/sync/tenant/claims/locks.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

const NOW = 1_000_000;
const WAIT_MS = 60_000;
const TIMINGS: Timings = {
  leaseMs: 25_000,
  vendorTimeoutMs: 8_000,
  settleMs: [60_000, 300_000, 900_000],
  coalesceMs: 5_000,
  backoffMs: [1_000],
  sweepMs: 300_000,
  checksAfterMs: 0,
  registryCacheMs: 60_000,
};
const party: ParkInput = {
  wait: "party",
  dueMs: WAIT_MS,
  reasons: [reason("waiting-for-party")],
  capability: null,
  countsAsTry: false,
  timeline: null,
  people: [],
};

function world() {
  const sql = objectSql();
  const running = (key: string): jobs.JobRow => {
    const { id } = jobs.create(sql, {
      key,
      flow: "orders",
      lane: "live",
      type: "test",
      due: NOW,
      now: NOW,
    });
    const taken = claims.takeClaim(sql, id, NOW, TIMINGS);
    if ("not" in taken) throw new Error(taken.not);
    return taken.job;
  };
  const putDown = (job: jobs.JobRow): void => claims.park(sql, job, party, NOW);
  const due = (job: jobs.JobRow): number | null | undefined => jobs.byId(sql, job.id)?.due;
  return { sql, running, putDown, due };
}

test("a job that got one lock and waits for another gives back the first, and isn't woken by that itself", () => {
  const { sql, running, putDown, due } = world();
  const [holder, waiter] = [running("order:1"), running("order:2")];
  locks.acquire(sql, holder.id, ["customer"]);
  locks.acquire(sql, waiter.id, ["party"]);
  expect(locks.acquire(sql, waiter.id, ["customer"])).toBe(false);
  putDown(waiter);
  expect(due(waiter)).toBe(NOW + WAIT_MS);
});

test("two that wait for a third don't wake each other, and both go on when that one is done", () => {
  const { sql, running, putDown, due } = world();
  const [holder, ...waiters] = [running("order:1"), running("order:2"), running("order:3")];
  locks.acquire(sql, holder.id, ["customer"]);
  for (const [index, waiter] of waiters.entries()) {
    locks.acquire(sql, waiter.id, [`party ${index}`]);
    locks.acquire(sql, waiter.id, ["customer"]);
    putDown(waiter);
  }
  expect(waiters.map(due)).toEqual([NOW + WAIT_MS, NOW + WAIT_MS]);
  locks.releaseAndWake(sql, holder.id, NOW + 5);
  expect(waiters.map(due)).toEqual([NOW + 5, NOW + 5]);
});

test("one of the locks that it waits for is enough to look again", () => {
  const { sql, running, putDown, due } = world();
  const [first, second, waiter] = [running("order:1"), running("order:2"), running("order:3")];
  locks.acquire(sql, first.id, ["e-mail"]);
  locks.acquire(sql, second.id, ["number"]);
  locks.acquire(sql, waiter.id, ["e-mail", "number"]);
  putDown(waiter);
  locks.releaseAndWake(sql, second.id, NOW + 5);
  expect(due(waiter)).toBe(NOW + 5);
});

test.each([
  reason("waiting-for-party"),
  reason("waiting-for-same-sale", { flow: "orders", number: "1001" }),
])("a lock that was freed before the job could be put down is asked for again at once", (why) => {
  const { sql, running, due } = world();
  const [holder, other, waiter] = [running("order:1"), running("order:2"), running("order:3")];
  locks.acquire(sql, holder.id, ["e-mail"]);
  locks.acquire(sql, other.id, ["number"]);
  locks.acquire(sql, waiter.id, ["e-mail", "number"]);
  locks.releaseAndWake(sql, holder.id, NOW);
  claims.park(sql, waiter, { ...party, reasons: [why] }, NOW);
  expect(due(waiter)).toBe(NOW);
});

test("a run that waits for a slot keeps its locks while what it has read is used", () => {
  const { sql, running } = world();
  const [parked, other] = [running("order:1"), running("order:2")];
  const asks = (at: number): boolean => locks.lock(sql, other.id, ["e-mail"], at, TIMINGS.settleMs);
  locks.acquire(sql, parked.id, ["e-mail"]);
  claims.park(sql, parked, { ...party, wait: "rate", dueMs: 1_000, reasons: [] }, NOW);
  expect([asks(NOW), asks(NOW + 901_000)]).toEqual([false, false]);
  expect(asks(NOW + 901_001)).toBe(true);
});

test("a run that waits for anything else gives its locks back, as its reads aren't reused", () => {
  const { sql, running } = world();
  const [parked, other] = [running("order:1"), running("order:2")];
  locks.acquire(sql, parked.id, ["e-mail"]);
  claims.park(sql, parked, { ...party, wait: "pause", dueMs: 3_600_000, reasons: [] }, NOW);
  expect(locks.lock(sql, other.id, ["e-mail"], NOW, TIMINGS.settleMs)).toBe(true);
});

test("a job that is over waits for nothing any more", () => {
  const { sql, running, putDown } = world();
  const [holder, waiter] = [running("order:1"), running("order:2")];
  locks.acquire(sql, holder.id, ["customer"]);
  locks.acquire(sql, waiter.id, ["customer"]);
  putDown(waiter);
  claims.complete(
    sql,
    jobs.byId(sql, waiter.id) ?? waiter,
    { outcome: "booked", reasons: [], label: null, figures: null, timeline: null, people: [] },
    NOW,
    TIMINGS,
  );
  expect(all(sql, "SELECT * FROM waiting")).toEqual([]);
});

const creation = (sql: SqlStorage, job: jobs.JobRow, state: string, repeats: number): void =>
  run(
    sql,
    `INSERT INTO operations
       (key, id, job_id, beside, role, n, kind, state, claim, repeats, abort_at)
     VALUES ('customer:AS1', 1, ?, 1, 'customer', 1, 'customer.create', ?, 1, ?, ?)`,
    job.id,
    state,
    repeats,
    NOW,
  );
const complete = (sql: SqlStorage, job: jobs.JobRow): void =>
  claims.complete(
    sql,
    job,
    { outcome: "skipped", reasons: [], label: null, figures: null, timeline: null, people: [] },
    NOW,
    TIMINGS,
  );
const lock = (sql: SqlStorage, job: jobs.JobRow, now = NOW): boolean =>
  locks.lock(sql, job.id, ["party"], now, TIMINGS.settleMs);

test("a customer that wasn't found is sent again before another job may look for that person", () => {
  const { sql, running, putDown } = world();
  const [holder, other] = [running("order:1"), running("order:2")];
  lock(sql, holder);
  creation(sql, holder, "planned", 1);
  putDown(holder);
  expect(lock(sql, other)).toBe(false);
  // Sent and answered.
  run(sql, "UPDATE operations SET state = 'done'");
  putDown(holder);
  expect(lock(sql, other)).toBe(true);
});

test.each([
  { state: "planned", repeats: 1, how: "wasn't found and isn't needed any more" },
  { state: "sent", repeats: 0, how: "was never answered for" },
  { state: "rejected", repeats: 1, how: "was sent twice, not found, and left to a person" },
])(
  "another job may look for a person whose customer $how once that can't come into being any more",
  ({ state, repeats }) => {
    const { sql, running } = world();
    const [holder, other] = [running("order:1"), running("order:2")];
    lock(sql, holder);
    creation(sql, holder, state, repeats);
    complete(sql, holder);
    // However often it is told of: it isn't at work and waits for nothing.
    run(sql, "UPDATE jobs SET status = 'dead' WHERE id = ?", holder.id);
    const [, , last] = TIMINGS.settleMs as [number, number, number];
    expect(lock(sql, other, NOW + last - 1)).toBe(false);
    expect(lock(sql, other, NOW + last)).toBe(true);
    expect(locks.isWaiting(sql, other.id)).toBe(false);
  },
);

test("a customer that the ledger refused holds nothing once its job is over", () => {
  const { sql, running } = world();
  const [holder, other] = [running("order:1"), running("order:2")];
  lock(sql, holder);
  creation(sql, holder, "rejected", 0);
  run(sql, `UPDATE operations SET failure = '{"kind":"rejected"}'`);
  complete(sql, holder);
  expect(lock(sql, other)).toBe(true);
});

test("a lock stays, however late it is, while its job waits to search for its customer", () => {
  const { sql, running, putDown } = world();
  const [holder, other] = [running("order:1"), running("order:2")];
  lock(sql, holder);
  creation(sql, holder, "sent", 0);
  expect(lock(sql, other, NOW + 10 * TIMINGS.leaseMs * 3_600)).toBe(false);
  putDown(holder);
  expect(lock(sql, other, NOW + 10 * TIMINGS.leaseMs * 3_600)).toBe(false);
});

test("a job that is over and sent no customer holds nothing", () => {
  const { sql, running } = world();
  const [holder, other] = [running("order:1"), running("order:2")];
  lock(sql, holder);
  complete(sql, holder);
  expect(lock(sql, other)).toBe(true);
});

test("a credit in doubt keeps its original locked until its outcome is known, and nobody from its buyer", () => {
  const { sql, running, putDown } = world();
  const [credit, other] = [running("order:2"), running("order:1")];
  const locked = (key: string, of: "party" | "credits"): boolean =>
    locks.lock(sql, other.id, [key], NOW, TIMINGS.settleMs, of);
  locks.acquire(sql, credit.id, ["buyer", "original"]);
  run(
    sql,
    `INSERT INTO operations
       (key, id, job_id, beside, role, n, kind, state, claim, repeats, abort_at)
     VALUES (?, 1, ?, 0, 'voucher-credit', 1, 'voucher.create', 'sent', 1, 0, ?)`,
    credit.key,
    credit.id,
    NOW,
  );
  putDown(credit);
  expect(locked("original", "credits")).toBe(false);
  expect(locked("buyer", "party")).toBe(true);
  // Such as after its lease ended, a pause, or a person's retry.
  jobs.update(sql, credit.id, { status: "queued", wait: null, due: NOW }, NOW);
  expect(locked("original", "credits")).toBe(false);
  run(sql, "UPDATE operations SET state = 'done'");
  putDown(credit);
  expect(locked("original", "credits")).toBe(true);
});

/** Of the job's own key, sent and not answered for. */
const leave = (
  sql: SqlStorage,
  job: jobs.JobRow,
  of: { readonly role: string; readonly n?: number; readonly state?: string },
): void =>
  run(
    sql,
    `INSERT INTO operations
       (key, id, job_id, beside, role, n, kind, state, claim, repeats, abort_at, failure)
     VALUES (?, 1, ?, 0, ?, ?, 'voucher.create', ?, 1, 0, ?, ?)`,
    job.key,
    job.id,
    of.role,
    of.n ?? 1,
    of.state ?? "rejected",
    NOW - TIMINGS.settleMs.reduce((sum, ms) => sum + ms, 0),
    of.state === "sent" ? null : '{"kind":"unknown-outcome"}',
  );

/** The credits of an order, and a job that ends. */
function original() {
  const found = world();
  const key = locks.creditsLockKey("order:1");
  const locked = (job: jobs.JobRow): boolean =>
    locks.lock(found.sql, job.id, [key], NOW, TIMINGS.settleMs, "credits");
  const over = (job: jobs.JobRow, outcome: jobs.JobRow["outcome"], ...reasons: Reason[]): void => {
    const ended = { status: "done", outcome, wait: null, due: null } as const;
    jobs.update(found.sql, job.id, { ...ended, reasons: JSON.stringify(reasons) }, NOW);
    locks.releaseAndWake(found.sql, job.id, NOW);
  };
  return { ...found, key, locked, over };
}

test.each([
  ["its runners died", "sent", reason("skipped-by-person", { actor: "anna", documents: null })],
  ["a person is asked about it", "rejected", reason("cancelled-before-booking")],
])(
  "a credit that may be there once its job is over, as %s, keeps its original locked from all but its own key",
  (_why, state, decided) => {
    const { sql, running, key, locked, over } = original();
    const [credit, other] = [running("order:2"), running("order:1")];
    locks.acquire(sql, credit.id, ["buyer", key]);
    leave(sql, credit, { role: "voucher-credit", state });
    over(credit, "held");
    expect(locks.lock(sql, other.id, ["buyer"], NOW, TIMINGS.settleMs)).toBe(true);
    expect(locked(other)).toBe(false);
    // A person retries it.
    const again = running("order:2");
    expect(locked(again)).toBe(true);
    over(again, "needs-attention");
    expect(locked(other)).toBe(false);
    for (const nobodyLooked of [reason("flow-off"), reason("run-cancelled")]) {
      over(running("order:2"), "skipped", nobodyLooked);
      expect(locked(other)).toBe(false);
    }
    // Another of its jobs, that asks for no lock, ends the question.
    over(running("order:2"), "skipped", decided);
    expect(locks.holderOf(sql, key)).toBe(null);
    expect(locked(other)).toBe(true);
  },
);

test.each([
  ["delta-credit-draft", "invoice", true],
  ["delta-credit-draft", "delta-credit", false],
  ["credit-draft", "order-credit", true],
  ["voucher-reversal", "voucher", true],
  ["voucher-reversal", "voucher-reversal", false],
])(
  "a %s without an answer, beside the document %s of its number, is left: %s",
  (role, as, left) => {
    const { sql, running, key, locked, over } = original();
    const [owner, other] = [running("order:1"), running("order:2")];
    locks.acquire(sql, owner.id, [key]);
    leave(sql, owner, { role });
    run(
      sql,
      `INSERT INTO documents (key, role, n, id, state, updated_at) VALUES (?, ?, 1, 'd', 'live', 0)`,
      owner.key,
      as,
    );
    over(owner, "needs-attention");
    expect(locked(other)).toBe(!left);
  },
);

test("a credit that was left and isn't needed any more ends its lock as its order ends well", () => {
  const { sql, running, key, locked, over } = original();
  const [owner, other] = [running("order:1"), running("order:2")];
  locks.acquire(sql, owner.id, [key]);
  leave(sql, owner, { role: "delta-credit-draft", n: 2 });
  over(owner, "needs-attention");
  expect(locked(other)).toBe(false);
  over(running("order:1"), "booked");
  expect(locked(other)).toBe(true);
});
