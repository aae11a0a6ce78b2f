/**
 * The voucher of a day and of a payout that a person lets go again, in a browser without
 * JavaScript: shown by its own dry run, which sends and claims nothing, and booked as it was
 * shown.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { localDay } from "../../src/domain/platform/zoned-time.ts";
import { WRITE } from "../sandbox/settlement-files.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import {
  closeStage,
  onPhone,
  openStage,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";
import { PAYOUT_SETTINGS } from "./payouts-stage.ts";
import { pressOn, textOf, writesOf } from "./sheet-hands.ts";

const HOUR = 3_600_000;
let stage: Stage;
let daily: Tenant;
let single: Tenant;
let n = 0;

beforeAll(async () => {
  stage = await openStage();
  daily = await stage.bridge.tenant({
    company: "Daily sheets AB",
    orders: {
      type: "mutation",
      closedPeriod: "ask",
      voucher: { level: "daily", paid: "clearing" },
    },
    settings: { lookups: VOUCHER_LOOKUPS },
  });
  single = await stage.bridge.tenant({
    company: "Payout sheets AB",
    orders: { type: "mutation", voucher: { paid: "clearing" } },
    settings: PAYOUT_SETTINGS,
  });
  await signInAsOperator(stage);
});

afterAll(() => closeStage(stage));

const main = (): Promise<string> => textOf(stage);
const press = (name: string): Promise<void> => pressOn(stage, name);
const writes = (name: string): Promise<readonly string[]> => writesOf(stage, name);

async function sold(tenant: Tenant): Promise<string> {
  const placed = await stage.bridge.place({
    ...companyBuyer(`Sheet${(n += 1)}`),
    paymentMethodId: "CARD",
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
  });
  await stage.bridge.book(tenant, placed.id);
  return placed.orderNumber;
}

const vouchers = async ({ company }: Tenant, text: string): Promise<readonly Json[]> =>
  ((await stage.bridge.ledger(company, "vouchers"))["vouchers"] ?? []).filter((voucher) =>
    String(voucher["VoucherText"]).startsWith(text),
  );

const lock = ({ company }: Tenant, lockedTo: string | null) =>
  stage.bridge.control("eaccounting", "PUT", `/company?company=${encodeURIComponent(company)}`, {
    lockedTo,
  });

async function open(tenant: Tenant, key: string): Promise<string> {
  const [job] = await stage.bridge.jobs(tenant.id, { key });
  const address = `/admin/tenants/${tenant.id}/orders/${job?.id ?? ""}`;
  await stage.page.goto(address);
  return address;
}

test("a payout that was held is booked as its sheet shows it, and the sheet claims no line", async () => {
  const { bridge, page } = stage;
  const number = await sold(single);
  const lines = [{ kind: "sale", ref: number, cents: 12_500, fee: 250 }] as const;
  const day = localDay(await bridge.now(), "Europe/Stockholm");
  const file = WRITE.stripe([{ id: "po_sheet", day, lines }]);
  await page.goto(`/admin/tenants/${single.id}/payouts`);
  await page.locator("#upload").evaluate((fold) => fold.setAttribute("open", ""));
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "one.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await press("Upload and preview");
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const key = `payout:${id}`;
  await lock(single, day);
  await press("Approve and book");
  expect((await bridge.resolved(single, key)).job.outcome).not.toBe("booked");
  // The sheet has the lists read again, but for those of the last ten seconds.
  await bridge.advance(11_000);
  const storage = await bridge.storage(single);
  await storage.exec("DELETE FROM payout_line_ids WHERE payout = ?", id);
  await open(single, key);
  expect(await writes("Retry with the newest settings")).toEqual([]);
  expect(await main()).toContain("Stays on hold. The period of the payout's day, ");
  await lock(single, null);
  // Looking at the payout has the lists read again, at most once a minute.
  await bridge.advance(61_000);
  await page.goto(`/admin/tenants/${single.id}/payouts/${id}`);
  await bridge.settled(single.id);
  const address = await open(single, key);
  expect(await writes("Retry with the newest settings")).toEqual([]);
  for (const part of ["Will be booked.", "po_sheet", "1930", "122.50", "1580", "125.00"])
    expect(await main()).toContain(part);
  expect(await storage.exec("SELECT line FROM payout_line_ids WHERE payout = ?", id)).toEqual([]);
  expect(await onPhone(stage, new URL(page.url()).pathname)).toBe(0);
  expect(await unreadable(stage, [`${address}/retry`])).toEqual([]);
  expect(await vouchers(single, "po_sheet")).toEqual([]);
  await press("Retry");
  expect((await bridge.resolved(single, key)).job.outcome).toBe("booked");
  expect(await vouchers(single, "po_sheet")).toHaveLength(1);
});

test("a day of closed books is booked on the day that its sheet shows, and one that was skipped says that it may be there", async () => {
  const { bridge, page } = stage;
  const day = localDay(await bridge.now(), "Europe/Stockholm");
  const key = `day:${day}-1`;
  await sold(daily);
  await lock(daily, day);
  await bridge.advance(30 * HOUR);
  expect((await bridge.resolved(daily, key)).job.outcome).toBe("held");
  // A day later the session is over.
  await signInAsOperator(stage);
  const address = await open(daily, key);
  expect(await writes("Retry")).toEqual([]);
  const next = localDay(Date.parse(`${day}T12:00:00Z`) + 24 * HOUR, "Europe/Stockholm");
  const dated = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
  for (const part of ["Will be booked.", dated.format(Date.parse(next)), "125.00", "1580", "3001"])
    expect(await main()).toContain(part);
  expect(await onPhone(stage, new URL(page.url()).pathname)).toBe(0);
  expect(await unreadable(stage, [`${address}/retry`])).toEqual([]);
  expect(await vouchers(daily, day)).toEqual([]);

  // Somebody leaves it out, and takes it up again.
  await page.goto(address);
  await page.getByLabel("Reason for skipping").fill("booked by hand");
  await press("Skip");
  await press("Skip");
  await open(daily, key);
  expect(await writes("Undo skip")).toEqual([]);
  expect(await main()).toContain("the whole day counts as booked by hand");
  expect(await main()).toContain("the day will be there twice");
  expect(await onPhone(stage, new URL(page.url()).pathname)).toBe(0);
  expect(await unreadable(stage, [`${address}/undo-skip`])).toEqual([]);
  await press("Undo skip");
  expect((await bridge.resolved(daily, key)).job.outcome).toBe("booked");
  expect(
    (await vouchers(daily, day)).map(({ VoucherDate }) => String(VoucherDate).slice(0, 10)),
  ).toEqual([next]);
});
