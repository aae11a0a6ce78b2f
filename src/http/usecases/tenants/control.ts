/**
 * Stop, resume, run, set up, health: calls of a tenant's object. Each request is audited before it
 * is passed on.
 */
import { flowValue, stateValue } from "../../../store/audit-values.ts";
import { ok } from "../../../domain/result.ts";
import type { FlowName } from "../../../domain/jobs/job.ts";
import type { SystemArticles } from "../../../domain/ledger/ledger.ts";
import { notePaused, updateTenant } from "../../../store/tenants.ts";
import type {
  AlertPage,
  ResolvedAlert,
  RunCancelView,
  TenantHealth,
} from "../../../sync/contract/index.ts";
import type { TenantStub } from "../../../sync/tenant/stub.ts";
import type { TenantRequest } from "../../deps.ts";
import { pushSettings } from "../settings/push-settings.ts";
import { recorded, writeAct } from "../audited.ts";
import { callTenant, onTenant, requireTenant } from "../tenant-access.ts";
import { toResult, type Answer } from "../refusal.ts";

/** Stops all writes until resumed; arriving events are kept. */
export async function pauseTenant(asking: TenantRequest, note: string): Answer<object> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  await writeAct(asking, {
    action: "tenant.pause",
    before: stateValue(found.value.state),
    // Without the note, which may name people: audit rows are kept for ever. The object has the
    // note.
    after: stateValue("paused"),
  });
  const done = toResult(
    await callTenant(asking, (tenant) => tenant.admin.pause(tenantId, actor.name, note)),
  );
  if (!done.ok) return done;
  // Only after the object has stopped: the registry never says that a running tenant is stopped.
  await notePaused(deps.db, tenantId);
  deps.registry.forget(tenantId);
  return ok({});
}

/** Waiting jobs then run in order. */
export async function resumeTenant(asking: TenantRequest): Answer<object> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  // An object that doesn't answer stays stopped, and so does the registry's state.
  const there = await callTenant(asking, askHealth(tenantId));
  if (!there.ok) return there;
  await updateTenant(
    deps.db,
    tenantId,
    { state: "active" },
    {
      at: deps.clock.now(),
      actor: actor.name,
      action: "tenant.resume",
      before: stateValue(found.value.state),
      after: stateValue("active"),
    },
  );
  deps.registry.forget(tenantId);
  await pushSettings(deps, found.value);
  return toResult(await callTenant(asking, (tenant) => tenant.admin.resume(tenantId)));
}

/** Returns the tenant's state. An object with older settings than D1 is given the newest. */
export async function tenantHealth(asking: TenantRequest, withinMs?: number): Answer<TenantHealth> {
  const { deps, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const health = await callTenant(asking, askHealth(tenantId), withinMs);
  if (!health.ok || health.value.settingsVersion === found.value.settingsVersion) return health;
  await pushSettings(deps, found.value);
  return callTenant(asking, askHealth(tenantId), withinMs);
}

const askHealth =
  (tenantId: string) =>
  (tenant: TenantStub): Promise<TenantHealth> =>
    tenant.monitoring.health(tenantId);

export const runFlow = (
  asking: TenantRequest,
  flow: FlowName,
): Answer<{ readonly jobIds: readonly string[] }> =>
  recorded(
    asking,
    { asked: { action: "flow.run", after: flowValue(flow) }, done: null },
    (tenant) => tenant.flows.run(asking.tenantId, flow),
  );

/** Returns what cancelling a long run would do; `null`: no such run, or it is over. */
export const wouldCancelRun = (asking: TenantRequest, id: string): Answer<RunCancelView | null> =>
  onTenant(asking, (tenant) => tenant.flows.wouldCancelRun(asking.tenantId, id));

/** Cancels a long run. Its flow continues at its next turn. */
export const cancelRun = (asking: TenantRequest, id: string): Answer<object> =>
  recorded(
    asking,
    { asked: { action: "run.cancel", after: id }, done: { action: "run.cancelled", after: id } },
    (tenant) => tenant.flows.cancelRun(asking.tenantId, id),
  );

/** Stops or resumes one flow; its events are kept meanwhile. */
export const pauseFlow = (asking: TenantRequest, flow: FlowName, note: string): Answer<object> =>
  recorded(
    asking,
    {
      asked: { action: "flow.pause", after: flowValue(flow) },
      done: { action: "flow.paused", after: flowValue(flow) },
    },
    (tenant) => tenant.flows.pause(asking.tenantId, flow, asking.actor.name, note),
  );

export const resumeFlow = (asking: TenantRequest, flow: FlowName): Answer<object> =>
  recorded(
    asking,
    {
      asked: { action: "flow.resume", after: flowValue(flow) },
      done: { action: "flow.resumed", after: flowValue(flow) },
    },
    (tenant) => tenant.flows.resume(asking.tenantId, flow),
  );

/** Makes the system articles and the label in the company. Safe to repeat. */
export const setUp = (asking: TenantRequest): Answer<{ readonly articles: SystemArticles }> =>
  recorded(
    asking,
    { asked: { action: "tenant.set-up" }, done: { action: "tenant.is-set-up" } },
    (tenant) => tenant.admin.setUp(asking.tenantId),
  );

export const tenantAlerts = (asking: TenantRequest, cursor?: string): Answer<AlertPage> =>
  onTenant(asking, (tenant) => tenant.monitoring.alerts(asking.tenantId, cursor));

/** The alerts that were resolved last, few. */
export const lastResolved = (asking: TenantRequest): Answer<readonly ResolvedAlert[]> =>
  onTenant(asking, (tenant) => tenant.monitoring.resolved(asking.tenantId));
