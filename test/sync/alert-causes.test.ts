/** Who is alerted when: each cause raises its alert and ends it, and what an alert names says so. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { isAlerted, reason, type Reason, type ReasonCode } from "../../src/domain/reasons/index.ts";
import { list } from "../../src/sync/tenant/monitoring/alerts.ts";
import * as causes from "../../src/sync/tenant/monitoring/alert-causes.ts";
import { saveFinding } from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { bareReason } from "../support/bare-reason.ts";
import { objectSql } from "../support/object-sql.ts";

const SRC = join(import.meta.dirname, "../../src");
const job = { id: "j1", key: "order:1", flow: "orders" } as const;
const gone = reason("document-gone", { document: "7", later: false });

let sql: SqlStorage;
beforeEach(() => {
  sql = objectSql();
});
const open = (): readonly (readonly [string, string])[] =>
  list(sql)
    .alerts.filter(({ resolvedAt }) => resolvedAt === null)
    .map(({ id, reason: { code } }) => [id, code] as const)
    .toSorted(([left], [right]) => left.localeCompare(right));

function foundTwice(at: number): void {
  saveFinding(sql, { finding: "twice", thing: "order d8", key: "order:8", run: 1, at });
  causes.compared(sql, "j9", at);
}

/** Reasons that alert-causes.ts names itself, or one caller hands in. */
const NAMED: readonly ReasonCode[] = [
  "poison",
  "planning-died",
  "outcome-unknown",
  "document-unlinked",
  "first-day-limit",
  "sweep-not-run",
];

/** What raises it, what is open then, and what ends it. */
const ROWS: readonly (readonly [
  string,
  () => void,
  readonly (readonly [string, ReasonCode])[],
  () => void,
])[] = [
  [
    "a job that is held",
    () => causes.jobEnded(sql, job, "held", [bareReason("order-unchanged"), gone], 1),
    [["job order:1", "document-gone"]],
    () => causes.jobEnded(sql, job, "booked", [], 2),
  ],
  [
    "a job that needs somebody, until it is skipped",
    () => causes.jobEnded(sql, job, "needs-attention", [gone], 1),
    [["job order:1", "document-gone"]],
    () => causes.skipped(sql, job, 2),
  ],
  [
    "a job that died, until a document is linked",
    () => causes.jobNeedsPerson(sql, job, reason("planning-died"), 1),
    [["job order:1", "planning-died"]],
    () => causes.linked(sql, job, 2),
  ],
  [
    "a write in doubt, whatever its wait is told by",
    () => causes.jobInDoubt(sql, job, [bareReason("vendor-unreachable")], 1),
    [["doubt order:1", "outcome-unknown"]],
    () => causes.jobEnded(sql, job, "booked", [], 2),
  ],
  [
    "a document that a person took off",
    () => causes.jobNeedsPerson(sql, job, bareReason("document-unlinked"), 1),
    [["job order:1", "document-unlinked"]],
    () => causes.linked(sql, job, 2),
  ],
  [
    "a tenant that the engine stops",
    () => causes.tenantStopped(sql, bareReason("needs-login"), 1),
    [["tenant", "needs-login"]],
    () => causes.tenantResumed(sql, 2),
  ],
  [
    "a capability that is closed",
    () => causes.capabilityClosed(sql, "eaccounting", "sales", bareReason("no-access"), 1),
    [["capability eaccounting sales", "no-access"]],
    () => causes.capabilityOpens(sql, "eaccounting", "sales", 2),
  ],
  [
    "the first day's limit",
    () => causes.firstDayFull(sql, reason("first-day-limit", { limit: 2 }), 1),
    [["first-day", "first-day-limit"]],
    () => causes.firstDayOver(sql, 2),
  ],
  [
    "a finding of the comparison",
    () => foundTwice(1),
    [["proof twice", "reconciliation-twice"]],
    () => {
      run(sql, "DELETE FROM reconciliation_findings");
      causes.compared(sql, "j9", 2);
    },
  ],
  [
    "what the watch finds",
    () => causes.watched(sql, new Map<string, Reason>([["queue", bareReason("queue-old")]]), 1),
    [["watch queue", "queue-old"]],
    () => causes.watched(sql, new Map(), 2),
  ],
];

test.each(ROWS)("%s is alerted, and it ends", (_, raise, raised, end) => {
  raise();
  expect(open()).toEqual(raised);
  for (const [, code] of raised) expect([code, isAlerted(code)]).toEqual([code, true]);
  end();
  expect(open()).toEqual([]);
});

