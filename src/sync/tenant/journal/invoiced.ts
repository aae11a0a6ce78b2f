/** Orders whose money is registered on invoices: what can be paid, and what was registered. */
import { hasSucceeded, type OperationState } from "../../../domain/jobs/job.ts";
import { amount, dec, type Decimal, sum as sumOf } from "../../../domain/money.ts";
import type { Invoiced, LedgerInvoice } from "../../../flows/payouts/match.ts";
import type { OpenInvoices } from "../../contract/payouts.ts";
import { type BankAccount, placeOf } from "../../../flows/payouts/settling.ts";
import type { Due } from "../../../flows/payouts/payment-shares.ts";
import * as cache from "../storage/cache.ts";
import { all, among } from "../storage/sql.ts";

type Sum = {
  amount: Decimal;
  readonly banks: (string | null)[];
  readonly accounts: (number | null)[];
};
type Open = {
  readonly invoices: LedgerInvoice[];
  readonly credits: LedgerInvoice[];
  readonly received: Sum;
  readonly back: Sum;
};

const none = (): Sum => ({ amount: "0.00", banks: [], accounts: [] });

/**
 * SQL for an order's currency, by its newest figures, or by what was booked where its last run read
 * none, as of an order that is deleted in the shop; null: not known. `key`: a column.
 */
export const orderCurrencySql = (key: string): string => `coalesce(
  (SELECT nullif(currency, '') FROM keys WHERE keys.key = ${key}),
  (SELECT coalesce(content ->> '$.currency', voucher ->> '$.currency') AS booked FROM documents
   WHERE documents.key = ${key} AND booked IS NOT NULL ORDER BY state = 'live' DESC LIMIT 1)
)`;

/** By the order's key; orders without an invoice or a payment are missing. */
export function invoicedByOrder(
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, Invoiced> {
  const found = new Map<string, Open>();
  if (keys.length === 0) return found;
  const of = (key: string): Open => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const open: Open = { invoices: [], credits: [], received: none(), back: none() };
    found.set(key, open);
    return open;
  };
  // A refund names the sale; its credit may be booked for an order of its own.
  const credits = all<{ original: string; key: string }>(sql)`
    SELECT DISTINCT original, key FROM credits
    WHERE original IN ${among(keys)}`;
  const owners = new Map<string, string[]>(keys.map((key) => [key, [key]]));
  for (const { original, key } of credits)
    if (key !== original) owners.set(key, [...(owners.get(key) ?? []), original]);
  const asked = JSON.stringify([...owners.keys()]);
  for (const { key, role, id, number } of liveInvoices(sql, asked))
    for (const owner of owners.get(key) ?? []) {
      if (role === "credit" || role === "delta-credit") of(owner).credits.push({ id, number });
      else if (owner === key) of(owner).invoices.push({ id, number });
    }
  for (const { key, role, state, amount: figure, bank, account } of payments(sql, asked))
    for (const owner of owners.get(key) ?? []) {
      if (role === "payment" && owner !== key) continue;
      const sum = role === "payment" ? of(owner).received : of(owner).back;
      const came = hasSucceeded({ state });
      if (state !== "rejected") sum.amount = amount(dec(sum.amount).plus(dec(figure ?? "0").abs()));
      sum.banks.push(came ? bank : null);
      sum.accounts.push(came ? account : null);
    }
  return found;
}

/** `keys`: a list as JSON. */
const liveInvoices = (sql: SqlStorage, keys: string) =>
  all<{ key: string; role: string; id: string; number: string | null }>(sql)`
    SELECT key, role, id, number FROM documents
    WHERE key IN (SELECT value FROM json_each(${keys})) AND state = 'live'
      AND role IN ('invoice', 'delta-invoice', 'credit', 'delta-credit')
    ORDER BY key, role DESC, n`;

/**
 * A payment that was closed without an answer may have succeeded, unless a person who retried said
 * no. `keys`: a list as JSON.
 */
