/**
 * Timelines of runs, sealed by their runners. One row per run, deleted after the tenant's
 * retention; then only journal heads and links remain.
 */
import { sealContext } from "../../../store/seal.ts";
import type { SealedReport, Sealed } from "../../contract/runs.ts";
import { all, first, type Row, run } from "../storage/sql.ts";
import { sweep } from "../storage/sweeps.ts";
import { jobId, lastJob } from "../jobs/jobs.ts";
import { buffer } from "./journal.ts";

/** Returns the place of one payload, which is part of its seal. */
export const placeOf = (tenantId: string, jobId: string): string =>
  sealContext(tenantId, "payloads", jobId);

type PayloadRow = { seq: number; key_id: string; bytes: ArrayBuffer } & Row;

export function add(
  sql: SqlStorage,
  jobId: string,
  { timeline, people, head }: SealedReport,
  now: number,
): void {
  run(
    sql,
    `INSERT INTO payloads (job_id, seq, at, people, key_id, head, bytes)
     VALUES (
       ?1, (SELECT coalesce(max(seq), 0) + 1 FROM payloads WHERE job_id = +?1), ?, ?, ?, ?, ?
     )`,
    jobId,
    now,
    people.join(" "),
    timeline.keyId,
    head === undefined ? null : buffer(head),
    buffer(timeline.bytes),
  );
}

export const of = (sql: SqlStorage, jobId: string): Sealed[] =>
  all<PayloadRow>(sql)`
    SELECT seq, key_id, bytes FROM payloads WHERE job_id = ${jobId} ORDER BY seq`.map((row) => ({
    keyId: row.key_id,
    bytes: new Uint8Array(row.bytes),
  }));

/** The newest first. */
export const newest = (sql: SqlStorage, jobId: string, most: number): Sealed[] =>
  all<PayloadRow>(sql)`
    SELECT seq, key_id, bytes FROM payloads WHERE job_id = ${jobId} ORDER BY seq DESC
    LIMIT ${most}`.map((row) => ({ keyId: row.key_id, bytes: new Uint8Array(row.bytes) }));

type Bound = { readonly text: string; readonly binds: readonly string[] };

/** How many of the newest runs a search for people checks. */
const SEARCHED_RUNS = 60_000;
const NEWEST_RUNS = `(
    SELECT job_id, people FROM payloads ORDER BY job_id DESC LIMIT ${SEARCHED_RUNS}
  )`;

const hasOneOf = (hashes: readonly string[]): string =>
  hashes.length === 0
    ? "0"
    : `(${hashes.map(() => "instr(' ' || about.people || ' ', ?) > 0").join(" OR ")})`;

/*
 * These conditions don't depend on the job, so SQLite reads the runs once, in order. A condition
 * that depends on the job would look up a row of many kilobytes for each job.
 */

/** SQL for the subject of a job: the key of its order or debtor; else the job itself. */
const subjectOf = (job: string): string =>
  `iif(${job}.key GLOB 'order:*' OR ${job}.key GLOB 'debtor:*', ${job}.key, ${job}.id)`;

/**
 * Returns an SQL condition on a job: any run of its order or debtor is about a person with one of
 * these hashes. The newest run alone may have read nothing, as of an order that the shop deleted.
 */
export const aboutOneOf = (job: string, hashes: readonly string[]): Bound => ({
  text: `${subjectOf(job)} IN (
     SELECT ${subjectOf("told")}
     FROM ${NEWEST_RUNS} about
     JOIN jobs told ON told.id = about.job_id
     WHERE ${hasOneOf(hashes)}
   )`,
  binds: hashes.map((hash) => ` ${hash} `),
});

/**
 * Returns an SQL condition on a job: a run of its key is about a name with all of these words. Each
 * word is given as its hashes under all keys.
 */
export const namesAllOf = (job: string, words: readonly (readonly string[])[]): Bound => ({
  text: `${job}.key IN (
     SELECT told.key
     FROM ${NEWEST_RUNS} about
     JOIN jobs told ON told.id = about.job_id
     WHERE ${words.map(hasOneOf).join(" AND ")}
   )`,
  binds: words.flat().map((hash) => ` ${hash} `),
});

export type HeadRow = {
  readonly key: string;
  readonly job_id: string;
  readonly key_id: string;
  readonly head: ArrayBuffer;
};

/** Returns the newest stored head of each key that has one. */
export const headsOf = (sql: SqlStorage, keys: readonly string[]): readonly HeadRow[] =>
  all<HeadRow>(sql)`
    SELECT k.value AS key, p.job_id, p.key_id, p.head, max(p.seq)
    FROM json_each(${JSON.stringify(keys)}) k
    CROSS JOIN payloads p ON p.job_id = (
      SELECT told.id
      FROM jobs told
      WHERE told.key = k.value AND EXISTS (
        SELECT 1 FROM payloads about WHERE about.job_id = told.id AND about.head IS NOT NULL
      )
      ORDER BY told.id DESC
      LIMIT 1
    )
    WHERE p.head IS NOT NULL
    GROUP BY k.id`;

export function forget(sql: SqlStorage, jobId: string): void {
  run(sql)`DELETE FROM payloads WHERE job_id = ${jobId}`;
}

/**
 * Returns the id of the first job made since: a payload past its retention belongs to an earlier
 * job. Neither payloads nor jobs have an index by age, but jobs are numbered in the order in which
 * they were made, so the id is found by bisection.
 */
function firstSince(sql: SqlStorage, since: number): string {
  const from = (id: number) =>
    first<{ id: string; at: number }>(sql)`
      SELECT id, created_at AS at FROM jobs WHERE id >= ${jobId(id)} ORDER BY id LIMIT 1`;
  let [low, high] = [0, lastJob(sql) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((from(middle)?.at ?? Infinity) < since) low = middle + 1;
    else high = middle;
  }
  return from(low)?.id ?? "\uffff";
}

/** Returns how many jobs would expire, up to `most`. */
export function countOlder(sql: SqlStorage, before: number, most: number): number {
  const found = first<{ n: number }>(sql)`
    SELECT count(*) AS n FROM (
      SELECT job_id FROM payloads WHERE job_id < ${firstSince(sql, before)} AND at < ${before}
      GROUP BY job_id LIMIT ${most}
    )`;
  return found?.n ?? 0;
}

/** Deletes some of what is older than `before` (ms): a step of the hourly maintenance. */
export function expire(
  sql: SqlStorage,
  before: number,
  now: number,
): { readonly payloads: number; readonly left: boolean } {
  const { found, left } = sweep<{ job_id: string; seq: number }>(
    sql,
    {
      name: "payloads",
      table: "payloads",
      by: ["job_id", "seq"],
      among: { text: "job_id < ?", binds: [firstSince(sql, before)] },
      what: { text: "at < ?", binds: [before] },
    },
    now,
  );
  run(sql)`
    DELETE FROM payloads WHERE (job_id, seq) IN (
      SELECT value ->> 0, value ->> 1
      FROM json_each(${JSON.stringify(found.map(({ job_id, seq }) => [job_id, seq]))})
    )`;
  return { payloads: found.length, left };
}
