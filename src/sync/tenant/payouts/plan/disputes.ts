/** Disputes of a payout's lines: of which order each is, and where one that was won is booked. */
import { CLEARED, isDispute } from "../../../../domain/payouts/lines.ts";
import { clearingAccountOf, lossAccountOf } from "../../../../flows/payouts/accounts.ts";
import {
  disputedBy,
  disputePlace,
  lostBy,
  type OpenDispute,
  orderOf,
  orderOfPlace,
  withRefunds,
  withWins,
  wonOf,
} from "../../../../flows/payouts/disputes.ts";
import type { Matched } from "../../../../flows/payouts/match.ts";
import type { TakenCents } from "../../../../flows/payouts/settling.ts";
import { bookedAt } from "../../../../flows/payouts/sums.ts";
import type { PaidOf } from "../../../../flows/payouts/within-orders.ts";
import { dec, toCents } from "../../../../domain/money.ts";
import type { PayoutPart } from "../../../../settings/payouts.ts";
import { isCounted, refundsOpen } from "../../journal/clearing.ts";
import { type DisputeTaken, takenFor } from "../../journal/disputes.ts";
import * as store from "../payout-store.ts";

type Input = {
  readonly sql: SqlStorage;
  readonly row: store.StoredPayout;
  readonly settings: PayoutPart;
  readonly kept: KeptLines;
};

type KeptLines = { readonly taken: (places: readonly string[]) => TakenCents };

const placeOf =
  ({ row, settings }: Pick<Input, "row" | "settings">) =>
  (one: Matched) => {
    const input = { head: store.headOf(row), settings };
    const loss = lossAccountOf(input, one.line);
    if (loss !== null) return { account: loss, isLoss: true };
    const settling = one.match === null ? undefined : one.settling;
    const elsewhere = settling?.by === "clearing" ? settling.account : undefined;
    return { account: elsewhere ?? clearingAccountOf(input, one.line), isLoss: false };
  };

/**
 * With the account of each dispute that was won. `refunds`: what `settleRefunds` has just taken.
 * `taken`: for other lines of the payout.
 */
export function settleWins(
  input: Input,
  found: readonly Matched[],
  refunds: readonly [string, number][],
): { readonly found: readonly Matched[]; readonly taken: readonly [string, number][] } {
  const { sql, row, kept } = input;
  const keys = wonOf(found);
  if (keys.length === 0) return { found, taken: [] };
  // Reserved lines alone took nothing: their voucher may be deleted, or never come.
  const others = takenFor(sql, keys).filter(
    ({ payout, isBooked, isSent }) => payout !== row.id && (isBooked === 1 || isSent === 1),
  );
  const open = openOf([...others, ...refundedHere(input, found, keys, refunds)]);
  const before = kept.taken(open.flatMap((one) => [nameOf(one), ownName(one)]));
  const left = open.map((one) => ({
    ...one,
    cents: one.cents - (before.get(nameOf(one)) ?? 0),
    own: one.own === null ? null : one.own - (before.get(ownName(one)) ?? 0),
  }));
  const won = withWins(found, left, placeOf(input), (one) => ownCents(one, row.currency));
  return {
    found: won.found,
    taken: won.open.flatMap((one, index): [string, number][] => {
      const [was, whole] = [left[index], open[index]];
      if (was === undefined || whole === undefined || one.cents === was.cents) return [];
      const own = (whole.own ?? 0) - (one.own ?? 0);
      return [
        [nameOf(one), whole.cents - one.cents],
        ...(one.own === null ? [] : [[ownName(one), own] as [string, number]]),
      ];
    }),
  };
}

/**
 * With the account of each lost dispute that is the refund of its order (`withRefunds`).
 * `paidHere`: what the payout's own lines pay of orders, as a refund among them is paid back by
 * that line.
 */
export function settleRefunds(
  input: Input,
  found: readonly Matched[],
  paidHere: (keys: readonly string[]) => PaidOf,
): { readonly found: readonly Matched[]; readonly taken: readonly [string, number][] } {
  const { sql, row, kept } = input;
  const isLoss = (one: Matched): boolean =>
    clearingAccountOf({ head: store.headOf(row), settings: input.settings }, one.line) === null;
  const keys = lostBy(found, isLoss);
  // Until all is counted, an order that isn't there may stand above zero.
  if (keys.length === 0 || !isCounted(sql)) return { found, taken: [] };
  const paid = paidHere(keys);
  // A credit is booked at the rate of what it takes back.
  const rateOf = new Map(
    found.flatMap(({ match }) =>
      match === null ? [] : [[orderOf(match.target), match.target.rate]],
    ),
  );
  const credits = kept.taken(keys.map(creditsPlace));
  const here = (key: string): number => {
    const { money = 0, returned = 0 } = paid.get(key) ?? {};
    const own = dec(money + returned).times(rateOf.get(key) ?? "1");
    return Math.round(Number(own)) + (credits.get(creditsPlace(key)) ?? 0);
  };
  const open = refundsOf(sql, found, keys).map((one) => ({
    ...one,
    cents: one.cents + here(one.key),
  }));
  const before = kept.taken(open.map(refundName));
  const left = open.map((one) => ({
    ...one,
    cents: one.cents - (before.get(refundName(one)) ?? 0),
  }));
  const settled = withRefunds(found, left, isLoss);
  return {
    found: settled.found,
    taken: settled.open.flatMap((one, index): [string, number][] => {
      const [was, whole] = [left[index]?.cents ?? 0, open[index]?.cents ?? 0];
      return one.cents === was ? [] : [[refundName(one), whole - one.cents]];
    }),
  };
}

