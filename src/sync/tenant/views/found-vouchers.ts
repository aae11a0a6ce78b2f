/** Finds daily vouchers and payouts by what people know of them. Each part is read by an index. */
import { dayKey } from "../../../domain/ids.ts";
import { type FoundVouchers, type VoucherQuery, MAX_FOUND_VOUCHERS } from "../../contract/days.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { view } from "../days/day-views.ts";
import { byId, type DayVoucherRow } from "../days/days.ts";
import * as payouts from "../payouts/payout-store.ts";
import { all, raw } from "../storage/sql.ts";

/** One more than returned, to know whether there are more. */
const LIMIT = MAX_FOUND_VOUCHERS + 1;
/** Behind every text that begins alike. */
const LAST = String.fromCodePoint(0x10ffff);

/** Returns the matches, each once. */
export function foundVouchers({ sql }: TenantContext, query: VoucherQuery): FoundVouchers {
  const keys = [
    ...(query.numbers ?? []).flatMap((number) => numbered(sql, number)),
    ...(query.code === undefined ? [] : tracked(sql, query.code)),
  ];
  const days = new Map(
    [...ofDay(sql, query), ...keys.flatMap((key) => dayOf(sql, key) ?? [])].map((row) => [
      row.id,
      row,
    ]),
  );
  const paid = new Map(
    [...ofPayouts(sql, query), ...keys.flatMap((key) => payoutOf(sql, key) ?? [])].map((row) => [
      row.id,
      row,
    ]),
  );
  const newest = [...paid.values()].toSorted((a, b) => newestFirst(a.day, b.day));
  return {
    days: [...days.values()].slice(0, MAX_FOUND_VOUCHERS).map((row) => view(sql, row)),
    payouts: newest.slice(0, MAX_FOUND_VOUCHERS).map((row) => payouts.rowView(sql, row)),
    more: Math.max(days.size, paid.size) > MAX_FOUND_VOUCHERS,
  };
}

const DAY = dayKey("");
const PAYOUT = payouts.keyOf("");

const dayOf = (sql: SqlStorage, key: string): DayVoucherRow | null =>
  key.startsWith(DAY) ? byId(sql, key.slice(DAY.length)) : null;

const payoutOf = (sql: SqlStorage, key: string): payouts.StoredPayout | null =>
  key.startsWith(PAYOUT) ? payouts.byId(sql, payouts.idOf(key)) : null;

/** Keys of the vouchers of this number. */
const numbered = (sql: SqlStorage, number: string): readonly string[] =>
  all<{ key: string }>(sql)`
    SELECT key FROM documents
    WHERE number = ${number} COLLATE NOCASE AND role IN ('day-voucher', 'payout')
      AND state = 'live'
    LIMIT ${LIMIT}`.map(({ key }) => key);

/** Keys of what was written with this tracking code. */
const tracked = (sql: SqlStorage, code: string): readonly string[] =>
  all<{ key: string }>(sql)`
    SELECT DISTINCT key FROM operations
    WHERE (key > '${raw(DAY)}' AND key < '${raw(DAY.slice(0, -1))};'
        OR key > '${raw(PAYOUT)}' AND key < '${raw(PAYOUT.slice(0, -1))};')
      AND marker_code = ${code}
    LIMIT ${LIMIT}`.map(({ key }) => key);

function ofDay(sql: SqlStorage, { day }: VoucherQuery): readonly DayVoucherRow[] {
  if (day === undefined) return [];
  return all<DayVoucherRow>(sql)`
    SELECT * FROM day_vouchers WHERE day = ${day.day}
      AND n BETWEEN ${day.n ?? 0} AND ${day.n ?? Number.MAX_SAFE_INTEGER} ORDER BY n
    LIMIT ${LIMIT}`;
}

function ofPayouts(
  sql: SqlStorage,
  { day, references, provider }: VoucherQuery,
): readonly payouts.StoredPayout[] {
  const begun = (references ?? []).flatMap((text) =>
    all<payouts.StoredPayout>(
      sql,
      `SELECT * FROM payouts
       WHERE payout >= ?1 COLLATE NOCASE AND payout < ?2 COLLATE NOCASE
       ORDER BY payout COLLATE NOCASE LIMIT ?3`,
      text,
      `${text}${LAST}`,
      LIMIT,
    ),
  );
  const from =
    provider === undefined
      ? []
      : all<payouts.StoredPayout>(sql)`
        SELECT * FROM payouts WHERE provider = ${provider} ORDER BY day DESC LIMIT ${LIMIT}`;
  const on =
    day === undefined || day.n !== undefined
      ? []
      : all<payouts.StoredPayout>(sql)`
        SELECT * FROM payouts WHERE day = ${day.day} LIMIT ${LIMIT}`;
  return [...begun, ...from, ...on];
}

function newestFirst(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}
