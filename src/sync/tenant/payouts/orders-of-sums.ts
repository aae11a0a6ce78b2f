/** Orders with the same total as lines that name none, for a person to choose from. */
import { dec, type Decimal } from "../../../domain/money.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { Suggestible } from "../../../flows/payouts/match.ts";
import { all, among, first, raw } from "../storage/sql.ts";
import { fromMillionths, MILLIONTHS } from "./order-numbers.ts";

/** Limit over all orders with one sum. */
export const MAX_SUGGESTIBLE = 300;
const KEYS_A_STEP = 10_000;

/**
 * Returns orders with one of these totals, on any day, among the keys after `from`. `next`: where
 * it continues; `null` at the end.
 */
export function ordersOfSums(
  sql: SqlStorage,
  sums: readonly Decimal[],
  from: string,
): { readonly orders: readonly Suggestible[]; readonly next: string | null } {
  const to =
    first<{ key: string | null }>(sql)`
      SELECT max(key) AS key FROM (
        SELECT key FROM keys WHERE key > ${from} AND key < 'order;' ORDER BY key
        LIMIT ${raw(KEYS_A_STEP)}
      )`?.key ?? null;
  if (to === null) return { orders: [], next: null };
  const rows = all<{
    key: string;
    gross: number;
    currency: string;
    label: string | null;
    facts: string | null;
  }>(sql)`
    SELECT k.key, k.gross, k.currency,
      (SELECT label FROM jobs j WHERE j.key = k.key ORDER BY id DESC LIMIT 1) AS label,
      (SELECT facts FROM jobs j WHERE j.key = k.key AND facts IS NOT NULL
       ORDER BY id DESC LIMIT 1) AS facts
    FROM keys k
    WHERE k.key > ${from} AND k.key <= ${to}
      AND k.gross IN
      ${among(sums.map((sum) => Number(dec(sum).abs().times(MILLIONTHS).toFixed(0))))}
    LIMIT ${raw(MAX_SUGGESTIBLE)}`;
  return {
    next: to,
    orders: rows.flatMap(({ key, gross, currency, label, facts }) =>
      facts === null || label === null
        ? []
        : [
            {
              key,
              label,
              gross: fromMillionths(gross),
              currency,
              rate: null,
              day: storedJson<{ date: string }>(facts).date,
            },
          ],
    ),
  };
}
