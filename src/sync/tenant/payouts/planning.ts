/**
 * A payout's plan, made part by part: each step reads two hundred lines at most, so that neither
 * time nor memory grows with the file. What a step found out is in its answer and its writes; where
 * it is kept, and who makes the next step, is the caller's.
 *
 * 1. `index`: numbers of orders that were there before are noted.
 * 2. `match`: each part's lines by what they say themselves; those that only name a payment wait.
 * 3. `name`: orders of the payments that they name, from all lines.
 * 4. `pay`: the lines that waited, part by part.
 * 5. `suggest`: orders that come to what lines without one come to.
 * 6. `plan`: the voucher, and the mark that an approval names.
 */
import { CLEARED, type PayoutLine } from "../../../domain/payouts/lines.ts";
import {
  type Known,
  type Match,
  matchByPayment,
  type Matched,
  matchNumbered,
  numbersIn,
  suggest,
  type Suggestible,
  type Target,
  type Unmatched,
  wantedPayment,
} from "../../../flows/payouts/match.ts";
import { clearingAccountOf, type PayoutPlan, planPayout } from "../../../flows/payouts/plan.ts";
import { type SettlingInput, withSettling } from "../../../flows/payouts/settling.ts";
import type { Due } from "../../../flows/payouts/shares.ts";
import { addLines, bookedAt, NO_SUMS, type PayoutSums } from "../../../flows/payouts/sums.ts";
import { hashOf } from "../../../flows/settlement.ts";
import type { PayoutPart } from "../../../settings/payouts.ts";
import type { SettledLine, UnmatchedLine } from "../../payout-rpc.ts";
import { centsOf, type Cleared } from "../journal/clearing.ts";
import { json } from "../storage/sql.ts";
import {
  indexNumbers,
  MOST_SUGGESTIBLE,
  numbersAreKnown,
  ordersNumbered,
  ordersOf,
  ordersOfSums,
  targetsOf,
} from "./order-numbers.ts";
import * as store from "./payout-store.ts";

export type Pays = Pick<Due, "on" | "account" | "documents"> & { readonly cents: number };

/** What became of a line. `off`: what it takes off the account of its order's payment method. */
export type LineMatch =
  | {
      readonly by: Match["by"];
      readonly key: string;
      readonly label: string;
      readonly off: Cleared["off"];
      /** Payments that it is settled by, on the account that the voucher takes it off. */
      readonly pays?: Pays;
    }
  /** `waits`: it names a payment, of which another line may name the order. */
  | { readonly why: Unmatched; readonly waits?: true };

/** Where a plan in the making keeps what is too much for one row. */
export type Kept = {
  readonly matches: (part: number) => Promise<readonly LineMatch[]>;
  /** Packs them, so that what it answers writes without waiting. */
  readonly keep: (part: number, matches: readonly LineMatch[]) => Promise<() => void>;
  readonly want: (payments: readonly string[]) => void;
  /** Those of these that are wanted, with the order that was named first. */
  readonly wanted: (payments: readonly string[]) => ReadonlyMap<string, Target | null>;
  readonly name: (payment: string, target: Target) => void;
};

type Phase = "index" | "match" | "name" | "pay" | "suggest" | "plan";

/** A plan in the making: small, whatever the payout. */
export type Making = {
  readonly phase: Phase;
  /** The next part; of suggestions the key behind which it goes on. */
  readonly at: number | string;
  /** Lines that were gone through. */
  readonly done: number;
  readonly sums: PayoutSums;
  readonly matched: number;
  /** Lines that another payout has booked, and one such payout. */
  readonly overlapping: number;
  readonly other: string | null;
  readonly unmatched: readonly { readonly line: PayoutLine; readonly why: Unmatched }[];
  /** Lines wait for the order of their payment. */
  readonly waits: boolean;
  readonly like: readonly Suggestible[];
  /** The first lines that are settled by payments, and a hash of all of them. */
  readonly settled?: readonly SettledLine[];
  readonly pays?: string;
};

export const BEGUN: Making = {
  phase: "index",
  at: 0,
  done: 0,
  sums: NO_SUMS,
  matched: 0,
  overlapping: 0,
  other: null,
  unmatched: [],
  waits: false,
  like: [],
};

/** A payout as it would be booked. */
export type Planned = {
  readonly sums: PayoutSums;
  readonly plan: PayoutPlan;
  /** Of exactly this plan. */
  readonly mark: string;
  readonly matched: number;
  readonly unmatched: readonly UnmatchedLine[];
  readonly overlaps: { readonly count: number; readonly payout: string } | null;
  /** The first of the lines that are settled by payments. Absent: none is. */
  readonly settled?: readonly SettledLine[];
};

