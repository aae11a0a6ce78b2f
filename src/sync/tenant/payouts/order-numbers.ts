/**
 * Finds orders by the number that people know: from the markers of their writes, which stay for
 * good, from what is booked by the day, and from jobs. Once a payout is staged, triggers maintain
 * an index; older orders are added in steps. The index only says where to look: its targets are
 * read themselves.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { clearedBy, type VoucherFacts } from "../../../domain/ledger/voucher.ts";
import { type Find, foldOrderNumber, type MatchableOrder } from "../../../flows/payouts/match.ts";
import * as meta from "../storage/meta.ts";
import { foldedSql } from "../storage/first/order-numbers.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, among, raw, run } from "../storage/sql.ts";
import { orderCurrencySql, invoicedByOrder } from "../journal/invoiced.ts";
import { bookedOf } from "./booked-of-orders.ts";
import { defined } from "../../../domain/platform/defined.ts";

/** How far the index is: a source and a key in it; `ALL` at the end. */
const INDEXED = "order-numbers";
const ALL = "all";
const ROWS_A_STEP = 2_000;

/** From now on each order's number is noted as it is written. */
export function beginNumbers(sql: SqlStorage): void {
  if (meta.get(sql, INDEXED) === null) meta.set(sql, INDEXED, "operations order:");
}

export const numbersAreKnown = (sql: SqlStorage): boolean => meta.get(sql, INDEXED) === ALL;

/** Places with numbers, in the order in which they are indexed. */
const SOURCES = [
  {
    name: "operations",
    first: "order:",
    rows: `SELECT key || char(9) || id AS at, key,
         substr(marker, 1, instr(marker, ' #') - 1) AS number
       FROM operations
       WHERE (key, id) > (?1, ?2) AND key < 'order;'
       ORDER BY key, id
       LIMIT ${ROWS_A_STEP}`,
  },
  {
    name: "jobs",
    first: "",
    rows: `SELECT id AS at, key, iif(flow = 'orders', label, NULL) AS number
       FROM jobs
       WHERE id > ?1 AND ?2 >= 0
       ORDER BY id
       LIMIT ${ROWS_A_STEP}`,
  },
  {
    name: "day_members",
    first: "",
    rows: `SELECT key || char(9) || n AS at, key, label AS number
       FROM day_members
       WHERE key > ?1 AND ?2 >= 0
       ORDER BY key
       LIMIT ${ROWS_A_STEP}`,
  },
] as const;

/** Indexes the next of the older rows, in a transaction. Does nothing once all are indexed. */
export function indexNumbers(sql: SqlStorage): void {
  const [name = ALL, ...rest] = (meta.get(sql, INDEXED) ?? ALL).split(" ");
  const at = SOURCES.findIndex((one) => one.name === name);
  const source = SOURCES[at];
  if (source === undefined) return;
  const [key = "", id = "0"] = rest.join(" ").split("\t");
  const rows = all<{ at: string; key: string; number: string | null }>(
    sql,
    source.rows,
    key,
    Number(id),
  );
  const numbers = rows.flatMap(({ number, key: of }) =>
    number === null || number === "" ? [] : [[number, of]],
  );
  run(sql)`
    INSERT OR IGNORE INTO order_numbers (number, key)
    SELECT ${raw(foldedSql("value ->> 0"))}, value ->> 1
    FROM json_each(${JSON.stringify(numbers)})`;
  const last = rows.at(-1);
  const next = SOURCES[at + 1];
  if (last !== undefined && rows.length === ROWS_A_STEP)
    meta.set(sql, INDEXED, `${source.name} ${last.at}`);
  else meta.set(sql, INDEXED, next === undefined ? ALL : `${next.name} ${next.first}`);
}

/** By folded number; several orders may have the same one. */
export function ordersNumbered(sql: SqlStorage, numbers: ReadonlySet<string>): Find {
  const byNumber = new Map<string, MatchableOrder[]>();
  for (const [number, target] of numbered(sql, [...numbers])) {
    const known = byNumber.get(number);
    if (known === undefined) byNumber.set(number, [target]);
    else known.push(target);
  }
  return (number) => byNumber.get(number) ?? [];
}

/** A person linked the documents of the order `n.key`, and its job is deleted: no other number. */
const ONLY_LINKED = `EXISTS (SELECT 1 FROM documents d WHERE d.key = n.key)
         AND NOT EXISTS (SELECT 1 FROM operations o WHERE o.key = n.key AND o.marker LIKE '% #%')
         AND NOT EXISTS (SELECT 1 FROM day_members m WHERE m.key = n.key)
         AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.key = n.key AND j.flow = 'orders'
           AND j.label IS NOT NULL)`;

