/**
 * The PDF of an order on the pages, in a browser without JavaScript: it is chosen on the screen of
 * what follows a booking, and an order's page says that it is attached.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import {
  closeStage,
  openStage,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({});
  await signInAsOperator(stage);
});

afterAll(async () => {
  await closeStage(stage);
});

const main = () => stage.page.locator("main");
const files = async () => (await stage.bridge.ledger())["salesdocumentattachments"] ?? [];

test("it is off until it is chosen, and then an order's page says that it is attached", async () => {
  const { bridge, page } = stage;
  const early = await bridge.place({ ...companyBuyer("Early"), lines: [mug()] });
  await bridge.book(tenant, early.id);
  expect(await files()).toEqual([]);

  await page.goto(`/admin/tenants/${tenant.id}/settings/after`);
  const group = main().getByRole("group", { name: "Attach a PDF of the order" });
  const choice = group.getByRole("checkbox", { name: "Sales order" });
  expect(await choice.isChecked()).toBe(false);
  expect(await group.getByRole("checkbox").count()).toBe(4);
  const screen = `/admin/tenants/${tenant.id}/settings/after`;
  expect(await unreadable(stage, [screen])).toEqual([]);
  await choice.check();
  await Promise.all([
    page.waitForNavigation(),
    main().getByRole("button", { name: "Save settings", exact: true }).first().click(),
  ]);
  await page.goto(`/admin/tenants/${tenant.id}/settings/after`);
  expect(await choice.isChecked()).toBe(true);

  const order = await bridge.place({ ...companyBuyer("Paged"), lines: [mug()] });
  const { job } = await bridge.book(tenant, order.id);
  expect(await files()).toHaveLength(1);
  await page.goto(`/admin/tenants/${tenant.id}/orders/${job.id}`);
  const text = (await main().textContent()) ?? "";
  expect(text).toContain("A PDF of the order is attached to");
  expect(text).toContain("Attach the PDF of the order");
  // The file's content stands nowhere here.
  expect(await page.content()).not.toContain("JVBERi");
  expect(await bridge.objectText(tenant)).not.toContain("JVBERi");
});
