/** Lines added up: those that differ in nothing but their quantity and amounts are one. Pure. */
import type { BookedContent, BookedLine } from "../../../domain/booked-content.ts";
import { amount, dec, isDecimal, plain } from "../../../domain/money.ts";

/** A line with what all of its like come to; signed. */
export type Heap = { readonly key: string; readonly line: BookedLine };

export type Signed = { readonly content: Pick<BookedContent, "lines">; readonly sign: 1 | -1 };

/** In the order in which each kind of line is first met. */
export function heaped(contents: readonly Signed[]): ReadonlyMap<string, BookedLine> {
  const heaps = new Map<string, BookedLine>();
  for (const { content, sign } of contents)
    for (const line of content.lines) {
      const key = keyOf(line);
      const before = heaps.get(key);
      heaps.set(key, before === undefined ? times(line, sign) : plus(before, times(line, sign)));
    }
  return heaps;
}

const FIGURES = ["quantity", "net", "vat", "gross"] as const;

/** Whatever else a line says tells it from others, in whatever form its numbers are written. */
function keyOf(line: BookedLine): string {
  const rest = Object.entries(line).filter(
    ([name, value]) => !FIGURES.some((figure) => figure === name) && value !== undefined,
  );
  const canonical = rest.map(
    ([name, value]) =>
      [
        name,
        NUMBERS.has(name) && typeof value === "string" && isDecimal(value) ? plain(value) : value,
      ] as const,
  );
  return JSON.stringify(canonical.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const NUMBERS: ReadonlySet<string> = new Set(["price", "discount", "vatRate"]);

export const times = (line: BookedLine, sign: 1 | -1): BookedLine =>
  sign === 1 ? line : { ...line, ...figuresOf((name) => dec(line[name]).times(-1)) };

export const plus = (a: BookedLine, b: BookedLine): BookedLine => ({
  ...a,
  ...figuresOf((name) => dec(a[name]).plus(dec(b[name]))),
});

function figuresOf(
  of: (name: (typeof FIGURES)[number]) => ReturnType<typeof dec>,
): Pick<BookedLine, (typeof FIGURES)[number]> {
  return {
    quantity: plain(of("quantity")),
    net: amount(of("net")),
    vat: amount(of("vat")),
    gross: amount(of("gross")),
  };
}

/** A line that is worth nothing and counts nothing. */
export const isEmpty = (line: BookedLine): boolean =>
  FIGURES.every((name) => dec(line[name]).eq(0));

/**
 * Takes off what the customer pays, by its kind or by its price: a discount, a gift card that was
 * used.
 */
export const takesOff = (line: BookedLine): boolean =>
  line.kind === "discount" || dec(line.gross).times(dec(line.quantity)).lt(0);
