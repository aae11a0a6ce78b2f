/**
 * Orders in parts by their result: in the ledger, waiting for their day's voucher, calculated in
 * test mode, left out, or waiting for an approval or for somebody.
 */
import { APPROVAL_WAIT, WOULD_BE_BOOKED } from "../../../../domain/jobs/job.ts";
import { type Decimal, exact, same, sum } from "../../../../domain/money.ts";
import type { Figure } from "../../../usecases/tenants/figures.ts";
import { isKey, OUTCOME_TONES, type Tone } from "../../../words/state-text.ts";

/** From the ground of a chart up. */
const PARTS = ["inLedger", "ofDay", "tried", "left", "approval", "needs"] as const;
export type Part = (typeof PARTS)[number];

const PART_OF: Readonly<Record<Tone, Part>> = {
  good: "inLedger",
  quiet: "left",
  busy: "ofDay",
  warn: "needs",
  bad: "needs",
};

/** An outcome that isn't known here needs a look. */
function partOf(outcome: string): Part {
  if (outcome === WOULD_BE_BOOKED) return "tried";
  if (outcome === APPROVAL_WAIT) return "approval";
  return isKey(OUTCOME_TONES, outcome) ? PART_OF[OUTCOME_TONES[outcome]] : "needs";
}

export const ofParts = (figures: readonly Figure[], ...parts: Part[]): readonly Figure[] =>
  figures.filter(({ outcome }) => parts.includes(partOf(outcome)));

export const countOf = (figures: readonly Figure[]): number =>
  figures.reduce((total, { count }) => total + count, 0);

/** Only shops that book by the day, in test mode or with approvals have orders of these. */
const SOME: ReadonlySet<Part> = new Set<Part>(["ofDay", "tried", "approval"]);

export const partsOf = (figures: readonly Figure[]): readonly Part[] =>
  PARTS.filter((part) => !SOME.has(part) || figures.some((one) => partOf(one.outcome) === part));

/**
 * What they come to by currency, in the order of its name. What bears no amount is left out, as a
 * correction of stock, which the shop keeps as an order of nothing.
 */
export function sumsOf(
  figures: readonly Figure[],
): readonly { readonly currency: string; readonly gross: Decimal }[] {
  const charged = figures.filter(({ currency, gross }) => currency !== "" && !same(gross, "0"));
  return [...new Set(charged.map(({ currency }) => currency))].toSorted().map((currency) => {
    const total = sum(
      charged.filter((figure) => figure.currency === currency).map(({ gross }) => gross),
    );
    return { currency, gross: exact(total) };
  });
}
