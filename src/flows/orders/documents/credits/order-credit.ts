/**
 * Lowers a sales order that isn't invoiced by its credit orders, instead of making a document for
 * each, where the tenant wants that (`orders.creditOfSalesOrder`). The credit's run remembers what
 * is taken off and hands the order in; the order's own run writes the ledger, like any edit. So a
 * sales order has one writer. A run that dies between the two steps is repeated and hands the order
 * in again: at worst the order is looked at once too often.
 */
import type Big from "big.js";
import type {
  BookedContent,
  OrderCredit,
  BookedLine,
} from "../../../../domain/orders/booked-content.ts";
import { amount, dec, sum, type Decimal, plain, negated } from "../../../../domain/money.ts";
import type { Order, OrderLine } from "../../../../domain/orders/order.ts";
import { isUsedCard } from "../../../../domain/orders/sold.ts";
import { reason, type Reason } from "../../../../domain/reasons/index.ts";
import { err, ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { DocumentRecord, FlowEnd, RunFacts } from "../../../port.ts";
import { end, type OpenOrder, type OrderCase } from "../../shared/case.ts";
import { refundedAmount } from "../../payments/plan-payment.ts";
import { splitGiftCards, sourceLines } from "../../money/lines.ts";
import {
  contentOf,
  sumAlikeLines,
  keyOfLine,
  type Signed,
  wordsOf,
} from "../../booked/booked-vs-charged.ts";
import {
  excessOverOrder,
  isRoundingDifference,
  AMOUNTS,
  linesRoundingBound,
  lineBound,
} from "./excess-credits.ts";

/**
 * Returns the order less what its credit orders take back; the order itself where there are none.
 * Pure.
 */
export function lessCredits(placed: Order, credits: readonly OrderCredit[]): Result<Order, Reason> {
  if (credits.length === 0) return ok(placed);
  const sold = contentOf(placed);
  const other = credits.find(
    ({ currency, pricesIncludeVat }) =>
      currency !== sold.currency || pricesIncludeVat !== sold.pricesIncludeVat,
  );
  if (other !== undefined)
    return err(
      reason("credit-not-comparable", {
        order: basisOf(sold),
        credit: basisOf(other),
      }),
    );
  // Of the sale: what gift cards paid of it is credited like any other money.
  const credited = sum(credits.map(({ gross }) => gross));
  const rest = dec(sold.gross).minus(credited);
  const left = leftOf(placed, credits);
  // No piece is left, and no more than rounding explains.
  const whole =
    left.isNothing &&
    rest.abs().lte(left.bound) &&
    (rest.gte(0) || isRoundingDifference(rest.abs(), [sold], credits));
  if (rest.lt(0) && !whole)
    return err(
      reason("credits-exceed-order", {
        order: sold.gross,
        credited: amount(credited),
        rate: null,
      }),
    );
  const beyond = excessOverOrder(placed, credits);
  if (beyond !== null) return err(beyond);
  const gross = amount(whole ? 0 : rest.minus(dec(left.cards)));
  const vat = whole ? "0.00" : left.vat;
  return ok({
    ...placed,
    // It is in lines of its own now.
    headDiscount: null,
    net: amount(dec(gross).minus(dec(vat))),
    vat,
    gross,
    roundings: left.roundings,
    amountPaid: lessPaidBack(placed, credits),
    lines: left.lines.map((line, index) => ({ ...line, lineNumber: index + 1 })),
  });
}

const basisOf = ({ currency, pricesIncludeVat }: BookedContent): string =>
  `${currency} ${pricesIncludeVat ? "incl." : "excl."}`;

/** Returns what the shop still has of the money, as far as it says what went back. */
function lessPaidBack({ amountPaid }: Order, credits: readonly OrderCredit[]): Order["amountPaid"] {
  if (amountPaid === null) return null;
  const left = dec(amountPaid).minus(sum(credits.map(({ paidBack }) => paidBack ?? "0")));
  return left.lt(0) ? "0.00" : amount(left);
}

/** Nothing is left to be sold. */
export const isCreditedWhole = (
  { loweredBy }: Pick<RunFacts, "loweredBy">,
  { lines, gross }: Order,
): boolean =>
  loweredBy.length > 0 && dec(gross).eq(0) && lines.every(({ kind }) => kind === "text");

/**
 * The shop lowered the order too after a credit lowered it: both may mean the same goods, which
 * only a person can tell.
 */
export function loweredTwice(
  { loweredBy }: Pick<RunFacts, "loweredBy">,
  placed: Order,
): Reason | null {
  const before = loweredBy.flatMap(({ ordered }) => ordered ?? []);
  const most = before.toSorted((a, b) => dec(b).cmp(dec(a)))[0];
  return most !== undefined && dec(placed.gross).lt(dec(most))
    ? reason("lowered-beside-credit", {
        before: most,
        now: placed.gross,
        credited: amount(sum(loweredBy.map(({ gross }) => gross))),
      })
    : null;
}

/** Returns the order that a credit lowers already. */
export const loweredOrderOf = ({ id, number, content }: DocumentRecord): OpenOrder => ({
  key: id,
  number: number ?? "",
  ordered: (content as OrderCredit | undefined)?.ordered ?? null,
});

/** Remembers what the credit takes off, and hands the order in. */
export async function applyOrderCredit(
  order: OrderCase,
  open: OpenOrder,
): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const said = reason("credit-lowers-order", {
    number: open.number,
    gross: order.order.gross,
  });
  if (ports.settings.trial)
    return ok(end(order, "skipped", [reason("trial-mode", { write: "order.update" }), said]));
  const cards = splitGiftCards(order.order).cards.map(({ code, amount: figure }) => ({
    code,
    amount: figure,
  }));
  const content: OrderCredit = {
    ...contentOf(order.order),
    paidBack: refundedAmount(order.order),
    ordered: open.ordered,
    ...(cards.length === 0 ? {} : { cards }),
  };
  ports.saveDocument({
    role: "order-credit",
    n: 1,
    id: open.key,
    number: open.number,
    state: "live",
    sourceHash: order.sourceHash,
    ownedHash: null,
    content,
    credits: { original: open.key, amount: order.order.gross },
  });
  return handOver(
    order,
    open.key,
    end(order, ports.before === "updated" ? "updated" : "booked", [said]),
  );
}

