/**
 * A person's confirmation of an order, stored with its job: the run books exactly what was
 * confirmed, or nothing. It is valid until the order is booked or confirmed again. Nobody has seen
 * later changes in the shop, so it doesn't cover them.
 */
import {
  confirmedAs,
  confirmedMark,
  confirming,
  isSameBuyer,
} from "../../../domain/jobs/requested-actions.ts";
import type { JobFigures, Outcome } from "../../../domain/jobs/job.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { markOfFigures, stillConfirmed } from "../../../domain/orders/preview-token.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { run } from "../storage/sql.ts";
import type { JobRow } from "./jobs.ts";

/** Returns the mark of an order as last fetched and as lists show it; `null`: never fetched. */
export const fetchedMark = ({ flow, figures }: JobRow): string | null =>
  flow !== "orders" || figures === null ? null : markOfFigures(storedJson<JobFigures>(figures));

/**
 * Stores a confirmation in place of an earlier one. `mark`: of what was confirmed; `null` removes
 * the confirmation. Types that the current run was given stay.
 */
export function confirm(sql: SqlStorage, job: JobRow, mark: string | null): void {
  const types = storedJson<string[]>(job.types);
  const given = job.status === "running" ? job.types_given : 0;
  const renewed = [...types.slice(0, given), ...confirming(types.slice(given), mark)];
  if (renewed.join() !== types.join())
    run(sql)`UPDATE jobs SET types = ${JSON.stringify(renewed)} WHERE id = ${job.id}`;
}

/**
 * Returns the types that a job keeps after a run: those that were added meanwhile, if it
 * `runsAgain`, and if the order wasn't booked, its confirmation and the person's decision about its
 * buyer.
 */
export function remainingTypes(
  job: JobRow,
  { outcome, reasons }: { readonly outcome: Outcome; readonly reasons: readonly Reason[] },
  runsAgain: boolean,
): string {
  const types = storedJson<string[]>(job.types);
  const given = types.slice(0, job.types_given);
  const since = runsAgain ? types.slice(job.types_given) : [];
  const confirmed =
    job.flow === "orders" && UNBOOKED.has(outcome)
      ? (stillConfirmed(outcome, reasons) ?? confirmedMark(given))
      : null;
  const buyers = UNBOOKED.has(outcome) ? given.filter(isSameBuyer) : [];
  return JSON.stringify([
    ...(confirmed === null ? [] : [confirmedAs(confirmed)]),
    ...buyers,
    ...since,
  ]);
}

const UNBOOKED: ReadonlySet<Outcome | null> = new Set<Outcome>(["held", "rejected"]);

/**
 * Returns the confirmation that is still valid after an order's last run; `null`: none. A dead job
 * counts as on hold, as its request was never handled.
 */
export function previousConfirmation(latest: JobRow | null): string | null {
  if (latest?.flow !== "orders" || !UNBOOKED.has(latest.outcome)) return null;
  const { types, outcome, reasons } = latest;
  const mark = confirmedMark(storedJson<string[]>(types));
  return mark ?? stillConfirmed(outcome, storedJson<Reason[]>(reasons));
}