export type StepInput = {
  readonly sql: SqlStorage;
  readonly row: store.StoredPayout;
  readonly settings: PayoutPart;
  /** The company's. */
  readonly currency: string;
  readonly banks: SettlingInput["banks"];
  readonly kept: Kept;
};

/** `write`: in one transaction with keeping `making`; before it nothing is changed. */
export type Stepped = {
  readonly making: Making;
  readonly planned: Planned | null;
  readonly write: () => void;
};

const MOST_UNMATCHED = 100;
const nothing = (): void => undefined;

export async function step(input: StepInput, making: Making): Promise<Stepped> {
  const { sql, row } = input;
  const isOver = Number(making.at) >= store.partsOf(row);
  switch (making.phase) {
    case "index":
      return numbersAreKnown(sql)
        ? going({ ...making, phase: "match", at: 0 })
        : going(making, () => indexNumbers(sql));
    case "match":
      if (!isOver) return matchPart(input, making);
      return going({ ...making, phase: making.waits ? "name" : "suggest", ...start(making) });
    case "name":
      return isOver ? going({ ...making, phase: "pay", at: 0 }) : namePart(input, making);
    case "pay":
      return isOver
        ? going({ ...making, phase: "suggest", at: FIRST_KEY })
        : payPart(input, making);
    case "suggest":
      return suggestSome(input, making);
    case "plan":
      return { making, planned: await planOf(input, making), write: nothing };
  }
}

const FIRST_KEY = "order:";
const start = ({ waits }: Making): Pick<Making, "at"> => ({ at: waits ? 0 : FIRST_KEY });

const going = (making: Making, write: () => void = nothing): Stepped => ({
  making,
  planned: null,
  write,
});

/** A part's lines by what they say themselves. */
async function matchPart(input: StepInput, making: Making): Promise<Stepped> {
  const { sql, row, kept } = input;
  const part = Number(making.at);
  const lines = await store.linesOf(sql, row, part);
  const found = withSettling(matchNumbered(lines, knownOf(sql, row, lines)), settlingBy(input));
  const payments = found.flatMap((one) => wantedPayment(one) ?? []);
  const matches = found.map((one) => matchOf(input, one, wantedPayment(one) !== null));
  const keep = await kept.keep(part, matches);
  const pays = await hashPays(making, matches);
  const taken = store.taken(
    sql,
    row,
    lines.map(({ id }) => id),
  );
  return going(
    {
      ...added(
        { ...making, ...pays },
        found.filter((one) => wantedPayment(one) === null),
      ),
      at: part + 1,
      done: making.done + lines.length,
      overlapping: making.overlapping + taken.count,
      other: making.other ?? taken.payout,
      waits: making.waits || payments.length > 0,
    },
    () => {
      keep();
      if (payments.length > 0) kept.want(payments);
    },
  );
}

