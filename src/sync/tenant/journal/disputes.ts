/** Disputes of orders: what payouts took for them, on which account, and what was won since. */
import { fromCents } from "../../../domain/money.ts";
import { disputePlace, orderOfPlace } from "../../../flows/payouts/disputes.ts";
import type { DisputeLoss } from "../../../flows/port.ts";
import { all } from "../storage/sql.ts";

/**
 * `at`: the order's place; `isBooked`: by us, or by the person who skipped the payout; `isSent`:
 * its voucher is sent, and maybe there.
 */
export type DisputeDeduction = {
  readonly payout: string;
  readonly at: string;
  readonly account: number;
  readonly isLoss: number;
  readonly isBooked: number;
  readonly isSent: number;
  readonly cents: number;
  /** Of a loss, in cents of the order's currency; `null`: that isn't known of all lines. */
  readonly own: number | null;
};

// The method of a loss is what it is in its order's currency: it has no method of payment.
const readTaken = (sql: SqlStorage, where: string, ...of: readonly string[]) =>
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
    ...of,
  );

/** What lines of payouts took for disputes of these orders, in cents. */
export const disputeDeductions = (
  sql: SqlStorage,
  keys: readonly string[],
): readonly DisputeDeduction[] =>
  keys.length === 0
    ? []
    : readTaken(
        sql,
        "paid_at IN (SELECT value FROM json_each(?))",
        JSON.stringify(keys.map(disputePlace)),
      );

/** What booked payouts took for disputes on one account, less what was won: above 0, in cents. */
type Disputed = {
  readonly key: string;
  readonly account: number;
  readonly isLoss: boolean;
  readonly cents: number;
};

/** Of all orders. */
export function allDisputed(sql: SqlStorage): readonly Disputed[] {
  const sums = new Map<string, Disputed>();
  const rows = readTaken(
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
 * What booked payouts have as a loss for disputes of an order, less what was won: in the order's
 * currency, or in the company's where that isn't known.
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
