/**
 * The actions on a group of held jobs, from the list itself: as the address of the sheet, and as
 * the correction that the sheet tries and carries out. Other reasons have their remedy's link.
 */
import { inUnit, makesArticle } from "../../../domain/jobs/requested-actions.ts";
import type { HeldCause } from "../../../domain/jobs/held.ts";
import { dec, isDecimal, plain } from "../../../domain/money.ts";
import type { Reason, ReasonCode } from "../../../domain/reasons/index.ts";
import type { Fix } from "../../usecases/jobs/fix-and-retry.ts";
import { FINDINGS } from "../../../monitor/reconciliation/facts.ts";
import { remedyOf } from "../parts/remedies.ts";
import { type LookupDefinition, lookupNamed } from "../../../settings/lookups/lookup-lists.ts";
import type { Settings } from "../../../settings/schema.ts";

/**
 * `create-article`: with a rate, the article coding of new articles of that rate is set as well, in
 * percent; `unit`: the id of the unit that a person chose for it; `choose`: a row of a look-up,
 * from what the shop says to a thing of the ledger; `coding`: the article coding of new articles of
 * a VAT rate, in percent.
 */
export type GroupAction =
  | { readonly kind: "retry" }
  | { readonly kind: "book-again" }
  | {
      readonly kind: "create-article";
      readonly sku: string;
      readonly rate?: string;
      readonly unit?: string;
    }
  | { readonly kind: "choose"; readonly lookup: LookupDefinition; readonly from: string }
  | { readonly kind: "coding"; readonly rate: string };

type GroupActionKind = GroupAction["kind"];

/** Reasons that another article of the ledger in its place would mend. */
const OTHER_ARTICLE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "article-not-found",
  "article-not-found-abroad",
  "article-ambiguous",
  "article-inactive",
  "article-tax-reduced",
  "article-number-taken",
  "article-number-too-long",
]);

/**
 * Reasons whose way out ends with a skip: what is missing is booked by hand, or nothing is. A retry
 * alone mends none of them.
 */
const ENDS_WITH_SKIP: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "attachment-too-large",
  "booked-corrected-by-person",
  "booked-date-differs",
  "booked-figures-differ",
  "credit-beside-edit",
  "credit-exceeds-original",
  "credit-order",
  "credit-wrong-way",
  "delta-beside-credits",
  "document-already-invoiced",
  "document-kept-by-hand",
  "gift-card-changed",
  "gift-card-in-credit",
  "gift-card-not-restored",
  "gift-card-payment-unclear",
  "gift-card-with-vat",
  "invoice-overpaid",
  "order-cancelled-after-booking",
  "order-changed-after-booking",
  "order-gone",
  "order-month-moved",
  "paid-after-cancellation",
  "payment-amount-unknown",
  "payment-differs",
  "payment-exceeds-remaining",
  "payment-status-differs",
  "rate-unproven",
  "refund-beside-credits",
  "refund-exceeds-credit",
  "refund-perhaps-by-hand",
  "refund-perhaps-by-payout",
  "refunded-by-dispute",
  "refunded-without-credit",
  "rounding-by-hand",
  "sale-territory-special",
  "sending-no-address",
  "sent-by-ledger",
  "too-many-rows",
  "total-not-positive",
  "triangular-not-kept",
  "undo-booked-stays",
  "undo-half",
  "voucher-differs",
  "voucher-has-credits",
  "voucher-item-paid",
  "voucher-item-unpayable",
  "voucher-vat-code",
]);

export const endsWithSkip = ({ code }: Reason): boolean => ENDS_WITH_SKIP.has(code);

/** Reasons that a link to another document or customer mends, or that are about a linked one. */
const MENDED_BY_LINK: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "booked-differs",
  "customer-ambiguous",
  "customer-inactive",
  "customer-not-identifiable",
  "customer-number-taken",
  "customer-other-company",
  "customer-used",
  "debtor-gone",
  "debtor-of-several",
  "document-gone",
  "document-gone-with-others",
  "document-kept-by-hand",
  "document-unlinked",
  "in-doubt-needs-person",
  "marker-found-twice",
  "outcome-unknown",
  "perhaps-booked-by-hand",
]);

/** What is invoiced stays its invoice's customer's, whatever is linked. */
export const isFixedByLink = ({ code, params }: Reason): boolean =>
  MENDED_BY_LINK.has(code) && !(code === "customer-inactive" && params["of"] != null);

