/**
 * What an order holds on each side, under one name for each article: the code that the shop has for
 * it. The shop says what was sold under its own codes, and the look-up `article`, or a person's
 * link, may have it booked as another article: the pieces of both sides have to meet there. Where
 * nobody can say as which article a line is booked, each that it may be is left alone. Pure.
 */
import { creditedOrder, LINE_TYPES } from "../../asperion/contract.ts";
import type { AsperionOrder } from "../../asperion/orders.ts";
import type { OrderCredit } from "../../domain/orders/booked-content.ts";
import { dec, type Decimal, plain } from "../../domain/money.ts";
import type { LedgerStock, Sold, SoldLine as Line } from "../../domain/goods/stock.ts";
import { isByCoding } from "../../settings/orders/codings.ts";
import { choicesOf } from "../../settings/lookups/lookup.ts";
import type { Settings } from "../../settings/schema.ts";
import type { OrderState } from "../port.ts";
import type { OrderBetween, Pieces } from "./unbooked.ts";

type Linked = Readonly<Record<string, string>>;

/**
 * The ledger's articles under the shop's codes: the linked ones under theirs, all others under
 * their numbers. One whose number is the code of another, by a person's word, stands for nothing in
 * the shop.
 */
export function underCodes(ledger: readonly LedgerStock[], linked: Linked): readonly LedgerStock[] {
  const codeOf = shopCodeResolver(linked);
  return ledger.flatMap((article) => {
    const number = codeOf(article);
    return number === null ? [] : [{ ...article, number }];
  });
}

type LedgerArticleName = Pick<LedgerStock, "id" | "number">;

/** Names the ledger's articles as the shop does; `null`: it stands for nothing in the shop. */
export function shopCodeResolver(linked: Linked): (article: LedgerArticleName) => string | null {
  const codes = new Map(Object.entries(linked).map(([code, id]) => [id.toLowerCase(), code]));
  return ({ id, number }) =>
    codes.get(id.toLowerCase()) ?? (Object.hasOwn(linked, number) ? null : number);
}

/** Every code under which a line of that code may be counted; several: nobody knows under which. */
export type BookedCodes = (code: string) => readonly string[];

export function bookedAs(
  ledger: readonly LedgerArticleName[],
  linked: Linked,
  { orders, lookups }: Pick<Settings, "orders" | "lookups">,
): BookedCodes {
  const codeOf = shopCodeResolver(linked);
  const numbers = new Map(ledger.map((article) => [article.number, codeOf(article)]));
  const ofNumber = (number: string): readonly string[] => {
    const code = numbers.get(number);
    return code === null ? [] : [code ?? number];
  };
  const { table, default: rest, force } = lookups.article;
  const chosen = new Set([...Object.values(table), rest, force]);
  // A number that a look-up leads to is the ledger's; any other is the shop's own word.
  const ofCode = (code: string): readonly string[] =>
    Object.hasOwn(linked, code) && !chosen.has(code) ? [code] : ofNumber(code);
  return (code) => {
    if (isByCoding(orders.goods, code)) return [code];
    const choices = new Set(choicesOf(lookups.article, code).map((value) => value ?? code));
    const found = [...choices].flatMap((value) =>
      value === code ? ofCode(code) : ofNumber(value),
    );
    return [...new Set(choices.size === 1 ? found : [...found, code])];
  };
}

type CreditSign = Settings["orders"]["creditSign"];

/** What an order takes out of the shop's stock. */
export const soldOf = (order: AsperionOrder, sign: CreditSign): Sold => ({
  lines: linesOf(order, sign),
  moves: movesStock(order.status),
  mayBeSale: mayBeSale(order, sign),
});

/** What each line takes out of the shop's stock. */
const linesOf = (order: AsperionOrder, sign: CreditSign): readonly Line[] =>
  (order.lines?._data ?? []).flatMap(
    ({ articleCode, lineType, quantity, amountInclVat, amountExclVat }) =>
      articleCode === null || quantity == null
        ? []
        : [
            {
              code: articleCode,
              isArticle: LINE_TYPES[lineType] === "article",
              quantity: isCredit(order)
                ? ofCredit(quantity, amountInclVat ?? amountExclVat, sign)
                : quantity,
            },
          ],
  );

