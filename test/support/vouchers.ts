/** Settings of a tenant whose orders become vouchers, and what the ledger's own state says of those. */
import { expect } from "vitest";
import type { Bridge, Json, Tenant } from "./bridge.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";

export const voucherTenant = (
  bridge: Bridge,
  voucher: Json = {},
  orders: Json = {},
): Promise<Tenant> =>
  bridge.tenant({
    orders: { type: "mutation", voucher, ...orders },
    settings: { lookups: VOUCHER_LOOKUPS },
  });

export const reset = (bridge: Bridge, tenant: Tenant): Promise<void> =>
  bridge.reconfigure(tenant, {
    orders: {
      type: "mutation",
      typeRules: [],
      voucher: {},
      closedPeriod: "hold",
      editedAfterBooking: "hold",
      cancelledAfterBooking: "hold",
      payments: "none",
    },
    trial: false,
    lookups: VOUCHER_LOOKUPS,
  });

/**
 * Vouchers that carry this order's marker: the order's, its reversals, and what it was booked anew
 * as; oldest first.
 */
export async function vouchersOf(
  bridge: Pick<Bridge, "ledger">,
  orderNumber: string,
): Promise<readonly Json[]> {
  const { vouchers = [] } = await bridge.ledger(undefined, "vouchers");
  return vouchers.filter((voucher) =>
    new RegExp(`^${orderNumber} #[A-Z2-7]{8}(\\W|$)`).test(String(voucher["VoucherText"])),
  );
}

/** "D 1510 125.00", by account. */
export function rowsOf(voucher: Json | undefined): readonly string[] {
  const rows = (voucher?.["Rows"] ?? []) as readonly Json[];
  return rows
    .map((row) =>
      Number(row["DebitAmount"]) === 0
        ? `K ${String(row["AccountNumber"])} ${Number(row["CreditAmount"]).toFixed(2)}`
        : `D ${String(row["AccountNumber"])} ${Number(row["DebitAmount"]).toFixed(2)}`,
    )
    .toSorted();
}

/**
 * What several vouchers move an account by together, debit above zero; accounts that come to
 * nothing are left out.
 */
export function movedBy(vouchers: readonly Json[]): Readonly<Record<string, string>> {
  const cents = new Map<string, number>();
  for (const row of vouchers.flatMap((voucher) => (voucher["Rows"] ?? []) as readonly Json[]))
    cents.set(
      String(row["AccountNumber"]),
      (cents.get(String(row["AccountNumber"])) ?? 0) +
        Math.round(Number(row["DebitAmount"]) * 100) -
        Math.round(Number(row["CreditAmount"]) * 100),
    );
  return Object.fromEntries(
    [...cents]
      .filter(([, sum]) => sum !== 0)
      .map(([account, sum]) => [account, (sum / 100).toFixed(2)]),
  );
}

export async function expectBooksRight(bridge: Bridge): Promise<void> {
  const books = await bridge.control("eaccounting", "GET", "/books");
  expect([books["problems"], books["broken"]]).toEqual([[], []]);
}
