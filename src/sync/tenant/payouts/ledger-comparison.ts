/**
 * Compares the accounts of payment methods in the ledger with the sums here. The rest was booked by
 * others: an opening balance, manual vouchers, orders booked elsewhere. Bookings of which nobody
 * knows yet whether they came are shown apart: some are under way, some are left to a person.
 */
import { amount, dec, fromCents, sum } from "../../../domain/money.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import { MAX_BALANCES } from "../../../flows/payouts/balances.ts";
import type { ClearingSum, ComparedAccount, LedgerComparison } from "../../contract/clearing.ts";
import { balances } from "../run-now/finder.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as cache from "../storage/cache.ts";
import { all, raw } from "../storage/sql.ts";
import { bankAccounts, orderCurrencySql } from "../journal/invoiced.ts";
import type { WriteIntent } from "../../../flows/port.ts";
import * as jobs from "../jobs/jobs.ts";
import * as store from "./payout-store.ts";

type OwnFigures = Required<Omit<ComparedAccount, "ledger" | "other">>;

/** `sums`: as they are now, asked before and after the ledger is. */
export async function compareWithLedger(
  context: TenantContext,
  sums: () => readonly ClearingSum[],
): Promise<LedgerComparison> {
  const { sql } = context;
  const before = countedHere(sql, sums());
  const today = localDay(context.now(), SOURCE_ZONE);
  const day = lastDay(sql, today);
  if (day === null)
    return { kind: "refused", reasons: [reason("period-closed", { date: today, why: "no-year" })] };
  if (before.length === 0) return { kind: "read", day, accounts: [] };
  const accounts = before.map(({ account }) => account).slice(0, MAX_BALANCES);
  const more = before.length - accounts.length;
  const read = await balances(context, accounts, day);
  if (read.kind !== "balances") return read;
  const now = countedHere(sql, sums());
  const { moving, unconfirmed } = uncountedBookings(sql);
  if (JSON.stringify(now) !== JSON.stringify(before) || moving) return { kind: "later" };
  return {
    kind: "read",
    day,
    ...(more === 0 ? {} : { more }),
    ...(unconfirmed === 0 ? {} : { unconfirmed }),
    accounts: read.balances.flatMap(({ account, balance }): ComparedAccount[] => {
      const one = before.find((counted) => counted.account === account);
      if (one === undefined) return [];
      const ledger = balance ?? "0.00";
      const ours = dec(one.open).plus(one.payments).minus(one.taken).minus(one.waiting);
      return [{ ...one, ledger, other: amount(dec(ledger).minus(ours)) }];
    }),
  };
}

/** Of the year that today is in: what is dated ahead is in the books as well. */
function lastDay(sql: SqlStorage, today: string): string | null {
  const { fiscalYears = [] } = cache.lists(sql);
  return fiscalYears.find(({ start, end }) => start <= today && today <= end)?.end ?? null;
}

function countedHere(sql: SqlStorage, sums: readonly ClearingSum[]): readonly OwnFigures[] {
  const payments = paymentsByAccount(sql);
  const taken = takenByAccount(sql);
  const waiting = waitingByAccount(sql);
  const accounts = new Set([...sums.map(({ account }) => account), ...taken.keys()]);
  return [...accounts]
    .toSorted((one, other) => one - other)
    .map((account) => ({
      account,
      open: amount(sum(sums.filter((one) => one.account === account).map(({ open }) => open))),
      payments: fromCents(payments.get(account) ?? 0),
      taken: fromCents(taken.get(account) ?? 0),
      waiting: fromCents(waiting.get(account) ?? 0),
    }));
}

/**
 * What payouts took off accounts without paying it on an invoice, in cents: as it was paid already,
 * on another bank account, and taken to be on this one; or as credits were set off against the
 * invoices, less what was paid back of such credits. Each payout counts by itself, as other money
 * on the account explains nothing of it, from when it paid all that it could.
 */
export const deductedUnpaid = (sql: SqlStorage) =>
  all<{ account: number; elsewhere: number; setOff: number }>(sql)`
    SELECT account, sum(elsewhere) AS elsewhere, sum(set_off) AS setOff FROM payout_sums s
    WHERE ${raw(IS_BOOKED)}
    GROUP BY account`;

const ownBanks = (sql: SqlStorage): ReadonlyMap<string, number> =>
  new Map(
    bankAccounts(sql, cache.lists(sql).company?.currency ?? "").map(({ id, account }) => [
      id,
      account,
    ]),
  );

type PaidOn = { readonly bank: string; readonly keptOn: number | null; readonly cents: number };

/**
 * Received less paid back on invoices, by the account that their bank account was kept on, or is
 * now where that isn't known. Those in another currency are left out: what the ledger booked for
 * them isn't known.
 */
