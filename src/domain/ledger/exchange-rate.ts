/** Plausibility of exchange rates. Pure. */
import { type Decimal, type DecimalInput, dec, ONE } from "../money.ts";

/** A shop's rate may be days old, or include a margin. */
const FAR = "0.1";
/** Closer to 1 than this, the direction doesn't matter. */
const NEAR = "0.01";

/**
 * Both are units of the company's currency for one of the order's. A rate far from the ledger's is
 * refused; so is one that is nearer to the inverse of the ledger's, as the shop may use the other
 * direction (P55).
 */
export function isUnlikely(rate: Decimal, ledger: Decimal): boolean {
  const off = dec(rate).div(dec(ledger)).minus(ONE).abs();
  const offTurned = dec(rate).times(dec(ledger)).minus(ONE).abs();
  return off.gt(FAR) || (off.gt(NEAR) && offTurned.lt(off));
}

/** Danish kroner for one euro: Denmark's central bank keeps this rate fixed. */
export const KRONER_A_EURO = "7.46";
/** More than its band of 2.25 % and a bank's margin. */
const OFF = "0.05";

export const isNear = (value: DecimalInput | null, expected: DecimalInput): boolean =>
  value !== null && !dec(value).div(dec(expected)).minus(ONE).abs().gt(OFF);

/**
 * Whether a rate of the ledger is units of the target for one of the source (E212). Its documents
 * name neither direction nor unit, so two references are used: a fixed rate shows the direction,
 * and the inverse request shows the unit.
 */
export const isProven = (rate: {
  readonly rate: Decimal;
  /** The rate of the same currencies and day in the other direction. `null`: none. */
  readonly back: Decimal | null;
  /** The ledger's rate of the euro in Danish kroner. `null`: none. */
  readonly kroner: Decimal | null;
}): boolean =>
  isNear(rate.kroner, KRONER_A_EURO) &&
  rate.back !== null &&
  isNear(dec(rate.rate).times(dec(rate.back)), ONE);
