/**
 * What an order sold, apart from what it was paid with. A gift card that was used stands among the
 * lines with an amount below zero, inside the order's total (assumption P9); but it is a means of
 * payment: it takes nothing off the price, nor off the VAT. So it is taken out of the lines, and
 * the sale comes to what was charged and what the cards paid together.
 */
import { amount, dec, type Decimal, sum } from "../../domain/money.ts";
import type { Order, OrderLine } from "../../domain/order.ts";

export type UsedCard = {
  readonly line: number;
  /** The card's article code: which kind of card it is. */
  readonly code: string | null;
  /** Above zero. */
  readonly amount: Decimal;
};

export type Sale = { readonly order: Order; readonly cards: readonly UsedCard[] };

/** The order itself where no card was used. */
export function saleOf(order: Order): Sale {
  const used = order.lines.filter(isUsedCard);
  if (used.length === 0) return { order, cards: [] };
  const without = (field: "net" | "vat" | "gross"): Decimal =>
    amount(dec(order[field]).minus(sum(used.map((line) => line[field]))));
  return {
    order: {
      ...order,
      net: without("net"),
      vat: without("vat"),
      gross: without("gross"),
      lines: order.lines.filter((line) => !isUsedCard(line)),
    },
    cards: used.map(({ lineNumber, sku, gross }) => ({
      line: lineNumber,
      code: sku,
      amount: amount(dec(gross).abs()),
    })),
  };
}

const isUsedCard = (line: OrderLine): boolean => line.kind === "gift-card" && dec(line.gross).lt(0);

/** What the cards paid together. */
export const paidByCards = (cards: readonly UsedCard[]): Decimal =>
  amount(sum(cards.map((card) => card.amount)));
