/** Days that orders are booked by, as pages, the API and runs ask for them. */
import { type DayRow, debitOf } from "../../../domain/ledger/day-book.ts";
import { dayKey } from "../../../domain/ids.ts";
import type { Role } from "../../../domain/jobs/job.ts";
import type { VoucherFacts } from "../../../domain/ledger/voucher.ts";
import { amount, dec } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { previewedAction } from "../../../domain/jobs/run-preview.ts";
import {
  type DayAnswer,
  type DayMemberView,
  type DayPage,
  DAYS_PER_PAGE,
  type DayShare,
  type DaySharesAnswer,
  type DaysView,
  type DayVoucherView,
  type BookedDayVoucher,
  type WaitingDay,
} from "../../contract/days.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as jobs from "../jobs/jobs.ts";
import { ledgerVoucher } from "../jobs/ledger-voucher.ts";
import { underClaim } from "../runs/under-claim.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all, count, first, type Row } from "../storage/sql.ts";
import { type MemberRow, membersOf } from "../journal/day-members.ts";
import { isDayLeftToPerson } from "./manual-days.ts";
import { defined } from "../../../domain/platform/defined.ts";
import {
  dayAmounts,
  changedVouchers,
  ledgerStateOf,
  memberVatByRate,
  waitingAmounts,
} from "./day-amounts.ts";
import { chargedIn, differingOrders, type DifferingOrders } from "./differing-orders.ts";
import { byId, type DayVoucherRow, nextDue, rowsOf } from "./days.ts";

/** Returns the day that this run books; none while it is still being filled. */
export const forRun = underClaim(({ sql }, job): DayAnswer => {
  const row = byId(sql, (previewedAction(job.key) ?? job.key).slice(dayKey("").length));
  if (row === null || row.closed_at === null) return { kind: "none" };
  const { id, day, members } = row;
  const language = meta.tenantLanguage(sql);
  return { kind: "day", closed: { id, day, members, rows: rowsOf(row) }, language };
});

const SHARES_PAGE = 1_000;

/** Returns a page of the shares of the day that this run books. */
export const sharesForRun = underClaim(({ sql }, job, cursor: string | null): DaySharesAnswer => {
  const row = byId(sql, job.key.slice(dayKey("").length));
  const rows = row === null ? [] : membersAfter(sql, row, cursor, SHARES_PAGE);
  return {
    kind: "shares",
    shares: rows.map((member) => ({
      key: member.key,
      label: member.label,
      role: member.role,
      amount: debitOf(storedJson<readonly DayRow[]>(member.rows)),
    })),
    cursor: cursorOf(rows, SHARES_PAGE),
  };
});

/** A day's members from a cursor on. */
function membersAfter(
  sql: SqlStorage,
  { id, day }: DayVoucherRow,
  cursor: string | null,
  most: number,
): MemberRow[] {
  const [key = "", role = "", n = "0"] = (cursor ?? "").split(" ");
  return all<MemberRow>(sql)`
    SELECT * FROM day_members
    WHERE voucher = ${id} AND day = ${day} AND (key, role, n) > (${key}, ${role}, ${Number(n)})
    ORDER BY key, role, n LIMIT ${most}`;
}

function cursorOf(rows: readonly MemberRow[], most: number): string | null {
  const last = rows.at(-1);
  return last === undefined || rows.length < most ? null : `${last.key} ${last.role} ${last.n}`;
}

/** `page`: from 0. */
export function list(context: TenantContext, page = 0): DaysView {
  const { sql } = context;
  const rows = all<DayVoucherRow>(sql)`
    SELECT * FROM day_vouchers ORDER BY day DESC, n DESC
    LIMIT ${DAYS_PER_PAGE} OFFSET ${Math.max(0, Math.trunc(page)) * DAYS_PER_PAGE}`;
  const differing = differingOrders(sql, rows);
  return {
    total: count(sql, "SELECT count(*) AS n FROM day_vouchers"),
    vouchers: withAmounts(sql, rows, differing),
    waiting: all<Omit<WaitingDay, "debit"> & { readonly cents: number | null } & Row>(
      sql,
      // Figures of rows have two decimals, so their digits are whole cents.
      `SELECT m.day, count(DISTINCT m.key) AS members, sum((
         SELECT sum(CAST(replace(json_extract(r.value, '$.debit'), '.', '') AS INTEGER))
         FROM json_each(m.rows) r
       )) AS cents
       FROM day_members m
       WHERE m.voucher = '' GROUP BY m.day ORDER BY m.day DESC LIMIT ?`,
      DAYS_PER_PAGE,
    ).map(({ day, members, cents }): WaitingDay => ({
      day,
      members,
      debit: amount(dec(String(cents ?? 0)).div(100)),
      ...defined({ amounts: waitingAmounts(sql, day, differing) ?? undefined }),
    })),
    currency: cache.lists(sql).company?.currency ?? null,
    next: nextDue(context),
  };
}

function withAmounts(
  sql: SqlStorage,
  rows: readonly DayVoucherRow[],
  differing: DifferingOrders,
): readonly DayVoucherView[] {
  const views = rows.map((row) => view(sql, row));
  const amounts = dayAmounts(sql, rows, views, differing);
  return views.map((one) => ({ ...one, ...defined({ amounts: amounts.get(one.id) }) }));
}

