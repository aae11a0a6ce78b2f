/**
 * What a call of a vendor needs before it may start: a slot of the vendor's limit, and a token.
 *
 * A runner's call also carries updates. They are stored in a transaction of their own before the
 * call is handled: the outcome of a write is evidence, and a later fault must not make it unknown
 * again.
 */
import { HOUR_MS } from "../../../domain/platform/durations.ts";
import type { Vendor } from "../../../domain/ids.ts";
import type { Lane, Wait } from "../../../domain/jobs/job.ts";
import { reasonOf } from "../../../domain/vendors/reason-of-failure.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { AccessToken, PendingUpdates, ClaimRef, Deferral } from "../../contract/runs.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import type { JobRow } from "../jobs/jobs.ts";
import * as journal from "../journal/journal.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import * as claims from "./claims.ts";
import { recheckOnZoneKnown } from "./start-zone.ts";
import { stopFor } from "./stops.ts";

/** If the next slot is further away than this, the run is parked. */
const SLOT_HORIZON_MS = 1_000;

export type Acquired = {
  readonly kind: "got";
  readonly waitMs: number;
  readonly token: AccessToken;
};

export async function acquire(
  context: TenantContext,
  { jobId }: ClaimRef,
  input: { vendor: Vendor; endpoint: string; capability: string },
  lane: Lane,
): Promise<Acquired | Deferral> {
  const closed = cachedFirst<{ reason: string; until: number }>(context.sql)`
    SELECT reason, until FROM capabilities WHERE vendor = ${input.vendor}
      AND capability = ${input.capability}`;
  if (closed !== null && closed.until > context.now())
    return deferral("pause", closed.until - context.now(), storedJson<Reason>(closed.reason), {
      vendor: input.vendor,
      capability: input.capability,
    });
  const slot =
    input.vendor === "asperion"
      ? context.slots.asperion(
          meta.configuration(context.sql)?.settings.asperionRequestsPerSecond ?? 1,
          lane,
          jobId,
        )
      : await context.slots.eaccounting(input.endpoint, lane);
  if (slot.kind === "later" || slot.inMs > SLOT_HORIZON_MS)
    return {
      ...deferral("rate", slot.inMs, reason("rate-limited", { endpoint: input.endpoint })),
      ...(slot.kind === "later" && slot.turn === true ? { turn: true } : {}),
    };
  const access = await context.vault.access(input.vendor);
  if (access.kind === "token") return { kind: "got", waitMs: slot.inMs, token: access.token };
  const now = context.now();
  if (access.kind === "dead") stopFor(context, access.failure, now);
  if (access.kind === "later")
    return deferral(
      "back-off",
      access.inMs,
      reason("vendor-unreachable", { vendor: input.vendor }),
    );
  return deferral(
    "pause",
    HOUR_MS,
    access.kind === "dead"
      ? reasonOf(access.failure)
      : reason("tenant-not-connected", { vendor: input.vendor }),
  );
}

export const deferral = (
  wait: Wait,
  dueMs: number,
  why: Reason,
  capability: Deferral["capability"] = null,
): Deferral => ({ kind: "later", wait, dueMs, reasons: [why], capability });

/**
 * Stores the updates that a runner's call carries. Returns the job as it was before; `null` if this
 * claim isn't the job's newest any more.
 */
export function applyUpdates(
  context: TenantContext,
  ref: ClaimRef,
  updates: PendingUpdates,
): JobRow | null {
  const job = claims.holder(context.sql, ref);
  const store = (): JobRow | null => {
    journal.rememberWrites(
      context.sql,
      ref.jobId,
      updates.settlements.map(({ opId }) => opId),
    );
    claims.storeUpdates(context.sql, updates, job, context.now());
    recheckOnZoneKnown(context, updates);
    return job;
  };
  // Two of an order's three calls carry only updates that are kept in memory. They open no
  // transaction.
  return claims.hasUpdatesToStore(updates, job) ? context.atomically(store) : store();
}
