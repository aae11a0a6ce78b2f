/**
 * What a person should look at: jobs with an open alert, by cause. An alert resolves automatically,
 * so a job that continued isn't included.
 */
import {
  type Amounts,
  amountsOf,
  APPROVAL,
  areaOf,
  groupsOf,
  type HeldCause,
  HELD_AREAS,
  type HeldArea,
  type HeldGroup,
  type HeldSum,
} from "../../../domain/jobs/held.ts";
import { dec } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { HeldPage, HeldTotal, JobPage } from "../../contract/index.ts";
import { openAlerts } from "../counts/counters.ts";
import { jobView } from "../jobs/job-view.ts";
import * as jobs from "../jobs/jobs.ts";
import { type Finding, FINDINGS } from "../../../monitor/reconciliation/facts.ts";
import { ofTenant } from "../monitoring/alerts.ts";
import { foundSums } from "../reconciliation/order-findings.ts";
import { resolvedCauses } from "./resolved-causes.ts";
import { type CountedTwice, memoryOf } from "../storage/memory.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { all, first, raw, type Row } from "../storage/sql.ts";

const PAGE = 50;

type OpenJobRow = jobs.JobRow & { alert: string; since: number; noted: number | null };

const OPEN = "SELECT j.*, a.id AS alert, a.since AS since, a.note AS noted FROM alerts a";

/** The place of a listed job's note: a bundle of its timeline. */
export type NotePosition = { readonly jobId: string; readonly seq: number };

/** `noted`: those with a note. */
type Waiting = JobPage & { readonly noted: readonly NotePosition[] };

/**
 * Fifty at a time, the longest open first. `cursor`: as the page before answered it. `of`: those of
 * one group alone, by currency and then the longest open first. `approvals`: with those that wait
 * for one, which have a list of their own.
 */
export function openJobs(
  sql: SqlStorage,
  cursor: string | null,
  of: HeldCause | null = null,
  approvals = true,
): Waiting {
  const [since, alert] = cursor === null ? [-1, ""] : splitOnce(cursor);
  const rows =
    of === null
      ? all<OpenJobRow>(sql)`
        ${raw(OPEN)} JOIN jobs j ON j.id = a.job_id
        WHERE a.resolved_at IS NULL AND a.cause IS NOT ${approvals ? null : APPROVAL}
          AND (a.since, a.id) > (${since}, ${alert})
        ORDER BY a.since, a.id LIMIT ${PAGE + 1}`
      : all<OpenJobRow>(sql)`
        ${raw(OPEN)} INDEXED BY alerts_held JOIN jobs j ON j.id = a.job_id
        WHERE a.resolved_at IS NULL AND a.job_id IS NOT NULL AND a.cause = ${of.cause}
          AND a.thing = ${of.thing}
          AND (a.currency, a.since, a.id) > (${currencyOf(sql, alert)}, ${since}, ${alert})
        ORDER BY a.currency, a.since, a.id LIMIT ${PAGE + 1}`;
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  // A job may have two alerts, if a write is in doubt and it is held.
  const once = shown.filter((row, at) => shown.findIndex(({ id }) => id === row.id) === at);
  return {
    jobs: once.map((row) => jobView(sql, row)),
    since: Object.fromEntries(once.map(({ id, since: from }) => [id, from])),
    noted: once.flatMap(({ id, noted }) => (noted === null ? [] : [{ jobId: id, seq: noted }])),
    cursor: rows.length > PAGE && last !== undefined ? `${last.since} ${last.alert}` : null,
  };
}

const currencyOf = (sql: SqlStorage, alert: string): string =>
  first<{ currency: string | null }>(sql)`SELECT currency FROM alerts WHERE id = ${alert}`
    ?.currency ?? "";

function splitOnce(cursor: string): readonly [number, string] {
  const at = cursor.indexOf(" ");
  return at < 0 ? [Number(cursor), ""] : [Number(cursor.slice(0, at)), cursor.slice(at + 1)];
}

/** Groups on a page, and alerts of the shop as a whole. */
const GROUPS = 50;
const OWN = 50;

type SumRow = {
  cause: string;
  thing: string;
  currency: string;
  n: number;
  gross: string | null;
  credits: string | null;
  since: number;
};

type HeldQuery = {
  /** How many groups come before the page. */ readonly from?: number;
  readonly area?: HeldArea;
  /** One cause, whatever its things. */
  readonly code?: string;
  readonly of?: HeldCause;
  /** `false`: without those that wait for an approval. The total includes them. */
  readonly approvals?: boolean;
};

/**
 * Returns what waits, by cause and thing, longest open first: all of it, one area, or one group.
 * Read from one index with one entry per open alert, and one row for each shown group.
 */
export function heldGroups(
  sql: SqlStorage,
  { from = 0, area, code, of, approvals = true }: HeldQuery,
): HeldPage {
  const sums = heldSums(sql);
  const groups = groupsOf(approvals ? sums : sums.filter(({ cause }) => cause !== APPROVAL));
  const counts = new Map<HeldArea, number>();
  const causes = new Map<string, { first: HeldCause; count: number; things: number }>();
  for (const one of groups) {
    counts.set(areaOf(one.cause), (counts.get(areaOf(one.cause)) ?? 0) + one.count);
    const known = causes.get(one.cause) ?? { first: one, count: 0, things: 0 };
    causes.set(one.cause, {
      ...known,
      count: known.count + one.count,
      things: known.things + 1,
    });
  }
  const wanted = groups.filter(
    ({ cause, thing }) =>
      (area === undefined || areaOf(cause) === area) &&
      (code === undefined || cause === code) &&
      (of === undefined || (of.cause === cause && of.thing === thing)),
  );
  const shown = wanted.slice(from, from + GROUPS);
  const listed = shown.flatMap((group) => {
    const reason = sampleOf(sql, group);
    return reason === null ? [] : [{ ...group, amounts: amountsIn(sql, group), reason }];
  });
  const over = resolvedCauses(
    sql,
    listed.map(({ reason }) => reason),
  );
  return {
    groups: listed.map((group) => (over.has(group.reason) ? { ...group, over: true } : group)),
    next: wanted.length > from + GROUPS ? from + GROUPS : null,
    areas: HELD_AREAS.flatMap((one) => {
      const count = counts.get(one);
      return count === undefined ? [] : [{ area: one, count }];
    }),
    causes: [...causes].map(([cause, { first: group, count, things }]) => ({
      cause,
      count,
      things,
      // One cause alone is no choice, and isn't named.
      example: causes.size < 2 ? null : sampleOf(sql, group),
    })),
    own: ofTenant(sql, OWN),
    approvals: approvalsIn(sums),
  };
}

