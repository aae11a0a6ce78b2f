/**
 * A discount that only the head of an order names, spread over the VAT rates of its lines. One
 * place for it: the document that is planned and the comparison of both sides have to come to the
 * same figures.
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
} from "./money.ts";

/**
 * What the order charges at a rate before the discount: `rate` a fraction, `gross` in major units,
 * VAT included.
 */
type Charged = { readonly rate: Decimal; readonly gross: Decimal };

/**
 * What is taken off at a rate, all below zero; above it at a rate of which more came back than
 * went.
 */
export type TakenOff = {
  readonly rate: Decimal;
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
};

/**
 * What head and lines may differ by when each was rounded honestly: half a cent a line, and half a
 * cent for the head.
 */
export const roundingBound = (lineCount: number) => dec("0.005").times(lineCount + 1);

/**
 * Spread by largest remainder over the gross per rate, so that the parts come to exactly what the
 * head took off: a rate at which more came back than was sold gives back its part of the discount.
 * `discount` is a fraction, `gross` what the head charges. Empty where what is missing in the lines
 * isn't that fraction of them: whoever checks the source's totals then says that head and lines
 * don't agree.
 */
export function spreadHeadDiscount(
  lines: readonly Charged[],
  discount: Decimal | null,
  gross: Decimal,
): readonly TakenOff[] {
  if (discount === null || dec(discount).eq(0)) return [];
  const total = sum(lines.map((line) => line.gross));
  const missing = total.minus(dec(gross));
  // Of more decimals than money has, nothing can be spread; the source's check holds such an order.
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
