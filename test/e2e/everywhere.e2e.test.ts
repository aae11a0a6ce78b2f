/**
 * What stands on every page: search, bell, keys, copying, and that nothing typed is lost unasked.
 * Search and lists work without scripts; the rest is there where scripts run.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { BrowserContext, Page } from "playwright-core";
import type { Tenant } from "../support/bridge.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { picture, type Stage, openScripted, refusedIn } from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  ({ stage, tenant, home, context, complaints } = await openScripted(
    {},
    {
      permissions: ["clipboard-read", "clipboard-write"],
    },
  ));
});

afterAll(async () => {
  await stage.stop();
  expect(refusedIn(complaints)).toEqual([]);
});

beforeEach(async () => {
  await page?.close();
  page = await context.newPage();
});

const focused = (): Promise<string> => page.evaluate<string>("document.activeElement?.id ?? ''");
const kept = (): Promise<string | null> =>
  page.evaluate<string | null>("sessionStorage.getItem('typed')");

test("without scripts the search leads to a setting's field, and the keys stand on a page", async () => {
  const plain = stage.page;
  await plain.goto(`${home}/orders`);
  await plain.getByRole("searchbox", { name: "Find anywhere" }).fill("our reference");
  await Promise.all([
    plain.waitForNavigation(),
    plain.getByRole("button", { name: "Find", exact: true }).click(),
  ]);
  expect(new URL(plain.url()).searchParams.get("from")).toBe(tenant.id);
  await picture(stage, "search");
  const link = plain.locator("main .found a[href*='#orders.']").first();
  const target = (await link.getAttribute("href")) ?? "";
  await Promise.all([plain.waitForNavigation(), link.click()]);
  expect(plain.url()).toContain(target);
  expect(await plain.locator(`[id="${target.split("#")[1]}"]`).count()).toBe(1);
  await plain.goto("/admin/shortcuts");
  expect(await plain.locator("kbd").count()).toBeGreaterThan(10);
  expect(await plain.locator("[data-keys]").isVisible()).toBe(false);
  await picture(stage, "shortcuts");
});

test("keys lead to the search, to a page and to their list, never while one types, and can be off", async () => {
  await page.goto(home);
  await page.keyboard.press("/");
  expect(await focused()).toBe("find");
  await page.keyboard.type("a/b?");
  expect(await page.locator("#find").inputValue()).toBe("a/b?");
  expect(await page.locator("dialog").count()).toBe(0);
  await page.locator("h1").click();
  await page.evaluate("document.activeElement.blur()");
  await page.keyboard.press("?");
  await page.locator("dialog[open]").waitFor();
  expect(await page.locator("dialog kbd").count()).toBeGreaterThan(10);
  await page.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => page.locator("dialog").count()).toBe(0);
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.waitForURL(`${home}/orders`);
  await page.goto("/admin/shortcuts");
  await page.getByRole("button", { name: /on or off/ }).click();
  await page.locator("h1").click();
  await page.keyboard.press("/");
  expect(await focused()).not.toBe("find");
  await page.getByRole("button", { name: /on or off/ }).click();
  await page.evaluate("document.activeElement.blur()");
  await page.keyboard.press("/");
  expect(await focused()).toBe("find");
});

const REFERENCE = '[id="orders.ourReference"]';
const settings = (): string => `${home}/settings/fields`;

test("leaving a changed form asks first; a saved one doesn't", async () => {
  await page.goto(settings());
  await page.locator(REFERENCE).fill("Bo");
  const asked: string[] = [];
  page.once("dialog", (dialog) => (asked.push(dialog.message()), void dialog.dismiss()));
  await page.getByRole("link", { name: "Orders", exact: true }).first().click();
  expect(asked).toEqual(["Leave this page? Your changes aren't saved."]);
  expect(page.url()).toContain("/settings/fields");
  expect(await page.locator(REFERENCE).inputValue()).toBe("Bo");
  page.once("dialog", (dialog) => (asked.push(dialog.message()), void dialog.accept()));
  await page.getByRole("link", { name: "Orders", exact: true }).first().click();
  await page.waitForURL(/\/orders$/);
  expect(asked).toHaveLength(2);
});

test("what was sent after the session had ended is offered again to the same person, and to no other", async () => {
  const ended = async (): Promise<void> => {
    await page.goto(settings());
    await page.locator(REFERENCE).fill("Typed before");
    await context.clearCookies();
    await page.getByRole("button", { name: "Save settings", exact: true }).click();
    await page.getByLabel("Operator token").fill(ADMIN_TOKEN);
    await page.getByRole("button", { name: "Sign in with the operator token" }).click();
    await page.waitForURL(/settings\/fields/);
  };
  await ended();
  expect(await page.locator(REFERENCE).inputValue()).not.toBe("Typed before");
  expect((await kept()) ?? "").not.toMatch(/csrf/);
  await page.getByRole("button", { name: "Put it back" }).click();
  expect(await page.locator(REFERENCE).inputValue()).toBe("Typed before");
  expect(await kept()).toBeNull();
  page.once("dialog", (dialog) => void dialog.accept());
  await ended();
  // As if another person had signed in.
  await page.evaluate(
    'sessionStorage.setItem(\'typed\', sessionStorage.getItem(\'typed\').replace(/"who":"[^"]*"/, \'"who":"other"\'))',
  );
  page.once("dialog", (dialog) => void dialog.accept());
  await page.goto(settings());
  await expect.poll(kept).toBeNull();
  expect(await page.locator("#offer").isVisible()).toBe(false);
});

test("what was typed into the grid of mappings is offered again after the session had ended, each value in its cell", async () => {
  const grid = `${home}/settings/lookups?grid=revenueAccount&country=SE&country=NO`;
  const form = page.locator("section[aria-labelledby=grid] form[data-kept]");
  const cells = form.locator("tbody :is(input, select)");
  const values = (): Promise<readonly string[]> =>
    Promise.all([0, 1, 2].map((at) => cells.nth(at).inputValue()));
  await page.goto(grid);
  const before = await values();
  for (const at of [0, 1, 2]) {
    const cell = cells.nth(at);
    const isList = (await cell.evaluate((element) => element.tagName)) === "SELECT";
    await (isList ? cell.selectOption({ index: at + 1 }) : cell.fill(String(3_001 + at)));
  }
  const typed = await values();
  expect(new Set([...typed, ...before]).size).toBeGreaterThan(3);
  await context.clearCookies();
  await form.getByRole("button", { name: "Save mapping", exact: true }).click();
  await page.getByLabel("Operator token").fill(ADMIN_TOKEN);
  await page.getByRole("button", { name: "Sign in with the operator token" }).click();
  await page.waitForURL(/settings\/lookups/);
  expect(await values()).toEqual(before);
  await page.getByRole("button", { name: "Put it back" }).click();
  expect(await values()).toEqual(typed);
  expect(await kept()).toBeNull();
});

test("the bell makes no page listen that doesn't otherwise, and a list is saved by name", async () => {
  const sockets: string[] = [];
  page.on("websocket", (socket) => sockets.push(socket.url()));
  await page.goto(settings());
  await page.waitForLoadState("networkidle");
  expect(sockets).toEqual([]);
  await page.goto(`${home}/orders?payment=open`);
  await expect.poll(() => sockets.length).toBe(1);
  await page.getByText("Save or remove views").click();
  await page.getByLabel("Name of this view").fill("Unpaid");
  await page.getByRole("button", { name: "Save view" }).click();
  const view = page.getByRole("link", { name: "Unpaid", exact: true });
  await view.waitFor();
  await page.goto(`${home}/orders`);
  await view.click();
  await page.waitForURL(/payment=open/);
  await page.getByText("Save or remove views").click();
  await page.getByRole("button", { name: /^Remove/ }).click();
  await expect.poll(() => view.count()).toBe(0);
});

test("an address is copied by its button", async () => {
  await page.goto(`${home}/connections`);
  const button = page.locator("#webhooks .copy").first();
  const address = (await page.locator("#webhooks code").first().textContent()) ?? "-";
  await button.click();
  await expect.poll(() => button.textContent()).toBe("Copied");
  expect(await page.evaluate<string>("navigator.clipboard.readText()")).toBe(address);
});

test("the home says when the next run is: as the schedules have it, and none while everything is stopped", async () => {
  const { bridge, page: plain } = stage;
  const nextRun = async (): Promise<string> => {
    await plain.goto(home);
    const fact = plain.locator("#glance dl > div").filter({ hasText: "Next run" });
    return (await fact.locator("dd").textContent()) ?? "";
  };
  const scheduled = (orders: number | "never") =>
    bridge.reconfigure(tenant, { schedules: { orders } });
  const atNight = await nextRun();
  expect(atNight).toMatch(/^in \d+ hours?[A-Z]/);
  await scheduled(30);
  await bridge.settled(tenant.id);
  await expect.poll(nextRun).toMatch(/^in (29|30) minutesCheck for new orders$/);
  await bridge.ask("POST", `/tenants/${tenant.id}/pause`, { note: "Stock-taking." });
  expect(await nextRun()).toBe("none");
  await bridge.ask("POST", `/tenants/${tenant.id}/resume`);
  expect(await nextRun()).toMatch(/^in (29|30) minutesCheck for new orders$/);
  await scheduled("never");
  await expect.poll(nextRun).toBe(atNight);
});

test("a replacement article is suggested as one types its name, and found without scripts as well", async () => {
  const place = `${home}/settings/lookups/article`;
  await page.goto(place);
  const suggested = (): Promise<readonly string[]> =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll("#list-articles option")].map(
        ({ value, textContent }) => value + ": " + textContent,
      )`,
    );
  expect(await suggested()).toEqual([]);
  await page.locator('[name="lookups.article.default"]').pressSequentially("mug");
  await expect.poll(suggested).toEqual(["MUG: MUG Mug"]);
  // The page is the same, and so is what was typed.
  expect(await page.locator('[name="lookups.article.default"]').inputValue()).toBe("mug");

  const plain = stage.page;
  await plain.goto(place);
  await plain.locator('[name="lookups.article.default"]').fill("mug");
  await Promise.all([
    plain.waitForNavigation(),
    plain.getByRole("button", { name: "Save mapping", exact: true }).click(),
  ]);
  expect(await plain.locator('[name="lookups.article.default"]').inputValue()).toBe("MUG");
  expect(await plain.locator("main").textContent()).toContain("MUG Mug");
});
