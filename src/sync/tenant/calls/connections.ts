/** The grants of both vendors. */
import { message } from "../../../messages/message.ts";
import type { CallResult, GrantInput } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import * as cache from "../storage/cache.ts";
import { check } from "../run-now/check.ts";
import * as claims from "../claims/claims.ts";
import * as intake from "../intake/intake.ts";
import * as turns from "../intake/turns.ts";
import * as meta from "../storage/meta.ts";
import { resumeTenant } from "../claims/stops.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { VENDOR_CHECKS } from "../../recurring-works.ts";
import { settleDays } from "../transfer/transferred-days.ts";
import * as transfer from "../transfer/tenant-transfer.ts";

/** Refused where the tenant is another company's, or retired. What waited for the grant goes on. */
async function store(context: TenantContext, grant: GrantInput): Promise<CallResult> {
  const expected = context.vault.identity(grant.vendor);
  if (expected !== null && expected.toLowerCase() !== grant.identity.toLowerCase())
    return refusal(
      "wrong-company",
      message("refusals.connectedElsewhere", {
        connected: expected,
        signedIn: grant.identity,
      }),
    );
  const imported = grant.vendor === "eaccounting" ? transfer.companyOfImport(context.sql) : null;
  // Documents that an import brought would be taken for documents of this company.
  if (imported !== null && imported.id.toLowerCase() !== grant.identity.toLowerCase())
    return refusal(
      "wrong-company",
      message("refusals.importedFrom", {
        company: imported.name,
        // Two companies may have one name.
        signedIn: imported.name === grant.name ? `${grant.name} (${grant.identity})` : grant.name,
      }),
    );
  const before = context.vault.client();
  if (!(await context.vault.store(grant)))
    return refusal("unknown-tenant", message("signIn.tenantGone"));
  if (context.vault.client() !== before) context.slots.moved();
  return context.atomically(() => {
    const now = context.now();
    if (grant.company !== null) cache.save(context.sql, { company: grant.company }, now);
    transfer.startSuccessor(context.sql, now);
    settleDays(context);
    const pause = meta.pauseState(context.sql);
    if (pause.paused && pause.by === "engine") resumeTenant(context, now);
    else if (!pause.paused) claims.unpause(context.sql, now);
    if (grant.vendor === "eaccounting")
      intake.enqueue(context, {
        key: "lookups",
        flow: "lookups",
        type: "connected",
        lane: "sweep",
      });
    // Another grant may be of another account, or of other rights.
    turns.resetTurn(context, VENDOR_CHECKS);
    context.wake();
    return { ok: true };
  });
}

export const connections = { store, check };
