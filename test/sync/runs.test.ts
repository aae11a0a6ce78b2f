/** Long runs on the object's own tables: how far they are, and what a cancel leaves. */
import { describe, expect, test } from "vitest";
import type { Progress } from "../../src/flows/progress.ts";
import type { WriteIntent } from "../../src/flows/port.ts";
import type { RunView } from "../../src/sync/contract/index.ts";
import * as claims from "../../src/sync/tenant/claims/claims.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { cancelView, views } from "../../src/sync/tenant/runs/run-view.ts";
import * as runs from "../../src/sync/tenant/runs/runs.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const TIMINGS = { leaseMs: 25_000, settleMs: [60_000, 300_000, 900_000], coalesceMs: 0 };
const NOTHING = { settlements: [], documents: [], kinds: {}, links: [], lists: {}, memory: {} };
const INTENT: WriteIntent = {
  key: "stock",
  role: "stock-correction",
  n: 1,
  kind: "stock-order.create",
  marker: "m",
  markerCode: null,
  markerField: null,
  documentId: null,
};

function tenant(key: "products" | "sweep:debtors" | "stock") {
  const sql = objectSql();
  let now = 1_000_000;
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    wake: () => undefined,
    tenantId: () => "t",
    deps: { timings: TIMINGS },
  } as unknown as TenantContext;
  const flow = key === "sweep:debtors" ? "customers" : key;
  const begin = (): { tenantId: string; jobId: string; claimNo: number } => {
    const { job } = intake.enqueue(context, { key, flow, type: "schedule", lane: "sweep" });
    return take(job.id);
  };
  const take = (jobId: string) => {
    const taken = claims.takeClaim(sql, jobId, now, TIMINGS as never);
    if ("not" in taken) throw new Error(taken.not);
    return { tenantId: "t", jobId, claimNo: taken.claimNo };
  };
  const tell = (
    ref: ReturnType<typeof begin>,
    told: Partial<Progress>,
    memory: Record<string, string> = {},
  ) =>
    runs.progress(
      context,
      ref,
      { ...NOTHING, memory },
      { whole: true, read: 0, readTotal: 0, found: 0, written: null, ...told },
    ).kind;
  const complete = (
    ref: ReturnType<typeof begin>,
    outcome: "updated" | "held" | "skipped" = "updated",
  ): void => {
    const job = jobs.byId(sql, ref.jobId);
    if (job === null) throw new Error("no job");
    claims.complete(
      sql,
      job,
      { outcome, reasons: [], label: null, figures: null, timeline: null, people: [] },
      now,
      TIMINGS as never,
    );
    runs.look(context);
  };
  const hand = (...keys: string[]): void => {
    for (const one of keys)
      intake.enqueue(context, {
        key: one,
        flow,
        type: key === "products" ? "changed" : "swept",
        lane: "sweep",
      });
  };
  const end = (one: string): void => {
    const job = jobs.openFor(sql, one);
    if (job === null) throw new Error(`${one} isn't open`);
    jobs.update(sql, job.id, { status: "done", outcome: "updated", due: null }, now);
    runs.look(context);
  };
  const stand = (): RunView => {
    const [first] = views(context);
    if (first === undefined) throw new Error("there is no run");
    return first;
  };
  const outcomeOf = (one: string): string => {
    const job = jobs.latestFor(sql, one);
    return job === null
      ? "none"
      : `${job.status} ${JSON.parse(job.reasons)
          .map((reason: { code: string }) => reason.code)
          .join(" ")}`.trim();
  };
  return {
    sql,
    context,
    begin,
    take,
    tell,
    complete,
    hand,
    end,
    stand,
    outcomeOf,
    cancel: () => runs.cancel(context, stand().id),
    pass: (ms: number) => void (now += ms),
  };
}

