/** What a person links to an order by its number, and takes off it again. Every such wish is audited before it is passed on. */
import { ok } from "../../domain/result.ts";
import { documentValue } from "../../store/audit-values.ts";
import { writeAudit } from "../../store/audit.ts";
import type { LinkAnswer, LinkRequest } from "../../sync/rpc.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { ask, reach } from "./reach.ts";
import { refuse, settled, type Answer } from "./refused.ts";

export async function linkByHand(deps: EdgeDeps, actor: Actor, tenantId: string, jobId: string, link: LinkRequest): Answer<LinkAnswer> {
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return found;
  await writeAudit(deps.db, tenantId, { at: deps.clock.now(), actor: actor.name, action: "job.link", after: documentValue(jobId, link.what, link.number, link.confirmed) });
  const asked = await ask(deps, tenantId, (tenant) => tenant.linkByHand(tenantId, jobId, link, actor.name));
  if (!asked.ok) return asked;
  return asked.value.kind === "not-found" ? refuse(404, "unknown-job", "there is no such job") : ok(asked.value);
}

/** The note stays with the job, not in the audit trail. */
export async function unlinkByHand(deps: EdgeDeps, actor: Actor, tenantId: string, jobId: string, note: string): Answer<{ readonly jobId?: string }> {
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return found;
  await writeAudit(deps.db, tenantId, { at: deps.clock.now(), actor: actor.name, action: "job.unlink", before: jobId });
  const asked = await ask(deps, tenantId, (tenant) => tenant.unlinkByHand(tenantId, jobId, actor.name, note));
  return asked.ok ? settled(asked.value) : asked;
}
