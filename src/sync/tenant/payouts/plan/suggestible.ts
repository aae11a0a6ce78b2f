/** Orders with the same total as lines without one that may be suggested for them. */
import {
  suggest,
  type Suggestible,
  type UnmatchedLine,
  unnamedOrders,
} from "../../../../flows/payouts/match.ts";
import { maxBookedCents, NOTHING_PAID } from "../../../../flows/payouts/excess-lines.ts";
import { isCounted, ordersOpenOnClearing } from "../../journal/clearing.ts";
import { targetsOf } from "../order-numbers.ts";
import type { StepInput } from "./line-matches.ts";
import { paidByThisPayout } from "./paid-by-this-payout.ts";
import { findOtherPayoutNaming } from "./other-payouts.ts";

/** Only orders near enough to be suggested, that no payout names or pays in full. */
export async function suggestible(
  { sql, row, kept }: StepInput,
  unmatched: readonly UnmatchedLine[],
  orders: readonly Suggestible[],
): Promise<readonly Suggestible[]> {
  const near = unnamedOrders(orders, unmatched).filter((order) =>
    unmatched.some((one) => suggest(one, row.currency, [order]).length > 0),
  );
  const unpaid = notPaid({ sql, kept }, near);
  const namedIn = await findOtherPayoutNaming(sql, row, unpaid);
  return unpaid.filter((order) =>
    unmatched.some(
      (one) => suggest(one, row.currency, [order]).length > 0 && namedIn(one.line, order) === null,
    ),
  );
}

/** Of orders that may be suggested, those that neither this payout nor others pay in full. */
function notPaid(
  { sql, kept }: Pick<StepInput, "sql" | "kept">,
  near: readonly Suggestible[],
): readonly Suggestible[] {
  const here = paidByThisPayout(
    kept,
    near.map(({ key }) => key),
  );
  const onClearing = [...targetsOf(sql, near).values()].flatMap(({ key, clears }) =>
    clears === undefined ? [] : [{ key, of: clears.of ?? key }],
  );
  // Until all is counted, an order that isn't there may be one that wasn't counted yet.
  const open = isCounted(sql)
    ? ordersOpenOnClearing(
        sql,
        onClearing.map(({ of }) => of),
      )
    : null;
  const paidOut = new Set(
    onClearing.flatMap(({ key, of }) => (open === null || open.has(of) ? [] : [key])),
  );
  return near.filter((order) => {
    const most = maxBookedCents(order) ?? 0;
    const { money, disputed, returned } = here.get(order.key) ?? NOTHING_PAID;
    const paid = Math.abs(money + disputed + returned);
    return !paidOut.has(order.key) && (most === 0 || paid < most);
  });
}
