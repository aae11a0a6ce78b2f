/**
 * Members of days: what an order adds to its day's voucher. Each is written once and never altered;
 * what takes one back is another, and while the first still waits both are dropped, in the
 * transaction that would have written the second.
 */
import type { DayRow } from "../../../domain/ledger/day-book.ts";
import { dayKey } from "../../../domain/ids.ts";
import { bookedOn } from "../../../flows/own-voucher.ts";
import type { DocumentRecord } from "../../../flows/port.ts";
import { otherBookingsUntil } from "../../../flows/settlement.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, first, type Row, run } from "../storage/sql.ts";

export type MemberRow = {
  key: string;
  role: string;
  n: number;
  label: string;
  day: string;
  rows: string;
  added_at: number;
  /** The day's voucher that has it; "": it waits. */
  voucher: string;
} & Row;

/**
 * True where nothing of it is in the ledger. A member from a predecessor counts as booked, as the
 * predecessor may have booked it since: its reversal is a member of its own, and it isn't dropped.
 */
const waits = (sql: SqlStorage, { voucher, added_at }: MemberRow): boolean =>
  voucher === "" && added_at >= otherBookingsUntil(meta.memory(sql), 0);

export const membersOf = (sql: SqlStorage, key: string): MemberRow[] =>
  all<MemberRow>(sql)`SELECT * FROM day_members WHERE key = ${key} ORDER BY role, n`;

const PAID = "voucher-payment";
const REVERSAL = "voucher-reversal";

/** Adds a member with its document. A known one stays as it is. */
export function add(
  sql: SqlStorage,
  key: string,
  { role, n, state, member }: DocumentRecord,
  now: number,
  settingsVersion: number | null,
): void {
  if (member === undefined || state !== "live") return;
  const rows = role === REVERSAL ? rowsTakenBack(sql, key, n, member.rows) : member.rows;
  if (rows.length === 0) return;
  run(sql)`
    INSERT OR IGNORE INTO day_members
      (key, role, n, label, day, rows, added_at, settings_version)
    VALUES (${key}, ${role}, ${n}, ${member.label}, ${member.day}, ${JSON.stringify(rows)},
      ${now}, ${settingsVersion})`;
}

/**
 * The rows of a reversal; none where it isn't a member of its own. Where what it takes back still
 * waits, that is dropped, with what was paid on it since, and the reversal with it; a payment that
 * is in an earlier day's voucher already is taken back alone. What was paid on an earlier one of
 * the order, whose documents are gone by now, is taken back by that one's reversal.
 */
function rowsTakenBack(
  sql: SqlStorage,
  key: string,
  n: number,
  whole: readonly DayRow[],
): readonly DayRow[] {
  const own = first<MemberRow>(sql)`
    SELECT * FROM day_members WHERE key = ${key} AND n = ${n}
      AND role NOT IN (${REVERSAL}, ${PAID})`;
  if (own === null) return [];
  if (!waits(sql, own)) return whole;
  run(sql)`DELETE FROM day_members WHERE key = ${key} AND role = ${own.role} AND n = ${n}`;
  const paid = all<MemberRow>(sql)`
    SELECT * FROM day_members
    WHERE key = ${key} AND role = ${PAID} AND n IN (
      SELECT d.n FROM documents d WHERE d.key = ${key} AND d.role = ${PAID} AND d.state = 'live'
    )
    ORDER BY n`;
  for (const row of paid.filter(({ voucher }) => voucher === ""))
    run(sql)`DELETE FROM day_members WHERE key = ${key} AND role = ${PAID} AND n = ${row.n}`;
  return paid
    .filter(({ voucher }) => voucher !== "")
    .flatMap(({ rows }) => storedJson<readonly DayRow[]>(rows))
    .map((row) => ({ ...row, debit: row.credit, credit: row.debit }));
}

/** Returns a document's part in its day; absent where it isn't booked by the day. */
export function memberOf(sql: SqlStorage, row: MemberRow): NonNullable<DocumentRecord["member"]> {
  const voucher = row.voucher === "" ? null : bookedVoucher(sql, row.voucher);
  const { number: booked = null, state = "live" } = voucher ?? {};
  return {
    label: row.label,
    day: row.day,
    rows: storedJson<readonly DayRow[]>(row.rows),
    waits: waits(sql, row),
    ...(booked === null || state === "gone" ? {} : { booked }),
    ...(voucher === null ? {} : { in: inVoucher(voucher, row) }),
  };
}

type DayVoucher = {
  readonly id: string;
  readonly number: string | null;
  readonly seen: string | null;
  readonly state: DocumentRecord["state"];
};

const inVoucher = (
  { id, number, seen }: DayVoucher,
  { day, voucher }: MemberRow,
): NonNullable<NonNullable<DocumentRecord["member"]>["in"]> => ({
  id,
  voucher,
  date: bookedOn({ sourceHash: seen }) ?? day,
  ...(number === null ? {} : { number }),
});

/**
 * Returns a day's voucher; the last one, where they were deleted in the ledger. `null`: it was
 * never there, or a person booked the day.
 */
function bookedVoucher(sql: SqlStorage, voucher: string): DayVoucher | null {
  const found = first<DayVoucher>(sql)`
    SELECT id, number, source_hash AS seen, state
    FROM documents
    WHERE key = ${dayKey(voucher)} AND role = 'day-voucher'
    ORDER BY state = 'live' DESC, state = 'unlinked' DESC, n DESC
    LIMIT 1`;
  return found?.state === "unlinked" ? null : found;
}
