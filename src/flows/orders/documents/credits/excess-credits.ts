/**
 * What was sold and taken back of an order at each VAT rate. A credit that takes back more at a
 * rate than was sold at it would take back VAT that was never charged, even if the total fits.
 * Pure. Documents of an older form aren't known by rate; then only the total is compared.
 */
import type Big from "big.js";
import type { BookedContent, BookedLine } from "../../../../domain/orders/booked-content.ts";
import { amount, dec, type Decimal, plain, same, sum } from "../../../../domain/money.ts";
import type { LineKind, Order } from "../../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import type { DocumentContent } from "../../../port.ts";
import { contentOf, sumAlikeLines, type Signed } from "../../booked/booked-vs-charged.ts";

const HALF_A_CENT = dec("0.005");

/** Above zero for sales and credits alike. */
type AtRate = {
  readonly rate: Decimal;
  readonly gross: Big;
  /** By how much rounding may have moved it, where it is compared with several credits. */
  readonly bound: Big;
};

/** Goods, and a card that is a debt: they take back what was sold of them, with VAT or without. */
const SOLD: ReadonlySet<LineKind> = new Set<LineKind>(["article", "sales-type", "gift-card"]);

/** An amount without VAT takes back no VAT. */
const takesNoVat = ({ kind, vatRate }: BookedContent["lines"][number]): boolean =>
  !SOLD.has(kind) && dec(vatRate).eq(0);

const ratesOf = (content: Pick<BookedContent, "lines" | "pricesIncludeVat">): readonly AtRate[] =>
  content.lines.map((line) => ({
    rate: plain(line.vatRate),
    gross: dec(line.gross),
    bound: lineBound(content, line),
  }));

const ofVat = (content: BookedContent): readonly AtRate[] =>
  ratesOf({ ...content, lines: content.lines.filter((line) => !takesNoVat(line)) });

/** `null`: it isn't known by rate. */
function ratesOfDocument({ role, content, voucher }: DocumentContent): readonly AtRate[] | null {
  if (content !== undefined) return ratesOf(content);
  const shares = voucher?.shares;
  if (shares === undefined || shares.some(({ of }) => of === "gross")) return null;
  const sign = role === "voucher-credit" ? 1 : -1;
  return shares
    .filter(({ of }) => of === "sale" || of === "vat")
    .map(({ rate, amount: figure }) => ({
      rate: plain(rate ?? "0"),
      gross: dec(figure).times(sign),
      bound: HALF_A_CENT,
    }));
}

const knownRates = (documents: readonly DocumentContent[]): readonly AtRate[] =>
  documents.flatMap((document) => ratesOfDocument(document) ?? []);

/** An order's documents: those of its sale, and what credits took back so far. */
type BookedOfOrder = {
  readonly sold: readonly DocumentContent[];
  readonly taken: readonly DocumentContent[];
};

/**
 * Returns the rate at which a credit takes back more than is left; `null`: none, or not known.
 * Earlier credits that aren't known by rate don't count.
 */
export function excessAtRate({ sold, taken }: BookedOfOrder, credit: Order): Reason | null {
  if (sold.some((document) => ratesOfDocument(document) === null)) return null;
  const [sale, before, now] = [knownRates(sold), knownRates(taken), ofVat(contentOf(credit))];
  for (const rate of new Set(now.map((line) => line.rate))) {
    const [invoiced, credited, more] = [at(rate, sale), at(rate, before), at(rate, now)];
    const left = invoiced.gross.minus(credited.gross);
    if (isBeyond(more.gross, left, [invoiced, credited, more], credited.count > 0))
      return reason("credit-exceeds-original", {
        invoiced: amount(invoiced.gross),
        credited: amount(credited.gross),
        credit: amount(more.gross),
        rate,
      });
  }
  return null;
}

type Sum = { readonly gross: Big; readonly count: number; readonly bound: Big };

