/**
 * A person's confirmation of an order, kept with its job: the run books exactly that, or nothing.
 * It holds until the order is booked so, or is confirmed again: later changes of the shop weren't
 * shown to anybody.
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

/** The mark of an order as it was fetched last, and as lists show it; `null`: it never was. */
export const fetchedMark = ({ flow, figures }: JobRow): string | null =>
  flow !== "orders" || figures === null ? null : markOfFigures(storedJson<JobFigures>(figures));

/**
 * In place of what was confirmed before; `null`: nothing is, any more. What a run that is on its
 * way was given stays.
 */
export function confirm(sql: SqlStorage, job: JobRow, mark: string | null): void {
  const types = storedJson<string[]>(job.types);
  const given = job.status === "running" ? job.types_given : 0;
  const renewed = [...types.slice(0, given), ...confirming(types.slice(given), mark)];
  if (renewed.join() !== types.join())
    run(sql)`UPDATE jobs SET types = ${JSON.stringify(renewed)} WHERE id = ${job.id}`;
}

/**
 * Returns the words that a job keeps after a run: those that came meanwhile, where it runs `again`,
 * and the confirmation, where the order wasn't booked; so too what a person said of its buyer.
 */
export function remainingTypes(
  job: JobRow,
  { outcome, reasons }: { readonly outcome: Outcome; readonly reasons: readonly Reason[] },
  again: boolean,
): string {
  const types = storedJson<string[]>(job.types);
  const given = types.slice(0, job.types_given);
  const since = again ? types.slice(job.types_given) : [];
  const confirmed =
    job.flow === "orders" && WAITS.has(outcome)
      ? (stillConfirmed(outcome, reasons) ?? confirmedMark(given))
      : null;
  const buyers = WAITS.has(outcome) ? given.filter(isSameBuyer) : [];
  return JSON.stringify([
    ...(confirmed === null ? [] : [confirmedAs(confirmed)]),
    ...buyers,
    ...since,
  ]);
}

const WAITS: ReadonlySet<Outcome | null> = new Set<Outcome>(["held", "rejected"]);

/**
 * Returns the confirmation that still holds after an order's last run; `null`: none. A dead job
 * counts as on hold: its request was never answered.
 */
export function previousConfirmation(latest: JobRow | null): string | null {
  if (latest?.flow !== "orders" || !WAITS.has(latest.outcome)) return null;
  const { types, outcome, reasons } = latest;
  const kept = confirmedMark(storedJson<string[]>(types));
  return kept ?? stillConfirmed(outcome, storedJson<Reason[]>(reasons));
}
