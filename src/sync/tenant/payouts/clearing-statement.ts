/**
 * The statement of a clearing account over a month: what it stood at, each movement with its
 * document, and what it stands at. Sales and what takes them back stand on their own days, as in
 * the ledger; the sums of `clearing_days` count neither of the two. The month's movements have to
 * lead from what is counted before it to what is counted at its end.
 */
import { isByDay } from "../../../domain/ledger/day-book.ts";
import { type Decimal, fromCents, toCents } from "../../../domain/money.ts";
import { dayAfter, localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import {
  type ClearingMovement,
  type ClearingMovementKind,
  type ClearingStatement,
  type ClearingStatementQuery,
  MAX_MOVEMENTS,
} from "../../contract/clearing-statement.ts";
import type { LineKind } from "../../../domain/payouts/lines.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as cache from "../storage/cache.ts";
import { all, among, first, type Row } from "../storage/sql.ts";
import { lineNamespace } from "./provider-lines.ts";
import { countNow, placesOf } from "./clearing-view.ts";
import { waitingByAccount } from "./ledger-comparison.ts";
import * as store from "./payout-store.ts";

/** What moved the account, before its documents and the order's number are looked up. */
type Move = {
  readonly day: string;
  readonly what: ClearingMovementKind;
  readonly key: string | null;
  readonly method: string;
  readonly cents: number;
  readonly by: DocumentPlace | null;
  readonly payout: ClearingMovement["payout"];
};
type DocumentPlace = Pick<DocumentRow, "key" | "role" | "n" | "id" | "number">;

const PAGE = 200;

/** So often lines are read, where payouts are being counted meanwhile. */
const READS = 5;

/**
 * Reads the days that are asked for, however long the account's history is: what was before is
 * taken from the sums by day, and from the few sales that were taken back.
 *
 * All figures are of one moment. What has to be awaited, the lines of payouts, is read first, and
 * again where it was counted otherwise meanwhile.
 */
export async function clearingStatement(
  context: TenantContext,
  query: ClearingStatementQuery,
): Promise<ClearingStatement> {
  const { sql } = context;
  const isCounted = await countNow(context);
  const read = new Map<string, ReadPayout>();
  for (let reads = 0; ; reads += 1) {
    const rows = payoutsOf(sql, query);
    const changed = rows.filter((row) => read.get(row.id)?.mark !== markOf(row));
    if (changed.length === 0 || reads === READS) {
      const known = rows.flatMap(({ id }) => read.get(id) ?? []);
      return statementOf(sql, query, known, !isCounted || changed.length > 0);
    }
    for (const row of changed)
      read.set(row.id, { row, mark: markOf(row), kinds: await kindsOf(sql, row) });
  }
}

/** Awaits nothing. `counting`: what is booked isn't all in the figures yet. */
function statementOf(
  sql: SqlStorage,
  { account, method, from, to, page: asked = 0, limit = PAGE }: ClearingStatementQuery,
  payouts: readonly ReadPayout[],
  counting: boolean,
): ClearingStatement {
  const isOf = (of: { readonly method: string }): boolean =>
    method === undefined || of.method === method;
  const back = takenBack(sql, account).filter(isOf);
  const backUntil = (day: string): number => total(back.filter((one) => one.day <= day));
  const within = [
    ...standing(sql, account, from, to).filter(isOf),
    ...back.filter(({ day }) => day >= from && day <= to),
    ...payouts.flatMap((one) => payoutMoves(sql, account, one)).filter(isOf),
  ].toSorted((one, other) => compare(one.day, other.day) || compare(keyOf(one), keyOf(other)));
  const before = dayAfter(from, -1);
  const opening = countedUntil(sql, account, method, before) + backUntil(before);
  const closing = opening + total(within);
  const expected = countedUntil(sql, account, method, to) + backUntil(to);
  const most = Math.min(Math.max(limit, 1), MAX_MOVEMENTS);
  const pages = Math.max(1, Math.ceil(within.length / most));
  // The last one, where there are fewer pages by now than the address says.
  const page = Math.min(Math.max(asked, 0), pages - 1);
  const places = placesOf(sql);
  return {
    account,
    method: method ?? null,
    methods: [...new Set(places.filter((one) => one.account === account).map((one) => one.method))],
    accounts: [...new Set(places.map((one) => one.account))],
    currency: cache.lists(sql).company?.currency ?? null,
    counting,
    from,
    to,
    opening: fromCents(opening),
    closing: fromCents(closing),
    debit: fromCents(total(within.filter(({ cents }) => cents > 0))),
    credit: fromCents(-total(within.filter(({ cents }) => cents < 0))),
    agrees: closing === expected,
    waiting: fromCents(waitingByAccount(sql).get(account) ?? 0),
    movements: movementsOf(
      sql,
      within.slice(page * most, (page + 1) * most),
      opening + total(within.slice(0, page * most)),
    ),
    total: within.length,
    page,
    pages,
  };
}

const compare = (one: string, other: string): number => Number(one > other) - Number(one < other);
/** Payouts of several orders come last on their day. */
const keyOf = ({ key }: Move): string => key ?? "~";

/** `balance`: in cents, before the first of them. */
function movementsOf(
  sql: SqlStorage,
  moves: readonly Move[],
  balance: number,
): readonly ClearingMovement[] {
  const numbers = store.orderNumbers(
    sql,
    moves.flatMap(({ key }) => key ?? []),
  );
  const documentOf = documentsOf(sql, moves);
  let left = balance;
  return moves.map((move): ClearingMovement => {
    const { day, what, key, cents, payout } = move;
    left += cents;
    return {
      day,
      what,
      ...documentOf(move),
      order: key === null ? null : { key, number: numbers.get(key) ?? null },
      payout,
      debit: fromCents(Math.max(cents, 0)),
      credit: fromCents(Math.max(-cents, 0)),
      balance: fromCents(left),
    };
  });
}

type Document = Pick<ClearingMovement, "document" | "waits">;

/** A share of a day is in the day's voucher. `waits`: that isn't in the ledger yet. */
function documentsOf(sql: SqlStorage, moves: readonly Move[]): (move: Move) => Document {
  const shares = moves.flatMap(({ by }) => (by !== null && isByDay(by.id) ? [by] : []));
  const vouchers = new Map(
    all<{ at: number; number: string | null }>(
      sql,
      // "live" comes before "unlinked".
      `SELECT s.key AS at, d.number AS number, min(d.state) AS state
       FROM json_each(?) s
       CROSS JOIN day_members m
       ON m.key = s.value ->> 0 AND m.role = s.value ->> 1 AND m.n = s.value ->> 2
       CROSS JOIN documents d ON d.key = 'day:' || m.voucher AND d.role = 'day-voucher'
       WHERE d.state IN ('live', 'unlinked')
       GROUP BY s.key`,
      JSON.stringify(shares.map(({ key, role, n }) => [key, role, n])),
    ).map(({ at, number }): [DocumentPlace | undefined, string | null] => [shares[at], number]),
  );
  const payouts = new Map(
    all<{ key: string; number: string | null }>(
      sql,
      `SELECT key, number FROM documents
       WHERE key IN (SELECT value FROM json_each(?)) AND role = 'payout' AND state = 'live'`,
      JSON.stringify(
        moves.flatMap(({ payout }) => (payout === null ? [] : store.keyOf(payout.id))),
      ),
    ).map(({ key, number }) => [key, number]),
  );
  return ({ by, payout }) => {
    if (payout !== null)
      return { document: payouts.get(store.keyOf(payout.id)) ?? null, waits: false };
    if (by === null || !isByDay(by.id)) return { document: by?.number ?? null, waits: false };
    return { document: vouchers.get(by) ?? null, waits: !vouchers.has(by) };
  };
}

const total = (moves: readonly { readonly cents: number }[]): number =>
  moves.reduce((sum, { cents }) => sum + cents, 0);

type DocumentRow = {
  key: string;
  role: string;
  n: number;
  id: string;
  number: string | null;
  moved: Decimal;
  day: string;
  method: string | null;
} & Row;

const KINDS: Readonly<Record<string, ClearingMovementKind>> = {
  voucher: "sale",
  "voucher-credit": "refund",
  "voucher-payment": "payment",
  "voucher-reversal": "reversal",
};

const moveOf = (row: DocumentRow): Move => ({
  day: row.day,
  what: KINDS[row.role] ?? "sale",
  key: row.key,
  method: row.method ?? "",
  cents: toCents(row.moved),
  by: row,
  payout: null,
});

/** What stands in the ledger, or waits for its day. */
const standing = (sql: SqlStorage, account: number, from: string, to: string): readonly Move[] =>
  all<DocumentRow>(sql)`
    SELECT key, role, n, id, number, voucher ->> '$.clearing.moved' AS moved,
      voucher ->> '$.clearing.day' AS day, voucher ->> '$.clearing.method' AS method
    FROM documents INDEXED BY documents_clearing
    WHERE voucher ->> '$.clearing.account' = ${account} AND state = 'live'
      AND voucher ->> '$.clearing.day' BETWEEN ${from} AND ${to}
    UNION ALL
    SELECT d.key, role, n, d.id, number, too.value ->> 'moved', too.value ->> 'day',
      too.value ->> 'method'
    FROM documents d INDEXED BY documents_clearing_too
    CROSS JOIN json_each(d.voucher, '$.clearingToo') too
    WHERE d.voucher ->> '$.clearingToo' IS NOT NULL AND state = 'live'
      AND too.value ->> 'account' = ${account}
      AND too.value ->> 'day' BETWEEN ${from} AND ${to}`.map(moveOf);

/** `by_…`: of the reversal. `by_day`: where that is a share of a day. */
type TakenBackRow = DocumentRow & {
  by_role: string;
  by_n: number;
  by_id: string;
  by_number: string | null;
  by_day: string | null;
  by_at: number;
  booked: number;
};

/**
 * What was taken back, and what took it back: two movements, each on its day. A share that left its
 * day before that closed was never booked, as was nothing that somebody deleted in the ledger. All
 * of the account, as either of the two may be of the days that are asked for.
 */
const takenBack = (sql: SqlStorage, account: number): readonly Move[] =>
  all<TakenBackRow>(sql)`
    SELECT g.key AS key, g.role AS role, g.n AS n, g.id AS id, g.number AS number,
      g.voucher ->> '$.clearing.moved' AS moved, g.voucher ->> '$.clearing.day' AS day,
      g.voucher ->> '$.clearing.method' AS method, r.role AS by_role, r.n AS by_n, r.id AS by_id,
      r.number AS by_number, m.day AS by_day, r.updated_at AS by_at,
      EXISTS (
        SELECT 1 FROM day_members s WHERE s.key = g.key AND s.role = g.role AND s.n = g.n
      ) AS booked
    FROM documents g INDEXED BY documents_clearing
    CROSS JOIN documents r ON r.key = g.key AND r.role = 'voucher-reversal' AND r.n = (
      SELECT d.n FROM documents d
      WHERE d.key = g.key AND d.role = 'voucher-reversal' AND d.state = 'live'
        AND (g.role = 'voucher-payment' OR d.n = g.n)
      ORDER BY abs(d.updated_at - g.updated_at)
      LIMIT 1
    )
    LEFT JOIN day_members m ON m.key = r.key AND m.role = r.role AND m.n = r.n
    WHERE g.voucher ->> '$.clearing.account' = ${account} AND g.state = 'gone'`.flatMap((row) => {
    const { key, by_role: role, by_n: n, by_id: id, by_number: number } = row;
    const day = isByDay(id) ? row.by_day : localDay(row.by_at, SOURCE_ZONE);
    if (day === null || (isByDay(id) && isByDay(row.id) && row.booked === 0)) return [];
    const back = { day, what: "reversal" as const, by: { key, role, n, id, number } };
    return [moveOf(row), { ...moveOf(row), ...back, cents: -toCents(row.moved) }];
  });

const WHAT: Readonly<Partial<Record<LineKind, ClearingMovementKind>>> = {
  sale: "payout",
  refund: "payout-refund",
  chargeback: "chargeback",
  "chargeback-reversed": "chargeback",
};

/** A payout with what kind each of its counted lines is. */
type ReadPayout = {
  readonly row: store.StoredPayout;
  readonly mark: string;
  readonly kinds: ReadonlyMap<string, LineKind>;
};

/** Which lines count, and when. */
const markOf = ({ day, upload, slot, counted }: store.StoredPayout): string =>
  [day, upload, slot, counted].join(" ");

const payoutsOf = (
  sql: SqlStorage,
  { from, to }: Pick<ClearingStatementQuery, "from" | "to">,
): readonly store.StoredPayout[] =>
  all<store.StoredPayout>(sql)`
    SELECT * FROM payouts WHERE day BETWEEN ${from} AND ${to} AND counted > 0 ORDER BY day, id`;

async function kindsOf(
  sql: SqlStorage,
  row: store.StoredPayout,
): Promise<ReadonlyMap<string, LineKind>> {
  const kinds = new Map<string, LineKind>();
  for (let part = 0, seen = 0; seen < row.counted; part += 1) {
    const lines = await store.linesOf(sql, row, part);
    if (lines.length === 0) break;
    seen += lines.length;
    for (const { id, kind } of lines) kinds.set(id, kind);
  }
  return kinds;
}

/** What a booked payout took off: a movement for each kind of line, on the payout's day. */
function payoutMoves(
  sql: SqlStorage,
  account: number,
  { row, kinds }: ReadPayout,
): readonly Move[] {
  const sums = new Map<string, Move>();
  for (const { line, key, method, cents } of claimed(sql, row, account, [...kinds.keys()])) {
    const kind = kinds.get(line);
    const what = (kind === undefined ? undefined : WHAT[kind]) ?? "payout";
    const before = sums.get(`${what} ${method}`);
    sums.set(`${what} ${method}`, {
      day: row.day,
      by: null,
      payout: { id: row.id, provider: row.provider, payout: row.payout },
      what,
      method,
      // Of several orders the payout's page has each.
      key: before === undefined || before.key === key ? key : null,
      cents: (before?.cents ?? 0) - cents,
    });
  }
  return [...sums.values()];
}

type Claimed = { line: string; key: string; method: string; cents: number };

const claimed = (
  sql: SqlStorage,
  row: store.StoredPayout,
  account: number,
  ids: readonly string[],
): readonly Claimed[] =>
  all<Claimed & Row>(sql)`
    SELECT line, key, method, cents FROM payout_line_ids
    WHERE source = ${lineNamespace(row)} AND line IN ${among(ids)} AND payout = ${row.id}
      AND account = ${account} AND cents IS NOT NULL`;

type DaySum = { readonly sold: number | null; readonly paid: number | null } & Row;

const daySums = (sql: SqlStorage, account: number, method: string | undefined, to: string) =>
  first<DaySum>(sql)`
    SELECT sum(sold) AS sold, sum(paid) AS paid
    FROM clearing_days
    WHERE account = ${account} AND (${method ?? null} IS NULL OR method = ${method ?? null})
      AND day <= ${to}`;

const countedUntil = (sql: SqlStorage, account: number, method: string | undefined, to: string) => {
  const sums = daySums(sql, account, method, to);
  return (sums?.sold ?? 0) - (sums?.paid ?? 0);
};
