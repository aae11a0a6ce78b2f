/**
 * What the ledger calls its terms of payment and delivery methods, as the newest reading of its look-ups answered. No
 * call at the vendor; nothing where that reading's story has expired or never was: then ids have to do.
 */
import { deliveryMethods, readDeliveryMethods, readTermsOfPayments, termsOfPayments } from "../../eaccounting/lookups.ts";
import { readAll } from "../../eaccounting/paging.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { jobStory, listJobs } from "./jobs.ts";
import { replay } from "./replay.ts";

export type LedgerName = { readonly id: string; readonly name: string };
/** Bank accounts need a permission of their own and aren't read: their ids have to do. */
export type LedgerNames = { readonly termsOfPayment: readonly LedgerName[]; readonly deliveryMethod: readonly LedgerName[]; readonly paymentMethod: readonly LedgerName[] };

const NONE: LedgerNames = { termsOfPayment: [], deliveryMethod: [], paymentMethod: [] };

/** The key of the jobs that read the look-ups. */
const LOOKUPS_KEY = "lookups";
const TRIED = 3;

export async function ledgerNames(deps: EdgeDeps, actor: Actor, tenantId: string): Promise<LedgerNames> {
  const page = await listJobs(deps, actor, tenantId, { key: LOOKUPS_KEY, status: "done", limit: TRIED });
  if (!page.ok) return NONE;
  for (const { id } of page.value.jobs) {
    const told = await jobStory(deps, actor, tenantId, id);
    if (!told.ok) continue;
    const send = replay(told.value.story);
    const [terms, methods] = await Promise.all([readAll(send, termsOfPayments, readTermsOfPayments), readAll(send, deliveryMethods, readDeliveryMethods)]);
    if (terms.ok && methods.ok) return { ...NONE, termsOfPayment: terms.value, deliveryMethod: methods.value };
  }
  return NONE;
}
