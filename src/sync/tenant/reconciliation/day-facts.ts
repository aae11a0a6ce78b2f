/**
 * Orders that are booked by the day have no document of their own in the ledger: each has a share
 * of its day's voucher. The share counts as found where the ledger lists that voucher. The voucher
 * is compared with the sum of its shares, and what was changed on it counts on its day. A day that
 * a person booked counts as found with what it would have booked.
 */
import { type DayRow, memberDocument } from "../../../domain/ledger/day-book.ts";
import { dayKey } from "../../../domain/ids.ts";
import type { Role } from "../../../domain/jobs/job.ts";
import { movements, type VoucherShare } from "../../../domain/ledger/voucher.ts";
import type { Part } from "../../../monitor/reconciliation/balance.ts";
import { changedParts, type AccountMeaning } from "../../../monitor/reconciliation/changed-day.ts";
import type { LedgerFact } from "../../../monitor/reconciliation/facts.ts";
import { byId, rowsOf } from "../days/days.ts";
import { type MemberRow, membersOf } from "../journal/day-members.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { DAY_BOOKED_STATES } from "../jobs/awaiting-day.ts";
import * as cache from "../storage/cache.ts";
import { all, first, raw } from "../storage/sql.ts";
import { documentsOf, type ReconciliationRun } from "./reconciliation-store.ts";

type Booked = {
  readonly id: string;
  readonly number: string | null;
  readonly at: number;
  /** A person booked the day, by a voucher that can't be identified. */
  readonly isManual: boolean;
};

/** The voucher of a day in the ledger, as it is remembered; `null`: it isn't booked. */
function bookedDay(sql: SqlStorage, voucher: string): Booked | null {
  const document = first<{ id: string; number: string | null; state: string }>(sql)`
    SELECT id, number, state FROM documents
    WHERE key = ${dayKey(voucher)} AND role = 'day-voucher' AND state IN ${raw(DAY_BOOKED_STATES)}
    ORDER BY state`;
  if (document === null) return null;
  const { id, number, state } = document;
  return { id, number, isManual: state !== "live", at: byId(sql, voucher)?.closed_at ?? 0 };
}

/** Returns the day whose voucher an order waits for; `null`: none. */
export const waitsForDay = (sql: SqlStorage, key: string): string | null =>
  membersOf(sql, key).find(({ voucher }) => voucher === "" || bookedDay(sql, voucher) === null)
    ?.day ?? null;

/** Returns the day of the manual voucher that has the order; `null`: there is none. */
export const manuallyBookedDay = (sql: SqlStorage, key: string): string | null =>
  membersOf(sql, key).find(
    ({ voucher }) => voucher !== "" && bookedDay(sql, voucher)?.isManual === true,
  )?.day ?? null;

