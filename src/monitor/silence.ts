/**
 * Watches tenants' heartbeats from outside: an object that can neither run its alarm nor answer
 * cron can't raise an alert itself. Cron compares the deadline that it left in D1, writes the alert
 * beside the object's own copies, and sends it.
 */
import { lateBy, MINUTE_MS } from "../domain/platform/durations.ts";
import { inTurns } from "../domain/platform/in-turns.ts";
import { reason, type Reason } from "../domain/reasons/index.ts";
import type { Db } from "../store/db.ts";
import { missedDeadlines } from "../store/heartbeat.ts";
import { openAlertOf, writeAlertOf } from "../store/registry-alerts.ts";
import { alertSilence, type SilenceDeps } from "./silence-alerts.ts";

type SilenceLog = (event: {
  readonly event: string;
  readonly tenant: string;
  readonly ms: number;
}) => void;

/** The object's own alerts never bear this name. */
export const SILENCE = "cron sweep";

const silentFor = (ms: number): Reason => reason("sweep-not-run", { ...lateBy(ms), every: null });

/**
 * Tenants handled per run. Each takes at most nine statements of D1 and two calls, and a cron run
 * may send a thousand statements: after an outage of D1 every tenant of a large deployment has
 * missed its deadline.
 */
export const AT_ONCE = 50;

/** `tell`: how it is sent; `null`: it isn't. */
export async function watchForSilence(
  db: Db,
  tenantIds: readonly string[],
  now: number,
  log: SilenceLog,
  tell: SilenceDeps | null = null,
): Promise<void> {
  const active = new Set(tenantIds);
  const turn = Math.floor(now / MINUTE_MS);
  const missed = await missedDeadlines(db, now);
  const open = new Set(await openAlertOf(db, SILENCE));
  for (const { tenantId, byMs } of inTurns(missed, turn, AT_ONCE))
    log({ event: "tenant-silent", tenant: tenantId, ms: byMs });
  const silent = missed.filter(({ tenantId }) => active.has(tenantId));
  const unwritten = silent.filter(({ tenantId }) => !open.has(tenantId));
  for (const { tenantId, byMs } of unwritten.slice(0, AT_ONCE))
    await writeAlertOf(db, tenantId, alertRow(now, silentFor(byMs), null), now);
  const missing = new Set(missed.map(({ tenantId }) => tenantId));
  const backAgain = [...open].filter((tenantId) => !missing.has(tenantId));
  for (const tenantId of backAgain.slice(0, AT_ONCE))
    await writeAlertOf(db, tenantId, alertRow(now, null, now), now);
  if (tell === null) return;
  const silences = silent.map(({ tenantId, byMs }) => ({
    tenantId,
    deadline: now - byMs,
    alert: SILENCE,
    reason: silentFor(byMs),
  }));
  await alertSilence(
    tell,
    silences,
    () => ({ alert: SILENCE, reason: silentFor(0) }),
    now,
    (waiting) => inTurns(waiting, turn, AT_ONCE),
  );
}

const alertRow = (now: number, why: Reason | null, resolvedAt: number | null) => ({
  id: SILENCE,
  code: "sweep-not-run" as const,
  params: why?.params ?? {},
  jobId: null,
  since: now,
  resolvedAt,
});