describe("how far a run is", () => {
  test("one that reads a single page and finds nothing leaves no trace", () => {
    const { context, begin, tell, complete } = tenant("products");
    const ref = begin();
    expect(tell(ref, { read: 12, readTotal: 12 })).toBe("noted");
    complete(ref);
    expect(views(context)).toEqual([]);
  });

  test("while it reads, its speed and what is left are those of reading", () => {
    const { begin, tell, stand, pass } = tenant("products");
    const ref = begin();
    tell(ref, { read: 1_000, readTotal: 10_000 });
    pass(60_000);
    tell(ref, { read: 4_000, readTotal: 10_000, found: 3 });
    expect(stand()).toMatchObject({
      state: "reading",
      whole: true,
      read: 4_000,
      readTotal: 10_000,
      perMinute: 4_000,
      secondsLeft: 90,
    });
  });

  test("after that they are those of the jobs that it handed in, and it is over with the last", () => {
    const { context, begin, tell, hand, end, complete, stand, pass } = tenant("products");
    const ref = begin();
    hand("product:a", "product:b", "product:c");
    tell(ref, { read: 3, readTotal: 3, found: 3 });
    complete(ref);
    expect(stand()).toMatchObject({ state: "writing", total: 3, done: 0 });
    pass(30_000);
    end("product:a");
    expect(stand()).toMatchObject({
      state: "writing",
      total: 3,
      done: 1,
      perMinute: 2,
      secondsLeft: 60,
    });
    end("product:b");
    end("product:c");
    expect(stand()).toMatchObject({
      state: "done",
      total: 3,
      done: 3,
      perMinute: null,
      secondsLeft: null,
      endedAt: context.now(),
    });
  });

  test("what waited before it began is done with it, and counts", () => {
    const { begin, tell, hand, stand } = tenant("products");
    hand("product:old");
    const ref = begin();
    hand("product:a");
    tell(ref, { read: 1, readTotal: 1, found: 1 });
    expect(stand()).toMatchObject({ total: 2, done: 0 });
  });

  test("a run that breaks off is said to have failed", () => {
    const { begin, tell, complete, stand } = tenant("products");
    const ref = begin();
    tell(ref, { read: 1_000, readTotal: 10_000 });
    complete(ref, "held");
    expect(stand().state).toBe("failed");
  });

  test("runs of stock that follow each other are one, and count what they wrote themselves", () => {
    const { context, begin, tell, complete, stand } = tenant("stock");
    const first = begin();
    tell(first, { read: 900, readTotal: 900, found: 300, written: 0 });
    tell(first, { read: 900, readTotal: 900, found: 300, written: 200 });
    intake.enqueue(context, { key: "stock", flow: "stock", type: "rest", lane: "sweep" });
    complete(first);
    expect(stand()).toMatchObject({ state: "reading", total: 300, done: 200 });
    const second = begin();
    tell(second, { read: 900, readTotal: 900, found: 0, written: 0 });
    tell(second, { read: 900, readTotal: 900, found: 100, written: 0 });
    expect(stand()).toMatchObject({ total: 300, done: 200 });
    complete(second);
    expect(stand()).toMatchObject({ state: "done", total: 300, done: 300 });
    expect(views(context)).toHaveLength(1);
  });
});

