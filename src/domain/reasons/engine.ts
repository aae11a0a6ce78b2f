/** Failed calls, and the engine's own reasons for the state of a job. */
import type { ReasonTable } from "./table.ts";

export const FAILED_CALLS = {
  "rejected-by-vendor": {
    severity: "error",
    alerts: true,
    params: { vendor: "system", code: "text?", fields: "text?", status: "text" },
  },
  "rate-limited": {
    severity: "warning",
    alerts: false,
    params: { vendor: "system?", endpoint: "text?" },
  },
  "needs-login": { severity: "error", alerts: true, params: { vendor: "system" } },
  "client-refused": {
    severity: "error",
    alerts: true,
    params: { vendor: "system", client: "text?" },
  },
  "no-access": {
    severity: "error",
    alerts: true,
    params: { vendor: "system", capability: "text", code: "text?" },
  },
  "company-blocked": {
    severity: "error",
    alerts: true,
    params: { code: "text?", vendor: "system" },
  },
  "wrong-administration": {
    severity: "error",
    alerts: true,
    params: { got: "text", expected: "text" },
  },
  "wrong-company": { severity: "error", alerts: true, params: { got: "text", expected: "text" } },
  "contract-broken": {
    severity: "error",
    alerts: true,
    params: { vendor: "system", path: "text?" },
  },
  "answer-too-large": {
    severity: "error",
    alerts: true,
    params: { vendor: "system", what: "text" },
  },
  "vendor-unreachable": {
    severity: "warning",
    alerts: false,
    params: { vendor: "system", cause: "text?" },
  },
  "outcome-unknown": {
    severity: "warning",
    alerts: true,
    params: { vendor: "system?", looks: "count?" },
  },
  "not-found-at-vendor": {
    severity: "error",
    alerts: true,
    params: { vendor: "system", what: "text" },
  },
} as const satisfies ReasonTable;

export const ENGINE = {
  poison: { severity: "error", alerts: true, params: { claims: "count?" } },
  "planning-died": { severity: "error", alerts: true, params: {} },
  "tenant-paused": {
    severity: "warning",
    alerts: false,
    params: { note: "text?", actor: "text?" },
  },
  "capability-paused": { severity: "warning", alerts: false, params: { capability: "text" } },
  "waiting-for-party": { severity: "warning", alerts: false, params: {} },
  "waiting-for-payment": { severity: "info", alerts: false, asks: false, params: {} },
  "in-doubt-needs-person": { severity: "error", alerts: true, params: { marker: "text?" } },
  "tenant-not-connected": { severity: "warning", alerts: false, params: { vendor: "system" } },
  "planned-settings-unusable": { severity: "error", alerts: true, params: { version: "text" } },
  "looked-up-before-first-write": { severity: "info", alerts: false, asks: false, params: {} },
  "trial-mode": { severity: "info", alerts: false, params: { write: "text?" } },
  "company-claimed": { severity: "error", alerts: true, params: { claim: "text" } },
  "own-article-renumbered": {
    severity: "info",
    alerts: false,
    params: { number: "text", taken: "text" },
  },
  "own-article-taken": {
    severity: "error",
    alerts: true,
    params: { number: "text", coding: "text" },
  },
} as const satisfies ReasonTable;
