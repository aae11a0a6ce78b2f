/**
 * Orders that are held for their date while the zone of the shop's stamps is unknown (P13). Their
 * own jobs look at them again once it is known, as a shop may list nothing (docs/adr/0110).
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

/** A run has shown the zone: looks again at all orders held until then. */
export function recheckOnZoneKnown(
  context: TenantContext,
  { lists }: Pick<PendingUpdates, "lists">,
): void {
  if (lists.seenAtWork?.[ZONE_OBSERVATION] !== undefined && isKnown(context.sql))
    lookAtHeld(context);
}

/** The start line moved, or the flow is on again: looks at all orders held for the old line. */
export function recheckOnStartLine(
  context: TenantContext,
  before: Settings,
  after: Settings,
): void {
  if (lineOf(before) !== lineOf(after)) lookAtHeld(context);
}

const lineOf = ({ orders: { enabled, startLine, filterLines } }: Settings): string =>
  JSON.stringify([enabled, startLine, filterLines]);

function lookAtHeld(context: TenantContext): void {
  // While the flow is off nothing is decided: the orders stay held.
  if (meta.configuration(context.sql)?.settings.orders.enabled !== true) return;
  const held = all<{ key: string }>(
    context.sql,
    `SELECT DISTINCT key
     FROM jobs
     WHERE over = 1 AND flow = 'orders' AND outcome = 'held' AND instr(reasons, ?) > 0`,
    `"${HELD}"`,
  );
  for (const { key } of held) lookAgain(context, key);
}

/** Looks again at an order whose run began before the zone was known, or under the old line. */
export function recheckIfOutdated(
  context: TenantContext,
  key: string,
  { reasons }: Pick<CompleteInput, "reasons">,
): void {
  const { sql } = context;
  if (!reasons.some(({ code }) => code === HELD)) return;
  const begunUnder = jobs.latestFor(sql, key)?.settings_version ?? null;
  const isOlder = begunUnder !== null && begunUnder < (meta.configuration(sql)?.version ?? 0);
  if (isKnown(sql) || isOlder) lookAgain(context, key);
}

/** Only where the order is still held for it: no job of it is open, and nobody skipped it. */
function lookAgain(context: TenantContext, key: string): void {
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
