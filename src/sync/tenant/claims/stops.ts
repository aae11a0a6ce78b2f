/**
 * Automatic stops: of the whole tenant, or of one capability that the vendor refused. Nothing is
 * lost: jobs wait.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import type { Failure } from "../../../domain/result.ts";
import type { Vendor } from "../../../domain/ids.ts";
import { reasonOf } from "../../../domain/vendors/reason-of-failure.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { ClaimRef } from "../../contract/runs.ts";
import * as causes from "../monitoring/alert-causes.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as meta from "../storage/meta.ts";
import { first, run } from "../storage/sql.ts";
import * as claims from "./claims.ts";

export function stopFor(context: TenantContext, failure: Failure, now: number): void {
  stop(context, reasonOf(failure), now);
}

/** Renews grants ahead of time; a dead grant stops the tenant. */
export async function renewGrants(context: TenantContext): Promise<void> {
  const { vault } = context;
  for (const { vendor, version } of vault.dueForRenewal()) {
    const access = await vault.refresh(vendor, version);
    if (access.kind === "dead") stopFor(context, access.failure, context.now());
  }
}

/** Stops the whole tenant; its jobs wait. */
export function stop(context: TenantContext, why: Reason, now: number): void {
  const { sql } = context;
  context.atomically(() => {
    const current = meta.pauseState(sql);
    // The bridge never replaces a person's stop, which a later sign-in would lift.
    if (!current.paused || current.by === "engine") meta.pause(sql, "engine", why, now);
    causes.tenantStopped(sql, why, now);
  });
}

/**
 * True if the run began before a person resumed the tenant. Its failure may be outdated, so it
 * doesn't stop the tenant again; its job runs again at once.
 */
export function isFromBeforeResume({ sql }: TenantContext, ref: ClaimRef): boolean {
  const began = claims.holder(sql, ref)?.fetched_at ?? null;
  return began !== null && began < meta.resumedAt(sql);
}

/** Resumes the whole tenant and begins to wake its jobs. The caller makes it one transaction. */
export function resumeTenant({ sql }: TenantContext, now: number): void {
  meta.resume(sql, now);
  claims.unpause(sql, now);
  causes.tenantResumed(sql, now);
}

/** A 403 closes a capability for an hour, until a new sign-in, or until a person resumes it. */
const CAPABILITY_PAUSE_MS = HOUR_MS;

/** Pauses one capability of a vendor, such as writing articles, and raises an alert. */
export function closeCapability(
  context: TenantContext,
  vendor: Vendor,
  capability: string,
  why: Reason,
  now: number,
): void {
  // A job that finds the capability closed doesn't extend the pause: one call per hour tries
  // whether the vendor accepts it again.
  if (
    first(context.sql)`
      SELECT 1 AS one FROM capabilities WHERE vendor = ${vendor} AND capability = ${capability}
        AND until > ${now}` !== null
  )
    return;
  run(context.sql)`
    INSERT OR REPLACE INTO capabilities (vendor, capability, reason, until)
    VALUES (${vendor}, ${capability}, ${JSON.stringify(why)}, ${now + CAPABILITY_PAUSE_MS})`;
  causes.capabilityClosed(context.sql, vendor, capability, why, now);
}
