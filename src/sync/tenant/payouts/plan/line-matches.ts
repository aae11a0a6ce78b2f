/**
 * Matches a payout's lines: the order of each, and how it is taken off. Part by part, as a plan is
 * made (planning.ts).
 */
import { isReturnedRefund, isDispute, type PayoutLine } from "../../../../domain/payouts/lines.ts";
import {
  type MatchFacts,
  type Match,
  type Matched,
  numbersIn,
  suggest,
  type Suggestible,
  type MatchableOrder,
  type Unmatched,
} from "../../../../flows/payouts/match.ts";
import { isInForeignCurrency, withRoundingRest } from "../../../../flows/payouts/rounding-rest.ts";
import { clearingAccountOf } from "../../../../flows/payouts/accounts.ts";
import { lossesWon, orderOf } from "../../../../flows/payouts/disputes.ts";
import type { PayoutBooks } from "../../../../flows/payouts/plan-voucher.ts";
import {
  lacksSale,
  lostAt,
  type SettlingInput,
  type DeductedCents,
  deductionPlace,
  deductedCents,
  withSettling,
} from "../../../../flows/payouts/settling.ts";
import type { Due } from "../../../../flows/payouts/payment-shares.ts";
import { bookedAt } from "../../../../flows/payouts/sums.ts";
import {
  isExcessive,
  maxBookedCents,
  netOf,
  NOTHING_PAID,
  type PaidOfOrder,
  type PaidByOrder,
  paidWith,
  withoutExcessLines,
} from "../../../../flows/payouts/excess-lines.ts";
import { hashOf } from "../../../../flows/settlement.ts";
import type { PayoutPart } from "../../../../settings/payouts.ts";
import type { SettledLine, UnmatchedLine } from "../../../contract/payouts.ts";
import { openOnAccounts, type ClearedLine } from "../../journal/clearing.ts";
import { storedJson } from "../../../../domain/platform/stored-json.ts";
import { ordersNumbered, ordersOf, targetsOf } from "../order-numbers.ts";
import { disputedLine, type DisputedLine, moneyWith, settleDisputes } from "./disputes.ts";
import { paidBefore, paidByThisPayout, storePaidChanges } from "./paid-by-this-payout.ts";
import * as store from "../payout-store.ts";
import { fromCents, toCents } from "../../../../domain/money.ts";

type Pays = Pick<Due, "on" | "account" | "documents"> & { readonly cents: number };

/** The result for a line. `off`: what it takes off the account of its order's payment method. */
export type LineMatch =
  | (DisputedLine & {
      readonly by: Match["by"];
      readonly key: string;
      readonly label: string;
      readonly off: ClearedLine["off"];
      /** Payments that it is settled by, on the account that the voucher takes it off. */
      readonly pays?: Pays;
      /** What it takes off a payment that its order's run registered. */
      readonly paid?: ClearedLine["paid"];
    })
  /** `waits`: it names a payment whose order another line may name. */
  | { readonly why: Unmatched; readonly waits?: true };

/** Where an unfinished plan stores what is too large for one row. */
export type MatchStore = {
  readonly matches: (part: number) => Promise<readonly LineMatch[]>;
  /** Packs them, so that what it answers writes without waiting. */
  readonly keep: (part: number, matches: readonly LineMatch[]) => Promise<() => void>;
  readonly want: (payments: readonly string[]) => void;
  /** Returns the wanted ones of these, with the order that was named first. */
  readonly wanted: (payments: readonly string[]) => ReadonlyMap<string, MatchableOrder | null>;
  readonly name: (payment: string, target: MatchableOrder) => void;
  /** What lines of this plan take off payments of orders in these places. */
  readonly taken: (places: readonly string[]) => DeductedCents;
  readonly take: (taken: DeductedCents) => void;
  /** Starts a plan, perhaps again under the same token: drops payments and what was taken. */
  readonly clear: () => void;
};

