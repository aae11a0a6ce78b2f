/** The amounts of a job's order, for lists and for the sum of what waits. */
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

/** The shop deleted the order: what was read of it is charged no more. */
const GONE: ReasonCode = "order-gone";

const UNSETTLED = [...ON_HOLD, "in-doubt"].map((outcome) => `'${outcome}'`).join(", ");

/** The same of a job `j`, as SQL. */
export const figureSql = (name: "gross" | "vat" | "currency"): string =>
  `CASE WHEN j.figures IS NOT NULL THEN ${soldSql("j.figures", "$", name)}
    WHEN coalesce(j.outcome, 'in-doubt') IN (${UNSETTLED})
      AND coalesce(j.reasons ->> '$[0].code', '') <> '${GONE}'
    THEN ${soldSql("j.facts", "$.charged", name)} END`;

/** What was sold, where that isn't the total. */
export const soldSql = (json: string, path: string, name: "gross" | "vat" | "currency"): string =>
  `coalesce(json_extract(${json}, '${path}.sold.${name}'),
      json_extract(${json}, '${path}.${name}'))`;

/**
 * Of its last end; as the order was read before the first end, and where it ended for a person
 * without figures: a write in doubt, or one that nobody confirmed, and a run that broke off.
 */
export function figuresOf(job: StoredFigures): JobFigures | null {
  const { figures, facts, outcome, reasons } = job;
  if (figures !== null) return figuresOnly(storedJson<JobFigures>(figures));
  const isOpen = outcome === null || isOnHoldOrInDoubt(outcome);
  if (!isOpen || facts === null || storedJson<Reason[]>(reasons)[0]?.code === GONE) return null;
  return storedJson<Partial<ListedFacts>>(facts).charged ?? null;
}
