/** What the object deletes, what it never does, and that it says so. */
import { beforeEach, describe, expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { step } from "../../src/sync/tenant/alarm/retention.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as keys from "../../src/sync/tenant/jobs/keys.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { previewDeletion } from "../../src/sync/tenant/privacy/would-delete.ts";
import { missingSums } from "../../src/sync/tenant/reconciliation/order-findings.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { CHANGED, sweep } from "../../src/sync/tenant/storage/sweeps.ts";
import { clear } from "../support/hourly-care.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 24, 12);
let sql: SqlStorage;
let now = START;
let context: TenantContext;

beforeEach(() => {
  now = START;
  sql = objectSql();
  context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    wake: () => undefined,
    deps: { timings: { coalesceMs: 0 } },
  } as unknown as TenantContext;
});

function ended(
  key: string,
  outcome: jobs.JobRow["outcome"],
  flow: jobs.JobRow["flow"] = "orders",
): string {
  const { job } = intake.enqueue(context, { key, flow, type: "order.created", lane: "live" });
  jobs.update(sql, job.id, { status: "done", outcome, due: null }, now);
  payloads.add(
    sql,
    job.id,
    { timeline: { keyId: "k1", bytes: new Uint8Array([1]) }, people: ["k1:x"] },
    now,
  );
  return job.id;
}

const left = (): string[] =>
  all<{ id: string }>(sql, "SELECT id FROM jobs ORDER BY id").map((row) => row.id);