export type StepInput = {
  readonly sql: SqlStorage;
  readonly row: store.StoredPayout;
  readonly settings: PayoutPart;
  /** The company's. */
  readonly currency: string;
  readonly banks: SettlingInput["banks"];
  readonly books: PayoutBooks;
  readonly kept: MatchStore;
  /** No suggestions for lines without an order: the caller shows no lines. */
  readonly noSuggestions?: boolean;
};

/** Lines as they were matched in an earlier step, with their orders as they stand now. */
export function matchedAgain(
  sql: SqlStorage,
  lines: readonly PayoutLine[],
  matches: readonly LineMatch[],
): readonly Matched[] {
  const targets = targetsOf(
    sql,
    matches.flatMap((match) => ("key" in match ? [{ key: match.key, label: match.label }] : [])),
  );
  return lines.map((line, index): Matched => {
    const match = matches[index];
    if (match === undefined || !("key" in match))
      return { line, match: null, why: match?.why ?? "none" };
    const { key, label, by } = match;
    const target = targets.get(key);
    return target === undefined
      ? { line, match: null, why: "none" }
      : { line, match: { target: { ...target, label }, by } };
  });
}

type Settled = { readonly found: readonly Matched[]; readonly take: () => void };

/** `take`: notes what these lines take off payments that runs of their orders registered. */
export function settle(input: StepInput, matched: readonly Matched[]): Settled {
  const booked = ofBooked(input, matched);
  const settled = settledWith(input, booked, new Set());
  const losses = lossesWon(settled.found);
  return losses.size === 0 ? settled : settledWith(input, booked, losses);
}

/** `losses`: lines that take back a loss, and so give no refund back. */
function settledWith(
  input: StepInput,
  booked: readonly Matched[],
  losses: ReadonlySet<PayoutLine>,
): Settled {
  const { sql, row, kept } = input;
  const own = [...new Set(booked.flatMap((one) => deductionPlace(one) ?? []))];
  const places = [...own, ...own.map(lostAt)];
  const before = kept.taken(places);
  const elsewhere = store.takenByOtherPayouts(sql, row, own);
  const all = new Map(
    places.map((place) => [place, (before.get(place) ?? 0) + (elsewhere.get(place) ?? 0)]),
  );
  const keys = [...new Set(booked.flatMap(({ match }) => match?.target.key ?? []))];
  const settled = withSettling(
    booked,
    { ...settlingBy(input), losses },
    all,
    paidByThisPayout(kept, keys),
  );
  const more = [...settled.taken].flatMap(([place, cents]): [string, number][] => {
    const here = cents - (elsewhere.get(place) ?? 0);
    return here === (before.get(place) ?? 0) ? [] : [[place, here]];
  });
  const last = settleLast(input, settled.found);
  const disputes = settleDisputes(input, last.found);
  const taken = [...more, ...last.taken, ...disputes.taken];
  return {
    found: disputes.found,
    take: () => {
      if (taken.length > 0) kept.take(new Map(taken));
    },
  };
}

/**
 * With all that is left of an order in another currency for the part that settles it. `taken`: what
 * lines of this payout take off such orders so far.
 */