test("a dry run alerts nobody", () => {
  causes.jobEnded(sql, { ...job, flow: "dry-run" }, "held", [gone], 1);
  expect(open()).toEqual([]);
});

test("a job that ends says of its doubt that it is over, and of itself what it needs", () => {
  causes.jobInDoubt(sql, job, [], 1);
  causes.jobEnded(sql, job, "held", [gone], 2);
  expect(open()).toEqual([["job order:1", "document-gone"]]);
});

test("the table of reasons says of everything that an alert is raised with that it alerts", () => {
  const watch = readFileSync(join(SRC, "monitor/watch.ts"), "utf8");
  const found = [...watch.matchAll(/reason\(\s*"([a-z-]+)"/g)].map(
    ([, code]) => code as ReasonCode,
  );
  expect(found.length).toBeGreaterThan(8);
  for (const code of [...NAMED, ...found]) expect([code, isAlerted(code)]).toEqual([code, true]);
});

test("one file raises and ends alerts", () => {
  const raising = readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) => /\balerts\.(raise|resolve)\(/.test(readFileSync(join(SRC, path), "utf8")));
  expect(raising).toEqual([join("sync/tenant/monitoring/alert-causes.ts")]);
});

/** Alerts as they are listed, with the job that each leads to. */
const jobsOf = (): readonly (readonly [string, string | null])[] =>
  list(sql).alerts.map(({ id, jobId }) => [id, jobId] as const);

test("a job that was rejected asks somebody, and one without any reason says that it fails again and again", () => {
  causes.jobEnded(sql, job, "rejected", [gone], 1);
  expect(open()).toEqual([["job order:1", "document-gone"]]);
  causes.jobEnded(sql, { ...job, id: "j2", key: "order:2" }, "held", [], 2);
  expect(open()).toEqual([
    ["job order:1", "document-gone"],
    ["job order:2", "poison"],
  ]);
});

test("a write in doubt is told by the reason that alerts, where there is one", () => {
  causes.jobInDoubt(sql, job, [bareReason("vendor-unreachable"), bareReason("needs-login")], 1);
  expect(open()).toEqual([["doubt order:1", "needs-login"]]);
});

test("a document that is linked ends the order's doubt as well, and no other order's", () => {
  causes.jobInDoubt(sql, job, [], 1);
  causes.jobEnded(sql, { ...job, id: "j2", key: "order:2" }, "held", [gone], 1);
  causes.linked(sql, job, 2);
  expect(open()).toEqual([["job order:2", "document-gone"]]);
});

test("what the watch finds no more is over, each by itself; nobody else's alert is touched by that", () => {
  const found = (...names: readonly string[]) =>
    new Map<string, Reason>(names.map((name) => [name, bareReason("queue-old")]));
  causes.tenantStopped(sql, bareReason("needs-login"), 1);
  causes.jobEnded(sql, { ...job, key: "z" }, "held", [gone], 1);
  causes.watched(sql, found("queue", "sweep"), 1);
  foundTwice(1);
  // Behind all that the watch names, as ids are ordered.
  causes.capabilityClosed(sql, "eaccounting", "sales", bareReason("no-access"), 1);
  causes.watched(sql, found("sweep"), 2);
  expect(open().map(([id]) => id)).toEqual([
    "capability eaccounting sales",
    "job z",
    "proof twice",
    "tenant",
    "watch sweep",
  ]);
  causes.watched(sql, found(), 3);
  expect(open().map(([id]) => id)).toEqual([
    "capability eaccounting sales",
    "job z",
    "proof twice",
    "tenant",
  ]);
});

test("an alert leads to the job that it is about, a finding to the comparison that found it; those of the shop to none", () => {
  causes.jobEnded(sql, job, "held", [gone], 1);
  causes.jobInDoubt(sql, { ...job, id: "j2", key: "order:2" }, [], 1);
  foundTwice(1);
  causes.tenantStopped(sql, bareReason("needs-login"), 1);
  expect(jobsOf().toSorted(([left], [right]) => left.localeCompare(right))).toEqual([
    ["doubt order:2", "j2"],
    ["job order:1", "j1"],
    ["proof twice", "j9"],
    ["tenant", null],
  ]);
});

test("what one vendor closes is opened by that vendor alone", () => {
  causes.capabilityClosed(sql, "asperion", "orders", bareReason("no-access"), 1);
  causes.capabilityClosed(sql, "eaccounting", "orders", bareReason("no-access"), 1);
  causes.capabilityOpens(sql, "asperion", "orders", 2);
  expect(open().map(([id]) => id)).toEqual(["capability eaccounting orders"]);
});
