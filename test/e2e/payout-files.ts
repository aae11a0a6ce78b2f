/** Payout files in tests: orders that are sold, files of them, and what is staged. */
import { expect } from "vitest";
import { type FileLine, type FilePayout, WRITE } from "../sandbox/settlement-files.ts";
import type { Json } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { bridge, tenant } from "../support/vouchers-set-up.ts";

let n = 0;
/** Of a payout, and of a day. */
export const fresh = (): string => `po_${(n += 1)}x`;

export const LOOKUPS: Json = {
  payoutBank: { default: "1930", table: {} },
  payoutClearing: { default: "1580", table: {} },
  payoutFee: { default: "6570", table: {} },
  payoutFeeVat: { default: "exempt", table: {} },
};

export const settle = (more: Json = {}): Promise<void> =>
  bridge.reconfigure(tenant, {
    orders: { voucher: { paid: "clearing" } },
    lookups: LOOKUPS,
    payouts: more,
  });

/** An order of 125.00 that is booked, by its number. */
export async function sold(): Promise<string> {
  const placed = await bridge.place({
    ...companyBuyer(`Paid${(n += 1)}`),
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
    paymentStatus: "Paid",
    paymentMethodId: "CARD",
  });
  expect((await bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  return placed.orderNumber;
}

export const sale = (ref: string, more: Partial<FileLine> = {}): FileLine => ({
  kind: "sale",
  ref,
  cents: 12_500,
  fee: 250,
  ...more,
});

export async function upload(
  file: string | readonly FilePayout[],
): Promise<{ readonly refused: Json | null; readonly payouts: readonly Json[] }> {
  const response = await bridge.fetch(`/api/v1/tenants/${tenant.id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
    body: typeof file === "string" ? file : WRITE.stripe(file),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { refused: Json | null; payouts: readonly Json[] };
}

export const at = (id: unknown): string => `/tenants/${tenant.id}/payouts/${String(id)}`;
export const look = (id: unknown): Promise<Json> => bridge.ask("GET", at(id));

export async function staged(payout: FilePayout): Promise<string> {
  const { payouts } = await upload([payout]);
  expect(payouts.map(({ as }) => as)).toEqual(["new"]);
  return String(payouts[0]?.["id"]);
}

export const vouchersOf = async (payout: string): Promise<readonly Json[]> =>
  ((await bridge.ledger(undefined, "vouchers"))["vouchers"] ?? []).filter((voucher) =>
    String(voucher["VoucherText"]).startsWith(`${payout} #`),
  );
