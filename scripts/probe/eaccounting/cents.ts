/**
 * Prices by which two ways of rounding can be told apart. Nothing is booked by these figures, so
 * they are plain numbers.
 */
const FIRST = 1;
const LAST = 2000;
const SMALL = 1e-9;

/** Half a cent goes away from zero. */
export const cents = (value: number): number =>
  (Math.sign(value) * Math.round(Math.abs(value) * 100 + SMALL)) / 100;

const prices = function* (): Generator<number> {
  for (let price = FIRST; price <= LAST; price += 1) yield price / 100;
};

/** Three rows of it have another VAT by row than by rate, with no half cent in either. */
export function tellingPrice(rate: number): number | null {
  for (const price of prices()) {
    const [row, all] = [price * rate * 100, 3 * price * rate * 100];
    if ([row, all].some((one) => Math.abs((one % 1) - 0.5) < 0.01)) continue;
    if (Math.abs(3 * cents(price * rate) - cents(3 * price * rate)) > SMALL) return price;
  }
  return null;
}

/** Its VAT is half a cent above an even cent. */
export function roundingPrice(rate: number): number | null {
  for (const price of prices()) {
    const vat = price * rate * 100;
    if (Math.abs((vat % 1) - 0.5) < SMALL && Math.floor(vat) % 2 === 0) return price;
  }
  return null;
}
