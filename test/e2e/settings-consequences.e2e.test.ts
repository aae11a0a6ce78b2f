/**
 * What can't be taken back by saving again is asked about where settings are saved, with what it
 * comes to in numbers: test mode that ends, orders switched on, older orders let in. It is saved as
 * it was previewed or not at all, and a screen that can't change orders previews its own sync.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bridge, Json, Tenant } from "../support/bridge.ts";
import { invoicesOf } from "../support/invoices.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { PRODUCTS } from "../support/products.ts";
import { DAY, lineAt } from "../support/sweeps.ts";
import { openStage, signInAsOperator, type Stage } from "./pages-browser.ts";
import { faultsHere } from "./shown-here.ts";
import { pressOn } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";

beforeAll(async () => {
  stage = await openStage();
  const { bridge } = stage;
  tenant = await bridge.tenant({ orders: { type: "invoice", startLine: await lineAt(bridge, 0) } });
  home = `/admin/tenants/${tenant.id}`;
  await signInAsOperator(stage);
});

afterAll(async () => {
  const faults = await stage.bridge.clientFaults();
  await stage.stop();
  expect(faults).toEqual([]);
});

const main = async (): Promise<string> =>
  (await stage.page.locator("main").innerText()).replaceAll(/\s+/g, " ");

const press = (name: string): Promise<void> => pressOn(stage, name);

type Saved = { trial: boolean; orders: Json; lookups: Json; payouts: Json };
const saved = async (): Promise<Saved> =>
  (await stage.bridge.ask("GET", `/tenants/${tenant.id}/settings`)) as never;
/** A day and a night, with all that is done by schedule. */
async function night(bridge: Bridge, { id }: Tenant): Promise<void> {
  for (let hour = 0; hour < 26; hour += 1) {
    await bridge.advance(3_600_000);
    await bridge.settled(id);
  }
}

const dayAgo = async (days: number): Promise<string> =>
  new Date((await stage.bridge.now()) - days * DAY).toISOString().slice(0, 10);

test("test mode that ends and orders that are switched on are confirmed with what the next run takes up", async () => {
  const { page, bridge } = stage;
  await bridge.reconfigure(tenant, { trial: true });
  await bridge.place({ ...companyBuyer("Waiting"), lines: [mug(2)], notify: false });
  await page.goto(`${home}/settings/orders`);
  await page.getByLabel(/^Test mode/).uncheck();
  await press("Save settings");
  expect((await saved()).trial).toBe(true);
  expect(await main()).toMatch(
    /Not saved yet.*Test mode ends.*Orders are booked from now on.*1 order that is in the shop now would be processed.*Invoices are booked/,
  );
  expect(await faultsHere(stage, "settings-confirm")).toEqual([]);
  await press("Save and switch on");
  expect((await saved()).trial).toBe(false);
  await bridge.settled(tenant.id);

  await bridge.reconfigure(tenant, { orders: { enabled: false } });
  await page.goto(`${home}/settings/orders`);
  await page.getByLabel("Book orders", { exact: true }).check();
  await press("Save settings");
  expect((await saved()).orders["enabled"]).toBe(false);
  expect(await main()).toContain("Orders are booked from now on");
  await press("Save and switch on");
  expect((await saved()).orders["enabled"]).toBe(true);
});

test("what changes orders in the shop, and payouts that pay invoices, are confirmed", async () => {
  const { page, bridge } = stage;
  // Beside the one above, which no run has taken up yet.
  await bridge.place({ ...companyBuyer("Told"), lines: [mug(1)], notify: false });
  await page.goto(`${home}/settings/after`);
  await page.getByLabel("Document number on the order in Asperion").selectOption("comments");
  await press("Save settings");
  expect((await saved()).orders["writeBack"]).toMatchObject({ number: "none" });
  expect(await main()).toMatch(
    /Orders are changed in Asperion when they are booked.*2 orders that are in the shop now would be processed/,
  );
  await press("Save and switch on");
  expect((await saved()).orders["writeBack"]).toMatchObject({ number: "comments" });
  await bridge.reconfigure(tenant, { orders: { writeBack: {} } });

  await page.goto(`${home}/settings/payouts`);
  await page.getByLabel("Invoices without a payment").selectOption("settle");
  await press("Save settings");
  expect(await main()).toContain("registers payments on the invoices of its orders");
  expect((await saved()).payouts["invoices"]).toBe("ask");
  await press("Save and switch on");
  expect((await saved()).payouts["invoices"]).toBe("settle");
});

