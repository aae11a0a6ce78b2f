/**
 * Orders that are on hold because the time zone of the shop's timestamps is unknown (P13), so it is
 * unclear whether their date is before the start line. Each gets a job once the zone is known, as
 * no sweep may list it again (docs/adr/0110).
 */
import type { ReasonCode } from "../../../domain/reasons/index.ts";
import { stampZone, ZONE_OBSERVATION } from "../../../flows/vendor-observations.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { PendingUpdates, CompleteInput } from "../../contract/runs.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { enqueue } from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import { reasonsOf } from "./claims.ts";
import * as meta from "../storage/meta.ts";
import * as cache from "../storage/cache.ts";
import { all } from "../storage/sql.ts";

const HELD: ReasonCode = "start-zone-unknown";

const isKnown = (sql: SqlStorage): boolean =>
  stampZone({ seenAtWork: cache.workObservations(sql) }) !== "unknown";

/** Checks all orders that are on hold for the zone again, if this run has shown the zone. */
export function recheckOnZoneKnown(
  context: TenantContext,
  { lists }: Pick<PendingUpdates, "lists">,
): void {
  if (lists.seenAtWork?.[ZONE_OBSERVATION] !== undefined && isKnown(context.sql))
    recheckHeld(context);
}

/** Checks them again if the start line moved or the flow was switched on. */
export function recheckOnStartLine(
  context: TenantContext,
  before: Settings,
  after: Settings,
): void {
  if (startLineOf(before) !== startLineOf(after)) recheckHeld(context);
}

const startLineOf = ({ orders: { enabled, startLine, filterLines } }: Settings): string =>
  JSON.stringify([enabled, startLine, filterLines]);

function recheckHeld(context: TenantContext): void {
  // While the flow is off nothing is decided: the orders stay on hold.
  if (meta.configuration(context.sql)?.settings.orders.enabled !== true) return;
  const held = all<{ key: string }>(
    context.sql,
    `SELECT DISTINCT key
     FROM jobs
     WHERE over = 1 AND flow = 'orders' AND outcome = 'held' AND instr(reasons, ?) > 0`,
    `"${HELD}"`,
  );
  for (const { key } of held) recheck(context, key);
}

/** Checks an order again whose run began before the zone was known, or under an old start line. */
export function recheckIfOutdated(
  context: TenantContext,
  key: string,
  { reasons }: Pick<CompleteInput, "reasons">,
): void {
  const { sql } = context;
  if (!reasons.some(({ code }) => code === HELD)) return;
  const usedVersion = jobs.latestFor(sql, key)?.settings_version ?? null;
  const isOlder = usedVersion !== null && usedVersion < (meta.configuration(sql)?.version ?? 0);
  if (isKnown(sql) || isOlder) recheck(context, key);
}

/** Only if the order is still on hold for it: no job of it is open, and nobody skipped it. */
function recheck(context: TenantContext, key: string): void {
  const latest = jobs.latestFor(context.sql, key);
  if (
    latest === null ||
    jobs.isOpen(latest) ||
    latest.flow !== "orders" ||
    latest.outcome !== "held" ||
    reasonsOf(latest)[0]?.code !== HELD
  )
    return;
  enqueue(context, { key, flow: "orders", type: "zone-known", lane: "sweep" });
}
