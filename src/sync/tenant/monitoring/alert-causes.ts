/**
 * Who is alerted when: every alert of a tenant, its id, when it is raised and when it ends. Nobody
 * else raises or ends one; cron alone speaks for an object that is silent
 * (src/monitor/silence.ts).
 *
 * - `job <key>`: from a job that ended held, rejected, in need of somebody, or dead, that waits for
 *   another one that did, whose document a person took off it, or that undid one half of a sale and
 *   its credit only; until its next job ends well, or a person skips it or links a document.
 * - `doubt <key>`: from a write of its job that waits to be looked up; until that job ends, or a
 *   document is linked.
 * - `tenant`: while the bridge has stopped the tenant.
 * - `capability <vendor> <capability>`: from a vendor's answer that we may not do this; until it is
 *   tried again, or somebody signs in.
 * - `first-day`: the limit of the first live day is reached; until the day is over, or the limit is
 *   taken away.
 * - `proof <finding>`: while the comparison of both sides found some, until an order's document is
 *   written again or its run compared it and it agrees; not for orders with an alert of their own.
 * - `watch <name>`: while a condition of src/monitor/watch.ts holds.
 *
 * A dry run alerts nobody. What an alert names says `alerts: true` in src/domain/reasons.
 */
import type { Vendor } from "../../../domain/ids.ts";
import { APPROVAL, asksBesideApproval } from "../../../domain/jobs/held.ts";
import { type FlowName, type Outcome, isOnHold } from "../../../domain/jobs/job.ts";
import { isAlerted, reason, type Reason, type ReasonCode } from "../../../domain/reasons/index.ts";
import { FINDINGS, type Finding } from "../../../monitor/reconciliation/facts.ts";
import { memoryOf } from "../storage/memory.ts";
import { all, first } from "../storage/sql.ts";
import * as alerts from "./alerts.ts";
import {
  endedComparison,
  endFindings,
  isFoundOf,
  isLeftToCount,
  isToCount,
  waitingFindings,
} from "./waiting-findings.ts";

type Job = { readonly id: string; readonly key: string; readonly flow: FlowName };

const TENANT = "tenant";
const FIRST_DAY = "first-day";
const PREFIX = "watch ";

/** A job's run is over. The first reason that alerts is reported. */
export function jobEnded(
  sql: SqlStorage,
  { id, key, flow }: Job,
  outcome: Outcome,
  reasons: readonly Reason[],
  now: number,
): void {
  alerts.resolve(sql, `doubt ${key}`, now);
  // A dry run only reports: what it says about an order is done on the order.
  if (!isOnHold(outcome) || flow === "dry-run") alerts.resolve(sql, `job ${key}`, now);
  else alerts.raise(sql, `job ${key}`, cause(reasons) ?? reasons[0] ?? reason("poison"), id, now);
  const agrees = reasons.some(({ code }) => code === "booked-agrees");
  movedOn(sql, key, now, agrees && flow === "orders" ? "agrees" : null);
}

/** An approval comes behind what else needs a person, as the list of approvals hides the rest. */
const cause = (reasons: readonly Reason[]): Reason | undefined => {
  const first = reasons.find(({ code }) => isAlerted(code));
  return first?.code === APPROVAL ? (reasons.find(asksBesideApproval) ?? first) : first;
};

/** The job waits for another one: reported where a reason says that a person is needed. */
export function jobWaits(
  sql: SqlStorage,
  { id, key }: Job,
  reasons: readonly Reason[],
  now: number,
): void {
  const why = cause(reasons);
  if (why === undefined) return;
  alerts.raise(sql, `job ${key}`, why, id, now);
  movedOn(sql, key, now);
}

/**
 * The job isn't tried any more, undid or kept one half of a sale and its credit only, or a person
 * took its document off.
 */
export function jobNeedsPerson(sql: SqlStorage, { id, key }: Job, why: Reason, now: number): void {
  alerts.raise(sql, `job ${key}`, why, id, now);
  movedOn(sql, key, now);
}

/** A write of the job has an unknown outcome. */
export function jobInDoubt(
  sql: SqlStorage,
  { id, key }: Job,
  reasons: readonly Reason[],
  now: number,
): void {
  alerts.raise(sql, `doubt ${key}`, cause(reasons) ?? reason("outcome-unknown"), id, now);
  movedOn(sql, key, now);
}

