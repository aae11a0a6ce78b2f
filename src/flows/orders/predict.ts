/**
 * What the ledger must answer for exactly these rows. How it rounds VAT, by row or by rate, is
 * learnt and not known beforehand, so both are always computed; whatever equals neither isn't
 * rounding.
 *
 * Prices without VAT: VAT comes on top. Prices with VAT: VAT is taken out of the row amounts, and
 * the gross is their sum.
 */
import {
  amount,
  dec,
  type Decimal,
  plain,
  round,
  sum,
  vatInGross,
  vatOnNet,
} from "../../domain/money.ts";
import type { Totals, VatRounding } from "../../domain/sales-order.ts";

/** A text row has no rate and counts nothing. */
export type RowToCount = { readonly amount: Decimal; readonly vatRate: Decimal | null };

export type Prediction = Readonly<Record<VatRounding, Totals>>;

export function predict(rows: readonly RowToCount[], pricesIncludeVat: boolean): Prediction {
  return {
    row: totals(rows, pricesIncludeVat, "row"),
    rate: totals(rows, pricesIncludeVat, "rate"),
  };
}

function totals(
  rows: readonly RowToCount[],
  pricesIncludeVat: boolean,
  rounding: VatRounding,
): Totals {
  const perRate = [...amountsByRate(rows)].map(([rate, amounts]) => {
    const base = sum(amounts);
    const vatOf = (figure: Decimal | typeof base) =>
      round(pricesIncludeVat ? vatInGross(figure, rate) : vatOnNet(figure, rate));
    const vat = rounding === "rate" ? vatOf(base) : sum(amounts.map(vatOf));
    return { rate, net: amount(pricesIncludeVat ? base.minus(vat) : base), vat: amount(vat) };
  });
  const net = sum(perRate.map((one) => one.net));
  const vat = sum(perRate.map((one) => one.vat));
  return { net: amount(net), vat: amount(vat), gross: amount(net.plus(vat)), perRate };
}

/** Lowest rate first, so that the same rows always give the same text. */
function amountsByRate(rows: readonly RowToCount[]): ReadonlyMap<Decimal, readonly Decimal[]> {
  const found = new Map<Decimal, Decimal[]>();
  for (const row of rows)
    if (row.vatRate !== null)
      found.set(plain(row.vatRate), [...(found.get(plain(row.vatRate)) ?? []), row.amount]);
  return new Map([...found].sort(([a], [b]) => dec(a).cmp(dec(b))));
}
