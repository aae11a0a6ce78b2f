/**
 * Orders of the tenant by the number that people know them by: from the markers of what was written
 * for them, which stay for good, and from jobs. Nothing is indexed for it, as an order would pay a
 * row for what few tenants ask: all writes are read once a question, and no row is written.
 */
import { amount, dec, type Decimal } from "../../../domain/money.ts";
import type { VoucherFacts } from "../../../domain/voucher.ts";
import { folded, type Suggestible, type Target } from "../../../flows/payouts/match.ts";
import { all, json } from "../storage/sql.ts";

/** A million writes are read for each, so they are many. */
const ASKED_AT_ONCE = 20_000;

type Found = { key: string; number: string; label: string };

/** By their folded number; several orders may bear one. */
export function ordersNumbered(
  sql: SqlStorage,
  numbers: ReadonlySet<string>,
): ReadonlyMap<string, readonly Target[]> {
  const wanted = [...numbers];
  const found: Found[] = [];
  for (let at = 0; at < wanted.length; at += ASKED_AT_ONCE) {
    const asked = JSON.stringify(wanted.slice(at, at + ASKED_AT_ONCE));
    found.push(
      ...all<Found>(
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
         )
         WHERE number IN (SELECT value FROM json_each(?))`,
        asked,
      ),
    );
  }
  const targets = targetsOf(sql, [...new Map(found.map((one) => [one.key, one])).values()]);
  const byNumber = new Map<string, Map<string, Target>>();
  for (const { number, key } of found) {
    const target = targets.get(key);
    if (target === undefined) continue;
    const known = byNumber.get(number) ?? new Map<string, Target>();
    byNumber.set(number, known.set(key, target));
  }
  return new Map([...byNumber].map(([number, known]) => [number, [...known.values()]]));
}

/** The order that a person names by its number; `null`: none, or several. */
export function orderNumbered(sql: SqlStorage, number: string): Target | null {
  const found = ordersNumbered(sql, new Set([folded(number)])).get(folded(number)) ?? [];
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
      clears.set(key, { key: clearing.of ?? key, method: clearing.method ?? "" });
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
          currency: sum?.currency ?? null,
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