function settleLast(
  { sql, row, settings, kept }: StepInput,
  found: readonly Matched[],
): { readonly found: readonly Matched[]; readonly taken: readonly [string, number][] } {
  const offOf = (one: Matched): { readonly account: number; readonly key: string } | null => {
    const account = clearingAccountOf({ head: store.headOf(row), settings }, one.line);
    if (one.match === null || account === null) return null;
    const { settling, match } = one;
    if (settling !== undefined && settling.by !== "clearing") return null;
    return {
      account: settling?.account ?? account,
      key: orderOf(match.target),
    };
  };
  const placeOf = (one: Matched): string | null => {
    const off = offOf(one);
    return off === null ? null : `off ${off.account} ${off.key}`;
  };
  const places = found.flatMap((one) => (isInForeignCurrency(one) ? (offOf(one) ?? []) : []));
  if (places.length === 0) return { found, taken: [] };
  const names = [...new Set(found.flatMap((one) => placeOf(one) ?? []))];
  const before = kept.taken(names);
  const open = openOnAccounts(sql, places);
  const left = new Map(
    [...open].map(([place, cents]) => [place, cents - (before.get(place) ?? 0)]),
  );
  const settled = withRoundingRest(found, left, placeOf);
  return {
    found: settled.found,
    taken: [...settled.left].flatMap(([place, cents]): [string, number][] => {
      const here = (open.get(place) ?? 0) - cents;
      return here === (before.get(place) ?? 0) ? [] : [[place, here]];
    }),
  };
}

/**
 * Without the orders that nothing is booked for: their lines have none until it is. Lines that add
 * up to zero, as a sale that was cancelled at once, take nothing off any account.
 */
function ofBooked(input: StepInput, matched: readonly Matched[]): readonly Matched[] {
  const by = settlingBy(input);
  const lacking = matched.flatMap((one) =>
    lacksSale(one, by) ? [one.match?.target.key ?? ""] : [],
  );
  if (lacking.length === 0) return matched;
  const paid = paidByThisPayout(input.kept, [...new Set(lacking)]);
  return matched.map((one): Matched => {
    const ofOrder = paid.get(one.match?.target.key ?? "") ?? NOTHING_PAID;
    return lacksSale(one, by) && netOf(ofOrder) !== 0
      ? { line: one.line, match: null, why: "unbooked" }
      : one;
  });
}

/**
 * Counts what lines pay of their orders, once these are known. `tooMuch`: an order is overpaid so
 * far; later lines may reduce it. `take` stores it.
 */
export function countPaid(
  input: StepInput,
  matched: readonly Matched[],
): { readonly tooMuch: boolean; readonly take: () => void } {
  const { row, kept } = input;
  const before = paidBefore(kept, matched);
  const paid = paidWith(matched, row.currency, before, settlingBy(input).clearingOf);
  const of = (key: string): PaidOfOrder => paid.get(key) ?? NOTHING_PAID;
  return {
    tooMuch: matched.some(
      ({ match }) => match !== null && isExcessive(match.target, of(match.target.key)),
    ),
    take: () => storePaidChanges(kept, paid, before, moneyWith(input, matched, 1)),
  };
}

/** Once all lines are counted. `take`: notes what is still paid of their orders. */
export function withinPaid(
  input: StepInput,
  matched: readonly Matched[],
  byPerson: boolean,
): { readonly found: readonly Matched[]; readonly take: () => void } {
  const { row, kept } = input;
  const before = paidBefore(kept, matched);
  const { found, paid } = withoutExcessLines(matched, row.currency, before, byPerson);
  const out = matched.filter((_, index) => found[index]?.match === null);
  return { found, take: () => storePaidChanges(kept, paid, before, moneyWith(input, out, -1)) };
}

const settlingBy = ({ row, settings, currency, banks }: StepInput): SettlingInput => ({
  invoices: settings.payouts.invoices,
  foreign: settings.payouts.foreignInvoices,
  currency,
  banks,
  clearingOf: (line) => clearingAccountOf({ head: store.headOf(row), settings }, line),
});

/** `paid`: of orders, by all lines of the payout. */
export function settledLine(one: Matched, paid: PaidByOrder): SettledLine | null {
  if (one.match === null || one.settling?.by !== "payment") return null;
  const { on, documents } = one.settling;
  const { key } = one.match.target;
  const { money, refunded } = paid.get(key) ?? NOTHING_PAID;
  const cents = money + refunded;
  return {
    key,
    ...(on === "invoice" ? { paid: fromCents(cents) } : {}),
    ...(on === "invoice" && cents < (maxBookedCents(one.match.target) ?? 0)
      ? { isLess: true }
      : {}),
    at: one.line.at,
    order: one.match.target.label,
    on,
    numbers: documents.map(({ number, id }) => number ?? id),
    gross: one.line.gross,
  };
}

