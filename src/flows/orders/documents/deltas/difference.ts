/** An order as what its document stands for. Pure. */
import type Big from "big.js";
import type { BookedContent, BookedLine } from "../../../../domain/booked-content.ts";
import { amount, dec, isDecimal, plain, sum } from "../../../../domain/money.ts";
import type { Order, OrderLine } from "../../../../domain/order.ts";
import { saleOf, type SourceLine, sourceLines } from "../../money/lines.ts";

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

/** Free shipping or a discount of zero: no figures and no goods. A free article is goods. */
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
}: OrderLine & Partial<Pick<SourceLine, "fromHead">>): BookedLine {
  return line;
}

/** The heap that a line of an order is in. */
export const keyOfLine = (line: OrderLine): string => keyOf(figures(line));

export type Signed = { readonly content: Pick<BookedContent, "lines">; readonly sign: 1 | -1 };

/**
 * Adds up lines that differ only in quantity and amounts. The result is in the order in which each
 * kind of line first occurs. Pure.
 */
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

const times = (line: BookedLine, sign: 1 | -1): BookedLine =>
  sign === 1 ? line : { ...line, ...figuresOf((name) => dec(line[name]).times(-1)) };

const plus = (a: BookedLine, b: BookedLine): BookedLine => ({
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
const isEmpty = (line: BookedLine): boolean => FIGURES.every((name) => dec(line[name]).eq(0));

/**
 * Takes off what the customer pays, by its kind or by its price: a discount, a gift card that was
 * used.
 */
const takesOff = (line: BookedLine): boolean =>
  line.kind === "discount" || dec(line.gross).times(dec(line.quantity)).lt(0);

export type Difference =
  | {
      readonly kind: "parts";
      /** To be credited, its figures those of a sale; `null`: nothing was removed. */
      readonly reduction: BookedContent | null;
      readonly addition: BookedContent | null;
    }
  /**
   * It can't be said by a credit and an invoice: other currency or price basis, or a change without
   * a figure.
   */
  | { readonly kind: "not-by-figures" };

/** A booked document of the order; a credit with a minus. */
type Book = { readonly content: BookedContent; readonly sign: 1 | -1 };

/**
 * Returns what is to be booked so that the books equal what the shop charges now: a credit of what
 * was removed, an invoice of what was added. Exact to the cent: books − credit + invoice equals the
 * current charge, whatever was booked and edited before. `books`: every booked document of the
 * order. Pure.
 *
 * A deduction (discount, used gift card) goes with the goods that it belongs to, so that removing
 * an article with its discount makes one credit. It stands alone only where the credit or invoice
 * would otherwise be zero. Each part has a total above zero, as a document must.
 */
export function differenceOf(books: readonly Book[], charged: BookedContent): Difference {
  if (
    books.some(
      ({ content }) =>
        content.currency !== charged.currency ||
        content.pricesIncludeVat !== charged.pricesIncludeVat,
    )
  )
    return { kind: "not-by-figures" };
  const { goods, offs, free } = changesOf(books, charged);
  const removed = goods.filter((line) => dec(line.gross).lt(0));
  const added = goods.filter((line) => dec(line.gross).gt(0));
  const placed = withOffs(removed, added, offs);
  const [less, more] = withFree(placed, free);
  const booked = sum(books.map(({ content, sign }) => dec(content.gross).times(sign)));
  const rest = dec(charged.gross)
    .minus(booked)
    .minus(total([...less, ...more]));
  if (less.length + more.length === 0)
    return free.length === 0 && rest.eq(0)
      ? { kind: "parts", reduction: null, addition: null }
      : { kind: "not-by-figures" };
  return (
    byLines(charged, less, more, rest) ??
    wholeAnew(books, booked, charged) ?? { kind: "not-by-figures" }
  );
}

const total = (lines: readonly BookedLine[]): Big => sum(lines.map(({ gross }) => gross));

/**
 * Head and lines may differ by a few cents, before as after: what that changed (`rest`) stands in
 * the last document, or in the one before it where it would leave nothing of the last.
 */
function byLines(
  charged: BookedContent,
  less: readonly BookedLine[],
  more: readonly BookedLine[],
  rest: Big,
): Difference | null {
  const inReduction = more.length === 0 || (less.length > 0 && total(more).plus(rest).lte(0));
  const [ofLess, ofMore] = [total(less).times(-1), total(more)];
  return parts(
    charged,
    { lines: less, gross: inReduction ? ofLess.minus(rest) : ofLess },
    { lines: more, gross: inReduction ? ofMore : ofMore.plus(rest) },
  );
}

/**
 * All that is booked is taken back, and what is charged now is booked anew: says what no single
 * lines can.
 */
function wholeAnew(books: readonly Book[], booked: Big, charged: BookedContent): Difference | null {
  const before = filled(heaped(books)).map((line) => times(line, -1));
  return parts(
    charged,
    { lines: before, gross: booked },
    { lines: filled(heaped([{ content: charged, sign: 1 }])), gross: dec(charged.gross) },
  );
}

const filled = (heaps: ReadonlyMap<string, BookedLine>): readonly BookedLine[] =>
  [...heaps.values()].filter((line) => !isEmpty(line));

/** One without lines is none. */
type Part = { readonly lines: readonly BookedLine[]; readonly gross: Big };

/**
 * `less`: its lines with a minus, its `gross` without. `null`: a part comes to nothing, which no
 * document can.
 */
function parts(
  { currency, pricesIncludeVat }: BookedContent,
  less: Part,
  more: Part,
): Difference | null {
  if ([less, more].some(({ lines, gross }) => lines.length > 0 && gross.lte(0))) return null;
  const content = ({ lines, gross }: Part, sign: 1 | -1): BookedContent | null =>
    lines.length === 0
      ? null
      : {
          currency,
          pricesIncludeVat,
          gross: amount(gross),
          lines: lines.map((line) => times(line, sign)),
        };
  return { kind: "parts", reduction: content(less, -1), addition: content(more, 1) };
}

type Changes = {
  readonly goods: readonly BookedLine[];
  readonly offs: readonly BookedLine[];
  readonly free: readonly BookedLine[];
};

/** Each line that isn't as it was, with the signed difference of its figures. */
function changesOf(books: readonly Signed[], charged: BookedContent): Changes {
  const before = heaped(books);
  const now = heaped([{ content: charged, sign: 1 }]);
  const changes = [...new Set([...before.keys(), ...now.keys()])].flatMap((key) =>
    change(before.get(key), now.get(key)),
  );
  const isFree = (line: BookedLine): boolean => dec(line.gross).eq(0);
  return {
    goods: changes.filter((line) => !isFree(line) && !takesOff(line)),
    offs: changes.filter((line) => !isFree(line) && takesOff(line)),
    free: changes.filter(isFree),
  };
}

function change(
  before: BookedLine | undefined,
  now: BookedLine | undefined,
): readonly BookedLine[] {
  if (before === undefined) return now === undefined || isEmpty(now) ? [] : [now];
  if (now === undefined) return isEmpty(before) ? [] : [times(before, -1)];
  const difference = plus(now, times(before, -1));
  if (isEmpty(difference)) return [];
  // Figures that moved without pieces, or against them, can't be said by pieces of their price: the
  // old line is taken back whole.
  const byPieces =
    !dec(difference.quantity).eq(0) &&
    takesOff(difference) === takesOff(isEmpty(now) ? before : now);
  return byPieces ? [difference] : [times(before, -1), now].filter((line) => !isEmpty(line));
}

/** What costs nothing goes with what costs something; by itself it can't be said. */
function withFree(
  { removed, added }: ReturnType<typeof withOffs>,
  free: readonly BookedLine[],
): readonly [less: readonly BookedLine[], more: readonly BookedLine[]] {
  if (removed.length > 0) return [[...removed, ...free], added];
  return added.length > 0 ? [[], [...added, ...free]] : [[], []];
}

/** Together with what was removed, else with what was added, else each where its sign belongs. */
function withOffs(
  removed: readonly BookedLine[],
  added: readonly BookedLine[],
  offs: readonly BookedLine[],
): { readonly removed: readonly BookedLine[]; readonly added: readonly BookedLine[] } {
  if (offs.length === 0) return { removed, added };
  const [withRemoved, withAdded] = [
    [...removed, ...offs],
    [...added, ...offs],
  ];
  if (removed.length > 0 && total(withRemoved).lt(0)) return { removed: withRemoved, added };
  if (added.length > 0 && total(withAdded).gt(0)) return { removed, added: withAdded };
  if (!total(offs).eq(0) && removed.length + added.length === 0)
    return total(offs).lt(0) ? { removed: offs, added: [] } : { removed: [], added: offs };
  return {
    removed: [...removed, ...offs.filter((line) => dec(line.gross).lt(0))],
    added: [...added, ...offs.filter((line) => dec(line.gross).gt(0))],
  };
}
