/**
 * Orders that are held for their date while nobody knows in which zone the shop stamps (P13). They
 * are looked at again once that is known: by their own jobs, as a shop may list nothing
 * (docs/adr/0110).
 */
import type { ReasonCode } from "../../../domain/reasons.ts";
import { stampZone } from "../../../flows/stamp-zone.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { Carry, CompleteInput } from "../../engine-rpc.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { enqueue } from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import { reasonsOf } from "./claims.ts";
import * as meta from "../storage/meta.ts";
import * as cache from "../storage/cache.ts";
import { all } from "../storage/sql.ts";

const HELD: ReasonCode = "start-zone-unknown";

const isKnown = (sql: SqlStorage): boolean =>
  stampZone({ seenAtWork: cache.seenAtWork(sql) }) !== "unknown";

/** A run has just shown the zone: all that was held until then. */
export function zoneShown(context: TenantContext, { lookups }: Pick<Carry, "lookups">): void {
  if (lookups.seenAtWork?.P13 !== undefined && isKnown(context.sql)) lookAtHeld(context);
}

/** The line moved, or orders are taken again: all that was held by the line before. */
export function lineMoved(context: TenantContext, before: Settings, after: Settings): void {
  if (lineOf(before) !== lineOf(after)) lookAtHeld(context);
}

const lineOf = ({ orders: { enabled, startLine, filterLines } }: Settings): string =>
  JSON.stringify([enabled, startLine, filterLines]);

function lookAtHeld(context: TenantContext): void {
  // Nothing is decided of an order while none is taken: it stays held.
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

/** A run that began before another showed the zone, or under the line before. */
export function endedMeanwhile(
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

/**
 * Only an order that is held for it now: not one that is looked at anyway, that went on since, or
 * that a person skipped.
 */
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
