/**
 * What the shop sold and the ledger doesn't hold yet, per article. Of an order counts what the shop
 * has of it, less what its documents in the ledger hold: so an order that waits or is held counts
 * in full, an edit that isn't through yet counts by its difference, and a cancelled order whose
 * document still stands counts the other way.
 *
 * An order on which something happened while both sides were read can't be counted either way: its
 * articles are left alone in this run. Its document may have been deleted since the ledger's stock
 * was read, and the order may take nothing any more: all its articles count.
 */
import { dec, type Decimal, plain, sum, ZERO } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";

export type Pieces = readonly { readonly code: string; readonly quantity: Decimal }[];

export type OrderBetween = {
  readonly orderId: string;
  readonly moving: boolean;
  /** What its lines take out of the shop's stock. */
  readonly shop: Pieces;
  /** What its documents reserve or have taken in the ledger. */
  readonly ledger: Pieces;
  /** Articles of it of which that isn't known; none of them is in either. */
  readonly unclear: readonly string[];
  /** All its articles, those too that neither side takes by now. */
  readonly named: readonly string[];
};

type Between = {
  readonly unbooked: ReadonlyMap<string, Decimal>;
  readonly moving: ReadonlySet<string>;
};

export function unbookedOf(orders: readonly OrderBetween[]): Between {
  const unbooked = new Map<string, Decimal>();
  const add = (pieces: Pieces, sign: 1 | -1): void => {
    for (const { code, quantity } of pieces)
      unbooked.set(code, plain(dec(unbooked.get(code) ?? ZERO).plus(dec(quantity).times(sign))));
  };
  for (const order of orders) {
    if (order.moving) continue;
    add(order.shop, 1);
    add(order.ledger, -1);
  }
  const moving = orders.flatMap((order) => (order.moving ? order.named : order.unclear));
  return { unbooked, moving: new Set(moving) };
}

/** What was sold and what came back are told apart: together they would hide each other. */
export function unbookedSaid(pieces: readonly Decimal[], orders: number): readonly Reason[] {
  const sold = pieces.filter((one) => dec(one).gt(0));
  const back = pieces.filter((one) => dec(one).lt(0));
  const total = (of: readonly Decimal[]): Decimal => plain(sum(of).abs());
  return [
    ...(sold.length === 0
      ? []
      : [reason("stock-unbooked", { articles: sold.length, orders, pieces: total(sold) })]),
    ...(back.length === 0
      ? []
      : [reason("stock-unbooked-returns", { articles: back.length, pieces: total(back) })]),
  ];
}
