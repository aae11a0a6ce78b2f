/** Checks whether a vendor answers this tenant, with a small request, while a person waits. */
import type { Vendor } from "../../../domain/ids.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { checkKey } from "../../../flows/vendor-reads/check.ts";
import type { CheckAnswer } from "../../contract/jobs.ts";
import { runNow, notConnected, stoppedBy } from "./run-now.ts";
import * as claims from "../claims/claims.ts";
import * as jobs from "../jobs/jobs.ts";
import * as meta from "../storage/meta.ts";
import type { TenantContext } from "../context/tenant-context.ts";

/** A vendor's failure is part of the answer; what keeps us from asking at all is refused. */
export async function check(context: TenantContext, vendor: Vendor): Promise<CheckAnswer> {
  const state = context.vault.views().find((one) => one.vendor === vendor)?.state ?? "none";
  if (state === "none") return notConnected(vendor);
  if (state === "needs-login")
    return { ok: true, works: false, reasons: endedSignIn(context, vendor) ?? [] };
  const no = stoppedBy(context);
  if (no !== null) return no;
  const jobId = await runNow(context, {
    key: checkKey(vendor),
    flow: "names",
    type: "by-hand",
    lane: "live",
  });
  const job = jobs.byId(context.sql, jobId);
  if (job === null) return { ok: true, works: false, reasons: [] };
  const answer: CheckAnswer = {
    ok: true,
    works: job.status === "done" && job.outcome === "updated",
    reasons: endedSignIn(context, vendor) ?? claims.reasonsOf(job),
  };
  // The person stopped waiting, so it isn't asked again automatically.
  if (jobs.isOpen(job) && job.status !== "running")
    jobs.update(
      context.sql,
      jobId,
      { status: "done", outcome: "skipped", wait: null, due: null },
      context.now(),
    );
  return answer;
}

/** What the renewal of the token found, which the checking job doesn't know; `null`: nothing. */
function endedSignIn({ vault, sql }: TenantContext, vendor: Vendor): readonly Reason[] | null {
  const view = vault.views().find((one) => one.vendor === vendor);
  if (view?.state === "connected" && view.clientRefused)
    return [reason("client-refused", { vendor, client: view.client })];
  if (view?.state !== "needs-login") return null;
  const pause = meta.pauseState(sql);
  return pause.paused && pause.reason.code === "wrong-company" && vendor === "eaccounting"
    ? [pause.reason]
    : [reason("needs-login", { vendor })];
}
