/**
 * Rules of customers, products and stock tried on real records, in a browser without JavaScript:
 * the shop's debtor and the ledger's articles, at most one read for each press, and an example
 * where the vendor doesn't answer.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { Shelves } from "../support/stock.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { onPhone, openStage, type Stage } from "./pages-browser.ts";
import { pressOnly } from "./sheet-hands.ts";

let stage: Stage;
let shelves: Shelves;

beforeAll(async () => {
  stage = await openStage({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
  shelves = await Shelves.fresh(stage.bridge, "Tried AB");
  await stage.page.goto(at("mapping"));
  await stage.page.getByLabel("Operator token").fill(ADMIN_TOKEN);
  await press("Sign in with the operator token");
});

afterAll(async () => {
  const faults = await stage.bridge.clientFaults();
  const complaints = [...stage.complaints];
  await stage.stop();
  expect([faults, complaints]).toEqual([[], []]);
});

const at = (rest: string): string => `/admin/tenants/${shelves.tenant.id}/${rest}`;
/** What is rarely needed is folded away. */
const unfold = (): Promise<unknown> =>
  stage.page.evaluate(
    "document.querySelectorAll('main details').forEach((one) => (one.open = true))",
  );
const main = () => stage.page.locator("main").textContent();

const press = (name: string): Promise<void> => pressOnly(stage, name);

/** What pressing it asks of both vendors. */
const asked = async (name: string): Promise<readonly string[]> =>
  Object.entries(await stage.bridge.counting(() => press(name))).flatMap(([route, count]) =>
    /oauth|token/i.test(route) ? [] : Array.from({ length: Number(count) }, () => route),
  );

test("a rule of customers is tried on a debtor of the shop by its number, read once and only then", async () => {
  const { page, bridge } = stage;
  const debtor = (await bridge.control("asperion", "POST", "/debtors", {
    name: "Trial Café AB",
    customerNumber: "TRY-77",
    emailAddress: "trial@example.com",
    cocNumber: "556000-0077",
    countryCode: "SE",
    notify: false,
  })) as Json;
  expect(debtor["customerNumber"]).toBe("TRY-77");
  await page.goto(at("mapping"));
  expect(await main()).toContain("No customer has been synced yet");
  const customers = page.locator("section", {
    has: page.getByRole("heading", { name: "Customer", exact: true }),
  });
  await unfold();
  await customers.getByLabel("eAccounting field of rule 1").selectOption("WwwAddress");
  await customers
    .getByLabel("Expression of rule 1")
    .fill('"https://x.example/" + lower(coalesce(customer.number, customer.name, "-"))');
  await customers.getByLabel("Test customer rules on").fill("TRY-77");
  expect(await asked("Test rules")).toEqual(["GET /v1/debtors"]);
  expect(await main()).toMatch(/Customer rules are tested on customer .TRY-77., .Trial Café AB./);
  expect(await customers.getByLabel("Test customer rules on").inputValue()).toBe("TRY-77");
  await customers.getByLabel("Test customer rules on").fill("NOBODY");
  await press("Test rules");
  expect(await main()).toMatch(/There is no customer .NOBODY. in Asperion/);
});

test("settings of products and stock are tried on an article as typed: what is kept first, else one read", async () => {
  const { page, bridge } = stage;
  const code = await shelves.article(20, 3, { ledger: { Name: "Tried lamp" } });
  await page.goto(at("settings/stock"));
  await page.getByLabel("Stock to show in Asperion").selectOption("margin");
  await page.getByLabel("Safety margin").fill("4");
  await page.getByLabel("Article number in eAccounting").fill(code);
  expect(await asked("Test these settings")).toEqual(["GET /v2/articles"]);
  expect(await main()).toContain(`${code}`);
  const fact = (name: string) =>
    page.locator("dl.facts div", { hasText: name }).locator("dd").first().textContent();
  expect((await fact("Stock in Asperion"))?.trim()).toBe("16");
  expect((await shelves.inShop(code))["currentStock"]).toBe(3);
  expect(await onPhone(stage, at("settings/stock"))).toBe(0);

  await page.goto(at("settings/products"));
  await unfold();
  await page.getByLabel("Or expression: Description").fill('upper(name) + "!"');
  await page.getByLabel("Article number in eAccounting").fill(code);
  expect(await asked("Test these settings")).toEqual(["GET /v2/articles"]);
  expect(await main()).toContain("TRIED LAMP!");
  // Met by a pass, it is kept.
  await bridge.reconfigure(shelves.tenant, {
    products: { enabled: true, vatCode: { default: "H" } },
    trial: true,
  });
  await bridge.ask("POST", `/tenants/${shelves.tenant.id}/flows/products/run`);
  await bridge.resolved(shelves.tenant, "products");
  // Whatever that run began has been asked for, too.
  await bridge.settled(shelves.tenant.id);
  await page.goto(at("settings/products"));
  await page.getByLabel("Article number in eAccounting").fill(code);
  expect(await asked("Test these settings")).toEqual([]);
  expect(await main()).toContain("Tried lamp");
});

test("where the vendor doesn't answer, that is said beside the example, and nothing is tried again by itself", async () => {
  const { page, bridge } = stage;
  await bridge.fault("eaccounting", {
    route: "GET /v2/articles",
    kind: "status",
    status: 503,
    times: 50,
  });
  await page.goto(at("settings/stock"));
  await page.getByLabel("Article number in eAccounting").fill("SHELF-1");
  await press("Test these settings");
  expect(await main()).toContain("eAccounting didn't answer. Try again later.");
  expect(await main()).toContain("Tested on an example article, not on one of yours.");
  await bridge.control("eaccounting", "DELETE", "/faults");
});