/** A person skipped it. */
export function skipped(sql: SqlStorage, { key }: Job, now: number): void {
  alerts.resolve(sql, `job ${key}`, now);
  movedOn(sql, key, now, "skipped");
}

/** A person linked a document. */
export function linked(sql: SqlStorage, { key }: Job, now: number): void {
  alerts.resolve(sql, `doubt ${key}`, now);
  alerts.resolve(sql, `job ${key}`, now);
  movedOn(sql, key, now);
}

export function tenantStopped(sql: SqlStorage, why: Reason, now: number): void {
  alerts.raise(sql, TENANT, why, null, now);
}

export function tenantResumed(sql: SqlStorage, now: number): void {
  alerts.resolve(sql, TENANT, now);
}

export function capabilityClosed(
  sql: SqlStorage,
  vendor: Vendor,
  capability: string,
  why: Reason,
  now: number,
): void {
  alerts.raise(sql, `capability ${vendor} ${capability}`, why, null, now);
}

export function capabilityOpens(
  sql: SqlStorage,
  vendor: string,
  capability: string,
  now: number,
): void {
  alerts.resolve(sql, `capability ${vendor} ${capability}`, now);
}

export function firstDayFull(sql: SqlStorage, why: Reason, now: number): void {
  alerts.raise(sql, FIRST_DAY, why, null, now);
}

export const isFirstDayFull = (sql: SqlStorage): boolean =>
  first(sql)`SELECT 1 AS one FROM alerts WHERE id = ${FIRST_DAY} AND resolved_at IS NULL` !== null;

export function firstDayOver(sql: SqlStorage, now: number): void {
  alerts.resolve(sql, FIRST_DAY, now);
}

const CODES: Readonly<Record<Finding, ReasonCode>> = {
  twice: "reconciliation-twice",
  "without-order": "reconciliation-without-order",
  amount: "reconciliation-amount",
  vat: "reconciliation-vat",
  missing: "reconciliation-missing",
  currency: "reconciliation-currency",
  customer: "reconciliation-customer",
};
const NAMED = 5;

/** Findings of the comparison that wait for a person now. `jobId`: of the comparison. */
export function compared(sql: SqlStorage, jobId: string, now: number): void {
  const waiting = waitingFindings(sql, NAMED);
  memoryOf(sql).findingsCounted = { at: now, isDue: false };
  for (const finding of FINDINGS) {
    const { count = 0, names = [] } = waiting.get(finding) ?? {};
    const id = `proof ${finding}`;
    if (count === 0) alerts.resolve(sql, id, now);
    else {
      const orders = `${names.join(", ")}${count > NAMED ? ", …" : ""}`;
      alerts.raise(sql, id, reason(CODES[finding], { count, orders }), jobId, now);
    }
  }
}

/**
 * Something about a key changed that the comparison found something about: what waits is counted
 * anew, so that one thing is counted once, and not when it is over. A comparison that is under way
 * counts at its end. `over`: what ends its findings.
 */
function movedOn(
  sql: SqlStorage,
  key: string,
  now: number,
  over: Parameters<typeof endFindings>[2] | null = null,
): void {
  if (!isFoundOf(sql, key)) return;
  if (over !== null) endFindings(sql, key, over);
  const last = endedComparison(sql);
  if (last !== null && isToCount(sql, now)) compared(sql, last.jobId, now);
}

/** Counts what ends of runs left to be counted. */
export function comparedSince(sql: SqlStorage, now: number): void {
  const last = endedComparison(sql);
  if (last !== null && isLeftToCount(sql)) compared(sql, last.jobId, now);
}

/** By name, the conditions that hold now (src/monitor/watch.ts). Missing ones are over. */
export function watched(sql: SqlStorage, found: ReadonlyMap<string, Reason>, now: number): void {
  for (const [name, why] of found) alerts.raise(sql, `${PREFIX}${name}`, why, null, now);
  for (const { id } of all<{ id: string }>(sql)`
    SELECT id FROM alerts WHERE resolved_at IS NULL AND id >= ${PREFIX} AND id < ${"watch!"}`)
    if (!found.has(id.slice(PREFIX.length))) alerts.resolve(sql, id, now);
}
