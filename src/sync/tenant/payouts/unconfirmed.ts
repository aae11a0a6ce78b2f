/**
 * Bookings that move the account of a payment method and of which nobody knows yet whether they
 * came: some are under way, some are left to a person, who may take their time.
 */
import type { WriteIntent } from "../../../flows/port.ts";
import * as jobs from "../jobs/jobs.ts";
import { all } from "../storage/sql.ts";
import * as store from "./payout-store.ts";

/** What moves an account of a payment method. */
const MOVE = [
  "payment.create",
  "voucher.create",
  "ledger-item.create",
  "day-voucher.create",
  "payout.create",
] as const satisfies readonly WriteIntent["kind"][];

/**
 * `moving`: something is booked, or may be by and by, that isn't counted here. `unconfirmed`: how
 * many bookings wait for a person to say what came of them.
 */
export function uncountedBookings(sql: SqlStorage): {
  readonly moving: boolean;
  readonly unconfirmed: number;
} {
  const keys = all<{ key: string }>(
    sql,
    `SELECT key FROM operations INDEXED BY operations_open
     WHERE state IN ('sent', 'in-doubt') AND kind IN (${MOVE.map(() => "?").join(", ")})`,
    ...MOVE,
  );
  return {
    moving:
      store.uncounted(sql) !== null || keys.some(({ key }) => jobs.openFor(sql, key) !== null),
    unconfirmed: keys.length,
  };
}
