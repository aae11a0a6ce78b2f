/**
 * When a day closes, which members its vouchers take, and with which rows. The tenant's object
 * fills one voucher after another by it, step by step. Pure.
 *
 * A day closes at the tenant's hour of the day after it, by the clock of the company's zone. So the
 * day is over, and what comes late in the evening is in it.
 *
 * A voucher has one row for each account, VAT rate or payment method, cost centres and project, and
 * side. Sales and what takes them back stay on their own sides, so that each row is the sum of rows
 * of its members, and the voucher balances because they do.
 */
import type { DayMember, DayRow } from "../../domain/ledger/day-book.ts";
import { amount, dec, sum } from "../../domain/money.ts";
import { dayAfter, instantsOf, localDay, parseLocal } from "../../domain/platform/zoned-time.ts";

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

/** The largest amount that the vendor documents for a row (E198 for the number of rows). */
const MAX_AMOUNT = "1000000000";
/** The vendor names no limit. A person can still read so many; another voucher takes the rest. */
const MAX_ROWS = 500;

const keyOf = ({ account, debit, of, mapped = {} }: DayRow): string =>
  JSON.stringify([
    account,
    of,
    Object.entries(mapped).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    debit === "0.00",
  ]);

/** `sums` with these rows added to it, in an order that doesn't depend on that of the members. */
function added(sums: readonly DayRow[], rows: readonly DayRow[]): readonly DayRow[] {
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
const fitsOne = (rows: readonly DayRow[]): boolean =>
  rows.length <= MAX_ROWS &&
  rows.every(({ debit, credit }) => dec(debit).lte(MAX_AMOUNT) && dec(credit).lte(MAX_AMOUNT));

export const isBalanced = (rows: readonly DayRow[]): boolean =>
  sum(rows.map(({ debit }) => debit)).eq(sum(rows.map(({ credit }) => credit)));

export type Closing = {
  /** The instant, ms. What was added before it is closed. */
  readonly at: number;
  /** `YYYY-MM-DD`: this day and all before it are closed. */
  readonly day: string;
};

/**
 * The closing on the local day `on`. Where the clock shows the hour twice it is the second time;
 * where it skips it, the instant at which it would have been.
 */
function closingOn(on: string, hour: number, zone: string): Closing {
  const stamp = parseLocal(`${on}T${String(hour).padStart(2, "0")}:00:00`);
  if (stamp === null) throw new Error(`not an hour of a day: ${on} ${hour}`);
  return { at: instantsOf(stamp, zone).latest, day: dayAfter(on, -1) };
}

/** The newest closing up to `now`. `hour`: 0 to 23. */
export function lastClosing(now: number, hour: number, zone: string): Closing {
  const today = closingOn(localDay(now, zone), hour, zone);
  return today.at <= now ? today : closingOn(dayAfter(localDay(now, zone), -1), hour, zone);
}

/** The first closing after `now`, ms. */
export function nextClosing(now: number, hour: number, zone: string): number {
  const today = localDay(now, zone);
  const { at } = closingOn(today, hour, zone);
  if (at > now) return at;
  return closingOn(dayAfter(today), hour, zone).at;
}
