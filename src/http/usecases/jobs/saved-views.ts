/** Lists that a person saved in a shop, for that person alone. */
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import type { SavedView } from "../../../sync/contract/jobs.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { callTenant, onTenant } from "../tenant-access.ts";
import { type Answer, reject } from "../refusal.ts";

/** The platform allows six connections at once. */
const SIDE_BY_SIDE = 5;
/** A person waits for the answer, and a request may make only so many calls. */
const MOST_SHOPS = 500;

/** Empty if the object doesn't answer, which the list itself reports. */
export async function savedViews(asking: TenantRequest): Promise<readonly SavedView[]> {
  const views = await onTenant(asking, (object) =>
    object.jobs.savedViews(asking.tenantId, asking.actor.id),
  );
  return views.ok ? views.value : [];
}

export async function saveView(asking: TenantRequest, view: SavedView): Answer<null> {
  const saved = await onTenant(asking, (object) =>
    object.jobs.saveView(asking.tenantId, asking.actor.id, view),
  );
  if (!saved.ok) return saved;
  return saved.value ? ok(null) : reject(409, "too-many-views", message("refusals.tooManyViews"));
}

export async function removeView(asking: TenantRequest, name: string): Answer<null> {
  const gone = await onTenant(asking, (object) =>
    object.jobs.removeView(asking.tenantId, asking.actor.id, name),
  );
  return gone.ok ? ok(null) : gone;
}

/**
 * Deletes the views of a user whose access ended, in up to five hundred of these shops. A shop that
 * doesn't answer keeps them; they name nobody, and are shown to nobody.
 */
export async function forgetViewsOf(
  deps: EdgeDeps,
  userId: string,
  tenantIds: readonly string[],
): Promise<void> {
  const waiting = tenantIds.slice(0, MOST_SHOPS);
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const tenantId = id;
      await callTenant({ deps, tenantId }, (object) => object.jobs.forgetViews(tenantId, userId));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
}
