/**
 * Wakes what waits for a pause to end, in steps, as there may be tens of thousands of jobs. The
 * resume itself takes the first step, the alarm the others, one transaction each. The position is
 * kept in `meta`: lane by lane, first the jobs that wait without end, then those with a later
 * `due`.
 */
import { type FlowName, partOf } from "../../../domain/jobs/job.ts";
import type { ReasonCode } from "../../../domain/reasons/index.ts";
import { RANK, RANKS } from "../jobs/ready.ts";
import * as jobs from "../jobs/jobs.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all } from "../storage/sql.ts";

/** Jobs per step: about 20 ms. */
const STEP = 200;

/** Which jobs are woken: those of one flow, or those that wait for one reason; both `null`: all. */
type Meant = { readonly flow: FlowName | null; readonly why: ReasonCode | null };

/** `at`: when it resumed. The other fields are the position up to which jobs are awake. */
type Resumed = Meant & {
  readonly at: number;
  readonly lane: number;
  /** `null`: among jobs that wait without end. */
  readonly due: number | null;
  readonly id: string;
};

const of = (sql: SqlStorage): readonly Resumed[] =>
  storedJson<readonly Resumed[]>(meta.get(sql, meta.RESUMING) ?? "[]");

function keep(sql: SqlStorage, resumed: readonly Resumed[]): void {
  if (resumed.length > 0) meta.set(sql, meta.RESUMING, JSON.stringify(resumed));
  else if (isUnderWay(sql)) meta.clear(sql, meta.RESUMING);
}

/** Whether jobs are left for the next step. */
export const isUnderWay = (sql: SqlStorage): boolean => meta.get(sql, meta.RESUMING) !== null;

const ALL: Meant = { flow: null, why: null };

/** Begins to wake the jobs of a flow, of a reason, or all. The caller makes it one transaction. */
export function begin(sql: SqlStorage, meant: Partial<Meant>, now: number): void {
  const { flow, why } = { ...ALL, ...meant };
  const isAll = flow === null && why === null;
  const others = isAll ? [] : of(sql).filter((one) => one.flow !== flow || one.why !== why);
  keep(sql, further(sql, [...others, { flow, why, at: now, lane: 0, due: null, id: "" }], now));
}

/** The flow was stopped again: jobs that still wait keep waiting. */
export function end(sql: SqlStorage, flow: FlowName): void {
  const resumed = of(sql);
  if (resumed.length > 0)
    keep(
      sql,
      resumed.filter((one) => one.flow !== flow),
    );
}

const ENDLESS = `SELECT id, due
  FROM jobs
  WHERE over = 0 AND ${RANK} = ? AND due IS NULL AND id > ?
  ORDER BY id
  LIMIT ?`;
const TIMED = `SELECT id, due
  FROM jobs
  WHERE over = 0 AND ${RANK} = ? AND (due, id) > (?, ?)
  ORDER BY due, id
  LIMIT ?`;

type TimedJob = { id: string; due: number | null };

/** Wakes some more jobs, oldest first. */
export const step = (sql: SqlStorage, now: number): void => keep(sql, further(sql, of(sql), now));

function further(sql: SqlStorage, resumed: readonly Resumed[], now: number): readonly Resumed[] {
  let [current, ...others] = resumed;
  for (let left = STEP; left > 0 && current !== undefined;) {
    const { lane, due, id, at }: Resumed = current;
    const rank = RANKS[lane] ?? 0;
    const found: TimedJob[] =
      due === null ? all(sql, ENDLESS, rank, id, left) : all(sql, TIMED, rank, due, id, left);
    for (const one of found) wakeUp(sql, one.id, current, now);
    left -= found.length;
    const last = found.at(-1);
    if (left === 0 && last !== undefined) current = { ...current, due: last.due, id: last.id };
    // Jobs that were due before the resume needn't be woken.
    else if (due === null) current = { ...current, due: at, id: "\uffff" };
    else if (lane + 1 < RANKS.length) current = { ...current, lane: lane + 1, due: null, id: "" };
    else [current, ...others] = others;
  }
  return current === undefined ? [] : [current, ...others];
}

function wakeUp(sql: SqlStorage, id: string, { flow, why, at: due }: Resumed, now: number): void {
  const job = jobs.byId(sql, id);
  if (job?.status !== "waiting" || job.wait !== "pause") return;
  if (flow !== null && partOf(job.flow) !== flow) return;
  if (why !== null && !job.reasons.includes(`"${why}"`)) return;
  const isAll = flow === null && why === null;
  jobs.update(
    sql,
    id,
    { status: "queued", wait: null, due, woken_at: null, ...(isAll ? { capability: null } : {}) },
    now,
  );
}
