/**
 * Which members close into which voucher, with which rows. A member is in one voucher and never in
 * another; a voucher that is closed takes no more. Pure: the tenant's object does the same step by
 * step, by `fill`.
 */
import type { DayMember, DayRow, DayVoucher } from "../../domain/day-book.ts";
import { type Closing, isClosedBy } from "./closing.ts";
import { added, fitsOne, isBalanced } from "./sums.ts";

export type WaitingMember = DayMember & { readonly addedAt: number };

/**
 * As many of these as the voucher takes, in their order. `taken` is less than all only where it is
 * full; one that is empty takes one whatever it has, as the order's own voucher would.
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

/**
 * What is closed by this closing, the oldest day first. `before`: how many vouchers a day has
 * already.
 */
export function closedBy(
  closing: Closing,
  waiting: readonly WaitingMember[],
  before: (day: string) => number,
): readonly DayVoucher[] {
  const days = Map.groupBy(
    waiting.filter((member) => isClosedBy(member, closing)),
    ({ day }) => day,
  );
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, members]) => vouchersOf(day, members, before(day)));
}

function vouchersOf(
  day: string,
  members: readonly WaitingMember[],
  before: number,
): readonly DayVoucher[] {
  const made: DayVoucher[] = [];
  for (let from = 0; from < members.length;) {
    const { rows, taken } = fill([], members.slice(from));
    const own = members.slice(from, from + taken);
    made.push({
      day,
      n: before + made.length + 1,
      members: own.map(({ key, role, n }) => ({ key, role, n })),
      rows,
    });
    from += taken;
  }
  return made;
}
