// What the vouchers add up to. Nothing is kept beside them: a balance is their sum each time it is asked.
import { Big } from "big.js";
import type { Entity, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import type { Company } from "../../world/company.ts";

const NOUGHT = new Big(0);

/** Rows of a voucher by account; above nought is debit. */
export function movements(voucher: Entity): [account: number, amount: Big][] {
  const rows: readonly JsonObject[] = Array.isArray(voucher["Rows"]) ? voucher["Rows"] : [];
  return rows.map((row) => [
    Number(row["AccountNumber"]),
    new Big(Number(row["DebitAmount"] ?? 0)).minus(Number(row["CreditAmount"] ?? 0)),
  ]);
}

export interface BalanceRow {
  readonly account: number;
  readonly debit: Big;
  readonly credit: Big;
  readonly balance: Big;
}

/** Every account that has an opening balance or a voucher up to and with `until`, by number. */
export function trialBalance(company: Company, until = "9999-12-31"): BalanceRow[] {
  const sums = new Map<number, { debit: Big; credit: Big }>();
  const add = (account: number, amount: Big): void => {
    const { debit, credit } = sums.get(account) ?? { debit: NOUGHT, credit: NOUGHT };
    sums.set(
      account,
      amount.gt(0)
        ? { debit: debit.plus(amount), credit }
        : { debit, credit: credit.minus(amount) },
    );
  };
  for (const [account, amount] of company.openingBalances) add(account, amount);
  for (const voucher of company.vouchers.all()) {
    if (textOf(voucher["VoucherDate"]) > until) continue;
    for (const [account, amount] of movements(voucher)) add(account, amount);
  }
  return [...sums]
    .toSorted(([a], [b]) => a - b)
    .map(([account, { debit, credit }]) => ({
      account,
      debit,
      credit,
      balance: debit.minus(credit),
    }));
}

export function isUsed(company: Company, account: number): boolean {
  return (
    company.vouchers.find((voucher) =>
      movements(voucher).some(([number]) => number === account),
    ) !== null
  );
}
