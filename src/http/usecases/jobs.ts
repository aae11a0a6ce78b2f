/** A tenant's jobs, as its object has them, and what a person can do with one. */
import { ok } from "../../domain/result.ts";
import { writeAudit } from "../../store/audit.ts";
import type { JobPage, JobQuery, JobStory } from "../../sync/rpc.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { ask, reach } from "./reach.ts";
import { refuse, settled, type Answer } from "./refused.ts";

export async function listJobs(deps: EdgeDeps, actor: Actor, tenantId: string, query: JobQuery): Answer<JobPage> {
  const found = await reach(deps, actor, tenantId);
  return found.ok ? ask(deps, tenantId, (tenant) => tenant.jobs(tenantId, query)) : found;
}

export async function jobStory(deps: EdgeDeps, actor: Actor, tenantId: string, jobId: string): Answer<JobStory> {
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return found;
  const asked = await ask(deps, tenantId, (tenant) => tenant.story(tenantId, jobId));
  if (!asked.ok) return asked;
  return asked.value === null ? refuse(404, "unknown-job", "there is no such job") : ok(asked.value);
}

/** Lets a job go again. `dispatch`: it may be run at once. */
export async function retryJob(deps: EdgeDeps, actor: Actor, tenantId: string, jobId: string): Answer<{ readonly dispatch: boolean }> {
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return found;
  await writeAudit(deps.db, tenantId, { at: deps.clock.now(), actor: actor.name, action: "job.retry", after: jobId });
  const asked = await ask(deps, tenantId, (tenant) => tenant.retry(tenantId, jobId, actor.name));
  return asked.ok ? settled(asked.value) : asked;
}

/** Ends a job by a person's decision. The note says why; it stays with the job, not in the audit trail. */
export async function skipJob(deps: EdgeDeps, actor: Actor, tenantId: string, jobId: string, note: string): Answer<object> {
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return found;
  await writeAudit(deps.db, tenantId, { at: deps.clock.now(), actor: actor.name, action: "job.skip", after: jobId });
  const asked = await ask(deps, tenantId, (tenant) => tenant.skip(tenantId, jobId, actor.name, note));
  return asked.ok ? settled(asked.value) : asked;
}