/** By order: the newest closed day that it is in, as its page names it. Missing: it is in none. */
export const closedDaysOf = (
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, string> =>
  new Map(
    // The last one counts; of one instant that of the first role.
    all<{ key: string; voucher: string }>(sql)`
      SELECT m.key, m.voucher
      FROM json_each(${JSON.stringify(keys)}) k
      JOIN day_members m ON m.key = k.value
      WHERE m.voucher <> ''
      ORDER BY m.added_at, m.role DESC, m.n DESC`.map(({ key, voucher }) => [key, voucher]),
  );

/** Returns an order's shares of day vouchers. */
export const dayFacts = (
  sql: SqlStorage,
  key: string,
  run: Pick<ReconciliationRun, "since">,
): readonly LedgerFact[] =>
  bookedShares(sql, key).flatMap(({ member, booked }) =>
    isThere(sql, member, booked, run) ? [factOf(member, booked)] : [],
  );

/**
 * Whether the ledger's list lacks the voucher of a day that has part of the order, so that its
 * amount differs for that: the day's own job looks for the voucher (unlisted-vouchers.ts).
 */
export const isShareMissing = (
  sql: SqlStorage,
  key: string,
  run: Pick<ReconciliationRun, "since">,
): boolean =>
  bookedShares(sql, key).some(({ member, booked }) => !isThere(sql, member, booked, run));

const bookedShares = (
  sql: SqlStorage,
  key: string,
): readonly { readonly member: MemberRow; readonly booked: Booked }[] =>
  membersOf(sql, key).flatMap((member) => {
    const booked = member.voucher === "" ? null : bookedDay(sql, member.voucher);
    return booked === null ? [] : [{ member, booked }];
  });

/** A voucher from before the listed range wasn't searched. */
const isThere = (
  sql: SqlStorage,
  { voucher }: MemberRow,
  booked: Booked,
  { since }: Pick<ReconciliationRun, "since">,
): boolean =>
  booked.isManual ||
  booked.at < since ||
  documentsOf(sql, dayKey(voucher)).some(({ id }) => id === booked.id);

/**
 * Whether the ledger's list has none of the vouchers of days that an order is in, and their own
 * jobs look for them (unlisted-vouchers.ts): then those tell it, with the way out, and not each
 * order.
 */
export function isReportedByDay(
  sql: SqlStorage,
  key: string,
  { since }: Pick<ReconciliationRun, "since">,
): boolean {
  const days = membersOf(sql, key).filter(({ voucher }) => voucher !== "");
  return (
    days.length > 0 &&
    days.every(
      ({ voucher }) =>
        first(sql)`
          SELECT 1 FROM operations
          WHERE key = ${dayKey(voucher)} AND role = 'day-voucher' AND sent_at >= ${since}` !== null,
    )
  );
}

const NOON = "T12:00:00Z";

const factOf = (member: MemberRow, { number }: Booked): LedgerFact => ({
  kind: "voucher",
  id: memberDocument({ key: member.key, role: member.role as Role, n: member.n }),
  number,
  code: "",
  order: member.label,
  createdAt: Date.parse(`${member.day}${NOON}`),
  date: member.day,
  invoiced: false,
  credit: false,
  customerId: null,
  sums: null,
  moves: movesOf(storedJson<readonly DayRow[]>(member.rows)),
});

const movesOf = (rows: readonly DayRow[]): NonNullable<LedgerFact["moves"]> =>
  [...movements(rows)].map(([account, moved]) => ({ account, amount: moved }));

/** The voucher of a day that somebody changed in the ledger. */
type ChangedDay = { readonly day: string; readonly parts: readonly Part[] };

/** Returns what was changed; `null`: the voucher is the sum of its orders, or wasn't read. */
export function changedDay(sql: SqlStorage, key: string, { moves }: LedgerFact): ChangedDay | null {
  const row = byId(sql, key.slice(dayKey("").length));
  if (row === null || moves == null) return null;
  const parts = changedParts({
    moves,
    planned: movesOf(rowsOf(row)),
    meanings: meaningsOf(sql, row.id),
    currency: cache.lists(sql).company?.currency ?? "",
  });
  return parts === null ? null : { day: row.day, parts };
}

/** What the accounts of a day's voucher stand for, by the records of its orders. */
const meaningsOf = (sql: SqlStorage, voucher: string): readonly AccountMeaning[] =>
  all<Pick<VoucherShare, "account" | "of" | "rate">>(sql)`
    SELECT s.value ->> 'account' AS account, s.value ->> 'of' AS "of", s.value ->> 'rate' AS rate
    FROM day_members m
    JOIN documents d ON d.key = m.key AND d.role = m.role AND d.n = m.n,
      json_each(d.voucher, '$.shares') s
    WHERE m.voucher = ${voucher}
    GROUP BY account, "of", rate
    ORDER BY min(m.key), min(s.key)`;

/** Days whose voucher was changed, by this run or an earlier one. */
export const changedDays = (
  sql: SqlStorage,
): readonly { readonly day: string; readonly run: number; readonly parts: readonly Part[] }[] =>
  all<{ day: string; run: number; parts: string | null }>(sql)`
    SELECT day, run, parts
    FROM reconciliation_findings
    WHERE finding = 'amount' AND key >= 'day:' AND key < 'day;' AND day IS NOT NULL`.map(
    ({ parts, ...one }) => ({ ...one, parts: storedJson<readonly Part[]>(parts ?? "[]") }),
  );
