/**
 * No order is paid, or paid back, by a payout with more than it comes to: sales and refunds of one
 * order are taken together, so that parts of it, and a refund beside its sale, stay as they are.
 * Refunds and disputes are each held against the order: a buyer may dispute what the shop refunds.
 * A refund that came back takes off refunds, of this payout or an earlier one, and pays nothing.
 * What is too much isn't of that order. All lines of the payout are counted before any of them is
 * judged. Pure.
 */
import { dec, toCents } from "../../domain/money.ts";
import {
  isReturnedRefund,
  CLEARED,
  isDispute,
  type PayoutLine,
} from "../../domain/payouts/lines.ts";
import { type Matched, MOST_RATE_MOVES, type MatchableOrder } from "./match.ts";

/** What lines pay of one order, in cents of its currency. */
export type PaidOfOrder = {
  /** Sales less refunds, below zero where more is paid back; without refunds that came back. */
  readonly money: number;
  /** Disputes that were won less those that were lost or are open. */
  readonly disputed: number;
  /** Refunds, above zero, and those of them that came back. */
  readonly refunded: number;
  readonly returned: number;
  /** The account that these two are taken off: 0, of none yet; `SEVERAL`. */
  readonly refundsOn: number;
};

/** No account has this number. */
export const SEVERAL = -1;

/** By the order's key. */
export type PaidByOrder = ReadonlyMap<string, PaidOfOrder>;

export const NOTHING_PAID: PaidOfOrder = {
  money: 0,
  disputed: 0,
  refunded: 0,
  returned: 0,
  refundsOn: 0,
};

/** What all of it comes to: below zero the order is paid back. */
export const netOf = ({ money, disputed, returned }: PaidOfOrder): number =>
  money + disputed + returned;

/** The most that was booked of an order counts, as one that was made smaller was paid before. */
export const maxBookedCents = ({
  gross,
  booked,
}: Pick<MatchableOrder, "gross" | "booked">): number | null =>
  gross === null && booked === undefined
    ? null
    : Math.max(Math.abs(toCents(gross ?? "0")), Math.abs(toCents(booked ?? "0")));

type BookedOrder = Pick<MatchableOrder, "gross" | "booked" | "currency" | "rate">;

/**
 * By how much cents of the company's currency are more than an order came to, as it was booked; 0:
 * they aren't, or that isn't known.
 */
export function excessCents(target: BookedOrder, cents: number, currency: string | null): number {
  const most = mostBookedAt(target, currency);
  return most === null || cents <= most + rateToleranceCents(target, currency) ? 0 : cents - most;
}

/** In cents of the company's currency; `null`: not known. */
function mostBookedAt(target: BookedOrder, currency: string | null): number | null {
  const most = maxBookedCents(target);
  if (most === null || target.currency === currency) return most;
  return target.rate === null ? null : Number(dec(most).times(target.rate).toFixed(0));
}

/** Cents of an order in another currency that rates may have made of it. */
export const rateToleranceCents = (target: BookedOrder, currency: string | null): number =>
  target.currency === currency
    ? 0
    : Math.floor((mostBookedAt(target, currency) ?? 0) * MOST_RATE_MOVES);

/**
 * Whether that is more than the order comes to, whichever way it went: paid back is too much where
 * refunds alone are, or disputes alone.
 */
export function isExcessive(
  target: MatchableOrder,
  { money, disputed, returned }: PaidOfOrder,
): boolean {
  const most = maxBookedCents(target);
  if (most === null) return false;
  const all = money + disputed;
  if (all > most || returned > most) return true;
  const kept = money + returned;
  return -(kept + disputed) > most && Math.max(-kept, -disputed) > most;
}

/** `times`: -1 takes the line out again. */
function plus(paid: PaidOfOrder, line: PayoutLine, cents: number, times: 1 | -1 = 1): PaidOfOrder {
  const moved = cents * times;
  if (isDispute(line)) return { ...paid, disputed: paid.disputed + moved };
  if (isReturnedRefund(line)) return { ...paid, returned: paid.returned + moved };
  const refunded = line.kind === "refund" ? paid.refunded - moved : paid.refunded;
  return { ...paid, money: paid.money + moved, refunded };
}

/** Of what is too much: a line of the other way, or of the other kind, isn't what makes it so. */
function isOfTooMuch(
  target: MatchableOrder,
  line: PayoutLine,
  cents: number,
  paid: PaidOfOrder,
): boolean {
  const { money, disputed, returned } = paid;
  const most = maxBookedCents(target) ?? 0;
  if (!isExcessive(target, paid)) return false;
  if (isReturnedRefund(line)) return returned > most;
  if (cents > 0) return money + disputed > most;
  return netOf(paid) < 0 && -(isDispute(line) ? disputed : money + returned) > most;
}

/** `null`: nobody can say what it is in the order's currency. */
function sizeOf({ line, match }: Matched, currency: string): number | null {
  if (match === null || !CLEARED.has(line.kind)) return null;
  const paid = line.paid?.currency ?? currency;
  if (match.target.currency !== null && match.target.currency !== paid) return null;
  const cents = Math.abs(toCents(line.paid?.amount ?? line.gross));
  return dec(line.gross).lt(0) ? -cents : cents;
}

function refundsOn(
  { refundsOn: known }: PaidOfOrder,
  line: PayoutLine,
  account: number | null,
): number {
  if (line.kind !== "refund" || account === null || account === known) return known;
  return known === 0 ? account : SEVERAL;
}

/**
 * What is paid of the orders of these lines, by these and by those `before`. `clearingOf`: the
 * account that a line is taken off; `null`: it is booked elsewhere.
 */
export function paidWith(
  matched: readonly Matched[],
  currency: string,
  before: PaidByOrder,
  clearingOf: (line: PayoutLine) => number | null,
): PaidByOrder {
  const paid = new Map<string, PaidOfOrder>();
  for (const one of matched) {
    const cents = sizeOf(one, currency);
    if (cents === null || one.match === null) continue;
    const { key } = one.match.target;
    const known = paid.get(key) ?? before.get(key) ?? NOTHING_PAID;
    paid.set(key, {
      ...plus(known, one.line, cents),
      refundsOn: refundsOn(known, one.line, clearingOf(one.line)),
    });
  }
  return paid;
}

/**
 * Without the lines that are too much of their order, from the last one on. `paid`: by all lines of
 * the payout. `byPerson`: only lines that a person gave their order go, else only the others.
 */
export function withoutExcessLines(
  matched: readonly Matched[],
  currency: string,
  paid: PaidByOrder,
  byPerson: boolean,
): { readonly found: readonly Matched[]; readonly paid: PaidByOrder } {
  const left = new Map(paid);
  const found = matched.toReversed().map((one): Matched => {
    const { line, match } = one;
    if (match === null || (match.by === "person") !== byPerson) return one;
    const cents = sizeOf(one, currency);
    const { key } = match.target;
    const total = left.get(key) ?? NOTHING_PAID;
    if (cents === null || !isOfTooMuch(match.target, line, cents, total)) return one;
    left.set(key, plus(total, line, cents, -1));
    return { line, match: null, why: "paid" };
  });
  return { found: found.toReversed(), paid: left };
}
