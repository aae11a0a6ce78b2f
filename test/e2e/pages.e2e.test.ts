/**
 * The admin pages as a person meets them, from signing in to a webhook secret: a browser without
 * JavaScript, the built Worker, both vendors. In order, as one timeline; `order-pages.e2e.test.ts`
 * goes on with orders.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { onPhone, openStage, picture, type Stage } from "./pages-browser.ts";

let stage: Stage;
let home = "";

beforeAll(async () => {
  stage = await openStage();
});

afterAll(async () => {
  await stage.stop();
});

const tenantId = (): string => home.split("/").pop() ?? "";
const main = () => stage.page.locator("main");
const button = (name: string | RegExp) => stage.page.getByRole("button", { name, exact: true });

/** A form's button, and the page that its redirect leads to. */
async function press(name: string | RegExp): Promise<void> {
  await Promise.all([stage.page.waitForNavigation(), button(name).click()]);
}

test("without a session every page leads to the sign-in, and back afterwards", async () => {
  const { page } = stage;
  await page.goto("/admin/tenants/nobody/orders?status=done");
  expect(new URL(page.url()).pathname).toBe("/admin/sign-in");
  await picture(stage, "sign-in");
  await page.getByLabel("Operator token").fill("not the token at all");
  await press("Sign in with the operator token");
  await expect.poll(() => main().textContent()).toContain("Wrong operator token");
  await page.getByLabel("Operator token").fill(ADMIN_TOKEN);
  await press("Sign in with the operator token");
  expect(new URL(page.url()).pathname).toBe("/admin/tenants/nobody/orders");
  expect(await main().textContent()).toContain("This shop doesn't exist.");
  const session = (await stage.context.cookies()).find((cookie) => cookie.name === "session");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
});

test("a tenant is made from its form, and a wrong form comes back as it was sent", async () => {
  const { page } = stage;
  await page.goto("/admin");
  await page.getByText("Create a shop without the step-by-step guide").click();
  await page.getByLabel("Name").fill("Blåbär & <Sons>");
  await page.getByLabel("Asperion administration").fill("twelve");
  await press("Create shop");
  expect(await page.getByLabel("Name").inputValue()).toBe("Blåbär & <Sons>");
  expect(await main().textContent()).toContain("enter the administration number from Asperion");
  await page.getByLabel("Asperion administration").fill("123");
  await press("Create shop");
  home = new URL(page.url()).pathname;
  expect(home).toMatch(/^\/admin\/tenants\/[\w-]+$/);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Blåbär & <Sons>");
  await picture(stage, "tenant-new");
});

test("both vendors are connected by following their links", async () => {
  const { page } = stage;
  for (const vendor of ["Asperion", "eAccounting"]) {
    await page.goto(`${home}/connections`);
    await page
      .getByRole("link", { name: new RegExp(`^Connect ${vendor}$`) })
      .last()
      .click();
    await page.waitForURL(/done=connected-/);
    expect(await main().textContent()).toContain(`${vendor} is connected.`);
  }
  await expect
    .poll(async () => {
      await page.goto(`${home}/syncs`);
      return main().textContent();
    })
    .toContain("Demo AB, Sweden, SEK");
});

test("set-up makes the articles of our own and says which", async () => {
  await stage.page.goto(`${home}/connections`);
  await press("Create missing articles");
  expect(await main().textContent()).toContain("The system articles are in eAccounting");
  expect(await main().textContent()).toMatch(/Ready: \d+ articles/);
});

