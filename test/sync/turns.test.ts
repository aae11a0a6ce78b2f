/**
 * Recurring works on the object's own tables: who begins, who waits, and what is remembered of
 * keys.
 */
import { describe, expect, test } from "vitest";
import type { Timings } from "../../src/env.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as turns from "../../src/sync/tenant/intake/turns.ts";
import { reuseIdleJob } from "../../src/sync/tenant/jobs/reuse-idle-job.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as keys from "../../src/sync/tenant/jobs/keys.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { bareReason } from "../support/bare-reason.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const KEY = "sweep:orders";
const EVERY = 300_000;
const DAY = 86_400_000;

function tenant() {
  const sql = objectSql();
  let now = Date.UTC(2026, 10, 24, 12);
  const timings = { sweepMs: EVERY, coalesceMs: 0, checksAfterMs: 0 } as Timings;
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    wake: () => undefined,
    tenantId: () => "t",
    deps: { timings },
    vault: { identity: () => "x" },
  } as unknown as TenantContext;
  meta.configure(sql, {
    administrationId: 1,
    version: 1,
    settings: {
      ...defaultSettings(),
      orders: { ...defaultSettings().orders, enabled: true, startLine: "2026-01-01T00:00:00Z" },
    },
  });
  const tick = (ms: number): void => {
    now += ms;
    turns.runDue(context);
  };
  const sweepEnds = (outcome: "skipped" | "updated"): void => {
    const job = jobs.openFor(sql, KEY);
    if (job === null) throw new Error("nothing sweeps");
    jobs.update(
      sql,
      job.id,
      {
        status: "done",
        outcome,
        due: null,
        reasons: JSON.stringify([
          bareReason(outcome === "skipped" ? "sweep-nothing-new" : "sweep-took-up"),
        ]),
      },
      now,
    );
  };
  const id = (): string | undefined => jobs.latestFor(sql, KEY)?.id;
  const types = (): unknown => JSON.parse(jobs.latestFor(sql, KEY)?.types ?? "[]");
  return { sql, context, tick, sweepEnds, id, types, now: () => now };
}

describe("a sweep's turn", () => {
  test("comes at once, and again after its interval, not before", () => {
    const { tick, sweepEnds, id, context } = tenant();
    tick(0);
    const first = id();
    sweepEnds("updated");
    tick(EVERY - 1);
    expect([id(), turns.nextDue(context)]).toEqual([first, Date.UTC(2026, 10, 24, 12) + EVERY]);
    tick(1);
    expect(id()).not.toBe(first);
  });

  test("that had nothing to tell gives its job to the next; one that took orders up keeps its own", () => {
    const { tick, sweepEnds, id } = tenant();
    tick(0);
    sweepEnds("skipped");
    const quiet = id();
    tick(EVERY);
    expect(id()).toBe(quiet);
    sweepEnds("updated");
    tick(EVERY);
    expect(id()).not.toBe(quiet);
  });

  test("of stock keeps the job of a run that found both sides equal", () => {
    const { sql, now } = tenant();
    const stock = { key: "stock", flow: "stock", type: "schedule", lane: "sweep" } as const;
    const job = jobs.create(sql, { ...stock, due: now(), now: now() });
    const ended = (code: "stock-equal" | "trial-mode") => {
      jobs.update(
        sql,
        job.id,
        { status: "done", outcome: "skipped", reasons: JSON.stringify([bareReason(code)]) },
        now(),
      );
      return reuseIdleJob(sql, jobs.latestFor(sql, "stock"), stock, now())?.id ?? null;
    };
    expect([ended("stock-equal"), ended("trial-mode")]).toEqual([null, job.id]);
  });

  test("is passed over while the one before is still to begin, and shares its job with the night's", () => {
    const { sql, tick, id, types } = tenant();
    tick(0);
    const first = id();
    tick(EVERY);
    tick(EVERY);
    expect([id(), types(), jobs.reportedCount(sql, KEY)]).toEqual([first, ["schedule"], 1]);
    tick(DAY);
    expect([id(), types()]).toEqual([first, ["schedule", "nightly"]]);
  });

  test.each([
    ["waits for its next try", { status: "waiting", wait: "back-off", tries: 2 }],
    ["is tried just then", { status: "running", wait: null, tries: 2 }],
  ] as const)("counts as run when its job was begun, while that %s", (_, state) => {
    const { sql, context, tick, sweepEnds, id, now } = tenant();
    const lastRun = () => turns.views(context).find(({ name }) => name === "order-sweep")?.lastRun;
    tick(0);
    const at = now();
    jobs.update(sql, id() ?? "", state, at);
    tick(EVERY);
    tick(EVERY);
    expect(lastRun()).toBe(at);
    sweepEnds("skipped");
    // It was checked since the turn that found it unfinished.
    expect(lastRun()).toBe(at + 2 * EVERY);
    tick(EVERY);
    expect(lastRun()).toBe(at + 3 * EVERY);
  });

  test("doesn't come while its flow is stopped, and is overdue at once when it goes on", () => {
    const { sql, context, tick, id, now } = tenant();
    meta.stopFlow(sql, "orders", { actor: "a", note: "", since: now() });
    tick(EVERY);
    expect(id()).toBeUndefined();
    expect(turns.views(context).find((work) => work.name === "order-sweep")?.nextRun).toBeNull();
    meta.startFlow(sql, "orders");
    tick(0);
    expect(id()).toBeDefined();
  });
});

