/** Settings chosen by name in a browser without JavaScript, and what the ledger then has of them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { onPhone, openStage, picture, type Stage } from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant();
  await stage.page.goto(settings("document"));
  await stage.page.getByLabel("Operator's token").fill(ADMIN_TOKEN);
  await press("Sign in with the operator's token");
  // The names are read by a run of their own, which nobody waits for.
  await stage.bridge.until(async () => {
    await stage.page.goto(settings("document"));
    return (await stage.page.getByLabel("Unit of articles that are made").locator("option").count()) > 1;
  }, "the names are read");
});

afterAll(async () => {
  const faults = await stage.bridge.clientFaults();
  const complaints = [...stage.complaints];
  await stage.stop();
  expect([faults, complaints]).toEqual([[], []]);
});

const settings = (section: string): string => `/admin/tenants/${tenant.id}/settings/${section}`;

async function press(name: string): Promise<void> {
  await Promise.all([stage.page.waitForNavigation(), stage.page.getByRole("button", { name, exact: true }).click()]);
}

const main = () => stage.page.locator("main").textContent();
const entry = async (list: string, name: string): Promise<Json | undefined> => (await stage.bridge.ledger())[list]?.find((one) => one["Name"] === name);

test("an article that is missing is made with the coding and the unit that were chosen by their names", async () => {
  const { page, bridge } = stage;
  await page.goto(settings("document"));
  await page.getByLabel("When eAccounting doesn't have an article").selectOption({ label: "Make the article" });
  await page.getByLabel("Codings of articles that are made, or stood for: 25 %").selectOption({ label: "Services 25 (25 %)" });
  await page.getByLabel("Unit of articles that are made").selectOption({ label: "Timmar" });
  expect(await onPhone(stage, settings("document"))).toBe(0);
  await picture(stage, "settings-named");
  await press("Save the settings");
  expect(await main()).toContain("The settings are saved.");
  expect(await page.getByLabel("Codings of articles that are made, or stood for: 25 %").locator("option:checked").textContent()).toBe("Services 25 (25 %)");

  const placed = await bridge.place({ ...companyBuyer("Namer"), lines: [{ articleCode: "NAMED-1", description: "A thing", quantity: 1, price: 50, vatCode: "H" }] });
  expect(codesOf((await bridge.book(tenant, placed.id)).job)).toContain("article-created");
  const made = (await bridge.ledger())["articles"]?.find((one) => one["Number"] === "NAMED-1");
  expect([made?.["CodingId"], made?.["UnitId"]]).toEqual([(await entry("articleaccountcodings", "Services 25"))?.["Id"], (await entry("units", "Timmar"))?.["Id"]]);

  await page.goto(`/admin/tenants/${tenant.id}/settings/versions`);
  const told = await page.getByRole("row").filter({ hasText: "Codings of articles" }).first().textContent();
  expect(told).toContain("Services 25");
});
