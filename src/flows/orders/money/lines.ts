/**
 * The lines that a document is made of: those of the order, and one discount line per VAT rate for
 * a discount that the source gives only at its head. A head discount whose amounts are already in
 * the lines adds nothing.
 *
 * A used gift card is a line with an amount below zero inside the order's total (assumption P9),
 * but it is a means of payment: it reduces neither price nor VAT. It is taken out of the lines, so
 * that the sale equals what was charged plus what the cards paid.
 *
 * An article may be sold in place of the one that the shop names, by destination, buyer and date. A
 * row books by its article's coding, so this is how another account or VAT by country is chosen.
 */
import { isUsedCard, type TakenOff } from "../../../domain/orders/sold.ts";
import { headDiscountOf } from "../../../domain/orders/sold-by-rate.ts";
import type { LedgerCompany, LedgerCountry } from "../../../domain/ledger/ledger.ts";
import {
  amount,
  dec,
  type Decimal,
  fits,
  plain,
  round,
  sum,
  vatInGross,
  vatOnNet,
  negated,
} from "../../../domain/money.ts";
import type { Order, OrderLine } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { defined } from "../../../domain/platform/defined.ts";
import { isByCoding } from "../../../settings/orders/codings.ts";
import type { LookupFacts } from "../../../settings/lookups/lookup-key.ts";
import { choose } from "../../../settings/lookups/lookup.ts";
import type { Settings } from "../../../settings/schema.ts";
import { lookupFacts } from "../shared/filled-fields.ts";
import { namesCoding, salesTypeChoice, vatCodeChoice } from "../shared/plan-input.ts";

/** `fromHead`: made here from the head's discount; its `lineNumber` is 0. */
export type SourceLine = OrderLine & { readonly fromHead: boolean };

/** Lines that carry amounts; text lines don't count in any bound. */
export const linesWithAmounts = (lines: readonly SourceLine[]): readonly SourceLine[] =>
  lines.filter((line) => line.kind !== "text");

export function sourceLines(order: Order): readonly SourceLine[] {
  const lines = order.lines.map((line): SourceLine => ({ ...line, fromHead: false }));
  return [...lines, ...headDiscountLines(order)];
}

const headDiscountLines = (order: Order): readonly SourceLine[] =>
  headDiscountOf(order).map((off) => discountLine(off, order));

