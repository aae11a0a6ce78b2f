/**
 * The versions of a tenant's settings: who made which when, what it changed, and the way back to an
 * older one.
 */
import { ok } from "../../../domain/result.ts";
import { changesBetween, type Change } from "../../../settings/versions/stored-settings.ts";
import { message } from "../../../messages/message.ts";
import { settingsAt, settingsVersionsOf } from "../../../store/settings-versions.ts";
import type { TenantRequest } from "../../deps.ts";
import { requireTenant } from "../tenant-access.ts";
import { reject, type Answer } from "../refusal.ts";
import { type SavedSettings, writeSettings } from "./settings.ts";

export type VersionView = {
  readonly version: number;
  readonly actor: string;
  readonly at: number;
  readonly changes: readonly Change[];
};

/** The newest first, each with its change of the one before. `before`: only older ones. */
export async function listVersions(
  asking: TenantRequest,
  before: number | null,
  limit = 20,
): Answer<readonly VersionView[]> {
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  // One more than returned, to compare the oldest with.
  const rows = await settingsVersionsOf(asking.deps.db, asking.tenantId, before, limit + 1);
  return ok(
    rows.slice(0, limit).map(({ version, actor: by, at, json }, index) => ({
      version,
      actor: by,
      at,
      changes:
        rows[index + 1] === undefined
          ? []
          : changesBetween(parsed(rows[index + 1]?.json), parsed(json)),
    })),
  );
}

/** An older version's settings as they were stored: what is valid now may be less. */
export async function settingsOfVersion(asking: TenantRequest, version: number): Answer<unknown> {
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const row = await settingsAt(asking.deps.db, asking.tenantId, version);
  return row === null
    ? reject(404, "unknown-version", message("refusals.noSuchVersion", { version }))
    : ok(parsed(row.json));
}

type RestoreRequest = {
  readonly seen: number;
  readonly version: number;
  readonly confirmed?: readonly string[] | null;
};

/**
 * Stores an older version's settings as the newest version. They are checked like any: what was
 * right once may not be now.
 */
export async function restoreVersion(
  asking: TenantRequest,
  { seen, version, confirmed = null }: RestoreRequest,
): Answer<SavedSettings> {
  const older = await settingsOfVersion(asking, version);
  return older.ok ? writeSettings(asking, { seen, input: older.value, confirmed }) : older;
}

const parsed = (json: string | undefined): unknown => JSON.parse(json ?? "{}");
