/**
 * Decimal arithmetic for money, quantities and rates. Nothing here is a binary floating point number:
 * figures travel as plain decimal strings ("82.64", "-0.01") in major units and are computed with big.js.
 *
 * Rates are fractions (0.25), percentages from 0 to 100 are converted at the vendors' edges.
 * Rounding is half away from zero, as the ledger rounds; where that is an assumption, it is listed in docs/vendor-assumptions.md.
 */
import Big from "big.js";

/** A decimal figure as text: an amount in major units, a quantity or a rate. */
export type Decimal = string;

export type DecimalInput = Decimal | number | Big;

Big.DP = 30;
Big.NE = -30;
Big.PE = 30;

/** Parses a decimal; throws on anything that isn't a finite decimal number (a bug: edges validate before). */
export function dec(value: DecimalInput): Big {
  return value instanceof Big ? value : new Big(typeof value === "number" ? String(value) : value);
}

/** Rounds half away from zero to `decimals` places. */
export function round(value: DecimalInput, decimals = 2): Big {
  return dec(value).round(decimals, Big.roundHalfUp);
}

/** Canonical text of an amount: exactly `decimals` places, no exponent, and never "-0.00". */
export function amount(value: DecimalInput, decimals = 2): Decimal {
  const rounded = round(value, decimals);
  return (rounded.eq(0) ? new Big(0) : rounded).toFixed(decimals);
}

/** Canonical text of a quantity or rate: as many places as it has, no trailing zeros. */
export function plain(value: DecimalInput): Decimal {
  const figure = dec(value);
  return figure.eq(0) ? "0" : figure.toFixed();
}

export function sum(values: readonly DecimalInput[]): Big {
  return values.reduce<Big>((total, value) => total.plus(dec(value)), new Big(0));
}

/** True when the value has at most `decimals` places. */
export function fits(value: DecimalInput, decimals: number): boolean {
  return dec(value).eq(round(value, decimals));
}

export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/**
 * Splits `total` over `weights` in steps of one unit of `decimals` places by largest remainder:
 * the parts add up to exactly `total`, and no part is further than one unit from its fair share.
 * With no weight at all, everything lands on the first part.
 */
export function allocate(total: DecimalInput, weights: readonly DecimalInput[], decimals = 2): Decimal[] {
  const unit = new Big(10).pow(-decimals);
  const whole = dec(total).div(unit).round(0, Big.roundHalfUp);
  const shares = weights.map((weight) => dec(weight).abs());
  const weight = sum(shares);
  if (shares.length === 0) return [];
  if (weight.eq(0)) return shares.map((_, index) => amount(index === 0 ? total : 0, decimals));
  const exact = shares.map((share) => whole.times(share).div(weight));
  const floors = exact.map((value) => value.round(0, Big.roundDown));
  const left = whole.minus(sum(floors));
  const step = left.lt(0) ? -1 : 1;
  const order = exact
    .map((value, index) => ({ index, rest: value.minus(floors[index] ?? 0).abs() }))
    .sort((a, b) => b.rest.cmp(a.rest) || a.index - b.index);
  const bonus = new Set(order.slice(0, Number(left.abs().toFixed(0))).map((entry) => entry.index));
  return floors.map((floor, index) => amount(floor.plus(bonus.has(index) ? step : 0).times(unit), decimals));
}
