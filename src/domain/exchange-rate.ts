/** Whether an order's own exchange rate can be what it is taken for. Pure. */
import { type Decimal, dec, ONE } from "./money.ts";

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
