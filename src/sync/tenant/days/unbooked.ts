/** Orders that are booked by the day and aren't in the ledger yet. */
import { dayIsUnbooked } from "../jobs/awaiting-day.ts";
import { all, raw } from "../storage/sql.ts";

/**
 * Returns orders of days that are open, or closed and not booked, by day. Days that a person
 * skipped are booked manually.
 */
export const unbookedByDay = (
  sql: SqlStorage,
): readonly { readonly day: string; readonly orders: number }[] =>
  all<{ day: string; orders: number }>(sql)`
    SELECT day, count(DISTINCT key) AS orders
    FROM day_members m
    WHERE voucher = '' OR ${raw(dayIsUnbooked("m.voucher"))}
    GROUP BY day
    ORDER BY day`;
