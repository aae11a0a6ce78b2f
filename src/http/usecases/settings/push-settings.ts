/**
 * Gives the tenant's object the newest settings. D1 stores them, the object works with the version
 * that it was given.
 */
import { readStoredSettings } from "../../../settings/versions/stored-settings.ts";
import { latestSettings } from "../../../store/settings.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { EdgeDeps } from "../../deps.ts";
import { releaseUnusedOwnership } from "./one-owner.ts";
import { callTenant } from "../tenant-access.ts";
import { toResult } from "../refusal.ts";

/** True when the object has the newest version now. Safe to repeat. */
export async function pushSettings(
  deps: EdgeDeps,
  tenant: Pick<TenantRow, "id" | "name" | "administrationId" | "language">,
): Promise<boolean> {
  const latest = await latestSettings(deps.db, tenant.id);
  if (latest === null) return false;
  const settings = readStoredSettings(JSON.parse(latest.json));
  if (settings === null) return false;
  const answer = await callTenant({ deps, tenantId: tenant.id }, (object) =>
    object.admin.configure(tenant.id, {
      administrationId: tenant.administrationId,
      version: latest.version,
      settings,
      language: tenant.language,
      name: tenant.name,
    }),
  );
  if (!toResult(answer).ok) return false;
  // Only once the object has them: until then it may still write.
  await releaseUnusedOwnership(deps, tenant.id, settings);
  return true;
}
