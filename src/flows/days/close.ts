/**
 * Which members a voucher of a day takes, and with which rows. The tenant's object fills one
 * voucher after another by it, step by step.
 */
import type { DayMember, DayRow } from "../../domain/day-book.ts";
import { added, fitsOne, isBalanced } from "./sums.ts";

/**
 * Adds as many of these as the voucher takes, in order. `taken` is less than all only where it is
 * full; an empty voucher takes one in any case, as the order's own voucher would.
 */
export function fill(
  rows: readonly DayRow[],
  members: readonly Pick<DayMember, "key" | "rows">[],
): { readonly rows: readonly DayRow[]; readonly taken: number } {
  let sums = rows;
  for (const [index, member] of members.entries()) {
    if (!isBalanced(member.rows)) throw new Error(`a member doesn't balance: ${member.key}`);
    const next = added(sums, member.rows);
    if (sums.length > 0 && !fitsOne(next)) return { rows: sums, taken: index };
    sums = next;
  }
  return { rows: sums, taken: members.length };
}
