/**
 * An article's page, in a browser: its stock is read on both sides once the page is open, what it
 * says of the next sync is what that then does, and the orders that sold the article stand there.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { companyBuyer } from "../support/orders.ts";
import { PRODUCTS } from "../support/products.ts";
import { Shelves } from "../support/stock.ts";
import {
  closeStage,
  listen,
  onPhone,
  openStage,
  signInAsOperator,
  type Stage,
  unreadable,
} from "./pages-browser.ts";
import { textOf } from "./sheet-hands.ts";

let stage: Stage;
let shelves: Shelves;
let code: string;
let address: string;

beforeAll(async () => {
  stage = await openStage();
  const { bridge } = stage;
  shelves = await Shelves.of(bridge, "Articles AB");
  const { tenant } = shelves;
  await bridge.reconfigure(tenant, {
    products: { ...PRODUCTS, filter: { numbers: ["SHELF-*"] } },
    schedules: { stock: "never", orders: "never", products: "never" },
  });
  code = await shelves.article(12, 3, { ledger: { GrossPrice: 12.5 } });
  await bridge.advance(6_000);
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/products/run`);
  await bridge.resolved(tenant, "products");
  await bridge.settled(tenant.id);
  const [job] = await bridge.jobs(tenant.id, { flow: "products", label: code });
  address = `/admin/tenants/${tenant.id}/products/${job?.id ?? ""}`;
  await signInAsOperator(stage);
});

afterAll(() => closeStage(stage));

test("stock is read by itself once the page is open, and says what the next sync then does", async () => {
  const { bridge } = stage;
  const context = await stage.browser.newContext({
    baseURL: stage.url,
    storageState: await stage.context.storageState(),
  });
  listen(context, stage.complaints);
  const page = await context.newPage();
  const calls = await bridge.counting(async () => {
    await page.goto(address);
    await page.locator("#stock").getByText("sets the quantity in Asperion to 12").waitFor();
  });
  expect(calls).toEqual({ "GET /v1/articles": 1, "GET /v2/articles": 1 });
  const told = await page.locator("#stock").innerText();
  expect(told).toMatch(/In stock\s*12\s*3/);
  expect(told).toContain("None in the stock syncs stored here");
  await context.close();

  await shelves.run();
  expect(await shelves.stock(code)).toBe(12);
  await bridge.advance(61_000);
  await stage.page.goto(`${address}?stock=now`);
  const after = await textOf(stage);
  expect(after).toMatch(/In stock\s*12\s*12/);
  expect(after).toMatch(/Last correction in Asperion\s*3 → 12/);
  expect(after).toContain("By these figures, the next sync changes nothing.");
});

test("an order that sold it stands with its customer, pieces and outcome, and its reservation with the stock", async () => {
  const { bridge, page } = stage;
  const placed = await bridge.place({
    ...companyBuyer("Buys shelves"),
    lines: [{ articleCode: code, quantity: 4 }],
  });
  expect((await bridge.book(shelves.tenant, placed.id)).job.outcome).toBe("booked");
  await bridge.advance(61_000);
  await page.goto(`${address}?stock=now`);
  const told = await textOf(stage);
  expect(told).toMatch(/Reserved by sales orders\s*4/);
  expect(told).toMatch(/Available\s*8/);
  const [, sold = ""] = told.split("Last orders that sold it");
  expect(sold).toContain(`Synced orders with a line of code ${code}`);
  expect(sold).toMatch(
    new RegExp(`${placed.orderNumber}\\s*Buys shelves.*\\s*2026\\s*4\\s*In eAccounting`, "s"),
  );
  expect(await onPhone(stage, address)).toBe(0);
  expect(await unreadable(stage, [address])).toEqual([]);
});

test("without scripts a link reads it, and a ledger that is away leaves the page and says so", async () => {
  const { bridge, page } = stage;
  await bridge.advance(61_000);
  await page.goto(address);
  const link = page.getByRole("link", { name: "Read stock now" });
  expect(await link.getAttribute("href")).toBe(`${address}?stock=now#stock`);
  await bridge.fault("eaccounting", { route: "GET /v2/articles", kind: "status", status: 403 });
  await Promise.all([page.waitForNavigation(), link.click()]);
  expect(await textOf(stage)).toContain("Stock couldn't be read now.");
  await bridge.control("eaccounting", "DELETE", "/faults");
});
