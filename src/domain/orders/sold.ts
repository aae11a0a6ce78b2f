/**
 * What an order counts as in sums and lists: what was sold. A gift card that paid is a payment, as
 * in the ledger's document; a cancelled order charges nothing. By rate: sold-by-rate.ts. Pure.
 */
import type { JobFigures } from "../jobs/job-figures.ts";
import {
  amount,
  dec,
  type Decimal,
  sum,
  allocate,
  fits,
  plain,
  round,
  vatInGross,
  vatOnNet,
  type Figure,
} from "../money.ts";
import type { Order, OrderLine } from "./order.ts";

type Totals = { readonly gross: Decimal; readonly vat: Decimal };

/** What a job's order counts as. */
export const soldOf = ({ gross, vat, sold }: JobFigures): Totals => sold ?? { gross, vat };

/** What was sold, without its VAT. `net`: of the order's total. */
export const netOf = (net: Decimal, { sold }: JobFigures): Decimal =>
  sold === undefined ? net : amount(dec(sold.gross).minus(dec(sold.vat)));

/** What gift cards paid of it; `null`: nothing. */
export function paidByCards({ gross, sold, cancelled }: JobFigures): Decimal | null {
  if (sold === undefined || cancelled === true) return null;
  return amount(dec(sold.gross).minus(dec(gross)));
}

/** Returns what differs from the order's total; nothing for most orders. */
export function soldPart(
  order: Pick<Order, "gross" | "vat" | "state" | "creditsOrderId" | "lines">,
): Pick<JobFigures, "sold" | "cancelled"> {
  if (order.state === "cancelled") return { sold: { gross: "0.00", vat: "0.00" }, cancelled: true };
  return usedCardsOf(order).length === 0 ? {} : { sold: soldTotals(order) };
}

type Carded<Line> = Pick<Order, "creditsOrderId"> & { readonly lines: readonly Line[] };

/** Whether a line is a gift card that pays, and not one that is sold. */
export const isUsedCard = ({ kind, gross }: Pick<OrderLine, "kind" | "gross">): boolean =>
  kind === "gift-card" && dec(gross).lt(0);

/** The gift cards that paid; a credit gives the card back beside what it takes back. */
export const usedCardsOf = <Line extends Pick<OrderLine, "kind" | "gross">>({
  creditsOrderId,
  lines,
}: Carded<Line>): readonly Line[] => (creditsOrderId === null ? lines.filter(isUsedCard) : []);

/** Returns an order's total with what gift cards paid of it. */
export function soldTotals(
  order: Carded<Pick<OrderLine, "kind" | "gross" | "vat">> & Totals,
): Totals {
  const used = usedCardsOf(order);
  const without = (field: "gross" | "vat"): Decimal => {
    const paid = sum(used.map((line) => line[field]));
    return paid.eq(0) ? order[field] : amount(dec(order[field]).minus(paid));
  };
  return { gross: without("gross"), vat: without("vat") };
}

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
 * Spreads a discount that only an order's head names over the VAT rates of its lines, for documents
 * and reconciliation, by largest remainder over the gross per rate, so that the parts equal exactly
 * what the head took off; a rate of which more was returned than sold gives back its part.
 * `discount` is a fraction, `gross` what the head charges. Empty where the lines' gap isn't that
 * fraction of them; the check of the source then reports that head and lines disagree.
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
export type RateDifference = { readonly rate: Decimal; readonly net: Figure; readonly vat: Figure };

type Rate = { readonly rate: Decimal; readonly net: Figure; readonly vat: Figure };

/**
 * A shop that rounds VAT once per rate shows the customer a VAT that isn't the sum of the lines'
 * VAT; the customer owes what the shop showed. Booking and reconciliation both use this. Returns by
 * how much each rate differs from the sum of its lines. Pass every line that carries an amount,
 * including a discount of the head. Where head and lines charge the same gross, one cent more VAT
 * means one cent less net. Empty where the lines add up to the head's VAT, where they differ by
 * more than rounding explains, and where the cent can't be assigned to a rate.
 */
export function rateDifferences(
  lines: readonly RatedLine[],
  head: RatedHead,
): readonly RateDifference[] {
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
  return rates.flatMap(({ rate, vat }, index): readonly RateDifference[] => {
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
