/**
 * The settings that a person's retry "as it was planned" runs with: an older version than the
 * tenant's newest, kept for that one job until it is over, is held again, or is told of anew.
 * Versions never change, so each is kept once, however many jobs were sent on with it. What of them
 * counts beside the newest: src/settings/as-planned.ts.
 */
import { asPlanned } from "../../../settings/as-planned.ts";
import type { Settings } from "../../../settings/schema.ts";
import { readStoredSettings } from "../../../settings/stored-settings.ts";
import { cachedFirst } from "../storage/answers.ts";
import { json, run } from "../storage/sql.ts";

export type Pinned = { readonly version: number; readonly settings: Settings };

export function pin(sql: SqlStorage, jobId: string, { version, settings }: Pinned): void {
  drop(sql, jobId);
  // The notification settings are always the newest: an older version could hold somebody's old
  // address.
  const { notifications: _, ...kept } = settings;
  run(
    sql,
    "INSERT OR REPLACE INTO pinned_settings (version, settings) VALUES (?, ?)",
    version,
    JSON.stringify(kept),
  );
  run(sql, "INSERT INTO pins (job_id, version) VALUES (?, ?)", jobId, version);
}

/** The job is planned with the newest again. */
export function drop(sql: SqlStorage, jobId: string): void {
  run(sql, "DELETE FROM pins WHERE job_id = ?", jobId);
}

/**
 * With what a job is planned now. `settings` is `null` where an older version was asked for that
 * can't be used: another release stored it, or it doesn't go together with what was set since.
 */
export function plannedBy(
  sql: SqlStorage,
  jobId: string,
  newest: Pinned,
): { readonly version: number; readonly settings: Settings | null } {
  const row = cachedFirst<{ version: number; settings: string | null }>(
    sql,
    `SELECT p.version AS version, s.settings AS settings
     FROM pins p
     LEFT JOIN pinned_settings s ON s.version = p.version
     WHERE p.job_id = ?`,
    jobId,
  );
  if (row === null || row.version === newest.version) return newest;
  const then = row.settings === null ? null : readStoredSettings(json(row.settings));
  return {
    version: row.version,
    settings: then === null ? null : asPlanned(then, newest.settings),
  };
}
