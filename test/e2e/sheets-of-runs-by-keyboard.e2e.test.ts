/**
 * What is shown before a run, a payout or what undoes something, by keyboard alone: come to by Tab
 * and opened by Enter, the focus is on what it says; confirmed by Enter, it is on what came of it.
 */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, Tenant } from "../support/bridge.ts";
import { WRITE } from "../sandbox/settlement-files.ts";
import { companyBuyer } from "../support/orders.ts";
import { PRODUCTS } from "../support/products.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { keyboard } from "./keyboard-hands.ts";
import { openStage, signInAsOperator, type Stage } from "./pages-browser.ts";
import { PAYOUT_SETTINGS } from "./payouts-stage.ts";

let stage: Stage;
let tenant: Tenant;
let page: Page;
let home = "";
let buyers = 0;
const numbers: string[] = [];
/** What had the focus and wasn't seen. */
const unseen = new Set<string>();

beforeAll(async () => {
  stage = await openStage();
  const { bridge } = stage;
  tenant = await bridge.tenant({
    company: "Runs by keys AB",
    orders: { type: "mutation", voucher: { paid: "clearing" } },
    settings: {
      products: { ...PRODUCTS, filter: { numbers: ["KEY-*"] } },
      schedules: { stock: "never", orders: "never", products: "never" },
      ...PAYOUT_SETTINGS,
    },
  });
  home = `/admin/tenants/${tenant.id}`;
  await bridge.control(
    "eaccounting",
    "POST",
    `/articles?company=${encodeURIComponent(tenant.company)}`,
    { Number: "KEY-1", Name: "Cap", NetPrice: 100, GrossPrice: 125 },
  );
  for (let n = 0; n < 2; n += 1) numbers.push((await sold()).number);
  await signInAsOperator(stage);
  const context = await stage.browser.newContext({
    baseURL: stage.url,
    storageState: await stage.context.storageState(),
  });
  page = await context.newPage();
});

afterAll(async () => {
  const faults = await stage.bridge.clientFaults();
  await stage.stop();
  expect([faults, [...unseen]]).toEqual([[], []]);
});

/** A booked order of 125.00. */
async function sold(): Promise<{ readonly number: string; readonly job: string }> {
  const placed = await stage.bridge.place({
    ...companyBuyer(`Runs${(buyers += 1)}`),
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
  });
  const { job } = await stage.bridge.book(tenant, placed.id);
  expect(job.outcome).toBe("booked");
  return { number: placed.orderNumber, job: job.id };
}

/** Returns the path of a payout of one line. */
async function handed(payout: string, ref: string): Promise<string> {
  const lines = [{ kind: "sale", ref, cents: 12_500, fee: 250 }] as const;
  const sent = await stage.bridge.fetch(`/api/v1/tenants/${tenant.id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
    body: WRITE.stripe([{ id: payout, day: "2026-03-02", lines }]),
  });
  const { payouts } = (await sent.json()) as { payouts: readonly { id: string }[] };
  return `${home}/payouts/${payouts[0]?.id ?? ""}`;
}

const focusIs = (selector: string) =>
  expect
    .poll(() =>
      page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`),
    )
    .toBe(true);

const named = (role: "link" | "button", name: string | RegExp): Locator =>
  page.locator("main").getByRole(role, { name, exact: true }).first();
const press = (role: "link" | "button", name: string | RegExp): Promise<void> =>
  keyboard(page, unseen).press(named(role, name));

/** Opens a sheet, leaves it by Escape, and opens it again. */
async function opened(from: string, name: string | RegExp): Promise<void> {
  for (const leaves of [true, false]) {
    await page.goto(from);
    await press("button", name);
    await page.locator("main a[data-back]").waitFor();
    await focusIs("h1");
    if (!leaves) continue;
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("main a[data-back]").count()).toBe(0);
    await expect.poll(() => new URL(page.url()).pathname).toBe(from);
  }
}

const vouchers = async (payout: string): Promise<readonly Json[]> =>
  ((await stage.bridge.ledger(tenant.company))["vouchers"] ?? []).filter((voucher) =>
    String(voucher["VoucherText"]).startsWith(`${payout} #`),
  );

