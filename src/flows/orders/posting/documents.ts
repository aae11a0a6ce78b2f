/**
 * The ledger's chart of accounts, and postings that aren't planned by article rows: a journal
 * voucher, which is its own posting, and a payment, from the receivable to the account that it
 * arrived on. Pure.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import type { Chart, Posting, PostingLine, PostingRole } from "../../../domain/ledger/posting.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { Voucher } from "../../../domain/ledger/voucher.ts";
import type { NameEntry } from "../../../domain/ledger/names.ts";

/** `home`: the ledger's currency, in which vouchers are written. */
export const voucherPosting = (voucher: Voucher, home: string, chart: Chart): Posting => ({
  currency: home,
  converted: false,
  date: voucher.date,
  lines: voucher.rows.map((row): PostingLine => {
    const code = chart.get(row.account)?.vat?.code ?? null;
    const why: readonly Reason[] =
      code === null ? [] : [reason("posting-by-chart", { account: String(row.account), code })];
    return {
      role: row.role,
      account: row.account,
      debit: row.debit,
      credit: row.credit,
      vatCode: code,
      lines: row.sourceLines,
      reasons: [...row.reasons, ...why],
    };
  }),
});

export type SentPayment = {
  /** Below zero: a refund. */
  readonly amount: Decimal;
  readonly currency: string;
  readonly date: string;
  /** It moves no money: the ledger rounds with it. */
  readonly isRounding: boolean;
};

/** `null`: the account isn't known, as the list of bank accounts wasn't read. */
type BankAccount = { readonly name: string; readonly account: number | null } | null;

export function paymentPosting(payment: SentPayment, bank: BankAccount, home: string): Posting {
  const paid = dec(payment.amount);
  const line = (
    role: PostingRole,
    number: number | null,
    figure: typeof paid,
    why: Reason,
  ): PostingLine => ({
    role,
    account: number,
    debit: figure.gt(0) ? amount(figure) : "0.00",
    credit: figure.lt(0) ? amount(figure.abs()) : "0.00",
    vatCode: null,
    lines: [],
    reasons: [why],
  });
  const ofMoney = (): PostingLine => {
    if (payment.isRounding)
      return line("rounding", null, paid, reason("posting-account-unknown", { part: "rounding" }));
    if (bank === null || bank.account === null)
      return line("bank", null, paid, reason("posting-account-unknown", { part: "bank" }));
    const { account, name } = bank;
    return line(
      "bank",
      account,
      paid,
      reason("posting-by-bank", { account: String(account), bank: name }),
    );
  };
  return {
    currency: payment.currency,
    converted: payment.currency !== home,
    date: payment.date,
    lines: [
      ofMoney(),
      line(
        "receivable",
        null,
        paid.times(-1),
        reason("posting-account-unknown", { part: "receivable" }),
      ),
    ],
  };
}

/** `entries`: each named by its number and its name, "3001 Sales". */
export const chartFrom = (entries: readonly NameEntry[]): Chart =>
  new Map(
    entries.map(({ id, name, vat }) => [
      Number(id),
      { name: name.startsWith(`${id} `) ? name.slice(id.length + 1) : name, vat: vat ?? null },
    ]),
  );
