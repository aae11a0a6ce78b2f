/** Disputes of a payout's lines: of which order each is, and where one that was won is booked. */
import { CLEARED, isDispute } from "../../../../domain/payouts/lines.ts";
import { clearingAccountOf, lossAccountOf } from "../../../../flows/payouts/accounts.ts";
import {
  disputedBy,
  disputedOrders,
  type OpenDispute,
  type OpenRefund,
  orderOf,
  orderOfPlace,
  type Standing,
  withDisputes,
} from "../../../../flows/payouts/disputes.ts";
import type { Matched } from "../../../../flows/payouts/match.ts";
import { standsOn, type DeductedCents } from "../../../../flows/payouts/settling.ts";
import { bookedAt } from "../../../../flows/payouts/sums.ts";
import { dec, toCents } from "../../../../domain/money.ts";
import type { PayoutPart } from "../../../../settings/payouts.ts";
import { isCounted, openRefunds } from "../../journal/clearing.ts";
import { type DisputeDeduction, disputeDeductions } from "../../journal/disputes.ts";
import * as store from "../payout-store.ts";

type Input = {
  readonly sql: SqlStorage;
  readonly row: store.StoredPayout;
  readonly settings: PayoutPart;
  readonly kept: KeptLines;
};

type KeptLines = { readonly taken: (places: readonly string[]) => DeductedCents };

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
 * With the account of each dispute (`withDisputes`). `taken`: for lines of the payout's later
 * parts. A refund among the payout's own lines is paid back by that line (`moneyWith`).
 */
export function settleDisputes(
  input: Input,
  found: readonly Matched[],
): { readonly found: readonly Matched[]; readonly taken: readonly [string, number][] } {
  const keys = disputedOrders(found);
  if (keys.length === 0) return { found, taken: [] };
  const isLoss = (one: Matched): boolean =>
    clearingAccountOf({ head: store.headOf(input.row), settings: input.settings }, one.line) ===
    null;
  const refunds = refundsBefore(input, found, keys);
  const before: Standing = { open: openBefore(input, found, keys, refunds), refunds };
  const from = withTaken(input, before);
  const after = withDisputes(found, from, {
    placeOf: placeOf(input),
    isLoss,
    ownOf: (one) => ownCents(one, input.row.currency),
  });
  return { found: after.found, taken: takenSince(before, from, after.standing) };
}

/** What disputes of other payouts took, on each account where one of this payout may be. */
function openBefore(
  { sql, row, settings }: Input,
  found: readonly Matched[],
  keys: readonly string[],
  refunds: readonly OpenRefund[],
): readonly OpenDispute[] {
  // Reserved lines alone took nothing: their voucher may be deleted, or never come.
  const others = openOf(
    disputeDeductions(sql, keys).filter(
      ({ payout, isBooked, isSent }) => payout !== row.id && (isBooked === 1 || isSent === 1),
    ),
  );
  const { force, default: rest, table } = settings.lookups.payoutClearing;
  const clearing = [force, rest, ...Object.values(table)].flatMap((one) => one ?? []).map(Number);
  const { chargeback } = settings.payouts.accounts;
  const losses = chargeback === null ? [] : [Number(chargeback)];
  const none = keys.flatMap((key): OpenDispute[] => {
    const on = refunds.flatMap((one) => (one.key === key ? [one.account] : []));
    const of = { key, cents: 0 };
    return [
      ...[...clearing, ...clearingOf(found, key), ...on].map((account) => ({
        ...of,
        account,
        isLoss: false,
        own: null,
      })),
      ...losses.map((account) => ({ ...of, account, isLoss: true, own: 0 })),
    ];
  });
  return [...new Map([...none, ...others].map((one) => [nameOf(one), one])).values()];
}

/** Refunds of orders that no payout paid back, and that none of this payout's own lines does. */
function refundsBefore(
  { sql, kept }: Input,
  found: readonly Matched[],
  keys: readonly string[],
): readonly OpenRefund[] {
  // Until all is counted, an order that isn't there may stand above zero.
  if (!isCounted(sql)) return [];
  // An order that was paid out to the cent, or taken back before it was, has no row.
  const none = keys.flatMap((key) =>
    clearingOf(found, key).map((account) => ({ account, key, cents: 0 })),
  );
  const all = new Map([...none, ...openRefunds(sql, keys)].map((one) => [moneyPlace(one), one]));
  const here = kept.taken([...all.keys()]);
  return [...all].map(([place, one]) => ({ ...one, cents: one.cents + (here.get(place) ?? 0) }));
}

