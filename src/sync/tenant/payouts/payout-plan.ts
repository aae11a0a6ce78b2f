/**
 * A staged payout as it would be booked now: its lines are matched and summed part by part, so that
 * its size is of no account, and planned with the newest settings. The same for the page, for the
 * approval and for the run: what is booked is what was seen, or nothing.
 */
import type { PayoutLine } from "../../../domain/payouts/lines.ts";
import {
  type Known,
  type Matched,
  matchPart,
  notePayments,
  numbersIn,
  type Payments,
  suggest,
  wantedPayments,
  type Target,
} from "../../../flows/payouts/match.ts";
import { clearingAccountOf, type PayoutPlan, planPayout } from "../../../flows/payouts/plan.ts";
import { addLines, bookedAt, NO_SUMS, type PayoutSums } from "../../../flows/payouts/sums.ts";
import { hashOf } from "../../../flows/settlement.ts";
import { CLEARED } from "../../../domain/payouts/lines.ts";
import type { UnmatchedLine } from "../../payout-rpc.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import { json } from "../storage/sql.ts";
import { centsOf, type Cleared } from "../journal/clearing.ts";
import { ordersNumbered, ordersOf, ordersOfSums } from "./order-numbers.ts";
import * as store from "./payout-store.ts";

export type Planned = {
  readonly sums: PayoutSums;
  readonly plan: PayoutPlan;
  readonly mark: string;
  readonly matched: number;
  readonly unmatched: readonly Extract<Matched, { match: null }>[];
  readonly overlaps: { readonly count: number; readonly payout: string } | null;
};

const MOST_UNMATCHED = 100;

/** `null`: the tenant has no settings yet, or its company was never read. */
export async function plannedNow(
  { sql }: TenantContext,
  row: store.StoredPayout,
): Promise<Planned | null> {
  const settings = meta.configuration(sql)?.settings;
  const company = cache.lookups(sql).company;
  if (settings === undefined || company === null) return null;
  const parts = store.parts(sql, row);
  const { known, payments } = await matcher(sql, row, parts);
  let sums = NO_SUMS;
  let matched = 0;
  let overlapping = 0;
  let other: string | null = null;
  const unmatched: Extract<Matched, { match: null }>[] = [];
  for (const part of parts) {
    const lines = await store.linesOf(sql, row, part);
    const found = matchPart(lines, known, payments);
    sums = addLines(sums, found);
    for (const one of found) {
      if (one.match !== null) matched += 1;
      else if (CLEARED.has(one.line.kind) && unmatched.length < MOST_UNMATCHED) unmatched.push(one);
    }
    const taken = store.taken(sql, row, idsOf(lines));
    overlapping += taken.count;
    other ??= taken.payout;
  }
  const plan = planPayout({
    head: store.headOf(row),
    amount: row.amount,
    sums,
    settings,
    currency: company.currency,
  });
  return {
    sums,
    plan,
    mark: await hashOf(JSON.stringify([row.digest, row.amount, plan])),
    matched,
    unmatched,
    overlaps:
      overlapping === 0
        ? null
        : { count: overlapping, payout: store.byId(sql, other ?? "")?.payout ?? "" },
  };
}

/** What the lines of all parts are matched with. */
async function matcher(
  sql: SqlStorage,
  row: store.StoredPayout,
  parts: readonly number[],
): Promise<{ readonly known: Known; readonly payments: Payments }> {
  const known = await knownOf(sql, row, parts);
  const payments: Payments = new Map();
  const wanted = new Set<string>();
  for (const part of parts)
    for (const payment of wantedPayments(await store.linesOf(sql, row, part), known))
      wanted.add(payment);
  if (wanted.size > 0)
    for (const part of parts)
      notePayments(payments, wanted, await store.linesOf(sql, row, part), known);
  return { known, payments };
}

/** What each line of a part takes off the account of its order's payment method. */
export async function clearedBy(
  sql: SqlStorage,
  row: store.StoredPayout,
  parts: readonly number[],
): Promise<(lines: readonly PayoutLine[]) => readonly Cleared[]> {
  const settings = meta.configuration(sql)?.settings;
  const { known, payments } = await matcher(sql, row, parts);
  const head = store.headOf(row);
  return (lines) =>
    matchPart(lines, known, payments).map((matched) => {
      const { line, match } = matched;
      const account =
        match === null || settings === undefined
          ? null
          : clearingAccountOf({ head, settings }, line);
      return {
        line: line.id,
        off:
          match === null || account === null
            ? null
            : {
                account,
                key: match.target.clears?.of ?? match.target.key,
                method: match.target.clears?.method ?? "",
                cents: centsOf(bookedAt(matched)),
              },
      };
    });
}

export const idsOf = (lines: readonly PayoutLine[]): readonly string[] => lines.map(({ id }) => id);

async function knownOf(
  sql: SqlStorage,
  row: store.StoredPayout,
  parts: readonly number[],
): Promise<Known> {
  const numbers = new Set<string>();
  for (const part of parts)
    for (const line of await store.linesOf(sql, row, part))
      if (CLEARED.has(line.kind)) for (const number of numbersIn(line)) numbers.add(number);
  const find = ordersNumbered(sql, numbers);
  const chosen = json<Record<string, string>>(row.persons);
  const targets = ordersOf(sql, Object.values(chosen));
  return {
    find,
    currency: row.currency,
    persons: new Map(
      Object.entries(chosen).flatMap(([line, key]): [string, Target][] => {
        const target = targets.get(key);
        return target === undefined ? [] : [[line, target]];
      }),
    ),
  };
}

/** With what of equal amount there is to suggest. */
export function suggested(
  sql: SqlStorage,
  currency: string,
  unmatched: Planned["unmatched"],
): readonly UnmatchedLine[] {
  const orders = ordersOfSums(
    sql,
    unmatched.map(({ line }) => line.paid?.amount ?? line.gross),
  );
  return unmatched.map(({ line, why }) => ({
    id: line.id,
    at: line.at,
    day: line.day,
    kind: line.kind,
    reference: line.reference,
    gross: line.gross,
    why,
    suggestions: suggest(line, currency, orders).map(({ key, label, day }) => ({
      key,
      label,
      day,
    })),
  }));
}
