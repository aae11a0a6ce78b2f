/** The amounts of a job's order, for lists and for the sum of what waits. */
import type { JobFigures } from "../../../domain/jobs/job.ts";
import type { ListedFacts } from "../../../domain/jobs/listed.ts";
import { figuresOnly } from "../../../domain/orders/preview-token.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

type StoredFigures = {
  readonly figures: string | null;
  readonly facts: string | null;
  readonly outcome: string | null;
};

/** The same of a job `j`, as SQL. */
export const figureOf = (name: "gross" | "vat" | "currency"): string =>
  `CASE WHEN j.figures IS NOT NULL THEN ${soldIn("j.figures", "$", name)}
    WHEN coalesce(j.outcome, 'in-doubt') = 'in-doubt'
    THEN ${soldIn("j.facts", "$.charged", name)} END`;

/** What was sold, where that isn't the total. */
const soldIn = (json: string, path: string, name: "gross" | "vat" | "currency"): string =>
  `coalesce(json_extract(${json}, '${path}.sold.${name}'),
      json_extract(${json}, '${path}.${name}'))`;

/** Of its last end; before the first end, and for a doubtful write, as the order was read. */
export function figuresOf({ figures, facts, outcome }: StoredFigures): JobFigures | null {
  if (figures !== null) return figuresOnly(storedJson<JobFigures>(figures));
  return (outcome ?? "in-doubt") === "in-doubt" && facts !== null
    ? (storedJson<Partial<ListedFacts>>(facts).charged ?? null)
    : null;
}