const payments = (sql: SqlStorage, keys: string) =>
  all<{
    key: string;
    role: string;
    state: OperationState;
    amount: string | null;
    bank: string | null;
    account: number | null;
  }>(sql)`
    SELECT key, role, state, amount, bank, kept_on AS account FROM operations o
    WHERE key IN (SELECT value FROM json_each(${keys})) AND kind = 'payment.create'
      AND role IN ('payment', 'refund') AND (
        state IN ('sent', 'in-doubt', 'done', 'compared')
        OR state = 'rejected' AND failure IS NULL AND attempt > 0 AND NOT EXISTS (
          SELECT 1 FROM operations later
          WHERE later.key = o.key AND later.role = o.role AND later.id > o.id
        )
      )`;

/** By the order's key. Missing: an order without an invoice, or whose amount isn't known. */
export function openInvoices(
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, OpenInvoices> {
  const asked = JSON.stringify(keys);
  const found = Map.groupBy(amounts(sql, asked), ({ key }) => key);
  return new Map(
    keys.flatMap((key): [string, OpenInvoices][] => {
      const of = found.get(key) ?? [];
      const figure = (kind: string): Decimal =>
        amount(
          sumOf(
            of.flatMap((one) => (one.kind === kind ? [amount(dec(one.amount ?? "0").abs())] : [])),
          ),
        );
      const invoices = of.filter(({ kind }) => kind === "invoice");
      if (invoices.length === 0 || invoices.some((one) => one.amount === null)) return [];
      const paidOut = of.filter(({ kind }) => kind === "payout");
      const left = dec(figure("invoice"))
        .minus(figure("credit"))
        .minus(figure("payment"))
        .minus(figure("payout"));
      return [
        [
          key,
          {
            invoiced: figure("invoice"),
            open: left.gt(0) ? amount(left) : "0.00",
            paidOut: [...Map.groupBy(paidOut, ({ id }) => id ?? "")].map(([id, rows]) => ({
              id,
              payout: rows[0]?.payout ?? null,
              amount: amount(sumOf(rows.map((one) => one.amount ?? "0"))),
            })),
          },
        ],
      ];
    }),
  );
}

type Registered = {
  readonly key: string;
  readonly kind: "invoice" | "credit" | "payment" | "payout";
  readonly amount: string | null;
  /** Of what a payout paid. */
  readonly id: string | null;
  readonly payout: string | null;
};

/** `keys`: a list as JSON. */
const amounts = (sql: SqlStorage, keys: string): readonly Registered[] =>
  all<Registered>(sql)`
    SELECT key, iif(role LIKE '%invoice', 'invoice', 'credit') AS kind,
      content ->> '$.gross' AS amount, NULL AS id, NULL AS payout
    FROM documents
    WHERE key IN (SELECT value FROM json_each(${keys})) AND state = 'live'
      AND role IN ('invoice', 'delta-invoice', 'credit', 'delta-credit')
    UNION ALL
    SELECT c.original, 'credit', c.amount, NULL, NULL
    FROM credits c
    JOIN documents d ON d.key = c.key AND d.n = c.n AND d.state = 'live'
      AND d.role IN ('credit', 'delta-credit')
    WHERE c.original IN (SELECT value FROM json_each(${keys})) AND c.key <> c.original
    UNION ALL
    SELECT key, 'payment', amount, NULL, NULL
    FROM operations
    WHERE key IN (SELECT value FROM json_each(${keys})) AND kind = 'payment.create'
      AND role IN ('payment', 'gift-card') AND state IN ('done', 'compared')
    UNION ALL
    SELECT d.key, 'payout', o.amount, substr(o.key, 8), p.payout
    FROM documents d
    CROSS JOIN operations o INDEXED BY operations_of_payouts ON o.document_id = d.id
      AND o.role = 'payout-payment' AND o.state IN ('done', 'compared')
    LEFT JOIN payouts p ON p.id = substr(o.key, 8)
    WHERE d.key IN (SELECT value FROM json_each(${keys})) AND d.state = 'live'
      AND d.role IN ('invoice', 'delta-invoice')`;

/** Returns what payouts paid on each of these documents, above zero. */
export function payoutPaidAmounts(
  sql: SqlStorage,
  documents: readonly { readonly id: string }[],
): Readonly<Record<string, Decimal>> {
  if (documents.length === 0) return {};
  const rows = all<{ id: string; amount: string }>(sql)`
    SELECT document_id AS id, amount FROM operations INDEXED BY operations_of_payouts
    WHERE document_id IN ${among(documents.map(({ id }) => id))} AND role = 'payout-payment'
      AND state IN ('done', 'compared')`;
  const sums: Record<string, Decimal> = {};
  for (const { id, amount: figure } of rows)
    sums[id] = amount(dec(sums[id] ?? "0").plus(dec(figure).abs()));
  return sums;
}

/**
 * Credits of orders and of their credit orders, also those that are gone: a payout may have
 * reserved its lines at one that was the first of its sale then. `keys`: a list as JSON.
 */
const creditsEver = (sql: SqlStorage, keys: string): readonly { readonly id: string }[] =>
  all<{ id: string }>(sql)`
    SELECT id FROM documents
    WHERE role IN ('credit', 'delta-credit') AND key IN (
      SELECT value FROM json_each(${keys})
      UNION
      SELECT key FROM credits WHERE original IN (SELECT value FROM json_each(${keys})))`;

/**
 * Payouts with lines that are to pay an order of these, or to pay it back, where its own run would:
 * claimed before their voucher is sent. What other lines take off a payment is more than nothing.
 */
export function reservingPayouts(
  sql: SqlStorage,
  keys: readonly string[],
  on: Due["on"],
): readonly { readonly payout: string; readonly mayBeBooked: boolean }[] {
  const credits = on === "invoice" ? [] : creditsEver(sql, JSON.stringify(keys));
  const places = [
    ...keys.map((of) => placeOf(on, of, [])),
    ...credits.map((credit) => placeOf(on, credit.id, [credit])),
  ];
  return all<{ payout: string; booked: number }>(sql)`
    SELECT payout, EXISTS (
      SELECT 1 FROM documents d
      WHERE d.key = 'payout:' || payout AND d.role = 'payout' AND d.state = 'live'
    ) OR EXISTS (
      SELECT 1 FROM operations o
      WHERE o.key = 'payout:' || payout AND o.state IN ('sent', 'in-doubt', 'done', 'compared')
    ) AS booked
    FROM payout_line_ids INDEXED BY payout_line_ids_paid
    WHERE paid_at IN ${among(places)} AND paid_cents = 0
    GROUP BY payout`.map(({ payout, booked }) => ({ payout, mayBeBooked: booked === 1 }));
}

/** Whether the order has payments of its own, or may have: no payout pays it then. */
export const isRegistered = (known: Invoiced | undefined, on: Due["on"]): boolean =>
  (known?.[on === "invoice" ? "received" : "back"].banks.length ?? 0) > 0;

/** The company's own accounts in its currency, and what each is kept on in the ledger. */
export const bankAccounts = (sql: SqlStorage, currency: string): readonly BankAccount[] =>
  (cache.names(sql)["eaccounting.bankAccounts"]?.entries ?? []).flatMap(({ id, note }) => {
    // As the list has it: the account, and the currency where given.
    const [account = "", of] = (note ?? "").split(", ");
    return /^\d+$/.test(account) && (of === undefined || of === currency)
      ? [{ id, account: Number(account) }]
      : [];
  });

/** The account that this one of them is kept on; `null`: that isn't known. */
export const keptOn = (sql: SqlStorage, bank: string | undefined): number | null =>
  bankAccounts(sql, cache.lists(sql).company?.currency ?? "").find(({ id }) => id === bank)
    ?.account ?? null;
