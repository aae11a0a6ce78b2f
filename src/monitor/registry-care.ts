/** What cron does once a day for the registry. Whether it is due stands in D1: runs of cron may be late, missed or doubled. */
import type { Db } from "../store/db.ts";
import { beatHeart, listHeartbeats } from "../store/heartbeat.ts";
import { clearRegistry } from "../store/retention.ts";

export const RETENTION_BEAT = "retention";
const DAY_MS = 86_400_000;

export async function careForRegistry(db: Db, tenantIds: readonly string[], now: number): Promise<void> {
  const last = (await listHeartbeats(db)).find(({ name }) => name === RETENTION_BEAT)?.at ?? 0;
  if (now - last < DAY_MS) return;
  await clearRegistry(db, tenantIds, now);
  await beatHeart(db, RETENTION_BEAT, now);
}
