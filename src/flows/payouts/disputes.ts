/**
 * A dispute that was won goes where it was booked when it was lost, whatever the settings say now:
 * otherwise a loss would stay for money that is back. Pure.
 */
import { isDispute, type PayoutLine } from "../../domain/payouts/lines.ts";
import { dec } from "../../domain/money.ts";
import type { Matched, MatchableOrder } from "./match.ts";
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
export const orderOf = ({ key, clears }: MatchableOrder): string => clears?.of ?? key;

/** Where what a line takes of disputes of an order is noted. */
export const disputePlace = (key: string): string => `lost ${key}`;

/** The order of such a place. */
export const orderOfPlace = (place: string): string => place.slice(disputePlace("").length);

/** A lost dispute is above zero, one that was won below. */
export const disputedBy = (one: Matched): number =>
  Number(dec(bookedAt(one)).times(-100).toFixed(0));

const isWon = ({ kind }: PayoutLine): boolean => kind === "chargeback-reversed";

/** The orders of disputes. */
export const disputedOrders = (found: readonly Matched[]): readonly string[] => [
  ...new Set(
    found.flatMap(({ line, match }) =>
      match !== null && isDispute(line) ? [orderOf(match.target)] : [],
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

/** A clearing account on which more was taken back of an order than was sold: above zero. */
export type OpenRefund = {
  readonly key: string;
  readonly account: number;
  readonly cents: number;
};

/** What stands of orders before a line. */
export type Standing = {
  readonly open: readonly OpenDispute[];
  readonly refunds: readonly OpenRefund[];
};

type Place = { readonly account: number | null; readonly isLoss: boolean };

type Deciding = {
  /** By the settings. */
  readonly placeOf: (one: Matched) => Place;
  readonly isLoss: (one: Matched) => boolean;
  /**
   * What a line is of its order's currency, as a dispute may be won at another rate than it was
   * lost: below zero then.
   */
  readonly ownOf: (one: Matched) => number | null;
};

/**
 * With the account of each dispute where it isn't the one that the settings say, line by line: what
 * one takes is there for the next one, as if each had a payout of its own. A lost one that would be
 * a loss is the refund of its order, where one was booked that no payout paid back. One that is won
 * goes where it was lost.
 */
export function withDisputes(
  found: readonly Matched[],
  before: Standing,
  by: Deciding,
): { readonly found: readonly Matched[]; readonly standing: Standing } {
  let standing = before;
  return {
    found: found.map((one): Matched => {
      if (one.match === null || !isDispute(one.line) || one.settling?.by === "none") return one;
      const key = orderOf(one.match.target);
      const at = isWon(one.line) ? lostWhere(one, key, standing, by) : null;
      const to = at ?? refundWhere(one, key, standing, by);
      // What is registered is noted as the refund that it is.
      if (to === null && one.settling?.by === "account") return one;
      const place = to ?? by.placeOf(one);
      const { account, isLoss } = place;
      if (account === null) return one;
      standing = moved(standing, { key, account, isLoss }, disputedBy(one), by.ownOf(one));
      const isBySettings = at !== null && isAt(at, by.placeOf(one));
      if (to === null || (isBySettings && one.settling?.by !== "account")) return one;
      return { ...one, settling: { by: "dispute", account, isLoss } };
    }),
    standing,
  };
}

type DisputePlace = Pick<OpenDispute, "key" | "account" | "isLoss">;

/** With what a dispute took, or gave back: `cents` below zero. */
function moved(
  { open, refunds }: Standing,
  at: DisputePlace,
  cents: number,
  own: number | null,
): Standing {
  const known = open.find((one) => one.key === at.key && isAt(one, at));
  const none = { ...at, cents: 0, own: at.isLoss ? 0 : null };
  const { cents: before, own: ownBefore } = known ?? none;
  const now = { ...at, cents: before + cents, own: plus(ownBefore, own) };
  const refund = refunds.find(({ key, account }) => key === at.key && account === at.account);
  const left = { ...at, cents: (refund?.cents ?? 0) - cents };
  return {
    open: [...open.filter((one) => one !== known), now],
    refunds: at.isLoss ? refunds : [...refunds.filter((one) => one !== refund), left],
  };
}

/** Where one that is won was lost; `null`: that isn't known. */
function lostWhere(
  one: Matched,
  key: string,
  { open }: Standing,
  { placeOf, ownOf }: Deciding,
): OpenDispute | null {
  const [place, won, own] = [placeOf(one), -disputedBy(one), ownOf(one)];
  const first = (known: OpenDispute): number => Number(!isAt(known, place));
  return (
    open
      .filter((known) => known.key === key && has(known, won, own))
      .toSorted((a, b) => first(a) - first(b) || a.account - b.account)
      .at(0) ?? null
  );
}

/** The account of the refund that a lost one is; `null`: it is none. */
function refundWhere(
  one: Matched,
  key: string,
  { refunds }: Standing,
  { isLoss }: Deciding,
): Place | null {
  if (!mayBeRefund(one) || !isLoss(one)) return null;
  const lost = disputedBy(one);
  const [its] = refunds
    .filter((known) => known.key === key && known.cents >= lost)
    .toSorted((a, b) => a.account - b.account);
  return its === undefined ? null : { account: its.account, isLoss: false };
}

/** An invoice isn't on clearing: below zero there is what its own payout paid, and no refund. */
const mayBeRefund = (one: Matched): boolean =>
  one.match !== null &&
  one.match.target.clears !== undefined &&
  one.line.kind === "chargeback" &&
  one.settling?.by !== "account";

const plus = (known: number | null, own: number | null): number | null =>
  known === null || own === null ? null : known + own;

/**
 * `own`: of a dispute that was won, so below zero. A loss that was won whole in its order's
 * currency is over, whatever its rate left.
 */
const has = (known: OpenDispute, won: number, own: number | null): boolean =>
  (known.own ?? 1) > 0 && (plus(known.own, own) ?? known.cents - won) >= 0;

const isAt = ({ account, isLoss }: Place, place: Place): boolean =>
  account === place.account && isLoss === place.isLoss;
