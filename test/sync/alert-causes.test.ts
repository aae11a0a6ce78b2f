/** Who is alerted when: each cause raises its alert and ends it, and what an alert names says so. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { alerts as names, reason, type Reason, type ReasonCode } from "../../src/domain/reasons.ts";
import { list } from "../../src/sync/tenant/monitoring/alerts.ts";
import * as causes from "../../src/sync/tenant/monitoring/causes.ts";
import { objectSql } from "../support/object-sql.ts";

const SRC = join(import.meta.dirname, "../../src");
const job = { id: "j1", key: "order:1", flow: "orders" } as const;
const gone = reason("document-gone", { document: "7" });

let sql: SqlStorage;
beforeEach(() => {
  sql = objectSql();
});
const open = (): readonly (readonly [string, string])[] =>
  list(sql)
    .alerts.filter(({ resolvedAt }) => resolvedAt === null)
    .map(({ id, reason: { code } }) => [id, code] as const)
    .toSorted(([left], [right]) => left.localeCompare(right));

/** What raises it, what is open then, and what ends it. */
const ROWS: readonly (readonly [
  string,
  () => void,
  readonly (readonly [string, ReasonCode])[],
  () => void,
])[] = [
  [
    "a job that is held",
    () => causes.jobEnded(sql, job, "held", [reason("order-unchanged"), gone], 1),
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
    () => causes.jobDied(sql, job, reason("planning-died"), 1),
    [["job order:1", "planning-died"]],
    () => causes.linked(sql, job, 2),
  ],
  [
    "a write in doubt, whatever its wait is told by",
    () => causes.jobInDoubt(sql, job, [reason("vendor-unreachable")], 1),
    [["doubt order:1", "outcome-unknown"]],
    () => causes.jobEnded(sql, job, "booked", [], 2),
  ],
  [
    "a document that a person took off",
    () => causes.unlinked(sql, job, reason("document-unlinked"), 1),
    [["job order:1", "document-unlinked"]],
    () => causes.linked(sql, job, 2),
  ],
  [
    "a tenant that the engine stops",
    () => causes.tenantStopped(sql, reason("needs-login"), 1),
    [["tenant", "needs-login"]],
    () => causes.tenantGoesOn(sql, 2),
  ],
  [
    "a capability that is closed",
    () => causes.capabilityClosed(sql, "eaccounting", "sales", reason("no-access"), 1),
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
    () => causes.compared(sql, "twice", reason("reconciliation-twice", { count: 1 }), "j9", 1),
    [["proof twice", "reconciliation-twice"]],
    () => causes.compared(sql, "twice", null, "j9", 2),
  ],
  [
    "what the watch finds",
    () => causes.watched(sql, new Map<string, Reason>([["queue", reason("queue-old")]]), 1),
    [["watch queue", "queue-old"]],
    () => causes.watched(sql, new Map(), 2),
  ],
];

test.each(ROWS)("%s is alerted, and it ends", (_, raise, raised, end) => {
  raise();
  expect(open()).toEqual(raised);
  for (const [, code] of raised) expect([code, names(code)]).toEqual([code, true]);
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
  for (const code of [...causes.NAMED, ...found]) expect([code, names(code)]).toEqual([code, true]);
});

test("one file raises and ends alerts", () => {
  const raising = readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) => /\balerts\.(raise|resolve)\(/.test(readFileSync(join(SRC, path), "utf8")));
  expect(raising).toEqual([join("sync/tenant/monitoring/causes.ts")]);
});
