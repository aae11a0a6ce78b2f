/**
 * Past orders that are booked on purpose: dry run, run, progress, cancel, take back. Each request
 * is audited before it is passed on.
 */
import { message } from "../../../messages/message.ts";
import { pastOrdersValue } from "../../../store/audit-values.ts";
import type {
  BackfillOrderPage,
  BackfillRequest,
  BackfillView,
} from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import { recorded } from "../audited.ts";
import { onTenant } from "../tenant-access.ts";
import { type Answer, requireExisting, reject } from "../refusal.ts";

const unknown = () => reject(404, "unknown-back-fill", message("refusals.noSuchBackfill"));

export const beginBackfill = (
  asking: TenantRequest,
  request: BackfillRequest,
): Answer<{ readonly id: string }> => {
  const days = pastOrdersValue(request.from, request.to, request.dryRunId);
  return recorded(
    asking,
    { asked: { action: "back-fill.begin", after: days }, done: null },
    (tenant) => tenant.backfills.begin(asking.tenantId, request, asking.actor.name),
  );
};

export const listBackfills = (asking: TenantRequest): Answer<readonly BackfillView[]> =>
  onTenant(asking, (tenant) => tenant.backfills.list(asking.tenantId));

export const readBackfill = (asking: TenantRequest, id: string): Answer<BackfillView> =>
  requireExisting(
    onTenant(asking, (tenant) => tenant.backfills.one(asking.tenantId, id)),
    unknown(),
  );

export const backfillOrders = (
  asking: TenantRequest,
  id: string,
  query: { verdict?: string; cursor?: string },
): Answer<BackfillOrderPage> =>
  requireExisting(
    onTenant(asking, (tenant) => tenant.backfills.orders(asking.tenantId, id, query)),
    unknown(),
  );

export const cancelBackfill = (asking: TenantRequest, id: string): Answer<object> =>
  recorded(
    asking,
    {
      asked: { action: "back-fill.cancel", after: id },
      done: { action: "back-fill.cancelled", after: id },
    },
    (tenant) => tenant.backfills.cancel(asking.tenantId, id),
  );

/** Answers how many documents are to be taken back; what became of each stands in its list. */
export const undoBackfill = (
  asking: TenantRequest,
  id: string,
): Answer<{ readonly documents: number }> =>
  recorded(asking, { asked: { action: "back-fill.undo", after: id }, done: null }, (tenant) =>
    tenant.backfills.undo(asking.tenantId, id),
  );
