/** Who changed what: of one tenant, or of everything for those who may touch it. It is only ever read. */
import { ok } from "../../domain/result.ts";
import { auditPage, type AuditRow } from "../../store/audit.ts";
import { may } from "../auth/rights.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { reachEver } from "./reach.ts";
import { forbidden, type Answer } from "./refused.ts";

export const AUDIT_PAGE = 100;

export type AuditPage = { readonly changes: readonly AuditRow[]; /** For the next page. */ readonly cursor: number | null };

export async function auditOf(deps: EdgeDeps, actor: Actor, tenantId: string | null, before: number | null, rowsAtMost = AUDIT_PAGE): Answer<AuditPage> {
  if (tenantId === null && !may(actor, "all-changes")) return forbidden("all-changes");
  if (tenantId !== null) {
    const found = await reachEver(deps, actor, tenantId);
    if (!found.ok) return found;
  }
  const rows = await auditPage(deps.db, tenantId, before, rowsAtMost + 1);
  const changes = rows.slice(0, rowsAtMost);
  return ok({ changes, cursor: rows.length > rowsAtMost ? (changes.at(-1)?.id ?? null) : null });
}