test("orders can't be switched on without a start line, and nothing that was entered is lost", async () => {
  const { page } = stage;
  await page.goto(`${home}/settings`);
  await page.getByRole("link", { name: "Which orders are booked", exact: true }).first().click();
  await page.getByLabel("Book orders").check();
  await press("Save settings");
  expect(await main().textContent()).toContain("Enter a start date before you switch on orders.");
  await page.getByLabel("Maximum number of documents on the first live day").fill("many");
  await press("Save settings");
  expect(await main().textContent()).toContain(
    "Enter a whole number from 1 to 10000, or leave blank.",
  );
  expect(
    await page.getByLabel("Maximum number of documents on the first live day").inputValue(),
  ).toBe("many");
  expect(await page.getByLabel("Book orders").isChecked()).toBe(true);
  await picture(stage, "settings-refused");
  await page.getByLabel("Maximum number of documents on the first live day").fill("");
  await page.getByLabel("Start date").fill("2026-02-01T08:30:00");
  await press("Save settings");
  expect(await main().textContent()).toContain("Orders are booked from now on");
  await press("Save and switch on");
  expect(await main().textContent()).toContain("Settings saved.");
  expect(await page.getByLabel("Start date").inputValue()).toBe("2026-02-01T08:30");
  await page.goto(`${home}/settings/vat`);
  await page
    .locator("details", { hasText: "Largest accepted difference" })
    .locator("summary")
    .click();
  await page.getByLabel("Largest accepted difference").fill("0.02");
  await press("Save settings");
  await page.goto(`${home}/settings/fields`);
  await page.getByLabel("Our reference", { exact: true }).fill("Anna");
  await press("Save settings");
  const { orders } = (await stage.bridge.ask("GET", `/tenants/${tenantId()}/settings`)) as {
    orders: object;
  };
  expect(orders).toMatchObject({
    enabled: true,
    startLine: "2026-02-01T07:30:00.000Z",
    tolerance: "0.02",
    ourReference: "Anna",
  });
  await picture(stage, "settings");
});

test("a look-up is chosen by the names of both sides", async () => {
  const { page } = stage;
  await page.goto(`${home}/settings/lookups`);
  await page.getByRole("link", { name: "Payment terms" }).click();
  await page.getByLabel("Payment terms: 30 days net").selectOption({ label: "30 dagar" });
  await press("Save mapping");
  expect(await main().textContent()).toContain("Settings saved.");
  const { lookups } = (await stage.bridge.ask("GET", `/tenants/${tenantId()}/settings`)) as {
    lookups: { termsOfPayment: { table: object } };
  };
  expect(Object.keys(lookups.termsOfPayment.table)).toEqual(["3"]);
  await picture(stage, "lookup");
});

test("a webhook secret is shown once and never again", async () => {
  const { page } = stage;
  await page.goto(`${home}/connections`);
  await press("Create secret");
  const secret = (await page.locator(".secret").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_/);
  await picture(stage, "secret");
  await page.getByRole("link", { name: "I've copied it" }).click();
  expect(await page.content()).not.toContain(secret);
  expect(await main().textContent()).toContain("Active secrets");
});

test("each of these steps stands in the audit log", async () => {
  await stage.page.goto(`${home}/shop`);
  const rows = await stage.page
    .locator("section", { has: stage.page.getByRole("heading", { name: "Audit log" }) })
    .locator("tbody tr")
    .allTextContents();
  for (const action of [
    "Shop created",
    "Connection started",
    "Settings changed",
    "Webhook secret created",
    "System articles created",
  ])
    expect(
      rows.some((row) => row.includes(`operator${action}`)),
      action,
    ).toBe(true);
});

test("no page of the settings is wider than a phone", async () => {
  for (const address of [
    `${home}/settings`,
    `${home}/settings/document`,
    `${home}/settings/products`,
    `${home}/settings/lookups`,
    `${home}/settings/lookups/termsOfPayment`,
    `${home}/settings/versions`,
  ])
    expect([address, await onPhone(stage, address)]).toEqual([address, 0]);
});

test("logging out ends the session", async () => {
  const { page } = stage;
  await page.goto("/admin");
  const before = await stage.context.cookies();
  await press("Sign out");
  await stage.context.addCookies(before);
  await page.goto("/admin");
  expect(new URL(page.url()).pathname).toBe("/admin/sign-in");
});

test("the browser had nothing to complain of", () => {
  expect(stage.complaints).toEqual([]);
});
