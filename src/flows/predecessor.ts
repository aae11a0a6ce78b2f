/**
 * Who kept the company before this tenant: another deployment that it was taken in from, or a
 * retired tenant of this one. What they booked last is in no journal of ours, so orders dated up to
 * a while after their end are looked for in the ledger before their first write.
 *
 * An order is dated by the shop's clock, their end by ours, and they may have worked on for a
 * moment: hence a margin.
 */

/** More than clocks that are kept in step differ by, and than a run lasts. */
const MARGIN_MS = 15 * 60_000;

/** The name in the tenant's memory: until when (ms) a predecessor may have booked. */
const UNTIL = "others-until";
const RETIRED = "retired-predecessor ";

type Memory = Readonly<Record<string, string>>;

/** What is remembered of a predecessor that may have worked until now. */
export const workedUntil = (now: number): Memory => ({ [UNTIL]: String(now + MARGIN_MS) });

export const hasPredecessor = (memory: Memory): boolean => UNTIL in memory;

/** Orders dated before this instant may have been booked by another journal than ours. */
export const othersUntil = (memory: Memory, journalBornAt: number): number =>
  Math.max(journalBornAt, Number(memory[UNTIL] ?? 0));

/** A tenant that was retired stays it: it is asked for once. */
export const isKnownRetired = (memory: Memory, tenantId: string): boolean =>
  `${RETIRED}${tenantId}` in memory;

/** What is remembered of a claim in the company that a retired tenant left there. */
export const metRetired = (tenantId: string, now: number): Memory => ({
  ...workedUntil(now),
  [`${RETIRED}${tenantId}`]: String(now),
});
