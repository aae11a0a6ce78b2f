/**
 * The VAT of an order by rate, where its head and its lines differ by cents. A shop that rounds VAT
 * once per rate shows the customer a VAT that isn't the sum of the lines' VAT. The customer owes
 * what the shop showed. Booking and reconciliation both use this file, so they reach the same
 * figures. Pure.
 */
import { roundingBound } from "./sold.ts";
import {
  dec,
  type Decimal,
  plain,
  round,
  sum,
  vatInGross,
  vatOnNet,
  type Figure,
} from "../money.ts";

/** `rate`: a fraction. */
export type RatedLine = {
  readonly rate: Decimal;
  readonly net: Decimal;
  readonly vat: Decimal;
};

type RatedHead = {
  readonly vat: Decimal;
  readonly gross: Decimal;
  readonly pricesIncludeVat: boolean;
};

/** How much more a rate has than the sum of its lines. */
export type RateOff = { readonly rate: Decimal; readonly net: Figure; readonly vat: Figure };

type Rate = { readonly rate: Decimal; readonly net: Figure; readonly vat: Figure };

/**
 * Returns by how much each rate differs from the sum of its lines. Pass every line that carries an
 * amount, including a discount of the head. Where head and lines charge the same gross, one cent
 * more VAT means one cent less net. Empty where the lines add up to the head's VAT, where they
 * differ by more than rounding explains, and where the cent can't be assigned to a rate.
 */
export function ratesOffLines(lines: readonly RatedLine[], head: RatedHead): readonly RateOff[] {
  const off = dec(head.vat).minus(sum(lines.map(({ vat }) => vat)));
  if (off.eq(0) || off.abs().gt(roundingBound(lines.length))) return [];
  const rates = [...Map.groupBy(lines, ({ rate }) => plain(rate))].map(([rate, of]): Rate => ({
    rate,
    net: sum(of.map(({ net }) => net)),
    vat: sum(of.map(({ vat }) => vat)),
  }));
  const vats = vatOfRates(rates, head);
  const charged = sum(lines.flatMap(({ net, vat }) => [net, vat]));
  const isInside = dec(head.gross).eq(charged);
  return rates.flatMap(({ rate, vat }, index): readonly RateOff[] => {
    const more = vats === null ? dec("0") : (vats[index] ?? vat).minus(vat);
    return more.eq(0) ? [] : [{ rate, net: isInside ? more.times(-1) : dec("0"), vat: more }];
  });
}

/** In the order of the rates; `null`: not decidable. */
function vatOfRates(rates: readonly Rate[], head: RatedHead): readonly Figure[] | null {
  const ofNet = rates.map(({ rate, net }) => round(vatOnNet(net, rate)));
  const inGross = rates.map(({ rate, net, vat }) => round(vatInGross(net.plus(vat), rate)));
  const ways = head.pricesIncludeVat ? [inGross, ofNet] : [ofNet, inGross];
  const rounded = ways.find((way) => sum(way).eq(head.vat));
  if (rounded !== undefined) return rounded;
  // With one rate the VAT is the head's, however the shop rounds.
  return rates.filter(({ rate }) => !dec(rate).eq(0)).length === 1
    ? rates.map(({ rate, vat }) => (dec(rate).eq(0) ? vat : dec(head.vat)))
    : null;
}
