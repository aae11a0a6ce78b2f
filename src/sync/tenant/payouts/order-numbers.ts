/**
 * Orders of the tenant by the number that people know them by: from the markers of what was written
 * for them, which stay for good, from what is booked by the day, and from jobs. Nothing is indexed
 * for it, as an order would pay a row for what few tenants ask: all writes are read once a
 * question, and no row is written.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import type { VoucherFacts } from "../../../domain/voucher.ts";
import { type Find, folded, type Suggestible, type Target } from "../../../flows/payouts/match.ts";
import { all, json } from "../storage/sql.ts";

/** A million writes are read for each, so they are many. */
const ASKED_AT_ONCE = 20_000;

type Found = { key: string; number: string; label: string };

/**
 * By their folded number; several orders may bear one. A payout of a hundred thousand orders is
 * held at once, so what is kept of each is small, and what is asked with is not kept.
 */
export function ordersNumbered(sql: SqlStorage, numbers: ReadonlySet<string>): Find {
  // Hardly any number has several: they alone cost a list.
  const byNumber = new Map<string, Target | readonly Target[]>();
  const find: Find = (number) => {
    const found = byNumber.get(number);
    if (found === undefined) return [];
    return "key" in found ? [found] : found;
  };
  let asked: string[] = [];
  const ask = (): void => {
    for (const [number, target] of numbered(sql, JSON.stringify(asked)))
      byNumber.set(number, byNumber.has(number) ? [...find(number), target] : target);
    asked = [];
  };
  for (const number of numbers) if (asked.push(number) === ASKED_AT_ONCE) ask();
  if (asked.length > 0) ask();
  return find;
}

function numbered(sql: SqlStorage, asked: string): readonly (readonly [string, Target])[] {
  const found = all<Found>(
    sql,
    `SELECT DISTINCT key, label, number FROM (
       SELECT key, substr(marker, 1, instr(marker, ' #') - 1) AS label,
         lower(substr(marker, 1, instr(marker, ' #') - 1)) AS number
       FROM operations
       WHERE key >= 'order:' AND key < 'order;' AND marker IS NOT NULL
       UNION ALL
       SELECT key, label, lower(label) AS number
       FROM jobs
       WHERE flow = 'orders' AND label IS NOT NULL
       UNION ALL
       SELECT key, label, lower(label) AS number
       FROM day_members
     )
     WHERE number IN (SELECT value FROM json_each(?))`,
    asked,
  );
  const labelled = found.map(({ key, number, label }) => ({
    key,
    label: label === number ? number : label,
  }));
  const targets = targetsOf(sql, [...new Map(labelled.map((one) => [one.key, one])).values()]);
  const once = new Map(found.map((one) => [JSON.stringify([one.number, one.key]), one]));
  return [...once.values()].flatMap(({ number, key }): (readonly [string, Target])[] => {
    const target = targets.get(key);
    return target === undefined ? [] : [[number, target]];
  });
}

/** The order that a person names by its number; `null`: none, or several. */
export function orderNumbered(sql: SqlStorage, number: string): Target | null {
  const found = ordersNumbered(sql, new Set([folded(number)]))(folded(number));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Those that were chosen by their keys. */
export function ordersOf(sql: SqlStorage, keys: readonly string[]): ReadonlyMap<string, Target> {
  const labels = all<{ key: string; label: string | null }>(
    sql,
    `SELECT asked.value AS key, coalesce(
       (SELECT label FROM jobs WHERE jobs.key = asked.value ORDER BY id DESC LIMIT 1),
       asked.value
     ) AS label
     FROM json_each(?) asked`,
    JSON.stringify(keys),
  );
  return targetsOf(
    sql,
    labels.map(({ key, label }) => ({ key, label: label ?? key })),
  );
}

const MILLIONTHS = 1_000_000;

const methods = new Map<string, NonNullable<Target["clears"]>>();

/** One for all orders of a payment method. */
function byMethod(method: string): NonNullable<Target["clears"]> {
  const known = methods.get(method) ?? { method };
  if (methods.size < MOST_SHARED) methods.set(method, known);
  return known;
}

const texts = new Map<string, string>();
const MOST_SHARED = 1_000;

/** One text for all that are equal: a few currencies, not one an order. */
function shared(text: string): string {
  const known = texts.get(text);
  if (known === undefined && texts.size < MOST_SHARED) texts.set(text, text);
  return known ?? text;
}

function targetsOf(
  sql: SqlStorage,
  orders: readonly { readonly key: string; readonly label: string }[],
): ReadonlyMap<string, Target> {
  const keys = JSON.stringify(orders.map(({ key }) => key));
  const sums = new Map(
    all<{ key: string; gross: number | null; currency: string | null }>(
      sql,
      `SELECT key, gross, currency FROM keys
       WHERE gross IS NOT NULL AND key IN (SELECT value FROM json_each(?))`,
      keys,
    ).map((row) => [row.key, row]),
  );
  const rates = new Map<string, Decimal | null>();
  const clears = new Map<string, NonNullable<Target["clears"]>>();
  for (const { key, role, voucher } of all<{ key: string; role: string; voucher: string }>(
    sql,
    `SELECT key, role, voucher FROM documents
     WHERE key IN (SELECT value FROM json_each(?)) AND voucher IS NOT NULL AND state = 'live'`,
    keys,
  )) {
    const { rate, clearing } = json<VoucherFacts>(voucher);
    if (role === "voucher" || role === "voucher-credit") rates.set(key, rate?.rate ?? null);
    if (clearing !== undefined)
      clears.set(
        key,
        clearing.of === undefined
          ? byMethod(clearing.method ?? "")
          : { of: clearing.of, method: clearing.method ?? "" },
      );
  }
  return new Map(
    orders.map(({ key, label }) => {
      const sum = sums.get(key);
      const at = clears.get(key);
      return [
        key,
        {
          key,
          label,
          gross: sum?.gross == null ? null : major(sum.gross),
          currency: sum?.currency == null ? null : shared(sum.currency),
          rate: rates.get(key) ?? null,
          ...(at === undefined ? {} : { clears: at }),
        },
      ];
    }),
  );
}

const major = (millionths: number): Decimal => amount(dec(millionths).div(MILLIONTHS));

const MOST_SUGGESTIBLE = 300;

/** Orders that come to one of these sums, whichever day. */
export const ordersOfSums = (sql: SqlStorage, sums: readonly Decimal[]): readonly Suggestible[] =>
  all<{ key: string; gross: number; currency: string; label: string | null; facts: string | null }>(
    sql,
    `SELECT k.key, k.gross, k.currency,
       (SELECT label FROM jobs j WHERE j.key = k.key ORDER BY id DESC LIMIT 1) AS label,
       (SELECT facts FROM jobs j WHERE j.key = k.key AND facts IS NOT NULL
        ORDER BY id DESC LIMIT 1) AS facts
     FROM keys k
     WHERE k.key >= 'order:' AND k.key < 'order;'
       AND k.gross IN (SELECT value FROM json_each(?))
     LIMIT ?`,
    JSON.stringify(sums.map((sum) => Number(dec(sum).abs().times(MILLIONTHS).toFixed(0)))),
    MOST_SUGGESTIBLE,
  ).flatMap(({ key, gross, currency, label, facts }) =>
    facts === null || label === null
      ? []
      : [
          {
            key,
            label,
            gross: major(gross),
            currency,
            rate: null,
            day: json<{ date: string }>(facts).date,
          },
        ],
  );
