/**
 * Wakes the jobs that wait for a pause to end, in steps, as there may be tens of thousands. The
 * resume itself runs the first step, the alarm runs the others, one transaction each. The position
 * is stored in `meta`: lane by lane, first the jobs without a `due`, then those with a later one.
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
type Selection = { readonly flow: FlowName | null; readonly why: ReasonCode | null };

/** One resume. `at`: when it began. The other fields: the position up to which jobs are awake. */
type ResumeProgress = Selection & {
  readonly at: number;
  readonly lane: number;
  /** `null`: among jobs without a `due`. */
  readonly due: number | null;
  readonly id: string;
};

const stored = (sql: SqlStorage): readonly ResumeProgress[] =>
  storedJson<readonly ResumeProgress[]>(meta.get(sql, meta.RESUMING) ?? "[]");

function store(sql: SqlStorage, resumes: readonly ResumeProgress[]): void {
  if (resumes.length > 0) meta.set(sql, meta.RESUMING, JSON.stringify(resumes));
  else if (isUnderWay(sql)) meta.clear(sql, meta.RESUMING);
}

/** Whether jobs remain for the next step. */
export const isUnderWay = (sql: SqlStorage): boolean => meta.get(sql, meta.RESUMING) !== null;

const ALL: Selection = { flow: null, why: null };

/** Begins to wake the jobs of a flow, of a reason, or all. The caller makes it one transaction. */
export function begin(sql: SqlStorage, selection: Partial<Selection>, now: number): void {
  const { flow, why } = { ...ALL, ...selection };
  const isAll = flow === null && why === null;
  const others = isAll ? [] : stored(sql).filter((one) => one.flow !== flow || one.why !== why);
  store(sql, advance(sql, [...others, { flow, why, at: now, lane: 0, due: null, id: "" }], now));
}

/** Ends the resume of a flow that was stopped again: jobs that still wait keep waiting. */
export function end(sql: SqlStorage, flow: FlowName): void {
  const resumes = stored(sql);
  if (resumes.length > 0)
    store(
      sql,
      resumes.filter((one) => one.flow !== flow),
    );
}

const WITHOUT_DUE = `SELECT id, due
  FROM jobs
  WHERE over = 0 AND ${RANK} = ? AND due IS NULL AND id > ?
  ORDER BY id
  LIMIT ?`;
const WITH_LATER_DUE = `SELECT id, due
  FROM jobs
  WHERE over = 0 AND ${RANK} = ? AND (due, id) > (?, ?)
  ORDER BY due, id
  LIMIT ?`;

type FoundJob = { id: string; due: number | null };

/** Wakes the next jobs, oldest first. */
export const step = (sql: SqlStorage, now: number): void =>
  store(sql, advance(sql, stored(sql), now));

/** Wakes up to `STEP` jobs and returns the resumes that aren't finished. */
function advance(
  sql: SqlStorage,
  resumes: readonly ResumeProgress[],
  now: number,
): readonly ResumeProgress[] {
  let [current, ...others] = resumes;
  for (let remaining = STEP; remaining > 0 && current !== undefined;) {
    const { lane, due, id, at }: ResumeProgress = current;
    const rank = RANKS[lane] ?? 0;
    const found: FoundJob[] =
      due === null
        ? all(sql, WITHOUT_DUE, rank, id, remaining)
        : all(sql, WITH_LATER_DUE, rank, due, id, remaining);
    for (const one of found) wakeUp(sql, one.id, current, now);
    remaining -= found.length;
    const last = found.at(-1);
    if (remaining === 0 && last !== undefined) current = { ...current, due: last.due, id: last.id };
    // Jobs that were due before the resume needn't be woken.
    else if (due === null) current = { ...current, due: at, id: "\uffff" };
    else if (lane + 1 < RANKS.length) current = { ...current, lane: lane + 1, due: null, id: "" };
    else [current, ...others] = others;
  }
  return current === undefined ? [] : [current, ...others];
}

function wakeUp(
  sql: SqlStorage,
  id: string,
  { flow, why, at: due }: ResumeProgress,
  now: number,
): void {
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
