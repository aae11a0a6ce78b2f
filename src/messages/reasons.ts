/**
 * Reasons in words: the one place that says them. Parameters are said by their kinds of the table
 * (src/domain/reasons/index.ts), and one that is absent or of another kind never breaks a text.
 */
import {
  asksNothing,
  knownReason,
  REASONS,
  type Reason,
  type ReasonCode,
} from "../domain/reasons/index.ts";
import type { ParamKind } from "../domain/reasons/table.ts";
import type { Messages, PlainId } from "./index.ts";
import { saidParam } from "./reason-params.ts";

export type ReasonText = {
  /** What happened, in one or two sentences for a shop owner. */
  readonly text: string;
  /** What to do, or that nothing has to be done. */
  readonly next: string;
};

/** The reason in the reader's language. */
export function reasonText(messages: Messages, described: Reason): ReasonText {
  const { code, params } = knownReason(described);
  const kinds: Readonly<Record<string, ParamKind>> = REASONS[code].params;
  const args = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      saidParam(messages, kind, params[name], params["currency"]),
    ]),
  );
  return {
    text: messages.say({ id: `reasons.${code}.text`, args }),
    next: messages.say({ id: nextOf(code), args }),
  };
}

/**
 * Advice that can't be followed before a real run: it acts on what a run left, or names the retry
 * in words of its own.
 */
const OF_A_REAL_RUN: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "attachment-in-doubt",
  "booked-changed-by-person",
  "booked-corrected-by-person",
  "booked-differs",
  "cancelled-money-kept",
  "cancelled-money-unsaid",
  "changed-since-shown",
  "credit-beside-edit",
  "credit-customer-differs",
  "credit-original-not-here",
  "currency-differs",
  "currency-foreign",
  "day-booked-before",
  "day-date-changed",
  "day-voucher-gone",
  "delta-customer-differs",
  "document-changed-by-person",
  "document-gone",
  "document-gone-with-others",
  "document-kept-by-hand",
  "document-kept-its-type",
  "document-linked",
  "document-not-as-calculated",
  "document-partly-delivered",
  "document-unlinked",
  "in-doubt-needs-person",
  "line-fee",
  "line-gift-card",
  "line-sales-type",
  "lowered-beside-credit",
  "not-found-at-vendor",
  "order-cancelled-after-booking",
  "order-changed-after-booking",
  "order-gone",
  "payment-exceeds-order",
  "payment-status-differs",
  "payout-day-ahead",
  "payout-invoice-differs",
  "payout-invoice-registered",
  "payout-left-behind",
  "payout-voucher-gone",
  "perhaps-booked-by-hand",
  "period-closed-ask",
  "planned-settings-unusable",
  "poison",
  "product-codes-crossed",
  "product-gone",
  "reconciliation-missing",
  "refund-without-payment",
  "refunded-by-dispute",
  "refunded-without-credit",
  "sale-place-differs",
  "sale-territory-special",
  "sending-in-doubt",
  "start-zone-unknown",
  "stock-correction-changed",
  "stock-correction-no-effect",
  "taken-back",
  "total-not-positive",
  "vendor-otherwise",
  "voucher-changed-after-booking",
]);

/**
 * The next step as a dry run or a preview says it: nothing waits there that could be retried or
 * skipped, so what is to be corrected is corrected before the real run. `next`: as the reason says
 * it.
 */
export function nextBeforeRun({ t }: Messages, code: ReasonCode, next: string): string {
  if (OF_A_REAL_RUN.has(code)) return t("reasonParts.beforeRun.correct");
  // One message has all forms, the longer ones first.
  const skips = t("reasonParts.beforeRun.skips").split("|");
  const unskipped = skips.reduce((said, skip) => said.replaceAll(skip, ""), next);
  return [t("reasonParts.thenRetryNewest"), t("reasonParts.thenRetry")].reduce(
    (said, retry) => said.replaceAll(retry, t("reasonParts.beforeRun.then")),
    unskipped,
  );
}

/** The next step where Retry itself keeps the earlier settings: the button with the newest. */
export function nextWithNewest({ t }: Messages, next: string): string {
  const [retry, newest] = [t("orders.actions.retry"), t("orders.actions.retryNewest")];
  // The longer name begins with the shorter one.
  return next.replaceAll(newest, retry).replaceAll(retry, newest);
}

/** The next step where the document is gone: a retry makes none in its place. */
export const nextOnceGone = ({ t }: Messages, next: string): string =>
  [t("orders.actions.retryNewest"), t("orders.actions.retry")].reduce(
    (said, retry) => said.replaceAll(retry, t("orders.actions.bookAgain.button")),
    next,
  );

type Asking = {
  [Code in ReasonCode]: (typeof REASONS)[Code] extends { readonly asks: false } ? never : Code;
}[ReasonCode];
const asks = (code: ReasonCode): code is Asking => !asksNothing(code);

const nextOf = (code: ReasonCode): PlainId =>
  asks(code) ? `reasons.${code}.next` : "reasonParts.nothingToDo";
