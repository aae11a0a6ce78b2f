/**
 * Clearing: what payment providers owe. That is what orders booked on the accounts of their payment
 * methods, less what booked payouts cleared. Each amount is counted once, with the document that
 * moved it, and an order that is paid out to the cent has no row. A payout's lines are recorded
 * when they are claimed, and counted once the payout is booked.
 *
 * Counting begins when a person opens the clearing page or a payout is staged. The documents that
 * are booked by then are counted in steps. Before that an order costs no row.
 */
import { toCents } from "../../../domain/money.ts";
import {
  clearedBy,
  type ClearingFacts,
  type VoucherFacts,
} from "../../../domain/ledger/voucher.ts";
import type { DocumentRecord } from "../../../flows/port.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, among, first, raw, type Row, run } from "../storage/sql.ts";

/** In `meta`: the key up to which documents are counted; absent: counting hasn't begun. */
const COUNTED = "clearing-counted";
/** Sorts after the keys of all orders. */
const ALL = "order;";
const DOCUMENTS_A_STEP = 1_000;

/** Starts counting each document when it is saved. */
export function begin(sql: SqlStorage): void {
  if (meta.get(sql, COUNTED) === null) meta.set(sql, COUNTED, "order:");
}

export const isBegun = (sql: SqlStorage): boolean => meta.get(sql, COUNTED) !== null;
export const isCounted = (sql: SqlStorage): boolean => meta.get(sql, COUNTED) === ALL;

type ClearingPlace = { readonly account: number; readonly method: string; readonly day: string };

const addDay = (
  sql: SqlStorage,
  { account, method, day }: ClearingPlace,
  { sold = 0, paid = 0, open = 0, orders = 0 },
): void =>
  run(sql)`
    INSERT INTO clearing_days (account, method, day, sold, paid, open, orders)
    VALUES (${account}, ${method}, ${day}, ${sold}, ${paid}, ${open}, ${orders})
    ON CONFLICT DO UPDATE SET
      sold = sold + excluded.sold, paid = paid + excluded.paid, open = open + excluded.open,
      orders = orders + excluded.orders`;

type OrderRow = { day: string; method: string; open: number } & Row;

/** What is open of these orders on each account, in cents; without those paid out to the cent. */
const openOf = (sql: SqlStorage, keys: readonly string[]) =>
  keys.length === 0
    ? []
    : all<{ account: number; key: string; open: number }>(sql)`
      WITH RECURSIVE accounts (account) AS (
        SELECT min(account) FROM clearing_orders
        UNION ALL
        SELECT (SELECT min(c.account) FROM clearing_orders c WHERE c.account > a.account)
        FROM accounts a WHERE a.account IS NOT NULL
      )
      SELECT c.account, c.key, c.open FROM accounts a CROSS JOIN clearing_orders c
      ON c.account = a.account AND c.key IN ${among(keys)}`;

/** Returns the open cents of each order on all accounts together; absent: nothing is open. */
export function openCentsByOrder(
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { key, open } of openOf(sql, keys)) sums.set(key, (sums.get(key) ?? 0) + open);
  return sums;
}

