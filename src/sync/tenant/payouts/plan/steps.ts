/**
 * Makes a payout's plan part by part: each step reads at most two hundred lines, so that neither
 * time nor memory grows with the file. A step's result is in its answer and its writes; the caller
 * decides where it is stored and who makes the next step.
 *
 * 1. `index`: notes numbers of older orders.
 * 2. `match`: matches each part's lines by their own data; lines that only name a payment wait.
 * 3. `name`: finds the orders of those payments, from all lines.
 * 4. `pay`: matches the waiting lines, part by part. Now every line has its order, or none.
 * 5. `within`: removes what overpays an order, from the last part to the first: first lines that a
 *    person assigned, then the others.
 * 6. `settle`: how each line is taken off, and the sums of all lines.
 * 7. `suggest`: orders with the same total as lines without one.
 * 8. `plan`: the voucher, and the mark that an approval names.
 */
import { CLEARED, type PayoutLine } from "../../../../domain/payouts/lines.ts";
import {
  matchByPayment,
  type Matched,
  matchNumbered,
  type Suggestible,
  type Unmatched,
  wantedPayment,
} from "../../../../flows/payouts/match.ts";
import { type PayoutPlan, planPayout } from "../../../../flows/payouts/plan-voucher.ts";
import { addLines, NO_SUMS, type PayoutSums } from "../../../../flows/payouts/sums.ts";
import type { PaidByOrder } from "../../../../flows/payouts/excess-lines.ts";
import { hashOf } from "../../../../flows/settlement.ts";
import type { PaidCancelledOrder, SettledLine, UnmatchedLine } from "../../../contract/payouts.ts";
import { similarLines, reservedLines } from "../provider-lines.ts";
import { indexNumbers, numbersAreKnown, targetsOf } from "../order-numbers.ts";
import { MAX_SUGGESTIBLE, ordersOfSums } from "../orders-of-sums.ts";
import {
  countPaid,
  hashMatches,
  knownOf,
  matchedAgain,
  matchOf,
  settle,
  settledLine,
  type StepInput,
  unmatchedLine,
  withinPaid,
} from "./line-matches.ts";
import { type NetTaken, addToNetTaken } from "./excess-orders.ts";
import { paidBefore } from "./paid-by-this-payout.ts";
import { suggestible } from "./suggestible.ts";
import { paidCancelled, stillPaid } from "./paid-cancelled.ts";
import * as store from "../payout-store.ts";
import { defined } from "../../../../domain/platform/defined.ts";

type Phase = "index" | "match" | "name" | "pay" | "within" | "settle" | "suggest" | "plan";

/** An unfinished plan: small, whatever the payout. */
export type UnfinishedPlan = {
  readonly phase: Phase;
  /**
   * The next part; for `within` the next of twice as many steps, from the last part on; for
   * suggestions the key after which it continues.
   */
  readonly at: number | string;
  /** Lines that were processed. */
  readonly done: number;
  readonly sums: PayoutSums;
  readonly matched: number;
  /** Lines that another payout has booked, and one such payout. */
  readonly overlapping: number;
  readonly other: string | null;
  /** A payout with lines of the same ids under an account that may be another. */
  readonly alike?: string | null;
  readonly unmatched: readonly { readonly line: PayoutLine; readonly why: Unmatched }[];
  /** Lines wait for the order of their payment. */
  readonly waits: boolean;
  /** An order is overpaid by the lines so far. */
  readonly tooMuch: boolean;
  readonly like: readonly Suggestible[];
  /** The first lines that are settled by payments. */
  readonly settled?: readonly SettledLine[];
  /** Cancelled orders, with what the lines so far pay for them. */
  readonly cancelled?: readonly PaidCancelledOrder[];
  readonly nets?: readonly NetTaken[];
  /** A hash of what every line was matched with. */
  readonly matches?: string;
};

export const EMPTY_PLAN: UnfinishedPlan = {
  phase: "index",
  at: 0,
  done: 0,
  sums: NO_SUMS,
  matched: 0,
  overlapping: 0,
  other: null,
  unmatched: [],
  waits: false,
  tooMuch: false,
  like: [],
};

/** A payout as it would be booked. */
export type FinishedPlan = {
  readonly sums: PayoutSums;
  readonly plan: PayoutPlan;
  /** A hash of this plan. */
  readonly mark: string;
  readonly matched: number;
  readonly unmatched: readonly UnmatchedLine[];
  readonly overlaps: { readonly count: number; readonly payout: string } | null;
  /** The first of the lines that are settled by payments. Absent: none is. */
  readonly settled?: readonly SettledLine[];
  /** Cancelled orders that it pays for. Absent: none. */
  readonly cancelled?: readonly PaidCancelledOrder[];
  /** Orders of which earlier payouts left less. Absent: none. */
  readonly nets?: readonly NetTaken[];
  /** As of an unfinished plan. */
  readonly alike?: string;
};

/** `write`: changes nothing before it is called, in one transaction with saving `making`. */
type PlanStep = {
  readonly making: UnfinishedPlan;
  readonly planned: FinishedPlan | null;
  readonly write: () => void;
};

