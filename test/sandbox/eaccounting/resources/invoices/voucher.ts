// The voucher of an invoice: receivable against sales by account, VAT by rate, and rounding, in the company's currency.
// It balances by construction, because the receivable is what nets, VAT and rounding make.
import { Big } from "big.js";
import type { Entity, JsonObject } from "../../json.ts";
import { roundMoney, toNumber } from "../../money/round.ts";
import { sum } from "../../money/totals.ts";
import type { Act } from "../../vendor/act.ts";
import { newId } from "../new-id.ts";
import { RECEIVABLES, ROUNDING, salesAccount, vatAccount } from "./accounts.ts";
import type { InvoiceContent, PricedLine } from "./content.ts";
import { dimensionKey, type Dimensions, NO_DIMENSIONS } from "./dimensions.ts";
import type { Figures } from "./figures.ts";

interface InvoiceToBook {
  readonly id: string;
  readonly number: number;
  readonly day: string;
  readonly content: InvoiceContent;
  readonly figures: Figures;
}

/** One row to be; an amount above nought is credit. */
interface Posting {
  readonly account: number;
  readonly dimensions: Dimensions;
  readonly amount: Big;
}

export function invoiceVoucher(act: Act, { id, number, day, content, figures }: InvoiceToBook): Entity {
  const { customer } = content;
  const text = `${content.isCredit ? "Kreditfaktura" : "Kundfaktura"} till ${customer.CustomerNumber} ${customer.Name}, ${number}`;
  const stamp = act.world.stamp();
  return {
    Id: newId(),
    NumberAndNumberSeries: `A${act.company.series.voucher}`,
    NumberSeries: "A",
    ImportedVoucherNumber: null,
    VoucherDate: day,
    VoucherText: text,
    VoucherType: content.isCredit ? 15 : 14,
    SourceId: id,
    Rows: postings(content, figures).map((posting) => voucherRow(posting, text)),
    CreatedUtc: stamp,
    ModifiedUtc: stamp,
  };
}

function postings(content: InvoiceContent, { base }: Figures): Posting[] {
  const lines = content.lines.flatMap((line) => (line.priced === null ? [] : [line.priced]));
  const credit = new Map<string, Posting>();
  const add = (account: number, dimensions: Dimensions, amount: Big): void => {
    const key = `${account} ${dimensionKey(dimensions)}`;
    credit.set(key, { account, dimensions, amount: (credit.get(key)?.amount ?? new Big(0)).plus(amount) });
  };
  for (const one of base.perRate) {
    const ofRate = lines.filter((line) => line.rate.eq(one.rate));
    for (const [line, net] of split(ofRate, one.net, (line) => `${salesAccount(line)} ${dimensionKey(line.dimensions)}`)) add(salesAccount(line), line.dimensions, net);
    for (const [line, vat] of split(ofRate, one.vat, (line) => String(vatAccount(line)))) add(vatAccount(line), NO_DIMENSIONS, vat);
  }
  add(ROUNDING, NO_DIMENSIONS, base.roundings);
  return [...credit.values(), { account: RECEIVABLES, dimensions: NO_DIMENSIONS, amount: base.toPay.neg() }].filter((posting) => !posting.amount.eq(0));
}

/** An amount over groups of lines by what they come to; the last takes the remainder, so nothing is lost. */
function split(lines: readonly PricedLine[], whole: Big, keyOf: (line: PricedLine) => string): [PricedLine, Big][] {
  const groups = new Map<string, { line: PricedLine; amount: Big }>();
  for (const line of lines) {
    const group = groups.get(keyOf(line));
    groups.set(keyOf(line), { line, amount: (group?.amount ?? new Big(0)).plus(line.amount) });
  }
  const all = sum([...groups.values()].map((group) => group.amount));
  let rest = whole;
  return [...groups.values()].map(({ line, amount }, index): [PricedLine, Big] => {
    const share = index === groups.size - 1 ? rest : roundMoney(all.eq(0) ? new Big(0) : whole.times(amount).div(all), "away");
    rest = rest.minus(share);
    return [line, share];
  });
}

function voucherRow({ account, dimensions, amount }: Posting, text: string): JsonObject {
  return {
    AccountNumber: account,
    AccountDescription: null,
    DebitAmount: amount.lt(0) ? toNumber(amount.neg()) : 0,
    CreditAmount: amount.gt(0) ? toNumber(amount) : 0,
    TransactionText: text.slice(0, 60),
    ...dimensions,
    VatCodeId: null,
    VatCodeAndPercent: null,
    VatAmount: null,
  };
}
