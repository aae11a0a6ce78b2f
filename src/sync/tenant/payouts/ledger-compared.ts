/**
 * The accounts of payment methods in the ledger beside what is counted here. What is left is what
 * nobody here booked: an opening balance, vouchers by hand, orders that were booked by somebody
 * else.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/zoned-time.ts";
import { MOST_BALANCES } from "../../../flows/payouts/balances.ts";
import type { ClearingSum, ComparedAccount, LedgerCompared } from "../../payout-rpc.ts";
import { balances } from "../at-once/finder.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as cache from "../storage/cache.ts";
import { all } from "../storage/sql.ts";
import { bankAccounts } from "./invoiced.ts";

type Counted = Omit<ComparedAccount, "ledger" | "other">;

/** `sums`: as they are now, asked before and after the ledger is. */
export async function compareWithLedger(
  context: TenantContext,
  sums: () => readonly ClearingSum[],
): Promise<LedgerCompared> {
  const before = countedHere(context.sql, sums());
  const day = lastDay(context);
  if (before.length === 0 || day === null) return { kind: "read", day: day ?? "", accounts: [] };
  const accounts = before.map(({ account }) => account).slice(0, MOST_BALANCES);
  const read = await balances(context, accounts, day);
  if (read.kind !== "balances") return read;
  const now = countedHere(context.sql, sums());
  if (JSON.stringify(now) !== JSON.stringify(before)) return { kind: "later" };
  return {
    kind: "read",
    day,
    accounts: read.balances.flatMap(({ account, balance }): ComparedAccount[] => {
      const one = before.find((counted) => counted.account === account);
      if (one === undefined) return [];
      const ledger = balance ?? "0.00";
      const ours = dec(one.open).plus(one.payments).minus(one.taken);
      return [{ ...one, ledger, other: amount(dec(ledger).minus(ours)) }];
    }),
  };
}

/** Of the year that today is in: what is dated ahead is in the books as well. */
function lastDay({ sql, now }: TenantContext): string | null {
  const today = localDay(now(), SOURCE_ZONE);
  const { fiscalYears = [] } = cache.lookups(sql);
  return fiscalYears.find(({ start, end }) => start <= today && today <= end)?.end ?? null;
}

function countedHere(sql: SqlStorage, sums: readonly ClearingSum[]): readonly Counted[] {
  const payments = paymentsByAccount(sql);
  const taken = takenByAccount(sql);
  const accounts = new Set([...sums.map(({ account }) => account), ...taken.keys()]);
  return [...accounts]
    .toSorted((one, other) => one - other)
    .map((account) => ({
      account,
      open: amount(
        sums
          .filter((sum) => sum.account === account)
          .reduce((all_, { open }) => all_.plus(open), dec(0)),
      ),
      payments: major(payments.get(account) ?? 0),
      taken: major(taken.get(account) ?? 0),
    }));
}

const major = (cents: number): Decimal => amount(dec(cents).div(100));

/** Received less paid back on invoices, by the account that their bank account is kept on. */
function paymentsByAccount(sql: SqlStorage): ReadonlyMap<number, number> {
  const banks = bankAccounts(sql, cache.lookups(sql).company?.currency ?? "");
  const found = new Map<number, number>();
  for (const { bank, cents } of all<{ bank: string; cents: number }>(
    sql,
    `SELECT bank, sum(CAST(round(amount * 100) AS INTEGER)) AS cents
     FROM operations INDEXED BY operations_banked
     WHERE bank IS NOT NULL AND state IN ('done', 'compared')
     GROUP BY bank`,
  )) {
    const account = banks.find(({ id }) => id === bank)?.account;
    if (account !== undefined) found.set(account, (found.get(account) ?? 0) + cents);
  }
  return found;
}

/** What booked payouts took off for lines that were payments on invoices. */
function takenByAccount(sql: SqlStorage): ReadonlyMap<number, number> {
  const rows = all<{ account: number; cents: number }>(
    sql,
    `WITH booked AS (
       SELECT body FROM payout_plans
       WHERE state = 'made' AND EXISTS (
         SELECT 1 FROM documents d
         WHERE d.key = 'payout:' || payout AND d.role = 'payout' AND d.state = 'live'
       )
     )
     SELECT CAST(one.key AS INTEGER) AS account,
       CAST(round(one.value * 100) AS INTEGER) AS cents
     FROM booked, json_each(booked.body, '$.sums.registered') one
     UNION ALL
     SELECT one.value ->> 'account' AS account,
       CAST(round(((one.value ->> 'received') - (one.value ->> 'paidBack')) * 100) AS INTEGER)
         AS cents
     FROM booked, json_each(booked.body, '$.plan.payments') one`,
  );
  const found = new Map<number, number>();
  for (const { account, cents } of rows) found.set(account, (found.get(account) ?? 0) + cents);
  return found;
}
