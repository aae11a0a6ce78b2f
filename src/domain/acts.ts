/** What a person asks of a job: the words that its run sees as events. */

/**
 * `resync`: the thing is read afresh and held against what stands in the ledger. `book-again`: a
 * document that somebody deleted is made again. `undo-skip`: what a person skipped is taken up
 * after all.
 */
export const ACTS = ["resync", "book-again", "undo-skip"] as const;
export type Act = (typeof ACTS)[number];

/** A retry, which is asked of anything that isn't done. */
export const RETRY = "retry-by-person";
