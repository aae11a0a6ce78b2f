/**
 * Past orders that are booked on purpose: dry run, run, progress, cancel, take back. Each request
 * is audited before it is passed on.
 */
import { message } from "../../../messages/message.ts";
import { pastOrdersValue } from "../../../store/audit-values.ts";
import { ok } from "../../../domain/result.ts";
import type {
  BackfillOrderPage,
  BackfillRequest,
  BackfillView,
} from "../../../sync/contract/index.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { recorded } from "../audited.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { reject, type Answer } from "../refusal.ts";

const unknown = () => reject(404, "unknown-back-fill", message("refusals.noSuchBackfill"));

export const beginBackfill = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  request: BackfillRequest,
): Answer<{ readonly id: string }> => {
  const days = pastOrdersValue(request.from, request.to, request.dryRunId);
  return recorded(
    deps,
    actor,
    tenantId,
    { asked: { action: "back-fill.begin", after: days }, done: null },
    (tenant) => tenant.backfills.begin(tenantId, request, actor.name),
  );
};

export async function listBackfills(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
): Answer<readonly BackfillView[]> {
  const found = await requireTenant(deps, actor, tenantId);
  return found.ok ? callTenant(deps, tenantId, (tenant) => tenant.backfills.list(tenantId)) : found;
}

export async function readBackfill(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  id: string,
): Answer<BackfillView> {
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return found;
  const asked = await callTenant(deps, tenantId, (tenant) => tenant.backfills.one(tenantId, id));
  if (!asked.ok) return asked;
  return asked.value === null ? unknown() : ok(asked.value);
}

export async function backfillOrders(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  id: string,
  query: { verdict?: string; cursor?: string },
): Answer<BackfillOrderPage> {
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return found;
  const asked = await callTenant(deps, tenantId, (tenant) =>
    tenant.backfills.orders(tenantId, id, query),
  );
  if (!asked.ok) return asked;
  return asked.value === null ? unknown() : ok(asked.value);
}

export const cancelBackfill = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  id: string,
): Answer<object> =>
  recorded(
    deps,
    actor,
    tenantId,
    {
      asked: { action: "back-fill.cancel", after: id },
      done: { action: "back-fill.cancelled", after: id },
    },
    (tenant) => tenant.backfills.cancel(tenantId, id),
  );

/** Answers how many documents are to be taken back; what became of each stands in its list. */
export const undoBackfill = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  id: string,
): Answer<{ readonly documents: number }> =>
  recorded(
    deps,
    actor,
    tenantId,
    { asked: { action: "back-fill.undo", after: id }, done: null },
    (tenant) => tenant.backfills.undo(tenantId, id),
  );
