/**
 * Stop, resume, run, set up, health: calls of a tenant's object. Each request is audited before it
 * is passed on.
 */
import { flowValue, stateValue } from "../../../store/audit-values.ts";
import { ok } from "../../../domain/result.ts";
import type { FlowName } from "../../../domain/jobs/job.ts";
import type { SystemArticles } from "../../../domain/ledger/ledger.ts";
import { writeAudit } from "../../../store/audit.ts";
import { noteState, updateTenant } from "../../../store/tenants.ts";
import type { AlertPage, RunCancelView, TenantHealth } from "../../../sync/contract/index.ts";
import type { TenantStub } from "../../../sync/tenant/stub.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { pushSettings } from "../settings/push-settings.ts";
import { recorded } from "../audited.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { toResult, type Answer } from "../refusal.ts";

/** Stops all writes until resumed; arriving events are kept. */
export async function pauseTenant(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  note: string,
): Answer<object> {
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return found;
  await writeAudit(deps.db, tenantId, {
    at: deps.clock.now(),
    actor: actor.name,
    action: "tenant.pause",
    before: stateValue(found.value.state),
    // Without the note, which may name people: audit rows are kept for ever. The object has the
    // note.
    after: stateValue("paused"),
  });
  const asked = await callTenant(deps, tenantId, (tenant) =>
    tenant.admin.pause(tenantId, actor.name, note),
  );
  if (!asked.ok) return asked;
  const done = toResult(asked.value);
  if (!done.ok) return done;
  // Only after the object has stopped: the registry never says that a running tenant is stopped.
  await noteState(deps.db, tenantId, "paused");
  deps.registry.forget(tenantId);
  return ok({});
}

/** Waiting jobs then run in order. */
export async function resumeTenant(deps: EdgeDeps, actor: Actor, tenantId: string): Answer<object> {
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return found;
  // An object that doesn't answer stays stopped, and so does the registry's state.
  const there = await callTenant(deps, tenantId, askHealth(tenantId));
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
  const asked = await callTenant(deps, tenantId, (tenant) => tenant.admin.resume(tenantId));
  return asked.ok ? toResult(asked.value) : asked;
}

/** Returns the tenant's state. An object with older settings than D1 is given the newest. */
export async function tenantHealth(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  withinMs?: number,
): Answer<TenantHealth> {
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return found;
  const health = await callTenant(deps, tenantId, askHealth(tenantId), withinMs);
  if (!health.ok || health.value.settingsVersion === found.value.settingsVersion) return health;
  await pushSettings(deps, found.value);
  return callTenant(deps, tenantId, askHealth(tenantId), withinMs);
}

const askHealth =
  (tenantId: string) =>
  (tenant: TenantStub): Promise<TenantHealth> =>
    tenant.monitoring.health(tenantId);

export const runFlow = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  flow: FlowName,
): Answer<{ readonly jobIds: readonly string[] }> =>
  recorded(
    deps,
    actor,
    tenantId,
    { asked: { action: "flow.run", after: flowValue(flow) }, done: null },
    (tenant) => tenant.flows.run(tenantId, flow),
  );

/** Returns what cancelling a long run would do; `null`: no such run, or it is over. */
export async function wouldCancelRun(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  id: string,
): Answer<RunCancelView | null> {
  const found = await requireTenant(deps, actor, tenantId);
  return found.ok
    ? callTenant(deps, tenantId, (tenant) => tenant.flows.wouldCancelRun(tenantId, id))
    : found;
}

/** Cancels a long run. Its flow continues at its next turn. */
export const cancelRun = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  id: string,
): Answer<object> =>
  recorded(
    deps,
    actor,
    tenantId,
    { asked: { action: "run.cancel", after: id }, done: { action: "run.cancelled", after: id } },
    (tenant) => tenant.flows.cancelRun(tenantId, id),
  );

/** Stops or resumes one flow; its events are kept meanwhile. */
export const pauseFlow = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  flow: FlowName,
  note: string,
): Answer<object> =>
  recorded(
    deps,
    actor,
    tenantId,
    {
      asked: { action: "flow.pause", after: flowValue(flow) },
      done: { action: "flow.paused", after: flowValue(flow) },
    },
    (tenant) => tenant.flows.pause(tenantId, flow, actor.name, note),
  );

export const resumeFlow = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  flow: FlowName,
): Answer<object> =>
  recorded(
    deps,
    actor,
    tenantId,
    {
      asked: { action: "flow.resume", after: flowValue(flow) },
      done: { action: "flow.resumed", after: flowValue(flow) },
    },
    (tenant) => tenant.flows.resume(tenantId, flow),
  );

/** Makes the system articles and the label in the company. Safe to repeat. */
export const setUp = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
): Answer<{ readonly articles: SystemArticles }> =>
  recorded(
    deps,
    actor,
    tenantId,
    { asked: { action: "tenant.set-up" }, done: { action: "tenant.is-set-up" } },
    (tenant) => tenant.admin.setUp(tenantId),
  );

export async function tenantAlerts(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  cursor?: string,
): Answer<AlertPage> {
  const found = await requireTenant(deps, actor, tenantId);
  return found.ok
    ? callTenant(deps, tenantId, (tenant) => tenant.monitoring.alerts(tenantId, cursor))
    : found;
}
