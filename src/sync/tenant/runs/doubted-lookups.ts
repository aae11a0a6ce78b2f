/**
 * Look-ups are read once a day, and before that when a run ends for something that they may be too
 * old for. Such a run is put down until they are read anew: one reading for all who wait, and at
 * most one in five minutes, so that what is held for another cause isn't planned over and over.
 */
import { reason } from "../../../domain/reasons.ts";
import type { CompleteInput } from "../../engine-rpc.ts";
import * as cache from "../storage/cache.ts";
import * as claims from "../claims/claims.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as meta from "../storage/meta.ts";
import * as originals from "./originals.ts";
import type { TenantContext } from "../context/tenant-context.ts";

const KEY = "lookups";
/** Read no longer ago than this they are as good as new. */
export const FRESH_MS = 300_000;
/** The net under the wake-up that comes when they are read. */
const NET_MS = 3_600_000;

/** True: the job is put down, and goes on by itself. */
export function putDown(
  context: TenantContext,
  job: jobs.JobRow,
  input: CompleteInput,
  now: number,
): boolean {
  if (input.doubted !== true || !readAnew(context, now)) return false;
  const { timeline, people } = input;
  claims.park(
    context.sql,
    job,
    {
      wait: "key",
      dueMs: NET_MS,
      reasons: [reason("lookups-read-anew")],
      capability: null,
      countsAsTry: false,
      timeline,
      people,
    },
    now,
  );
  originals.waitFor(context.sql, job.id, KEY, now);
  return true;
}

/** Sees to it that they are read. False: they are new, were tried lately, or nobody is to read them. */
function readAnew(context: TenantContext, now: number): boolean {
  const { sql } = context;
  if (
    meta.configuration(sql)?.settings.schedules.lookups === "never" ||
    meta.stoppedFlows(sql)[KEY] !== undefined
  )
    return false;
  if ((cache.readAt(sql) ?? -Infinity) > now - FRESH_MS) return false;
  const latest = jobs.latestFor(sql, KEY);
  if (latest !== null && jobs.isOpen(latest)) return true;
  if (latest !== null && latest.updated_at > now - FRESH_MS) return false;
  intake.enqueue(context, { key: KEY, flow: "lookups", type: "doubted", lane: "update" });
  return true;
}
