/**
 * What is done about a write whose outcome isn't known: one row per kind of write. A new kind
 * without a row doesn't compile. `TIMINGS.settleMs` (env.ts) sets the times: by default look-ups 1,
 * 5 and 15 minutes after the deadline.
 */
import type { OperationKind } from "../domain/jobs/job.ts";

type DoubtPolicy = {
  /**
   * `after-all`: sent once more after the last negative look-up, as the document can be deleted
   * again. `after-first`: sent once more after the first one, as a unique number of ours makes the
   * vendor refuse a second. `re-plan`: never repeated; the document is read again and everything is
   * planned anew. `by-state`: a booking, which can't be taken back. What it would have changed is
   * looked at; when that doesn't tell after the last look-up, a person is asked. `notify`: nothing
   * at the vendor tells its outcome, and twice is worse than not at all: closed at once, and the
   * flow tells a person. `never`: looked for to the last look-up, as it may still come true; then
   * closed, and everything is planned anew.
   */
  readonly repeat: "after-all" | "after-first" | "re-plan" | "by-state" | "notify" | "never";
  /**
   * It says of a whole document, or of a record of the shop, what it is, so that one which comes
   * true late undoes what was written since: what it names is read once more after the last
   * look-up. A record is its job's own: no table of documents has it. A customer is written by the
   * jobs of several: its debtor's own job looks.
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
  // What an order's job sent is put right by the next change of the customer.
  "customer.update": { repeat: "re-plan", overwrites: "customer" },
  "article.create": { repeat: "after-first" },
  "label.create": { repeat: "after-all" },
  // It isn't known whether Asperion refuses a second article of one code, and articles can't be
  // deleted, so all look-ups come first.
  "product.create": { repeat: "after-all" },
  "product.update": { repeat: "re-plan", overwrites: "record" },
  "stock-order.create": { repeat: "never" },
  // Each run reads all figures again.
  "stock-article.update": { repeat: "re-plan" },
};

/** Kinds of writes that undo what was written since, should they come true late. */
export const kindsOverwriting = (what: "document" | "record" | "customer"): readonly string[] =>
  Object.entries(DOUBT_POLICIES).flatMap(([kind, { overwrites }]) =>
    overwrites === what ? [kind] : [],
  );

/**
 * Whether a write of unknown outcome leaves open what its document says: that is then read anew. A
 * sending changes nothing in its document, and neither does a payment of it or a file beside it.
 */
export const leavesDocumentUnknown = (kind: OperationKind): boolean =>
  DOUBT_POLICIES[kind].repeat !== "notify" &&
  kind !== "payment.create" &&
  !kind.startsWith("attachment");

/** Whether what the write made is looked for. Otherwise it is closed at once. */
export const needsLookup = (kind: OperationKind): boolean =>
  DOUBT_POLICIES[kind].repeat !== "re-plan" && DOUBT_POLICIES[kind].repeat !== "notify";

/** A doubtful write is sent once more, never a third time. */
const MAX_REPEATS = 1;

/**
 * Returns when the next look-up is due (ms), counted from the instant at which the write can't be
 * under way any more.
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