test("what a person began is told beside the turn: when, as which job, and to the works that it does", () => {
  const { sql, context, tick, sweepEnds, id, now } = tenant();
  const of = (name: string) => turns.views(context).find((work) => work.name === name);
  tick(0);
  sweepEnds("updated");
  const [scheduled, at] = [id(), now()];
  expect(of("order-sweep")).toMatchObject({ lastRun: at, job: { id: scheduled }, manualRun: null });
  // Halfway to the next turn.
  tick(EVERY / 2);
  const [begun] = turns.runNow(context, "orders");
  expect(of("order-sweep")).toMatchObject({
    lastRun: at,
    job: { id: scheduled },
    manualRun: { at: at + EVERY / 2, job: { id: begun, status: "queued", outcome: null } },
  });
  // The night's looks further back than a person's.
  expect(of("order-sweep-nightly")?.manualRun).toBeNull();
  expect(of("stock")?.manualRun).toBeNull();
  expect(jobs.latestFor(sql, KEY)?.id).toBe(begun);
});

test("what runs by night alone is run by hand as well", () => {
  const { sql, context, now } = tenant();
  const [begun] = turns.runNow(context, "reconciliation");
  const told = turns.views(context).find(({ name }) => name === "reconciliation");
  expect([told?.lastRun, told?.manualRun?.at, told?.manualRun?.job?.id]).toEqual([
    null,
    now(),
    begun,
  ]);
  expect(jobs.latestFor(sql, "reconciliation")?.types).toBe('["by-hand"]');
});

test("all turns are read in one statement each time that they are asked for", () => {
  const { sql, context, tick } = tenant();
  tick(0);
  turns.nextDue(context);
  const asked: string[] = [];
  const exec = ((query: string, ...binds: never[]) => {
    asked.push(query);
    return sql.exec(query, ...binds);
  }) as SqlStorage["exec"];
  turns.nextDue({ ...context, sql: { exec } as SqlStorage });
  expect(asked.filter((query) => query.includes("turns"))).toEqual(["SELECT * FROM turns"]);
});

describe("what is remembered of keys", () => {
  const document = {
    role: "sales-order",
    n: 1,
    id: "d",
    number: "1",
    state: "live",
    sourceHash: null,
    ownedHash: null,
  } as const;

  test("is the state in which each was met, and whether there is a job and a document; nothing of a key never heard of", () => {
    const { sql, context } = tenant();
    intake.enqueue(context, { key: "order:1", flow: "orders", type: "sweep", lane: "sweep" });
    keys.note(sql, "order:1", { known_state: "abc" });
    journal.saveDocument(sql, "order:1", document, 5);
    expect(keys.knownKeys(sql, ["order:1", "order:2"])).toEqual({
      "order:1": { knownState: "abc", known: true, document: true },
    });
  });

  test("of documents that stand: those of orders, written since, that nobody works on or holds", () => {
    const { sql, context } = tenant();
    for (const [key, outcome] of [
      ["order:1", "booked"],
      ["order:2", "held"],
      ["order:3", null],
      ["order:4", "booked"],
      ["product:1", "booked"],
    ] as const) {
      const { job } = intake.enqueue(context, {
        key,
        flow: "orders",
        type: "sweep",
        lane: "sweep",
      });
      if (outcome !== null) jobs.update(sql, job.id, { status: "done", outcome }, 10);
      journal.saveDocument(sql, key, document, key === "order:4" ? 1 : 10);
    }
    journal.saveDocument(sql, "order:5", { ...document, state: "gone" }, 10);
    expect(keys.open(sql, 5, "")).toEqual(["order:1"]);
    expect(keys.open(sql, 0, "order:1")).toEqual(["order:4"]);
  });

  test("not those that a person skipped because the shop deleted them", () => {
    const { sql, context } = tenant();
    const skipped = reason("skipped-by-person", { actor: "somebody", documents: "1" });
    const found = [
      ["order:1", [skipped, reason("order-gone", { order: "1", documents: "1" })]],
      ["order:2", [skipped, reason("order-unchanged", { document: "1" })]],
    ] as const;
    for (const [key, reasons] of found) {
      const work = { key, flow: "orders", type: "sweep", lane: "sweep" } as const;
      const { job } = intake.enqueue(context, work);
      const ended = { status: "done", outcome: "skipped", reasons: JSON.stringify(reasons) };
      jobs.update(sql, job.id, ended as Parameters<typeof jobs.update>[2], 10);
      journal.saveDocument(sql, key, document, 10);
    }
    expect(keys.open(sql, 5, "")).toEqual(["order:2"]);
  });
});
