/** The registry of tenants. A retired one keeps its row, so its id is never used again. */
import {
  and,
  type AnyColumn,
  count,
  eq,
  exists,
  isNotNull,
  isNull,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { MAIN_CLIENT } from "../domain/ledger/ledger-clients.ts";
import { revokeTokensOf } from "./api-tokens.ts";
import { auditRow, auditRowIf, type AuditEntry } from "./audit.ts";
import { isUniqueViolation, withD1Retry } from "./d1-errors.ts";
import { type Db, prepared } from "./db.ts";
import {
  chatAddresses,
  memberships,
  noticeSecrets,
  oauthStates,
  owners,
  settingsVersions,
  tenants,
  webhookSecrets,
} from "./schema.ts";
import { endUsersOf } from "./users.ts";

export type TenantRow = typeof tenants.$inferSelect;

/** Of a tenant whose administration isn't chosen yet: no list of the shop is read from it. */
export const NO_ADMINISTRATION = 0;

const tenantOf = prepared((db) =>
  db
    .select()
    .from(tenants)
    .where(eq(tenants.id, sql.placeholder("id")))
    .prepare(),
);

export async function findTenant(db: Db, tenantId: string): Promise<TenantRow | null> {
  const [row] = await withD1Retry(() => tenantOf(db).all({ id: tenantId }));
  return row ?? null;
}

/** All that aren't retired, by name. */
export async function listTenants(db: Db): Promise<TenantRow[]> {
  return withD1Retry(async () =>
    db.select().from(tenants).where(ne(tenants.state, "retired")).orderBy(tenants.name, tenants.id),
  );
}

export type TenantsAsked = {
  /** These shops; `null`: all. */
  readonly ids: readonly string[] | null;
  /** In the name, the company's name or the id, or the administration's whole number. */
  readonly text: string;
  /** Only those with open alerts in D1's copies, most alerts first. */
  readonly onlyAlerted: boolean;
  /** The `next` of the page before. */
  readonly after: string | null;
  readonly limit: number;
};

/** More than these count alike: what a page reads must not grow with what is wrong. */
const MAX_COUNTED = 100;
/** The alert count of a page's last shop, which may change. */
const PLACE = /^(\d{1,3})\.(.+)$/;

/** A page of those that aren't retired. `next`: from where the others are; `null`: none are. */
export async function pageOfTenants(
  db: Db,
  { ids, text, onlyAlerted, after, limit }: TenantsAsked,
): Promise<{ readonly tenants: readonly TenantRow[]; readonly next: string | null }> {
  const like = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const holds = (column: SQL | AnyColumn): SQL => sql`${column} LIKE ${like} ESCAPE '\\'`;
  const open = sql<number>`(
    SELECT count(*) FROM (
      SELECT 1 FROM "alerts" a
      WHERE a."tenant_id" = "tenants"."id" AND a."resolved_at" IS NULL
        AND a."deleted_at" IS NULL
      LIMIT ${sql.raw(String(MAX_COUNTED))}
    )
  )`;
  const place = sql`${tenants.name}, ${tenants.id}`;
  const behind = (of: string): SQL => {
    if (!onlyAlerted)
      return sql`(${place}) > (SELECT "name", "id" FROM "tenants" WHERE "id" = ${of})`;
    // An invalid position starts again.
    const [, count = String(MAX_COUNTED + 1), id = of] = PLACE.exec(of) ?? [];
    return sql`(-${open}, ${place}) > (
      SELECT ${-Number(count)}, "name", "id" FROM "tenants" WHERE "id" = ${id}
    )`;
  };
  const rows = await withD1Retry(async () =>
    db
      .select({ tenant: tenants, alerts: (onlyAlerted ? open : sql<number>`0`).as("alerts") })
      .from(tenants)
      .where(
        and(
          ne(tenants.state, "retired"),
          ids === null
            ? undefined
            : sql`${tenants.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
          text === ""
            ? undefined
            : or(
                holds(tenants.name),
                holds(tenants.companyName),
                holds(tenants.id),
                sql`CAST(${tenants.administrationId} AS TEXT) = ${text}`,
              ),
          onlyAlerted
            ? sql`EXISTS (
                SELECT 1 FROM "alerts" a
                WHERE a."tenant_id" = ${tenants.id} AND a."resolved_at" IS NULL
                  AND a."deleted_at" IS NULL
              )`
            : undefined,
          after === null ? undefined : behind(after),
        ),
      )
      .orderBy(...(onlyAlerted ? [sql`"alerts" DESC`] : []), tenants.name, tenants.id)
      .limit(limit + 1),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    tenants: shown.map(({ tenant }) => tenant),
    next: last === undefined ? null : `${onlyAlerted ? `${last.alerts}.` : ""}${last.tenant.id}`,
  };
}

const active = prepared((db) =>
  db.select({ id: tenants.id }).from(tenants).where(ne(tenants.state, "retired")).prepare(),
);

/** Tenants whose objects have to look at what is due. Paused ones still take events. */
export async function activeTenantIds(db: Db): Promise<readonly string[]> {
  const rows = await withD1Retry(() => active(db).all());
  return rows.map((row) => row.id);
}

type NewTenant = Pick<TenantRow, "name" | "language" | "administrationId">;

/** A tenant with its first settings. Throws when the id was ever used. */
export async function insertTenant(
  db: Db,
  tenantId: string,
  tenant: NewTenant,
  settingsJson: string,
  entry: AuditEntry,
): Promise<void> {
  await db.batch([
    db.insert(tenants).values({
      ...tenant,
      id: tenantId,
      state: "active",
      settingsVersion: 1,
      createdAt: entry.at,
    }),
    db
      .insert(settingsVersions)
      .values({ tenantId, version: 1, json: settingsJson, actor: entry.actor, at: entry.at }),
    auditRow(db, tenantId, entry),
  ]);
}

const isThere = (tenantId: string): SQL | undefined =>
  and(eq(tenants.id, tenantId), ne(tenants.state, "retired"));
const those = (db: Db, where: SQL | undefined) =>
  db.select({ id: tenants.id }).from(tenants).where(where);

/** Its address for senders that can't sign is still the one with this token. */
export const sameToken = (hash: string | null): SQL => sql`${tenants.webhookTokenHash} IS ${hash}`;

/** False where it was retired, or where `only` doesn't hold any more. */
export async function updateTenant(
  db: Db,
  tenantId: string,
  change: Partial<Pick<TenantRow, "name" | "language" | "state" | "webhookTokenHash">>,
  entry: AuditEntry,
  only?: SQL,
): Promise<boolean> {
  const it = and(isThere(tenantId), only);
  const [, changed] = await db.batch([
    auditRowIf(db, tenantId, entry, exists(those(db, it))),
    db.update(tenants).set(change).where(it).returning({ id: tenants.id }),
  ]);
  return changed.length > 0;
}

/** Notes that the tenant's object has stopped. The request was recorded before. */
export async function notePaused(db: Db, tenantId: string): Promise<void> {
  await db.update(tenants).set({ state: "paused" }).where(isThere(tenantId));
}

/** Chooses the administration, once: `false` where another one is chosen already. */
export async function chooseAdministration(
  db: Db,
  tenantId: string,
  administrationId: number,
  who: { readonly actor: string; readonly at: number },
): Promise<boolean> {
  const free = and(
    isThere(tenantId),
    or(
      eq(tenants.administrationId, NO_ADMINISTRATION),
      eq(tenants.administrationId, administrationId),
    ),
  );
  const [, chosen] = await db.batch([
    auditRowIf(
      db,
      tenantId,
      { ...who, action: "administration.choose", after: String(administrationId) },
      exists(those(db, free)),
    ),
    db.update(tenants).set({ administrationId }).where(free).returning({ id: tenants.id }),
  ]);
  return chosen.length > 0;
}

/** Another tenant in the place of one that ends: its name, language and people, nothing else. */
type Successor = { readonly id: string; readonly settingsJson: string };

function successorOf(db: Db, tenantId: string, { id, settingsJson }: Successor, who: AuditEntry) {
  const { at, actor } = who;
  const old = sql`FROM ${tenants} AS old WHERE old.id = ${tenantId} AND old.state <> 'retired'`;
  return [
    db
      .insert(settingsVersions)
      .select(sql`SELECT ${id}, 1, ${settingsJson}, ${actor}, ${at} ${old}`),
    auditRowIf(
      db,
      id,
      { at, actor, action: "tenant.make", before: tenantId },
      exists(those(db, isThere(tenantId))),
    ),
    db.insert(memberships).select(sql`SELECT ${memberships.userId}, ${id}, ${memberships.role}
      FROM ${memberships} WHERE ${memberships.tenantId} = ${tenantId}`),
    db.insert(tenants).select(sql`SELECT ${id}, old.name, old.language, ${NO_ADMINISTRATION},
      NULL, NULL, NULL, 'active', 1, NULL, ${at} ${old}`),
  ] as const;
}

/**
 * Ends a tenant: its claims on the company and on what it kept of the administration are given up,
 * its own people and tokens are ended, its row stays. `successor`: who takes its place.
 */
export async function retireTenant(
  db: Db,
  tenantId: string,
  entry: AuditEntry,
  successor: Successor | null = null,
): Promise<void> {
  await db.batch([
    auditRowIf(db, tenantId, entry, exists(those(db, isThere(tenantId)))),
    ...(successor === null ? [] : successorOf(db, tenantId, successor, entry)),
    ...endUsersOf(db, tenantId, entry),
    ...revokeTokensOf(db, tenantId, entry),
    db.delete(owners).where(eq(owners.tenantId, tenantId)),
    // A sign-in that waits to be confirmed is a grant as well.
    db.delete(oauthStates).where(eq(oauthStates.tenantId, tenantId)),
    // They can't be sealed again, and would keep an old key in use for ever.
    db.delete(webhookSecrets).where(eq(webhookSecrets.tenantId, tenantId)),
    db.delete(noticeSecrets).where(eq(noticeSecrets.tenantId, tenantId)),
    db.delete(chatAddresses).where(eq(chatAddresses.tenantId, tenantId)),
    db
      .update(tenants)
      .set({ state: "retired", companyId: null, webhookTokenHash: null })
      .where(isThere(tenantId)),
  ]);
}

type CompanyReservation =
  | { readonly kind: "claimed" }
  | { readonly kind: "other-company" }
  /** It was retired. */
  | { readonly kind: "gone" }
  | { readonly kind: "taken"; readonly by: { readonly id: string; readonly name: string } };

/** Ties the company to the tenant if neither has another. A unique index decides races. */
export async function reserveCompany(
  db: Db,
  tenantId: string,
  company: { readonly id: string; readonly name: string },
  ledgerClient: string,
): Promise<CompanyReservation> {
  try {
    const rows = await db
      .update(tenants)
      .set({ companyId: company.id, companyName: company.name, ledgerClient })
      .where(
        and(
          eq(tenants.id, tenantId),
          ne(tenants.state, "retired"),
          or(isNull(tenants.companyId), eq(tenants.companyId, company.id)),
        ),
      )
      .returning({ id: tenants.id });
    if (rows.length > 0) return { kind: "claimed" };
    const [there] = await those(db, isThere(tenantId));
    return { kind: there === undefined ? "gone" : "other-company" };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const [by] = await db
      .select({ id: tenants.id, name: tenants.name })
      .from(tenants)
      .where(eq(tenants.companyId, company.id));
    return { kind: "taken", by: by ?? { id: "", name: "another tenant" } };
  }
}

/** Undoes a claim whose grant could not be stored. */
export async function releaseCompany(db: Db, tenantId: string, companyId: string): Promise<void> {
  await db
    .update(tenants)
    .set({ companyId: null, companyName: null, ledgerClient: null })
    .where(and(eq(tenants.id, tenantId), eq(tenants.companyId, companyId)));
}

/** Returns the number of shops per client of eAccounting. */
export async function shopsByClient(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ client: tenants.ledgerClient, shops: count() })
    .from(tenants)
    .where(and(ne(tenants.state, "retired"), isNotNull(tenants.ledgerClient)))
    .groupBy(tenants.ledgerClient);
  return new Map(rows.map(({ client, shops }) => [client ?? MAIN_CLIENT, shops]));
}
