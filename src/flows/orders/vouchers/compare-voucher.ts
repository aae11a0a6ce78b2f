/**
 * A booked voucher held against the plan: each account's movement, and the day. Pure. What differs is reported and never
 * put right by itself: a voucher is corrected by another one, which a person decides.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { AnsweredVoucher, AnsweredVoucherRow, Voucher } from "../../../domain/voucher.ts";
import { hashOf } from "../../settlement.ts";

/** Empty where it is booked as it was planned. */
export function compareVoucher(planned: Pick<Voucher, "date" | "rows">, booked: Pick<AnsweredVoucher, "date" | "rows">): readonly Reason[] {
  const [mine, theirs] = [movements(planned.rows), movements(booked.rows)];
  const accounts = [...new Set([...mine.keys(), ...theirs.keys()])].toSorted((a, b) => a - b);
  const off = accounts.flatMap((account) => {
    const [was, is] = [mine.get(account) ?? "0.00", theirs.get(account) ?? "0.00"];
    return was === is ? [] : [reason("voucher-differs", { account: String(account), planned: was, booked: is })];
  });
  return [...off, ...(planned.date === booked.date ? [] : [reason("voucher-differs", { field: "date", planned: planned.date, booked: booked.date })])];
}

/** Debit above zero. An account that comes to nothing is as good as none. */
function movements(rows: readonly AnsweredVoucherRow[]): ReadonlyMap<number, Decimal> {
  const found = new Map<number, Decimal>();
  for (const { account, debit, credit } of rows) found.set(account, amount(dec(found.get(account) ?? "0").plus(dec(debit)).minus(dec(credit))));
  return new Map([...found].filter(([, figure]) => figure !== "0.00"));
}

/** What a voucher says, apart from its day and its words: another value of it is an edit that the voucher doesn't show. */
export const voucherHash = ({ rows, charged, currency, ledgerItem }: Voucher): Promise<string> =>
  hashOf(JSON.stringify([rows.map(({ account, debit, credit }) => [account, debit, credit]), charged, currency, ledgerItem === null ? null : ledgerItem.total]));