function at(rate: Decimal, lines: readonly AtRate[]): Sum {
  const own = lines.filter((line) => line.rate === rate);
  return {
    gross: sum(own.map(({ gross }) => gross)),
    count: own.length,
    bound: sum(own.map(({ bound }) => bound)),
  };
}

/**
 * By more than rounding explains: each line was rounded by itself. `apart`: so were several
 * credits; a single one is held against half a cent a line.
 */
const isBeyond = (taken: Big, left: Big, of: readonly Sum[], apart: boolean): boolean => {
  const moved = of.map(({ count, bound }) => (apart ? bound : HALF_A_CENT.times(count)));
  return taken.gt(0) && taken.minus(left).gt(sum(moved).plus(HALF_A_CENT));
};

/**
 * Names the articles of which more pieces are taken back than were sold, whatever they cost, though
 * the order has as much left at their rate: somebody should know.
 */
export function excessPieces({ sold, taken }: BookedOfOrder, credit: Order): readonly Reason[] {
  const linesOf = (documents: readonly DocumentContent[]): BookedContent["lines"] =>
    documents.flatMap(({ content }) => content?.lines ?? []);
  const now = contentOf(credit).lines.filter(({ kind }) => !AMOUNTS.has(kind));
  const [sale, before] = [linesOf(sold), linesOf(taken)];
  const goods = now.filter((line, index) => now.findIndex((one) => isAlike(one, line)) === index);
  return goods.flatMap((line) => {
    const pieces = (lines: BookedContent["lines"]): Big =>
      sum(lines.filter((one) => isAlike(one, line)).map(({ quantity }) => quantity));
    const [back, of] = [pieces(now), pieces(sale)];
    const credited = back.plus(pieces(before));
    if (!sale.some((one) => isAlike(one, line))) return [];
    if (back.lte(0) || credited.lte(of)) return [];
    return [
      reason("credit-beyond-line", {
        sku: line.sku,
        line: lineOf(credit, line),
        sold: plain(of),
        credited: plain(credited),
      }),
    ];
  });
}

type Line = BookedContent["lines"][number];

/** The same goods at one rate. */
const isAlike = (one: Line, other: Line): boolean =>
  one.kind === other.kind &&
  one.sku === other.sku &&
  (one.salesTypeId ?? null) === (other.salesTypeId ?? null) &&
  same(one.vatRate, other.vatRate);

const lineOf = ({ lines }: Order, { kind, sku }: Pick<Order["lines"][number], "kind" | "sku">) =>
  lines.find((line) => line.kind === kind && line.sku === sku)?.lineNumber ?? 0;

/** Returns by which rate or line credit orders take more off a sales order than was ordered. */
export function excessOverOrder(placed: Order, credits: readonly BookedContent[]): Reason | null {
  const sale = contentOf(placed);
  const [ordered, off] = [ratesOf(sale), credits.flatMap(ratesOf)];
  const taken = credits.flatMap(ofVat);
  for (const rate of new Set(taken.map((line) => line.rate))) {
    const [sold, credited] = [at(rate, ordered), at(rate, taken)];
    if (isBeyond(credited.gross, sold.gross, [sold, at(rate, off)], credits.length > 1))
      return reason("credits-exceed-order", {
        order: amount(sold.gross),
        credited: amount(credited.gross),
        rate,
      });
  }
  return beyondLine(placed, sale, credits);
}

/** Compares goods by article and rate at any price: fewer than zero pieces can't be delivered. */
function beyondLine(
  placed: Order,
  sale: BookedContent,
  credits: readonly BookedContent[],
): Reason | null {
  const goods = credits.flatMap(({ lines }) =>
    lines.filter((line) => !AMOUNTS.has(line.kind) && !takesNoVat(line)),
  );
  for (const { kind, sku, vatRate } of goods) {
    const pieces = (lines: BookedContent["lines"]): Big =>
      sum(
        lines
          .filter((line) => line.kind === kind && line.sku === sku && same(line.vatRate, vatRate))
          .map(({ quantity }) => quantity),
      );
    const [ordered, credited] = [pieces(sale.lines), pieces(goods)];
    if (credited.gt(0) && credited.gt(ordered))
      return reason("credits-exceed-line", {
        sku,
        line: lineOf(placed, { kind, sku }),
        ordered: plain(ordered),
        credited: plain(credited),
      });
  }
  return null;
}

