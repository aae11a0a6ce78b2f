/** A job is known by its order's number as soon as that was read, however the run that read it ends. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { PendingUpdates } from "../../src/sync/contract/runs.ts";
import * as claims from "../../src/sync/tenant/claims/claims.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { bareReason } from "../support/bare-reason.ts";
import { objectSql } from "../support/object-sql.ts";

const TIMINGS = { leaseMs: 1_000, coalesceMs: 0, settleMs: [1_000] } as unknown as Parameters<
  typeof claims.complete
>[4];
const NAMED: PendingUpdates = {
  settlements: [],
  documents: [],
  kinds: {},
  links: [],
  lists: {},
  memory: {},
  label: "SO-1001",
};

function running() {
  const sql = objectSql();
  const { id } = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: 0,
    now: 0,
  });
  if ("not" in claims.takeClaim(sql, id, 1, TIMINGS)) throw new Error("not taken");
  const job = () => {
    const row = jobs.byId(sql, id);
    if (row === null) throw new Error("no job");
    return row;
  };
  /** As it is stored, whatever is only in memory. */
  const told = (): unknown =>
    sql.exec<{ label: string | null }>("SELECT label FROM jobs").toArray()[0]?.label;
  return { sql, before: job(), job, told };
}

test("refused at its first write", () => {
  const { sql, before, job, told } = running();
  claims.storeUpdates(sql, NAMED, before, 2);
  claims.complete(
    sql,
    before,
    {
      outcome: "rejected",
      reasons: [bareReason("rejected-by-vendor")],
      label: null,
      figures: null,
      timeline: null,
      people: [],
    },
    2,
    TIMINGS,
  );
  expect([job().label, told()]).toEqual(["SO-1001", "SO-1001"]);
});

test("in doubt at its first write", () => {
  const { sql, before, job, told } = running();
  claims.storeUpdates(sql, NAMED, before, 2);
  claims.park(
    sql,
    before,
    {
      wait: "in-doubt",
      dueMs: 1_000,
      reasons: [reason("outcome-unknown")],
      capability: null,
      countsAsTry: false,
      timeline: null,
      people: [],
    },
    2,
  );
  expect([job().label, told()]).toEqual(["SO-1001", "SO-1001"]);
});

test("what a run that lost its claim brings names nothing, and a runner of the release before says nothing", () => {
  const { sql, before, job } = running();
  claims.storeUpdates(sql, NAMED, null, 2);
  expect(job().label).toBeNull();
  claims.storeUpdates(sql, NAMED, before, 2);
  const { label: _, ...silent } = NAMED;
  claims.storeUpdates(sql, silent, before, 3);
  expect(job().label).toBe("SO-1001");
});

test("gone from the shop: it keeps the number that an earlier run read", () => {
  const { sql, before } = running();
  const end = (job: jobs.JobRow, label: string | null) =>
    claims.complete(
      sql,
      job,
      {
        outcome: label === null ? "held" : "booked",
        reasons: [],
        label,
        figures: null,
        timeline: null,
        people: [],
      },
      2,
      TIMINGS,
    );
  end(before, "SO-1001");
  const work = { lane: "live", type: "order.deleted", due: 3, now: 3 } as const;
  const { id } = jobs.create(sql, { key: "order:1", flow: "orders", ...work });
  if ("not" in claims.takeClaim(sql, id, 4, TIMINGS)) throw new Error("not taken");
  const gone = jobs.byId(sql, id);
  if (gone === null) throw new Error("no job");
  end(gone, null);
  expect(jobs.byId(sql, id)).toMatchObject({ outcome: "held", label: "SO-1001" });
});

test("the next change of it, by what is known, before it is read anew", () => {
  const { sql, before } = running();
  const facts = JSON.stringify({ date: "2026-11-01" });
  jobs.update(sql, before.id, { status: "done", label: "SO-1001", articles: "CAP", facts }, 2);
  const of = { key: "order:1", flow: "orders", lane: "update", type: "order.updated" } as const;
  const next = jobs.create(sql, { ...of, due: 9, now: 3 });
  expect(next).toMatchObject({ status: "waiting", label: "SO-1001", articles: "CAP", facts });
});