const MAX_UNMATCHED = 100;
const nothing = (): void => undefined;

export async function step(input: StepInput, making: UnfinishedPlan): Promise<PlanStep> {
  const { sql, row, kept } = input;
  const parts = store.partsOf(row);
  const at = Number(making.at);
  switch (making.phase) {
    case "index":
      return numbersAreKnown(sql)
        ? going({ ...making, phase: "match", at: 0 }, kept.clear)
        : going(making, () => indexNumbers(sql));
    case "match":
      if (at < parts) return matchPart(input, making);
      return going(making.waits ? { ...making, phase: "name", at: 0 } : judging(making));
    case "name":
      return at < parts ? namePart(input, making) : going({ ...making, phase: "pay", at: 0 });
    case "pay":
      return at < parts ? payPart(input, making) : going(judging(making));
    case "within":
      return at < 2 * parts
        ? withinPart(input, making, at < parts)
        : going({ ...making, phase: "settle", at: 0 });
    case "settle":
      return at < parts
        ? settlePart(input, making)
        : going({ ...making, phase: "suggest", at: FIRST_KEY });
    case "suggest":
      return suggestSome(input, making);
    case "plan":
      return { making, planned: await planOf(input, making), write: nothing };
  }
}

const FIRST_KEY = "order:";

/** Once every line has its order. */
const judging = (making: UnfinishedPlan): UnfinishedPlan => ({
  ...making,
  phase: making.tooMuch ? "within" : "settle",
  at: 0,
});

const going = (making: UnfinishedPlan, write: () => void = nothing): PlanStep => ({
  making,
  planned: null,
  write,
});

/** A part's lines by what they say themselves. */
async function matchPart(input: StepInput, making: UnfinishedPlan): Promise<PlanStep> {
  const { sql, row, kept } = input;
  const part = Number(making.at);
  const lines = await store.linesOf(sql, row, part);
  const found = matchNumbered(lines, knownOf(sql, row, lines));
  const { tooMuch, take } = countPaid(input, found);
  const payments = found.flatMap((one) => wantedPayment(one) ?? []);
  const keep = await kept.keep(
    part,
    found.map((one) => matchOf(input, one, wantedPayment(one) !== null)),
  );
  const ids = lines.map(({ id }) => id);
  const others = reservedLines(sql, row, ids);
  const maybe = similarLines(sql, row, ids);
  return going(
    {
      ...making,
      at: part + 1,
      done: making.done + lines.length,
      overlapping: making.overlapping + others.count,
      other: making.other ?? others.payout,
      alike: making.alike ?? maybe.payout,
      waits: making.waits || payments.length > 0,
      tooMuch: making.tooMuch || tooMuch,
    },
    () => {
      keep();
      take();
      if (payments.length > 0) kept.want(payments);
    },
  );
}

/** The orders that a part's lines name for payments that other lines wait for. */
async function namePart(input: StepInput, making: UnfinishedPlan): Promise<PlanStep> {
  const { sql, row, kept } = input;
  const part = Number(making.at);
  const lines = await store.linesOf(sql, row, part);
  const matches = await kept.matches(part);
  const wanted = kept.wanted(lines.flatMap(({ paymentId }) => paymentId ?? []));
  const named = new Map<string, { readonly key: string; readonly label: string }>();
  for (const [index, { paymentId }] of lines.entries()) {
    const match = matches[index];
    if (paymentId === null || match === undefined || !("key" in match)) continue;
    if (wanted.get(paymentId) === null && !named.has(paymentId)) named.set(paymentId, match);
  }
  const targets = targetsOf(sql, [...named.values()]);
  return going({ ...making, at: part + 1 }, () => {
    for (const [payment, { key }] of named) {
      const target = targets.get(key);
      if (target !== undefined) kept.name(payment, target);
    }
  });
}

/** A part's lines that waited. */
async function payPart(input: StepInput, making: UnfinishedPlan): Promise<PlanStep> {
  const { sql, row, kept } = input;
  const part = Number(making.at);
  const matches = await kept.matches(part);
  const next = { ...making, at: part + 1 };
  if (!matches.some((one) => "waits" in one)) return going(next);
  const lines = await store.linesOf(sql, row, part);
  const waiting = lines.filter((_, index) => "waits" in (matches[index] ?? {}));
  const targets = kept.wanted(waiting.flatMap(({ paymentId }) => paymentId ?? []));
  const found = waiting.map((line) =>
    matchByPayment(
      { line, match: null, why: "none" },
      targets.get(line.paymentId ?? "") ?? undefined,
      row.currency,
    ),
  );
  const { tooMuch, take } = countPaid(input, found);
  const paid = new Map(found.map((one) => [one.line.id, matchOf(input, one, false)]));
  const all = lines.flatMap(({ id }, index) => paid.get(id) ?? matches[index] ?? []);
  const keep = await kept.keep(part, all);
  return going({ ...next, tooMuch: making.tooMuch || tooMuch }, () => {
    keep();
    take();
  });
}

