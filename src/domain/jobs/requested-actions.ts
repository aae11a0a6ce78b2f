/** A person's requests to a job: the words that its run sees as events. */
import type { Reason } from "../reasons/index.ts";

/**
 * `resync`: read again and compared with the ledger. `book-again`: a document deleted in the ledger
 * is made again. `undo-skip`: a skipped order is taken again.
 */
export const ACTS = ["resync", "book-again", "undo-skip"] as const;
export type RequestedAction = (typeof ACTS)[number];

const MAKE_ARTICLE = "make-article:";

/** A retry that may create the article with this code, whatever the settings say. */
export const makesArticle = (sku: string): string => `${MAKE_ARTICLE}${sku}`;

/** Returns the codes whose articles a run may create on a person's request. */
export const articlesToMake = (types: readonly string[]): readonly string[] =>
  types.flatMap((type) => (type.startsWith(MAKE_ARTICLE) ? [type.slice(MAKE_ARTICLE.length)] : []));

/** A person approved it. What was approved is stored in actions/approve.ts. */
export const APPROVED = "approved-by-person";

/** Only for trials: plans as if it were approved. */
export const APPROVED_AS_SHOWN = "approval-tried";

/**
 * With a retry of an order that may be booked already: the found document isn't this order's. Only
 * our own marker counts then in the look before the first write.
 */
export const NOT_ITS_DOCUMENT = "not-its-document";

/** A person was asked whether a document of the ledger belongs to this order. */
export const asksWhoseItIs = (job: {
  readonly outcome: string | null;
  readonly reasons: readonly Reason[];
}): boolean => job.outcome === "held" && WHOSE.has(job.reasons[0]?.code ?? "");

const WHOSE: ReadonlySet<string> = new Set(["perhaps-booked-by-hand", "day-booked-before"]);

/** What was in doubt is looked at once more, when nothing of it can come true any longer. */
export const VERIFY = "verify-repeat";

/** A retry, which is asked of anything that isn't done. */
export const RETRY = "retry-by-person";

/** A comparison didn't find the voucher of a day or a payout: the job looks, and books nothing. */
export const LOOK = "voucher-not-listed";

/** A comparison saw that a person invoiced the order's sales order: its invoice is looked for. */
export const INVOICED = "invoiced-in-ledger";

const AS_SHOWN = "as-shown:";

/** A person confirmed what was shown of an order or a day. `of`: its mark (preview-token.ts). */
export const confirmedAs = (of: string): string => `${AS_SHOWN}${of}`;

/** Replaces an earlier confirmation by what a person confirms now (`null`: nothing). */
export const confirming = (types: readonly string[], mark: string | null): readonly string[] => [
  ...types.filter((type) => !type.startsWith(AS_SHOWN)),
  ...(mark === null ? [] : [confirmedAs(mark)]),
];

/** Returns the mark that a person last confirmed; `null`: none. */
export const confirmedMark = (types: readonly string[]): string | null =>
  types.findLast((type) => type.startsWith(AS_SHOWN))?.slice(AS_SHOWN.length) ?? null;
