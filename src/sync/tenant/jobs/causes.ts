/** Counts, by hour, the orders that began to need a person, by kind of reason. */
import { areaOf, HELD_AREAS } from "../../../domain/held.ts";
import { headlineOf } from "../../../domain/headline.ts";
import type { JobStatus, Outcome } from "../../../domain/job.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { CauseSum } from "../../contract/index.ts";
import { countHour, type HourSum } from "./hour-sums.ts";

export const HELD = "held";
const NEEDS: ReadonlySet<string> = new Set<Outcome>([
  "held",
  "rejected",
  "in-doubt",
  "needs-attention",
]);

export const needsSomebody = (outcome: string): boolean => NEEDS.has(outcome);

/** Counts an order that began to need a person. The caller makes it one transaction. */
export function cameUp(
  sql: SqlStorage,
  job: {
    readonly status: JobStatus;
    readonly outcome: string;
    readonly reasons: readonly Reason[];
  },
  at: number,
): void {
  const why = headlineOf({ ...job, outcome: job.outcome as Outcome });
  countHour(sql, HELD, why === undefined ? "other" : areaOf(why.code), at);
}

export const causeOf = ({ at, of, n }: HourSum & { readonly at: number }): CauseSum => ({
  at,
  area: HELD_AREAS.find((area) => area === of) ?? "other",
  n,
});
