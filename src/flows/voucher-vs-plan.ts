/**
 * Compares a booked voucher with the plan: each account's movement, cost centres and project, and
 * the day. Pure. Differences are reported and never corrected automatically: a voucher is corrected
 * by another one, which a person decides.
 */
import { MAPPED_DIMENSIONS } from "../domain/ledger/mapped.ts";
import { type Reason, reason } from "../domain/reasons/index.ts";
import {
  type AnsweredVoucher,
  type AnsweredVoucherRow,
  movements,
} from "../domain/ledger/voucher.ts";

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
  // How an account is spread isn't compared where its amount differs already.
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

/** Sums each cost centre item and project by account, not by row, as the ledger may join rows. */
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
        .filter(([, figure]) => figure !== "0.00")
        .toSorted(([a], [b]) => a - b)
        .map(([account, figure]) => `${account} ${figure}`)
        .join(", ")}`,
  );
  return spread.length === 0 ? null : spread.join("; ");
}
