/**
 * Limits and records agents' calls of tools before they are answered. The audit log is for ever, so
 * its growth is bounded by limits: so many calls of a token in a quarter of an hour, and in a day.
 * Refused calls are logged as events, not in the audit log.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { type AuditValue, toolValue } from "../../../store/audit-values.ts";
import { writeAudit } from "../../../store/audit.ts";
import { countTry } from "../../../store/sessions.ts";
import { TRIES_WINDOW_MS } from "../../auth/tries.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";

/** Of one token, in a quarter of an hour. */
export const MAX_CALLS = 60;
/** Of one token, in a day of UTC: as many rows of the audit log. */
export const MAX_CALLS_PER_DAY = 1_000;

/** Counts one more. How long (ms) none is answered; `null`: this one is. */
export async function countCall(
  { db, clock, log }: Pick<EdgeDeps, "db" | "clock" | "log">,
  actor: Actor,
): Promise<number | null> {
  const now = clock.now();
  const quarter = await countTry(db, `agent:${actor.id}`, now, now - TRIES_WINDOW_MS);
  const ofQuarter = quarter.windowStart + TRIES_WINDOW_MS - now;
  if (quarter.tries > MAX_CALLS) return limited(ofQuarter);
  // Its row stands at the day's end, so that counts of shorter windows leave it there until then.
  const began = now - (now % DAY_MS);
  const day = await countTry(db, `agent:${actor.id}:${began}`, began + DAY_MS, began);
  return day.tries > MAX_CALLS_PER_DAY ? limited(began + DAY_MS - now) : null;

  function limited(waitMs: number): number {
    log({ event: "agent-limited", who: actor.id, seconds: Math.ceil(waitMs / 1000) });
    return waitMs;
  }
}

/** `about`: an order, days or a setting that it asks about; never a text that may be personal. */
export const recordCall = (
  { db, clock }: Pick<EdgeDeps, "db" | "clock">,
  actor: Actor,
  tenantId: string,
  call: { readonly tool: string; readonly about: AuditValue | null },
): Promise<void> =>
  writeAudit(db, tenantId, {
    at: clock.now(),
    actor: actor.name,
    action: "agent.call",
    after: toolValue(call.tool, call.about),
  });
