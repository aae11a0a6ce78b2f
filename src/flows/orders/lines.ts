/**
 * The lines that a document is made of: those of the order, and one discount line per VAT rate for
 * a discount that the source gives only at its head. A head discount whose amounts are already in
 * the lines adds nothing.
 */
import { spreadHeadDiscount, type TakenOff } from "../../domain/head-discount.ts";
import { amount, dec, plain } from "../../domain/money.ts";
import type { Order, OrderLine } from "../../domain/order.ts";

/** `fromHead`: made by us from the head's discount; its `lineNumber` is 0. */
export type SourceLine = OrderLine & { readonly fromHead: boolean };

/** Lines that carry amounts; text lines don't count in any bound. */
export const counted = (lines: readonly SourceLine[]): readonly SourceLine[] =>
  lines.filter((line) => line.kind !== "text");

export function sourceLines(order: Order): readonly SourceLine[] {
  const lines = order.lines.map((line): SourceLine => ({ ...line, fromHead: false }));
  return [...lines, ...headDiscountLines(order, lines)];
}

function headDiscountLines(order: Order, lines: readonly SourceLine[]): readonly SourceLine[] {
  const charged = counted(lines).map(({ vatRate, gross }) => ({ rate: vatRate, gross }));
  return spreadHeadDiscount(charged, order.headDiscount, order.gross).map((off) =>
    discountLine(off, order),
  );
}

function discountLine({ rate, net, vat, gross }: TakenOff, order: Order): SourceLine {
  return {
    lineNumber: 0,
    kind: "discount",
    sku: null,
    text: `${plain(dec(order.headDiscount ?? "0").times(100))} %`,
    quantity: "-1",
    price: amount(dec(order.pricesIncludeVat ? gross : net).abs()),
    discount: "0",
    vatCode: perRateCode(order.lines, rate),
    vatRate: rate,
    net,
    vat,
    gross,
    fromHead: true,
  };
}

const perRateCode = (lines: readonly OrderLine[], rate: string): string | null =>
  lines.find((line) => plain(line.vatRate) === rate)?.vatCode ?? null;