/** What lists of a payout's lines show of each. */
export const shownLine = (line: PayoutLine) => ({
  id: line.id,
  at: line.at,
  day: line.happenedOn ?? line.day,
  kind: line.kind,
  reference: line.reference,
  gross: line.gross,
});

export const unmatchedLine = (
  unmatched: { readonly line: PayoutLine; readonly why: Unmatched },
  currency: string,
  like: readonly Suggestible[],
): UnmatchedLine => ({
  ...shownLine(unmatched.line),
  why: unmatched.why,
  suggestions: suggest(unmatched, currency, like).map(({ key, label, day }) => ({
    key,
    label,
    day,
  })),
});

const paidBy = (one: Matched): NonNullable<ClearedLine["paid"]> => ({
  at: deductionPlace(one) ?? "",
  cents: deductedCents(one),
  ...(isDispute(one.line) ? { isDispute: true as const } : {}),
});

export function matchOf({ row, settings }: StepInput, matched: Matched, waits: boolean): LineMatch {
  if (matched.match === null) return { why: matched.why, ...(waits ? { waits } : {}) };
  const { target, by } = matched.match;
  const { settling } = matched;
  const regained = settling?.by === "dispute" && !settling.isLoss ? settling : null;
  const account =
    regained?.account ?? clearingAccountOf({ head: store.headOf(row), settings }, matched.line);
  const isOff = settling === undefined || settling.by === "clearing" || regained !== null;
  return {
    ...disputedLine({ row, settings }, matched),
    by,
    key: target.key,
    label: target.label,
    ...(settling?.by === "payment" && account !== null
      ? {
          pays: {
            on: settling.on,
            account,
            documents: settling.documents,
            cents:
              Math.abs(toCents(matched.line.gross)) * (isReturnedRefund(matched.line) ? -1 : 1),
          },
        }
      : {}),
    ...(settling?.by === "account" ? { paid: paidBy(matched) } : {}),
    // A payment's amount there is taken off again, so nothing of it is owed.
    off:
      account === null || !isOff
        ? null
        : {
            account: (settling?.by === "clearing" ? settling.account : undefined) ?? account,
            key: orderOf(target),
            method: target.clears?.method ?? "",
            cents: toCents(bookedAt(matched)),
          },
  };
}

export function knownOf(
  sql: SqlStorage,
  row: store.StoredPayout,
  lines: readonly PayoutLine[],
): MatchFacts {
  const numbers = new Set<string>();
  for (const line of lines) for (const number of numbersIn(line)) numbers.add(number);
  const chosen = storedJson<Record<string, string>>(row.persons);
  const ours = lines.flatMap(({ id }): (readonly [string, string])[] => {
    const key = chosen[id];
    return key === undefined ? [] : [[id, key]];
  });
  const targets = ordersOf(
    sql,
    ours.map(([, key]) => key),
  );
  return {
    find: ordersNumbered(sql, numbers),
    currency: row.currency,
    persons: new Map(
      ours.flatMap(([line, key]): [string, MatchableOrder][] => {
        const target = targets.get(key);
        return target === undefined ? [] : [[line, target]];
      }),
    ),
  };
}

/**
 * Hashes order and documents of every line, in the order of the lines: an approval is for exactly
 * these. How a line was matched, and an order's number, aren't part of it. `before`: of the parts
 * before this one.
 */
export function hashMatches(before: string, matches: readonly LineMatch[]): Promise<string> {
  const these = matches.map((match) =>
    "key" in match ? [match.key, match.off, match.pays ?? null, match.paid ?? null] : null,
  );
  return hashOf(JSON.stringify([before, these]));
}
