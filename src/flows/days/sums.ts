/**
 * The rows of a day's voucher: one for each account, VAT rate or payment method, cost centres and
 * project, and side. Sales and what takes them back stay on their own sides, so that each row is
 * the sum of rows of its members, and the voucher balances because they do. Pure.
 */
import type { DayRow } from "../../domain/day-book.ts";
import { amount, dec, sum } from "../../domain/money.ts";

/** The largest amount that the vendor documents for a row (E198 for the number of rows). */
const MAX_AMOUNT = "1000000000";
/**
 * The vendor names no limit. A person can still read this many rows; a further voucher takes the
 * others.
 */
const MAX_ROWS = 500;

const keyOf = ({ account, debit, of, mapped = {} }: DayRow): string =>
  JSON.stringify([
    account,
    of,
    Object.entries(mapped).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    debit === "0.00",
  ]);

/** `sums` with these rows added to it, in an order that doesn't depend on that of the members. */
export function added(sums: readonly DayRow[], rows: readonly DayRow[]): readonly DayRow[] {
  const known = new Map(sums.map((row) => [keyOf(row), row]));
  for (const row of rows) {
    const key = keyOf(row);
    const before = known.get(key);
    known.set(
      key,
      before === undefined
        ? row
        : {
            ...before,
            debit: amount(dec(before.debit).plus(row.debit)),
            credit: amount(dec(before.credit).plus(row.credit)),
          },
    );
  }
  return [...known]
    .toSorted(([a, { account: one }], [b, { account: other }]) => {
      if (one !== other) return one - other;
      return a < b ? -1 : 1;
    })
    .map(([, row]) => row);
}

/** Whether one voucher of the ledger can have these rows. */
export const fitsOne = (rows: readonly DayRow[]): boolean =>
  rows.length <= MAX_ROWS &&
  rows.every(({ debit, credit }) => dec(debit).lte(MAX_AMOUNT) && dec(credit).lte(MAX_AMOUNT));

export const isBalanced = (rows: readonly DayRow[]): boolean =>
  sum(rows.map(({ debit }) => debit)).eq(sum(rows.map(({ credit }) => credit)));
