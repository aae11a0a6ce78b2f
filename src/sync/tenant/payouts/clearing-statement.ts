/**
 * The statement of a clearing account over a month: what it stood at, each movement with its
 * document, and what it stands at. Sales and what takes them back stand on their own days, as in
 * the ledger; the sums of `clearing_days` count neither of the two, so both ways to the closing
 * balance have to agree.
 */
import { isByDay } from "../../../domain/ledger/day-book.ts";
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import type {
  ClearingMovement,
  ClearingMovementKind,
  ClearingStatement,
  ClearingStatementQuery,
} from "../../contract/clearing-statement.ts";
import type { LineKind } from "../../../domain/payouts/lines.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as cache from "../storage/cache.ts";
import { all, first, type Row } from "../storage/sql.ts";
import { centsOf } from "../journal/clearing.ts";
import { sourceOf } from "./at-provider.ts";
import { clearing } from "./clearing-view.ts";
import { waitingByAccount } from "./ledger-compared.ts";
import * as store from "./payout-store.ts";

/** Without the order's number and the balance. */
type Move = Omit<ClearingMovement, "order" | "debit" | "credit" | "balance"> & {
  readonly key: string | null;
  readonly method: string;
  readonly cents: number;
};

const PAGE = 200;
const MAX = 1_000;

export async function clearingStatement(
  context: TenantContext,
  { account, method, from, to, page = 0, limit = PAGE }: ClearingStatementQuery,
): Promise<ClearingStatement> {
  const { sql } = context;
  const { counting, currency, sums } = await clearing(context, { account, limit: 1 });
  const isOf = (of: { readonly method: string }): boolean =>
    method === undefined || of.method === method;
  const documents = [...standing(sql, account, to), ...takenBack(sql, account)].filter(isOf);
  const payouts = (await payoutMoves(context, account, from, to)).filter(isOf);
  const within = [...documents.filter(({ day }) => day >= from && day <= to), ...payouts].toSorted(
    (one, other) =>
      one.day.localeCompare(other.day) || (one.key ?? "~").localeCompare(other.key ?? "~"),
  );
  const opening =
    total(documents.filter(({ day }) => day < from)) - paidBefore(sql, account, method, from);
  const closing = opening + total(within);
  const back = takenBack(sql, account).filter(isOf);
  const expected =
    countedUntil(sql, account, method, to) + total(back.filter(({ day }) => day <= to));
  const most = Math.min(Math.max(limit, 1), MAX);
  const shown = within.slice(page * most, (page + 1) * most);
  const numbers = store.orderNumbers(
    sql,
    shown.flatMap(({ key }) => key ?? []),
  );
  let balance = opening + total(within.slice(0, page * most));
  return {
    account,
    method: method ?? null,
    methods: [...new Set(sums.filter((one) => one.account === account).map((one) => one.method))],
    accounts: [...new Set(sums.map((one) => one.account))],
    currency: currency ?? cache.lists(sql).company?.currency ?? null,
    counting,
    from,
    to,
    opening: major(opening),
    closing: major(closing),
    debit: major(total(within.filter(({ cents }) => cents > 0))),
    credit: major(-total(within.filter(({ cents }) => cents < 0))),
    agrees: closing === expected,
    waiting: major(waitingByAccount(sql).get(account) ?? 0),
    movements: shown.map(({ key, cents, method: _, ...move }): ClearingMovement => {
      balance += cents;
      return {
        ...move,
        order: key === null ? null : { key, number: numbers.get(key) ?? null },
        debit: major(Math.max(cents, 0)),
        credit: major(Math.max(-cents, 0)),
        balance: major(balance),
      };
    }),
    total: within.length,
    page,
    pages: Math.max(1, Math.ceil(within.length / most)),
  };
}

const major = (cents: number): Decimal => amount(dec(cents).div(100));
const total = (moves: readonly { readonly cents: number }[]): number =>
  moves.reduce((sum, { cents }) => sum + cents, 0);

