/**
 * The second witness of a tenant's heartbeat: an object that can neither run its alarm nor answer
 * cron can't raise an alert itself. Cron compares the deadline that it left in D1, writes the alert
 * beside the object's own copies, and tells of it.
 */
import { reason, type Reason } from "../domain/reasons.ts";
import type { Db } from "../store/db.ts";
import { missedDeadlines } from "../store/heartbeat.ts";
import { openAlertOf, writeAlertOf } from "../store/registry-alerts.ts";
import { tellSilence, type TellDeps } from "./tell-silence.ts";

export type SilenceLog = (event: {
  readonly event: string;
  readonly tenant: string;
  readonly ms: number;
}) => void;

/** The object's own alerts never bear this name. */
export const SILENCE = "cron sweep";
const MINUTE_MS = 60_000;

const silentFor = (ms: number): Reason =>
  reason("sweep-not-run", { minutes: Math.round(ms / MINUTE_MS), every: null });

/** `tell`: how it is told outside of the page; `null` where it isn't. */
export async function watchForSilence(
  db: Db,
  tenantIds: readonly string[],
  now: number,
  log: SilenceLog,
  tell: TellDeps | null = null,
): Promise<void> {
  const missed = await missedDeadlines(db, now);
  const open = new Set(await openAlertOf(db, SILENCE));
  for (const { tenantId, byMs } of missed) {
    log({ event: "tenant-silent", tenant: tenantId, ms: byMs });
    if (open.has(tenantId) || !tenantIds.includes(tenantId)) continue;
    await writeAlertOf(
      db,
      tenantId,
      {
        id: SILENCE,
        code: "sweep-not-run",
        params: silentFor(byMs).params,
        jobId: null,
        since: now,
        resolvedAt: null,
      },
      now,
    );
  }
  const silent = new Set(missed.map(({ tenantId }) => tenantId));
  for (const tenantId of open)
    if (!silent.has(tenantId))
      await writeAlertOf(
        db,
        tenantId,
        {
          id: SILENCE,
          code: "sweep-not-run",
          params: {},
          jobId: null,
          since: now,
          resolvedAt: now,
        },
        now,
      );
  if (tell === null) return;
  const heard = missed
    .filter(({ tenantId }) => tenantIds.includes(tenantId))
    .map(({ tenantId, byMs }) => ({
      tenantId,
      deadline: now - byMs,
      alert: SILENCE,
      reason: silentFor(byMs),
    }));
  await tellSilence(tell, heard, () => ({ alert: SILENCE, reason: silentFor(0) }), now);
}