function discountLine({ rate, net, vat, gross }: TakenOff, order: Order): SourceLine {
  return {
    lineNumber: 0,
    kind: "discount",
    sku: null,
    text: `${plain(dec(order.headDiscount ?? "0").times(100))} %`,
    quantity: dec(gross).gt(0) ? "1" : "-1",
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

const apart = (lines: readonly SourceLine[], pricesIncludeVat: boolean): readonly SourceLine[] =>
  lines.flatMap((line) => ofLine(line, pricesIncludeVat));

/** Larger figures are refused (check-source.ts), and none is computed from a price here. */
const MAX = "99999999999";

/**
 * Splits a line into its full price and its discount, where the tenant wants discounts on rows of
 * their own, with their own article and account. Both together equal the line to the cent. Returns
 * the line itself where there is nothing to split: no discount, an amount of zero, or a price that
 * doesn't explain the discount.
 */
function ofLine(line: SourceLine, pricesIncludeVat: boolean): readonly SourceLine[] {
  const { kind, discount, vatRate } = line;
  const figures = [line.net, line.vat, line.gross];
  if (kind === "text" || kind === "gift-card" || kind === "discount" || dec(discount).eq(0))
    return [line];
  if (dec(line.gross).eq(0) || !figures.every((figure) => fits(figure, 2))) return [line];
  const left = dec(pricesIncludeVat ? line.gross : line.net);
  const off = round(dec(line.price).times(dec(line.quantity))).minus(left);
  // Larger than what is left of the line, of the same sign, and no larger than a row may be.
  if (off.abs().gt(MAX) || off.eq(0) || off.gt(0) !== left.gt(0)) return [line];
  const vat = round(pricesIncludeVat ? vatInGross(off, vatRate) : vatOnNet(off, vatRate));
  const [net, gross] = pricesIncludeVat ? [off.minus(vat), off] : [off, off.plus(vat)];
  const taken: SourceLine = {
    lineNumber: line.lineNumber,
    kind: "discount",
    sku: null,
    text: `${plain(dec(discount).times(100))} % ${line.text}`.trim(),
    quantity: "-1",
    price: amount(off.abs()),
    discount: "0",
    vatCode: line.vatCode,
    vatRate,
    net: negated(net),
    vat: negated(vat),
    gross: negated(gross),
    fromHead: line.fromHead,
  };
  const whole = (field: "net" | "vat" | "gross") =>
    amount(sum([line[field], dec(taken[field]).times(-1)]));
  return [
    { ...line, discount: "0", net: whole("net"), vat: whole("vat"), gross: whole("gross") },
    taken,
  ];
}

export type UsedCard = {
  readonly line: number;
  /** The card's article code, which names the kind of card. */
  readonly code: string | null;
  /** Above zero. */
  readonly amount: Decimal;
};

export type SaleAndCards = { readonly order: Order; readonly cards: readonly UsedCard[] };

/**
 * Returns what an order sold, without the gift cards that paid for it, and those cards. Returns the
 * order itself where no card was used.
 */
export function splitGiftCards(order: Order): SaleAndCards {
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

/** Returns the sum that the cards paid. */
export const paidByCards = (cards: readonly UsedCard[]): Decimal =>
  amount(sum(cards.map((card) => card.amount)));

export type LinesToPlan = {
  /** The order as what it sold, with the articles that are really sold. */
  readonly sale: SaleAndCards;
  /** As the shop wrote it. */
  readonly lines: readonly SourceLine[];
  /** The lines that become rows; a line's own discount may be one of them. */
  readonly rows: readonly SourceLine[];
  readonly recorded: readonly Reason[];
};

/**
 * Returns the lines that an order's document is planned from, and the articles that they need.
 * Look-ups and plan both use this function: a line that one of them missed couldn't be planned.
 */
export function linesToPlan(order: Order, settings: Settings, facts: LookupFacts): LinesToPlan {
  const sold = replaceArticles(order, settings, facts);
  const sale = splitGiftCards(sold.order);
  const lines = sourceLines(sale.order);
  const rows =
    settings.orders.lineDiscounts === "apart" ? apart(lines, order.pricesIncludeVat) : lines;
  return { sale, lines, rows, recorded: sold.recorded };
}

/** Returns the article numbers to look up for this order, each once, in the order of its lines. */
export function skusOf(
  order: Order,
  settings: Settings,
  facts: LookupFacts = {},
): readonly string[] {
  const { rows, sale } = linesToPlan(order, settings, facts);
  const lines = [...rows, ...(sale.order.partOf?.lines ?? []).filter(isGoods)];
  return [...new Set(lines.flatMap((line) => numbersOf(line, settings, facts)))];
}

/** Whether a line is of what is sent or done; shipping, discounts and fees go with such lines. */
export const isGoods = ({ kind }: Pick<OrderLine, "kind">): boolean =>
  kind === "article" || kind === "sales-type";

/** Returns one line's numbers: the article that it names, and the one that a look-up gives. */
function numbersOf(line: OrderLine, settings: Settings, facts: LookupFacts): readonly string[] {
  const { kind, sku } = line;
  const isNamed =
    (kind === "article" && !isByCoding(settings.orders.goods, sku)) ||
    kind === "shipping" ||
    kind === "fee" ||
    kind === "tip";
  const mapped = lookedUpFor(line, settings, facts);
  return [
    ...(isNamed && sku !== null ? [sku] : []),
    ...(mapped === null || namesCoding(mapped) ? [] : [mapped]),
  ];
}

/** Returns the result of the look-up for the line's kind: an article's number or a coding. */
function lookedUpFor(line: OrderLine, settings: Settings, facts: LookupFacts): string | null {
  switch (line.kind) {
    case "sales-type":
      return salesTypeChoice(line, settings, facts);
    case "shipping":
    case "fee":
    case "discount":
      return vatCodeChoice(line, settings, facts);
    default:
      return null;
  }
}

/**
 * Returns each article number that an order's plan may need, with replacements in place of the
 * shop's numbers. Whether the customer is a company may be known only later, so the articles for
 * both kinds are included. Pure.
 */
export function numbersToLookUp(
  order: Order,
  settings: Settings,
  ledger: { readonly company: LedgerCompany; readonly countries?: readonly LedgerCountry[] },
): readonly string[] {
  const facts = lookupFacts(order, ledger, "private");
  return [
    ...new Set([
      ...skusOf(order, settings, facts),
      ...skusOf(order, settings, { ...facts, kind: "company" }),
    ]),
  ];
}

/**
 * Returns the shop's own codes for what it sells: a person may have linked an article to one of
 * them. A number that a look-up gives is the ledger's, and no code.
 */
export function codesOfShop(
  { lines, partOf }: Pick<Order, "lines" | "partOf">,
  { orders, lookups }: Pick<Settings, "orders" | "lookups">,
): readonly string[] {
  const { table, default: rest, force } = lookups.article;
  const chosen = new Set([...Object.values(table), rest, force]);
  return [
    ...new Set(
      [...lines, ...(partOf?.lines ?? [])].flatMap(({ kind, sku }) =>
        kind !== "article" || sku === null || isByCoding(orders.goods, sku) || chosen.has(sku)
          ? []
          : [sku],
      ),
    ),
  ];
}

/**
 * Returns the order with the articles that are really sold, and why each was replaced; the order
 * itself where none is. Pure.
 */
export function replaceArticles(
  order: Order,
  { orders, lookups }: Pick<Settings, "orders" | "lookups">,
  facts: LookupFacts,
): { readonly order: Order; readonly recorded: readonly Reason[] } {
  const recorded: Reason[] = [];
  const chosen = (line: Pick<OrderLine, "kind" | "sku">) =>
    line.kind !== "article" || line.sku === null || isByCoding(orders.goods, line.sku)
      ? null
      : choose(lookups.article, line.sku, facts);
  const lines = order.lines.map((line): OrderLine => {
    const choice = chosen(line);
    if (choice === null || choice.value === null || choice.value === line.sku) return line;
    const { value, by, key } = choice;
    recorded.push(
      reason("lookup-chosen", {
        lookup: "article",
        line: line.lineNumber,
        from: line.sku,
        by,
        key: key ?? null,
        value,
      }),
    );
    return { ...line, sku: value };
  });
  const { partOf } = order;
  const asNow = <Line extends Pick<OrderLine, "kind" | "sku">>(line: Line): Line => ({
    ...line,
    sku: chosen(line)?.value ?? line.sku,
  });
  const invoices = partOf?.invoices?.map((one) => ({ ...one, goods: one.goods.map(asNow) }));
  const placed =
    partOf === undefined
      ? order
      : {
          ...order,
          partOf: {
            ...partOf,
            lines: partOf.lines?.map(asNow) ?? null,
            ...defined({ invoices }),
          },
        };
  return { order: recorded.length === 0 ? placed : { ...placed, lines }, recorded };
}
