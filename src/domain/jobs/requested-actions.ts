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

const ARTICLE_UNIT = "article-unit:";

/** Beside `makesArticle`: in which unit. `unit`: its id, which has no colon. */
export const inUnit = (sku: string, unit: string): string => `${ARTICLE_UNIT}${unit}:${sku}`;

/** Returns the id of the unit that a person asked for last; `null`: for none. */
export function unitAsked(types: readonly string[], sku: string): string | null {
  const asked = types.findLast((type) => type.startsWith(ARTICLE_UNIT) && type.endsWith(`:${sku}`));
  return asked?.slice(ARTICLE_UNIT.length, -sku.length - 1) ?? null;
}

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

type AnsweredJob = { readonly outcome: string | null; readonly reasons: readonly Reason[] };

const WHOSE: ReadonlySet<string> = new Set(["perhaps-booked-by-hand", "day-booked-before"]);

const SAME_BUYER = "same-buyer:";

/**
 * With a retry: this buyer is the one to whom the order was invoiced. `buyer`: as the reason named
 * it. Kept until the order is booked, as a later hold may need another retry.
 */
export const sameBuyer = (buyer: string): string => `${SAME_BUYER}${buyer}`;

/** The parameter that names the other buyer. */
const BUYER_IN: Partial<Readonly<Record<string, string>>> = {
  "credit-customer-differs": "credit",
  "delta-customer-differs": "order",
};

export const isSameBuyer = (type: string): boolean => type.startsWith(SAME_BUYER);

/** Returns what a retry of this job says beside: an answer to what its reasons asked. */
export const answersOf = ({ outcome, reasons }: AnsweredJob): readonly string[] => [
  ...(outcome === "held" && WHOSE.has(reasons[0]?.code ?? "") ? [NOT_ITS_DOCUMENT] : []),
  ...reasons.flatMap(({ code, params }) => {
    const buyer = params[BUYER_IN[code] ?? ""];
    return typeof buyer === "string" ? [sameBuyer(buyer)] : [];
  }),
];

/** What was in doubt is looked at once more, when nothing of it can come true any longer. */
export const VERIFY = "verify-repeat";

/** A retry, which is asked of anything that isn't done. */
export const RETRY = "retry-by-person";

/** A comparison didn't find the voucher of a day or a payout: the job looks, and books nothing. */
export const CHECK_VOUCHER = "voucher-not-listed";

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
