/** What the projection says of the last hours, for the overview. It may lag; nothing is decided by it. */
import { and, count, gte, inArray, isNull } from "drizzle-orm";
import type { Db } from "./db.ts";
import { alerts, jobs } from "./schema.ts";

export type OutcomeCount = { readonly tenantId: string; readonly status: string; readonly outcome: string | null; readonly jobs: number };

/** What moves something between the two sides. Refreshes, sweeps, set-ups and dry runs come and go uncounted. */
const COUNTED = ["orders", "customers", "products", "stock"];

/** Jobs that changed since `since`, by tenant and outcome. */
export async function outcomeCounts(db: Db, tenantIds: readonly string[], since: number): Promise<OutcomeCount[]> {
  const rows = await perTenants(tenantIds, (ids) =>
    db
      .select({ tenantId: jobs.tenantId, status: jobs.status, outcome: jobs.outcome, jobs: count() })
      .from(jobs)
      .where(and(inArray(jobs.tenantId, [...ids]), inArray(jobs.flow, COUNTED), gte(jobs.updatedAt, since), isNull(jobs.deletedAt)))
      .groupBy(jobs.tenantId, jobs.status, jobs.outcome),
  );
  return rows;
}

export async function openAlertCounts(db: Db, tenantIds: readonly string[]): Promise<{ readonly tenantId: string; readonly alerts: number }[]> {
  return perTenants(tenantIds, (ids) =>
    db
      .select({ tenantId: alerts.tenantId, alerts: count() })
      .from(alerts)
      .where(and(inArray(alerts.tenantId, [...ids]), isNull(alerts.resolvedAt), isNull(alerts.deletedAt)))
      .groupBy(alerts.tenantId),
  );
}

/** D1 takes 100 bound parameters a statement. */
const IDS = 90;

async function perTenants<T>(tenantIds: readonly string[], ask: (ids: readonly string[]) => PromiseLike<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (let start = 0; start < tenantIds.length; start += IDS) rows.push(...(await ask(tenantIds.slice(start, start + IDS))));
  return rows;
}
