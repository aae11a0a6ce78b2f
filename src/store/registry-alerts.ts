/**
 * Alerts that no object can raise itself, in the table of the objects' copies: one an id and
 * tenant, the newer instant wins.
 */
import { and, eq, isNull, sql } from "drizzle-orm";
import { type Db, prepared } from "./db.ts";
import { type AlertRow, applyProjection } from "./projection.ts";
import { alerts } from "./schema.ts";

const tenantsOf = prepared((db) =>
  db
    .select({ tenantId: alerts.tenantId })
    .from(alerts)
    .where(
      and(
        eq(alerts.id, sql.placeholder("id")),
        isNull(alerts.resolvedAt),
        isNull(alerts.deletedAt),
      ),
    )
    .prepare(),
);

/** Tenants for which it is open. */
export async function openAlertOf(db: Db, id: string): Promise<readonly string[]> {
  const rows = await tenantsOf(db).all({ id });
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