/** Gives the order back what a cancelled or undone credit took off. */
export async function reverseOrderCredit(
  order: OrderCase,
  document: DocumentRecord,
): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const raises = reason("credit-no-longer-lowers", { number: document.number });
  if (ports.settings.trial)
    return ok(end(order, "skipped", [reason("trial-mode", { write: "order.update" }), raises]));
  ports.saveDocument({ ...document, state: "gone" });
  return handOver(order, document.id, end(order, "updated", [raises]));
}

/** The memory is stored with the lock, so it is durable before the order is handed in. */
async function handOver(
  { ports }: OrderCase,
  key: string,
  ended: FlowEnd,
): Promise<Result<FlowEnd, Failure>> {
  const locked = await ports.lockOriginal(key);
  if (!locked.ok) return locked;
  const handed = await ports.enqueue([
    { key, flow: "orders", type: "credited-in-shop", lane: "update" },
  ]);
  return handed.ok ? ok(ended) : handed;
}

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

function leftOf(placed: Order, credits: readonly OrderCredit[]): LeftOfSale {
  const contents: readonly Content[] = [
    { content: contentOf(placed), sign: 1 },
    ...credits.map((content): Content => ({ content, sign: -1 })),
  ];
  const heaps = sumAlikeLines(contents);
  const own = sourceLines(splitGiftCards(placed).order);
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
    bound: linesRoundingBound(contents.map(({ content }) => content)),
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
  const touched = sumAlikeLines(credits.map((content) => ({ content, sign: -1 })));
  const seen = new Set<string>();
  const fromHeap = (key: string, line: BookedLine): readonly OrderLine[] => {
    if (seen.has(key) || isGone(line)) return [];
    seen.add(key);
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
    const gross = negated(left);
    return off.eq(paid)
      ? []
      : [{ ...line, quantity: "-1", price: left, discount: "0", net: gross, vat: "0.00", gross }];
  };
}
