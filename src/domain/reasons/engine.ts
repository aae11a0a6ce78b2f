/** Failed calls, and the runner's own reasons for the state of a job. */
import { FINAL_DOCUMENTS } from "./words.ts";
import { alerting, done, error, info, warning } from "./entry.ts";

export const FAILED_CALLS = {
  "rejected-by-vendor": error({ vendor: "system", code: "text?", fields: "text?", status: "text" }),
  "rate-limited": warning({ vendor: "system?", endpoint: "text?" }),
  "needs-login": error({ vendor: "system" }),
  "client-refused": error({ vendor: "system", client: "text?" }),
  "no-access": error({
    vendor: "system",
    capability: "text",
    code: "text?",
    // What orders become that the ledger denies: another one may be chosen.
    document: ["sales-orders", "draft-invoices", "invoices", "vouchers", null],
  }),
  "company-blocked": error({ code: "text?", vendor: "system" }),
  "wrong-administration": error({ got: "text", expected: "text" }),
  "wrong-company": error({ got: "text", expected: "text" }),
  "contract-broken": error({ vendor: "system", path: "text?" }),
  "answer-too-large": error({ vendor: "system", what: "text" }),
  "vendor-unreachable": warning({ vendor: "system", cause: "text?" }),
  "outcome-unknown": alerting(warning({ vendor: "system?", looks: "count?" })),
  "not-found-at-vendor": error({ vendor: "system", what: "text" }),
};

export const ENGINE = {
  poison: error({ claims: "count?" }),
  "planning-died": error(),
  "tenant-paused": warning({ note: "text?", actor: "text?" }),
  "capability-paused": warning({ capability: "text" }),
  "waiting-for-party": warning(),
  "waiting-for-same-sale": warning({ flow: ["orders", "payouts"], number: "text?" }),
  "waiting-for-payment": done(),
  "in-doubt-needs-person": error({ marker: "text?" }),
  "tenant-not-connected": warning({ vendor: "system" }),
  "planned-settings-unusable": error({ version: "text" }),
  "looked-up-before-first-write": done(),
  "trial-mode": info({ write: "text?", document: [...FINAL_DOCUMENTS, null] }),
  "company-claimed": error({ claim: "text" }),
  "own-article-renumbered": info({ number: "text", taken: "text" }),
  "own-article-taken": error({ number: "text", coding: "text" }),
};
