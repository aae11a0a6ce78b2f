/**
 * Whether webhooks arrive: they do once enough new orders in a row were reported by a webhook and
 * none was found by a sweep first. Orders are then swept less often. The first order that only a
 * sweep finds ends that, and doubles the number that is needed next time. Once the number is
 * reached nothing more is written.
 */
import type { Timings } from "../../../env.ts";
import type { SweepView } from "../../contract/health.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

const KEY = "webhooks-arrive";
/** How many new orders in a row a webhook must have reported. */
const ENOUGH = 10;
const MAX = 640;
/** Factor by which sweeps become rarer: an interval of five minutes becomes an hour. */
export const SWEEP_INTERVAL_FACTOR = 12;

/**
 * `inARow`: reported in a row, up to `needed`. `missedAt`: when a sweep last found an unreported
 * order, in ms.
 */
type Evidence = {
  readonly inARow: number;
  readonly needed: number;
  readonly missedAt: number | null;
};

const evidence = (sql: SqlStorage): Evidence =>
  storedJson<Evidence>(meta.get(sql, KEY) ?? `{"inARow":0,"needed":${ENOUGH},"missedAt":null}`);

const store = (sql: SqlStorage, now: Evidence): void => meta.set(sql, KEY, JSON.stringify(now));

/** Whether webhooks have proved to arrive. */
export function isReceivingWebhooks(sql: SqlStorage): boolean {
  const { inARow, needed } = evidence(sql);
  return inARow >= needed;
}

/** Counts a webhook that reported an unknown order. */
export function noteUnknownOrder(sql: SqlStorage): void {
  const before = evidence(sql);
  if (before.inARow < before.needed) store(sql, { ...before, inARow: before.inARow + 1 });
}

/**
 * Notes an order, or a change, that a sweep found although a webhook should have reported it. It
 * resets the count. Ignored if the key has an unfinished job, as something else reported it.
 */
export function noteMissedWebhook(sql: SqlStorage, key: string, now: number): void {
  if (jobs.openFor(sql, key) !== null) return;
  const before = evidence(sql);
  if (before.inARow >= before.needed)
    store(sql, { inARow: 0, needed: Math.min(MAX, before.needed * 2), missedAt: now });
  else if (before.inARow > 0) store(sql, { ...before, inARow: 0 });
}

/** Returns this tenant's timings, which decide how often its orders are swept. */
export function timingsOf({ sql, deps }: Pick<TenantContext, "sql" | "deps">): Timings {
  const { timings } = deps;
  return isReceivingWebhooks(sql)
    ? { ...timings, sweepMs: timings.sweepMs * SWEEP_INTERVAL_FACTOR }
    : timings;
}

/** Returns how often orders are swept, and why; `null`: a person chose it, or orders are off. */
export function view(context: Pick<TenantContext, "sql" | "deps">): SweepView | null {
  const settings = meta.configuration(context.sql)?.settings;
  if (settings?.orders.enabled !== true || settings.schedules.orders !== null) return null;
  return {
    everyMs: timingsOf(context).sweepMs,
    webhooksArrive: isReceivingWebhooks(context.sql),
    ...evidence(context.sql),
  };
}
