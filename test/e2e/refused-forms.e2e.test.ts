/** A form that is refused, in a browser that runs scripts: nothing is lost, and the fault is seen. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { BrowserContext, Locator, Page } from "playwright-core";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { DESKTOP, PHONE, type Stage, openScripted, refusedIn } from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  ({ stage, tenant, home, context, complaints } = await openScripted({
    orders: { ourReference: "Anna" },
  }));
});

afterAll(async () => {
  await stage.stop();
  expect(refusedIn(complaints)).toEqual([]);
});

/** A page that nobody has left: it keeps a mark that a load would wipe out. */
beforeEach(async () => {
  await page?.close();
  page = await context.newPage();
  await page.goto(home);
  await page.evaluate("window.sameDocument = true");
});

const isSameDocument = (): Promise<boolean> =>
  page.evaluate<boolean>("window.sameDocument === true");

test("a refused form is shown in its place, with what was typed, under the form's address", async () => {
  await page.getByRole("link", { name: "Shops", exact: true }).click();
  await page.waitForURL("/admin");
  await page.getByText("Create a shop without the step-by-step guide").click();
  await page.getByLabel("Name").fill("Not made");
  await page.getByLabel("Asperion administration").fill("twelve");
  await page.getByRole("button", { name: "Create shop", exact: true }).click();
  await expect
    .poll(() => page.locator("main").textContent())
    .toContain("enter the administration number from Asperion");
  expect(await page.getByLabel("Name").inputValue()).toBe("Not made");
  expect(new URL(page.url()).pathname).toBe("/admin");
  expect(await isSameDocument()).toBe(true);
});

test("a form that is refused deep in a page is scrolled to, with what it was refused for, on a phone as well", async () => {
  const { bridge } = stage;
  const lines = [{ articleCode: "NO-SUCH", quantity: 1, price: 5, vatCode: "H" }];
  const { id } = await bridge.place({ ...companyBuyer("Refused"), lines });
  const { job } = await bridge.book(tenant, id);
  const field = page.getByLabel("Number in eAccounting");
  const isSeen = (what: Locator): Promise<boolean> =>
    what.evaluate<boolean, { getBoundingClientRect(): { top: number; bottom: number } }>((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top >= 0 && bottom <= (globalThis as unknown as { innerHeight: number }).innerHeight;
    });
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport);
    await page.goto(`${home}/orders/${job.id}`);
    await page.evaluate("window.sameDocument = true");
    await page.getByText("Link an existing document").click();
    await page.getByLabel("Kind").selectOption({ label: "Sales order" });
    await field.fill("987654");
    await page.getByRole("button", { name: "Link document", exact: true }).click();
    const fault = page.locator("#link-answer");
    await fault.first().waitFor();
    await expect.poll(() => isSeen(field)).toBe(true);
    await expect.poll(() => isSeen(fault.first())).toBe(true);
    expect(await field.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    expect(await isSameDocument()).toBe(true);
  }
  await page.setViewportSize(DESKTOP);
  // Nothing was focused by the page itself: a document that doesn't match is told in a notice.
  const { Id: CustomerId } = await bridge.control("eaccounting", "POST", "/customers", {
    Name: "Typed by hand AB",
  });
  const typed = await bridge.control("eaccounting", "POST", "/orders", {
    CustomerId,
    Rows: [{ ArticleNumber: "MUG", Quantity: 1 }],
  });
  await field.fill(String(typed["Number"]));
  await page.getByRole("button", { name: "Link document", exact: true }).click();
  const told = page.getByText("The document doesn't match the order");
  await told.first().waitFor();
  await expect.poll(() => isSeen(told.first())).toBe(true);
});

test("a look at what is new that was on its way takes nothing of a refused form", async () => {
  const { bridge } = stage;
  const lines = [{ articleCode: "NO-SUCH", quantity: 1, price: 5, vatCode: "H" }];
  const { id } = await bridge.place({ ...companyBuyer("Late"), lines });
  const { job } = await bridge.book(tenant, id);
  const asked = Promise.withResolvers<void>();
  const shown = Promise.withResolvers<void>();
  await page.route(
    (url) => url.pathname.endsWith(`/orders/${job.id}`),
    async (route) => {
      if (route.request().headers()["x-renews-itself"] !== undefined) {
        asked.resolve();
        await shown.promise;
      }
      await route.continue();
    },
  );
  await page.goto(`${home}/orders/${job.id}`);
  await asked.promise;
  await page.getByText("Link an existing document").click();
  await page.getByLabel("Kind").selectOption({ label: "Sales order" });
  await page.getByLabel("Number in eAccounting").fill("987654");
  await page.getByRole("button", { name: "Link document", exact: true }).click();
  await page.locator("#link-answer").first().waitFor();
  const renewed = page.waitForResponse(
    (response) => response.request().headers()["x-renews-itself"] !== undefined,
  );
  shown.resolve();
  await (await renewed).finished();
  // What is taken over is taken over before the next turn of the page.
  await page.evaluate("new Promise((done) => setTimeout(done))");
  expect(await page.locator("#link-answer").count()).toBe(1);
});