describe("a run that is cancelled", () => {
  test("is told by its next word, and its marks are where they were before it", () => {
    const { sql, begin, tell, stand, cancel, outcomeOf } = tenant("products");
    meta.remember(sql, { "products-since": "5", "another-mark": "7" });
    const ref = begin();
    tell(ref, { read: 1_000, readTotal: 9_000 }, { "products-pass": "page 2" });
    expect(cancel()).toEqual({ ok: true });
    expect(stand()).toMatchObject({ state: "cancelled", secondsLeft: null });
    expect(outcomeOf("products")).toBe("done run-cancelled");
    expect(tell(ref, { read: 2_000, readTotal: 9_000 }, { "products-since": "6" })).toBe("fenced");
    expect(meta.memory(sql)).toEqual({ "products-since": "5", "another-mark": "7" });
  });

  test("drops the jobs that only it asked for, and no other", () => {
    const { context, begin, tell, hand, complete, cancel, take, stand, outcomeOf } =
      tenant("sweep:debtors");
    const ref = begin();
    hand("debtor:1", "debtor:2", "debtor:3");
    tell(ref, { read: 3, readTotal: 3, found: 3 });
    complete(ref);
    intake.enqueue(context, {
      key: "debtor:2",
      flow: "customers",
      type: "debtor.updated",
      lane: null,
    });
    take(jobs.openFor(context.sql, "debtor:3")?.id ?? "");
    // Whoever asks before is told exactly that, and nothing is changed by it.
    expect(cancelView(context, stand().id)).toMatchObject({
      run: { id: stand().id, total: 3, done: 0 },
      writesItself: false,
      dropped: 1,
      stays: 1,
    });
    expect(outcomeOf("debtor:1")).toBe("queued");
    cancel();
    expect(cancelView(context, stand().id)).toBe(null);
    expect([outcomeOf("debtor:1"), outcomeOf("debtor:2"), outcomeOf("debtor:3")]).toEqual([
      "done run-cancelled",
      "queued",
      "running",
    ]);
    expect(stand().state).toBe("cancelled");
  });

  test("the look at debtors begins where it did, so that none of those that were dropped is forgotten", () => {
    const { sql, begin, tell, hand, complete, cancel } = tenant("sweep:debtors");
    meta.remember(sql, { "debtors-since": "100" });
    const ref = begin();
    hand("debtor:1");
    tell(ref, { read: 1, readTotal: 1, found: 1 });
    meta.remember(sql, { "debtors-since": "200" });
    complete(ref);
    cancel();
    expect(meta.memory(sql)).toEqual({ "debtors-since": "100" });
  });

  test("waits for a write of its own that is on its way, and begins no other", () => {
    const { sql, context, begin, tell, complete, cancel, stand, outcomeOf } = tenant("stock");
    const ref = begin();
    tell(ref, { read: 10, readTotal: 10, found: 2, written: 0 });
    expect(cancelView(context, stand().id)).toMatchObject({ writesItself: true, dropped: 0 });
    const { opId, attempt } = journal.send(sql, {
      jobId: ref.jobId,
      claimNo: ref.claimNo,
      intent: INTENT,
      request: { keyId: "k", bytes: new Uint8Array(1) },
      now: context.now(),
      abortAt: context.now() + 1,
    });
    cancel();
    expect([stand().state, outcomeOf("stock")]).toEqual(["cancelling", "running"]);
    intake.enqueue(context, { key: "stock", flow: "stock", type: "rest", lane: "sweep" });
    claims.storeUpdates(
      sql,
      {
        ...NOTHING,
        settlements: [
          {
            opId,
            attempt,
            state: "compared",
            documentId: "1",
            documentNumber: null,
            failure: null,
            document: null,
            link: null,
          },
        ],
      },
      jobs.byId(sql, ref.jobId),
      context.now(),
    );
    complete(ref);
    expect([stand().state, outcomeOf("stock")]).toEqual(["cancelled", "done run-cancelled"]);
  });

  test("can't be cancelled twice, nor one that never was", () => {
    const { context, begin, tell, cancel } = tenant("products");
    tell(begin(), { read: 1_000, readTotal: 9_000 });
    cancel();
    expect(cancel()).toMatchObject({ ok: false, kind: "over" });
    expect(runs.cancel(context, "r999999")).toMatchObject({ ok: false, kind: "not-found" });
  });
});

test("the last fifty are kept", () => {
  const { sql, begin, tell, complete } = tenant("products");
  for (let n = 0; n < 60; n += 1) {
    const ref = begin();
    tell(ref, { read: 1_000, readTotal: 2_000 });
    complete(ref);
  }
  expect(sql.exec("SELECT count(*) AS n FROM runs").toArray()).toEqual([{ n: 50 }]);
});
