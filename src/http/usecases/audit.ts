/** Who changed what: of one tenant, or of everything for those who may touch it. It is only ever read. */
import { ok } from "../../domain/result.ts";
import { auditPage, type AuditRow } from "../../store/audit.ts";
import type { AuditCheck, AuditSpan } from "../../sync/rpc.ts";
import { may } from "../auth/rights.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { ask, reachEver } from "./reach.ts";
import { forbidden, type Answer } from "./refused.ts";

export const AUDIT_PAGE = 100;

export type AuditPage = {
  readonly changes: readonly AuditRow[];
  /** For the next page. */
  readonly cursor: number | null;
  /** Of one tenant: whether the rows are as they were written. `null`: of all tenants, or its object can't be asked. */
  readonly seals: AuditCheck | null;
};

export async function auditOf(deps: EdgeDeps, actor: Actor, tenantId: string | null, before: number | null, rowsAtMost = AUDIT_PAGE): Answer<AuditPage> {
  if (tenantId === null && !may(actor, "all-changes")) return forbidden("all-changes");
  if (tenantId !== null) {
    const found = await reachEver(deps, actor, tenantId);
    if (!found.ok) return found;
  }
  const rows = await auditPage(deps.db, tenantId, before, rowsAtMost + 1);
  const changes = rows.slice(0, rowsAtMost);
  const whole = rows.length <= rowsAtMost;
  return ok({
    changes,
    cursor: whole ? null : (changes.at(-1)?.id ?? null),
    seals: tenantId === null ? null : await sealsOf(deps, tenantId, changes, { below: before, whole }),
  });
}

async function sealsOf(
  deps: EdgeDeps,
  tenantId: string,
  rows: readonly AuditRow[],
  span: AuditSpan,
): Promise<AuditCheck | null> {
  const checked = await ask(deps, tenantId, (tenant) => tenant.auditCheck(tenantId, rows, span));
  return checked.ok ? checked.value : null;
}
