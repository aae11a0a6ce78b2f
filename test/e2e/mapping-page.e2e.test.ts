/**
 * The page of rules in a browser without JavaScript: a rule is tried, corrected at its fault,
 * compared, saved, and fills the next order.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { listen, onPhone, openStage, overflow, picture, type Stage } from "./pages-browser.ts";
import { pressOnly } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant();
});

afterAll(async () => {
  await stage.stop();
});

const path = (): string => `/admin/tenants/${tenant.id}/mapping`;

const press = (name: string): Promise<void> => pressOnly(stage, name);

test("a rule is tried on a real order, refused where it is wrong, compared, saved, and fills the next order", async () => {
  const { page, bridge, complaints } = stage;
  const first = await bridge.place({ ...companyBuyer("Paged"), lines: [mug()] });
  await bridge.book(tenant, first.id);
  await page.goto(path());
  await page.getByLabel("Operator token").fill(ADMIN_TOKEN);
  await press("Sign in with the operator token");
  const main = () => page.locator("main").textContent();
  expect(await main()).toContain(`Rules are tested on order ${first.orderNumber}.`);

  const document = page.locator("section", {
    has: page.getByRole("heading", { name: "Document", exact: true }),
  });
  // What can be filled, by what, and with which functions, before anything is written.
  await document.getByText("eAccounting fields you can fill").click();
  const takes = (field: string): Promise<readonly string[]> =>
    document
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: field, exact: true }) })
      .locator("td")
      .allTextContents();
  expect(await takes("Your reference YourReference")).toEqual([
    "text, 100 characters, single line",
    "The customer's contact person. Without a rule, the order's “attention to” is used.",
  ]);
  expect(await takes("Delivery date DeliveryDate")).toEqual(["a date", "Delivery date."]);
  expect((await takes("Our reference OurReference"))[1]).toContain(
    "Not available with the current settings: OurReference is used for the tracking code",
  );
  await document.getByText("Asperion fields you can use").click();
  expect(
    await document
      .getByRole("row")
      .filter({ has: page.locator("code", { hasText: /^order\.number$/ }) })
      .textContent(),
  ).toContain(first.orderNumber);
  await page.getByText("Functions", { exact: true }).click();
  expect(await main()).toMatch(/upper\(.+?\).*upper\(.+?\) returns /s);
  await document.getByText("Add a rule", { exact: true }).click();
  await document.getByLabel("eAccounting field of rule 1").selectOption("YourReference");
  await document.getByLabel("Expression of rule 1").fill("upper(order.number)");
  await press("Test rules");
  expect(await main()).toContain("order.number may be empty");
  expect(await main()).toContain("(line 1, column 7)");
  expect(await page.locator("pre").first().textContent()).toBe(
    "upper(order.number)\n      ^^^^^^^^^^^^",
  );
  const expression = document.getByLabel("Expression of rule 1");
  expect(await expression.getAttribute("aria-invalid")).toBe("true");
  expect(await document.locator("#orders\\.head\\.0-takes").textContent()).toContain(
    "text, 100 characters, single line",
  );
  // Not saved either: the way to the rule stands on top.
  await press("Save rules");
  await page.getByRole("link", { name: "Document: Expression of rule 1" }).click();
  expect(new URL(page.url()).hash).toBe("#orders.head.0");
  await picture(stage, "mapping-fault");
  await document.getByLabel("Expression of rule 1").fill('"web " + coalesce(order.number, "-")');
  await press("Test rules");
  expect(await page.locator("output").first().textContent()).toBe(`web ${first.orderNumber}`);
  expect(
    await page
      .locator("section", {
        has: page.getByRole("heading", { name: "The whole document with these rules" }),
      })
      .textContent(),
  ).toMatch(new RegExp(`web ${first.orderNumber}.*MUG`, "s"));
  await press("Preview on recent orders");
  expect(await main()).toContain("1 of the last 1 orders would come out differently.");
  expect(
    await page.getByRole("table", { name: `Order ${first.orderNumber}` }).textContent(),
  ).toContain(`web ${first.orderNumber}`);
  await picture(stage, "mapping");
  await press("Save rules");
  expect(await main()).toContain("Settings saved.");

  const second = await bridge.place({ ...companyBuyer("Paged"), lines: [mug()] });
  const booked = await bridge.book(tenant, second.id);
  await page.goto(`/admin/tenants/${tenant.id}/orders/${booked.job.id}`);
  expect(await main()).toContain(
    `field rule 1: "web " + coalesce(order.number, "-"); order.number was ${second.orderNumber}`,
  );
  await page.goto(path());
  expect(await main()).toContain(`Rules are tested on order ${second.orderNumber}.`);
  await page.getByLabel("Test on order").selectOption({ label: first.orderNumber });
  await press("Test rules");
  expect(await main()).toContain(`Rules are tested on order ${first.orderNumber}.`);
  expect(await page.locator("output").first().textContent()).toBe(`web ${first.orderNumber}`);
  expect(
    await page
      .locator("section", {
        has: page.getByRole("heading", { name: "The whole document with these rules" }),
      })
      .textContent(),
  ).toContain(`web ${first.orderNumber}`);
  await page.goto(path());
  expect((await bridge.ordersOf(second.orderNumber))[0]).toMatchObject({
    YourReference: `web ${second.orderNumber}`,
  });

  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await onPhone(stage, path())).toBeLessThanOrEqual(0);
  await page.goto(`/admin/tenants/${tenant.id}/settings/versions`);
  expect(await main()).toContain(`Document–YourReference ← "web " + coalesce(order.number, "-")`);
  // First what would change, then the change.
  for (const _ of ["shown", "confirmed"])
    await Promise.all([
      page.waitForNavigation(),
      page
        .getByRole("button", { name: /^Restore version/ })
        .first()
        .click(),
    ]);
  expect(await bridge.ask("GET", `/tenants/${tenant.id}/settings`)).toMatchObject({
    mapping: { orders: { head: [] } },
  });
  expect(complaints).toEqual([]);
});

test("where scripts run, an expression is completed from a list, and its result or its fault stands below it while it is typed", async () => {
  const { browser, url, bridge, complaints } = stage;
  const context = await browser.newContext({
    baseURL: url,
    storageState: await stage.context.storageState(),
  });
  listen(context, complaints);
  const page = await context.newPage();
  const order = await bridge.place({ ...companyBuyer("Typed"), lines: [mug()] });
  await bridge.book(tenant, order.id);
  await page.goto(path());
  const rule = page.locator("#orders\\.head\\.0");
  await page.getByText("Add a rule", { exact: true }).first().click();
  await rule.getByLabel("eAccounting field of rule 1").selectOption("YourReference");
  const expression = rule.getByLabel("Expression of rule 1");
  await expression.pressSequentially('"web " + upper(coalesce(order.numb');
  await page.keyboard.press("Control+ ");
  await page
    .locator(".chooser")
    .getByRole("option", { name: `order.number = ${order.orderNumber}` })
    .waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(", ");
  await rule.locator("pre").waitFor();
  expect(await expression.getAttribute("aria-invalid")).toBe("true");
  await page.keyboard.type('"-"))');
  await rule.locator("output").waitFor();
  expect(await rule.locator("output").textContent()).toBe(`web ${order.orderNumber}`);
  expect(await expression.inputValue()).toBe('"web " + upper(coalesce(order.number, "-"))');
  expect(await expression.getAttribute("aria-invalid")).toBe(null);
  expect(await page.evaluate("document.activeElement.id")).toBe("orders.head.0-expression");
  // A function is written where one stands; the list itself is sent with nothing.
  await expression.fill("");
  const insert = rule.getByLabel("Insert into rule 1");
  await insert.focus();
  await insert.selectOption({ label: "upper(text)" });
  expect(await expression.inputValue()).toBe("upper(");
  // A field of the shop's is chosen from a list that all rules share, and says what it has.
  await expression.fill("");
  const field = rule.getByRole("combobox", { name: "Asperion field of rule 1" });
  const list = page.locator(`datalist#${await field.getAttribute("list")}`);
  expect(await list.locator('option[value="order.number"]').getAttribute("label")).toBe(
    `order.number = ${order.orderNumber}`,
  );
  await field.fill("order.number");
  await rule.locator("output").getByText(order.orderNumber, { exact: true }).waitFor();
  // A table that is only typed yet can be inserted.
  await page.getByLabel("Table, row 1").fill("carriers");
  await page.getByLabel("Value looked up, row 1").fill("12");
  await page.getByLabel("Result, row 1").fill("PostNord");
  await field.fill("");
  await expression.fill('lookup("carriers", "12")');
  await rule.locator("output").getByText("PostNord").waitFor();
  await insert.focus();
  await insert.selectOption({ label: 'lookup("carriers", …)' });
  expect(await bridge.ask("GET", `/tenants/${tenant.id}/settings`)).toMatchObject({
    mapping: { orders: { head: [] } },
  });
  await context.close();
  expect(complaints.filter((one) => !one.endsWith(": net::ERR_ABORTED"))).toEqual([]);
});
