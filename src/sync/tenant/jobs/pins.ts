/**
 * The settings for a person's retry "as planned": an older version than the newest, pinned to that
 * job until it is over, on hold again, or reported again. Versions never change, so each is stored
 * once, however many jobs use it. src/settings/versions/as-planned.ts says which settings are
 * always the newest ones.
 */
import { asPlanned } from "../../../settings/versions/as-planned.ts";
import type { Settings } from "../../../settings/schema.ts";
import { readStoredSettings } from "../../../settings/versions/stored-settings.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { memoryOf } from "../storage/memory.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { first, run } from "../storage/sql.ts";

export type Pinned = { readonly version: number; readonly settings: Settings };

/** Pins a settings version to a job, in place of an earlier one. */
export function pin(sql: SqlStorage, jobId: string, { version, settings }: Pinned): void {
  drop(sql, jobId);
  // Notification settings are always the newest: an older version may have a former address.
  const { notifications: _, ...pinned } = settings;
  run(sql)`
    INSERT OR REPLACE INTO pinned_settings (version, settings)
    VALUES (${version}, ${JSON.stringify(pinned)})`;
  run(sql)`INSERT INTO pins (job_id, version) VALUES (${jobId}, ${version})`;
  memoryOf(sql).hasPins = true;
}

/** Removes the job's pin: it is planned with the newest settings again. */
export function drop(sql: SqlStorage, jobId: string): void {
  run(sql)`DELETE FROM pins WHERE job_id = ${jobId}`;
}

/**
 * Returns the settings that a job uses now. `settings` is `null` where the requested older version
 * can't be used: another release stored it, or it conflicts with later settings.
 */
export function plannedBy(
  sql: SqlStorage,
  jobId: string,
  newest: Pinned,
): { readonly version: number; readonly settings: Settings | null } {
  // Usually there are no pins. Triggers only delete them, so a `false` in memory stays right.
  const hasPins = (memoryOf(sql).hasPins ??=
    first(sql, "SELECT 1 AS one FROM pins LIMIT 1") !== null);
  if (!hasPins) return newest;
  const row = cachedFirst<{ version: number; settings: string | null }>(sql)`
    SELECT p.version AS version, s.settings AS settings
    FROM pins p
    LEFT JOIN pinned_settings s ON s.version = p.version
    WHERE p.job_id = +${jobId}`;
  if (row === null || row.version === newest.version) return newest;
  const pinned = row.settings === null ? null : readStoredSettings(storedJson(row.settings));
  return {
    version: row.version,
    settings: pinned === null ? null : asPlanned(pinned, newest.settings),
  };
}
