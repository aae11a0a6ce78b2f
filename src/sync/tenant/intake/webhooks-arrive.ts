/**
 * Whether webhooks arrive, by evidence: so many new orders in a row that one told of, and none that
 * only a sweep found. While they do, orders are swept seldom; the first one that a sweep finds
 * untold ends that, and each time twice as many are asked for. Nothing is written once it is
 * known.
 */
import type { Timings } from "../../../env.ts";
import type { SweepView } from "../../health-rpc.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import * as meta from "../storage/meta.ts";
import { json } from "../storage/sql.ts";

const KEY = "webhooks-arrive";
/** New orders that a webhook told of, in a row. */
const ENOUGH = 10;
const MOST = 640;
/** How much more seldom: with five minutes, once an hour. */
export const SELDOM = 12;

/** `told`: in a row, up to `needed`. `missedAt`: when a sweep last found what none told of, ms. */
type Evidence = {
  readonly told: number;
  readonly needed: number;
  readonly missedAt: number | null;
};

const evidence = (sql: SqlStorage): Evidence =>
  json<Evidence>(meta.get(sql, KEY) ?? `{"told":0,"needed":${ENOUGH},"missedAt":null}`);

const note = (sql: SqlStorage, now: Evidence): void => meta.set(sql, KEY, JSON.stringify(now));

export function arrive(sql: SqlStorage): boolean {
  const { told, needed } = evidence(sql);
  return told >= needed;
}

/** A webhook told of an order that nobody had heard of. */
export function told(sql: SqlStorage): void {
  const before = evidence(sql);
  if (before.told < before.needed) note(sql, { ...before, told: before.told + 1 });
}

/**
 * A sweep found an order, or a change, that a webhook should have told of by then. Where none was
 * believed to arrive that is nothing new, and what has an open job was told of by somebody.
 */
export function missed(sql: SqlStorage, key: string, now: number): void {
  if (jobs.openFor(sql, key) !== null) return;
  const before = evidence(sql);
  if (before.told >= before.needed)
    note(sql, { told: 0, needed: Math.min(MOST, before.needed * 2), missedAt: now });
  else if (before.told > 0) note(sql, { ...before, told: 0 });
}

/** The deployment's timings, as they are for this tenant: how often its orders are swept. */
export function timingsOf({ sql, deps }: Pick<TenantContext, "sql" | "deps">): Timings {
  const { timings } = deps;
  return arrive(sql) ? { ...timings, sweepMs: timings.sweepMs * SELDOM } : timings;
}

/** `null`: a person chose how often orders are swept, or that they aren't. */
export function view(context: Pick<TenantContext, "sql" | "deps">): SweepView | null {
  const settings = meta.configuration(context.sql)?.settings;
  if (settings?.orders.enabled !== true || settings.schedules.orders !== null) return null;
  return {
    everyMs: timingsOf(context).sweepMs,
    webhooksArrive: arrive(context.sql),
    missedAt: evidence(context.sql).missedAt,
  };
}
