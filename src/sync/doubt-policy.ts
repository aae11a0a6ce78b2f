/**
 * How a write of unknown outcome is resolved: one row per kind of write. A new kind without a row
 * doesn't compile. `TIMINGS.settleMs` (env.ts) sets the times: by default look-ups 1, 5 and 15
 * minutes after the write's deadline.
 */
import type { OperationKind } from "../domain/jobs/job.ts";

type DoubtPolicy = {
  /**
   * `after-all`: sent once more after the last negative look-up, as a duplicate document can be
   * deleted. `after-first`: sent once more after the first negative look-up, as the write bears a
   * unique number of ours and the vendor refuses a duplicate. `re-plan`: never repeated; the
   * document is read again and the change is planned again. `by-state`: a booking, which can't be
   * undone. The look-ups read the state that it would have changed; if that is still unclear after
   * the last one, a person is asked. `notify`: no look-up at the vendor can show the outcome, and a
   * duplicate is worse than a missing one: closed at once, and the flow notifies a person. `never`:
   * never repeated, but looked up until the last time, as it may still take effect; then closed,
   * and the change is planned again.
   */
  readonly repeat: "after-all" | "after-first" | "re-plan" | "by-state" | "notify" | "never";
  /**
   * The write replaces a whole document, record of the shop or customer. If it takes effect late,
   * it undoes later writes, so the target is read once more after the last look-up. A record
   * belongs to its own job and isn't in the table of documents. Jobs of several orders write one
   * customer, so the job of its debtor makes that check.
   */
  readonly overwrites?: "document" | "record" | "customer";
};

export const DOUBT_POLICIES: Readonly<Record<OperationKind, DoubtPolicy>> = {
  "order.create": { repeat: "after-all" },
  "order.update": { repeat: "re-plan", overwrites: "document" },
  "order.confirm": { repeat: "re-plan" },
  "order.delete": { repeat: "re-plan", overwrites: "document" },
  "order.void": { repeat: "re-plan" },
  "order.convert": { repeat: "by-state" },
  "draft.create": { repeat: "after-all" },
  "draft.update": { repeat: "re-plan", overwrites: "document" },
  "draft.delete": { repeat: "re-plan", overwrites: "document" },
  "draft.convert": { repeat: "by-state" },
  "payment.create": { repeat: "by-state" },
  "sending.create": { repeat: "notify" },
  // An attachment can be deleted again, and linking twice makes one link.
  "attachment.create": { repeat: "after-all" },
  "attachment-link.create": { repeat: "after-all" },
  "attachment.delete": { repeat: "re-plan" },
  "voucher.create": { repeat: "by-state" },
  "ledger-item.create": { repeat: "by-state" },
  "payout.create": { repeat: "by-state" },
  "day-voucher.create": { repeat: "by-state" },
  "shop-order.update": { repeat: "re-plan" },
  "customer.create": { repeat: "after-first" },
  // If an order's job sent it, the next change of the customer corrects the customer.
  "customer.update": { repeat: "re-plan", overwrites: "customer" },
  "article.create": { repeat: "after-first" },
  "label.create": { repeat: "after-all" },
  // It isn't known whether Asperion refuses a second article with the same code, and articles
  // can't be deleted, so all look-ups come first.
  "product.create": { repeat: "after-all" },
  "product.update": { repeat: "re-plan", overwrites: "record" },
  "stock-order.create": { repeat: "never" },
  // Each run reads all figures again.
  "stock-article.update": { repeat: "re-plan" },
};

/** Returns the kinds of writes that undo later writes to such a target if they take effect late. */
export const kindsOverwriting = (target: "document" | "record" | "customer"): readonly string[] =>
  Object.entries(DOUBT_POLICIES).flatMap(([kind, { overwrites }]) =>
    overwrites === target ? [kind] : [],
  );

/**
 * Whether a write of unknown outcome leaves the content of its document unknown, so that the
 * document is read again. A sending, a payment and an attachment don't change the document.
 */
export const leavesDocumentUnknown = (kind: OperationKind): boolean =>
  DOUBT_POLICIES[kind].repeat !== "notify" &&
  kind !== "payment.create" &&
  !kind.startsWith("attachment");

/** Whether look-ups search for the result of such a write. Otherwise it is closed at once. */
export const needsLookup = (kind: OperationKind): boolean =>
  DOUBT_POLICIES[kind].repeat !== "re-plan" && DOUBT_POLICIES[kind].repeat !== "notify";

/** A doubtful write is sent once more, never a third time. */
const MAX_REPEATS = 1;

/**
 * Returns when the next look-up is due, in ms. The waits count from the write's deadline
 * (`abortAt`), after which its request can't be under way any more.
 */
export function nextLookupAt(
  operation: { kind: OperationKind; abortAt: number; lookups: number },
  settleMs: readonly number[],
): number {
  // A write that is never repeated is read again once, after the first wait.
  const index = Math.min(operation.lookups, settleMs.length - 1);
  return operation.abortAt + (settleMs[index] ?? 0);
}

/**
 * Decides what follows when a look-up didn't find the write: look again, send once more, ask a
 * person, or plan again.
 */
export function decideNotFound(
  operation: { kind: OperationKind; lookups: number; repeats: number },
  settleMs: readonly number[],
): "lookup-again" | "send-again" | "person" | "plan-anew" {
  const { kind, lookups, repeats } = operation;
  const { repeat } = DOUBT_POLICIES[kind];
  if (!needsLookup(kind)) return "plan-anew";
  if (lookups < (repeat === "after-first" ? 1 : settleMs.length)) return "lookup-again";
  switch (repeat) {
    case "after-first":
    case "after-all":
      return repeats < MAX_REPEATS ? "send-again" : "person";
    case "by-state":
      return "person";
    case "never":
    case "re-plan":
    case "notify":
      return "plan-anew";
  }
}
