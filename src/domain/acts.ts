/** What a person asks of a job: the words that its run sees as events. */
import type { Reason } from "./reasons.ts";

/**
 * `resync`: the thing is read afresh and held against what stands in the ledger. `book-again`: a
 * document that somebody deleted is made again. `undo-skip`: what a person skipped is taken up
 * after all.
 */
export const ACTS = ["resync", "book-again", "undo-skip"] as const;
export type Act = (typeof ACTS)[number];

const MAKE_ARTICLE = "make-article:";

/** A retry that may make the article of this code in the ledger, whatever the settings say. */
export const makesArticle = (sku: string): string => `${MAKE_ARTICLE}${sku}`;

/** The codes whose articles a run may make because a person said so. */
export const articlesToMake = (types: readonly string[]): readonly string[] =>
  types.flatMap((type) => (type.startsWith(MAKE_ARTICLE) ? [type.slice(MAKE_ARTICLE.length)] : []));

/** A person approved what waited for it. What that was of is kept beside (manual/approvals.ts). */
export const APPROVED = "approved-by-person";

/** Of what is only tried, and never of a run: as if it were approved as it is. */
export const APPROVED_AS_SHOWN = "approval-tried";

/**
 * With a retry of an order that a person was asked about, as it may be booked already: that
 * document isn't this order's. Only our own marker counts in the look before the first write.
 */
export const NOT_ITS_DOCUMENT = "not-its-document";

/** A person was asked whether a document of the ledger is this order's. */
export const asksWhoseItIs = (job: {
  readonly outcome: string | null;
  readonly reasons: readonly Reason[];
}): boolean => job.outcome === "held" && WHOSE.has(job.reasons[0]?.code ?? "");

const WHOSE: ReadonlySet<string> = new Set(["perhaps-booked-by-hand", "day-booked-before"]);

/** What was in doubt is looked at once more, when nothing of it can come true any longer. */
export const VERIFY = "verify-repeat";

/** A retry, which is asked of anything that isn't done. */
export const RETRY = "retry-by-person";

const AS_SHOWN = "as-shown:";

/** A person confirmed what was shown of an order, or of a day. `of`: its mark (domain/shown.ts). */
export const asShown = (of: string): string => `${AS_SHOWN}${of}`;

/** The words with what a person confirms now (`null`: nothing) in place of what was before. */
export const confirming = (types: readonly string[], mark: string | null): readonly string[] => [
  ...types.filter((type) => !type.startsWith(AS_SHOWN)),
  ...(mark === null ? [] : [asShown(mark)]),
];

/** What a person confirmed last of what a run was asked; `null`: nothing was shown. */
export const confirmedMark = (types: readonly string[]): string | null =>
  types.findLast((type) => type.startsWith(AS_SHOWN))?.slice(AS_SHOWN.length) ?? null;
