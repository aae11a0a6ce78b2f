/** Settings as versions: never changed, only followed by the next one. */
import { and, desc, eq } from "drizzle-orm";
import { auditRow } from "./audit.ts";
import { versionValue, type VersionDetails } from "./audit-values.ts";
import { isUniqueViolation, withD1Retry } from "./d1-errors.ts";
import type { Db } from "./db.ts";
import { settingsVersions, tenants } from "./schema.ts";

export type SettingsVersion = typeof settingsVersions.$inferSelect;

export async function latestSettings(db: Db, tenantId: string): Promise<SettingsVersion | null> {
  const [row] = await withD1Retry(async () =>
    db
      .select()
      .from(settingsVersions)
      .where(eq(settingsVersions.tenantId, tenantId))
      .orderBy(desc(settingsVersions.version))
      .limit(1),
  );
  return row ?? null;
}

/** What a new version of the settings comes from, for the audit log. */
export type SettingsOrigin = Pick<VersionDetails, "fromId"> | Pick<VersionDetails, "live">;

/** The same, and what of the change itself the log says. */
type ToldChange = SettingsOrigin & Pick<VersionDetails, "trial">;

function actionOf(origin: VersionDetails) {
  if (origin.fromId !== undefined) return { action: "settings.copy" } as const;
  return origin.live === undefined
    ? ({ action: "settings.change" } as const)
    : ({ action: "settings.go-live" } as const);
}

/** Stores the version after `seen`. False, with nothing stored, when a newer one exists. */
export async function insertSettings(
  db: Db,
  tenantId: string,
  seen: number,
  json: string,
  who: { readonly actor: string; readonly at: number; readonly origin: ToldChange },
): Promise<boolean> {
  const latest = await latestSettings(db, tenantId);
  if (latest?.version !== seen) return false;
  const version = seen + 1;
  try {
    await db.batch([
      // The primary key decides between two writers who saw the same version.
      db.insert(settingsVersions).values({ tenantId, version, json, actor: who.actor, at: who.at }),
      db
        .update(tenants)
        .set({ settingsVersion: version })
        .where(and(eq(tenants.id, tenantId), eq(tenants.settingsVersion, seen))),
      auditRow(db, tenantId, {
        at: who.at,
        actor: who.actor,
        ...actionOf(who.origin),
        before: versionValue(seen),
        after: versionValue(version, who.origin),
      }),
    ]);
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
