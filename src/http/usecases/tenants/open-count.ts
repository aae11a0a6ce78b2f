/**
 * How much waits for people, for the bell of every page: in one shop by its object, or the open
 * alerts of all the user's shops by D1's copies.
 */
import { openAlertsOf } from "../../../store/activity.ts";
import type { OpenCounts } from "../../../sync/contract/index.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../../deps.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { ownTenants } from "./tenants.ts";

/** No page waits long for its bell. */
const COUNTED_WITHIN_MS = 2_000;

type CountsAnswer = Promise<OpenCounts | null>;

type Counter = {
  readonly of: (tenantId: string) => CountsAnswer;
  /** All the user's shops but this one; `null`: really all. */
  readonly ofOthers: (tenantId: string | null) => CountsAnswer;
};

/** For one page: each shop is asked once. */
export function openCounter(deps: EdgeDeps, actor: Actor): Counter {
  const once = <Of>(ask: (of: Of) => CountsAnswer): ((of: Of) => CountsAnswer) => {
    const known = new Map<Of, CountsAnswer>();
    return (of) => {
      const count = known.get(of) ?? ask(of);
      known.set(of, count);
      return count;
    };
  };
  return {
    of: once((tenantId: string) => ofShop({ deps, actor, tenantId })),
    ofOthers: once((tenantId: string | null) => ofOthers(deps, actor, tenantId)),
  };
}

/** `null`: not known, or none of theirs. */
async function ofShop(asking: TenantRequest): CountsAnswer {
  const tenant = await requireTenant(asking);
  if (!tenant.ok) return null;
  const open = await callTenant(
    asking,
    (object) => object.monitoring.open(asking.tenantId),
    COUNTED_WITHIN_MS,
  );
  return open.ok ? open.value : null;
}

/** A page doesn't fail for its bell: without D1 the count isn't known. */
async function ofOthers(deps: EdgeDeps, actor: Actor, tenantId: string | null): CountsAnswer {
  try {
    const alerts = await openAlertsOf(deps.db, ownTenants(actor), tenantId);
    return { alerts, approvals: 0 };
  } catch {
    return null;
  }
}