type NumberedOrder = { key: string; number: string; label: string };

function numbered(
  sql: SqlStorage,
  asked: readonly string[],
): readonly (readonly [string, MatchableOrder])[] {
  if (asked.length === 0) return [];
  const keys = all<{ key: string }>(sql)`
    SELECT DISTINCT key FROM order_numbers
    WHERE number IN ${among(asked)}`.map(({ key }) => key);
  if (keys.length === 0) return [];
  const found = all<NumberedOrder>(
    sql,
    `SELECT DISTINCT key, label, number FROM (
       SELECT key, substr(marker, 1, instr(marker, ' #') - 1) AS label,
         ${foldedSql("substr(marker, 1, instr(marker, ' #') - 1)")} AS number
       FROM operations
       WHERE key IN (SELECT value FROM json_each(?1)) AND marker IS NOT NULL
       UNION ALL
       SELECT key, label, ${foldedSql("label")} AS number
       FROM jobs
       WHERE key IN (SELECT value FROM json_each(?1)) AND flow = 'orders' AND label IS NOT NULL
       UNION ALL
       SELECT key, label, ${foldedSql("label")} AS number
       FROM day_members
       WHERE key IN (SELECT value FROM json_each(?1))
       UNION ALL
       SELECT key, number, number FROM order_numbers n
       WHERE number IN (SELECT value FROM json_each(?2)) AND ${ONLY_LINKED}
     )
     WHERE number IN (SELECT value FROM json_each(?2))`,
    JSON.stringify(keys),
    JSON.stringify(asked),
  );
  const targets = targetsOf(sql, [...new Map(found.map((one) => [one.key, one])).values()]);
  const once = new Map(found.map((one) => [JSON.stringify([one.number, one.key]), one]));
  return [...once.values()].flatMap(({ number, key }): (readonly [string, MatchableOrder])[] => {
    const target = targets.get(key);
    return target === undefined ? [] : [[number, target]];
  });
}

