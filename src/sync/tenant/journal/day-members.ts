/**
 * Members of days: the rows that a document of an order adds to its day's voucher. A member is
 * written once and never altered. Its reversal is another member; while the reversed one isn't in a
 * voucher yet, it is deleted instead, in the transaction that would have written the reversal.
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
  /** The id of the day's voucher that contains it; "": none yet. */
  voucher: string;
} & Row;

/**
 * Whether nothing of the member is in the ledger. A member from a predecessor (an installation that
 * this one took over) counts as booked, as the predecessor may have booked it since: it isn't
 * deleted, and its reversal is a member of its own.
 */
const waits = (sql: SqlStorage, { voucher, added_at }: MemberRow): boolean =>
  voucher === "" && added_at >= otherBookingsUntil(meta.memory(sql), 0);

export const membersOf = (sql: SqlStorage, key: string): MemberRow[] =>
  all<MemberRow>(sql)`SELECT * FROM day_members WHERE key = ${key} ORDER BY role, n`;

const PAID = "voucher-payment";
const REVERSAL = "voucher-reversal";

/** Adds the member of a document. An existing one stays unchanged. */
export function add(
  sql: SqlStorage,
  key: string,
  { role, n, state, member }: DocumentRecord,
  now: number,
  settingsVersion: number | null,
): void {
  if (member === undefined || state !== "live") return;
  const rows = role === REVERSAL ? reversalRows(sql, key, n, member.rows) : member.rows;
  if (rows.length === 0) return;
  run(sql)`
    INSERT OR IGNORE INTO day_members
      (key, role, n, label, day, rows, added_at, settings_version)
    VALUES (${key}, ${role}, ${n}, ${member.label}, ${member.day}, ${JSON.stringify(rows)},
      ${now}, ${settingsVersion})`;
}

/**
 * Returns the rows of a reversal; none if it doesn't become a member. If the reversed member isn't
 * in a voucher yet, it is deleted together with its later payments, and nothing is reversed but
 * payments that are in another day's voucher already. Payments of an earlier document of the order,
 * which is gone by now, are reversed with that document. `allRows`: those that reverse the whole
 * member.
 */
function reversalRows(
  sql: SqlStorage,
  key: string,
  n: number,
  allRows: readonly DayRow[],
): readonly DayRow[] {
  const reversed = first<MemberRow>(sql)`
    SELECT * FROM day_members WHERE key = ${key} AND n = ${n}
      AND role NOT IN (${REVERSAL}, ${PAID})`;
  if (reversed === null) return [];
  if (!waits(sql, reversed)) return allRows;
  run(sql)`DELETE FROM day_members WHERE key = ${key} AND role = ${reversed.role} AND n = ${n}`;
  const payments = all<MemberRow>(sql)`
    SELECT * FROM day_members
    WHERE key = ${key} AND role = ${PAID} AND n IN (
      SELECT d.n FROM documents d WHERE d.key = ${key} AND d.role = ${PAID} AND d.state = 'live'
    )
    ORDER BY n`;
  for (const row of payments.filter(({ voucher }) => voucher === ""))
    run(sql)`DELETE FROM day_members WHERE key = ${key} AND role = ${PAID} AND n = ${row.n}`;
  return payments
    .filter(({ voucher }) => voucher !== "")
    .flatMap(({ rows }) => storedJson<readonly DayRow[]>(rows))
    .map((row) => ({ ...row, debit: row.credit, credit: row.debit }));
}

/** Returns a document's part of its day's voucher. */
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
 * Returns a day's voucher; if it was deleted in the ledger, the last one. `null`: there never was
 * one, or a person booked the day.
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
