/**
 * The sums of an order, as far as a list shows them: those of its head, and of its lines by rate
 * where the list has lines. What gift cards paid counts as sold. For the reconciliation; bookings
 * use the order that their own run reads.
 */
import { z } from "zod";
import {
  spreadHeadDiscount,
  type TakenOff,
  type RatedLine,
  ratesOffLines,
} from "../domain/orders/sold.ts";
import { amount, dec, type Decimal, plain, sum } from "../domain/money.ts";
import { creditedOrder, LINE_TYPES } from "./contract.ts";
import { written } from "./request.ts";
import type { RateTotals } from "../domain/orders/sales-order.ts";

export type OrderSums = {
  readonly currency: string;
  readonly gross: Decimal;
  readonly vat: Decimal;
  /** It takes another order back. */
  readonly credit: boolean;
  /** By rate, a fraction; `null` where the list has no lines, or not everything needed of them. */
  readonly perRate: readonly RateTotals[] | null;
  readonly lines: number;
  /** The total before the order was cancelled. Absent: it isn't cancelled. */
  readonly was?: Decimal;
};

const CANCELLED = 9;

/** A figure is a number in a list, and text in an order that was read whole before. */
const figure = z
  .union([z.number(), z.string()])
  .transform((value) => (typeof value === "number" ? written(value) : plain(value)));
const line = z.looseObject({
  lineType: z.string().nullish(),
  amountInclVat: figure.nullish(),
  vatPercentage: figure.nullish(),
  amountExclVat: figure.nullish(),
  vatAmount: figure.nullish(),
});
type Line = z.infer<typeof line>;

const sums = z
  .looseObject({
    currencyCode: z.string(),
    amountInclVat: figure,
    vatAmount: figure,
    creditsOrderId: z.int().nullish(),
    status: z.int().nullish(),
    discountPercentage: figure.nullish(),
    pricesIncludeVat: z.boolean().nullish(),
    lines: z.looseObject({ _data: z.array(line) }).nullish(),
  })
  .transform(sold)
  .transform((order): OrderSums => ({
    currency: order.currencyCode.trim().toUpperCase(),
    gross: order.amountInclVat,
    vat: order.vatAmount,
    credit: creditedOrder(order.creditsOrderId) !== null,
    perRate:
      order.lines == null
        ? null
        : wholly(byRate(order, order.lines._data), order.amountInclVat, order.lines._data.length),
    lines: order.lines?._data.length ?? 0,
    // A cancelled order keeps its figures and charges nothing.
    ...(order.status === CANCELLED
      ? { gross: "0.00", vat: "0.00", perRate: [], was: order.amountInclVat }
      : {}),
  }));

type ListedAmount = {
  readonly amountInclVat: Decimal;
  readonly creditsOrderId?: number | null | undefined;
  readonly lines?: { readonly _data: readonly Line[] } | null | undefined;
};

/**
 * A used gift card is a payment, so what cards paid still counts as sold, as in the ledger's
 * document.
 */
function sold<T extends ListedAmount>(order: T): T {
  const used =
    creditedOrder(order.creditsOrderId) !== null
      ? []
      : (order.lines?._data ?? []).filter(isUsedCard);
  if (used.length === 0) return order;
  const paid = sum(used.map(({ amountInclVat }) => amountInclVat ?? "0"));
  return {
    ...order,
    amountInclVat: amount(dec(order.amountInclVat).minus(paid)),
    lines: { ...order.lines, _data: (order.lines?._data ?? []).filter((one) => !isUsedCard(one)) },
  };
}

const isUsedCard = ({ lineType, amountInclVat }: Line): boolean =>
  lineType != null &&
  LINE_TYPES[lineType] === "gift-card" &&
  amountInclVat != null &&
  dec(amountInclVat).lt(0);

/** Returns `undefined` where a list shows no sums: a figure must not make a head unreadable. */
export function sumsOf(order: unknown): OrderSums | undefined {
  const parsed = sums.safeParse(order);
  return parsed.success ? parsed.data : undefined;
}

