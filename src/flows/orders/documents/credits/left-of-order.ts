/**
 * The lines that credit orders leave of an order: where the shop has them, with the words that they
 * have there. Pure.
 */
import type Big from "big.js";
import type {
  BookedContent,
  BookedLine,
  OrderCredit,
} from "../../../../domain/orders/booked-content.ts";
import { amount, dec, type Decimal, plain, sum } from "../../../../domain/money.ts";
import type { Order, OrderLine } from "../../../../domain/orders/order.ts";
import { isUsedCard, saleOf, sourceLines } from "../../money/lines.ts";
import {
  contentOf,
  heaped,
  keyOfLine,
  type Signed,
  wordsOf,
} from "../../booked/booked-vs-charged.ts";
import { AMOUNTS, boundOf, lineBound } from "./rounded-apart.ts";

type LeftOfSale = {
  /** What is still sold, the order's texts, and what its gift cards still pay. */
  readonly lines: readonly OrderLine[];
  /** Of the sale, with cents of rounding that no line bears. */
  readonly vat: Decimal;
  /** What the gift cards pay together, above zero. */
  readonly cards: Decimal;
  /** Nothing is sold any more. */
  readonly isNothing: boolean;
  /** How many roundings its figures went through beside those of the lines that are left. */
  readonly roundings: number;
  /** By how much rounding may have moved all of it. */
  readonly bound: Big;
};

export function leftOf(placed: Order, credits: readonly OrderCredit[]): LeftOfSale {
  const contents: readonly Content[] = [
    { content: contentOf(placed), sign: 1 },
    ...credits.map((content): Content => ({ content, sign: -1 })),
  ];
  const heaps = heaped(contents);
  const own = sourceLines(saleOf(placed).order);
  const sold = lineLeft(own, heaps, credits, goneOf(contents));
  const ordered = new Set(own.map(keyOfLine));
  const added = [...heaps].flatMap(([key, line]) =>
    ordered.has(key) ? [] : sold.fromHeap(key, line),
  );
  const cards = cardsLeft(credits);
  const all = [
    ...placed.lines.flatMap((line) => (isUsedCard(line) ? cards(line) : sold.ofOrder(line))),
    ...own.filter(({ fromHead }) => fromHead).flatMap(sold.ofOrder),
    ...added,
  ];
  const goods = all.filter((line) => line.kind !== "text" && !isUsedCard(line));
  const rounded = sum(contents.map(({ content }) => content.lines.length)).toNumber();
  const isNothing = goods.length === 0;
  return {
    lines: isNothing ? all.filter(({ kind }) => kind === "text") : all,
    vat: amount(sum([...heaps.values()].map(({ vat }) => vat))),
    cards: amount(isNothing ? 0 : sum(all.filter(isUsedCard).map(({ gross }) => gross)).times(-1)),
    isNothing,
    roundings: Math.max(0, rounded - goods.length),
    bound: boundOf(contents.map(({ content }) => content)),
  };
}

type Content = Signed & { readonly content: BookedContent };

type Group = {
  readonly quantity: Big;
  readonly gross: Big;
  readonly bound: Big;
  readonly credited: boolean;
};

/**
 * Tells which articles are credited completely: no pieces are left, and no money but cents of
 * rounding, as each credit was rounded alone. Pieces of one article at several prices count
 * together.
 */
function goneOf(contents: readonly Content[]): (line: BookedLine) => boolean {
  const groups = new Map<string, Group>();
  for (const { content, sign } of contents)
    for (const line of content.lines) {
      const before = groups.get(groupOf(line));
      groups.set(groupOf(line), {
        quantity: dec(line.quantity)
          .times(sign)
          .plus(before?.quantity ?? 0),
        gross: dec(line.gross)
          .times(sign)
          .plus(before?.gross ?? 0),
        bound: lineBound(content, line).plus(before?.bound ?? "0.005"),
        credited: sign < 0 || before?.credited === true,
      });
    }
  return (line) => {
    const group = groups.get(groupOf(line));
    if (group === undefined || !group.credited) return false;
    const isCents = (gross: Big): boolean => gross.abs().lte(group.bound);
    const noPieces = AMOUNTS.has(line.kind) || group.quantity.eq(0);
    return (
      (noPieces && isCents(group.gross)) || (dec(line.quantity).eq(0) && isCents(dec(line.gross)))
    );
  };
}

const groupOf = ({ kind, sku, salesTypeId, vatRate }: BookedLine): string =>
  JSON.stringify([kind, sku, salesTypeId ?? null, plain(vatRate)]);

/**
 * A line that no credit touches stays as the shop has it. Lines of an article that was credited
 * become one line.
 */
function lineLeft(
  own: readonly OrderLine[],
  heaps: ReadonlyMap<string, BookedLine>,
  credits: readonly OrderCredit[],
  isGone: (line: BookedLine) => boolean,
) {
  const touched = heaped(credits.map((content) => ({ content, sign: -1 })));
  const met = new Set<string>();
  const fromHeap = (key: string, line: BookedLine): readonly OrderLine[] => {
    if (met.has(key) || isGone(line)) return [];
    met.add(key);
    return [{ ...line, lineNumber: 0, text: wordsOf(own, line) }];
  };
  const ofOrder = (line: OrderLine): readonly OrderLine[] => {
    if (line.kind === "text") return [line];
    const key = keyOfLine(line);
    const heap = heaps.get(key);
    if (heap === undefined || isGone(heap)) return [];
    return touched.has(key) ? fromHeap(key, heap) : [line];
  };
  return { ofOrder, fromHeap };
}

/** An amount given back to a card isn't paid by that card any more. */
function cardsLeft(credits: readonly OrderCredit[]): (line: OrderLine) => readonly OrderLine[] {
  const back = new Map<string | null, Big>();
  for (const { code, amount: figure } of credits.flatMap(({ cards = [] }) => cards))
    back.set(code, dec(figure).plus(back.get(code) ?? 0));
  return (line) => {
    const given = back.get(line.sku) ?? dec("0");
    const paid = dec(line.gross).times(-1);
    const off = given.gt(paid) ? paid : given;
    if (off.eq(0)) return [line];
    back.set(line.sku, given.minus(off));
    const left = amount(paid.minus(off));
    const gross = amount(dec(left).times(-1));
    return off.eq(paid)
      ? []
      : [{ ...line, quantity: "-1", price: left, discount: "0", net: gross, vat: "0.00", gross }];
  };
}
