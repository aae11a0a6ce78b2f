/**
 * What the projection says of tenants whose object isn't asked. It may lag; nothing is decided by
 * it.
 */
import type { Db } from "./db.ts";

/** An overview says "many" as well by a hundred: what it reads must not grow with what is wrong. */
export const MAX_COUNTED = 100;

/** Open alerts of each of these tenants, as far as a hundred; one without any is left out. */
export async function openAlertCounts(
  db: Db,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (tenantIds.length === 0) return new Map();
  const { results } = await db.$client
    .prepare(
      `SELECT t.value AS "tenantId", (
         SELECT count(*)
         FROM (
           SELECT 1
           FROM "alerts"
           WHERE "tenant_id" = t.value AND "resolved_at" IS NULL AND "deleted_at" IS NULL
           LIMIT ${MAX_COUNTED}
         )
       ) AS "n"
       FROM json_each(?1) t`,
    )
    .bind(JSON.stringify(tenantIds))
    .all<{ tenantId: string; n: number }>();
  return new Map(results.filter(({ n }) => n > 0).map(({ tenantId, n }) => [tenantId, n]));
}

/** A bell says "many" as well by this many. */
const MAX_OF_ALL = 1_000;

/**
 * Open alerts of these tenants together, `null`: of all that aren't retired; as far as a thousand.
 * `without`: those of one tenant aren't counted. Reads the index of open alerts alone, however many
 * tenants there are.
 */
export async function openAlertsOf(
  db: Db,
  tenantIds: readonly string[] | null,
  without: string | null,
): Promise<number> {
  const row = await db.$client
    .prepare(
      `SELECT count(*) AS "n"
       FROM (
         SELECT 1
         FROM "alerts" a
         WHERE "resolved_at" IS NULL AND "deleted_at" IS NULL
           AND ${
             tenantIds === null ? "?1 IS NULL" : `"tenant_id" IN (SELECT value FROM json_each(?1))`
           }
           AND "tenant_id" IS NOT ?2
           AND NOT EXISTS (
             SELECT 1 FROM "tenants" t WHERE t."id" = a."tenant_id" AND t."state" = 'retired'
           )
         LIMIT ${MAX_OF_ALL}
       )`,
    )
    .bind(tenantIds === null ? null : JSON.stringify(tenantIds), without)
    .first<{ n: number }>();
  return row?.n ?? 0;
}

/** Compared days that are looked at. */
const LATELY_DAYS = 60;

/**
 * The last day on which the comparison of both sides found orders, of each of these tenants that
 * has one among its last sixty.
 */
export async function lastDaysWithOrders(
  db: Db,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { results } = await db.$client
    .prepare(
      `SELECT t.value AS "tenantId", (
         SELECT "day"
         FROM (
           SELECT "day", "orders", "deleted_at"
           FROM "reconciliations"
           WHERE "tenant_id" = t.value
           ORDER BY "day" DESC
           LIMIT ${LATELY_DAYS}
         )
         WHERE "orders" > 0 AND "deleted_at" IS NULL
         ORDER BY "day" DESC
         LIMIT 1
       ) AS "day"
       FROM json_each(?1) t`,
    )
    .bind(JSON.stringify(tenantIds))
    .all<{ tenantId: string; day: string | null }>();
  return new Map(results.flatMap(({ tenantId, day }) => (day === null ? [] : [[tenantId, day]])));
}