/**
 * Where lines and head discount don't explain the total, the lines aren't what was charged, and say
 * nothing by rate.
 */
function wholly(
  perRate: readonly RateTotals[] | null,
  gross: Decimal,
  lines: number,
): readonly RateTotals[] | null {
  const left =
    perRate === null
      ? null
      : dec(gross)
          .minus(sum(perRate.flatMap(({ net, vat }) => [net, vat])))
          .abs();
  return left === null || left.gt(dec("0.005").times(lines + 1)) ? null : perRate;
}

type Head = {
  readonly amountInclVat: Decimal;
  readonly vatAmount: Decimal;
  readonly pricesIncludeVat?: boolean | null | undefined;
  readonly discountPercentage?: Decimal | null | undefined;
};

function byRate(head: Head, lines: readonly Line[]): readonly RateTotals[] | null {
  const rates = new Map<string, RateTotals>();
  const add = (rate: Decimal, net: Decimal, vat: Decimal): void => {
    const before = rates.get(rate);
    rates.set(rate, {
      rate,
      net: amount(dec(net).plus(before?.net ?? "0")),
      vat: amount(dec(vat).plus(before?.vat ?? "0")),
    });
  };
  const counted: RatedLine[] = [];
  for (const { lineType, vatPercentage, amountExclVat, vatAmount } of lines) {
    if (amountExclVat == null || vatAmount == null) continue;
    if (vatPercentage == null && dec(amountExclVat).eq(0) && dec(vatAmount).eq(0)) continue;
    if (vatPercentage == null) return null;
    const one = { rate: plain(dec(vatPercentage).div(100)), net: amountExclVat, vat: vatAmount };
    add(one.rate, one.net, one.vat);
    if (!isText(lineType)) counted.push(one);
  }
  const discounts = discountOf(head, lines);
  for (const { rate, net, vat } of discounts) add(rate, net, vat);
  const off = ratesOffLines([...counted, ...discounts], {
    vat: head.vatAmount,
    gross: head.amountInclVat,
    pricesIncludeVat: head.pricesIncludeVat ?? false,
  });
  for (const { rate, net, vat } of off) add(rate, amount(net), amount(vat));
  return [...rates.values()];
}

const isText = (lineType: Line["lineType"]): boolean =>
  lineType != null && LINE_TYPES[lineType] === "text";

/**
 * Returns the discount that only the head names, by rate, with the sign of the charge: the figures
 * that the order is planned with.
 */
function discountOf(
  { amountInclVat, discountPercentage }: Head,
  lines: readonly Line[],
): readonly TakenOff[] {
  if (discountPercentage == null) return [];
  // A credit is spread like the sale that it takes back.
  const sign = dec(amountInclVat).lt(0) ? -1 : 1;
  const turned = (figure: Decimal): Decimal => amount(dec(figure).times(sign));
  const figures = lines.flatMap(({ lineType, vatPercentage, amountExclVat, vatAmount }) =>
    isText(lineType) || vatPercentage == null || amountExclVat == null || vatAmount == null
      ? []
      : [
          {
            rate: plain(dec(vatPercentage).div(100)),
            gross: turned(amount(dec(amountExclVat).plus(vatAmount))),
            isCard: lineType != null && LINE_TYPES[lineType] === "gift-card",
          },
        ],
  );
  // A card that pays isn't sold: nothing is taken off it.
  const pays = ({ isCard, gross }: (typeof figures)[number]): boolean => isCard && dec(gross).lt(0);
  const paid = sum(figures.filter(pays).map(({ gross }) => gross));
  return spreadHeadDiscount(
    figures.filter((one) => !pays(one)),
    plain(dec(discountPercentage).div(100)),
    plain(dec(turned(amountInclVat)).minus(paid)),
  ).map(({ rate, net, vat, gross }) => ({
    rate,
    net: turned(net),
    vat: turned(vat),
    gross: turned(gross),
  }));
}
