/** Disputes of orders: what payouts took for them, on which account, and what was won since. */
import { amount, dec, type Decimal } from "../../../../domain/money.ts";
import { isDispute } from "../../../../domain/payouts/lines.ts";
import { clearingAccountOf, lossAccountOf } from "../../../../flows/payouts/accounts.ts";
import {
  disputedBy,
  disputePlace,
  type OpenDispute,
  orderOf,
  withWins,
  wonOf,
} from "../../../../flows/payouts/disputes.ts";
import type { Matched } from "../../../../flows/payouts/match.ts";
import { all } from "../../storage/sql.ts";
import type { StepInput } from "./line-matches.ts";
import * as store from "../payout-store.ts";

type Taken = { payout: string; at: string; account: number; isLoss: number; cents: number };

/** What lines of payouts took for disputes of these orders, in cents. */
const takenFor = (sql: SqlStorage, keys: readonly string[]): readonly Taken[] =>
  keys.length === 0
    ? []
    : all<Taken>(
        sql,
        `SELECT payout, paid_at AS at, account, cents IS NULL AS isLoss, sum(paid_cents) AS cents
         FROM payout_line_ids INDEXED BY payout_line_ids_paid
         WHERE paid_at IN (SELECT value FROM json_each(?))
         GROUP BY payout, paid_at, account, cents IS NULL`,
        JSON.stringify(keys.map(disputePlace)),
      );

/** A dispute of an order that was lost and is booked as a loss. `amount`: less what was won. */
export type Lost = { readonly account: string; readonly amount: Decimal };

/** By payouts that are booked. */
export function lostOf(sql: SqlStorage, keys: readonly string[]): readonly Lost[] {
  const sums = new Map<string, number>();
  for (const { payout, account, isLoss, cents } of takenFor(sql, keys))
    if (isLoss === 1 && store.counts(sql, payout))
      sums.set(String(account), (sums.get(String(account)) ?? 0) + cents);
  return [...sums].flatMap(([account, cents]) =>
    cents > 0 ? [{ account, amount: amount(dec(cents).div(100)) }] : [],
  );
}

const placeOf =
  ({ row, settings }: Pick<StepInput, "row" | "settings">) =>
  (one: Matched) => {
    const input = { head: store.headOf(row), settings };
    const loss = lossAccountOf(input, one.line);
    if (loss !== null) return { account: loss, isLoss: true };
    const settling = one.match === null ? undefined : one.settling;
    const elsewhere = settling?.by === "clearing" ? settling.account : undefined;
    return { account: elsewhere ?? clearingAccountOf(input, one.line), isLoss: false };
  };

/** With the account of each dispute that was won. `taken`: for other lines of the payout. */
export function settleWins(
  input: StepInput,
  found: readonly Matched[],
): { readonly found: readonly Matched[]; readonly taken: readonly [string, number][] } {
  const { sql, row, kept } = input;
  const keys = wonOf(found);
  if (keys.length === 0) return { found, taken: [] };
  const open = openOf(takenFor(sql, keys).filter(({ payout }) => payout !== row.id));
  const before = kept.taken(open.map(nameOf));
  const left = open.map((one) => ({
    ...one,
    cents: one.cents - (before.get(nameOf(one)) ?? 0),
  }));
  const won = withWins(found, left, placeOf(input));
  return {
    found: won.found,
    taken: won.open.flatMap((one, index): [string, number][] => {
      const [was, all_] = [left[index]?.cents ?? 0, open[index]?.cents ?? 0];
      return one.cents === was ? [] : [[nameOf(one), all_ - one.cents]];
    }),
  };
}

const nameOf = ({ key, account, isLoss }: OpenDispute): string =>
  `won ${account} ${isLoss ? "loss" : "clearing"} ${key}`;

function openOf(taken: readonly Taken[]): readonly OpenDispute[] {
  const sums = new Map<string, OpenDispute>();
  for (const { at, account, isLoss, cents } of taken) {
    const one = {
      key: at.slice(disputePlace("").length),
      account,
      isLoss: isLoss === 1,
      cents,
    };
    const name = nameOf(one);
    sums.set(name, { ...one, cents: cents + (sums.get(name)?.cents ?? 0) });
  }
  return [...sums.values()];
}

/** What a line takes for a dispute, as it is kept with its reservation. Absent: it is of none. */
export type DisputedLine = { readonly disputed?: OpenDispute };

export function disputedLine(
  input: Pick<StepInput, "row" | "settings">,
  one: Matched,
): DisputedLine {
  if (one.match === null || !isDispute(one.line) || one.settling?.by === "none") return {};
  const { account, isLoss } = one.settling?.by === "dispute" ? one.settling : placeOf(input)(one);
  return account === null
    ? {}
    : { disputed: { key: orderOf(one.match.target), account, isLoss, cents: disputedBy(one) } };
}