test("what is confirmed is what was previewed: a form changed in between is previewed again", async () => {
  const { page, bridge } = stage;
  await bridge.reconfigure(tenant, { orders: { type: "sales-order" } });
  // The second one finds the customer of the first.
  for (let count = 0; count < 2; count += 1) {
    const placed = await bridge.place({ ...companyBuyer("Named"), lines: [mug(1)] });
    expect((await bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  }
  await page.goto(`${home}/settings/vouchers`);
  await page.getByLabel("Book all orders as journal vouchers").check();
  await page.getByLabel("Voucher account: receivables").first().selectOption("1510");
  const revenue = page.getByLabel("Voucher account: revenue: Default").first();
  await revenue.selectOption("3001");
  await page.getByLabel("Voucher account: VAT: Default").first().selectOption("2611");
  await press("Save settings");
  await page.getByText("Other changes of 2 orders").click();
  // Names of accounts and of the customer, with debit and credit; no id of the ledger.
  const shown = await main();
  expect(shown).toMatch(
    /Journal voucher, with these settings.*Debit.*Credit.*1510 Kundfordringar.*3001 Försäljning/,
  );
  expect(shown).toMatch(/Customer Named AB, Named Contact –/);
  expect(shown).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|3001: -/);
  await revenue.selectOption("1930");
  await press("Save and switch on");
  expect((await saved()).orders["type"]).toBe("sales-order");
  expect(await main()).toContain("the form was changed after its preview");
  await press("Save and switch on");
  const { orders, lookups } = await saved();
  expect([orders["type"], (lookups["revenueAccount"] as Json)["default"]]).toEqual([
    "mutation",
    "1930",
  ]);
});

test("a setting that needs a system article says so in its preview, and where it is created", async () => {
  const { page, bridge } = stage;
  await bridge.reconfigure(tenant, { orders: { type: "invoice" } });
  await page.goto(`${home}/settings/extras`);
  await page.getByLabel("Article coding for sold gift cards").selectOption("Gift cards");
  await press("Preview on recent orders");
  expect(await main()).toMatch(
    /need 1 system article that eAccounting doesn't have yet.*AS-[^ ]+.*Gift cards/,
  );
  await Promise.all([
    page.waitForNavigation(),
    page.locator(".notice a", { hasText: "System articles" }).click(),
  ]);
  expect(new URL(page.url()).pathname).toBe(`${home}/connections`);
  await page.goto(`${home}/settings/extras`);
  await press("Preview on recent orders");
  expect(await main()).not.toContain("system article that eAccounting");
});

test("a screen that can't change orders previews its own sync with what was typed, or nothing", async () => {
  const { page, bridge } = stage;
  await bridge.reconfigure(tenant, { products: { ...PRODUCTS, filter: {}, enabled: false } });
  const compare = page.getByRole("button", { name: "Preview on recent orders", exact: true });
  for (const screen of ["notifications", "payouts", "keeping", "products", "stock"]) {
    await page.goto(`${home}/settings/${screen}`);
    expect([screen, await compare.count()]).toEqual([screen, 0]);
  }
  await page.goto(`${home}/settings/products`);
  await press("Preview the next sync");
  expect(await main()).toMatch(/Preview of the next article sync.*\d+ articles would be created/);
  const numbers = page.getByLabel("Only these article numbers", { exact: true });
  await page.locator("details").filter({ has: numbers }).locator("> summary").click();
  await numbers.fill("NO-SUCH-*");
  await press("Preview the next sync");
  expect(await main()).toMatch(/Preview of the next article sync.*Nothing to write/);
  expect(await main()).not.toMatch(/articles would be created/);
  await page.goto(`${home}/settings/orders`);
  expect(await compare.count()).toBe(1);
});

test("the last step of the set-up of a shop that is live asks for no preview, and has no empty headings", async () => {
  const { page } = stage;
  await page.goto(`${home}/setup/live`);
  expect(await main()).toContain("This shop is live");
  expect(await main()).not.toMatch(/No preview yet|Not calculated yet/);
  expect(await page.getByRole("heading", { name: /^Orders since the start date/ }).count()).toBe(0);
});

test("a start date that is moved back is confirmed with the number of older orders, and books them only then", async () => {
  const { page, bridge } = stage;
  const old = await bridge.place({
    ...companyBuyer("Older"),
    date: `${await dayAgo(5)}T10:00:00`,
    lines: [mug(2)],
    notify: false,
  });
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/orders/run`);
  await bridge.settled(tenant.id);
  await bridge.reconfigure(tenant, { orders: { type: "invoice" } });
  const { startLine } = (await saved()).orders;
  // The set-up, taken up again, asks the same.
  await page.goto(`${home}/setup/flows`);
  await page.getByLabel("Start date").fill(`${await dayAgo(6)}T00:00:00`);
  await press("Save and continue");
  expect((await saved()).orders["startLine"]).toBe(startLine);
  expect(await main()).toMatch(
    /Earlier orders are booked that were left out.*Start date:.*1 order that is in the shop now would be processed/,
  );
  await page.goto(`${home}/settings/orders`);
  await page.getByLabel("Start date").fill(`${await dayAgo(6)}T00:00:00`);
  await press("Save settings");
  expect((await saved()).orders["startLine"]).toBe(startLine);
  expect(await main()).toMatch(
    /Earlier orders are booked that were left out.*Start date:.*1 order that is in the shop now would be processed/,
  );
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/orders/run`);
  await bridge.settled(tenant.id);
  expect(await invoicesOf(bridge, old.orderNumber)).toHaveLength(0);
  await press("Save and switch on");
  await night(bridge, tenant);
  expect(await invoicesOf(bridge, old.orderNumber)).toHaveLength(1);
});