/** A part's lines, from the last part on, without those that are too much of their order. */
async function withinPart(
  input: StepInput,
  making: UnfinishedPlan,
  byPerson: boolean,
): Promise<PlanStep> {
  const { sql, row, kept } = input;
  const parts = store.partsOf(row);
  const part = parts - 1 - (Number(making.at) % parts);
  const next = { ...making, at: Number(making.at) + 1 };
  const matches = await kept.matches(part);
  if (!matches.some((match) => "key" in match && (match.by === "person") === byPerson))
    return going(next);
  const matched = matchedAgain(sql, await store.linesOf(sql, row, part), matches);
  const { found, take } = withinPaid(input, matched, byPerson);
  const keep = await kept.keep(
    part,
    found.map((one) => matchOf(input, one, false)),
  );
  return going(next, () => {
    keep();
    take();
  });
}

/** Settles a part's lines, and adds up their sums. */
async function settlePart(input: StepInput, making: UnfinishedPlan): Promise<PlanStep> {
  const { sql, row, kept } = input;
  const part = Number(making.at);
  const lines = await store.linesOf(sql, row, part);
  const { found, take } = settle(input, matchedAgain(sql, lines, await kept.matches(part)));
  const matches = found.map((one) => matchOf(input, one, false));
  const keep = await kept.keep(part, matches);
  const hash = await hashMatches(making.matches ?? "", matches);
  const { nets, take: takeNet } = addToNetTaken(input, making.nets ?? [], found, matches);
  const paid = paidBefore(kept, found);
  return going(added({ ...making, nets, matches: hash, at: part + 1 }, found, paid), () => {
    keep();
    take();
    takeNet();
  });
}

async function suggestSome(input: StepInput, making: UnfinishedPlan): Promise<PlanStep> {
  const { sql, noSuggestions } = input;
  const over: UnfinishedPlan = { ...making, phase: "plan" };
  if (noSuggestions === true) return going(over);
  if (making.unmatched.length === 0 || making.like.length >= MAX_SUGGESTIBLE) return going(over);
  const { orders, next } = ordersOfSums(
    sql,
    making.unmatched.map(({ line }) => line.paid?.amount ?? line.gross),
    String(making.at),
  );
  if (next === null) return going(over);
  const likely = await suggestible(input, making.unmatched, orders);
  return going({
    ...making,
    at: next,
    like: [...making.like, ...likely].slice(0, MAX_SUGGESTIBLE),
  });
}

async function planOf(
  { sql, row, settings, currency, banks, books }: StepInput,
  { sums, matched, unmatched, like, overlapping, other, settled, matches, ...of }: UnfinishedPlan,
): Promise<FinishedPlan> {
  const plan = planPayout({
    head: store.headOf(row),
    amount: row.amount,
    sums,
    settings,
    currency,
    banks,
    books,
  });
  const cancelled = stillPaid(of.cancelled);
  const said = [
    row.digest,
    row.amount,
    plan,
    settings.payouts.series,
    matches ?? "",
    ...(cancelled.length === 0 ? [] : [cancelled.map(({ key, gross }) => [key, gross])]),
  ];
  return {
    sums,
    plan,
    mark: await hashOf(JSON.stringify(of.alike == null ? said : [...said, of.alike])),
    ...defined({ settled }),
    ...(cancelled.length === 0 ? {} : { cancelled }),
    ...(of.nets === undefined || of.nets.length === 0 ? {} : { nets: of.nets }),
    matched,
    unmatched: unmatched.map((one) => unmatchedLine(one, row.currency, like)),
    overlaps:
      overlapping === 0
        ? null
        : { count: overlapping, payout: store.byId(sql, other ?? "")?.payout ?? "" },
    ...(of.alike == null ? {} : { alike: of.alike }),
  };
}

/** Of more than are kept, those first that leave something of their order open. */
const mostTelling = (settled: readonly SettledLine[]): readonly SettledLine[] =>
  settled.length <= MAX_UNMATCHED
    ? settled
    : settled
        .toSorted((a, b) => Number(b.isLess ?? false) - Number(a.isLess ?? false))
        .slice(0, MAX_UNMATCHED);

/** Adds lines whose booking is known. `paid`: of their orders, by all lines of the payout. */
function added(
  making: UnfinishedPlan,
  found: readonly Matched[],
  paid: PaidByOrder,
): UnfinishedPlan {
  const unmatched = found.flatMap((one) =>
    one.match === null && CLEARED.has(one.line.kind) ? [{ line: one.line, why: one.why }] : [],
  );
  const settled = [
    ...(making.settled ?? []),
    ...found.flatMap((one) => settledLine(one, paid) ?? []),
  ];
  const cancelled = paidCancelled(making.cancelled ?? [], found);
  return {
    ...making,
    ...(settled.length === 0 ? {} : { settled: mostTelling(settled) }),
    ...(cancelled.length === 0 ? {} : { cancelled }),
    sums: addLines(making.sums, found),
    matched: making.matched + found.filter(({ match }) => match !== null).length,
    unmatched: [...making.unmatched, ...unmatched].slice(0, MAX_UNMATCHED),
  };
}
