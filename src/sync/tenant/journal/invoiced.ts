/** Orders that are paid on invoices: which invoices can be paid, and which payments exist. */
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
  /** Payments of the invoices. */
  readonly received: Sum;
  /** Payments of the credits, to the buyer. */
  readonly back: Sum;
};

const none = (): Sum => ({ amount: "0.00", banks: [], accounts: [] });

/**
 * Returns SQL for an order's currency: of its newest figures, or of its booked document if its last
 * run read no figures, as of an order that the shop deleted; null: not known. `key`: a column.
 */
export const orderCurrencySql = (key: string): string => `coalesce(
  (SELECT nullif(currency, '') FROM keys WHERE keys.key = ${key}),
  (SELECT coalesce(content ->> '$.currency', voucher ->> '$.currency') AS booked FROM documents
   WHERE documents.key = ${key} AND booked IS NOT NULL ORDER BY state = 'live' DESC LIMIT 1)
)`;

/** Returns invoices and payments by the order's key; absent: the order has neither. */
export function invoicedByOrder(
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, Invoiced> {
  const found = new Map<string, Open>();
  if (keys.length === 0) return found;
  const openOf = (key: string): Open => {
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
  const allKeys = JSON.stringify([...owners.keys()]);
  for (const { key, role, id, number } of liveInvoices(sql, allKeys))
    for (const owner of owners.get(key) ?? []) {
      if (role === "credit" || role === "delta-credit") openOf(owner).credits.push({ id, number });
      else if (owner === key) openOf(owner).invoices.push({ id, number });
    }
  for (const { key, role, state, amount: figure, bank, account } of payments(sql, allKeys))
    for (const owner of owners.get(key) ?? []) {
      if (role === "payment" && owner !== key) continue;
      const sum = role === "payment" ? openOf(owner).received : openOf(owner).back;
      const succeeded = hasSucceeded({ state });
      if (state !== "rejected") sum.amount = amount(dec(sum.amount).plus(dec(figure ?? "0").abs()));
      sum.banks.push(succeeded ? bank : null);
      sum.accounts.push(succeeded ? account : null);
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
 * Payments and refunds that succeeded or may have. One that was closed without an answer may have
 * succeeded unless a later one exists: the person who retried said that it didn't. `keys`: a list
 * as JSON.
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

/** Returns by the order's key; absent: it has no invoice, or an invoice's amount isn't known. */
export function openInvoices(
  sql: SqlStorage,
  keys: readonly string[],
): ReadonlyMap<string, OpenInvoices> {
  const found = Map.groupBy(amounts(sql, JSON.stringify(keys)), ({ key }) => key);
  return new Map(
    keys.flatMap((key): [string, OpenInvoices][] => {
      const rows = found.get(key) ?? [];
      const figure = (kind: string): Decimal =>
        amount(
          sumOf(
            rows.flatMap((one) =>
              one.kind === kind ? [amount(dec(one.amount ?? "0").abs())] : [],
            ),
          ),
        );
      const invoices = rows.filter(({ kind }) => kind === "invoice");
      if (invoices.length === 0 || invoices.some((one) => one.amount === null)) return [];
      const paidOut = rows.filter(({ kind }) => kind === "payout");
      const open = dec(figure("invoice"))
        .minus(figure("credit"))
        .minus(figure("payment"))
        .minus(figure("payout"));
      return [
        [
          key,
          {
            invoiced: figure("invoice"),
            open: open.gt(0) ? amount(open) : "0.00",
            paidOut: [...Map.groupBy(paidOut, ({ id }) => id ?? "")].map(([id, payments]) => ({
              id,
              payout: payments[0]?.payout ?? null,
              amount: amount(sumOf(payments.map((one) => one.amount ?? "0"))),
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
  /** The payout's id, if a payout paid it. */
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
 * Credits of orders and of their credit orders, also deleted ones: when a payout reserved its
 * lines, a credit that is deleted now may have been the first of its sale. `keys`: a list as JSON.
 */
const creditsEver = (sql: SqlStorage, keys: string): readonly { readonly id: string }[] =>
  all<{ id: string }>(sql)`
    SELECT id FROM documents
    WHERE role IN ('credit', 'delta-credit') AND key IN (
      SELECT value FROM json_each(${keys})
      UNION
      SELECT key FROM credits WHERE original IN (SELECT value FROM json_each(${keys})))`;

/**
 * Returns the payouts that reserved the payment of these orders' invoices, or of their credits, so
 * that the orders' own runs don't register it. Lines are claimed before the voucher is sent. A
 * reservation has the amount 0; other lines use an amount of a registered payment.
 */
export function reservingPayouts(
  sql: SqlStorage,
  keys: readonly string[],
  on: Due["on"],
): readonly { readonly payout: string; readonly mayBeBooked: boolean }[] {
  const credits = on === "invoice" ? [] : creditsEver(sql, JSON.stringify(keys));
  const places = [
    ...keys.map((key) => placeOf(on, key, [])),
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

/** Whether the order's own runs registered a payment, or may have: then no payout pays it. */
export const isRegistered = (known: Invoiced | undefined, on: Due["on"]): boolean =>
  (known?.[on === "invoice" ? "received" : "back"].banks.length ?? 0) > 0;

/** Returns the company's bank accounts in a currency, each with its account in the ledger. */
export const bankAccounts = (sql: SqlStorage, currency: string): readonly BankAccount[] =>
  (cache.names(sql)["eaccounting.bankAccounts"]?.entries ?? []).flatMap(({ id, note }) => {
    // The list's note: the ledger's account and, if given, the currency.
    const [account = "", of] = (note ?? "").split(", ");
    return /^\d+$/.test(account) && (of === undefined || of === currency)
      ? [{ id, account: Number(account) }]
      : [];
  });

/** Returns the ledger's account of a bank account; `null`: not known. */
export const keptOn = (sql: SqlStorage, bank: string | undefined): number | null =>
  bankAccounts(sql, cache.lists(sql).company?.currency ?? "").find(({ id }) => id === bank)
    ?.account ?? null;
