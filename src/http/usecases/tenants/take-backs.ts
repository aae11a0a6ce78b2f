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
import type { Actor, EdgeDeps } from "../../deps.ts";
import { recorded } from "../audited.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";

export async function takeBackChoices(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
): Answer<TakeBackChoices> {
  const found = await requireTenant(deps, actor, tenantId);
  return found.ok
    ? callTenant(deps, tenantId, (tenant) => tenant.backfills.takeBackChoices(tenantId))
    : found;
}

/** A dry run, or with its id the run that follows it. */
export const takeBack = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  request: TakeBackRequest,
): Answer<{ readonly id: string }> => {
  const asked =
    request.dryRunId === null
      ? { action: "take-back.preview", after: scopeValue(request.scope) }
      : { action: "take-back.begin", after: request.dryRunId };
  return recorded(deps, actor, tenantId, { asked, done: null }, (tenant) =>
    tenant.backfills.takeBack(tenantId, request, actor.name),
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
export const tryTakenBack = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  id: string,
): Answer<{ readonly id: string }> =>
  recorded(
    deps,
    actor,
    tenantId,
    { asked: { action: "take-back.try-again", after: id }, done: null },
    (tenant) => tenant.backfills.tryAgain(tenantId, id, actor.name),
  );
