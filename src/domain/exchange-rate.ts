/** Whether an exchange rate can be what it is taken for. Pure. */
import { type Decimal, type DecimalInput, dec, ONE } from "./money.ts";

/** A shop's rate may be days old, or have a margin. */
const FAR = "0.1";
/** Nearer than this it doesn't matter which way round it is. */
const NEAR = "0.01";

/**
 * Both are units of the company's currency for one of the order's. A rate that is far from the
 * ledger's is taken for none; so is one that is nearer to the ledger's turned round, as the shop
 * may mean units of the order's currency (P55).
 */
export function isUnlikely(rate: Decimal, ledger: Decimal): boolean {
  const off = dec(rate).div(dec(ledger)).minus(ONE).abs();
  const offTurned = dec(rate).times(dec(ledger)).minus(ONE).abs();
  return off.gt(FAR) || (off.gt(NEAR) && offTurned.lt(off));
}

/** The krone is held to the euro by the central bank of Denmark: so many for one. */
export const KRONER_A_EURO = "7.46";
/** Further than its band of 2.25 % and what a bank adds. */
const OFF = "0.05";

export const isNear = (value: DecimalInput | null, expected: DecimalInput): boolean =>
  value !== null && !dec(value).div(dec(expected)).minus(ONE).abs().gt(OFF);

/**
 * Whether a rate of the ledger is units of the target for one of the source (E212). Its documents
 * name the field, not the way round nor the unit, so two witnesses are heard: a rate that is fixed
 * tells the way round, and the same two currencies asked the other way round tell the unit.
 */
export const isProven = (rate: {
  readonly rate: Decimal;
  /** Of the same two currencies and day, turned round. `null`: the ledger has none. */
  readonly back: Decimal | null;
  /** The euro in Danish kroner. `null`: the ledger has none. */
  readonly kroner: Decimal | null;
}): boolean =>
  isNear(rate.kroner, KRONER_A_EURO) &&
  rate.back !== null &&
  isNear(dec(rate.rate).times(dec(rate.back)), ONE);
