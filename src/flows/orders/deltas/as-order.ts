/**
 * A part of what changed, as an order of its own: planned, compared and booked by the same code as
 * any other. Pure. It is dated on the day of the change, and carries no payment: what was paid is
 * the whole order's matter.
 */
import type { BookedContent, BookedLine } from "../../../domain/booked-content.ts";
import { amount, dec, sum } from "../../../domain/money.ts";
import type { Order } from "../../../domain/order.ts";

/** `today`: in the source's zone, where the source doesn't say when the order was changed. */
export function partAsOrder(order: Order, part: BookedContent, today: string): Order {
  const vat = amount(sum(part.lines.map((line) => line.vat)));
  return {
    ...order,
    date: order.changed ?? today,
    headDiscount: null,
    net: amount(dec(part.gross).minus(dec(vat))),
    vat,
    gross: part.gross,
    lines: part.lines.map((line, index) => ({
      ...line,
      lineNumber: index + 1,
      text: textOf(order, line),
    })),
    payment: "open",
    amountPaid: null,
    paidAt: null,
  };
}

/**
 * What is kept of a line has no words: those of a like line that is still there, else the article's
 * own name stands for it.
 */
const textOf = (order: Order, line: BookedLine): string =>
  order.lines.find(({ kind, sku }) => kind === line.kind && sku === line.sku)?.text ?? "";
