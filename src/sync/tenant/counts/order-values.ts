/**
 * Values of the last orders that look-ups use: their pages show values without a row. Kept by
 * order, so that an order that is run again counts once.
 */
import type { OrderValues } from "../../../settings/lookups/occurred-values.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { countersOf } from "../storage/memory.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

const ORDERS = 25;
const VALUES = "order-values";

/**
 * Kept in memory until the alarm writes it down (`write`); of a shop's first order written at once,
 * as its mappings are looked at right after it. The caller makes it one transaction.
 */
export function save(sql: SqlStorage, key: string, values: OrderValues): void {
  const recent = countersOf(sql).values;
  recent.delete(key);
  recent.set(key, JSON.stringify(values));
  if (meta.get(sql, VALUES) === null) meta.set(sql, VALUES, JSON.stringify(newestValues(sql)));
  for (const oldest of recent.keys()) {
    if (recent.size <= ORDERS) break;
    recent.delete(oldest);
  }
}

/** Writes down what was counted since the last time. */
export function write({ sql, atomically }: Pick<TenantContext, "sql" | "atomically">): void {
  const recent = countersOf(sql).values;
  if (recent.size === 0) return;
  const rows = newestValues(sql);
  atomically(() => meta.set(sql, VALUES, JSON.stringify(rows)));
  recent.clear();
}

type StoredValues = { readonly key: string; readonly reported: string };

/** By order, newest first. */
function newestValues(sql: SqlStorage): StoredValues[] {
  const fresh = [...countersOf(sql).values]
    .toReversed()
    .map(([key, reported]): StoredValues => ({ key, reported }));
  const before = storedJson<StoredValues[]>(meta.get(sql, VALUES) ?? "[]");
  return [...fresh, ...before.filter(({ key }) => fresh.every((one) => one.key !== key))].slice(
    0,
    ORDERS,
  );
}

/** Returns the values of the last 25 orders, newest first. */
export const list = (sql: SqlStorage): OrderValues[] =>
  newestValues(sql).map(({ reported }) => storedJson<OrderValues>(reported));
