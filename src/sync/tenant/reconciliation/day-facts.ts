/**
 * Orders that are booked by the day have no document of their own in the ledger: each has a share
 * of its day's voucher. The share counts as found where the ledger lists that voucher, and the
 * voucher is compared with the sum of its shares. A day that a person booked counts as found with
 * what it would have booked.
 */
import { type DayRow, memberDocument } from "../../../domain/day-book.ts";
import { dayKey } from "../../../domain/ids.ts";
import { amount } from "../../../domain/money.ts";
import type { Role } from "../../../domain/job.ts";
import { movements } from "../../../domain/voucher.ts";
import type { LedgerFact } from "../../../monitor/reconciliation/facts.ts";
import { byId, rowsOf } from "../days/days.ts";
import { type MemberRow, membersOf } from "../journal/day-members.ts";
import { first, json } from "../storage/sql.ts";
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
  const document = first<{ id: string; number: string | null; state: string }>(
    sql,
    `SELECT id, number, state FROM documents
     WHERE key = ? AND role = 'day-voucher' AND state IN ('live', 'unlinked')
     ORDER BY state`,
    dayKey(voucher),
  );
  if (document === null) return null;
  const { id, number, state } = document;
  return { id, number, isManual: state !== "live", at: byId(sql, voucher)?.closed_at ?? 0 };
}

/** The day that an order waits for; `null`: it waits for none. */
export const waitsForDay = (sql: SqlStorage, key: string): string | null =>
  membersOf(sql, key).find(({ voucher }) => voucher === "" || bookedDay(sql, voucher) === null)
    ?.day ?? null;

/** The day that a person booked an order by; `null`: none was. */
export const bookedByHand = (sql: SqlStorage, key: string): string | null =>
  membersOf(sql, key).find(
    ({ voucher }) => voucher !== "" && bookedDay(sql, voucher)?.isManual === true,
  )?.day ?? null;

/** Returns an order's shares of day vouchers. */
export const dayFacts = (
  sql: SqlStorage,
  key: string,
  { since }: Pick<ReconciliationRun, "since">,
): readonly LedgerFact[] =>
  membersOf(sql, key).flatMap((member): readonly LedgerFact[] => {
    const booked = member.voucher === "" ? null : bookedDay(sql, member.voucher);
    if (booked === null) return [];
    const isListed = documentsOf(sql, dayKey(member.voucher)).some(({ id }) => id === booked.id);
    // A voucher from before the listed range wasn't searched.
    return isListed || booked.isManual || booked.at < since ? [factOf(member, booked)] : [];
  });

const factOf = (member: MemberRow, { number, at }: Booked): LedgerFact => ({
  kind: "voucher",
  id: memberDocument({ key: member.key, role: member.role as Role, n: member.n }),
  number,
  code: "",
  order: member.label,
  createdAt: at,
  invoiced: false,
  credit: false,
  customerId: null,
  sums: null,
  moves: movesOf(json<readonly DayRow[]>(member.rows)),
});

const movesOf = (rows: readonly DayRow[]): NonNullable<LedgerFact["moves"]> =>
  [...movements(rows)].map(([account, moved]) => ({ account, amount: moved }));

/** Whether a day's voucher in the ledger is the sum of its orders. Unread counts as that. */
export function isSumOfDay(sql: SqlStorage, key: string, { moves }: LedgerFact): boolean {
  const row = byId(sql, key.slice(dayKey("").length));
  if (row === null || moves == null) return true;
  const shown = (all: typeof moves): string =>
    JSON.stringify(
      all
        .map(({ account, amount: moved }) => [account, amount(moved)] as const)
        .filter(([, moved]) => moved !== "0.00")
        .toSorted(([a], [b]) => a - b),
    );
  return shown(moves) === shown(movesOf(rowsOf(row)));
}
