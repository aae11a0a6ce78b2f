/**
 * Vouchers of days on their pages: what waits, what is booked, its orders; and on an order's page
 * its voucher and its share.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { localDay } from "../../src/domain/platform/zoned-time.ts";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import {
  closeStage,
  openStage,
  picture,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";

const HOUR = 3_600_000;
let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({
    orders: { type: "mutation", voucher: { level: "daily", paid: "clearing" } },
    settings: { lookups: VOUCHER_LOOKUPS },
  });
});

afterAll(async () => {
  await closeStage(stage);
});

const at = (path: string): string => `/admin/tenants/${tenant.id}/${path}`;
const main = () => stage.page.locator("main");
const text = async (): Promise<string> =>
  ((await main().textContent()) ?? "").replaceAll(/\s+/g, " ");

test("an order waits for its day, and then names its voucher, which lists it", async () => {
  const { bridge } = stage;
  const day = localDay(await bridge.now(), "Europe/Stockholm");
  const jobs: string[] = [];
  const numbers: string[] = [];
  for (const quantity of [10, 2]) {
    const placed = await bridge.place({
      ...companyBuyer(`Page${quantity}`),
      paymentMethodId: "CARD",
      lines: [{ articleCode: "MUG", quantity, price: 10 }],
    });
    const { job } = await bridge.book(tenant, placed.id);
    jobs.push(job.id);
    numbers.push(placed.orderNumber);
  }
  await signInAsOperator(stage);
  await stage.page.goto(at("days"));
  expect(await text()).toContain("Waiting for the next closing");
  expect(await text()).toMatch(/closes \d/);
  expect(await text()).not.toContain("No daily vouchers yet");
  await picture(stage, "days-waiting");
  await stage.page.goto(at(`orders/${String(jobs[1])}`));
  await picture(stage, "days-order-waiting");
  expect(await text()).toContain("waits for the daily voucher of");
  expect(await stage.page.locator("#live-head .badge").textContent()).toBe(
    "Waits for the daily voucher",
  );
  expect(await text()).toContain("can't be unlinked");
  expect(await text()).toContain("Share of the daily voucher, in SEK");
  expect(await text()).not.toContain("Lines sent to eAccounting");
  expect(await main().getByText("Unlink document").count()).toBe(0);
  await bridge.advance(24 * HOUR);
  expect((await bridge.resolved(tenant, `day:${day}-1`)).job.outcome).toBe("booked");
  // A day later the session is over.
  await signInAsOperator(stage);
  await stage.page.goto(at("days"));
  const row = main().locator("tbody tr").first();
  expect(await row.textContent()).toContain("Booked");
  await picture(stage, "days");
  await row.getByRole("link").click();
  await stage.page.waitForURL(new RegExp(`/days/${day}-1$`));
  await picture(stage, "day");
  const shown = await text();
  for (const part of ["1580", "150.00", "2611", "30.00", "3001", "120.00", "25%", ...numbers])
    expect(shown).toContain(part);
  await main()
    .getByRole("link", { name: String(numbers[1]), exact: true })
    .click();
  await stage.page.waitForURL(/\/orders\//);
  await picture(stage, "days-order");
  await stage.page.goto(at("clearing"));
  await picture(stage, "clearing");
  await stage.page.goBack();
  expect(await text()).toContain("Sale: 25.00 SEK of 150.00 SEK");
  expect(
    await unreadable(stage, [at("days"), at(`days/${day}-1`), at(`orders/${String(jobs[1])}`)]),
  ).toEqual([]);
});
