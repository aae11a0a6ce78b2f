/**
 * Who changed what, when. Rows go in the same batch as the change, or before it where the change is
 * elsewhere.
 */
import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  inArray,
  lt,
  notExists,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { type AuditValue, storedValue } from "./audit-values.ts";
import type { Db } from "./db.ts";
import { audit } from "./schema.ts";

export type AuditEntry = {
  readonly at: number;
  readonly actor: string;
  /** What was done, as a word ("tenant.pause"). */
  readonly action: string;
  /** Ids, versions and states; never payloads or secrets. */
  readonly before?: AuditValue | null;
  readonly after?: AuditValue | null;
};

const stored = (value: AuditValue | null | undefined): string | null =>
  value == null ? null : storedValue(value);

/** The statement, to be put in the change's own batch. `null` for what concerns no tenant. */
export const auditRow = (db: Db, tenantId: string | null, entry: AuditEntry) =>
  db.insert(audit).values({
    tenantId,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    before: stored(entry.before),
    after: stored(entry.after),
  });

/**
 * The same where `when` holds. It goes into the batch before the change, under the same condition:
 * of two requests the second changes nothing and writes no row.
 */
export const auditRowIf = (db: Db, tenantId: string | null, entry: AuditEntry, when: SQL) =>
  db.insert(audit).select(
    sql`SELECT NULL, ${entry.at}, ${entry.actor}, ${tenantId}, ${entry.action},
            ${stored(entry.before)}, ${stored(entry.after)}
          WHERE ${when}`,
  );

/** A row for each thing that `from` finds, with what it was before, as `storedValue` has it. */
export const auditRowsOf = (
  db: Db,
  tenantId: string,
  entry: Pick<AuditEntry, "at" | "actor" | "action">,
  before: SQL,
  from: SQL,
) =>
  db.insert(audit).select(
    sql`SELECT NULL, ${entry.at}, ${entry.actor}, ${tenantId}, ${entry.action}, ${before}, NULL
          FROM ${from}`,
  );

export async function writeAudit(
  db: Db,
  tenantId: string | null,
  entry: AuditEntry,
): Promise<void> {
  await auditRow(db, tenantId, entry);
}

/** So many of a tenant's newest rows are looked at for one that says it already. */
const LOOKED_AT = 100;

/**
 * One row for what takes many calls: none where the same person's is among the newest and younger
 * than `spanMs`.
 */
export async function writeAuditOnce(
  db: Db,
  tenantId: string,
  entry: AuditEntry,
  spanMs: number,
): Promise<void> {
  const newest = db
    .select()
    .from(audit)
    .where(eq(audit.tenantId, tenantId))
    .orderBy(desc(audit.id))
    .limit(LOOKED_AT)
    .as("newest");
  const same = and(
    eq(newest.action, entry.action),
    eq(newest.actor, entry.actor),
    gt(newest.at, entry.at - spanMs),
  );
  await auditRowIf(
    db,
    tenantId,
    entry,
    notExists(db.select({ id: newest.id }).from(newest).where(same)),
  );
}

/** `before` and `after` as they are stored: `readValue` reads them. */
export type AuditRow = typeof audit.$inferSelect;

/** Which rows are meant; `null`: any. */
export type AuditFilter = {
  /** Whose name has this part, in small letters, or is one of those. */
  readonly actor: { readonly part: string; readonly called: readonly string[] } | null;
  /** First words of what was done, before its first point. */
  readonly areas: readonly string[] | null;
  /** Instants: the first one, and the first one behind. */
  readonly from: number | null;
  readonly below: number | null;
};

function meantBy({ actor, areas, from, below }: AuditFilter): SQL | undefined {
  const point = sql`instr(${audit.action} || '.', '.')`;
  return and(
    actor === null
      ? undefined
      : or(
          sql`instr(lower(${audit.actor}), ${actor.part}) > 0`,
          inArray(audit.actor, [...actor.called]),
        ),
    areas === null ? undefined : inArray(sql`substr(${audit.action}, 1, ${point} - 1)`, [...areas]),
    from === null ? undefined : gte(audit.at, from),
    below === null ? undefined : lt(audit.at, below),
  );
}

/** One page, the newest first: of a tenant, or of everything (`null`); below the row `before`. */
export function auditPage(
  db: Db,
  tenantId: string | null,
  before: number | null,
  limit: number,
  filter: AuditFilter | null = null,
): Promise<AuditRow[]> {
  return db
    .select()
    .from(audit)
    .where(
      and(
        tenantId === null ? undefined : eq(audit.tenantId, tenantId),
        before === null ? undefined : lt(audit.id, before),
        filter === null ? undefined : meantBy(filter),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit)
    .all();
}

/** A tenant's rows behind the row `afterId`, the oldest first. */
export const auditAfter = (
  db: Db,
  tenantId: string,
  afterId: number,
  limit: number,
): Promise<AuditRow[]> =>
  db
    .select()
    .from(audit)
    .where(and(eq(audit.tenantId, tenantId), gt(audit.id, afterId)))
    .orderBy(asc(audit.id))
    .limit(limit)
    .all();
