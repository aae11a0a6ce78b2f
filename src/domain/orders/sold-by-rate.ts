/**
 * What an order sold by VAT rate: the one computation for documents, lists, the API and the
 * reconciliation. Pure.
 */
import { amount, dec, type Decimal, plain, sum } from "../money.ts";
import type { Order, OrderLine } from "./order.ts";
import {
  type RatedLine,
  rateDifferences,
  roundingBound,
  soldTotals,
  spreadHeadDiscount,
  type TakenOff,
  usedCardsOf,
} from "./sold.ts";
import type { RateTotals } from "./sales-order.ts";

type RatedOrder = Pick<
  Order,
  "creditsOrderId" | "headDiscount" | "pricesIncludeVat" | "vat" | "gross"
> & {
  readonly lines: readonly Pick<OrderLine, "kind" | "vatRate" | "net" | "vat" | "gross">[];
};

/**
 * Returns what an order sold at each rate, the highest first, in its currency; a credit keeps its
 * sign. A gift card that paid isn't sold, and a cancelled order sells nothing. `null`: its lines
 * don't explain its total, so that nothing is known by rate. Else the rates come to what was sold,
 * but for the cents that rounding leaves between head and lines.
 */
export function soldByRate(order: RatedOrder & Pick<Order, "state">): readonly RateTotals[] | null {
  if (order.state === "cancelled") return [];
  const used = new Set<unknown>(usedCardsOf(order));
  const { gross, vat } = soldTotals(order);
  const lines = order.lines.filter((line) => !used.has(line));
  const rates = chargedByRate({ ...order, gross, vat, lines });
  const bound = roundingBound(lines.length + (order.headDiscount === null ? 0 : rates.length));
  const isNear = (total: Decimal, figures: readonly Decimal[]): boolean =>
    dec(total).minus(sum(figures)).abs().lte(bound);
  const vats = rates.map((of) => of.vat);
  const nets = rates.map((of) => of.net);
  return isNear(gross, [...nets, ...vats]) && isNear(vat, vats) ? rates : null;
}

/**
 * Returns what all lines of an order come to at each rate, the highest first, cards that paid among
 * them. A discount of the head is taken off its rates, and cents of VAT that the shop rounds once a
 * rate are on their rate.
 */
export function chargedByRate(order: RatedOrder): readonly RateTotals[] {
  const lines: readonly RatedLine[] = [
    ...order.lines.filter(({ kind }) => kind !== "text").map(rated),
    ...headDiscountOf(order),
  ];
  return [...Map.groupBy([...lines, ...rateDifferences(lines, order)], ({ rate }) => rate)]
    .map(([rate, of]) => ({
      rate,
      net: amount(sum(of.map(({ net }) => net))),
      vat: amount(sum(of.map(({ vat }) => vat))),
    }))
    .toSorted((a, b) => dec(b.rate).cmp(dec(a.rate)));
}

const rated = ({ vatRate, net, vat }: RatedOrder["lines"][number]): RatedLine => ({
  rate: plain(vatRate),
  net,
  vat,
});

/**
 * Returns the discount that only the head of an order names, by rate, with the sign of the charge.
 * It is of what was sold: a gift card pays, and no discount is given on a payment. Of a credit with
 * its figures below zero, what its discount gives back stands above zero.
 */
export function headDiscountOf(order: RatedOrder): readonly TakenOff[] {
  const used = new Set<unknown>(usedCardsOf(order));
  const { gross } = soldTotals(order);
  const sign = dec(gross).lt(0) ? -1 : 1;
  const turned = (figure: Decimal): Decimal => (sign < 0 ? plain(dec(figure).times(-1)) : figure);
  const lines = order.lines.filter((line) => line.kind !== "text" && !used.has(line));
  const pays = (line: (typeof lines)[number]): boolean =>
    line.kind === "gift-card" && dec(turned(line.gross)).lt(0);
  const charged = lines
    .filter((line) => !pays(line))
    .map((line) => ({ rate: line.vatRate, gross: turned(line.gross) }));
  const paid = sum(lines.filter(pays).map((line) => turned(line.gross)));
  const total = plain(dec(turned(gross)).minus(paid));
  return spreadHeadDiscount(charged, order.headDiscount, total).map((off) => ({
    rate: off.rate,
    net: turned(off.net),
    vat: turned(off.vat),
    gross: turned(off.gross),
  }));
}
