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
import type { TenantRequest } from "../../deps.ts";
import { audited, recorded } from "../audited.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { reject, type Answer } from "../refusal.ts";

export async function linkManually(
  asking: TenantRequest,
  jobId: string,
  link: LinkRequest,
): Answer<LinkAnswer> {
  const { actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const row: Pick<AuditEntry, "after"> = {
    after: documentValue(await jobNamed(asking, jobId), link.what, link.number, link.confirmed),
  };
  const act = async (): Answer<LinkAnswer> => {
    const asked = await callTenant(asking, (tenant) =>
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
  return audited(asking, request, act);
}

/** Why nothing was linked, as far as one word says it. */
function whyNot({ kind, reasons }: LinkAnswer): string | null {
  if (kind !== "refused") return kind === "linked" ? null : kind;
  return (reasons[0]?.code ?? "refused").replace(/^link-/, "");
}

/** The note stays with the job, not in the audit log. */
export const unlinkManually = (
  asking: TenantRequest,
  jobId: string,
  note: string,
): Answer<{ readonly jobId?: string }> =>
  recorded(
    asking,
    async () => {
      const before = await jobNamed(asking, jobId);
      return { asked: { action: "job.unlink", before }, done: { action: "job.unlinked", before } };
    },
    (tenant) => tenant.jobs.unlink(asking.tenantId, jobId, asking.actor.name, note),
  );