describe("past its retention", () => {
  test("what was compared goes, and what was found before a document was written isn't told any more", () => {
    const span = { from: START - DAY, to: START + DAY };
    ended("order:1", "booked");
    run(
      sql,
      `INSERT INTO documents (key, role, n, id, state, updated_at)
       VALUES ('order:1', 'invoice', 0, 'd', 'live', 7)`,
    );
    run(
      sql,
      `INSERT INTO reconciliation_orders (id, key, day, date, known_state, run, at)
       VALUES (1, 'order:1', '2026-11-24', '2026-11-24', '', 1, 9)`,
    );
    run(
      sql,
      `INSERT INTO reconciliation_findings (finding, thing, key, run, at)
       VALUES ('missing', 'order:1', 'order:1', 1, 5)`,
    );
    expect(missingSums(sql, [span]).map(({ n }) => n)).toEqual([1]);
    now += 31 * DAY;
    expect(clear(context, 30).compared).toBe(1);
    expect(missingSums(sql, [span])).toEqual([]);
  });

  test("a finished job goes, with its timeline", () => {
    const old = ended("order:1", "booked");
    now += 20 * DAY;
    const young = ended("order:2", "skipped");
    now += 11 * DAY;
    const counts = [31, 30, 10].map(
      (retentionDays) => previewDeletion(context, { retentionDays, evidenceYears: null }).timelines,
    );
    expect([counts, left().length]).toEqual([[0, 1, 2], 2]);
    expect(clear(context, 30)).toMatchObject({ jobs: 1, payloads: 1 });
    expect(left()).toEqual([young]);
    expect(payloads.of(sql, old)).toEqual([]);
  });

  test.each(["held", "rejected", "needs-attention", "in-doubt"] as const)(
    "a key's newest job that is %s stays until a person has seen to it, and its older ones go",
    (outcome) => {
      ended("order:1", "held");
      now += 1;
      const newest = ended("order:1", outcome);
      now += 40 * DAY;
      clear(context, 30);
      expect(left()).toEqual([newest]);
    },
  );

  test("a job that keeps an order's credits locked stays until they are free", () => {
    const first = ended("order:1", "needs-attention");
    run(sql, "INSERT INTO locks (key, job_id) VALUES ('credits order:1', ?)", first);
    now += 1;
    const newest = ended("order:1", "needs-attention");
    now += 40 * DAY;
    clear(context, 30);
    expect(left()).toEqual([first, newest]);
    run(sql, "DELETE FROM locks");
    clear(context, 30);
    expect(left()).toEqual([newest]);
  });

  test("a dry run goes however it ended: nobody sees to it", () => {
    ended("dry-run:b000001:1", "held", "dry-run");
    const order = ended("order:1", "held");
    now += 40 * DAY;
    clear(context, 30);
    expect(left()).toEqual([order]);
  });

  test.each(["dead", "waiting"] as const)(
    "the request of a write in doubt goes with the timelines of its %s job, and what it is judged by stays",
    (status) => {
      const { job } = intake.enqueue(context, {
        key: "order:1",
        flow: "orders",
        type: "order.created",
        lane: "live",
      });
      const change = { dead: { outcome: "held" }, waiting: { wait: "pause" } } as const;
      jobs.update(sql, job.id, { status, ...change[status], due: null }, now);
      run(
        sql,
        `INSERT INTO operations
           (id, job_id, key, role, n, kind, state, claim, sent_at, abort_at, failure, marker,
            request_key, request)
         VALUES (1, ?, 'order:1', 'sales-order', 1, 'order.create', 'in-doubt', 1, ?, ?,
           '{"kind":"unknown-outcome"}', 'm', 'k1', x'01')`,
        job.id,
        now,
        now + 30_000,
      );
      const rest = { state: "in-doubt", marker: "m", abort_at: now + 30_000 };
      now += 20 * DAY;
      expect(clear(context, 30).requests).toBe(0);
      now += 20 * DAY;
      expect(clear(context, 30).requests).toBe(1);
      expect(all(sql, "SELECT request, state, marker, abort_at, failure FROM operations")).toEqual([
        { request: null, ...rest, failure: '{"kind":"unknown-outcome"}' },
      ]);
    },
  );

  test("a write that the vendor refused is still known as refused, once its request and the vendor's words are gone", () => {
    const job = ended("order:1", "booked");
    const failures = {
      refused: {
        kind: "rejected",
        vendor: "eaccounting",
        status: 400,
        code: 2000,
        message: "",
        fields: [],
      },
      doubtful: null,
      conflicting: { kind: "conflict", vendor: "eaccounting", code: 4000, message: "" },
    };
    for (const [n, failure] of Object.values(failures).entries())
      run(
        sql,
        "INSERT INTO operations (id, job_id, key, role, n, kind, state, claim, settled_at, failure) VALUES (?, ?, 'order:1', 'payment', ?, 'payment.create', 'rejected', 1, ?, ?)",
        n + 1,
        job,
        n,
        now,
        failure === null ? null : JSON.stringify(failure),
      );
    now += 31 * DAY;
    expect([clear(context, 30).requests, clear(context, 30).requests]).toEqual([2, 0]);
    expect(
      journal.forJob(sql, job, "order:1").map((row) => [journal.entry(row).refused, row.failure]),
    ).toEqual([
      [true, '{"kind":"rejected"}'],
      [false, null],
      [false, null],
    ]);
  });

  test("a job that isn't over stays, and so does one that has a write in doubt", () => {
    const { job } = intake.enqueue(context, {
      key: "order:1",
      flow: "orders",
      type: "order.created",
      lane: "live",
    });
    const doubtful = ended("order:2", "booked");
    run(
      sql,
      "INSERT INTO operations (id, job_id, key, role, n, kind, state, claim) VALUES (1, ?, 'order:2', 'sales-order', 1, 'order.update', 'in-doubt', 1)",
      doubtful,
    );
    now += 400 * DAY;
    clear(context, 30);
    expect(left()).toEqual([job.id, doubtful]);
  });

  test("documents, heads of the journal, links and keys stay; of a write only its request and its refusal go", () => {
    const id = ended("order:1", "booked");
    run(
      sql,
      "INSERT INTO operations (id, job_id, key, role, n, kind, state, claim, marker, settled_at, request_key, request, failure) VALUES (1, ?, 'order:1', 'sales-order', 1, 'order.create', 'compared', 1, '1 #AAAAAAAA', ?, 'k1', ?, '{}')",
      id,
      now,
      new Uint8Array([1]).buffer,
    );
    run(
      sql,
      "INSERT INTO documents (key, role, n, id, state, updated_at) VALUES ('order:1', 'sales-order', 1, 'd', 'live', ?)",
      now,
    );
    run(
      sql,
      "INSERT INTO links (kind, source, target, by, data, updated_at) VALUES ('customer', '7', 'c', 'engine', '{}', ?)",
      now,
    );
    now += 400 * DAY;
    expect(clear(context, 30)).toMatchObject({ requests: 1 });
    expect(all(sql, "SELECT marker, request, failure FROM operations")).toEqual([
      { marker: "1 #AAAAAAAA", request: null, failure: null },
    ]);
    expect(
      [
        all(sql, "SELECT 1 AS one FROM documents"),
        all(sql, "SELECT 1 AS one FROM links"),
        all(sql, "SELECT 1 AS one FROM keys"),
      ].map((rows) => rows.length),
    ).toEqual([1, 1, 1]);
  });

  test("a sweep doesn't take an order up again for its job is gone", () => {
    ended("order:1", "skipped");
    keys.note(sql, "order:1", { known_state: "seen so" });
    now += 40 * DAY;
    clear(context, 30);
    expect(keys.knownKeys(sql, ["order:1"])).toEqual({
      "order:1": { knownState: "seen so", known: true, document: false },
    });
  });

  test("of a back-fill's list what is settled goes, and a held order keeps its way across the start line; a dry run's list goes as a whole", () => {
    for (const [id, of] of [
      ["b1", "b0"],
      ["b0", null],
    ] as const)
      run(
        sql,
        "INSERT INTO backfills (id, of, from_day, to_day, state, settings_version, actor, created_at, ended_at) VALUES (?, ?, '', '', 'done', 1, '', 0, ?)",
        id,
        of,
        now,
      );
    for (const [id, key, verdict] of [
      ["b1", "order:1", "booked"],
      ["b1", "order:2", "held"],
      ["b0", "order:1", "would-book"],
      ["b0", "order:2", "held"],
    ])
      run(
        sql,
        "INSERT INTO backfill_orders (backfill, key, dated, state, verdict) VALUES (?, ?, '', 'done', ?)",
        id ?? "",
        key ?? "",
        verdict ?? "",
      );
    now += 40 * DAY;
    expect(clear(context, 30)).toMatchObject({ lists: 3 });
    expect(all(sql, "SELECT backfill, key FROM backfill_orders")).toEqual([
      { backfill: "b1", key: "order:2" },
    ]);
  });

  test("an alert that is over goes, one that is open stays", () => {
    alerts.raise(sql, "a", reason("poison"), null, now);
    alerts.raise(sql, "b", reason("poison"), null, now);
    alerts.resolve(sql, "a", now);
    now += 40 * DAY;
    expect(clear(context, 30)).toMatchObject({ alerts: 1 });
    expect(alerts.list(sql).alerts.map(({ id }) => id)).toEqual(["b"]);
  });
});

