/**
 * What an order comes to, as far as a list says it: the sums of its head, and of its lines by rate where the list carries
 * lines. For the comparison of both sides; what is booked is read by the order's own run.
 */
import { z } from "zod";
import { amount, dec, type Decimal, plain, sum } from "../domain/money.ts";
import type { RateTotals } from "../domain/sales-order.ts";

export type OrderSums = {
  readonly currency: string;
  readonly gross: Decimal;
  readonly vat: Decimal;
  /** Takes another order back. */
  readonly credit: boolean;
  /** By rate, a fraction; `null` where the list has no lines, or not all that is needed of them. */
  readonly perRate: readonly RateTotals[] | null;
  readonly lines: number;
};

const CANCELLED = 9;

/** A figure of a list is a number; of an order that was read whole before, text. */
const figure = z.union([z.number(), z.string()]).transform((value) => plain(value));
const line = z.looseObject({ vatPercentage: figure.nullish(), amountExclVat: figure.nullish(), vatAmount: figure.nullish() });
type Line = z.infer<typeof line>;

const sums = z
  .looseObject({
    currencyCode: z.string(), amountInclVat: figure, vatAmount: figure, creditsOrderId: z.int().nullish(), status: z.int().nullish(),
    lines: z.looseObject({ _data: z.array(line) }).nullish(),
  })
  .transform((order): OrderSums => ({
    currency: order.currencyCode.toUpperCase(),
    gross: order.amountInclVat,
    vat: order.vatAmount,
    credit: order.creditsOrderId != null,
    perRate: order.lines == null ? null : byRate(order.lines._data),
    lines: order.lines?._data.length ?? 0,
    // A cancelled order keeps its figures and charges nothing.
    ...(order.status === CANCELLED ? { gross: "0.00", vat: "0.00", perRate: [] } : {}),
  }));

/** `undefined` where the list doesn't say: a head must not become unreadable over a figure. */
export function sumsOf(order: unknown): OrderSums | undefined {
  const parsed = sums.safeParse(order);
  return parsed.success ? parsed.data : undefined;
}

function byRate(lines: readonly Line[]): readonly RateTotals[] | null {
  const rates = new Map<string, Line[]>();
  for (const one of lines) {
    if (one.amountExclVat == null || one.vatAmount == null) continue;
    if (one.vatPercentage == null) {
      if (dec(one.amountExclVat).eq(0) && dec(one.vatAmount).eq(0)) continue;
      return null;
    }
    const rate = plain(dec(one.vatPercentage).div(100));
    rates.set(rate, [...(rates.get(rate) ?? []), one]);
  }
  return [...rates].map(([rate, of]) => ({ rate, net: amount(sum(of.map((one) => one.amountExclVat ?? "0"))), vat: amount(sum(of.map((one) => one.vatAmount ?? "0"))) }));
}
