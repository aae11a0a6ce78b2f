/** What an order's last run, or a person, said of it. Pure. */
import type { Reason } from "../../domain/reasons/index.ts";
import type { OrderMemory, ReconciledState } from "./facts.ts";

/** The sale was made, so it is due until it is booked again or a person skips it. */
export const isUndone = (
  { state, why }: { readonly state: ReconciledState; readonly why: Reason | null },
  { undone }: Pick<OrderMemory, "undone">,
): boolean => undone === true && state === "skipped" && why?.code !== "skipped-by-person";

/**
 * A comparison told that the document isn't as it was booked: somebody changed it in the ledger,
 * and nothing changed in the shop.
 */
export function documentDiffers(job: OrderMemory["job"]): "amount" | "vat" | "currency" | null {
  const [why] = job?.reasons ?? [];
  const what = why?.code === "booked-differs" ? why.params["what"] : null;
  return what === "amount" || what === "vat" || what === "currency" ? what : null;
}

/** Test mode calculated what changes, and wrote nothing: a document stays as it was. */
export const isTested = (job: OrderMemory["job"]): boolean =>
  job?.reasons[0]?.code === "trial-mode";