/** Above zero on an account: more was taken back of the order than was sold. */
function refundsOf(
  sql: SqlStorage,
  found: readonly Matched[],
  keys: readonly string[],
): ReturnType<typeof refundsOpen> {
  const stands = refundsOpen(sql, keys);
  // An order that was paid out to the cent, or taken back before it was, has no row.
  const none = keys
    .filter((key) => !stands.some((one) => one.key === key))
    .flatMap((key) => clearingOf(found, key).map((account) => ({ account, key, cents: 0 })));
  return [...stands, ...none];
}

/** What disputes of the payout's lines up to here took as refunds. */
function refundedHere(
  { sql, row, kept }: Input,
  found: readonly Matched[],
  keys: readonly string[],
  refunds: readonly [string, number][],
): readonly DisputeTaken[] {
  const places = refundsOf(sql, found, keys);
  const taken = new Map([...kept.taken(places.map(refundName)), ...refunds]);
  return places.map((one) => ({
    payout: row.id,
    at: disputePlace(one.key),
    account: one.account,
    isLoss: 0,
    isBooked: 0,
    isSent: 0,
    cents: taken.get(refundName(one)) ?? 0,
    own: null,
  }));
}

const creditsPlace = (key: string): string => `credits ${key}`;

/**
 * With these lines, what the payout pays of credit orders, by the order that they take back, in
 * cents as it is booked. `times`: -1 takes the lines out again.
 */
export function creditsWith(
  kept: KeptLines,
  matched: readonly Matched[],
  times: 1 | -1,
): readonly [string, number][] {
  const sums = new Map<string, number>();
  for (const one of matched) {
    if (one.match === null || isDispute(one.line) || !CLEARED.has(one.line.kind)) continue;
    const of = orderOf(one.match.target);
    if (of === one.match.target.key) continue;
    const place = creditsPlace(of);
    sums.set(place, (sums.get(place) ?? 0) + times * toCents(bookedAt(one)));
  }
  if (sums.size === 0) return [];
  const before = kept.taken([...sums.keys()]);
  return [...sums].map(([place, cents]) => [place, cents + (before.get(place) ?? 0)]);
}

const clearingOf = (found: readonly Matched[], key: string): readonly number[] =>
  found.find(({ match }) => match?.target.key === key)?.match?.target.clears?.accounts ?? [];

type Of = { readonly key: string; readonly account: number };
const refundName = ({ key, account }: Of): string => `refund ${account} ${key}`;

const nameOf = ({ key, account, isLoss }: OpenDispute): string =>
  `won ${account} ${isLoss ? "loss" : "clearing"} ${key}`;
const ownName = (one: OpenDispute): string => `own ${nameOf(one)}`;

function openOf(taken: readonly DisputeTaken[]): readonly OpenDispute[] {
  const sums = new Map<string, OpenDispute>();
  for (const { at, account, isLoss, cents, own } of taken) {
    const key = orderOfPlace(at);
    // Only of a loss is it kept (journal/disputes.ts).
    const one = { key, account, isLoss: isLoss === 1, cents, own: isLoss === 1 ? own : null };
    const name = nameOf(one);
    const known = sums.get(name);
    const both = known?.own === null || one.own === null ? null : (known?.own ?? 0) + one.own;
    sums.set(name, { ...one, cents: cents + (known?.cents ?? 0), own: both });
  }
  return [...sums.values()];
}

/** What a line takes for a dispute, as it is kept with its reservation. Absent: it is of none. */
export type DisputedLine = {
  readonly disputed?: OpenDispute;
};

export function disputedLine(input: Pick<Input, "row" | "settings">, one: Matched): DisputedLine {
  if (one.match === null || !isDispute(one.line) || one.settling?.by === "none") return {};
  // It is noted as the refund that it is.
  if (one.settling?.by === "account") return {};
  const { account, isLoss } = one.settling?.by === "dispute" ? one.settling : placeOf(input)(one);
  if (account === null) return {};
  const own = ownCents(one, input.row.currency);
  const key = orderOf(one.match.target);
  return { disputed: { key, account, isLoss, cents: disputedBy(one), own } };
}

/** What a dispute took of its order, in its currency: by the file, or at its voucher's rate. */
function ownCents({ line, match }: Matched, currency: string): number | null {
  const sign = dec(line.gross).lt(0) ? 1 : -1;
  const { rate = null, currency: ordered = null } = match?.target ?? {};
  if (line.paid !== null) return sign * toCents(dec(line.paid.amount).abs());
  if (ordered === null || ordered === currency) return -toCents(line.gross);
  return rate === null ? null : -toCents(dec(line.gross).div(rate));
}