/** Returns the orders that aren't paid out to the cent. */
export const ordersOpenOnClearing = (
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlySet<string> => new Set(openOf(sql, keys).map(({ key }) => key));

/** Returns the orders of which more was paid out than was sold. */
export const overpaidOutOrders = (sql: SqlStorage, keys: readonly string[]): ReadonlySet<string> =>
  new Set(openOf(sql, keys).flatMap(({ key, open }) => (open < 0 ? [key] : [])));

/**
 * Returns what is open of these orders, as a refund: `cents` is above zero if more was credited or
 * paid out than was sold.
 */
export const openRefunds = (
  sql: SqlStorage,
  keys: readonly string[],
): readonly { readonly account: number; readonly key: string; readonly cents: number }[] =>
  openOf(sql, keys).map(({ account, key, open }) => ({ account, key, cents: -open }));

/** Returns what vouchers of credits of these orders cleared, in cents; absent: nothing. */
export const creditedCents = (
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, number> =>
  new Map(
    all<{ key: string; cents: number }>(sql)`
      SELECT c.original AS key,
        -sum(CAST(round((d.voucher ->> '$.clearing.moved') * 100) AS INTEGER)) AS cents
      FROM credits c
      JOIN documents d ON d.key = c.key AND d.n = c.n
      WHERE c.original IN ${among(keys)} AND d.role = 'voucher-credit' AND d.state = 'live'
        AND d.voucher ->> '$.clearing.of' = c.original
      GROUP BY c.original`.map(({ key, cents }) => [key, cents]),
  );

/**
 * Returns what reversals cleared of the largest reversed voucher of each order, less what was
 * booked of the order since, in cents; absent: nothing.
 */
export const reversedCents = (
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, number> =>
  new Map(
    all<{ key: string; cents: number }>(sql)`
      WITH moves AS (
        SELECT key, role, state,
          CAST(round((voucher ->> '$.clearing.moved') * 100) AS INTEGER) + coalesce((
            SELECT sum(CAST(round((value ->> 'moved') * 100) AS INTEGER))
            FROM json_each(voucher, '$.clearingToo')
          ), 0) AS cents
        FROM documents
        WHERE key IN ${among(keys)} AND role IN ('voucher', 'voucher-payment', 'voucher-reversal')
      )
      SELECT key,
        coalesce(max(cents) FILTER (WHERE role = 'voucher' AND state = 'gone'), 0)
          + coalesce(sum(cents) FILTER (WHERE role = 'voucher-payment' AND state = 'gone'), 0)
          - coalesce(sum(cents) FILTER (WHERE state = 'live'), 0) AS cents
      FROM moves
      GROUP BY key
      HAVING count(*) FILTER (WHERE role = 'voucher-reversal' AND state = 'live') > 0`.flatMap(
      ({ key, cents }) => (cents > 0 ? [[key, cents] as const] : []),
    ),
  );

/** Returns the open cents of these orders, by `off`, account and key as one text. */
export function openOnAccounts(
  sql: SqlStorage,
  orders: readonly { readonly account: number; readonly key: string }[],
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { account, key } of orders) {
    const open = first<{ open: number }>(sql)`
      SELECT open FROM clearing_orders WHERE account = ${account} AND key = ${key}`;
    if (open !== null) found.set(`off ${account} ${key}`, open.open);
  }
  return found;
}

/** Changes what is open of an order. `open`: debit less credit, in cents. `by`: what moves it. */
function moveOrder(
  sql: SqlStorage,
  key: string,
  place: ClearingPlace,
  open: number,
  by: "document" | "payout",
): void {
  const { account } = place;
  const known = first<OrderRow>(sql)`
    SELECT day, method, open FROM clearing_orders WHERE account = ${account} AND key = ${key}`;
  if (known !== null)
    addDay(
      sql,
      { account, method: known.method, day: known.day },
      { open: -known.open, orders: -1 },
    );
  const remaining = (known?.open ?? 0) + open;
  if (remaining === 0) {
    if (known !== null)
      run(sql)`DELETE FROM clearing_orders WHERE account = ${account} AND key = ${key}`;
    return;
  }
  const day = known === null ? place.day : dayOf(known, place.day, by);
  const method = known === null || known.method === "" ? place.method : known.method;
  run(sql)`
    INSERT OR REPLACE INTO clearing_orders (account, key, day, method, open)
    VALUES (${account}, ${key}, ${day}, ${method}, ${remaining})`;
  addDay(sql, { account, method, day }, { open: remaining, orders: 1 });
}

/** An order's day is that of its first document; it replaces that of an earlier payout. */
const dayOf = (known: OrderRow, day: string, by: "document" | "payout"): string =>
  by === "payout" || (known.open > 0 && known.day < day) ? known.day : day;

/** Counts a document. `times`: -1 reverses the count. */
function count(sql: SqlStorage, key: string, facts: ClearingFacts, times: 1 | -1): void {
  const sold = toCents(facts.moved) * times;
  const place = { account: facts.account, method: facts.method ?? "", day: facts.day };
  addDay(sql, place, { sold });
  moveOrder(sql, facts.of ?? key, place, sold, "document");
}

type StoredDocument = { state: DocumentRecord["state"]; voucher: string | null } & Row;

const factsIn = (row: StoredDocument | null): readonly ClearingFacts[] =>
  row === null || row.voucher === null || row.state !== "live"
    ? []
    : clearedBy(storedJson<VoucherFacts>(row.voucher));

/** Called before a document is saved: updates the sums by what it now moves. */
export function documentChanges(sql: SqlStorage, key: string, record: DocumentRecord): void {
  const counted = meta.get(sql, COUNTED);
  if (counted === null || key > counted) return;
  const before = factsIn(
    first<StoredDocument>(sql)`
      SELECT state, voucher FROM documents WHERE key = ${key} AND role = ${record.role}
        AND n = ${record.n}`,
  );
  const after =
    record.state === "live" && record.voucher !== undefined ? clearedBy(record.voucher) : [];
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  for (const facts of before) count(sql, key, facts, -1);
  for (const facts of after) count(sql, key, facts, 1);
}

/** Counts the next documents that were booked before counting began, in one transaction. */
export function countDocuments(sql: SqlStorage): void {
  const from = meta.get(sql, COUNTED);
  if (from === null || from === ALL) return;
  const rows = all<StoredDocument & { key: string }>(sql)`
    SELECT key, state, voucher FROM documents
    WHERE key > ${from} AND key < '${raw(ALL)}'
    ORDER BY key
    LIMIT ${raw(DOCUMENTS_A_STEP)}`;
  const last = rows.at(-1)?.key;
  // The documents of the last order may continue in the next step, so it is counted there.
  const isOver = last === undefined || rows.length < DOCUMENTS_A_STEP;
  const complete = isOver ? rows : rows.filter(({ key }) => key !== last);
  for (const row of complete) {
    for (const facts of factsIn(row)) count(sql, row.key, facts, 1);
  }
  meta.set(sql, COUNTED, isOver ? ALL : (complete.at(-1)?.key ?? last));
}

/** What a payout's line clears on the account of its order's payment method. */
export type ClearedLine = {
  readonly line: string;
  /** `null`: it isn't on such an account. */
  readonly off: {
    readonly account: number;
    readonly key: string;
    readonly method: string;
    readonly cents: number;
  } | null;
  /**
   * A dispute that is booked as a loss: its account and order. `own`: in cents of the order's
   * currency; `null`: not known.
   */
  readonly loss?: { readonly account: number; readonly key: string; readonly own: number | null };
  /** What it uses of a registered payment or of an order's disputes: its place and amount. */
  readonly paid?: { readonly at: string; readonly cents: number; readonly isDispute?: true };
};

/** Counts claimed lines of one source. `times`: -1 reverses the count. */
export function countLines(
  sql: SqlStorage,
  { source, day }: { readonly source: string; readonly day: string },
  lines: readonly string[],
  times: 1 | -1 = 1,
): void {
  const rows = all<{ account: number; key: string; method: string; cents: number }>(sql)`
    SELECT account, key, max(method) AS method, sum(cents) AS cents
    FROM payout_line_ids
    WHERE source = ${source} AND line IN ${among(lines)} AND cents IS NOT NULL
    GROUP BY account, key`;
  const days = new Map<string, { readonly place: ClearingPlace; paid: number }>();
  for (const { account, key, method, cents } of rows) {
    const place = { account, method, day };
    const sum = days.get(`${account} ${method}`) ?? { place, paid: 0 };
    sum.paid += cents * times;
    days.set(`${account} ${method}`, sum);
    moveOrder(sql, key, place, -cents * times, "payout");
  }
  for (const { place, paid } of days.values()) addDay(sql, place, { paid });
}
