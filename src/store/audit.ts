/** Who changed what, when. Rows go in the same batch as the change, or before it where the change is elsewhere. */
import { and, desc, eq, lt } from "drizzle-orm";
import type { Db } from "./db.ts";
import { audit } from "./schema.ts";

export type AuditEntry = {
  readonly at: number;
  readonly actor: string;
  /** What was done, as a word ("tenant.pause"). */
  readonly action: string;
  /** Ids, versions and states; never payloads or secrets. */
  readonly before?: string | null;
  readonly after?: string | null;
};

/** The statement, to be put in the change's own batch. `null` for what concerns no tenant. */
export const auditRow = (db: Db, tenantId: string | null, entry: AuditEntry) =>
  db.insert(audit).values({ tenantId, at: entry.at, actor: entry.actor, action: entry.action, before: entry.before ?? null, after: entry.after ?? null });

export async function writeAudit(db: Db, tenantId: string | null, entry: AuditEntry): Promise<void> {
  await auditRow(db, tenantId, entry);
}

/** The newest first. */
export function recentAudit(db: Db, tenantId: string, limit: number) {
  return db.select().from(audit).where(eq(audit.tenantId, tenantId)).orderBy(desc(audit.id)).limit(limit);
}

export type AuditRow = typeof audit.$inferSelect;

/** One page, the newest first: of a tenant, or of everything (`null`); below the row `before`. */
export function auditPage(db: Db, tenantId: string | null, before: number | null, limit: number): Promise<AuditRow[]> {
  return db
    .select()
    .from(audit)
    .where(and(tenantId === null ? undefined : eq(audit.tenantId, tenantId), before === null ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(limit)
    .all();
}
