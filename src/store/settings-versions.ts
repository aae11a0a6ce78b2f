/** Reading the versions of settings that were: never changed, so nothing here writes. */
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { withD1Retry } from "./d1-errors.ts";
import type { Db } from "./db.ts";
import { settingsVersions } from "./schema.ts";
import type { SettingsVersion } from "./settings.ts";

/** The newest first; those older than `before`, where it is given. */
export async function settingsVersionsOf(
  db: Db,
  tenantId: string,
  before: number | null,
  limit: number,
): Promise<readonly SettingsVersion[]> {
  const older = before === null ? undefined : lt(settingsVersions.version, before);
  return withD1Retry(async () =>
    db
      .select()
      .from(settingsVersions)
      .where(and(eq(settingsVersions.tenantId, tenantId), older))
      .orderBy(desc(settingsVersions.version))
      .limit(limit),
  );
}

export async function settingsAt(
  db: Db,
  tenantId: string,
  version: number,
): Promise<SettingsVersion | null> {
  const [row] = await withD1Retry(async () =>
    db
      .select()
      .from(settingsVersions)
      .where(and(eq(settingsVersions.tenantId, tenantId), eq(settingsVersions.version, version)))
      .limit(1),
  );
  return row ?? null;
}

/** D1 takes a hundred values with a statement. */
const MAX_AT_ONCE = 90;

/** Returns when versions were stored; missing ones are absent. At most the ninety newest. */
export async function settingsTimes(
  db: Db,
  tenantId: string,
  versions: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const wanted = versions.toSorted((a, b) => b - a).slice(0, MAX_AT_ONCE);
  const rows = await withD1Retry(async () =>
    db
      .select({ version: settingsVersions.version, at: settingsVersions.at })
      .from(settingsVersions)
      .where(
        and(eq(settingsVersions.tenantId, tenantId), inArray(settingsVersions.version, wanted)),
      ),
  );
  return new Map(rows.map(({ version, at }) => [version, at]));
}
