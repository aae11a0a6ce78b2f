// The voucher of an invoice: receivable against sales by account, VAT by rate, and rounding. It balances by construction,
// because the receivable is the total that the rows and the VAT make. Accounts are the coding's for that kind of sale;
// a coding that has none is error 4024.
import { Big } from "big.js";
import type { Entity, JsonObject } from "../json.ts";
import { roundMoney, toNumber } from "../money/round.ts";
import type { SaleKind } from "../money/sale-kind.ts";
import { sum, type Totals } from "../money/totals.ts";
import type { Act } from "../vendor/act.ts";
import { VendorFault } from "../vendor/fault.ts";
import type { Coding, OrderRow } from "../world/entities.ts";
import { newId } from "./new-id.ts";
import { rowSale, type Sale } from "./order-sale.ts";

const RECEIVABLES = 1510;
const ROUNDING = 3740;
const OUTPUT_VAT: Readonly<Record<string, number>> = { "25": 2611, "12": 2621, "6": 2631 };
const OSS_VAT = 2670;

const ACCOUNT: Readonly<Record<SaleKind, string>> = {
  domestic: "DomesticSalesSubjectToVatAccountNumber",
  "domestic-reversed": "DomesticSalesSubjectToReversedConstructionVatAccountNumber",
  "eu-with-vat": "ForeignSalesSubjectToVatWithinEuAccountNumber",
  "eu-exempt": "ForeignSalesVatExemptWithinEuAccountNumber",
  "eu-third-party": "ForeignSalesSubjectToThirdPartySalesAccountNumber",
  oss: "ForeignSalesSubjectToMossAccountNumber",
  "outside-eu": "ForeignSalesVatExemptOutsideEuAccountNumber",
  "outside-eu-with-vat": "DomesticSalesSubjectToVatAccountNumber",
};

interface InvoiceToBook {
  readonly id: string;
  readonly number: number;
  readonly day: string;
  readonly stamp: string;
  readonly sale: Sale;
  readonly rows: readonly OrderRow[];
  readonly total: Totals;
}

interface Line {
  readonly account: number;
  readonly rate: string;
  readonly amount: Big;
}

export function bookInvoice(act: Act, invoice: InvoiceToBook): Entity {
  const text = `Kundfaktura till ${invoice.sale.customer.CustomerNumber} ${invoice.sale.customer.Name}, ${invoice.number}`;
  const { total } = invoice;
  const debit = new Map<number, Big>([[RECEIVABLES, total.gross.plus(total.roundings)]]);
  const credit = new Map<number, Big>();
  const add = (account: number, value: Big): void => void credit.set(account, (credit.get(account) ?? new Big(0)).plus(value));
  const lines = invoice.rows.filter((row) => !row.IsTextRow).map((row) => lineOf(act, invoice.sale, row));
  for (const one of total.perRate) {
    const ofRate = lines.filter((line) => line.rate === one.rate.toString());
    for (const [account, net] of split(ofRate, one.net)) add(account, net);
    const oss = ofRate.some((line) => line.account === 3109 || line.account === 3309);
    if (!one.vat.eq(0)) add(oss ? OSS_VAT : (OUTPUT_VAT[one.rate.toString()] ?? 2611), one.vat);
  }
  if (!total.roundings.eq(0)) add(ROUNDING, total.roundings);
  const rows = [...[...credit].map(([account, value]) => row(account, value.neg(), text)), ...[...debit].map(([account, value]) => row(account, value, text))];
  return {
    Id: newId(),
    NumberAndNumberSeries: `A${act.company.series.voucher}`,
    NumberSeries: "A",
    VoucherDate: invoice.day,
    VoucherText: text,
    VoucherType: 14,
    SourceId: invoice.id,
    Rows: rows,
    CreatedUtc: invoice.stamp,
    ModifiedUtc: invoice.stamp,
  };
}

function lineOf(act: Act, sale: Sale, row: OrderRow): Line {
  const article = act.company.articles.get(row.ArticleId ?? "");
  const coding = article === null ? null : act.company.codings.get(article.CodingId);
  if (article === null || coding === null) throw new VendorFault(3000, "ResourceNotFoundException - The article or its coding was not found.");
  const { kind } = rowSale(act, sale, article, row.EligibleForReverseChargeOnVat);
  // The rate is the one the order was made with, even where the coding has changed since.
  return { account: accountOf(coding, kind), rate: new Big(row.VatRate ?? 0).times(100).toString(), amount: new Big(row.Amount) };
}

function accountOf(coding: Coding, kind: SaleKind): number {
  const name = kind === "domestic" && coding.VatRatePercent === 0 ? "DomesticSalesVatExemptAccountNumber" : ACCOUNT[kind];
  const account = coding[name];
  if (typeof account === "number") return account;
  throw new VendorFault(4024, `SalesAccountNumberMissingException - The coding ${coding.Name} has no account ${name}.`);
}

/** A rate's net over its accounts by their amounts; the last takes the remainder, so nothing is lost. */
function split(lines: readonly Line[], net: Big): Map<number, Big> {
  const byAccount = new Map<number, Big>();
  for (const line of lines) byAccount.set(line.account, (byAccount.get(line.account) ?? new Big(0)).plus(line.amount));
  const all = sum([...byAccount.values()]);
  const shares = new Map<number, Big>();
  let rest = net;
  const accounts = [...byAccount];
  for (const [index, [account, value]] of accounts.entries()) {
    const share = index === accounts.length - 1 ? rest : roundMoney(all.eq(0) ? new Big(0) : net.times(value).div(all), "away");
    shares.set(account, share);
    rest = rest.minus(share);
  }
  return shares;
}

/** Positive is debit. */
function row(account: number, value: Big, text: string): JsonObject {
  return {
    AccountNumber: account,
    AccountDescription: null,
    DebitAmount: value.gt(0) ? toNumber(value) : 0,
    CreditAmount: value.lt(0) ? toNumber(value.neg()) : 0,
    TransactionText: text.slice(0, 60),
    ProjectId: null,
    VatCodeId: null,
    VatAmount: null,
  };
}
