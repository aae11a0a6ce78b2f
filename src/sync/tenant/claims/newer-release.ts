/**
 * Data of a newer release: after a roll-back, or during a deploy in which both releases run.
 * Unknown columns, tables and fields are ignored. Unknown values of an enumeration are not: if a
 * newer release made a document of an unknown kind, this one would see no document and make a
 * second one. Such a job waits, without a failed attempt, for a release that knows the value.
 */
import {
  FLOW_NAMES,
  OPERATION_KINDS,
  OPERATION_STATES,
  ROLES,
  isUnresolved,
} from "../../../domain/jobs/job.ts";
import type { JobRow } from "../jobs/jobs.ts";
import * as journal from "../journal/journal.ts";

/** How long the job waits before the next check; the newer release may be back by then. */
export const NEWER_WAIT_MS = 300_000;

const knows = (values: readonly string[], value: string): boolean => values.includes(value);

/**
 * Returns the first value of the job, its key's writes and its key's documents that this release
 * doesn't know; `null`: it knows them all.
 */
export function findUnknownValue(sql: SqlStorage, job: JobRow): string | null {
  if (!knows(FLOW_NAMES, job.flow)) return `flow ${job.flow}`;
  for (const { role, kind, state } of journal.forJob(sql, job.id, job.key)) {
    if (!knows(OPERATION_STATES, state)) return `state ${state}`;
    if (!knows(ROLES, role)) return `document ${role}`;
    // A settled write is never looked up, so its kind may be unknown.
    if (!knows(OPERATION_KINDS, kind) && isUnresolved({ state })) return `write ${kind}`;
  }
  const unknown = journal.documents(sql, job.key).find((document) => !knows(ROLES, document.role));
  return unknown === undefined ? null : `document ${unknown.role}`;
}
