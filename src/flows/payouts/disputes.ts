/**
 * A dispute that was won goes where it was booked when it was lost, whatever the settings say now:
 * otherwise a loss would stay for money that is back. Pure.
 */
import type { PayoutLine } from "../../domain/payouts/lines.ts";
import { dec } from "../../domain/money.ts";
import type { Matched, Target } from "./match.ts";
import { bookedAt } from "./sums.ts";

/**
 * What disputes of an order took on one account, less what was won, in cents. `own`: of the order's
 * currency; `null`: that isn't known.
 */
export type OpenDispute = {
  readonly key: string;
  readonly account: number;
  readonly isLoss: boolean;
  readonly cents: number;
  readonly own: number | null;
};

/** The order that a line is of: a credit is part of the order that it takes back. */
export const orderOf = ({ key, clears }: Target): string => clears?.of ?? key;

/** Where what a line takes of disputes of an order is noted. */
export const disputePlace = (key: string): string => `lost ${key}`;

/** The order of such a place. */
export const orderOfPlace = (place: string): string => place.slice(disputePlace("").length);

/** A lost dispute is above zero, one that was won below. */
export const disputedBy = (one: Matched): number =>
  Number(dec(bookedAt(one)).times(-100).toFixed(0));

const isWon = ({ kind }: PayoutLine): boolean => kind === "chargeback-reversed";

export const wonOf = (found: readonly Matched[]): readonly string[] => [
  ...new Set(
    found.flatMap(({ line, match }) =>
      match !== null && isWon(line) ? [orderOf(match.target)] : [],
    ),
  ),
];

/** The lines that go where their dispute was booked as a loss. */
export const lossesWon = (found: readonly Matched[]): ReadonlySet<PayoutLine> =>
  new Set(
    found.flatMap((one) =>
      one.match !== null && one.settling?.by === "dispute" && one.settling.isLoss ? [one.line] : [],
    ),
  );

type Place = { readonly account: number | null; readonly isLoss: boolean };

/**
 * With the account of each won dispute where it isn't the one that the settings say. `open`: before
 * these lines; returned is what is open after them. `placeOf`: by the settings. `ownOf`: what a
 * line is of its order's currency, as a dispute may be won at another rate than it was lost.
 */
export function withWins(
  found: readonly Matched[],
  open: readonly OpenDispute[],
  placeOf: (one: Matched) => Place,
  ownOf: (one: Matched) => number | null,
): { readonly found: readonly Matched[]; readonly open: readonly OpenDispute[] } {
  let left = open;
  return {
    found: found.map((one): Matched => {
      if (one.match === null || !isWon(one.line) || one.settling?.by === "none") return one;
      const { match } = one;
      const [place, won, own] = [placeOf(one), -disputedBy(one), ownOf(one)];
      const its = left
        .filter((known) => known.key === orderOf(match.target) && has(known, won, own))
        .toSorted((a, b) => Number(isAt(b, place)) - Number(isAt(a, place)))
        .at(0);
      if (its === undefined) return one;
      const rest = { cents: its.cents - won, own: plus(its.own, own) };
      left = left.map((known) => (known === its ? { ...its, ...rest } : known));
      const { account, isLoss } = its;
      if (isAt(its, place) && one.settling?.by !== "account") return one;
      return { ...one, settling: { by: "dispute", account, isLoss } };
    }),
    open: left,
  };
}

const plus = (known: number | null, own: number | null): number | null =>
  known === null || own === null ? null : known + own;

/**
 * `own`: of a dispute that was won, so below zero. A loss that was won whole in its order's
 * currency is over, whatever its rate left.
 */
const has = (known: OpenDispute, won: number, own: number | null): boolean =>
  (known.own ?? 1) > 0 && (plus(known.own, own) ?? known.cents - won) >= 0;

/** A clearing account on which more was taken back of an order than was sold: above zero. */
type OpenRefund = { readonly key: string; readonly account: number; readonly cents: number };

/**
 * With the account of each lost dispute that is a refund: one that was booked and that no payout
 * paid back. `isLoss`: by the settings. `open`: before these lines; returned is what is left.
 */
export function withRefunds(
  found: readonly Matched[],
  open: readonly OpenRefund[],
  isLoss: (one: Matched) => boolean,
): { readonly found: readonly Matched[]; readonly open: readonly OpenRefund[] } {
  let left = open;
  return {
    found: found.map((one): Matched => {
      if (one.match === null || !isLostAs(one, isLoss)) return one;
      const [of, lost] = [orderOf(one.match.target), disputedBy(one)];
      const its = left.find(({ key, cents }) => key === of && cents >= lost);
      if (its === undefined) return one;
      left = left.map((known) => (known === its ? { ...its, cents: its.cents - lost } : known));
      return { ...one, settling: { by: "dispute", account: its.account, isLoss: false } };
    }),
    open: left,
  };
}

/** An invoice isn't on clearing: below zero there is what its own payout paid, and no refund. */
const isLostAs = (one: Matched, isLoss: (one: Matched) => boolean): boolean =>
  one.match !== null &&
  one.match.target.clears !== undefined &&
  one.line.kind === "chargeback" &&
  one.settling?.by !== "none" &&
  one.settling?.by !== "account" &&
  isLoss(one);

/** The orders of lost disputes. */
export const lostBy = (
  found: readonly Matched[],
  isLoss: (one: Matched) => boolean,
): readonly string[] => [
  ...new Set(
    found.flatMap((one) =>
      one.match !== null && isLostAs(one, isLoss) ? [orderOf(one.match.target)] : [],
    ),
  ),
];

const isAt = ({ account, isLoss }: OpenDispute, place: Place): boolean =>
  account === place.account && isLoss === place.isLoss;
