/** A day's voucher that was deleted: what the order says to do leads to the day and books it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { localDay } from "../../src/domain/platform/zoned-time.ts";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { COALESCE } from "../support/write-cases.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { closeStage, openStage, signInAsOperator, type Stage } from "./pages-browser.ts";
import { pressInMain } from "./sheet-hands.ts";

const DAY = 24 * 3_600_000;
let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({
    orders: {
      type: "mutation",
      editedAfterBooking: "delta",
      voucher: { level: "daily", paid: "clearing" },
    },
    settings: { lookups: VOUCHER_LOOKUPS },
  });
});

afterAll(async () => {
  await closeStage(stage);
});

test("an edited order on hold leads to its day, where the advice books the day again", async () => {
  const { bridge, page } = stage;
  const at = (path: string): string => `/admin/tenants/${tenant.id}/${path}`;
  const day = localDay(await bridge.now(), "Europe/Stockholm");
  const placed = await bridge.place({
    ...companyBuyer("Deleted day"),
    paymentMethodId: "CARD",
    lines: [{ articleCode: "MUG", quantity: 2, price: 10 }],
  });
  await bridge.book(tenant, placed.id);
  await bridge.advance(DAY);
  expect((await bridge.resolved(tenant, `day:${day}-1`)).job.outcome).toBe("booked");
  const { vouchers = [] } = await bridge.ledger(undefined, "vouchers");
  const company = await bridge.companyId(tenant.company);
  const gone = `/vouchers/${String(vouchers[0]?.["Id"])}?${new URLSearchParams({ company })}`;
  await bridge.control("eaccounting", "DELETE", gone);
  await bridge.edit(placed.id, { lines: [{ articleCode: "MUG", quantity: 3, price: 10 }] });
  await bridge.advance(COALESCE);
  const { job } = await bridge.book(tenant, placed.id, "order.updated");
  expect(job.outcome).toBe("held");

  await signInAsOperator(stage);
  await page.goto(at("attention"));
  // A retry of the orders would leave each on hold.
  expect(await page.getByRole("link", { name: /^Retry \d/ }).count()).toBe(0);
  await page.goto(at(`orders/${job.id}`));
  await page
    .getByRole("link", { name: /^Open: Daily voucher of / })
    .first()
    .click();
  await page.waitForURL(new RegExp(`/days/${day}-1$`));
  // The day's own run doesn't know yet.
  expect(await page.getByRole("button", { name: /^Retry/ }).count()).toBe(0);
  await pressInMain(stage, "Compare now");
  await bridge.settled(tenant.id);
  await page.goto(at(`days/${day}-1`));
  expect(await page.getByRole("link", { name: /^Open: Daily/ }).count()).toBe(0);
  await pressInMain(stage, "Retry");
  await bridge.settled(tenant.id);
  await page.reload();
  await pressInMain(stage, "Retry");
  expect((await bridge.resolved(tenant, `day:${day}-1`)).job.outcome).toBe("booked");
  expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("updated");
});
