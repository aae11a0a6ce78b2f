/**
 * An order's voucher as part of its day's voucher: the same rows, booked together with those of
 * other orders. Pure.
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
