/**
 * What a person should look at: jobs whose alert is open. An alert resolves by itself, so a job
 * that went on isn't among them.
 */
import type { JobPage } from "../../rpc.ts";
import * as jobs from "../jobs/jobs.ts";
import { all } from "../storage/sql.ts";

const PAGE = 50;

/** Fifty at a time, the longest open first. `cursor`: as the page before answered it. */
export function attention(sql: SqlStorage, cursor: string | null): JobPage {
  const [since, alert] = cursor === null ? [] : splitOnce(cursor);
  const rows = all<jobs.JobRow & { alert: string; since: number }>(
    sql,
    `SELECT j.*, a.id AS alert, a.since AS since
     FROM alerts a
     JOIN jobs j ON j.id = a.job_id
     WHERE a.resolved_at IS NULL AND (?1 IS NULL OR a.since > ?1 OR (a.since = ?1 AND a.id > ?2))
     ORDER BY a.since, a.id
     LIMIT ?3`,
    since === undefined ? null : Number(since),
    alert ?? "",
    PAGE + 1,
  );
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  // A job may have two alerts, as one of whom a write is in doubt and that is held.
  const once = shown.filter((row, at) => shown.findIndex(({ id }) => id === row.id) === at);
  return {
    jobs: once.map((row) => jobs.view(sql, row)),
    cursor: rows.length > PAGE && last !== undefined ? `${last.since} ${last.alert}` : null,
  };
}

function splitOnce(cursor: string): readonly [string, string] {
  const at = cursor.indexOf(" ");
  return at < 0 ? [cursor, ""] : [cursor.slice(0, at), cursor.slice(at + 1)];
}
