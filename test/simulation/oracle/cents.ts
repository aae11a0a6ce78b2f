/**
 * Whole cents, the oracle's only money: it counts in integers, and shares no arithmetic with the
 * product or the sandboxes.
 */

const CENTS = 100;
const RATE = 10_000;
/** What binary fractions of decimal amounts may be off by, far below a cent. */
const NOISE = 1e-4;

/** Of a vendor's amount. `null`: it has fractions of a cent, which no amount may have. */
export function cents(amount: unknown): number | null {
  const hundredfold = Number(amount ?? 0) * CENTS;
  const whole = Math.round(hundredfold);
  return Math.abs(hundredfold - whole) > NOISE ? null : whole + 0;
}

/** At a rate of at most four decimals, half a cent away from nought. */
export function converted(amount: number, rate: unknown): number {
  const tenThousandfold = Math.abs(amount) * Math.round(Number(rate) * RATE);
  return Math.sign(amount) * Math.floor((tenThousandfold + RATE / 2) / RATE);
}

/** As people write it. */
export const shown = (amount: number): string =>
  `${amount < 0 ? "-" : ""}${Math.floor(Math.abs(amount) / CENTS)}.${String(Math.abs(amount) % CENTS).padStart(2, "0")}`;
