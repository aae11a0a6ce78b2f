/**
 * The number of the next write of a kind that has no document of its own: a payment, a refund, a
 * rounding, a sending. Pure.
 */
import type { JournalEntry } from "../port.ts";

/**
 * `again`: a write that certainly didn't come through, and is made again under its own number.
 * `made`: how many this run has made or passed over already, which the journal as it was read
 * doesn't show. Numbers may have gaps, so they are never counted: two writes under one number would
 * be one to the journal, and the first would be forgotten.
 */
export const nextNumber = (
  taken: readonly Pick<JournalEntry, "n">[],
  again: Pick<JournalEntry, "n"> | undefined,
  made = 0,
): number => again?.n ?? Math.max(0, ...taken.map(({ n }) => n)) + 1 + made;
