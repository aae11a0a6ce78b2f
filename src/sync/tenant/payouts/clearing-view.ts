/**
 * The accounts of payment methods as they stand: sold, paid out and owed, by age, and the orders
 * that are open. What a page reads is bounded by days and by its own length, however many orders
 * there are.
 */
import { dec, fromCents } from "../../../domain/money.ts";
import { dayAfter, localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import { MOST_RATE_MOVES } from "../../../flows/payouts/match.ts";
import { excessCents } from "../../../flows/payouts/excess-lines.ts";
import { LINES_PER_PART } from "../../contract/payouts.ts";
import {
  AGING_BUCKETS,
  type ClearingOrder,
  type ClearingQuery,
  type ClearingSum,
  type ClearingView,
  type NamedOrders,
} from "../../contract/clearing.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { yieldToEventLoop } from "../storage/yield-to-event-loop.ts";
import * as cache from "../storage/cache.ts";
import { all, raw } from "../storage/sql.ts";
import { begin, countDocuments, countLines, isBegun, isCounted } from "../journal/clearing.ts";
import {
  compareWithLedger,
  removedDays,
  deductedUnpaid,
  waitingByAccount,
} from "./ledger-comparison.ts";
import { lineNamespace } from "./provider-lines.ts";
import { disputedAndTakenBack } from "./disputed-twice.ts";
import { targetsOf } from "./order-numbers.ts";
import * as store from "./payout-store.ts";
import { matchesOf } from "./plan/store.ts";
import { reservationOf } from "./run-questions.ts";
import { defined } from "../../../domain/platform/defined.ts";

/** Some hundred documents, or two hundred lines: some ten ms each. */
const STEPS_A_LOOK = 60;

/** Goes on counting what is booked, a break after each step. What is left is the next look's. */
async function countOn(context: TenantContext): Promise<boolean> {
  const { sql } = context;
  let steps = STEPS_A_LOOK;
  for (; steps > 0 && !isCounted(sql); steps -= 1) {
    context.atomically(() => countDocuments(sql));
    await yieldToEventLoop();
  }
  for (; steps > 0; steps -= 1) {
    const row = store.findUncounted(sql);
    if (row === null) return isCounted(sql);
    await countPart(context, row);
    await yieldToEventLoop();
  }
  return isCounted(sql) && store.findUncounted(sql) === null;
}

/** Goes on counting for somebody who looks. Returns whether all that is booked is counted. */
export async function countNow(context: TenantContext): Promise<boolean> {
  context.atomically(() => begin(context.sql));
  return countOn(context);
}

/** For the hourly maintenance: does nothing before a person first opened the page. */
export async function countBegun(context: TenantContext): Promise<void> {
  if (isBegun(context.sql)) await countOn(context);
}

/**
 * The next part of a payout's lines, in the transaction that says how far it came. Where it isn't
 * booked any more, the last part that was counted is taken back. A payout that a person skipped may
 * never have been sent: its lines are theirs as they were matched last.
 */
async function countPart(context: TenantContext, row: store.StoredPayout): Promise<void> {
  const { sql } = context;
  const isBooked = store.isPayoutBooked(sql, row.id);
  const part = Math.floor((isBooked ? row.counted : row.counted - 1) / LINES_PER_PART);
  const ids = await store.lineIds(sql, row, part);
  const matches = await matchesOf(sql, row, part);
  const mine = ids.map((line, index) => reservationOf(line, matches[index]));
  context.atomically(() => {
    // Another call may have counted it meanwhile.
    if (store.byId(sql, row.id)?.counted !== row.counted) return;
    if (store.isPayoutBooked(sql, row.id) !== isBooked) return;
    const isSkipped = isBooked && !store.hasVoucher(sql, row.id);
    countLines(
      sql,
      { source: lineNamespace(row), day: row.day },
      isSkipped ? store.reserveFree(sql, row, mine) : ids,
      isBooked ? 1 : -1,
    );
    const counted = ids.length === 0 ? row.lines : row.counted + ids.length;
    store.noteCounted(sql, row, isBooked ? counted : part * LINES_PER_PART);
  });
}

type Sums = {
  account: number;
  method: string;
  sold: number;
  paid: number;
  open: number;
  orders: number;
};

/** Returns the sums from one day to another, both inclusive, by account and method. */
const sumsOf = (sql: SqlStorage, from: string, to: string): Sums[] =>
  all<Sums>(sql)`
    SELECT account, method, sum(sold) AS sold, sum(paid) AS paid, sum(open) AS open,
      sum(orders) AS orders
    FROM clearing_days
    WHERE day BETWEEN ${from} AND ${to}
    GROUP BY account, method
    ORDER BY account, method`;

const FIRST_DAY = "0000-01-01";
const LAST_DAY = "9999-12-31";

/** The accounts and payment methods of which anything is counted. */
export const placesOf = (sql: SqlStorage): readonly Pick<Sums, "account" | "method">[] =>
  sumsOf(sql, FIRST_DAY, LAST_DAY);

function sums(sql: SqlStorage, today: string): readonly ClearingSum[] {
  let newest = LAST_DAY;
  const byAge = AGING_BUCKETS.map((upTo) => {
    const oldest = upTo === null ? FIRST_DAY : dayAfter(today, -upTo);
    const found = sumsOf(sql, oldest, newest);
    newest = dayAfter(today, -(upTo ?? 0) - 1);
    return { upTo, found };
  });
  return sumsOf(sql, FIRST_DAY, LAST_DAY).map(({ account, method, ...all_ }) => ({
    account,
    method,
    sold: fromCents(all_.sold),
    paid: fromCents(all_.paid),
    open: fromCents(all_.open),
    orders: all_.orders,
    ages: byAge.map(({ upTo, found }) => {
      const one = found.find((sum) => sum.account === account && sum.method === method);
      return { upTo, orders: one?.orders ?? 0, open: fromCents(one?.open ?? 0) };
    }),
  }));
}

/** Whether on each account sold less paid out equals the sum of the open orders. */
const agree = (found: readonly ClearingSum[]): boolean =>
  [...new Set(found.map(({ account }) => account))].every((account) =>
    found
      .filter((one) => one.account === account)
      .reduce((left, { sold, paid, open }) => left.plus(sold).minus(paid).minus(open), dec(0))
      .eq(0),
  );

const PAGE = 50;
const MAX = 500;

/** Returns open orders after `cursor`, oldest first. */
function openOrders(
  sql: SqlStorage,
  account: number,
  { cursor, limit = PAGE }: ClearingQuery,
): Pick<ClearingView, "orders" | "cursor"> {
  const most = Math.min(Math.max(limit, 1), MAX);
  const [day = "", key = ""] = cursor?.split(" ") ?? [];
  const rows = all<{ key: string; day: string; method: string; open: number }>(sql)`
    SELECT key, day, method, open
    FROM clearing_orders
    WHERE account = ${account} AND (day, key) > (${day}, ${key})
    ORDER BY day, key
    LIMIT ${most + 1}`;
  const shown = rows.slice(0, most);
  const numbers = store.orderNumbers(
    sql,
    shown.map((row) => row.key),
  );
  const last = shown.at(-1);
  return {
    orders: shown.map((row): ClearingOrder => ({
      key: row.key,
      number: numbers.get(row.key) ?? null,
      day: row.day,
      method: row.method,
      open: fromCents(row.open),
    })),
    cursor: rows.length > most && last !== undefined ? `${last.day} ${last.key}` : null,
  };
}

/** Named one by one. */
const MAX_BELOW = 10;

/**
 * Over all accounts, each order once. Reads all open orders, as few are below zero and there is no
 * index of them.
 */
function belowZero(sql: SqlStorage): Pick<ClearingView, "below"> {
  const rows = all<{ account: number; key: string; orders: number; open: number }>(sql)`
    SELECT account, key, count(*) OVER () AS orders, sum(open) OVER () AS open
    FROM (
      SELECT min(account) AS account, key, min(day) AS day, sum(open) AS open
      FROM clearing_orders
      WHERE open < 0
      GROUP BY key
    )
    ORDER BY day, key
    LIMIT ${raw(MAX_BELOW)}`;
  const [one] = rows;
  if (one === undefined) return {};
  const numbers = store.orderNumbers(
    sql,
    rows.map(({ key }) => key),
  );
  return {
    below: {
      orders: one.orders,
      open: fromCents(-one.open),
      first: rows.map(({ account, key }) => ({ account, key, number: numbers.get(key) ?? null })),
    },
  };
}

/** As many are looked at more closely. */
const MAX_ABOVE = 200;

/** At what an order in another currency than the books was booked, with what rates may move. */
const BOOKED_AT = `${1 + MOST_RATE_MOVES} * (
  SELECT max(CAST(d.voucher ->> '$.rate.rate' AS REAL)) FROM documents d
  WHERE d.key = c.key AND d.voucher IS NOT NULL
)`;

/**
 * Orders of which more is open than they came to: paid back, or disputed, by more than one payout.
 * Those whose total was lowered since are held against the most that was booked of them.
 */
function aboveTotal(sql: SqlStorage, currency: string | null): Pick<ClearingView, "above"> {
  const rows = all<{ account: number; key: string; open: number }>(sql)`
    SELECT min(c.account) AS account, c.key AS key, sum(c.open) AS open
    FROM clearing_orders c
    JOIN keys k ON k.key = c.key
    WHERE c.open > 0 AND c.open * 10000 > abs(k.gross) * CASE WHEN k.currency = ${currency} THEN 1
      ELSE ${raw(BOOKED_AT)} END
    GROUP BY c.key
    ORDER BY min(c.day), c.key
    LIMIT ${raw(MAX_ABOVE)}`;
  const targets = targetsOf(
    sql,
    rows.map(({ key }) => ({ key, label: "" })),
  );
  const above = rows.flatMap((row) => {
    const target = targets.get(row.key);
    const cents = target === undefined ? 0 : excessCents(target, row.open, currency);
    return cents > 0 ? [{ account: row.account, key: row.key, cents }] : [];
  });
  return above.length === 0 ? {} : { above: named(sql, above) };
}

/** The first ones with their numbers, and the sum of all. */
function named(
  sql: SqlStorage,
  found: readonly { readonly account: number; readonly key: string; readonly cents: number }[],
): NamedOrders {
  const orders = [
    ...new Map(found.toReversed().map((one) => [one.key, one])).values(),
  ].toReversed();
  const first = orders.slice(0, MAX_BELOW);
  const numbers = store.orderNumbers(
    sql,
    first.map(({ key }) => key),
  );
  return {
    orders: orders.length,
    open: fromCents(found.reduce((sum, { cents }) => sum + cents, 0)),
    first: first.map(({ account, key }) => ({ account, key, number: numbers.get(key) ?? null })),
  };
}

/** Of the accounts that are counted: the rows of what waits are on revenue and VAT as well. */
function waitingOn(
  sql: SqlStorage,
  found: readonly ClearingSum[],
): Pick<ClearingView, "waiting" | "removedDays"> {
  const cents = waitingByAccount(sql);
  const { byAccount, days } = removedDays(sql);
  const waiting = [...new Set(found.map(({ account }) => account))]
    .map((account) => ({ account, cents: cents.get(account) ?? 0 }))
    .filter((one) => one.cents !== 0)
    .map((one) => ({
      account: one.account,
      amount: fromCents(one.cents),
      ...(byAccount.has(one.account)
        ? { removed: fromCents(byAccount.get(one.account) ?? 0) }
        : {}),
    }));
  return {
    ...(waiting.length === 0 ? {} : { waiting }),
    ...(days.length === 0 ? {} : { removedDays: days }),
  };
}

/**
 * What payouts took off for invoices that were paid elsewhere, or that credits were set off
 * against.
 */
function takenOff(sql: SqlStorage): Pick<ClearingView, "elsewhere" | "setOff"> {
  const taken = deductedUnpaid(sql);
  const on = (of: (one: (typeof taken)[number]) => number) =>
    taken.flatMap((one) =>
      of(one) === 0 ? [] : [{ account: one.account, amount: fromCents(of(one)) }],
    );
  const elsewhere = on((one) => one.elsewhere);
  const setOff = on((one) => -one.setOff);
  return {
    ...(elsewhere.length === 0 ? {} : { elsewhere }),
    ...(setOff.length === 0 ? {} : { setOff }),
  };
}

export async function clearing(
  context: TenantContext,
  query: ClearingQuery,
): Promise<ClearingView> {
  const { sql } = context;
  const isOver = await countNow(context);
  const today = localDay(context.now(), SOURCE_ZONE);
  const found = sums(sql, today);
  const currency = cache.lists(sql).company?.currency ?? null;
  const account = query.account ?? found[0]?.account ?? null;
  const ledger =
    query.compare === true && isOver
      ? await compareWithLedger(context, () => sums(sql, today))
      : undefined;
  const twice = disputedAndTakenBack(sql, currency);
  return {
    ...defined({ ledger }),
    counting: !isOver,
    today,
    currency,
    sums: found,
    agrees: agree(found),
    ...waitingOn(sql, found),
    ...takenOff(sql),
    ...belowZero(sql),
    ...aboveTotal(sql, currency),
    ...(twice.length === 0 ? {} : { disputed: named(sql, twice) }),
    account,
    ...(account === null ? { orders: [], cursor: null } : openOrders(sql, account, query)),
  };
}
