/** Which findings stand in no line of the statement of some days. */
import type { Finding } from "./facts.ts";
import type { Range } from "./port.ts";

type DatedFinding = {
  readonly finding: Finding;
  /** Of the order, or the day on which the document was made; `null`: not known. */
  readonly day?: string | null;
};

/** Whether it belongs to one of these days. */
export const isWithin = ({ day = null }: DatedFinding, { from, to }: Range): boolean =>
  day !== null && day >= from && day <= to;

/** Whether it changes no sum of these days: another customer, or something of other days. */
export const affectsNoSum = (found: DatedFinding, range: Range): boolean =>
  found.finding === "customer" || !isWithin(found, range);
