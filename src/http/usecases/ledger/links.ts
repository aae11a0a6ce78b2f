/**
 * Links from the shop's debtors and articles to the ledger's customers and articles. Every edit
 * goes through the object.
 */
import { linkValue } from "../../../store/audit-values.ts";
import type { AuditEntry } from "../../../store/audit.ts";
import type { LinkView } from "../../../sync/contract/index.ts";
import { mayOn } from "../../auth/rights.ts";
import type { Actor, TenantRequest } from "../../deps.ts";
import { audited } from "../audited.ts";
import { callTenant, onTenant, requireTenant } from "../tenant-access.ts";
import { forbidden, toResult, type Answer } from "../refusal.ts";

type LinkQuery = {
  readonly kind?: LinkView["kind"];
  readonly source?: string;
  readonly target?: string;
  readonly cursor?: string;
};

export const listLinks = (
  asking: TenantRequest,
  query: LinkQuery,
): Answer<{ readonly links: readonly LinkView[]; readonly cursor: string | null }> =>
  onTenant(asking, (tenant) => tenant.links.list(asking.tenantId, query));

/** Which article is which changes what the shop is written from then on. */
const mayLink = (actor: Actor, tenantId: string, kind: LinkView["kind"]): boolean =>
  kind !== "article" || mayOn(actor, "work", tenantId);

export async function putLink(
  asking: TenantRequest,
  link: { readonly kind: LinkView["kind"]; readonly source: string; readonly target: string },
): Answer<object> {
  const { actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  if (!mayLink(actor, tenantId, link.kind)) return forbidden("work");
  // The source may be an e-mail address: the audit log names the target alone.
  const row: Pick<AuditEntry, "after"> = { after: linkValue(link.kind, link.target) };
  return audited(
    asking,
    { asked: { action: "link.put", ...row }, done: { action: "link.made", ...row } },
    async () => {
      return toResult(await callTenant(asking, (tenant) => tenant.links.put(tenantId, link)));
    },
  );
}

export async function deleteLink(
  asking: TenantRequest,
  link: { readonly kind: LinkView["kind"]; readonly source: string },
): Answer<object> {
  const { actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  if (!mayLink(actor, tenantId, link.kind)) return forbidden("work");
  const row: Pick<AuditEntry, "before"> = { before: linkValue(link.kind, null) };
  return audited(
    asking,
    { asked: { action: "link.delete", ...row }, done: { action: "link.gone", ...row } },
    async () => {
      return toResult(await callTenant(asking, (tenant) => tenant.links.remove(tenantId, link)));
    },
  );
}