function paymentsByAccount(sql: SqlStorage): ReadonlyMap<number, number> {
  const currency = cache.lists(sql).company?.currency ?? "";
  const banks = ownBanks(sql);
  const found = new Map<number, number>();
  for (const { bank, keptOn, cents } of all<PaidOn>(
    sql,
    `SELECT bank, kept_on AS keptOn, sum(CAST(round(amount * 100) AS INTEGER)) AS cents
     FROM operations o INDEXED BY operations_banked
     WHERE bank IS NOT NULL AND state IN ('done', 'compared')
       AND coalesce(${orderCurrencySql("o.key")}, ?1) = ?1
     GROUP BY bank, kept_on`,
    currency,
  )) {
    const account = keptOn ?? banks.get(bank);
    if (account !== undefined) found.set(account, (found.get(account) ?? 0) + cents);
  }
  return found;
}

/** The payout of the row `s` is in the ledger. */
const IS_BOOKED = `EXISTS (
  SELECT 1 FROM documents d
  WHERE d.key = 'payout:' || s.payout AND d.role = 'payout' AND d.state = 'live'
)`;

/** What booked payouts took off for lines that were payments on invoices. */
const takenByAccount = (sql: SqlStorage): ReadonlyMap<number, number> =>
  new Map(
    all<{ account: number; cents: number }>(sql)`
      SELECT account, sum(cents) AS cents FROM payout_sums s
      WHERE ${raw(IS_BOOKED)}
      GROUP BY account`.map(({ account, cents }) => [account, cents]),
  );

/** The day `v` isn't in the ledger. */
const IS_NOT_BOOKED = `NOT EXISTS (
  SELECT 1 FROM documents d
  WHERE d.key = 'day:' || v.id AND d.role = 'day-voucher' AND d.state IN ('live', 'unlinked')
)`;
/** The same, as its voucher was deleted there. */
const IS_REMOVED = `${IS_NOT_BOOKED} AND EXISTS (
  SELECT 1 FROM documents d
  WHERE d.key = 'day:' || v.id AND d.role = 'day-voucher' AND d.state = 'gone'
)`;

/** Debit less credit by account. `from`: SQL for rows of vouchers. */
const sumsOfRows = (sql: SqlStorage, from: string): ReadonlyMap<number, number> =>
  new Map(
    all<{ account: number; cents: number }>(sql)`
      SELECT value ->> 'account' AS account,
        sum(
          CAST(round((value ->> 'debit') * 100) AS INTEGER)
          - CAST(round((value ->> 'credit') * 100) AS INTEGER)
        ) AS cents
      FROM (${raw(from)}), json_each(rows)
      GROUP BY account`.map(({ account, cents }) => [account, cents]),
  );

/**
 * Debit less credit of orders that are counted, and whose day's voucher isn't in the ledger: what
 * waits for its day to close, and days that are closed and not booked.
 */
export const waitingByAccount = (sql: SqlStorage): ReadonlyMap<number, number> =>
  sumsOfRows(
    sql,
    `SELECT rows FROM day_members WHERE voucher = ''
     UNION ALL
     SELECT rows FROM day_vouchers v WHERE ${IS_NOT_BOOKED}`,
  );

/** Of these, days whose voucher was deleted: nothing books them until a person retries. */
export function removedDays(sql: SqlStorage): {
  readonly byAccount: ReadonlyMap<number, number>;
  readonly days: readonly { readonly id: string; readonly day: string }[];
} {
  const days = all<{ id: string; day: string }>(sql)`
    SELECT v.id AS id, v.day AS day FROM day_vouchers v WHERE ${raw(IS_REMOVED)}
    ORDER BY v.day, v.n`;
  const of = `SELECT rows FROM day_vouchers v WHERE ${IS_REMOVED}`;
  return { days, byAccount: days.length === 0 ? new Map() : sumsOfRows(sql, of) };
}

/** What moves an account of a payment method. */
const MOVE = [
  "payment.create",
  "voucher.create",
  "ledger-item.create",
  "day-voucher.create",
  "payout.create",
] as const satisfies readonly WriteIntent["kind"][];

/**
 * `moving`: something is booked, or may be by and by, that isn't counted here. `unconfirmed`: how
 * many bookings wait for a person to say what came of them.
 */
export function uncountedBookings(sql: SqlStorage): {
  readonly moving: boolean;
  readonly unconfirmed: number;
} {
  const keys = all<{ key: string }>(
    sql,
    `SELECT key FROM operations INDEXED BY operations_open
     WHERE state IN ('sent', 'in-doubt') AND kind IN (${MOVE.map(() => "?").join(", ")})`,
    ...MOVE,
  );
  return {
    moving:
      store.findUncounted(sql) !== null || keys.some(({ key }) => jobs.openFor(sql, key) !== null),
    unconfirmed: keys.length,
  };
}
