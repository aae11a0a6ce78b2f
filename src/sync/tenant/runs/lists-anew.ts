/** Has the lists of eAccounting read before their time, as what was met may come of old ones. */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";

/** The key of the flow that reads them. */
export const LISTS_KEY = "lookups";
/** Lists younger than this count as new. */
const FRESH_MS = 5 * MINUTE_MS;

/** Has the lists read. False: they are new, were tried recently, or no flow reads them. */
export function readListsAnew(context: TenantContext, now: number): boolean {
  const { sql } = context;
  if (
    meta.configuration(sql)?.settings.schedules.lookups === "never" ||
    meta.stoppedFlows(sql)[LISTS_KEY] !== undefined
  )
    return false;
  const oldest = Math.max(now - FRESH_MS, cache.staleSince(sql));
  if ((cache.readAt(sql) ?? -Infinity) > oldest) return false;
  const latest = jobs.latestFor(sql, LISTS_KEY);
  if (latest !== null && jobs.isOpen(latest)) return true;
  if (latest !== null && latest.updated_at > oldest) return false;
  intake.enqueue(context, { key: LISTS_KEY, flow: "lookups", type: "doubted", lane: "update" });
  return true;
}
