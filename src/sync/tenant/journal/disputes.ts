/** Disputes of orders: what payouts deducted for them, on which account, and what was won since. */
import { fromCents } from "../../../domain/money.ts";
import { disputePlace, orderOfPlace } from "../../../flows/payouts/disputes.ts";
import type { DisputeLoss } from "../../../flows/port.ts";
import { all } from "../storage/sql.ts";

/**
 * What one payout deducted. `at`: the order's place; `isBooked`: the payout is booked, by us or by
 * the person who skipped it; `isSent`: its voucher was sent and may exist.
 */
export type DisputeDeduction = {
  readonly payout: string;
  readonly at: string;
  readonly account: number;
  readonly isLoss: number;
  readonly isBooked: number;
  readonly isSent: number;
  readonly cents: number;
  /** Of a loss: in cents of the order's currency; `null`: not known of all lines. */
  readonly own: number | null;
};

// A loss has no payment method: its column `method` has the amount in the order's currency.
const readDeductions = (sql: SqlStorage, where: string, ...binds: readonly string[]) =>
  all<DisputeDeduction>(
    sql,
    `SELECT payout, paid_at AS at, account, cents IS NULL AS isLoss, sum(paid_cents) AS cents,
       CASE WHEN count(method) = count(*) THEN sum(CAST(method AS INTEGER)) END AS own,
       EXISTS (
         SELECT 1 FROM documents d
         WHERE d.key = 'payout:' || payout AND d.role = 'payout'
           AND d.state IN ('live', 'unlinked')
       ) AS isBooked,
       EXISTS (
         SELECT 1 FROM operations o
         WHERE o.key = 'payout:' || payout AND o.state IN ('sent', 'in-doubt')
       ) AS isSent
     FROM payout_line_ids INDEXED BY payout_line_ids_paid
     WHERE ${where}
     GROUP BY payout, paid_at, account, cents IS NULL`,
    ...binds,
  );

/** Returns what payouts deducted for disputes of these orders, in cents. */
export const disputeDeductions = (
  sql: SqlStorage,
  keys: readonly string[],
): readonly DisputeDeduction[] =>
  keys.length === 0
    ? []
    : readDeductions(
        sql,
        "paid_at IN (SELECT value FROM json_each(?))",
        JSON.stringify(keys.map(disputePlace)),
      );

/** What booked payouts deducted for disputes on an account, less what was won, in cents above 0. */
type DisputedAmount = {
  readonly key: string;
  readonly account: number;
  readonly isLoss: boolean;
  readonly cents: number;
};

/** Returns what is lost by disputes, of all orders. */
export function allDisputed(sql: SqlStorage): readonly DisputedAmount[] {
  const sums = new Map<string, DisputedAmount>();
  const rows = readDeductions(
    sql,
    "paid_at BETWEEN ? AND ?",
    disputePlace("order:"),
    disputePlace("order;"),
  );
  for (const { at, account, isLoss, isBooked, cents } of rows) {
    if (isBooked !== 1) continue;
    const name = `${account} ${isLoss} ${at}`;
    const known = sums.get(name)?.cents ?? 0;
    const key = orderOfPlace(at);
    sums.set(name, { key, account, isLoss: isLoss === 1, cents: known + cents });
  }
  return [...sums.values()].filter(({ cents }) => cents > 0);
}

/**
 * Returns what booked payouts posted as a loss for disputes of an order, less what was won: in the
 * order's currency, or in the company's (`asBooked`) if the former isn't known.
 */
export function disputeLosses(sql: SqlStorage, key: string): readonly DisputeLoss[] {
  const losses = disputeDeductions(sql, [key]).filter(
    (one) => one.isLoss === 1 && one.isBooked === 1,
  );
  const isKnown = losses.every(({ own }) => own !== null);
  const sums = new Map<number, number>();
  for (const { account, cents, own } of losses)
    sums.set(account, (sums.get(account) ?? 0) + (isKnown ? (own ?? 0) : cents));
  return [...sums].flatMap(([account, cents]) =>
    cents > 0
      ? [
          {
            account: String(account),
            amount: fromCents(cents),
            ...(isKnown ? {} : { asBooked: true as const }),
          },
        ]
      : [],
  );
}
