/**
 * Payouts of a shop whose orders are invoices: orders that are booked, files of their payments, and
 * what the ledger has on its accounts before and after.
 */
import { beforeAll, beforeEach, expect } from "vitest";
import { type FileLine, type FilePayout, WRITE } from "../sandbox/settlement-files.ts";
import type { Json, Tenant } from "./bridge.ts";
import { invoicesOf, money, placeAndBook } from "./invoices.ts";
import { bridge, useMended } from "./mended-set-up.ts";
import { codesOf, companyBuyer, mug } from "./orders.ts";
import { ADMIN_TOKEN } from "./test-env.ts";

export const PAY = "POST /v2/customerinvoices/{id}/payments";
const LOOKUPS: Json = {
  payoutBank: { default: "1930", table: {} },
  payoutClearing: { default: "1580", table: {} },
  payoutFee: { default: "6570", table: {} },
  payoutFeeVat: { default: "exempt", table: {} },
};
export let tenant: Tenant;
let n = 0;
export const freshBuyer = (): Json => companyBuyer(`Settled${(n += 1)}`);
export let bankOf: (account: number) => string;

export const settings = (invoices: string, orders: Json = {}, lookups: Json = {}): Promise<void> =>
  bridge.reconfigure(tenant, {
    orders: { type: "invoice", payments: "none", refunds: "none", ...orders },
    lookups: { ...LOOKUPS, ...lookups },
    payouts: { invoices },
  });

export type Placed = Json & { readonly id: number; readonly orderNumber: string };

/** An order that is invoiced. */
export async function invoiced(more: Json = {}): Promise<Placed> {
  const { placed } = await placeAndBook(bridge, tenant, {
    ...freshBuyer(),
    lines: [mug(4)],
    paymentStatus: "Open",
    ...more,
  });
  expect(await invoicesOf(bridge, placed.orderNumber)).toHaveLength(1);
  return placed;
}

export const centsOf = (placed: Placed): number =>
  Math.round(Number(placed["amountInclVat"]) * 100);

export const sale = (placed: Placed, more: Partial<FileLine> = {}): FileLine => ({
  kind: "sale",
  ref: placed.orderNumber,
  cents: centsOf(placed),
  fee: 250,
  ...more,
});

export const remaining = async ({ orderNumber }: Placed): Promise<readonly string[]> =>
  (await invoicesOf(bridge, orderNumber)).map((one) =>
    money(one["RemainingAmountInvoiceCurrency"]),
  );

const at = (id: string): string => `/tenants/${tenant.id}/payouts/${id}`;
export const look = (id: string): Promise<Json> => bridge.ask("GET", at(id));

export type Staged = { readonly id: string; readonly payout: FilePayout };

export async function staged(lines: readonly FileLine[]): Promise<Staged> {
  const payout = { id: `po_inv${(n += 1)}`, day: "2026-03-02", lines };
  const response = await bridge.fetch(`/api/v1/tenants/${tenant.id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
    body: WRITE.stripe([payout]),
  });
  const { payouts } = (await response.json()) as { payouts: readonly Json[] };
  expect(payouts).toMatchObject([{ as: "new" }]);
  return { id: String(payouts[0]?.["id"]), payout };
}

export async function approve(id: string): Promise<void> {
  const { mark } = await look(id);
  await bridge.ask("POST", `${at(id)}/approve`, { mark });
}

export const done = async (id: string) => (await bridge.resolved(tenant, `payout:${id}`)).job;

export async function booked(one: Staged): Promise<readonly string[]> {
  await approve(one.id);
  const job = await done(one.id);
  expect([job.outcome, codesOf(job)]).toEqual(["booked", expect.anything()]);
  return codesOf(job);
}

/** Debit less credit of all that the ledger has on these accounts, in cents. */
async function balances(): Promise<Readonly<Record<string, number>>> {
  const sums: Record<string, number> = { 1930: 0, 1580: 0, 1510: 0, 6570: 0 };
  for (const voucher of (await bridge.ledger(undefined, "vouchers"))["vouchers"] ?? [])
    for (const row of (voucher["Rows"] ?? []) as readonly Json[]) {
      const account = String(row["AccountNumber"]);
      const cents = Math.round((Number(row["DebitAmount"]) - Number(row["CreditAmount"])) * 100);
      if (account in sums) sums[account] = (sums[account] ?? 0) + cents;
    }
  return sums;
}

/** What each account moved by meanwhile. */
export async function moved(
  work: () => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> {
  const before = await balances();
  await work();
  const after = await balances();
  return Object.fromEntries(
    Object.entries(after).map(([account, cents]) => [account, cents - (before[account] ?? 0)]),
  );
}

export const holds = async (id: string): Promise<readonly unknown[]> =>
  ((await look(id))["held"] as readonly Json[]).map(({ code }) => code);

/** Each file of tests calls it once, at its top: before each test the payout pays invoices. */
export function useInvoicedPayouts(): void {
  useMended();
  beforeAll(async () => {
    const { bankaccounts = [] } = await bridge.ledger();
    bankOf = (account) =>
      String(bankaccounts.find((one) => one["LedgerAccountNumber"] === account)?.["Id"]);
    tenant = await bridge.tenant({ orders: { type: "invoice" }, settings: { lookups: LOOKUPS } });
  });

  beforeEach(() => settings("settle"));
}
