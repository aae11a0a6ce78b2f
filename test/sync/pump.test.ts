/**
 * Which jobs the pump picks and when it looks again, against the same said plainly; and that it
 * costs no more the more there waits.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type JobStatus, type Lane, LANES, type Wait } from "../../src/domain/jobs/job.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { shareMemory } from "../../src/sync/tenant/storage/memory.ts";
import {
  BACKFILL_WINDOW,
  inFlight,
  LOST_MS,
  mayWake,
  nextWakeAt,
  pickJobsToWake,
  WINDOW,
} from "../../src/sync/tenant/intake/pump.ts";
import { objectSql } from "../support/object-sql.ts";

const NOW = 1_000_000;

type Job = {
  readonly lane: string;
  readonly status: string;
  readonly wait: string | null;
  readonly due: number | null;
  readonly woken: number | null;
  readonly lease: number | null;
};

const around = fc.integer({ min: NOW - 40_000, max: NOW + 40_000 });
const anyJob: fc.Arbitrary<Job> = fc.record({
  lane: fc.constantFrom(...LANES, "of-a-newer-release"),
  status: fc.constantFrom("queued", "waiting", "running", "done", "dead"),
  wait: fc.constantFrom(null, "rate", "back-off"),
  due: fc.option(around),
  woken: fc.option(fc.integer({ min: NOW - 60_000, max: NOW })),
  lease: fc.option(around),
});

function objectWith(all: readonly Job[]) {
  const sql = objectSql();
  const known = all.map((job, n) => {
    const { id } = jobs.create(sql, {
      key: `order:${n}`,
      flow: "orders",
      lane: "live",
      type: "test",
      due: NOW,
      now: NOW,
    });
    const lease = job.status === "running" ? (job.lease ?? NOW + 1) : null;
    jobs.update(
      sql,
      id,
      {
        lane: job.lane as Lane,
        status: job.status as JobStatus,
        wait: job.wait as Wait | null,
        due: job.due,
        lease_until: lease,
      },
      NOW,
    );
    if (["queued", "waiting"].includes(job.status))
      jobs.update(sql, id, { woken_at: job.woken }, NOW);
    return { ...job, id, lease };
  });
  return { sql, known };
}

type Known = ReturnType<typeof objectWith>["known"];

const ready = (known: Known): Known =>
  known.filter(({ status }) => status === "queued" || status === "waiting");
const rank = (lane: string): number =>
  (LANES.findIndex((one) => one === lane) + LANES.length + 1) % (LANES.length + 1);
const flying = (known: Known): Known =>
  known.filter(({ status, lease, woken }) =>
    status === "running"
      ? (lease ?? 0) > NOW
      : (status === "queued" || status === "waiting") && woken !== null && woken > NOW - LOST_MS,
  );

function picked(known: Known, most: number): string[] {
  const due = ready(known).filter(
    (job) =>
      job.due !== null && job.due <= NOW && (job.woken === null || job.woken <= NOW - LOST_MS),
  );
  const first = due
    .toSorted(
      (a, b) =>
        rank(a.lane) - rank(b.lane) || (a.due ?? 0) - (b.due ?? 0) || a.id.localeCompare(b.id),
    )
    .slice(0, Math.max(0, most));
  const free = Math.max(
    0,
    BACKFILL_WINDOW - flying(known).filter(({ lane }) => lane === "back-fill").length,
  );
  const pastOnes = first.filter(({ lane }) => lane === "back-fill").slice(0, free);
  return [...first.filter(({ lane }) => lane !== "back-fill"), ...pastOnes].map(({ id }) => id);
}

function wokenAt(known: Known): number | null {
  const waiting = ready(known).flatMap(({ due, woken }) =>
    due === null ? [] : [woken === null ? due : Math.max(due, woken + LOST_MS)],
  );
  const instants = [
    ...waiting,
    ...known.flatMap(({ status, lease }) =>
      status === "running" && lease !== null ? [lease] : [],
    ),
  ];
  if (instants.length === 0) return null;
  return Math.min(...instants) <= NOW ? NOW + 1_000 : Math.min(...instants);
}

test("the pump picks, counts and looks again as it would by going through all jobs", () => {
  fc.assert(
    fc.property(
      fc.array(anyJob, { maxLength: 40 }),
      fc.integer({ min: 0, max: WINDOW }),
      (all, most) => {
        const { sql, known } = objectWith(all);
        expect(inFlight(sql, NOW)).toBe(flying(known).length);
        const free = WINDOW - flying(known).length;
        const standing = known.filter(
          ({ status, wait, due }) =>
            status === "waiting" && wait === "rate" && due !== null && due > NOW,
        ).length;
        expect(mayWake(sql, NOW, false)).toBe(free);
        expect(mayWake(sql, NOW, true)).toBe(Math.min(free, 2 - standing));
        expect(nextWakeAt(sql, NOW)).toBe(wokenAt(known));
        expect(pickJobsToWake(sql, NOW, most)).toEqual(picked(known, most));
      },
    ),
  );
});

/** Every statement that `work` makes, with SQLite's own word on how it goes about it. */
function plans(work: (sql: SqlStorage) => void): string[] {
  const sql = objectSql();
  const found: string[] = [];
  const watched = {
    exec: (query: string, ...binds: never[]) => {
      found.push(
        `${query}: ${sql
          .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, ...binds)
          .toArray()
          .map(({ detail }) => detail)
          .join("; ")}`,
      );
      return sql.exec(query, ...binds);
    },
  } as unknown as SqlStorage;
  for (const lane of LANES)
    jobs.create(sql, {
      key: `order:${lane}`,
      flow: "orders",
      lane,
      type: "test",
      due: NOW,
      now: NOW,
    });
  // Once in an object's life: which jobs run.
  jobs.running(sql);
  shareMemory(watched, sql);
  work(watched);
  return found;
}

test("nothing that the pump asks goes through all jobs, nor through all that wait", () => {
  const found = plans((sql) => {
    inFlight(sql, NOW);
    mayWake(sql, NOW, true);
    pickJobsToWake(sql, NOW, WINDOW);
    nextWakeAt(sql, NOW);
  });
  expect(found.length).toBeGreaterThan(6);
  expect(found.filter((plan) => /SCAN jobs|TEMP B-TREE/.test(plan))).toEqual([]);
});