/** What comes to an amount, whatever number it has: no piece of it is delivered or comes back. */
export const AMOUNTS: ReadonlySet<LineKind> = new Set<LineKind>(["discount", "fee", "tip"]);

type Priced = Pick<BookedContent, "lines" | "pricesIncludeVat">;

/**
 * By how much rounding may have moved a line: half a cent of its price. Where prices exclude VAT,
 * the VAT of that half cent as well, and half a cent of VAT.
 */
export const lineBound = (
  { pricesIncludeVat }: Pick<Priced, "pricesIncludeVat">,
  { vatRate }: Pick<BookedLine, "vatRate">,
): Big => dec("0.005").times(pricesIncludeVat ? 1 : dec(vatRate).plus(2));

/** By how much rounding may have moved the lines of documents, and half a cent. */
export const linesRoundingBound = (contents: readonly Priced[]): Big =>
  sum(contents.flatMap((content) => content.lines.map((line) => lineBound(content, line)))).plus(
    "0.005",
  );

/**
 * Credits of one order are rounded each by itself, and the order was rounded as a whole: pieces
 * that come back one by one may come to a few cents more than all of them were sold for. Whether
 * rounding explains by how much the credits `back` take back more than was sold: nothing comes back
 * at a price at which it wasn't sold, no piece more than was sold at it, no amount beside the
 * pieces, and no more cents than the lines' roundings. Of a first credit nothing is explained: it
 * says more than the order by itself. Nor where a document is of an older form, as its lines aren't
 * known.
 */
export function isRoundingDifference(
  over: Big,
  sale: readonly BookedContent[],
  back: readonly BookedContent[],
): boolean {
  if (back.length < 2) return false;
  const [had, comes] = [sumAlikeLines(sale.map(signed)), sumAlikeLines(back.map(signed))];
  const asSold = [...comes].every(
    ([key, { kind, quantity }]) =>
      AMOUNTS.has(kind) || dec(quantity).lte(dec(had.get(key)?.quantity ?? "0")),
  );
  return (
    asSold &&
    noMoreAmounts(sale.map(amountsOf), back.map(amountsOf)) &&
    over.lte(linesRoundingBound([...sale, ...back]))
  );
}

/**
 * What the order has of such amounts comes back in parts, each rounded by itself: a discount of
 * 10.00 as three of 3.33. Of a kind or a sign that the order doesn't have, no cent is explained.
 */
function noMoreAmounts(sale: readonly Priced[], back: readonly Priced[]): boolean {
  const [had, comes] = [linesOf(sale), linesOf(back)];
  const isOfSale = ({ kind, gross }: BookedLine): boolean =>
    had.some((one) => one.kind === kind && dec(one.gross).times(gross).gt(0));
  const isExplained = comes.length > 0 && comes.every(isOfSale);
  const more = totalOf(comes).minus(totalOf(had));
  return more.lte(isExplained ? linesRoundingBound([...sale, ...back]) : 0);
}

const linesOf = (contents: readonly Priced[]): readonly BookedLine[] =>
  contents.flatMap(({ lines }) => lines);

const totalOf = (lines: readonly BookedLine[]): Big => sum(lines.map(({ gross }) => gross));

const amountsOf = ({ lines, pricesIncludeVat }: BookedContent): Priced => ({
  pricesIncludeVat,
  lines: lines.filter(({ kind }) => AMOUNTS.has(kind)),
});

const signed = (content: BookedContent): Signed => ({ content, sign: 1 });
