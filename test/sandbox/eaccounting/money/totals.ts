// What a document adds up to. The sandbox's own arithmetic, written from the vendor's figures and not from any client:
// a row's amount is quantity × price less discount, rounded to two decimals; VAT is rounded per row or per rate, which
// is a switch; with prices that include VAT it is taken out of the amount, else put on top.
import { Big } from "big.js";
import { type Half, roundMoney } from "./round.ts";

export interface RowToTotal {
  readonly amount: Big;
  /** In percent. */
  readonly rate: Big;
}

export interface TotalRules {
  readonly includesVat: boolean;
  readonly vatRounding: "row" | "rate";
  readonly half: Half;
  /** Domestic rounding of the total to whole units. */
  readonly wholeUnits: boolean;
}

interface RateTotal {
  readonly rate: Big;
  readonly net: Big;
  readonly vat: Big;
}

export interface Totals {
  readonly net: Big;
  readonly vat: Big;
  readonly gross: Big;
  /** What is added to the gross to reach whole units. */
  readonly roundings: Big;
  readonly perRate: readonly RateTotal[];
}

const ZERO = new Big(0);

export function rowAmount(quantity: Big, price: Big, discount: Big, half: Half): Big {
  return roundMoney(quantity.times(price).times(new Big(1).minus(discount)), half);
}

export function totals(rows: readonly RowToTotal[], rules: TotalRules): Totals {
  const perRate = [...byRate(rows)].map(([rate, amounts]) =>
    rateTotal(new Big(rate), amounts, rules),
  );
  const net = sum(perRate.map((one) => one.net));
  const vat = sum(perRate.map((one) => one.vat));
  const gross = net.plus(vat);
  const roundings = rules.wholeUnits ? gross.round(0, Big.roundHalfUp).minus(gross) : ZERO;
  return { net, vat, gross, roundings, perRate };
}

function rateTotal(rate: Big, amounts: readonly Big[], rules: TotalRules): RateTotal {
  const all = sum(amounts);
  const vat =
    rules.vatRounding === "row"
      ? sum(amounts.map((amount) => vatOf(amount, rate, rules)))
      : vatOf(all, rate, rules);
  return { rate, vat, net: rules.includesVat ? all.minus(vat) : all };
}

function vatOf(amount: Big, rate: Big, rules: TotalRules): Big {
  const vat = rules.includesVat
    ? amount.times(rate).div(rate.plus(100))
    : amount.times(rate).div(100);
  return roundMoney(vat, rules.half);
}

function byRate(rows: readonly RowToTotal[]): Map<string, Big[]> {
  const found = new Map<string, Big[]>();
  for (const { amount, rate } of rows) {
    const key = rate.toString();
    found.set(key, [...(found.get(key) ?? []), amount]);
  }
  return found;
}

export function sum(values: readonly Big[]): Big {
  return values.reduce((total, value) => total.plus(value), ZERO);
}
