/**
 * The way to a tenant and its object. No object is named before the registry knows the tenant and
 * the actor may touch it; another's tenant looks as if it weren't there. An object that can't be
 * reached, or doesn't answer in time, is an answer, not an exception.
 */
import { withTimeout, Late } from "../../sync/with-timeout.ts";
import { faultName } from "../../domain/platform/fault-name.ts";
import { ok, type Result } from "../../domain/result.ts";
import { message } from "../../messages/message.ts";
import { mayOn, type Right } from "../auth/rights.ts";
import { findTenant, type TenantRow } from "../../store/tenants.ts";
import type { TenantStub } from "../../sync/tenant/stub.ts";
import type { Actor, TenantRequest } from "../deps.ts";
import { forbidden, reject, type Answer, type Refused } from "./refusal.ts";

export const mayTouch = (actor: Actor, tenantId: string): boolean => mayOn(actor, "look", tenantId);

export const unknownTenant = () => reject(404, "unknown-tenant", message("refusals.noSuchTenant"));

/** The registry's answers in a request that changes nothing. */
const tenantsRead = new WeakMap<Actor, Map<string, Promise<TenantRow | null>>>();

/**
 * Reads the registry once per tenant for this actor: a page reaches its tenant a dozen times. Only
 * for read-only requests, as a change must be visible afterwards.
 */
export const readTenantOnce = (actor: Actor): void => void tenantsRead.set(actor, new Map());

function readTenant({ deps, actor, tenantId }: TenantRequest): Promise<TenantRow | null> {
  const known = tenantsRead.get(actor);
  const tenant = known?.get(tenantId) ?? findTenant(deps.db, tenantId);
  known?.set(tenantId, tenant);
  return tenant;
}

/** Returns any tenant, also a retired one, to read its registry entry. */
export async function requireAnyTenant(asking: TenantRequest): Answer<TenantRow> {
  const tenant = mayTouch(asking.actor, asking.tenantId) ? await readTenant(asking) : null;
  return tenant === null ? unknownTenant() : ok(tenant);
}

/** A tenant that isn't retired. `right`: who asks needs it on the tenant. */
export async function requireTenant(
  asking: TenantRequest,
  right: Right = "look",
): Answer<TenantRow> {
  const reached = await requireAnyTenant(asking);
  if (reached.ok && reached.value.state === "retired") return unknownTenant();
  return reached.ok && !mayOn(asking.actor, right, asking.tenantId) ? forbidden(right) : reached;
}

/**
 * Calls the tenant's object. The caller has reached the tenant. `withinMs`: a shorter limit, for
 * answers that nobody waits long for (see in-time.ts).
 */
export async function callTenant<T>(
  { deps, tenantId }: Pick<TenantRequest, "deps" | "tenantId">,
  question: (tenant: TenantStub) => Promise<T>,
  withinMs?: number,
): Promise<Result<T, Refused>> {
  try {
    const asked = question(deps.tenant(tenantId));
    return ok(await (withinMs === undefined ? asked : withTimeout(asked, withinMs)));
  } catch (fault) {
    deps.log({
      event: "object-unreachable",
      tenant: tenantId,
      fault: faultName(fault),
    });
    // The call may have succeeded, or may still: a caller who repeats it should look first.
    return fault instanceof Late
      ? reject(503, "object-silent", message("refusals.tenantSilent"))
      : reject(503, "object-unreachable", message("refusals.tenantUnreachable"));
  }
}

/** Asks the tenant's object, if the actor may touch the tenant and it isn't retired. */
export async function onTenant<T>(
  asking: TenantRequest,
  question: (tenant: TenantStub) => Promise<T>,
): Answer<T> {
  const found = await requireTenant(asking);
  return found.ok ? callTenant(asking, question) : found;
}

/** Also asks a retired tenant's object. */
export async function onAnyTenant<T>(
  asking: TenantRequest,
  question: (tenant: TenantStub) => Promise<T>,
): Answer<T> {
  const found = await requireAnyTenant(asking);
  return found.ok ? callTenant(asking, question) : found;
}
