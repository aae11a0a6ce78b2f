/**
 * What the last orders had that a look-up is asked for: its page tells what it has no row for. By
 * order, so that one that is looked at again counts once.
 */
import type { OrderValues } from "../../mapping/occurred.ts";
import { all, count, json, run } from "./sql.ts";

export const ORDER_VALUES_SCHEMA = `
  CREATE TABLE order_values (key TEXT PRIMARY KEY, at INTEGER NOT NULL, told TEXT NOT NULL) WITHOUT ROWID;
`;

const ORDERS = 25;
/** Trimmed now and then rather than with every order. */
const MOST = 50;

export function save(sql: SqlStorage, key: string, values: OrderValues, now: number): void {
  run(
    sql,
    "INSERT OR REPLACE INTO order_values (key, at, told) VALUES (?, ?, ?)",
    key,
    now,
    JSON.stringify(values),
  );
  if (count(sql, "SELECT count(*) AS n FROM order_values") > MOST)
    run(
      sql,
      "DELETE FROM order_values WHERE key NOT IN (SELECT key FROM order_values ORDER BY at DESC, key DESC LIMIT ?)",
      ORDERS,
    );
}

/** Of the last 25 orders, the newest first. */
export const list = (sql: SqlStorage): OrderValues[] =>
  all<{ told: string }>(
    sql,
    "SELECT told FROM order_values ORDER BY at DESC, key DESC LIMIT ?",
    ORDERS,
  ).map(({ told }) => json<OrderValues>(told));
