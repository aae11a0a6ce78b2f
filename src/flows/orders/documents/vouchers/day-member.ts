/**
 * An order's voucher as a member of its day: the same rows, to be booked together with those of
 * others. Pure.
 */
import type { DayMember, DayRow, MemberId } from "../../../../domain/day-book.ts";
import type { Voucher } from "../../../../domain/voucher.ts";

/** `label`: the order's number. */
export const memberOf = (
  id: MemberId,
  label: string,
  { date, rows }: Pick<Voucher, "date" | "rows">,
): DayMember => ({
  ...id,
  label,
  day: date,
  rows: rows.map(({ account, debit, credit, mapped, of = "" }): DayRow => ({
    account,
    debit,
    credit,
    of,
    ...(mapped === undefined ? {} : { mapped }),
  })),
});
