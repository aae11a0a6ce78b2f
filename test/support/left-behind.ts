/** What a tenant that moves to another object leaves there: all that isn't in transfer-tables.ts. */

/**
 * What stays behind. Timelines, finished jobs, alerts and the like are the old object's history;
 * the rest is made anew by the new one's own work.
 */
export const LEFT_BEHIND: readonly string[] = [
  "audit_seals",
  "meta",
  "jobs",
  "locks",
  "tokens",
  "cache",
  "payloads",
  "plan_bases",
  "outbox",
  "capabilities",
  "alerts",
  "turns",
  "waiting",
  "open_orders",
  "reconciliation_orders",
  "reconciliation_documents",
  "reconciliation_findings",
  "runs",
  "retention_runs",
  "notices",
  "hourly_counters",
  "ended_hours",
  "ended_days",
  "counts",
  "day_skipped",
  "approvals",
  "pins",
  "pinned_settings",
  "payout_payments",
  "payout_taken",
  "payout_files",
  "payout_file_links",
  "payout_file_keys",
];
/**
 * Columns of what is given away that stay behind: who runs it now, and what is sealed for this
 * object alone.
 */
export const COLUMNS_LEFT_BEHIND: readonly string[] = [
  "operations.beside",
  "operations.claim",
  "operations.request_key",
  "operations.request",
  "operations.settings_version",
  "day_members.settings_version",
  "evidence.people",
  "evidence.key_id",
  "evidence.bytes",
  "backfills.state",
  "backfills.settings_version",
  "backfills.actor",
  "backfill_orders.state",
  "backfill_orders.verdict",
  "backfill_orders.job_id",
  "backfill_orders.undo_job",
  "payouts.actor",
  "payouts.approved_by",
  "links.updated_at",
  "keys.listed",
  "keys.hour",
  "keys.outcome",
  "keys.vat",
];