/** With what disputes of the payout's earlier parts took. */
function withTaken({ kept }: Input, { open, refunds }: Standing): Standing {
  const taken = kept.taken(open.flatMap((one) => [nameOf(one), ownName(one), unknownName(one)]));
  const of = (name: string): number => taken.get(name) ?? 0;
  const none = open.filter((one) => !one.isLoss && !refunds.some((known) => isOn(known, one)));
  return {
    open: open.map((one) => ({
      ...one,
      cents: one.cents + of(nameOf(one)),
      own: one.own === null || of(unknownName(one)) > 0 ? null : one.own + of(ownName(one)),
    })),
    refunds: [...refunds, ...none.map((one) => ({ ...one, cents: 0 }))].map((one) => ({
      ...one,
      cents: one.cents - of(nameOf({ ...one, isLoss: false })),
    })),
  };
}

const isOn = (one: Of, other: Of): boolean =>
  one.key === other.key && one.account === other.account;

/** What disputes of the payout took up to here, where lines since `from` changed it. */
function takenSince(before: Standing, from: Standing, { open }: Standing) {
  const named = ({ open: all }: Standing): ReadonlyMap<string, OpenDispute> =>
    new Map(all.map((one) => [nameOf(one), one]));
  const [known, last] = [named(before), named(from)];
  return open.flatMap((one): [string, number][] => {
    const was = last.get(nameOf(one));
    if (was?.cents === one.cents && was.own === one.own) return [];
    const { cents = 0, own = 0 } = known.get(nameOf(one)) ?? {};
    const here: [string, number][] = [[nameOf(one), one.cents - cents]];
    if (own === null) return here;
    return [...here, one.own === null ? [unknownName(one), 1] : [ownName(one), one.own - own]];
  });
}

const moneyPlace = ({ key, account }: Of): string => `cleared ${account} ${key}`;

/**
 * With these lines, what sales and refunds of the payout take off clearing, by order and account,
 * in cents as it is booked: where a lost dispute may be a refund. `times`: -1 takes the lines out
 * again.
 */
export function moneyWith(
  { row, settings, kept }: Pick<Input, "row" | "settings" | "kept">,
  matched: readonly Matched[],
  times: 1 | -1,
): readonly [string, number][] {
  if (settings.payouts.chargebacks !== "account") return [];
  const sums = new Map<string, number>();
  for (const one of matched) {
    if (one.match === null || isDispute(one.line) || !CLEARED.has(one.line.kind)) continue;
    const { clears } = one.match.target;
    const account = clearingAccountOf({ head: store.headOf(row), settings }, one.line);
    if (clears === undefined || account === null) continue;
    const key = orderOf(one.match.target);
    const place = moneyPlace({ key, account: standsOn(clears, account) });
    sums.set(place, (sums.get(place) ?? 0) + times * toCents(bookedAt(one)));
  }
  if (sums.size === 0) return [];
  const before = kept.taken([...sums.keys()]);
  return [...sums].map(([place, cents]) => [place, cents + (before.get(place) ?? 0)]);
}

const clearingOf = (found: readonly Matched[], key: string): readonly number[] =>
  found.find(({ match }) => match?.target.key === key)?.match?.target.clears?.accounts ?? [];

type Of = Pick<OpenDispute, "key" | "account">;
type Named = Of & Pick<OpenDispute, "isLoss">;
const nameOf = ({ key, account, isLoss }: Named): string =>
  `disputed ${account} ${isLoss ? "loss" : "clearing"} ${key}`;
const ownName = (one: Named): string => `own ${nameOf(one)}`;
/** Of one of its lines it isn't known what it is in the order's currency. */
const unknownName = (one: Named): string => `unknown ${nameOf(one)}`;

function openOf(taken: readonly DisputeDeduction[]): readonly OpenDispute[] {
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