const textOf = (reason: Reason, name: string): string => String(reason.params[name] ?? "");

/** Whether every order becomes a journal voucher, which needs no article. */
export const needsNoArticle = ({ orders }: Settings): boolean =>
  [orders, ...orders.typeRules].every(({ type }) => type === "mutation");

const BOOK_AGAIN: readonly GroupAction[] = [{ kind: "book-again" }];

/**
 * Returns corrections first, and a retry last, for what was corrected elsewhere. `articles`: orders
 * need them, so a missing one may be created. A retry doesn't book again what somebody deleted.
 */
export function groupActions(reason: Reason, articles = true): readonly GroupAction[] {
  const sku = textOf(reason, "sku");
  const article = lookupNamed("article");
  const rate = textOf(reason, "rate");
  const remedy = remedyOf(reason);
  if (reason.code === "document-gone") return BOOK_AGAIN;
  const lookup = remedy?.at === "lookup" ? lookupNamed(remedy.name) : undefined;
  return [
    ...(reason.code === "article-not-found" && sku !== "" && articles
      ? [{ kind: "create-article", sku } as const]
      : []),
    ...(OTHER_ARTICLE.has(reason.code) && sku !== "" && article !== undefined
      ? [{ kind: "choose", lookup: article, from: sku } as const]
      : []),
    ...(remedy?.at === "lookup" && remedy.value !== null && lookup !== undefined
      ? [{ kind: "choose", lookup, from: remedy.value } as const]
      : []),
    ...(reason.code === "new-article-coding-missing" && isDecimal(rate)
      ? [{ kind: "coding", rate: plain(dec(rate).times(100)) } as const]
      : []),
    ...(retries(reason) ? [{ kind: "retry" } as const] : []),
  ];
}

/** Whether those that wait for it may be skipped: the same that may be retried. */
export const maySkip = (reason: Reason): boolean => retries(reason);

/**
 * A retry approves nothing, and of an order it books no day again: the remedy leads to where that
 * is done. It would be refused while a write isn't looked up, and mends nothing that a comparison
 * found.
 */
const retries = ({ code }: Reason): boolean => !DONE_ELSEWHERE.has(code) && !isFinding(code);

const DONE_ELSEWHERE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "waits-for-approval",
  "outcome-unknown",
  "day-voucher-gone",
]);

const isFinding = (code: ReasonCode): boolean =>
  FINDINGS.some((finding) => code === `reconciliation-${finding}`);

/** Returns the correction for an action with its choice; `null`: it needs a choice and has none. */
export function fixOf(action: GroupAction, to: string): Fix | null {
  switch (action.kind) {
    case "retry":
      return { types: [], change: null };
    case "book-again":
      return { types: [], change: null, act: "book-again" };
    case "create-article":
      return {
        types: [
          makesArticle(action.sku),
          ...(action.unit === undefined ? [] : [inUnit(action.sku, action.unit)]),
        ],
        change: action.rate === undefined || to === "" ? null : withCoding(action.rate, to),
      };
    case "choose": {
      const { lookup, from } = action;
      return to === ""
        ? null
        : {
            types: [],
            change: (saved) => ({
              ...saved,
              lookups: {
                ...saved.lookups,
                [lookup.name]: {
                  ...saved.lookups[lookup.name],
                  table: { ...saved.lookups[lookup.name].table, [from]: to },
                },
              },
            }),
          };
    }
    case "coding":
      return to === "" ? null : { types: [], change: withCoding(action.rate, to) };
  }
}

const withCoding =
  (rate: string, coding: string): NonNullable<Fix["change"]> =>
  (saved) => ({
    ...saved,
    orders: {
      ...saved.orders,
      newArticles: {
        ...saved.orders.newArticles,
        codings: { ...saved.orders.newArticles.codings, [rate]: coding },
      },
    },
  });

/** `id`: the tenant's. */
export const groupPath = (id: string, { cause, thing }: HeldCause): string =>
  `/admin/tenants/${id}/attention?${new URLSearchParams({ cause, thing })}`;

export const sheetPath = (
  id: string,
  { cause, thing }: HeldCause,
  action: GroupActionKind | "skip",
): string =>
  `/admin/tenants/${id}/attention/mend?${new URLSearchParams({ cause, thing, deed: action })}`;
