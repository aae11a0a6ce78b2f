/**
 * Orders of which a payout takes, or gives back, more than earlier payouts left: more would be open
 * of one than it came to, or it is paid more than is still owed of it. As _Owed by providers_
 * counts it: on clearing, of an order in another currency by what it was booked at.
 */
import { fromCents } from "../../../../domain/money.ts";
import type { Matched } from "../../../../flows/payouts/match.ts";
import {
  excessCents,
  rateToleranceCents,
  NOTHING_PAID,
} from "../../../../flows/payouts/excess-lines.ts";
import type { ExcessOrder } from "../../../contract/payouts.ts";
import { isCounted, openCentsByOrder } from "../../journal/clearing.ts";
import { targetsOf } from "../order-numbers.ts";
import * as store from "../payout-store.ts";
import type { LineMatch, StepInput } from "./line-matches.ts";
import { paidByThisPayout } from "./paid-by-this-payout.ts";

/** `at`: its first line that made it so. `net`: what the payout takes off clearing, in cents. */
export type NetTaken = { readonly at: number; readonly key: string; readonly net: number };

const MAX_ORDERS = 100;
const netPlace = (key: string): string => `net ${key}`;

type Judged = Pick<StepInput, "sql" | "currency">;

/** Those of these orders that are beyond what is open of them now. */
export function excessOrders(
  { sql, currency }: Judged,
  orders: readonly NetTaken[],
): readonly ExcessOrder[] {
  const keys = orders.map(({ key }) => key);
  const open = openCentsByOrder(sql, keys);
  const leftOf = ({ key, net }: NetTaken): number => (open.get(key) ?? 0) - net;
  const perhaps = orders.filter((one) => (one.net < 0 ? leftOf(one) > 0 : leftOf(one) < 0));
  if (perhaps.length === 0) return [];
  const targets = targetsOf(
    sql,
    perhaps.map(({ key }) => ({ key, label: "" })),
  );
  const numbers = store.orderNumbers(sql, keys);
  return perhaps.flatMap((one): ExcessOrder[] => {
    const { at, key, net } = one;
    const target = targets.get(key);
    if (target === undefined) return [];
    const left = leftOf(one);
    const isAbove = net < 0;
    // An invoice isn't on clearing.
    const isSold = target.clears !== undefined;
    const isKnown = target.currency === currency || target.rate !== null;
    const paid =
      isSold && isKnown && -left > rateToleranceCents(target, currency) ? Math.min(net, -left) : 0;
    const cents = isAbove ? excessCents(target, left, currency) : paid;
    const what = isAbove ? "above" : "below";
    return cents > 0
      ? [{ at, key, order: numbers.get(key) ?? null, what, amount: fromCents(cents) }]
      : [];
  });
}

/**
 * Adds these lines to what the payout takes of their orders. `take`: keeps that of all but sales in
 * the company's currency, which are counted before any line is settled. Nothing is said while what
 * was booked before isn't counted.
 */
export function addToNetTaken(
  input: StepInput,
  before: readonly NetTaken[],
  found: readonly Matched[],
  matches: readonly LineMatch[],
): { readonly nets: readonly NetTaken[]; readonly take: () => void } {
  const { sql, row, kept, currency } = input;
  const taken = new Map<string, NetTaken>();
  const counted = new Set<string>();
  for (const [index, match] of matches.entries()) {
    if (!("key" in match) || match.off === null) continue;
    const { key, cents } = match.off;
    const one = found[index];
    const isOwn = one?.match?.target.currency === currency;
    if (isOwn) counted.add(key);
    const known = taken.get(key) ?? { at: one?.line.at ?? 0, key, net: 0 };
    const isSaleCounted = isOwn && one?.line.kind === "sale";
    taken.set(key, { ...known, net: known.net + (isSaleCounted ? 0 : cents) });
  }
  if (taken.size === 0 || row.currency !== currency || !isCounted(sql))
    return { nets: before, take: () => undefined };
  const keys = [...taken.keys()];
  const earlier = kept.taken(keys.map(netPlace));
  const back = [...taken.values()].map((one) => ({
    ...one,
    net: one.net + (earlier.get(netPlace(one.key)) ?? 0),
  }));
  const paid = paidByThisPayout(kept, keys);
  const all = back.map((one) => {
    const { money, refunded } = counted.has(one.key)
      ? (paid.get(one.key) ?? NOTHING_PAID)
      : NOTHING_PAID;
    return { ...one, net: one.net + money + refunded };
  });
  const now = new Set(excessOrders(input, all).map(({ key }) => key));
  const others = before.filter(({ key }) => !taken.has(key));
  const still = all
    .filter(({ key }) => now.has(key))
    .map((one) => ({ ...one, at: before.find(({ key }) => key === one.key)?.at ?? one.at }));
  const more = back.flatMap(({ key, net }) =>
    net === (earlier.get(netPlace(key)) ?? 0) ? [] : [[netPlace(key), net] as const],
  );
  return {
    nets: [...others, ...still].slice(0, MAX_ORDERS),
    take: () => {
      if (more.length > 0) kept.take(new Map(more));
    },
  };
}