type DocumentRow = {
  key: string;
  role: string;
  n: number;
  id: string;
  number: string | null;
  updated_at: number;
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

const ofState = (sql: SqlStorage, account: number, state: "live" | "gone", to: string) =>
  all<DocumentRow>(
    sql,
    `SELECT key, role, n, id, number, updated_at, voucher ->> '$.clearing.moved' AS moved,
       voucher ->> '$.clearing.day' AS day, voucher ->> '$.clearing.method' AS method
     FROM documents INDEXED BY documents_clearing
     WHERE voucher ->> '$.clearing.account' = ? AND state = ?
       AND voucher ->> '$.clearing.day' <= ?`,
    account,
    state,
    to,
  );

const moveOf = (sql: SqlStorage, row: DocumentRow, change: Partial<Move> = {}): Move => ({
  day: row.day,
  what: KINDS[row.role] ?? "sale",
  key: row.key,
  method: row.method ?? "",
  cents: centsOf(row.moved),
  payout: null,
  ...documentOf(sql, row),
  ...change,
});

/** A share of a day is in the day's voucher. `waits`: that isn't in the ledger yet. */
function documentOf(
  sql: SqlStorage,
  { key, role, n, id, number }: Pick<DocumentRow, "key" | "role" | "n" | "id" | "number">,
): Pick<Move, "document" | "waits"> {
  if (!isByDay(id)) return { document: number, waits: false };
  const voucher = first<{ number: string | null; state: string }>(
    sql,
    `SELECT d.number AS number, d.state AS state
     FROM day_members m
     JOIN documents d ON d.key = 'day:' || m.voucher AND d.role = 'day-voucher'
     WHERE m.key = ? AND m.role = ? AND m.n = ? AND d.state IN ('live', 'unlinked')
     ORDER BY d.state
     LIMIT 1`,
    key,
    role,
    n,
  );
  return { document: voucher?.number ?? null, waits: voucher === null };
}

const LAST_DAY = "9999-12-31";

/** What stands in the ledger, or waits for its day. */
const standing = (sql: SqlStorage, account: number, to: string): readonly Move[] =>
  ofState(sql, account, "live", to).map((row) => moveOf(sql, row));

/**
 * What was taken back, and what took it back: two movements, each on its day. A share that left its
 * day before that closed was never booked, as was nothing that somebody deleted in the ledger.
 */
const takenBack = (sql: SqlStorage, account: number): readonly Move[] =>
  ofState(sql, account, "gone", LAST_DAY).flatMap((row) => {
    const by = reversalOf(sql, row);
    if (by === null) return [];
    const back = moveOf(sql, { ...row, id: by.id, number: by.number, role: by.role, n: by.n });
    return [
      moveOf(sql, row),
      { ...back, day: by.day, what: "reversal", cents: -centsOf(row.moved) },
    ];
  });

type Reversal = Pick<DocumentRow, "role" | "n" | "id" | "number" | "day">;

function reversalOf(
  sql: SqlStorage,
  { key, role, n, id, updated_at }: DocumentRow,
): Reversal | null {
  const isPayment = role === "voucher-payment";
  const found = first<Reversal & Row>(
    sql,
    `SELECT d.role AS role, d.n AS n, d.id AS id, d.number AS number, coalesce(m.day, '') AS day
     FROM documents d
     LEFT JOIN day_members m ON m.key = d.key AND m.role = d.role AND m.n = d.n
     WHERE d.key = ? AND d.role = 'voucher-reversal' AND d.state = 'live' AND (? OR d.n = ?)
     ORDER BY abs(d.updated_at - ?)
     LIMIT 1`,
    key,
    isPayment ? 1 : 0,
    n,
    updated_at,
  );
  if (found === null) return null;
  if (!isByDay(found.id)) return { ...found, day: localDay(updated_at, SOURCE_ZONE) };
  const isBooked = first(
    sql,
    "SELECT 1 FROM day_members WHERE key = ? AND role = ? AND n = ?",
    key,
    role,
    n,
  );
  return found.day === "" || (isByDay(id) && isBooked === null) ? null : found;
}

const WHAT: Readonly<Partial<Record<LineKind, ClearingMovementKind>>> = {
  sale: "payout",
  refund: "payout-refund",
  chargeback: "chargeback",
  "chargeback-reversed": "chargeback",
};

/** What booked payouts took off: a movement for each kind of line, on the payout's day. */
async function payoutMoves(
  { sql }: TenantContext,
  account: number,
  from: string,
  to: string,
): Promise<readonly Move[]> {
  const rows = all<store.StoredPayout>(
    sql,
    "SELECT * FROM payouts WHERE day BETWEEN ? AND ? AND counted > 0 ORDER BY day, id",
    from,
    to,
  );
  const moves: Move[] = [];
  for (const row of rows) {
    const sums = new Map<string, Move>();
    for (let part = 0, seen = 0; seen < row.counted; part += 1) {
      const lines = await store.linesOf(sql, row, part);
      if (lines.length === 0) break;
      seen += lines.length;
      const kinds = new Map(lines.map(({ id, kind }) => [id, kind]));
      for (const { line, key, method, cents } of claimed(sql, row, account, [...kinds.keys()])) {
        const kind = kinds.get(line);
        const what = (kind === undefined ? undefined : WHAT[kind]) ?? "payout";
        const before = sums.get(`${what} ${method}`);
        sums.set(`${what} ${method}`, {
          ...payoutOf(sql, row),
          what,
          method,
          // Of several orders the payout's page has each.
          key: before === undefined || before.key === key ? key : null,
          cents: (before?.cents ?? 0) - cents,
        });
      }
    }
    moves.push(...sums.values());
  }
  return moves;
}

const payoutOf = (sql: SqlStorage, { id, day, provider, payout }: store.StoredPayout) => ({
  day,
  document:
    first<{ number: string | null }>(
      sql,
      "SELECT number FROM documents WHERE key = ? AND role = 'payout' AND state = 'live'",
      store.keyOf(id),
    )?.number ?? null,
  waits: false,
  payout: { id, provider, payout },
});

type Claimed = { line: string; key: string; method: string; cents: number };

const claimed = (
  sql: SqlStorage,
  row: store.StoredPayout,
  account: number,
  ids: readonly string[],
): readonly Claimed[] =>
  all<Claimed & Row>(
    sql,
    `SELECT line, key, method, cents FROM payout_line_ids
     WHERE source = ? AND line IN (SELECT value FROM json_each(?)) AND payout = ?
       AND account = ? AND cents IS NOT NULL`,
    sourceOf(row),
    JSON.stringify(ids),
    row.id,
    account,
  );

type DaySum = { readonly sold: number | null; readonly paid: number | null } & Row;

const daySums = (sql: SqlStorage, account: number, method: string | undefined, to: string) =>
  first<DaySum>(
    sql,
    `SELECT sum(sold) AS sold, sum(paid) AS paid
     FROM clearing_days
     WHERE account = ? AND (? IS NULL OR method = ?) AND day <= ?`,
    account,
    method ?? null,
    method ?? null,
    to,
  );

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

const paidBefore = (sql: SqlStorage, account: number, method: string | undefined, from: string) =>
  daySums(sql, account, method, dayBefore(from))?.paid ?? 0;

const countedUntil = (sql: SqlStorage, account: number, method: string | undefined, to: string) => {
  const sums = daySums(sql, account, method, to);
  return (sums?.sold ?? 0) - (sums?.paid ?? 0);
};
