/**
 * The set-up in a browser without JavaScript: from nothing to a booked order, each proposal
 * accepted as it stands; then the settings that it made, changed, compared, brought back; and a
 * secret that is rotated.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { stepPath } from "../../src/http/pages/setup/screens.ts";
import type { SetupStep } from "../../src/http/usecases/tenants/setup.ts";
import { openStage, overflow, PHONE, picture, type Stage } from "./pages-browser.ts";
import { ascending } from "../support/sorted.ts";
import { pressOnly } from "./sheet-hands.ts";

let stage: Stage;
let id = "";
let secret = "";
let orders: readonly { id: number; orderNumber: string }[] = [];

beforeAll(async () => {
  stage = await openStage();
  const { page, bridge } = stage;
  const bought = { ...companyBuyer("Wizard"), paymentConditionId: 3, deliveryMethodId: "PICKUP" };
  orders = [
    await bridge.place({ ...bought, lines: [mug(2)] }),
    await bridge.place({
      ...bought,
      lines: [
        mug(1),
        { lineType: "Shipping", description: "Freight", quantity: 1, price: 49, vatCode: "H" },
      ],
    }),
  ];
  await page.goto("/admin");
  await page.getByLabel("Operator token").fill(ADMIN_TOKEN);
  await press("Sign in with the operator token");
});

afterAll(async () => {
  await stage.stop();
});

const main = async (): Promise<string> => (await stage.page.locator("main").textContent()) ?? "";
const tenant = (): Tenant => ({ id, secret, administrationId: 123, company: "Demo AB" });
const step = (name: SetupStep): string => stepPath(id, name);
const here = (): string => new URL(stage.page.url()).pathname;

const press = (name: string): Promise<void> => pressOnly(stage, name);

/** Looks again until the page says so. */
async function until(address: string, text: string | RegExp): Promise<void> {
  await expect
    .poll(async () => {
      // With a place in it, the address of the page that is shown would only move the page.
      await stage.page.goto(address.replace(/#.*/, ""));
      return main();
    })
    .toMatch(text);
}

test("a name is enough to begin, and a form without one comes back", async () => {
  const { page } = stage;
  await page.getByRole("link", { name: "Set up a shop step by step" }).click();
  await press("Start");
  expect(await main()).toContain("Enter a name of 1 to 100 characters.");
  await page.getByLabel("Name").fill("Mugs & more");
  await press("Start");
  id = new URL(page.url()).pathname.split("/")[3] ?? "";
  expect(here()).toBe(`/admin/tenants/${id}/setup/connect`);
  expect(await main()).toContain("Not connected yet");
});

test("of the administrations that the sign-in gives access to one is chosen, and no other fits afterwards", async () => {
  const { page } = stage;
  await page.getByRole("link", { name: "Connect Asperion", exact: true }).click();
  await page.waitForURL(/oauth\/asperion\/callback/);
  await picture(stage, "wizard-choose");
  await page.getByLabel("Demo Shop (123)").check();
  await press("Choose and connect");
  expect(await main()).toMatch(/Connected: \u2068?Demo Shop/);
  expect(await stage.bridge.ask("GET", `/tenants/${id}`)).toMatchObject({
    asperion: { administrationId: 123 },
  });
  expect(
    (await stage.bridge.api("PATCH", `/tenants/${id}`, { asperion: { administrationId: 456 } }))
      .status,
  ).toBe(409);
});

test("the company is connected, and says at once what it allows", async () => {
  const { page } = stage;
  await page.getByRole("link", { name: "Connect eAccounting", exact: true }).click();
  await page.waitForURL(/done=connected-eaccounting/);
  await until(step("eaccounting"), /Sales orders\s*Yes/);
  await expect
    .poll(
      async () =>
        Object.keys((await stage.bridge.ask("GET", `/tenants/${id}/names`))["lists"] as object)
          .length,
    )
    .toBeGreaterThan(10);
  expect(await main()).toContain("Demo AB");
  await picture(stage, "wizard-eaccounting");
});

test("flows and questions are accepted as they are proposed, by the names of both sides", async () => {
  const { page } = stage;
  await page.goto(`/admin/tenants/${id}/setup`);
  expect(here()).toBe(`/admin/tenants/${id}/setup/flows`);
  expect(await page.getByLabel("Orders, from Asperion to eAccounting").isChecked()).toBe(true);
  await page.getByLabel("Orders, from Asperion to eAccounting").uncheck();
  await press("Save and continue");
  expect(await main()).toContain("Choose at least one.");
  await page.goto(step("flows"));
  await press("Save and continue");
  expect(here()).toBe(`/admin/tenants/${id}/setup/questions`);
  // Proposals are told in a line each. The fields to change them are there, and folded away.
  expect(await main()).toMatch(/Payment terms\s+\d+ of \d+ matched/);
  expect(await page.locator("main :is(input, select):visible").count()).toBe(0);
  expect(
    await page.getByLabel("Payment terms: 30 days net").locator("option:checked").textContent(),
  ).toContain("30 dagar");
  expect(
    await page
      .getByLabel("Delivery method: Collected at the shop")
      .locator("option:checked")
      .textContent(),
  ).toBe("Hämtas");
  await picture(stage, "wizard-questions");
  await press("Save and continue");
  await press("Create articles");
  expect(await main()).toMatch(/\d+ articles created/);
});

test("a secret is shown once, and a signed test lights the page up while it is waited for", async () => {
  const { page, bridge } = stage;
  await page.goto(step("webhook"));
  await press("Create secret");
  secret = (await page.locator(".secret").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_/);
  await picture(stage, "wizard-webhook");
  // The browser sends the form once more, and no other secret is made.
  await page.reload();
  expect(await page.content()).not.toContain("whsec_");
  expect(await main()).toContain("1 secret in use");
  await page.goto(step("webhook"));
  expect(await page.content()).not.toContain(secret);
  expect(await main()).toContain("No webhook received yet.");
  const lit = Promise.all([
    page.waitForURL(/wait=/),
    page.getByRole("link", { name: "Wait for a webhook" }).click(),
  ]);
  expect((await bridge.webhook(tenant(), 1, { type: "webhook.test" })).body).toEqual({
    ignored: true,
  });
  await lit;
  expect(await main()).toContain("A signed webhook was received: webhook.test");
});

test("the last orders are shown as they would be booked, and nothing is written", async () => {
  const { page, bridge } = stage;
  await page.goto(step("dry-run"));
  await press("Dry run of the last 5 orders");
  // Beside the two there is one that the shop had before, which would be held.
  await until(
    step("dry-run"),
    /2 orders would be created in eAccounting\. 1 order would be put on hold\./,
  );
  expect(await main()).toContain("Create the sales order");
  for (const { orderNumber } of orders) {
    expect(await main()).toContain(orderNumber);
    expect(await bridge.ordersOf(orderNumber)).toEqual([]);
  }
  await picture(stage, "wizard-dry-run");
  // One of them isn't taken any more: a second look tells that, and counts nothing of the first one.
  await bridge.edit(orders[0]?.id ?? 0, { status: 1 });
  await press("Run again");
  await until(
    step("dry-run"),
    /1 order would be created in eAccounting\. 1 order would be skipped\. 1 order would be put on hold\./,
  );
  expect(await main()).toContain("The order has status Draft in Asperion");
  await bridge.edit(orders[0]?.id ?? 0, { status: 2 });
});

test("going live books the next order with the terms that were proposed", async () => {
  const { page, bridge } = stage;
  await page.goto(step("live"));
  await page.getByLabel("Maximum number of documents on the first day").fill("none");
  await press("Go live");
  expect(await main()).toContain("Enter a whole number from 1 to 10000, or leave blank.");
  await page.getByLabel("Maximum number of documents on the first day").fill("20");
  await press("Go live");
  expect(await main()).toContain("The chosen syncs are now live.");
  await bridge.advance(2_000);
  const placed = await bridge.place({
    ...companyBuyer("Wizard"),
    paymentConditionId: 3,
    deliveryMethodId: "PICKUP",
    lines: [mug(2)],
  });
  expect((await bridge.book(tenant(), placed.id)).job.outcome).toBe("booked");
  const [document] = await bridge.ordersOf(placed.orderNumber);
  const { termsofpayments, deliverymethods } = await bridge.ledger();
  expect(termsofpayments?.find(({ Id }) => Id === document?.["TermsOfPaymentId"])).toMatchObject({
    Name: "30 dagar",
  });
  expect(deliverymethods?.find(({ Id }) => Id === document?.["DeliveryMethodId"])).toMatchObject({
    Code: "PICKUP",
  });
  await page.goto(step("live"));
  expect(await main()).toContain("This shop is live.");
  await picture(stage, "wizard-live");
});

test("a change of settings is compared, saved, and brought back", async () => {
  const { page, bridge } = stage;
  const reference = async () =>
    ((await bridge.ask("GET", `/tenants/${id}/settings`))["orders"] as { ourReference: string })
      .ourReference;
  await page.goto(`/admin/tenants/${id}/settings/fields`);
  await page.getByLabel("Our reference", { exact: true }).fill("Anna");
  await press("Preview on recent orders");
  expect(await main()).toMatch(/1 of the last 1 orders would come out differently./);
  expect(await reference()).toBe("");
  await picture(stage, "settings-compared");
  await press("Save settings");
  expect(await reference()).toBe("Anna");
  await page.goto(`/admin/tenants/${id}/settings/versions`);
  expect(await main()).toMatch(/by operator.*Our reference.*not set.*Anna/s);
  await Promise.all([
    page.waitForNavigation(),
    page
      .getByRole("button", { name: /^Restore version/ })
      .first()
      .click(),
  ]);
  // First it is shown what would change, and nothing is saved.
  expect(await main()).toMatch(
    /Our reference.*Anna.*1 of the last 1 orders would come out differently/s,
  );
  expect(await reference()).toBe("Anna");
  const [again] = await page.getByRole("button", { name: /^Restore version/ }).allTextContents();
  await press(again ?? "");
  expect(await reference()).toBe("");
});

test("a webhook secret is rotated without a gap", async () => {
  const { page, bridge } = stage;
  const old = { ...tenant() };
  await page.goto(step("webhook"));
  await press("Create another secret");
  secret = (await page.locator(".secret").textContent()) ?? "";
  for (const one of [old, tenant()])
    expect((await bridge.webhook(one, 1, { type: "webhook.test" })).status).toBe(202);
  await page.goto(`/admin/tenants/${id}/connections`);
  await Promise.all([
    page.waitForNavigation(),
    page
      .getByRole("button", { name: /^Revoke/ })
      .first()
      .click(),
  ]);
  expect(await main()).toMatch(
    /Within a minute, webhooks signed with this secret are refused.*1 other secret keeps working.*Last webhook received/s,
  );
  expect((await bridge.webhook(old, 1, { type: "webhook.test" })).status).toBe(202);
  await press("Revoke secret");
  const statuses = [
    (await bridge.webhook(old, 1, { type: "webhook.test" })).status,
    (await bridge.webhook(tenant(), 1, { type: "webhook.test" })).status,
  ];
  expect(statuses.toSorted(ascending)).toEqual([202, 401]);
});

test("the answer to a look for a debtor stands in view on a phone, and an earlier notice doesn't come back with it", async () => {
  const { page } = stage;
  const desk = page.viewportSize();
  await page.setViewportSize(PHONE);
  await page.goto(`/admin/tenants/${id}/settings/stock?done=settings`);
  await page.locator('[id="stock.correctionDebtor.find"]').fill("nobody at all");
  const field = page.locator('[id="stock.correctionDebtor"]');
  await Promise.all([page.waitForNavigation(), field.locator('button[value="find"]').click()]);
  expect(await field.textContent()).toContain("nobody at all");
  const top = (await field.boundingBox())?.y ?? -1;
  expect(top).toBeGreaterThanOrEqual(-1);
  expect(top).toBeLessThan(PHONE.height / 2);
  expect(new URL(page.url()).search).toBe("");
  if (desk !== null) await page.setViewportSize(desk);
});

test("a page that shows a secret is no wider than a phone", async () => {
  const { page } = stage;
  await page.goto(`/admin/tenants/${id}/connections`);
  const desk = page.viewportSize();
  await page.setViewportSize(PHONE);
  await press("Create secret");
  expect(await page.content()).toContain("whsec_");
  expect(await overflow(page)).toBe(0);
  if (desk !== null) await page.setViewportSize(desk);
});

test("everything stops and goes on from any page of the tenant", async () => {
  const { page, bridge } = stage;
  // What was saved above has begun runs.
  await bridge.advance(61_000);
  await bridge.settled(id);
  await page.goto(`/admin/tenants/${id}/settings/orders`);
  await stage.page.getByRole("link", { name: "Stop everything" }).click();
  await page.waitForURL(/\/stop$/);
  // It asks first, and has stopped nothing yet.
  expect((await bridge.health(id)).pause.paused).toBe(false);
  expect(await main()).toContain("No jobs are waiting to run.");
  await press("Stop everything");
  expect((await bridge.health(id)).pause.paused).toBe(true);
  expect(await main()).toContain("Nothing is being processed right now.");
  await page.goto(step("flows"));
  await press("Resume everything");
  await press("Resume everything");
  expect((await bridge.health(id)).pause.paused).toBe(false);
});

test("nothing on the way was refused by the pages' own policy, and no page failed", () => {
  expect(stage.complaints).toEqual([]);
});
