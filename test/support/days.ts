/** Orders that are booked by the day, of the tenant that tests of vouchers share. */
import { expect } from "vitest";
import { decodeBase64 } from "../../src/domain/platform/text.ts";
import { instantsOf, localDay, parseLocal } from "../../src/domain/platform/zoned-time.ts";
import type { Json } from "./bridge.ts";
import { placeAndBook } from "./invoices.ts";
import { companyBuyer } from "./orders.ts";
import { readPdf } from "./read-pdf.ts";
import { bridge, tenant } from "./vouchers-set-up.ts";
import { COALESCE } from "./write-cases.ts";

export const HOUR = 3_600_000;
let n = 0;

export const daily = (orders: Json = {}): Promise<void> =>
  bridge.reconfigure(tenant, {
    orders: { voucher: { level: "daily", paid: "clearing" }, ...orders },
  });
export const today = async (): Promise<string> => localDay(await bridge.now(), "Europe/Stockholm");
export const buyer = (): Json => companyBuyer(`Daily${(n += 1)}`);
export const mugs = (quantity: number, more: Json = {}): Json => ({
  ...buyer(),
  paymentMethodId: "CARD",
  lines: [{ articleCode: "MUG", quantity, price: 10 }],
  ...more,
});
export const place = (order: Json) => placeAndBook(bridge, tenant, order);
export type Placed = Awaited<ReturnType<typeof place>>["placed"];

/** Noon of the next day, whatever the hour: past the one at which the day closes. */
export async function pass(): Promise<void> {
  const now = await bridge.now();
  const tomorrow = localDay(
    Date.parse(`${await today()}T12:00:00Z`) + 24 * HOUR,
    "Europe/Stockholm",
  );
  const noon = parseLocal(`${tomorrow}T12:00:00`);
  if (noon === null) throw new Error(`no such day: ${tomorrow}`);
  await bridge.advance(instantsOf(noon, "Europe/Stockholm").earliest - now);
}
export const resolved = async (day: string, no = 1) =>
  (await bridge.resolved(tenant, `day:${day}-${no}`)).job;
export const ofDay = async (day: string): Promise<readonly Json[]> =>
  ((await bridge.ledger(undefined, "vouchers"))["vouchers"] ?? []).filter((voucher) =>
    String(voucher["VoucherText"]).startsWith(`${day}-`),
  );
/** What the list beside a day's voucher says: one file, linked to that voucher. */
export async function listBeside(day: string): Promise<string> {
  const { vouchers = [], attachments = [] } = await bridge.ledger();
  const [voucher] = vouchers.filter(({ VoucherText }) => String(VoucherText).startsWith(`${day}-`));
  const files = attachments.filter(({ FileName }) => String(FileName).startsWith(`${day}-`));
  expect(files.map(({ DocumentId }) => DocumentId)).toEqual([voucher?.["Id"]]);
  const bytes = decodeBase64(String(files[0]?.["Data"])) ?? new Uint8Array();
  return (await readPdf(bytes)).text;
}
export const dated = (vouchers: readonly Json[]): readonly string[] =>
  vouchers.map(({ VoucherDate }) => String(VoucherDate).slice(0, 10));
export async function change(placed: Placed, to: Json, type = "order.updated") {
  await bridge.edit(placed.id, to);
  await bridge.advance(COALESCE);
  return (await bridge.book(tenant, placed.id, type)).job;
}
export const shown = (id: string): Promise<Json> =>
  bridge.ask("GET", `/tenants/${tenant.id}/days/${id}`);
export const list = (): Promise<Json> => bridge.ask("GET", `/tenants/${tenant.id}/days`);
export const ordersOf = async (id: string): Promise<readonly string[]> =>
  ((await shown(id))["orders"] as readonly Json[]).map(
    ({ order, role }) => `${String(order)} ${String(role)}`,
  );
