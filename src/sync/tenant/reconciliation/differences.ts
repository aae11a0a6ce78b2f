/** The causes of the difference of some days: each order and each document, by name. */
import type { OrderSums } from "../../../asperion/order-sums.ts";
import { amount, dec, sum } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import { isWithin, affectsNoSum } from "../../../monitor/reconciliation/other-findings.ts";
import {
  type Balance,
  type Part,
  PART_NAMES,
  type PartName,
} from "../../../monitor/reconciliation/balance.ts";
import { chargedOf } from "../../../monitor/reconciliation/charged.ts";
import type { ReconciledState } from "../../../monitor/reconciliation/facts.ts";
import type { Range } from "../../../monitor/reconciliation/port.ts";
import type {
  OtherFinding,
  DifferenceItem,
  DifferencesView,
  FindingView,
  ExcludedOrders,
  ReconciledOrderView,
} from "../../contract/views.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all } from "../storage/sql.ts";
import * as store from "./reconciliation-store.ts";
import { findingView, orderViews, processedSince } from "./reconciliation-view.ts";

/** `each`: how many of each name are returned. */
export type DifferencesQuery = Range & {
  readonly each: number;
  /** The caller may see customers. */
  readonly people?: true;
};

const MAX_EACH = 1_000;
/** Limit over all names: each order's customer is opened separately. */
const MAX_IN_ALL = 1_000;
const MAX_REASONS = 30;
/** This many of each kind are returned in any case, of what moves no sum. */
const LEAST_APART = 20;

/** `row`: the order as it was compared. */
type Cause = Omit<DifferenceItem, "order"> & { readonly row: store.OrderRow | null };

export function differences(
  sql: SqlStorage,
  { from, to, each }: DifferencesQuery,
): DifferencesView {
  const most = Math.min(each, MAX_EACH);
  const causes = new Map<PartName, Cause[]>();
  const counts: Partial<Record<PartName, number>> = {};
  const take = (parts: readonly Part[], of: Omit<Cause, "name" | "parts">): void => {
    for (const [name, own] of Map.groupBy(parts, (part) => part.name)) {
      counts[name] = (counts[name] ?? 0) + 1;
      const listed = causes.get(name) ?? [];
      if (listed.length < most) listed.push({ ...of, name, parts: own });
      causes.set(name, listed);
    }
  };
  // Row by row: a month may have more orders than are to be held at once.
  for (const row of sql.exec<store.OrderRow>(
    `SELECT *
     FROM reconciliation_orders INDEXED BY reconciliation_orders_differing
     WHERE day >= ? AND day <= ? AND json_array_length(balance, '$.parts') > 0
     ORDER BY day, id`,
    from,
    to,
  ))
    take(row.balance === null ? [] : storedJson<Balance>(row.balance).parts, {
      day: row.day,
      row,
      document: null,
      number: row.number,
    });
  for (const found of withoutOrder(sql, from, to))
    take(found.parts, {
      day: found.day,
      row: null,
      document: { kind: found.kind, id: found.id, number: found.documentNumber },
      number: found.number,
    });
  const shown = fairly(causes);
  const orders = byKey(
    sql,
    [...shown.values()].flat().flatMap(({ row }) => row ?? []),
  );
  return {
    items: PART_NAMES.flatMap((name) => shown.get(name) ?? []).map(({ row, ...cause }) => ({
      ...cause,
      order: orders.get(row?.key ?? "") ?? null,
    })),
    counts,
    leftOut: leftOut(sql, from, to),
    ...processedSince(sql, { from, to }),
    apart: apart(sql, { from, to }, Math.max(most, LEAST_APART)),
  };
}

/** An order may be a cause of several names. */
function byKey(
  sql: SqlStorage,
  rows: readonly store.OrderRow[],
): ReadonlyMap<string, ReconciledOrderView> {
  const unique = [...new Map(rows.map((row) => [row.key, row])).values()];
  return new Map(orderViews(sql, unique).map((order, at) => [unique[at]?.key ?? "", order]));
}