/** A comparison has no amount itself: the sums of the orders of which it found this. */
function amountsIn(sql: SqlStorage, { cause, amounts }: HeldGroup): Amounts {
  const findings = findingsIn([cause]);
  return findings.length === 0 ? amounts : amountsOf(foundSums(sql, findings));
}

const findingsIn = (causes: readonly string[]): readonly Finding[] =>
  FINDINGS.filter((one) => causes.includes(`reconciliation-${one}`));

/** Read once for as long as no alert is raised or resolved. */
const heldSums = (sql: SqlStorage): readonly HeldSum[] => {
  const memory = memoryOf(sql);
  memory.heldSums ??= readSums(sql);
  return memory.heldSums;
};

const readSums = (sql: SqlStorage): readonly HeldSum[] =>
  all<SumRow>(sql)`
    SELECT cause, thing, currency, count(*) AS n, CAST(sum(gross) AS TEXT) AS gross,
      CAST(sum(gross) FILTER (WHERE gross < 0) AS TEXT) AS credits,
      min(since) AS since
    FROM alerts INDEXED BY alerts_held
    WHERE resolved_at IS NULL AND job_id IS NOT NULL
    GROUP BY cause, thing, currency`.map((row) => ({
    cause: row.cause,
    thing: row.thing,
    currency: row.currency === "" ? null : row.currency,
    count: row.n,
    gross: row.gross,
    credits: row.credits,
    since: row.since,
  }));

const approvalsIn = (sums: readonly HeldSum[]): number =>
  sums.filter(({ cause }) => cause === APPROVAL).reduce((total, { count }) => total + count, 0);

/** What was counted twice is taken off once. */
const without = ({ currency, gross }: CountedTwice) => ({
  currency: currency === "" ? null : currency,
  gross: gross === null ? null : `${-gross}`,
});

/** Returns the total of what waits, each thing once. Read from the same index as its groups. */
export function heldTotal(sql: SqlStorage): HeldTotal {
  const sums = heldSums(sql);
  const twice = countedTwice(sql);
  const since = [...sums, ...ofTenant(sql, 1)].map((one) => one.since);
  const found = foundSums(sql, findingsIn(sums.map(({ cause }) => cause)), true);
  const below = [
    ...sums.map(({ currency, credits: gross = null }) => ({ currency, gross })),
    ...found.filter(({ gross }) => gross?.startsWith("-") === true),
  ];
  const credits = amountsOf([
    ...below,
    ...twice.filter(({ gross }) => gross !== null && gross < 0).map(without),
  ]).filter(({ gross }) => !dec(gross).eq(0));
  return {
    count: openAlerts(sql) - twice.length,
    approvals: approvalsIn(sums),
    since: since.length === 0 ? null : Math.min(...since),
    amounts: amountsOf([...sums, ...found, ...twice.map(without)]),
    ...(credits.length === 0 ? {} : { credits }),
  };
}

/** Returns how many things wait for a person. */
export const openThings = (sql: SqlStorage): number => openAlerts(sql) - countedTwice(sql).length;

/** Approved payouts that need action: their list has them as well. */
export const alertsOfPayouts = (sql: SqlStorage): number =>
  cachedFirst<{ n: number }>(sql)`
    SELECT count(*) AS n FROM alerts
    WHERE id >= 'job payout:' AND id < 'job payout;' AND resolved_at IS NULL`?.n ?? 0;

/**
 * Doubts about a thing that waits for another reason too: an order on hold that was retried, and
 * whose write has no known result now. Read once for as long as no alert is raised or resolved.
 */
const countedTwice = (sql: SqlStorage): readonly CountedTwice[] => {
  const memory = memoryOf(sql);
  memory.countedTwice ??= readTwice(sql);
  return memory.countedTwice;
};

/** Only open doubts: resolved ones stay until retention, and may be many. */
const readTwice = (sql: SqlStorage): readonly CountedTwice[] =>
  all<CountedTwice & Row>(sql)`
    SELECT d.currency, d.gross
    FROM alerts d INDEXED BY alerts_doubts
    JOIN alerts j ON j.id = 'job ' || substr(d.id, 7)
    WHERE d.resolved_at IS NULL AND d.id >= 'doubt ' AND d.id < 'doubt!'
      AND j.resolved_at IS NULL`;

/** A reason from the group; `null`: it is over meanwhile. */
const sampleOf = (sql: SqlStorage, { cause, thing }: HeldCause): Reason | null => {
  const row = first<{ reason: string }>(sql)`
    SELECT reason FROM alerts INDEXED BY alerts_held
    WHERE resolved_at IS NULL AND job_id IS NOT NULL AND cause = ${cause} AND thing = ${thing}
    LIMIT 1`;
  return row === null ? null : storedJson<Reason>(row.reason);
};
