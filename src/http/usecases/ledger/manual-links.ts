/**
 * A person's links of documents to orders, by number, and their removal. Each request and its
 * outcome are audited.
 */
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import { documentValue } from "../../../store/audit-values.ts";
import type { AuditEntry } from "../../../store/audit.ts";
import { jobNamed } from "../jobs/job-name.ts";
import type { LinkAnswer, LinkRequest } from "../../../sync/contract/index.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { audited } from "../audited.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { reject, toResult, type Answer } from "../refusal.ts";

export async function linkManually(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  jobId: string,
  link: LinkRequest,
): Answer<LinkAnswer> {
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return found;
  const row: Pick<AuditEntry, "after"> = {
    after: documentValue(
      await jobNamed(deps, tenantId, jobId),
      link.what,
      link.number,
      link.confirmed,
    ),
  };
  const act = async (): Answer<LinkAnswer> => {
    const asked = await callTenant(deps, tenantId, (tenant) =>
      tenant.jobs.link(tenantId, jobId, link, actor.name),
    );
    if (!asked.ok) return asked;
    return asked.value.kind === "not-found"
      ? reject(404, "unknown-job", message("refusals.noSuchJob"))
      : ok(asked.value);
  };
  const request = {
    asked: { action: "job.link", ...row },
    done: { action: "job.linked", ...row },
    whyNot,
  };
  return audited(deps, actor, tenantId, request, act);
}

/** Why nothing was linked, as far as one word says it. */
function whyNot({ kind, reasons }: LinkAnswer): string | null {
  if (kind !== "refused") return kind === "linked" ? null : kind;
  return (reasons[0]?.code ?? "refused").replace(/^link-/, "");
}

/** The note stays with the job, not in the audit log. */
export async function unlinkManually(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  jobId: string,
  note: string,
): Answer<{ readonly jobId?: string }> {
  const found = await requireTenant(deps, actor, tenantId);
  if (!found.ok) return found;
  const row: Pick<AuditEntry, "before"> = { before: await jobNamed(deps, tenantId, jobId) };
  return audited(
    deps,
    actor,
    tenantId,
    { asked: { action: "job.unlink", ...row }, done: { action: "job.unlinked", ...row } },
    async () => {
      const asked = await callTenant(deps, tenantId, (tenant) =>
        tenant.jobs.unlink(tenantId, jobId, actor.name, note),
      );
      return asked.ok ? toResult(asked.value) : asked;
    },
  );
}
