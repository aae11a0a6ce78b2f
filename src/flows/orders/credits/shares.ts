/** What vouchers of credits are booked with, added up for the next credit of the same order. Pure. */
import type { DocumentRecord, Original } from "../../port.ts";

/**
 * `documents`: of all credits of an order but one. Empty where a voucher of theirs doesn't say what
 * it holds.
 */
export function sharesOfCredits(documents: readonly DocumentRecord[]): Pick<Original, "shares"> {
  const live = documents.filter(({ role, state }) => role === "voucher-credit" && state === "live");
  const known = live.flatMap(({ voucher }) =>
    voucher?.shares === undefined ? [] : [voucher.shares],
  );
  return known.length === live.length ? { shares: known.flat() } : {};
}
