/**
 * Computes the difference between what is booked of an order and what it charges now, with the
 * words of each line. Pure.
 */
import type Big from "big.js";
import type { BookedContent, BookedLine } from "../../../domain/orders/booked-content.ts";
import { amount, dec, isDecimal, plain, sum, same, type Figure } from "../../../domain/money.ts";
import type { Order, OrderLine, LineKind } from "../../../domain/orders/order.ts";
import { splitGiftCards, type SourceLine, sourceLines } from "../money/lines.ts";

/** Returns the content of a sale. A used gift card is a payment, so it is no part of it. */
export function contentOf(placed: Order): BookedContent {
  const { order } = splitGiftCards(placed);
  const lines = sourceLines(order).filter((line) => line.kind !== "text" && !isForm(line));
  return {
    currency: order.currency,
    pricesIncludeVat: order.pricesIncludeVat,
    gross: order.gross,
    lines: lines.map(figures),
  };
}

/** Free shipping or a discount of zero: neither figures nor goods. A free article is goods. */
const isForm = ({ kind, net, gross }: SourceLine): boolean =>
  kind !== "article" && dec(net).eq(0) && dec(gross).eq(0);

/** Returns the content of a cancelled order: nothing is charged. */
export const emptyContent = (
  order: Pick<Order, "currency" | "pricesIncludeVat">,
): BookedContent => ({
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

/**
 * The lines of a sale for what is a part of it, those without pieces and amounts left out; `null`:
 * not known.
 */
export const saleLinesOf = (
  sale: Pick<BookedContent, "lines"> | null,
): readonly OrderLine[] | null =>
  sale === null
    ? null
    : sale.lines
        .filter((line) => !isEmpty(line))
        .map((line) => ({ ...line, lineNumber: 0, text: "" }));

/** The heap that a line of an order is in. */
export const keyOfLine = (line: OrderLine): string => keyOf(figures(line));

export type Signed = { readonly content: Pick<BookedContent, "lines">; readonly sign: 1 | -1 };

/**
 * Adds up lines that differ only in quantity and amounts. The result is in the order in which each
 * kind of line first occurs. Pure.
 */
export function sumAlikeLines(contents: readonly Signed[]): ReadonlyMap<string, BookedLine> {
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

/** The key of all other fields of a line, in a canonical form of its numbers. */
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
  of: (name: (typeof FIGURES)[number]) => Figure,
): Pick<BookedLine, (typeof FIGURES)[number]> {
  return {
    quantity: plain(of("quantity")),
    net: amount(of("net")),
    vat: amount(of("vat")),
    gross: amount(of("gross")),
  };
}

/**
 * Whether both charge the same, with the same VAT at each rate. The rows of a document have
 * neither: the ledger computes them when it books.
 */
export function isSameVat(before: BookedContent, now: BookedContent): boolean {
  const rates = Map.groupBy([...before.lines, ...now.lines], ({ vatRate }) => plain(vatRate));
  const of = ({ lines }: BookedContent, rate: string): Big =>
    sum(lines.filter((line) => same(line.vatRate, rate)).map(({ vat }) => vat));
  return (
    same(before.gross, now.gross) &&
    [...rates.keys()].every((rate) => of(before, rate).eq(of(now, rate)))
  );
}

/** A line with an amount and a quantity of zero. */
const isEmpty = (line: BookedLine): boolean => FIGURES.every((name) => dec(line[name]).eq(0));

/** A line that reduces the total, by its kind or by its price: a discount, a used gift card. */
const takesOff = (line: BookedLine): boolean =>
  line.kind === "discount" || dec(line.gross).times(dec(line.quantity)).lt(0);

export type BookingDifference =
  | {
      readonly kind: "parts";
      /** To be credited, with the figures of a sale; `null`: nothing was removed. */
      readonly reduction: BookedContent | null;
      readonly addition: BookedContent | null;
    }
  /**
   * A credit and an invoice can't express it: another currency or price basis, or a change without
   * figures.
   */
  | { readonly kind: "not-by-figures" };

type MoneyOf = Pick<BookedContent, "currency" | "pricesIncludeVat">;

/** Whether one is in another currency or price basis: nothing that is booked makes up for that. */
export const hasOtherMoney = (booked: MoneyOf, charged: MoneyOf): boolean =>
  booked.currency !== charged.currency || booked.pricesIncludeVat !== charged.pricesIncludeVat;

/** A booked document of the order; a credit has sign -1. */
type Book = { readonly content: BookedContent; readonly sign: 1 | -1 };

/**
 * Returns what is to be booked so that the books equal what the shop charges now: a credit of what
 * was removed, an invoice of what was added. Exact to the cent: books less credit plus invoice is
 * the current charge, whatever was booked and edited before. `books`: every booked document of the
 * order. Pure.
 *
 * A deduction (discount, used gift card) goes with the goods that it belongs to, so that removing
 * an article with its discount makes one credit. It stands alone only where the credit or invoice
 * would otherwise be zero. Each part has a total above zero, as a document must.
 */
export function differenceOf(books: readonly Book[], charged: BookedContent): BookingDifference {
  if (books.some(({ content }) => hasOtherMoney(content, charged)))
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
 * Head and lines may differ by a few cents, before and after. The change of that (`rest`) goes into
 * the last document, or into the one before it where it would make the last one zero.
 */
function byLines(
  charged: BookedContent,
  less: readonly BookedLine[],
  more: readonly BookedLine[],
  rest: Big,
): BookingDifference | null {
  const inReduction = more.length === 0 || (less.length > 0 && total(more).plus(rest).lte(0));
  const [ofLess, ofMore] = [total(less).times(-1), total(more)];
  return parts(
    charged,
    { lines: less, gross: inReduction ? ofLess.minus(rest) : ofLess },
    { lines: more, gross: inReduction ? ofMore : ofMore.plus(rest) },
  );
}

/**
 * Takes back all that is booked and books the current charge: for changes that single lines can't
 * express.
 */
function wholeAnew(
  books: readonly Book[],
  booked: Big,
  charged: BookedContent,
): BookingDifference | null {
  const before = filled(sumAlikeLines(books)).map((line) => times(line, -1));
  return parts(
    charged,
    { lines: before, gross: booked },
    { lines: filled(sumAlikeLines([{ content: charged, sign: 1 }])), gross: dec(charged.gross) },
  );
}

const filled = (heaps: ReadonlyMap<string, BookedLine>): readonly BookedLine[] =>
  [...heaps.values()].filter((line) => !isEmpty(line));

/** A part without lines doesn't exist. */
type LinesAndGross = { readonly lines: readonly BookedLine[]; readonly gross: Big };

/**
 * `less`: its lines are negative, its `gross` is positive. `null`: a part would be zero, which no
 * document can be.
 */
function parts(
  { currency, pricesIncludeVat }: BookedContent,
  less: LinesAndGross,
  more: LinesAndGross,
): BookingDifference | null {
  if ([less, more].some(({ lines, gross }) => lines.length > 0 && gross.lte(0))) return null;
  const content = ({ lines, gross }: LinesAndGross, sign: 1 | -1): BookedContent | null =>
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

/** Returns each changed line with the signed difference of its figures. */
function changesOf(books: readonly Signed[], charged: BookedContent): Changes {
  const before = sumAlikeLines(books);
  const now = sumAlikeLines([{ content: charged, sign: 1 }]);
  const keys = [...new Set([...before.keys(), ...now.keys()])];
  const alike = writtenOtherwise(before, now);
  const changes = keys.flatMap((key) =>
    alike.has(key) ? [] : change(before.get(key), now.get(key)),
  );
  const isFree = (line: BookedLine): boolean => dec(line.gross).eq(0);
  return {
    goods: changes.filter((line) => !isFree(line) && !takesOff(line)),
    offs: changes.filter((line) => !isFree(line) && takesOff(line)),
    free: changes.filter(isFree),
  };
}

/**
 * Returns the keys of lines that changed in price and discount alone: as many pieces of the same
 * for the same amounts. They were sold as before, so nothing is to be booked.
 */
function writtenOtherwise(
  before: ReadonlyMap<string, BookedLine>,
  now: ReadonlyMap<string, BookedLine>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const groups = Map.groupBy(new Set([...before.keys(), ...now.keys()]), (key) => {
    const line = before.get(key) ?? now.get(key);
    return line === undefined ? "" : keyOf({ ...line, price: "0", discount: "0" });
  });
  for (const keys of groups.values()) {
    const of = (heaps: ReadonlyMap<string, BookedLine>): readonly BookedLine[] =>
      keys.flatMap((key) => heaps.get(key) ?? []);
    const isSold = FIGURES.every((name) =>
      sum(of(before).map((line) => line[name])).eq(sum(of(now).map((line) => line[name]))),
    );
    if (isSold) for (const key of keys) found.add(key);
  }
  return found;
}

function change(
  before: BookedLine | undefined,
  now: BookedLine | undefined,
): readonly BookedLine[] {
  if (before === undefined) return now === undefined || isEmpty(now) ? [] : [now];
  if (now === undefined) return isEmpty(before) ? [] : [times(before, -1)];
  const difference = plus(now, times(before, -1));
  if (isEmpty(difference)) return [];
  // Figures that changed without pieces, or against them, can't be expressed as pieces at their
  // price: the whole old line is taken back.
  const byPieces =
    !dec(difference.quantity).eq(0) &&
    takesOff(difference) === takesOff(isEmpty(now) ? before : now);
  return byPieces ? [difference] : [times(before, -1), now].filter((line) => !isEmpty(line));
}

/** Free lines go with charged ones; alone they can't be booked. */
function withFree(
  { removed, added }: ReturnType<typeof withOffs>,
  free: readonly BookedLine[],
): readonly [less: readonly BookedLine[], more: readonly BookedLine[]] {
  if (removed.length > 0) return [[...removed, ...free], added];
  return added.length > 0 ? [[], [...added, ...free]] : [[], []];
}

/**
 * Deductions go with what was removed, otherwise with what was added, otherwise each where its sign
 * belongs.
 */
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

/** What each piece may have words of its own for: an engraving, a size. */
const GOODS: ReadonlySet<LineKind> = new Set<LineKind>(["article", "sales-type", "gift-card"]);

/**
 * Goods have the words of their price: those of another line of the same article may name another
 * piece, and are worse than none. Empty where lines that are alike say different things, or none is
 * left: then the article's own name stands for it.
 */
export function wordsOf(lines: readonly OrderLine[], of: BookedLine): string {
  const alike = lines.filter(
    ({ kind, sku, salesTypeId }) =>
      kind === of.kind && sku === of.sku && (salesTypeId ?? null) === (of.salesTypeId ?? null),
  );
  const atPrice = alike.filter(({ price }) => isSame(price, of.price));
  const rest = GOODS.has(of.kind) ? [] : alike;
  const [words, ...others] = new Set((atPrice.length > 0 ? atPrice : rest).map(({ text }) => text));
  return others.length === 0 ? (words ?? "") : "";
}

const isSame = (one: string, other: string): boolean =>
  isDecimal(one) && isDecimal(other) ? same(one, other) : one === other;
