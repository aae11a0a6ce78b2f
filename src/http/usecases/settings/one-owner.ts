/**
 * One tenant per administration owns its stock, and one its products: settings that would add a
 * second owner are refused and name the first.
 */
import type { FaultAt } from "../../../settings/setting-faults.ts";
import type { Settings } from "../../../settings/schema.ts";
import { claimOwnership, OWNED_KINDS, releaseOwnership } from "../../../store/owners.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { message } from "../../../messages/message.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { mayTouch } from "../tenant-access.ts";

const wants = (settings: Settings) => OWNED_KINDS.filter((what) => settings[what].enabled);

/**
 * Takes ownership of what these settings switch on. Empty: no other owner. The owner is named to
 * callers who may see that tenant.
 */
export async function ownerFaults(
  deps: EdgeDeps,
  actor: Actor,
  tenant: TenantRow,
  settings: Settings,
): Promise<readonly FaultAt[]> {
  const faults: FaultAt[] = [];
  for (const what of wants(settings)) {
    const other = await claimOwnership(deps.db, tenant, what);
    if (other === null) continue;
    const { administrationId: administration } = tenant;
    faults.push({
      path: `${what}.enabled`,
      message: mayTouch(actor, other.id)
        ? message("settings.faults.keptByTenant", {
            name: other.name,
            id: other.id,
            what,
            administration,
          })
        : message("settings.faults.keptByAnother", { what, administration }),
    });
  }
  return faults;
}

/** Gives up what isn't switched on in the settings that count. */
export const releaseUnusedOwnership = (
  deps: EdgeDeps,
  tenantId: string,
  settings: Settings,
): Promise<void> =>
  releaseOwnership(
    deps.db,
    tenantId,
    OWNED_KINDS.filter((what) => !wants(settings).includes(what)),
  );
