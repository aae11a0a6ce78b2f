/**
 * Orders that aren't settled: what the stock flow takes off. One with an unfinished job is known by
 * that; the table names those whose newest job is over and left them open.
 */
import type { JobStatus } from "../../../domain/job.ts";
import type { Reason } from "../../../domain/reasons.ts";
import { all, json, run } from "../storage/sql.ts";

const SETTLED: ReadonlySet<string> = new Set(["booked", "updated", "before-start"]);
const SETTLED_BY: ReadonlySet<string> = new Set([
  "cancelled-before-booking",
  "skipped-by-person",
  "stock-correction-order",
]);

type Job = {
  readonly key: string;
  readonly status: JobStatus;
  readonly over: number;
  readonly outcome: string | null;
  readonly reasons: string;
};

function isSettled({ status, outcome, reasons }: Job): boolean {
  if (status !== "done" || outcome === null) return false;
  if (SETTLED.has(outcome)) return true;
  return outcome === "skipped" && SETTLED_BY.has(json<Reason[]>(reasons)[0]?.code ?? "");
}

/** Of an order's job that was changed. */
export function note(sql: SqlStorage, job: Job): void {
  if (job.over === 0) return;
  if (isSettled(job)) run(sql, "DELETE FROM open_orders WHERE key = ?", job.key);
  else run(sql, "INSERT OR IGNORE INTO open_orders (key) VALUES (?)", job.key);
}

export const list = (sql: SqlStorage): string[] =>
  all<{ key: string }>(
    sql,
    "SELECT key FROM open_orders UNION SELECT key FROM jobs WHERE over = 0 AND flow = 'orders'",
  ).map(({ key }) => key);