const isCredit = ({ creditsOrderId }: AsperionOrder): boolean =>
  creditedOrder(creditsOrderId) !== null;

/**
 * A line of a credit order: an article that comes back is below zero, and one that goes out in
 * exchange above. A shop may also write what comes back as a piece at a price below zero.
 */
function ofCredit(quantity: Decimal, worth: Decimal | null | undefined, sign: CreditSign): Decimal {
  const turn = sign === "positive" ? -1 : 1;
  const out = dec(quantity).times(turn);
  const comesBack = dec(worth ?? 0)
    .times(turn)
    .lt(0);
  return plain(comesBack && out.gt(0) ? out.times(-1) : out);
}

/** A credit order of the sign that the shop doesn't give its credits: it may be a sale. */
const mayBeSale = (order: AsperionOrder, sign: CreditSign): boolean =>
  isCredit(order) &&
  dec(order.amountInclVat)
    .times(sign === "positive" ? -1 : 1)
    .gt(0);

const linesOfCredit = ({ lines }: OrderCredit): readonly Line[] =>
  lines.flatMap(({ kind, sku, quantity }) =>
    sku === null ? [] : [{ code: sku, isArticle: kind === "article", quantity }],
  );

type BetweenInput = {
  readonly orderId: string;
  readonly moving: boolean;
  /** `null`: the shop has no such order. */
  readonly sold: Sold | null;
  readonly orderState: OrderState | null;
  /** What its own documents reserve or have taken, under the shop's codes. */
  readonly held: Pieces;
  readonly booked: BookedCodes;
};

/** An order on both sides, each piece under the article as which it is booked. */
export function orderBetween(input: BetweenInput): OrderBetween {
  const { orderId, moving, sold, orderState, held, booked } = input;
  const asBooked = ({ code, isArticle }: Line): readonly string[] =>
    isArticle ? booked(code) : [code];
  const lines = sold?.lines ?? [];
  // What credits take off a sales order stands in that order's rows: it is theirs all the same.
  const lowering = (orderState?.documents ?? []).flatMap(({ role, state, content }) =>
    role === "order-credit" && state === "live" && content !== undefined
      ? linesOfCredit(content as OrderCredit)
      : [],
  );
  const lowered = (orderState?.loweredBy ?? []).flatMap(linesOfCredit);
  const all = [...lines, ...lowering, ...lowered];
  const named = new Set(all.flatMap(asBooked));
  const unclear = new Set([
    ...(sold?.mayBeSale === true ? lines.flatMap(asBooked) : []),
    ...all.flatMap((line) => (asBooked(line).length > 1 ? asBooked(line) : [])),
    // Rows of an article that no line of it names any more: taken out by an edit, or booked as
    // another article than the settings say by now.
    ...(sold === null ? [] : held.flatMap(({ code }) => (named.has(code) ? [] : [code]))),
  ]);
  const pieces = (of: readonly Line[], quantity: (line: Line) => string): Pieces =>
    of.flatMap((line) => {
      const [code] = asBooked(line);
      return code === undefined ? [] : [{ code, quantity: quantity(line) }];
    });
  const clear = (of: Pieces): Pieces => of.filter(({ code }) => !unclear.has(code));
  const minus = ({ quantity }: Line): string => plain(dec(quantity).times(-1));
  return {
    orderId,
    moving,
    shop: clear(sold?.moves === true ? pieces(lines, ({ quantity }) => quantity) : []),
    ledger: clear([
      ...held,
      ...pieces(lowered, ({ quantity }) => quantity),
      ...pieces(lowering, minus),
    ]),
    unclear: [...unclear],
    named: [...new Set([...named, ...unclear, ...held.map(({ code }) => code)])],
  };
}

/** Concepts and cancelled orders move no stock. */
export const movesStock = (status: number): boolean => status !== 1 && status !== 9;