/** Returns what moves no sum of the days, the first of each kind, limited. */
function apart(sql: SqlStorage, range: Range, most: number): readonly OtherFinding[] {
  const found = store
    .findings(sql)
    .map((row) => ({ row, view: findingView(sql, row) }))
    .filter(({ view }) => affectsNoSum(view, range));
  const shown = [...Map.groupBy(found, ({ view }) => view.finding).values()].flatMap((of) =>
    of.toSorted((one, other) => rank(one.view, range) - rank(other.view, range)).slice(0, most),
  );
  const orders = byKey(
    sql,
    all<store.OrderRow>(sql)`
      SELECT o.*
      FROM json_each(${JSON.stringify(shown.flatMap(({ row }) => row.key ?? []))}) f
      JOIN reconciliation_orders o
        ON o.key = f.value AND o.id = CAST(substr(f.value, 7) AS INTEGER)`,
  );
  return shown.map(({ row, view }) => ({
    ...view,
    order: orders.get(row.key ?? "") ?? null,
    parts: row.parts === null ? [] : storedJson<readonly Part[]>(row.parts),
  }));
}

const rank = (found: FindingView, range: Range): number => (isWithin(found, range) ? 0 : 1);

/** Where there are too many, returns the first of each name, so that no name displaces another. */
function fairly(
  causes: ReadonlyMap<PartName, readonly Cause[]>,
): ReadonlyMap<PartName, readonly Cause[]> {
  const fewestFirst = [...causes].toSorted(([, one], [, other]) => one.length - other.length);
  let left = MAX_IN_ALL;
  return new Map(
    fewestFirst.map(([name, own], at) => {
      const share = own.slice(0, Math.floor(left / (fewestFirst.length - at)));
      left -= share.length;
      return [name, share];
    }),
  );
}

/** Documents without an order, and vouchers of days that somebody changed. */
function withoutOrder(sql: SqlStorage, from: string, to: string) {
  return all<store.FoundRow>(sql)`
    SELECT *
    FROM reconciliation_findings
    WHERE (key IS NULL OR key >= 'day:' AND key < 'day;')
      AND parts IS NOT NULL AND made_at IS NOT NULL
    ORDER BY made_at, thing`
    .map((row) => ({
      day: row.day ?? localDay(row.made_at ?? 0, SOURCE_ZONE),
      parts: storedJson<readonly Part[]>(row.parts ?? "[]"),
      kind: row.kind ?? "",
      id: row.document_id ?? "",
      documentNumber: row.document_number,
      number: row.number,
    }))
    .filter(({ day }) => day >= from && day <= to);
}

/**
 * Orders that nothing is due for: one of which something stands is in the sums. The reasons that
 * most orders have come first; the rest together, without a reason.
 */
function leftOut(sql: SqlStorage, from: string, to: string): readonly ExcludedOrders[] {
  const found = new Map<string, ExcludedOrders>();
  for (const { state, why, sums: text } of sql.exec<{
    state: ReconciledState;
    why: string | null;
    sums: string | null;
  }>(
    `SELECT state, why, sums
     FROM reconciliation_orders INDEXED BY reconciliation_orders_left_out
     WHERE day >= ? AND day <= ? AND state IN ('skipped', 'before-start')
       AND coalesce(json_array_length(balance, '$.due'), 0) = 0`,
    from,
    to,
  )) {
    const sums = text === null ? null : storedJson<OrderSums>(text);
    const currency = sums?.currency ?? null;
    // Before the start line each order has its own date in its reason.
    const reason = state === "before-start" || why === null ? null : storedJson<Reason>(why);
    const key = JSON.stringify([state, reason, currency]);
    const before = found.get(key);
    found.set(key, {
      state,
      why: reason,
      currency,
      orders: (before?.orders ?? 0) + 1,
      gross: amount(sum([before?.gross ?? "0", sums === null ? "0" : chargedOf(sums, {}).gross])),
    });
  }
  const most = [...found.values()].sort((one, other) => other.orders - one.orders);
  const rest = Map.groupBy(most.slice(MAX_REASONS), ({ state, currency }) =>
    JSON.stringify([state, currency]),
  );
  return [
    ...most.slice(0, MAX_REASONS),
    ...[...rest.values()].flatMap(([first, ...others]): readonly ExcludedOrders[] =>
      first === undefined
        ? []
        : [
            others.reduce(
              (all, one): ExcludedOrders => ({
                ...all,
                orders: all.orders + one.orders,
                gross: amount(dec(all.gross).plus(dec(one.gross))),
              }),
              { ...first, why: null },
            ),
          ],
    ),
  ];
}
