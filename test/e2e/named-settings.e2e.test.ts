/** Settings chosen by name in a browser without JavaScript, and what the ledger then has of them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { onPhone, openStage, picture, type Stage } from "./pages-browser.ts";
import { pressOnly } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant();
  await stage.page.goto(settings("lines"));
  await stage.page.getByLabel("Operator token").fill(ADMIN_TOKEN);
  await press("Sign in with the operator token");
  // The names are read by a run of their own, which nobody waits for.
  await stage.bridge.until(async () => {
    await stage.page.goto(settings("lines"));
    return (await stage.page.getByLabel("Unit of new articles").locator("option").count()) > 1;
  }, "the names are read");
});

afterAll(async () => {
  const faults = await stage.bridge.clientFaults();
  const complaints = [...stage.complaints];
  await stage.stop();
  expect([faults, complaints]).toEqual([[], []]);
});

const settings = (section: string): string => `/admin/tenants/${tenant.id}/settings/${section}`;

const press = (name: string): Promise<void> => pressOnly(stage, name);

const main = () => stage.page.locator("main").textContent();
const entry = async (list: string, name: string): Promise<Json | undefined> =>
  (await stage.bridge.ledger())[list]?.find((one) => one["Name"] === name);

test("an article that is missing is made with the coding and the unit that were chosen by their names", async () => {
  const { page, bridge } = stage;
  await page.goto(settings("lines"));
  await page
    .getByLabel("When an article is missing in eAccounting")
    .selectOption({ label: "Create the article" });
  await page
    .getByLabel("Article coding of new and substitute articles: 25%")
    .selectOption({ label: "Services 25 (25%)" });
  await page.getByLabel("Unit of new articles").selectOption({ label: "Timmar" });
  expect(await onPhone(stage, settings("lines"))).toBe(0);
  await picture(stage, "settings-named");
  await press("Save settings");
  expect(await main()).toContain("Settings saved.");
  expect(
    await page
      .getByLabel("Article coding of new and substitute articles: 25%")
      .locator("option:checked")
      .textContent(),
  ).toBe("Services 25 (25%)");

  const placed = await bridge.place({
    ...companyBuyer("Namer"),
    lines: [
      { articleCode: "NAMED-1", description: "A thing", quantity: 1, price: 50, vatCode: "H" },
    ],
  });
  expect(codesOf((await bridge.book(tenant, placed.id)).job)).toContain("article-created");
  const made = (await bridge.ledger())["articles"]?.find((one) => one["Number"] === "NAMED-1");
  expect([made?.["CodingId"], made?.["UnitId"]]).toEqual([
    (await entry("articleaccountcodings", "Services 25"))?.["Id"],
    (await entry("units", "Timmar"))?.["Id"],
  ]);

  await page.goto(`/admin/tenants/${tenant.id}/settings/versions`);
  const told = await page
    .getByRole("row")
    .filter({ hasText: "Article coding of new and substitute articles" })
    .first()
    .textContent();
  expect(told).toContain("Services 25");
});

test("the customer that stands for guests is found by its number, shown by its name, and gets the next guest's order", async () => {
  const { page, bridge } = stage;
  const sales = (await bridge.ledger())["customers"]?.find((one) => one["Name"] === "Guest sales");
  await page.goto(settings("customers"));
  await page
    .getByLabel("Use the default customer", { exact: true })
    .selectOption({ label: "For guests" });
  const group = page.getByRole("group", { name: "Default customer in eAccounting" });
  const look = async (text: string): Promise<void> => {
    await group.getByRole("textbox").fill(text);
    await Promise.all([page.waitForNavigation(), group.getByRole("button").click()]);
  };
  await look("nobody at all");
  expect(await group.textContent()).toContain("No match for “\u2068nobody at all\u2069”");
  expect(await page.getByLabel("Use the default customer", { exact: true }).inputValue()).toBe(
    "guests",
  );
  await picture(stage, "settings-nobody");
  await look("guest sa");
  expect(await group.getByRole("radio", { name: /Guest sales/ }).isChecked()).toBe(true);
  expect(await onPhone(stage, settings("customers"))).toBe(0);
  await press("Save settings");
  expect(await main()).toContain("Settings saved.");
  expect(await group.textContent()).toContain(`Guest sales (${String(sales?.["CustomerNumber"])})`);
  const placed = await bridge.place({
    ...companyBuyer("Passer"),
    lines: [{ articleCode: "MUG", quantity: 1 }],
  });
  await bridge.book(tenant, placed.id);
  expect((await bridge.ordersOf(placed.orderNumber)).map((order) => order["CustomerId"])).toEqual([
    sales?.["Id"],
  ]);
});

test("debtors of the shop are found by number, name and id, several stand beside each other, and each can be taken off", async () => {
  const { page, bridge } = stage;
  const state = async () =>
    (await bridge.ask("GET", `/tenants/${tenant.id}/settings`)) as {
      orders: { collectiveDebtors: number[] };
      stock: { correctionDebtor: number | null };
    };
  await bridge.control("asperion", "POST", "/debtors", {
    id: 991,
    customerNumber: "TILL",
    name: "Till of the shop",
    notify: false,
  });
  await bridge.control("asperion", "POST", "/debtors", {
    id: 992,
    customerNumber: "MARKET",
    name: "Market of the shop",
    notify: false,
  });
  await page.goto(settings("customers"));
  const guests = page.getByRole("group", { name: "Customers in Asperion that stand for guests" });
  await guests.getByRole("textbox").fill("of the shop");
  await press("Save settings");
  expect(await guests.textContent()).toContain("2 match “\u2068of the shop\u2069”");
  expect((await state()).orders.collectiveDebtors).toEqual([]);
  // Who was merely met isn't kept.
  expect(JSON.stringify(await bridge.ask("GET", `/tenants/${tenant.id}/names`))).not.toContain(
    "of the shop",
  );
  await guests.getByRole("checkbox", { name: /Till of the shop/ }).check();
  await guests.getByRole("textbox").fill("market");
  await press("Save settings");
  expect((await state()).orders.collectiveDebtors).toEqual([991, 992]);
  for (const name of ["Till of the shop (TILL)", "Market of the shop (MARKET)"])
    expect(await guests.textContent()).toContain(name);
  await guests.getByRole("checkbox", { name: /Till/ }).uncheck();
  await press("Save settings");
  expect((await state()).orders.collectiveDebtors).toEqual([992]);

  await page.goto(settings("stock"));
  const corrections = page.getByRole("group", {
    name: "Customer in Asperion for correction orders",
  });
  await corrections.getByRole("textbox").fill("205");
  await press("Save settings");
  expect((await state()).stock.correctionDebtor).toBe(205);
  expect(await corrections.textContent()).toMatch(/\(.+\)\s*id 205/);
});