test("ids of webhooks that came are kept for two days, as long as one may be told from another by them", () => {
  const told = (eventId: string) =>
    intake.enqueue(context, {
      key: "order:1",
      flow: "orders",
      type: "order.created",
      lane: "live",
      eventId,
    });
  const taken = (eventId: string): boolean =>
    jobs.findEventJob(sql, "order:1", eventId, now) !== null;
  for (const eventId of ["old", "new"]) {
    const { job } = told(eventId);
    jobs.update(sql, job.id, { status: "done", outcome: "booked" }, now);
    now += 2;
  }
  now += 2 * DAY - 3;
  // A retention of a day keeps the job that took it all the same.
  expect(clear(context, 1)).toMatchObject({ events: 1, jobs: 1 });
  expect(["old", "new"].map(taken)).toEqual([false, true]);
  now += DAY;
  expect(["old", "new"].map(taken)).toEqual([false, false]);
});

test("each day has one line that says what it deleted; an hour without anything adds nothing to it", () => {
  ended("order:1", "booked");
  now += 40 * DAY;
  clear(context, 30);
  now += 3_600_000;
  clear(context, 30);
  ended("order:2", "booked");
  now += 3_600_000;
  clear(context, 0);
  const [line] = all<{ row: string }>(
    sql,
    "SELECT row FROM outbox WHERE tbl = 'retention_runs'",
  ).map(
    ({ row }) =>
      JSON.parse(row) as { row: { day: string; runs: number; cleared: Record<string, number> } },
  );
  expect(line?.row).toMatchObject({
    day: "2027-01-03",
    runs: 2,
    cleared: { jobs: 2, payloads: 2, events: 0 },
  });
});

test("a day on which there was nothing to delete has its line as well", () => {
  clear(context, 30);
  now += 3_600_000;
  clear(context, 30);
  expect(all(sql, "SELECT runs FROM retention_runs")).toEqual([{ runs: 1 }]);
});

test("ten thousand finished jobs are deleted in steps that each change little", () => {
  run(
    sql,
    `INSERT INTO jobs (
       id, key, flow, lane, status, over, outcome, types, reasons, created_at, updated_at
     )
     WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 10000)
     SELECT 'j' || printf('%09d', n), 'order:' || n, 'orders', 'live', 'done', 1, 'booked', '[]',
       '[]', ?1, ?1
     FROM s`,
    now,
  );
  now += 40 * DAY;
  const steps: number[] = [];
  for (let left = true; left;) {
    const done = step(context, 30, null, steps.length === 0);
    steps.push(done.cleared.jobs);
    left = done.left;
  }
  expect(steps.reduce((sum, n) => sum + n, 0)).toBe(10_000);
  expect(Math.max(...steps)).toBe(CHANGED);
});

describe("a sweep", () => {
  const next = () =>
    sweep<{ key: string }>(
      sql,
      {
        name: "tried",
        table: "keys",
        by: ["key"],
        what: { text: "wanted = ?", binds: [1] },
      },
      now,
    );
  const lay = (most: number): void =>
    run(
      sql,
      `INSERT INTO keys (key, wanted)
       WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ?)
       SELECT 'order:' || printf('%05d', n), n % 100 = 0 FROM s`,
      most,
    );
  const through = (): string[] => {
    const seen: string[] = [];
    for (let left = true; left;) {
      const done = next();
      seen.push(...done.found.map(({ key }) => key));
      left = done.left;
    }
    return seen;
  };

  test("of a small table looks at all of it, each time, and notes nothing", () => {
    lay(900);
    expect([through().length, through().length]).toEqual([9, 9]);
    expect(all(sql, "SELECT k FROM meta WHERE k LIKE 'sweep%'")).toEqual([]);
  });

  test("of a large one goes on where it stood, and begins anew twenty hours after it began", () => {
    lay(5_500);
    expect(next()).toMatchObject({ left: true });
    expect(through()).toHaveLength(45);
    expect(next()).toEqual({ found: [], left: false });
    now += 19 * 3_600_000;
    expect(through()).toEqual([]);
    now += 3_600_000;
    expect(through()).toHaveLength(55);
  });

  test("leaves what is more than a step may change to the next", () => {
    lay(600);
    run(sql, "UPDATE keys SET wanted = 1");
    const seen = through();
    expect([seen.length, new Set(seen).size]).toEqual([600, 600]);
  });
});
