/**
 * Alerts that no object can raise itself, in the table of the objects' copies: one an id and
 * tenant, the newer instant wins.
 */
import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "./db.ts";
import { type AlertRow, applyProjection } from "./projection.ts";
import { alerts } from "./schema.ts";

/** Tenants for which it is open. */
export async function openAlertOf(db: Db, id: string): Promise<readonly string[]> {
  const rows = await db
    .select({ tenantId: alerts.tenantId })
    .from(alerts)
    .where(and(eq(alerts.id, id), isNull(alerts.resolvedAt), isNull(alerts.deletedAt)));
  return rows.map((row) => row.tenantId);
}

export async function writeAlertOf(
  db: Db,
  tenantId: string,
  row: AlertRow,
  now: number,
): Promise<void> {
  await applyProjection(db, tenantId, [{ table: "alerts", seq: now, row }]);
}