/** The order that a person names by its number; `null`: none, or several. */
export function orderNumbered(sql: SqlStorage, number: string): MatchableOrder | null {
  const found = ordersNumbered(sql, new Set([foldOrderNumber(number)]))(foldOrderNumber(number));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Returns orders that were chosen by key. */
export function ordersOf(
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, MatchableOrder> {
  const labels = all<{ key: string; label: string | null }>(sql)`
    SELECT asked.value AS key, coalesce(
      (SELECT label FROM jobs WHERE jobs.key = asked.value ORDER BY id DESC LIMIT 1),
      asked.value
    ) AS label
    FROM json_each(${JSON.stringify(keys)}) asked`;
  return targetsOf(
    sql,
    labels.map(({ key, label }) => ({ key, label: label ?? key })),
  );
}

export const MILLIONTHS = 1_000_000;

type Sum = {
  readonly key: string;
  readonly gross: number | null;
  readonly currency: string | null;
};

/** Without figures an order has no total. `keys`: a list, as JSON. */
const sumsOf = (sql: SqlStorage, keys: string): ReadonlyMap<string, Sum> =>
  new Map(
    all<Sum>(sql)`
      SELECT value AS key, ${raw(orderCurrencySql("value"))} AS currency,
        (SELECT gross FROM keys WHERE keys.key = value AND currency <> '') AS gross
      FROM json_each(${keys})`.map((row) => [row.key, row]),
  );

/** Returns their present state. */
export function targetsOf(
  sql: SqlStorage,
  orders: readonly { readonly key: string; readonly label: string }[],
): ReadonlyMap<string, MatchableOrder> {
  const keys = JSON.stringify(orders.map(({ key }) => key));
  const sums = sumsOf(sql, keys);
  const { rates, clears } = vouchersOf(sql, keys);
  const paidOut = paidOutOf(sql, keys);
  const booksHave = inLedger(sql, keys);
  const booked = bookedOf(sql, keys);
  const invoiced = invoicedByOrder(
    sql,
    orders.map(({ key }) => key),
  );
  return new Map(
    orders.map(({ key, label }) => {
      const sum = sums.get(key);
      const on = invoiced.get(key);
      const at = clears.get(key) ?? (on === undefined ? paidOut.get(key) : undefined);
      const before = booked.get(key);
      return [
        key,
        {
          key,
          label,
          gross: sum?.gross == null ? null : fromMillionths(sum.gross),
          ...defined({ booked: before }),
          currency: sum?.currency ?? null,
          rate: rates.get(key) ?? null,
          ...defined({ clears: at, invoiced: on }),
          ...(booksHave.has(key) || at !== undefined || on !== undefined
            ? {}
            : { unbooked: true as const }),
          ...(rates.has(key) && at === undefined && on === undefined
            ? { onReceivables: true as const }
            : {}),
        },
      ];
    }),
  );
}

/**
 * Rates of live vouchers, and the accounts of payment methods on which they stand, by order; of one
 * that was taken back those of its last, as its money may still come in a payout.
 */
function vouchersOf(sql: SqlStorage, keys: string) {
  const rates = new Map<string, Decimal | null>();
  const clears = new Map<string, NonNullable<MatchableOrder["clears"]>>();
  const stands = new Map<string, Map<number, Decimal>>();
  const live = new Set<string>();
  for (const { key, role, state, voucher } of all<VoucherRow>(sql)`
    SELECT key, role, state, voucher FROM documents AS sold
    WHERE key IN (SELECT value FROM json_each(${keys})) AND voucher IS NOT NULL
      AND (state = 'live' OR role IN ('voucher', 'voucher-payment') AND EXISTS (
        SELECT 1 FROM documents AS back
        WHERE back.key = sold.key AND back.role = 'voucher-reversal' AND back.state = 'live'
          AND (back.n = sold.n OR sold.role = 'voucher-payment')))
    ORDER BY key, state DESC, n DESC`) {
    // Sorted: what is live comes first, and else the last that was taken back.
    if (state === "live") live.add(key);
    else if (live.has(key) || (role === "voucher" && rates.has(key))) continue;
    const facts = storedJson<VoucherFacts>(voucher);
    if (role === "voucher" || role === "voucher-credit" || role === "voucher-reversal")
      rates.set(key, facts.rate?.rate ?? null);
    for (const { account, moved, method, of } of clearedBy(facts)) {
      const sums = stands.get(key) ?? new Map<number, Decimal>();
      stands.set(key, sums.set(account, amount(dec(sums.get(account) ?? "0").plus(moved))));
      clears.set(key, {
        ...defined({ of }),
        method: method ?? "",
        accounts: standing(sums),
      });
    }
  }
  return { rates, clears };
}

type VoucherRow = {
  readonly key: string;
  readonly role: string;
  readonly state: string;
  readonly voucher: string;
};

/** The accounts with an amount, the largest first; of one that was taken back, all. */
function standing(moved: ReadonlyMap<number, Decimal>): readonly number[] {
  const all = [...moved].toSorted(([, a], [, b]) => dec(b).abs().cmp(dec(a).abs()));
  const left = all.filter(([, figure]) => !dec(figure).eq(0));
  return (left.length === 0 ? all : left).map(([account]) => account);
}

/**
 * Orders with a document that posts something, also one that waits for its day. A sales order and a
 * draft post nothing until they are invoiced. `keys`: a list, as JSON.
 */
const inLedger = (sql: SqlStorage, keys: string): ReadonlySet<string> =>
  new Set(
    all<{ key: string }>(sql)`
      SELECT DISTINCT key FROM documents
      WHERE key IN (SELECT value FROM json_each(${keys})) AND state = 'live'
        AND role NOT IN (
          'voucher-reversal', 'voucher-payment', 'sales-order', 'order-credit', 'invoice-draft',
          'credit-draft', 'delta-draft', 'delta-credit-draft'
        )`.map(({ key }) => key),
  );

/**
 * Orders of which payouts took more off the account of a payment method than documents brought
 * there: one that was taken back before its day was booked has no document, and is paid back from
 * there. A dispute leaves an order above zero and doesn't count.
 */
const paidOutOf = (
  sql: SqlStorage,
  keys: string,
): ReadonlyMap<string, NonNullable<MatchableOrder["clears"]>> =>
  new Map(
    all<{ key: string; method: string }>(sql)`
      WITH RECURSIVE accounts (n) AS (
        SELECT min(account) FROM clearing_orders
        UNION ALL
        SELECT (SELECT min(account) FROM clearing_orders WHERE account > n) FROM accounts
        WHERE n IS NOT NULL
      )
      SELECT key, method FROM clearing_orders
      WHERE account IN (SELECT n FROM accounts) AND key IN (SELECT value FROM json_each(${keys}))
        AND open < 0`.map(({ key, method }) => [key, { method }]),
  );

export const fromMillionths = (millionths: number): Decimal =>
  amount(dec(millionths).div(MILLIONTHS));
