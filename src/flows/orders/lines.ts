/**
 * The lines that a document is made of: those of the order, and one discount line per VAT rate for a discount that the
 * source gives only at its head. A head discount whose amounts are already in the lines adds nothing.
 */
import { allocate, amount, dec, plain, round, sum, vatInGross } from "../../domain/money.ts";
import type { Order, OrderLine } from "../../domain/order.ts";

/** `fromHead`: made by us from the head's discount; its `lineNumber` is 0. */
export type SourceLine = OrderLine & { readonly fromHead: boolean };

/** Lines that carry amounts; text lines don't count in any bound. */
export const counted = (lines: readonly SourceLine[]): readonly SourceLine[] => lines.filter((line) => line.kind !== "text");

/** What head and lines may differ by when each was rounded honestly: half a cent a line, and half a cent for the head. */
export const roundingBound = (lineCount: number) => dec("0.005").times(lineCount + 1);

export function sourceLines(order: Order): readonly SourceLine[] {
  const lines = order.lines.map((line): SourceLine => ({ ...line, fromHead: false }));
  return [...lines, ...headDiscountLines(order, lines)];
}

/**
 * Spread by largest remainder over the gross per rate, so that the parts come to exactly what the head took off.
 * Where what is missing in the lines isn't the named fraction of them, nothing is spread: the check of the source's
 * totals then says that head and lines don't agree.
 */
function headDiscountLines(order: Order, lines: readonly SourceLine[]): readonly SourceLine[] {
  if (order.headDiscount === null || dec(order.headDiscount).eq(0)) return [];
  const money = counted(lines);
  const bound = roundingBound(money.length);
  const total = sum(money.map((line) => line.gross));
  const missing = total.minus(dec(order.gross));
  if (missing.lte(0)) return [];
  if (missing.minus(total.times(dec(order.headDiscount))).abs().gt(bound)) return [];

  const perRate = new Map<string, OrderLine[]>();
  for (const line of money) perRate.set(plain(line.vatRate), [...(perRate.get(plain(line.vatRate)) ?? []), line]);
  const rates = [...perRate.keys()];
  const parts = allocate(missing, rates.map((rate) => sum((perRate.get(rate) ?? []).map((line) => line.gross))));
  return rates.flatMap((rate, index) => {
    const gross = dec(parts[index] ?? "0");
    return gross.eq(0) ? [] : [discountLine(rate, gross.times(-1), order)];
  });
}

function discountLine(rate: string, gross: ReturnType<typeof dec>, order: Order): SourceLine {
  const vat = round(vatInGross(gross, rate));
  const net = gross.minus(vat);
  return {
    lineNumber: 0,
    kind: "discount",
    sku: null,
    text: `${plain(dec(order.headDiscount ?? "0").times(100))} %`,
    quantity: "-1",
    price: amount((order.pricesIncludeVat ? gross : net).abs()),
    discount: "0",
    vatCode: perRateCode(order.lines, rate),
    vatRate: rate,
    net: amount(net),
    vat: amount(vat),
    gross: amount(gross),
    fromHead: true,
  };
}

const perRateCode = (lines: readonly OrderLine[], rate: string): string | null => lines.find((line) => plain(line.vatRate) === rate)?.vatCode ?? null;
