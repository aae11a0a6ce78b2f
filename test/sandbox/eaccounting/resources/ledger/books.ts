// Whether the books add up, asked at any time: debit and credit, the VAT accounts and the documents' VAT, the receivables
// and what remains to be paid, and each document in itself. It reads what is stored and trusts none of the code that
// wrote it.
import { Big } from "big.js";
import type { Entity, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { sum } from "../../money/totals.ts";
import type { Company } from "../../world/company.ts";
import { vatAccounts } from "../../world/plan.ts";
import { type BalanceRow, movements, trialBalance } from "./balances.ts";

export interface Books {
  readonly trialBalance: readonly BalanceRow[];
  readonly vat: Sides;
  readonly receivables: Sides;
  /** Empty when everything adds up. */
  readonly problems: readonly string[];
}

/** The same figure, as the accounts have it and as the documents do. */
export interface Sides {
  readonly accounts: Big;
  readonly documents: Big;
}

/** What a person or a client writes, and an import: nothing in the documents stands for it. */
const MANUAL: readonly unknown[] = [2, 9];

export function booksOf(company: Company): Books {
  const rows = trialBalance(company);
  const vat = vatSides(company);
  const receivables = receivableSides(company);
  const off = sum(rows.map((row) => row.balance));
  return {
    trialBalance: rows,
    vat,
    receivables,
    problems: [
      ...(off.eq(0) ? [] : [`debit and credit differ by ${off.toFixed(2)}`]),
      ...differ("VAT", vat),
      ...differ("receivables", receivables),
      ...company.vouchers.all().flatMap(voucherProblems),
      ...company.invoices.all().flatMap((invoice) => invoiceProblems(company, invoice)),
    ],
  };
}

function differ(name: string, { accounts, documents }: Sides): string[] {
  return accounts.eq(documents)
    ? []
    : [`${name}: the accounts have ${accounts.toFixed(2)}, the documents ${documents.toFixed(2)}`];
}

function movedOn(vouchers: readonly Entity[], accounts: readonly number[]): Big {
  return sum(
    vouchers
      .flatMap(movements)
      .flatMap(([account, amount]) => (accounts.includes(account) ? [amount] : [])),
  );
}

function vatSides(company: Company): Sides {
  const vouchers = company.vouchers
    .all()
    .filter((voucher) => !MANUAL.includes(voucher["VoucherType"]));
  const accounts = vatAccounts(company.plan);
  const documents = [...company.booked.values()].map((booked) =>
    booked.isPosted ? booked.vat : booked.vat.minus(vatLeft(accounts, booked.sale)),
  );
  return { accounts: movedOn(vouchers, accounts).neg(), documents: sum(documents) };
}

/** Of a document that is booked when it is paid: what no payment has brought yet. */
function vatLeft(
  accounts: readonly number[],
  sale: readonly { readonly account: number; readonly amount: Big }[],
): Big {
  return sum(sale.flatMap((one) => (accounts.includes(one.account) ? [one.amount] : [])));
}

function receivableSides(company: Company): Sides {
  const { receivables } = company.plan.roles;
  const opening = company.openingBalances.get(receivables) ?? 0;
  const byHand = company.vouchers
    .all()
    .filter((voucher) => MANUAL.includes(voucher["VoucherType"]));
  const open = company.invoices
    .all()
    .filter((invoice) => company.booked.get(invoice.Id)?.isPosted === true);
  const remaining = sum(open.map((invoice) => new Big(Number(invoice["RemainingAmount"]))));
  const opened = sum([...company.booked.values()].map((booked) => booked.openedWith ?? new Big(0)));
  // A receivable typed into a voucher counts as far as no ledger item stands for it.
  const loose = movedOn(byHand, [receivables]).plus(opening).minus(opened);
  return {
    accounts: movedOn(company.vouchers.all(), [receivables]).plus(opening),
    documents: remaining.plus(loose),
  };
}

function voucherProblems(voucher: Entity): string[] {
  const off = sum(movements(voucher).map(([, amount]) => amount));
  return off.eq(0)
    ? []
    : [`voucher ${textOf(voucher["NumberAndNumberSeries"])} is off by ${off.toFixed(2)}`];
}

/** The VAT specification against the totals, whichever sign they are shown with. */
function invoiceProblems(company: Company, invoice: Entity): string[] {
  if (invoice["IsQuickInvoice"] === true) return [];
  const amount = (name: string): Big => new Big(Number(invoice[name] ?? 0));
  const perRate: readonly JsonObject[] = Array.isArray(invoice["VatSpecification"])
    ? invoice["VatSpecification"]
    : [];
  const of = (name: string): Big => sum(perRate.map((one) => new Big(Number(one[name]))));
  const rounding =
    invoice["CurrencyCode"] === company.settings.CurrencyCode
      ? amount("TotalRoundings")
      : new Big(0);
  const number = textOf(invoice["InvoiceNumber"]);
  return [
    ...differ(`VAT of invoice ${number}`, {
      accounts: of("VatAmountInvoiceCurrency"),
      documents: amount("TotalVatAmountInvoiceCurrency"),
    }),
    ...differ(`total of invoice ${number}`, {
      accounts: of("AmountInvoiceCurrency").plus(of("VatAmountInvoiceCurrency")).plus(rounding),
      documents: amount("TotalAmountInvoiceCurrency"),
    }),
    ...(amount("RemainingAmountInvoiceCurrency").eq(0) === amount("RemainingAmount").eq(0)
      ? []
      : [`invoice ${number} is paid in one currency only`]),
  ];
}
