/**
 * The books as such: both sides of all that is posted, and the VAT accounts against the VAT of the
 * documents. Pure.
 */
import Big from "big.js";
import type { LedgerDocument } from "./auditor.ts";

export type Posting = { readonly account: number; readonly debit: string; readonly credit: string };

export type Books = {
  /** Each voucher of the ledger, whoever made it. */
  readonly vouchers: readonly { readonly name: string; readonly rows: readonly Posting[] }[];
  readonly vatAccounts: readonly number[];
  /** VAT of all booked invoices in the company's currency, credits below zero. */
  readonly invoicedVat: string;
  /**
   * Items of the customer ledger: what each says is owed, and what its voucher posted on the
   * receivables.
   */
  readonly items: readonly {
    readonly name: string;
    readonly owed: string;
    readonly posted: string;
  }[];
  /** What doesn't add up in the ledger's own words. */
  readonly problems: readonly string[];
};

const sum = (amounts: readonly string[]): Big =>
  amounts.reduce((all, amount) => all.plus(amount), new Big(0));
const off = (rows: readonly Posting[]): Big =>
  sum(rows.map((row) => row.debit)).minus(sum(rows.map((row) => row.credit)));

export function bookFindings(
  books: Books,
  documents: readonly LedgerDocument[],
): readonly string[] {
  const rows = books.vouchers.flatMap((voucher) => voucher.rows);
  const posted = off(rows.filter((row) => books.vatAccounts.includes(row.account))).times(-1);
  const said = sum([
    books.invoicedVat,
    ...documents.filter((document) => document.kind === "voucher").map((document) => document.vat),
  ]);
  return [
    ...books.vouchers
      .filter((voucher) => !off(voucher.rows).eq(0))
      .map((voucher) => `voucher ${voucher.name} is off by ${off(voucher.rows).toFixed(2)}`),
    ...(posted.eq(said)
      ? []
      : [`the VAT accounts have ${posted.toFixed(2)}, the documents ${said.toFixed(2)}`]),
    ...books.items
      .filter((item) => !new Big(item.owed).eq(item.posted))
      .map((item) => `item ${item.name} says ${item.owed} is owed, its voucher ${item.posted}`),
    ...books.problems,
  ];
}
