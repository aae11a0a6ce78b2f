/** An order as what its document stands for. Pure. */
import type { BookedContent, BookedLine } from "../../../domain/booked-content.ts";
import { dec } from "../../../domain/money.ts";
import type { Order } from "../../../domain/order.ts";
import { sourceLines, type SourceLine } from "../lines.ts";
import { saleOf } from "../sale.ts";

/** Of the sale: a gift card that was used is a payment, whatever becomes of the order. */
export function contentOf(placed: Order): BookedContent {
  const { order } = saleOf(placed);
  const lines = sourceLines(order).filter((line) => line.kind !== "text" && !isForm(line));
  return {
    currency: order.currency,
    pricesIncludeVat: order.pricesIncludeVat,
    gross: order.gross,
    lines: lines.map(figures),
  };
}

/** Shipping that is free, a discount of nothing: neither figures nor goods. A free article is goods. */
const isForm = ({ kind, net, gross }: SourceLine): boolean =>
  kind !== "article" && dec(net).eq(0) && dec(gross).eq(0);

/** A cancelled order charges nothing. */
export const nothingOf = (order: Pick<Order, "currency" | "pricesIncludeVat">): BookedContent => ({
  currency: order.currency,
  pricesIncludeVat: order.pricesIncludeVat,
  gross: "0.00",
  lines: [],
});

function figures({
  lineNumber: _number,
  text: _text,
  fromHead: _fromHead,
  ...line
}: SourceLine): BookedLine {
  return line;
}
