/**
 * The sums of an order, as far as a list shows them: those of its head, and of its lines by rate
 * where the list has lines. What gift cards paid counts as sold. For the reconciliation; bookings
 * use the order that their own run reads.
 */
import { z } from "zod";
import { soldTotals, usedCardsOf } from "../domain/orders/sold.ts";
import { soldByRate } from "../domain/orders/sold-by-rate.ts";
import { sourceOrderId } from "../domain/ids.ts";
import { amount, dec, type Decimal, plain } from "../domain/money.ts";
import { creditedOrder, LINE_TYPES } from "./contract.ts";
import { withoutFloatNoise } from "./request.ts";
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
  .transform((value) => (typeof value === "number" ? withoutFloatNoise(value) : plain(value)));
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
  .transform((listed): OrderSums => {
    const order = orderIn(listed);
    const { gross, vat } = soldTotals(order);
    const lines = order.lines.length - usedCardsOf(order).length;
    return {
      currency: listed.currencyCode.trim().toUpperCase(),
      gross,
      vat,
      credit: order.creditsOrderId !== null,
      perRate: listed.lines == null || order.isPartly ? null : soldByRate(order),
      lines,
      // A cancelled order keeps its figures and charges nothing.
      ...(order.state === "cancelled"
        ? { gross: "0.00", vat: "0.00", perRate: [], was: gross }
        : {}),
    };
  });

type Listed = {
  readonly amountInclVat: Decimal;
  readonly vatAmount: Decimal;
  readonly creditsOrderId?: number | null | undefined;
  readonly status?: number | null | undefined;
  readonly pricesIncludeVat?: boolean | null | undefined;
  readonly discountPercentage?: Decimal | null | undefined;
  readonly lines?: { readonly _data: readonly Line[] } | null | undefined;
};

const fraction = (percentage: Decimal): Decimal => plain(dec(percentage).div(100));

/** The order as far as a list shows it. `isPartly`: an amount is of no known rate. */
function orderIn(listed: Listed) {
  const credited = creditedOrder(listed.creditsOrderId);
  const lines = listed.lines?._data ?? [];
  return {
    state: listed.status === CANCELLED ? "cancelled" : "confirmed",
    creditsOrderId: credited === null ? null : sourceOrderId(credited),
    headDiscount: listed.discountPercentage == null ? null : fraction(listed.discountPercentage),
    pricesIncludeVat: listed.pricesIncludeVat ?? false,
    gross: listed.amountInclVat,
    vat: listed.vatAmount,
    lines: lines.map(lineIn),
    isPartly: lines.some(
      ({ vatPercentage, amountExclVat, vatAmount }) =>
        vatPercentage == null && !(isNothing(amountExclVat) && isNothing(vatAmount)),
    ),
  } as const;
}

const isNothing = (figure: Decimal | null | undefined): boolean =>
  figure == null || dec(figure).eq(0);

/** A line without its amounts counts as nothing: then the lines don't explain the total. */
function lineIn({ lineType, amountInclVat, vatPercentage, amountExclVat, vatAmount }: Line) {
  const kind = (lineType == null ? undefined : LINE_TYPES[lineType]) ?? "article";
  const isCard = kind === "gift-card" && amountInclVat != null;
  const net = amountExclVat ?? (isCard ? amountInclVat : null);
  const vat = vatAmount ?? (isCard ? "0" : null);
  const [known, tax] = net === null || vat === null ? ["0", "0"] : [net, vat];
  return {
    kind,
    vatRate: fraction(vatPercentage ?? "0"),
    net: known,
    vat: tax,
    gross: amountInclVat ?? amount(dec(known).plus(tax)),
  };
}

/** Returns `undefined` where a list shows no sums: a figure must not make a head unreadable. */
export function sumsOf(order: unknown): OrderSums | undefined {
  const parsed = sums.safeParse(order);
  return parsed.success ? parsed.data : undefined;
}
