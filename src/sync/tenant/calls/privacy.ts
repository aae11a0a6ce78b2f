/** Persons, evidence of VAT, keys and the audit log's seals. */
import type { AuditRow } from "../../../store/audit.ts";
import type { AuditCheck, AuditSpan } from "../../contract/index.ts";
import * as auditChain from "../privacy/audit-chain.ts";
import * as evidence from "../privacy/kept-evidence.ts";
import { identitiesOf } from "../privacy/identities.ts";
import { page } from "../privacy/people.ts";
import { step } from "../privacy/reseal.ts";
import { previewDeletion } from "../privacy/would-delete.ts";
import type { TenantContext } from "../context/tenant-context.ts";

/** Seals new rows of the tenant's audit log, and compares these rows with their seals. */
async function checkAudit(
  context: TenantContext,
  rows: readonly AuditRow[],
  span: AuditSpan,
): Promise<AuditCheck> {
  await auditChain.sealNew(context);
  return auditChain.check(context, rows, span);
}

export const privacy = {
  identities: identitiesOf,
  person: page,
  evidence: evidence.page,
  evidenceQuarters: evidence.quarters,
  reencrypt: step,
  checkAudit,
  wouldDelete: previewDeletion,
};