/** The orders that a part's lines name for payments that other lines wait for. */
async function namePart(input: StepInput, making: Making): Promise<Stepped> {
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
async function payPart(input: StepInput, making: Making): Promise<Stepped> {
  const { sql, row, kept } = input;
  const part = Number(making.at);
  const matches = await kept.matches(part);
  const next = { ...making, at: part + 1 };
  if (!matches.some((one) => "waits" in one)) return going(next);
  const lines = await store.linesOf(sql, row, part);
  const waiting = lines.filter((_, index) => "waits" in (matches[index] ?? {}));
  const targets = kept.wanted(waiting.flatMap(({ paymentId }) => paymentId ?? []));
  const found = withSettling(
    waiting.map((line) =>
      matchByPayment(
        { line, match: null, why: "none" },
        targets.get(line.paymentId ?? "") ?? undefined,
        row.currency,
      ),
    ),
    settlingBy(input),
  );
  const paid = new Map(found.map((one) => [one.line.id, matchOf(input, one, false)]));
  const keep = await kept.keep(
    part,
    lines.flatMap(({ id }, index) => paid.get(id) ?? matches[index] ?? []),
  );
  const pays = await hashPays(making, [...paid.values()]);
  return going(added({ ...next, ...pays }, found), keep);
}

function suggestSome({ sql, row }: StepInput, making: Making): Stepped {
  const over: Making = { ...making, phase: "plan" };
  if (making.unmatched.length === 0 || making.like.length >= MOST_SUGGESTIBLE) return going(over);
  const { orders, next } = ordersOfSums(
    sql,
    making.unmatched.map(({ line }) => line.paid?.amount ?? line.gross),
    String(making.at),
  );
  if (next === null) return going(over);
  // Only what is near enough to be suggested for one of them is kept.
  const near = orders.filter((order) =>
    making.unmatched.some(({ line }) => suggest(line, row.currency, [order]).length > 0),
  );
  return going({ ...making, at: next, like: [...making.like, ...near].slice(0, MOST_SUGGESTIBLE) });
}

async function planOf(
  { sql, row, settings, currency, banks }: StepInput,
  { sums, matched, unmatched, like, overlapping, other, settled, pays }: Making,
): Promise<Planned> {
  const plan = planPayout({
    head: store.headOf(row),
    amount: row.amount,
    sums,
    settings,
    currency,
    banks,
  });
  const paid = pays === undefined ? [] : [pays];
  return {
    sums,
    plan,
    mark: await hashOf(JSON.stringify([row.digest, row.amount, plan, ...paid])),
    ...(settled === undefined ? {} : { settled }),
    matched,
    unmatched: unmatched.map((one) => unmatchedLine(one, row.currency, like)),
    overlaps:
      overlapping === 0
        ? null
        : { count: overlapping, payout: store.byId(sql, other ?? "")?.payout ?? "" },
  };
}

const unmatchedLine = (
  { line, why }: Making["unmatched"][number],
  currency: string,
  like: readonly Suggestible[],
): UnmatchedLine => ({
  id: line.id,
  at: line.at,
  day: line.day,
  kind: line.kind,
  reference: line.reference,
  gross: line.gross,
  why,
  suggestions: suggest(line, currency, like).map(({ key, label, day }) => ({ key, label, day })),
});

/** With lines of which is known what they are booked as. */
function added(making: Making, found: readonly Matched[]): Making {
  const unmatched = found.flatMap((one) =>
    one.match === null && CLEARED.has(one.line.kind) ? [{ line: one.line, why: one.why }] : [],
  );
  const settled = [
    ...(making.settled ?? []),
    ...found.flatMap((one) => settledLine(one) ?? []),
  ].slice(0, MOST_UNMATCHED);
  return {
    ...making,
    ...(settled.length === 0 ? {} : { settled }),
    sums: addLines(making.sums, found),
    matched: making.matched + found.filter(({ match }) => match !== null).length,
    unmatched: [...making.unmatched, ...unmatched].slice(0, MOST_UNMATCHED),
  };
}

const settlingBy = ({ settings, currency, banks }: StepInput): SettlingInput => ({
  invoices: settings.payouts.invoices,
  currency,
  banks,
});

function settledLine(one: Matched): SettledLine | null {
  if (one.match === null || one.settling?.by !== "payment") return null;
  const { on, documents } = one.settling;
  return {
    at: one.line.at,
    order: one.match.target.label,
    on,
    numbers: documents.map(({ number, id }) => number ?? id),
    gross: one.line.gross,
  };
}

/** Of all payments, in the order of their lines: an approval is of exactly these. */
async function hashPays(
  { pays }: Making,
  matches: readonly LineMatch[],
): Promise<Pick<Making, "pays">> {
  const these = matches.flatMap((one) => ("pays" in one ? [one.pays] : []));
  if (these.length === 0) return pays === undefined ? {} : { pays };
  return { pays: await hashOf(JSON.stringify([pays ?? "", these])) };
}

function matchOf({ row, settings }: StepInput, matched: Matched, waits: boolean): LineMatch {
  if (matched.match === null) return { why: matched.why, ...(waits ? { waits } : {}) };
  const { target, by } = matched.match;
  const { settling } = matched;
  const account = clearingAccountOf({ head: store.headOf(row), settings }, matched.line);
  return {
    by,
    key: target.key,
    label: target.label,
    ...(settling?.by === "payment" && account !== null
      ? {
          pays: {
            on: settling.on,
            account,
            documents: settling.documents,
            cents: Math.abs(centsOf(matched.line.gross)),
          },
        }
      : {}),
    // What a payment brings there is taken off again: nothing of it is owed.
    off:
      account === null || (settling !== undefined && settling.by !== "clearing")
        ? null
        : {
            account,
            key: target.clears?.of ?? target.key,
            method: target.clears?.method ?? "",
            cents: centsOf(bookedAt(matched)),
          },
  };
}

function knownOf(sql: SqlStorage, row: store.StoredPayout, lines: readonly PayoutLine[]): Known {
  const numbers = new Set<string>();
  for (const line of lines) for (const number of numbersIn(line)) numbers.add(number);
  const chosen = json<Record<string, string>>(row.persons);
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
      ours.flatMap(([line, key]): [string, Target][] => {
        const target = targets.get(key);
        return target === undefined ? [] : [[line, target]];
      }),
    ),
  };
}