const PAGE = 200;

/** A day's voucher with a page of its members. `cursor`: as the page before it said. */
export function one({ sql }: TenantContext, id: string, cursor: string | null): DayPage | null {
  const row = byId(sql, id);
  if (row === null) return null;
  const rows = membersAfter(sql, row, cursor, PAGE);
  const vatOf = memberVatByRate(sql, row, rows);
  const [voucher = view(sql, row)] = withAmounts(sql, [row], differingOrders(sql, [row]));
  return {
    voucher,
    members: rows.map((member): DayMemberView => ({
      key: member.key,
      role: member.role as Role,
      n: member.n,
      label: member.label,
      rows: storedJson<readonly DayRow[]>(member.rows),
      ...chargedOf(sql, member),
      ...defined({ vat: vatOf(member) }),
      jobId: jobs.latestFor(sql, member.key)?.id ?? null,
    })),
    cursor: cursorOf(rows, PAGE),
  };
}

/** What the order comes to: its rows may be more, as a discount has a row of its own. */
function chargedOf(sql: SqlStorage, { key, role, n }: MemberRow): Pick<DayMemberView, "charged"> {
  if (role !== "voucher" && role !== "voucher-credit") return {};
  const stored = first<{ voucher: string | null }>(sql)`
    SELECT voucher FROM documents WHERE key = ${key} AND role = ${role} AND n = ${n}`?.voucher;
  if (stored == null) return {};
  const facts = storedJson<VoucherFacts>(stored);
  return { charged: { amount: amount(chargedIn(facts, role)), currency: facts.currency } };
}

/** The voucher that was deleted in the ledger, as the day's run or an order's (`told`) says. */
function deletedOf(view: DayVoucherView, told: readonly Reason[]): string | null {
  if (view.isManual === true) return null;
  const numbersIn = (reasons: readonly Reason[]): readonly string[] =>
    reasons.flatMap(({ code, params }) =>
      code === "day-voucher-gone" ? [String(params["number"])] : [],
    );
  const known = view.voucher === null ? null : (view.voucher.number ?? view.voucher.id);
  // What an order was told counts for the very voucher alone: the day may be booked again since.
  const [number] = [
    ...numbersIn(view.job?.reasons ?? []),
    ...numbersIn(told).filter((one) => one === known),
  ];
  return number ?? null;
}

/** Returns the vouchers of these days that stand in the ledger, in the order of their days. */
export function bookedDayVouchers(
  sql: SqlStorage,
  { from, to }: { readonly from: string; readonly to: string },
): readonly BookedDayVoucher[] {
  const views = all<DayVoucherRow>(sql)`
    SELECT * FROM day_vouchers WHERE day >= ${from} AND day <= ${to} ORDER BY day, n`.map((row) =>
    view(sql, row),
  );
  const changed = changedVouchers(sql, views);
  return views.flatMap((one): BookedDayVoucher[] => {
    const { id, day, n, members, rows, voucher, currency } = one;
    if (voucher === null || deletedOf(one, []) !== null) return [];
    const isAsPlanned = ledgerStateOf(one) === "there" && !changed.has(id);
    const other = voucher.compared ? "changed" : "unread";
    const state = isAsPlanned ? "compared" : other;
    return [{ id, day, n, members, rows, number: voucher.number, currency, state }];
  });
}

/** Returns the days that have a share of an order. `reasons`: of its newest run. */
export const dayShares = (
  sql: SqlStorage,
  key: string,
  reasons: readonly Reason[] = [],
): readonly DayShare[] =>
  membersOf(sql, key)
    .toSorted((a, b) => a.added_at - b.added_at)
    .map((member): DayShare => {
      const row = member.voucher === "" ? null : byId(sql, member.voucher);
      const voucher = row === null ? null : view(sql, row);
      const deleted = voucher === null ? null : deletedOf(voucher, reasons);
      return {
        role: member.role as Role,
        n: member.n,
        day: member.day,
        rows: storedJson<readonly DayRow[]>(member.rows),
        voucher:
          voucher === null
            ? null
            : {
                id: voucher.id,
                day: voucher.day,
                n: voucher.n,
                rows: voucher.rows,
                members: voucher.members,
                voucher: deleted === null ? voucher.voucher : null,
                isManual: voucher.isManual === true,
                currency: voucher.currency,
                ...(deleted === null ? {} : { deleted }),
              },
      };
    });

/** A voucher of a day as it stands now. */
export function view(sql: SqlStorage, row: DayVoucherRow): DayVoucherView {
  const key = dayKey(row.id);
  const isManual = isDayLeftToPerson(sql, key);
  return {
    id: row.id,
    day: row.day,
    n: row.n,
    members: row.members,
    rows: rowsOf(row),
    closedAt: row.closed_at,
    currency: cache.lists(sql).company?.currency ?? null,
    ...(isManual ? { isManual } : {}),
    ...ledgerVoucher(sql, key, "day-voucher"),
  };
}
