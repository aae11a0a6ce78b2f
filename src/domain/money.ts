/**
 * Decimal arithmetic for money, quantities and rates. Nothing here is a binary floating point
 * number: figures travel as plain decimal strings ("82.64", "-0.01") in major units and are
 * computed with big.js.
 *
 * Rates are fractions (0.25), percentages from 0 to 100 are converted at the vendors' edges.
 * Rounding is half away from zero, as the ledger rounds; where that is an assumption, it is listed
 * in docs/vendor-assumptions.md.
 */
import Big from "big.js";

/** A decimal figure as text: an amount in major units, a quantity or a rate. */
export type Decimal = string;

export type DecimalInput = Decimal | number | Big;

/** A number that is computed with; `Decimal` is how it is stored. */
export type Figure = Big;

// Divisions keep 30 places, far more than any figure that is rounded afterwards; no figure is ever
// printed with an exponent.
Big.DP = 30;
Big.NE = -30;
Big.PE = 30;

export const ZERO: Big = new Big(0);
export const ONE: Big = new Big(1);

/** Parses a decimal. Anything but a finite decimal number is a bug and throws. */
export function dec(value: DecimalInput): Big {
  return value instanceof Big ? value : new Big(value);
}

/** Rounds half away from zero to `decimals` places. */
export function round(value: DecimalInput, decimals = 2): Big {
  return dec(value).round(decimals, Big.roundHalfUp);
}

/** Without a copy of either figure, which big.js makes to compare them. */
const isZero = ({ c }: Big): boolean => c[0] === 0;

/** Amounts of two decimals as they are written. */
const WRITTEN = /^(?!-0\.00$)-?(0|[1-9]\d*)\.\d\d$/;

/** Canonical text of an amount: exactly `decimals` places, no exponent, and never "-0.00". */
export function amount(value: DecimalInput, decimals = 2): Decimal {
  if (decimals === 2 && typeof value === "string" && WRITTEN.test(value)) return value;
  const rounded = round(value, decimals);
  return (isZero(rounded) ? ZERO : rounded).toFixed(decimals);
}

/** The amount with the other sign. */
export const negated = (value: DecimalInput): Decimal => amount(dec(value).neg());

/** Figures as they are written where all of their places count. */
const PLAIN = /^(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?$/;

/** How many places a canonical text has. */
export const places = (text: Decimal): number => {
  const point = text.indexOf(".");
  return point === -1 ? 0 : text.length - point - 1;
};

/** Canonical text of a quantity or rate: as many places as it has, no trailing zeros. */
export function plain(value: DecimalInput): Decimal {
  if (!(value instanceof Big) && PLAIN.test(String(value))) return String(value);
  const figure = dec(value);
  return isZero(figure) ? "0" : figure.toFixed();
}

/** What a text of no, one or two places lacks of two. */
const ENDINGS = [".00", "0", ""];

/** Text with two decimals, or with all decimals where the value has more. */
export function exact(value: DecimalInput): Decimal {
  if (!(value instanceof Big)) {
    const text = String(value);
    if (PLAIN.test(text)) return text + (ENDINGS[places(text)] ?? "");
  }
  return fits(value, 2) ? amount(value) : plain(value);
}

export function sum(values: readonly DecimalInput[]): Big {
  return values.reduce<Big>((total, value) => total.plus(dec(value)), ZERO);
}

/** Equal as figures, in any notation: "0.250" equals "0.25". */
export const same = (a: DecimalInput, b: DecimalInput): boolean => dec(a).eq(dec(b));

/** A figure of two decimals in cents, for sums that the database makes. */
export const toCents = (figure: DecimalInput): number => Number(dec(figure).times(100).toFixed(0));
export const fromCents = (cents: number): Decimal => amount(dec(cents).div(100));

/** 1, 0 or -1. */
export const sign = (value: DecimalInput): 1 | 0 | -1 => {
  const figure = dec(value);
  if (isZero(figure)) return 0;
  return figure.s < 0 ? -1 : 1;
};

/** True when the value has at most `decimals` places. */
export function fits(value: DecimalInput, decimals: number): boolean {
  const { c, e } = dec(value);
  return c.length - 1 - e <= decimals;
}

export function isDecimal(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** The VAT on top of `net`, unrounded. */
export const vatOnNet = (net: DecimalInput, rate: DecimalInput): Big => dec(net).times(dec(rate));

/** The VAT inside `gross`, unrounded. Zero for rates of -100 % or less: they are refused before. */
export const vatInGross = (gross: DecimalInput, rate: DecimalInput): Big =>
  dec(rate).lte(-1) ? ZERO : dec(gross).times(dec(rate)).div(dec(rate).plus(1));

/**
 * Splits `total` over `weights` in steps of one unit of `decimals` places by largest remainder: the
 * parts add up to exactly `total` (which must have no more places: a bug otherwise), and no part is
 * a whole unit away from its fair share. Equal remainders are served in the order given, so that
 * the same input always gives the same parts. A negative weight gets a part of the other sign;
 * where the weights add up to zero, everything goes to the first part.
 */
export function allocate(
  total: DecimalInput,
  weights: readonly DecimalInput[],
  decimals = 2,
): Decimal[] {
  if (!fits(total, decimals))
    throw new Error(`can't split a figure of more than ${decimals} decimals without a rest`);
  const unit = new Big(10).pow(-decimals);
  const way = dec(total).lt(0) ? -1 : 1;
  const units = dec(total).div(unit).times(way);
  const whole = sum(weights);
  if (whole.eq(0)) return weights.map((_, index) => amount(index === 0 ? total : 0, decimals));
  const exact = weights.map((weight) => units.times(weight).div(whole));
  const floors = exact.map(floor);
  const left = units.minus(sum(floors));
  const order = exact
    .map((value, index) => ({ index, rest: value.minus(floors[index] ?? 0) }))
    .toSorted((a, b) => b.rest.cmp(a.rest));
  const bonus = new Set(order.slice(0, Number(left.toFixed(0))).map((entry) => entry.index));
  return floors.map((part, index) =>
    amount(
      part
        .plus(bonus.has(index) ? 1 : 0)
        .times(unit)
        .times(way),
      decimals,
    ),
  );
}

/** The largest whole number that isn't above it. */
const floor = (value: Big): Big => {
  const towardsNothing = value.round(0, Big.roundDown);
  return towardsNothing.gt(value) ? towardsNothing.minus(1) : towardsNothing;
};