test("a run of articles is previewed and started by keys", async () => {
  await page.goto(`${home}/products`);
  await press("link", "Preview");
  await page.waitForURL(/\/previews\/products$/);
  await focusIs("h1");
  await press("button", "Preview");
  await page.getByText("1 article would be created").waitFor();
  await focusIs(".notice, h1, [role=status], button");
  await press("button", "Sync as shown");
  await page.waitForURL(/done=flow-runs/);
  await focusIs(".notice");
  await stage.bridge.settled(tenant.id);
  const shop = await stage.bridge.control(
    "asperion",
    "GET",
    `/state?administrationId=${tenant.administrationId}`,
  );
  expect(JSON.stringify(shop)).toContain('"articleCode":"KEY-1"');
});

test("a skip is undone by keys", async () => {
  const placed = await stage.bridge.place({
    ...companyBuyer("RunsSkipped"),
    // A payment method that no clearing account is named for.
    paymentStatus: "Paid",
    paymentMethodId: "KEYS",
    lines: [{ articleCode: "MUG", quantity: 1, price: 10 }],
  });
  const { job } = await stage.bridge.book(tenant, placed.id);
  expect(job.outcome).toBe("held");
  const at = `/tenants/${tenant.id}/jobs/${job.id}`;
  await stage.bridge.ask("POST", `${at}/skip`, { note: "by keys" });
  await opened(`${home}/orders/${job.id}`, "Undo skip");
  await press("button", "Undo skip");
  await expect.poll(() => page.locator("main a[data-back]").count()).toBe(0);
  await focusIs(".notice, h1");
  await stage.bridge.until(
    async () => (await stage.bridge.ask("GET", at))["outcome"] === "held",
    "it is on hold again",
  );
});

test("a payout is approved by keys, and what is said of it has the focus, then what came of it", async () => {
  const { bridge } = stage;
  await bridge.fault("eaccounting", { route: "POST /v2/vouchers", kind: "status", status: 429 });
  const path = await handed("po_keys1", numbers[0] ?? "");
  await page.goto(path);
  await press("button", "Approve and book");
  await expect.poll(() => named("button", "Approve and book").count()).toBe(0);
  await focusIs(".notice");
  await bridge.control("eaccounting", "DELETE", "/faults");
  const key = `payout:${path.split("/").at(-1) ?? ""}`;
  expect((await bridge.resolved(tenant, key)).job.outcome).toBe("booked");
  // The notice said that it wasn't booked yet.
  await page.locator("main .notice").waitFor({ state: "detached" });
  await focusIs("h1");
});

test("a voucher that the ledger has is linked to its payout by keys", async () => {
  const { bridge } = stage;
  const path = await handed("po_keys2", numbers[1] ?? "");
  await page.goto(path);
  await press("button", "Approve and book");
  await bridge.until(async () => (await vouchers("po_keys2")).length > 0, "it is booked");
  await bridge.settled(tenant.id);
  // What another object would find: the voucher in the ledger, and nothing of it in memory.
  const key = `payout:${path.split("/").at(-1) ?? ""}`;
  const storage = await bridge.storage(tenant);
  for (const table of ["operations", "documents"])
    await storage.exec(`DELETE FROM ${table} WHERE key = ?`, key);
  await page.goto(path);
  await press("button", "Approve and book");
  const codes = async () =>
    (await bridge.resolved(tenant, key)).job.reasons.map(({ code }) => code);
  await bridge.until(
    async () => (await codes()).includes("payout-booked-before"),
    "the voucher in the ledger is found",
  );
  await opened(path, /^Link voucher/);
  await press("button", /^Link voucher/);
  await expect.poll(() => page.locator("main a[data-back]").count()).toBe(0);
  await focusIs(".notice, h1");
  await bridge.until(
    async () => (await bridge.resolved(tenant, key)).job.outcome === "booked",
    "the voucher is linked",
  );
  expect(await vouchers("po_keys2")).toHaveLength(1);
});

test("what was booked is taken back by keys, as its preview lists it", async () => {
  await page.goto(`${home}/take-back`);
  await press("button", /^Show preview/);
  await page.waitForURL(/\/backfills\//);
  await focusIs("h1, .notice");
  await page
    .locator("main")
    .getByRole("button", { name: /^Undo \d/ })
    .waitFor();
  await press("button", /^Undo \d/);
  await page.waitForURL(/\/backfills\//);
  await focusIs("h1, .notice, [role=status]");
  await stage.bridge.settled(tenant.id);
});
