/**
 * The daily care of the registry, run by cron. D1 records whether it is due: cron may be late,
 * missed or doubled.
 */
import { DAY_MS, HOUR_MS } from "../domain/platform/durations.ts";
import type { Db } from "../store/db.ts";
import { lastHeartbeat, writeHeartbeat } from "../store/heartbeat.ts";
import { clearRegistry } from "../store/retention.ts";

export const RETENTION_HEARTBEAT = "retention";
const AGAIN_MS = HOUR_MS;

/**
 * The heartbeat is written first: otherwise a round that dies would start again every minute. A
 * failed round is repeated in an hour.
 */
export async function maintainRegistry(db: Db, now: number): Promise<void> {
  const last = (await lastHeartbeat(db, RETENTION_HEARTBEAT)) ?? 0;
  if (now - last < DAY_MS) return;
  await writeHeartbeat(db, RETENTION_HEARTBEAT, now);
  try {
    await clearRegistry(db, now);
  } catch (fault) {
    await writeHeartbeat(db, RETENTION_HEARTBEAT, now - DAY_MS + AGAIN_MS);
    throw fault;
  }
}
