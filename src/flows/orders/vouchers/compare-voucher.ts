/**
 * A booked voucher held against the plan: each account's movement, cost centres and project, and
 * the day. Pure. What differs is reported and never put right by itself: a voucher is corrected by
 * another one, which a person decides.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import { MAPPED_DIMENSIONS } from "../../../domain/mapped.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { AnsweredVoucher, AnsweredVoucherRow, Voucher } from "../../../domain/voucher.ts";
import { hashOf } from "../../settlement.ts";

/** Empty where it is booked as it was planned. */
export function compareVoucher(
  planned: Pick<AnsweredVoucher, "date" | "rows">,
  booked: Pick<AnsweredVoucher, "date" | "rows">,
): readonly Reason[] {
  const [mine, theirs] = [movements(planned.rows), movements(booked.rows)];
  const accounts = [...new Set([...mine.keys(), ...theirs.keys()])].toSorted((a, b) => a - b);
  const off = accounts.flatMap((account) => {
    const [was, is] = [mine.get(account) ?? "0.00", theirs.get(account) ?? "0.00"];
    return was === is
      ? []
      : [reason("voucher-differs", { account: String(account), planned: was, booked: is })];
  });
  // Where an account differs already, how it is spread is of no interest.
  const spread =
    off.length > 0
      ? []
      : MAPPED_DIMENSIONS.flatMap((field) => {
          const [was, is] = [itemsOf(planned.rows, field), itemsOf(booked.rows, field)];
          return was === is ? [] : [reason("voucher-differs", { field, planned: was, booked: is })];
        });
  return [
    ...off,
    ...spread,
    ...(planned.date === booked.date
      ? []
      : [reason("voucher-differs", { field: "date", planned: planned.date, booked: booked.date })]),
  ];
}

/**
 * What each item of a cost centre, or each project, has on each account: as the ledger may join
 * rows, not row by row.
 */
function itemsOf(
  rows: readonly AnsweredVoucherRow[],
  field: (typeof MAPPED_DIMENSIONS)[number],
): string | null {
  const items = [...new Set(rows.flatMap(({ mapped }) => mapped?.[field] ?? []))]
    .map(String)
    .toSorted();
  const spread = items.map(
    (item) =>
      `${item}: ${[...movements(rows.filter(({ mapped }) => mapped?.[field] === item))]
        .toSorted(([a], [b]) => a - b)
        .map(([account, figure]) => `${account} ${figure}`)
        .join(", ")}`,
  );
  return spread.length === 0 ? null : spread.join("; ");
}

/** Debit above zero. An account that comes to nothing is as good as none. */
function movements(rows: readonly AnsweredVoucherRow[]): ReadonlyMap<number, Decimal> {
  const found = new Map<number, Decimal>();
  for (const { account, debit, credit } of rows)
    found.set(
      account,
      amount(
        dec(found.get(account) ?? "0")
          .plus(dec(debit))
          .minus(dec(credit)),
      ),
    );
  return new Map([...found].filter(([, figure]) => figure !== "0.00"));
}

/**
 * What a voucher says, apart from its day and its words: another value of it is an edit that the
 * voucher doesn't show.
 */
export const voucherHash = ({ rows, charged, currency, ledgerItem }: Voucher): Promise<string> =>
  hashOf(
    JSON.stringify([
      rows.map(({ account, debit, credit }) => [account, debit, credit]),
      charged,
      currency,
      ledgerItem === null ? null : ledgerItem.total,
    ]),
  );
