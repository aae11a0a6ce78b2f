/** The amounts of a job's order, for lists and for the sum of open orders. */
import { isOnHoldOrInDoubt, type JobFigures, ON_HOLD } from "../../../domain/jobs/job.ts";
import type { ListedFacts } from "../../../domain/jobs/listed.ts";
import type { Reason, ReasonCode } from "../../../domain/reasons/index.ts";
import { figuresOnly } from "../../../domain/orders/preview-token.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

export type StoredFigures = {
  readonly figures: string | null;
  readonly facts: string | null;
  readonly outcome: string | null;
  readonly reasons: string;
};

/** The shop deleted the order, so it charges nothing. */
const GONE: ReasonCode = "order-gone";

const UNSETTLED = [...ON_HOLD, "in-doubt"].map((outcome) => `'${outcome}'`).join(", ");

/** The same as `figuresOf`, of a job `j`, as SQL. */
export const figureSql = (name: "gross" | "vat" | "currency"): string =>
  `CASE WHEN j.figures IS NOT NULL THEN ${soldSql("j.figures", "$", name)}
    WHEN coalesce(j.outcome, 'in-doubt') IN (${UNSETTLED})
      AND coalesce(j.reasons ->> '$[0].code', '') <> '${GONE}'
    THEN ${soldSql("j.facts", "$.charged", name)} END`;

/** Returns SQL for the amount that was sold, if it differs from the total; else for the total. */
export const soldSql = (json: string, path: string, name: "gross" | "vat" | "currency"): string =>
  `coalesce(json_extract(${json}, '${path}.sold.${name}'),
      json_extract(${json}, '${path}.${name}'))`;

/**
 * Returns the figures of the job's last end. If it has none, returns the order's amount as it was
 * read: before the first end, and if the job ended for a person without figures, as after a write
 * in doubt, an unconfirmed order or a run that broke off. `null`: no amount is known.
 */
export function figuresOf(job: StoredFigures): JobFigures | null {
  const { figures, facts, outcome, reasons } = job;
  if (figures !== null) return figuresOnly(storedJson<JobFigures>(figures));
  const isOpen = outcome === null || isOnHoldOrInDoubt(outcome);
  if (!isOpen || facts === null || storedJson<Reason[]>(reasons)[0]?.code === GONE) return null;
  return storedJson<Partial<ListedFacts>>(facts).charged ?? null;
}

const PLACES = 6;

/**
 * Returns a decimal in whole millionths; absent: 0. It reads the decimal's own digits, so no binary
 * fraction can change the amount.
 */
export function millionths(decimal: string | undefined): number {
  const [whole = "0", fraction = ""] = (decimal ?? "0").split(".");
  return Number(`${whole}${fraction.slice(0, PLACES).padEnd(PLACES, "0")}`) || 0;
}
