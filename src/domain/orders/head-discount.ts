/**
 * Spreads a discount that only an order's head names over the VAT rates of its lines. Documents and
 * reconciliation both use it, so that they have the same figures.
 */
import {
  allocate,
  amount,
  dec,
  type Decimal,
  fits,
  plain,
  round,
  sum,
  vatInGross,
} from "../money.ts";

/**
 * What the order charges at a rate before the discount: `rate` a fraction, `gross` in major units,
 * VAT included.
 */
type Charged = { readonly rate: Decimal; readonly gross: Decimal };

/**
 * What is taken off at a rate, below zero; above zero at a rate of which more was returned than
 * sold.
 */
export type TakenOff = {
  readonly rate: Decimal;
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
};

/** How far head and lines may differ by rounding: half a cent a line, and one half for the head. */
export const roundingBound = (lineCount: number) => dec("0.005").times(lineCount + 1);

/**
 * Spreads by largest remainder over the gross per rate, so that the parts equal exactly what the
 * head took off; a rate of which more was returned than sold gives back its part. `discount` is a
 * fraction, `gross` what the head charges. Empty where the lines' gap isn't that fraction of them;
 * the check of the source then reports that head and lines disagree.
 */
export function spreadHeadDiscount(
  lines: readonly Charged[],
  discount: Decimal | null,
  gross: Decimal,
): readonly TakenOff[] {
  if (discount === null || dec(discount).eq(0)) return [];
  const total = sum(lines.map((line) => line.gross));
  const missing = total.minus(dec(gross));
  // An amount with more decimals than money can't be spread; the check of the source holds such an
  // order.
  if (missing.lte(0) || !fits(missing, 2)) return [];
  if (
    missing
      .minus(total.times(dec(discount)))
      .abs()
      .gt(roundingBound(lines.length))
  )
    return [];

  const rates = [...Map.groupBy(lines, ({ rate }) => plain(rate))];
  const parts = allocate(
    missing,
    rates.map(([, of]) => sum(of.map((line) => line.gross))),
  );
  return rates.flatMap(([rate], index) => {
    const off = dec(parts[index] ?? "0").times(-1);
    if (off.eq(0)) return [];
    const vat = round(vatInGross(off, rate));
    return [{ rate, net: amount(off.minus(vat)), vat: amount(vat), gross: amount(off) }];
  });
}
