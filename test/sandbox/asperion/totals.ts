// The shop's own arithmetic: what a line and an order come to. It follows the `vatRounding` switch and is written from
// the vendor's side; the product has its own, so that they can't agree on the same mistake.
//
// line: each line's VAT is rounded to the cent, the head is the sum of the lines.
// rate: the lines are shown as before, but the head's VAT is rounded once for each rate, so head and lines may differ
//       by cents, as they do in real shops.
// A head discount is taken off the gross, spread over the rates by largest remainder; the lines stay undiscounted.
import Big from "big.js";
import type { Figures, Forced, LineDraft, OrderDraft, OrderLine } from "./order-types.ts";

export type VatRounding = "line" | "rate";

const cents = (value: Big): Big => value.round(2, Big.roundHalfUp);

interface Sum {
  net: Big;
  gross: Big;
  rate: Big;
}

export function lineFigures(line: LineDraft, pricesIncludeVat: boolean): Figures {
  const rate = new Big(line.vatPercentage);
  const rowAmount = cents(
    new Big(line.quantity)
      .times(line.price)
      .times(new Big(100).minus(line.discountPercentage))
      .div(100),
  );
  const vat = pricesIncludeVat ? vatInside(rowAmount, rate) : vatOn(rowAmount, rate);
  return pricesIncludeVat
    ? figures(rowAmount.minus(vat), vat, line.force)
    : figures(rowAmount, vat, line.force);
}

export function headFigures(
  draft: OrderDraft,
  lines: readonly OrderLine[],
  rounding: VatRounding,
): Figures {
  const rates = sumByRate(lines);
  if (draft.discountPercentage !== null)
    return discounted(rates, draft.discountPercentage, draft.force);
  const net = add(rates.map((sum) => sum.net));
  const gross = add(rates.map((sum) => sum.gross));
  if (rounding === "line") return figures(net, gross.minus(net), draft.force);
  if (!draft.pricesIncludeVat)
    return figures(net, add(rates.map((sum) => vatOn(sum.net, sum.rate))), draft.force);
  const vat = add(rates.map((sum) => vatInside(sum.gross, sum.rate)));
  return figures(gross.minus(vat), vat, draft.force);
}

function discounted(rates: readonly Sum[], percentage: number, force: Forced): Figures {
  const gross = add(rates.map((sum) => sum.gross));
  const discount = cents(gross.times(percentage).div(100));
  const shares = spread(
    discount,
    rates.map((sum) => sum.gross),
  );
  const left = rates.map((sum, at) => ({
    gross: sum.gross.minus(shares[at] ?? 0),
    rate: sum.rate,
  }));
  const vat = add(left.map((sum) => vatInside(sum.gross, sum.rate)));
  return figures(gross.minus(discount).minus(vat), vat, force);
}

/** Whole cents in proportion to the weights; the largest remainders get the cents that are over. */
function spread(total: Big, weights: readonly Big[]): Big[] {
  const whole = add(weights);
  if (whole.eq(0)) return weights.map(() => new Big(0));
  const exact = weights.map((weight) => total.times(weight).div(whole));
  const down = exact.map((share) => share.round(2, Big.roundDown));
  let over = total.minus(add(down)).times(100).round(0).toNumber();
  const cent = new Big(over < 0 ? "-0.01" : "0.01");
  const order = exact
    .map((share, at) => ({ at, rest: share.minus(down[at] ?? 0).abs() }))
    .sort((a, b) => b.rest.cmp(a.rest));
  for (const { at } of order) {
    if (over === 0) break;
    down[at] = (down[at] ?? new Big(0)).plus(cent);
    over -= Math.sign(over);
  }
  return down;
}

function sumByRate(lines: readonly OrderLine[]): Sum[] {
  const sums = new Map<number, Sum>();
  for (const line of lines) {
    const sum = sums.get(line.vatPercentage) ?? {
      net: new Big(0),
      gross: new Big(0),
      rate: new Big(line.vatPercentage),
    };
    sum.net = sum.net.plus(line.amountExclVat);
    sum.gross = sum.gross.plus(line.amountInclVat);
    sums.set(line.vatPercentage, sum);
  }
  return [...sums.values()];
}

function figures(net: Big, vat: Big, force: Forced): Figures {
  return {
    amountExclVat: force.amountExclVat ?? cents(net).toNumber(),
    vatAmount: force.vatAmount ?? cents(vat).toNumber(),
    amountInclVat: force.amountInclVat ?? cents(net.plus(vat)).toNumber(),
  };
}

function vatOn(net: Big, rate: Big): Big {
  return cents(net.times(rate).div(100));
}

function vatInside(gross: Big, rate: Big): Big {
  return cents(gross.times(rate).div(rate.plus(100)));
}

function add(values: readonly Big[]): Big {
  return values.reduce((sum, value) => sum.plus(value), new Big(0));
}
