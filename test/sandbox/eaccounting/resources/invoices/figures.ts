// What an invoice or a draft adds up to: in its own currency as the customer sees it, and in the company's as the ledger
// books it. A credit's figures are below nought in the ledger and in what remains; whether its rows come with the sign
// turned already, and which sign its totals are shown with, are switches.
import { Big } from "big.js";
import type { JsonObject } from "../../json.ts";
import { roundMoney, toNumber } from "../../money/round.ts";
import { sum, type Totals } from "../../money/totals.ts";
import type { Act } from "../../vendor/act.ts";
import { totalOf } from "../order-totals.ts";
import type { InvoiceContent, PricedLine } from "./content.ts";

export interface Figures {
  /** 1, or -1 for a credit whose rows are sent as they were sold. */
  readonly sign: 1 | -1;
  /** In the document's currency, with the sign of what is owed. */
  readonly total: Totals;
  /** What is owed: gross and rounding. */
  readonly toPay: Big;
  /** Units of the company's currency for one of the document's. */
  readonly currencyRate: Big;
  readonly base: BaseFigures;
}

interface BaseFigures {
  readonly toPay: Big;
  readonly vat: Big;
  readonly roundings: Big;
  readonly perRate: readonly { readonly rate: Big; readonly net: Big; readonly vat: Big }[];
}

export function figuresOf(act: Act, content: InvoiceContent, currencyRate: Big): Figures {
  const sign = content.isCredit && act.switches.get("creditRows") === "positive" ? -1 : 1;
  const lines = content.lines.flatMap((line) => (line.priced === null ? [] : [line.priced]));
  const total = totalOf(
    act,
    content.sale,
    lines.map((line) => ({ amount: line.amount.times(sign), rate: line.rate })),
  );
  return {
    sign,
    total,
    toPay: total.gross.plus(total.roundings),
    currencyRate,
    base: inBase(total, currencyRate),
  };
}

/**
 * Each figure is rounded by itself; the net of the last rate takes what that leaves, so that the
 * voucher balances.
 */
function inBase(total: Totals, rate: Big): BaseFigures {
  const convert = (value: Big): Big => roundMoney(value.times(rate), "away");
  const toPay = convert(total.gross.plus(total.roundings));
  const roundings = convert(total.roundings);
  const vats = total.perRate.map((one) => convert(one.vat));
  let rest = toPay.minus(roundings).minus(sum(vats));
  const perRate = total.perRate.map((one, index) => {
    const net = index === total.perRate.length - 1 ? rest : convert(one.net);
    rest = rest.minus(net);
    return { rate: one.rate, net, vat: vats[index] ?? new Big(0) };
  });
  return { toPay, vat: sum(vats), roundings, perRate };
}

/** Totals as a document shows them: of a credit with a minus, or without one. */
export function shown(act: Act, content: InvoiceContent, value: Big): number {
  return toNumber(
    content.isCredit && act.switches.get("creditTotals") === "positive" ? value.neg() : value,
  );
}

export function vatSpecification(
  act: Act,
  content: InvoiceContent,
  figures: Figures,
): JsonObject[] {
  const percent = act.switches.get("vatPercentForm") === "percent" ? 1 : 100;
  return figures.total.perRate.map((one) => ({
    AmountInvoiceCurrency: shown(act, content, one.net),
    VatAmountInvoiceCurrency: shown(act, content, one.vat),
    VatPercent: toNumber(one.rate.div(percent)),
  }));
}

/** Without and with VAT, to two decimals, as the row stands. */
export function rowFigures(
  act: Act,
  content: InvoiceContent,
  line: PricedLine,
): { readonly net: Big; readonly gross: Big } {
  const { sale } = content;
  const vat = sale.includesVat
    ? line.amount.times(line.rate).div(line.rate.plus(100))
    : line.amount.times(line.rate).div(100);
  const rounded = roundMoney(vat, act.switches.get("roundingHalf"));
  return sale.includesVat
    ? { net: line.amount.minus(rounded), gross: line.amount }
    : { net: line.amount, gross: line.amount.plus(rounded) };
}
