/**
 * Removes what was made on the first day, on a range of days or with a version of the settings: the
 * choices, the dry run, the run, and booking it again. Each request is audited before it is passed
 * on.
 */
import {
  type AuditValue,
  firstDayValue,
  pastOrdersValue,
  versionValue,
} from "../../../store/audit-values.ts";
import type {
  TakeBackChoices,
  TakeBackRequest,
  TakeBackScope,
} from "../../../sync/contract/backfills.ts";
import type { TenantRequest } from "../../deps.ts";
import { recorded } from "../audited.ts";
import { onTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";

export const takeBackChoices = (asking: TenantRequest): Answer<TakeBackChoices> =>
  onTenant(asking, (tenant) => tenant.backfills.takeBackChoices(asking.tenantId));

/** A dry run, or with its id the run that follows it. */
export const takeBack = (
  asking: TenantRequest,
  request: TakeBackRequest,
): Answer<{ readonly id: string }> => {
  const asked =
    request.dryRunId === null
      ? { action: "take-back.preview", after: scopeValue(request.scope) }
      : { action: "take-back.begin", after: request.dryRunId };
  return recorded(asking, { asked, done: null }, (tenant) =>
    tenant.backfills.takeBack(asking.tenantId, request, asking.actor.name),
  );
};

function scopeValue(scope: TakeBackScope): AuditValue {
  switch (scope.of) {
    case "first-day":
      return firstDayValue();
    case "days":
      return pastOrdersValue(scope.from, scope.to, null);
    case "settings":
      return versionValue(scope.version);
    case "back-fill":
      return scope.id;
  }
}

/** Works out what would be booked of the orders that this run took back. */
export const previewRebooking = (
  asking: TenantRequest,
  id: string,
): Answer<{ readonly id: string }> =>
  recorded(asking, { asked: { action: "take-back.try-again", after: id }, done: null }, (tenant) =>
    tenant.backfills.tryAgain(asking.tenantId, id, asking.actor.name),
  );
