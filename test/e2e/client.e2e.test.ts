/**
 * The pages in a browser that runs scripts: links and forms work within the page, and say what is
 * under way, on a poor connection as well. The policy refuses nothing of it.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { BrowserContext, Page } from "playwright-core";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { type Stage, openScripted, refusedIn } from "./pages-browser.ts";

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
const focused = (): Promise<string> =>
  page.evaluate<string>("document.activeElement?.textContent ?? ''");
const said = () => page.locator("#announcer").textContent();
const heading = () => page.getByRole("heading", { level: 1 }).textContent();

test("a link leads on within the page: title, focus and address follow, and back leads back", async () => {
  const before = await page.title();
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await page.waitForURL(`${home}/orders`);
  await expect.poll(() => page.title()).toContain("Orders");
  await expect.poll(focused).toBe(await heading());
  await expect.poll(said).toBe(await page.title());
  await page.goBack();
  await expect.poll(() => page.title()).toBe(before);
  expect(await isSameDocument()).toBe(true);
});

test("a sheet has the focus on its title, and Escape leads back from it with nothing done", async () => {
  const { bridge } = stage;
  const title = page.getByRole("heading", { level: 1 });
  await page.locator(".stop").getByRole("link").click();
  await title.getByText("Stop everything in").waitFor();
  await expect.poll(focused).toBe(await heading());
  // Somebody who types isn't led away.
  await page.locator("#note").fill("stocktaking");
  await page.keyboard.press("Escape");
  expect(await page.locator("#note").inputValue()).toBe("stocktaking");
  await page.locator("#note").fill("");
  await title.click();
  await page.locator("#note").blur();
  await page.keyboard.press("Escape");
  await page.waitForURL(home);
  // One that a form is answered with, too.
  await page.goto(`${home}/syncs`);
  await page.getByRole("button", { name: "Stop: orders", exact: true }).click();
  await page.locator("#sheet").waitFor();
  await expect.poll(focused).toBe(await heading());
  await page.keyboard.press("Escape");
  await page.waitForURL(/\/syncs/);
  await expect.poll(() => page.locator("#sheet").count()).toBe(0);
  expect((await bridge.health(tenant.id)).stoppedFlows).toEqual({});
});

test("back and Cancel lead from a sheet to its page, where the typed reason is again", async () => {
  const { bridge } = stage;
  const placed = await bridge.place({
    ...companyBuyer("Typed"),
    lines: [{ articleCode: "NO-SUCH-SKU", quantity: 1, price: 5, vatCode: "H" }],
  });
  const { job } = await bridge.book(tenant, placed.id);
  const order = `${home}/orders/${job.id}`;
  await page.goto(order);
  const reason = page.locator("#actions #note");
  const sheet = page.locator("#sheet");
  const skip = () => page.locator("#actions").getByRole("button", { name: "Skip order" }).click();
  await reason.fill("Booked on paper");
  await skip();
  await sheet.waitFor();
  await page.goBack();
  await expect.poll(() => sheet.count()).toBe(0);
  await expect.poll(() => reason.inputValue()).toBe("Booked on paper");
  expect(new URL(page.url()).pathname).toBe(order);
  await reason.fill("Booked by hand");
  await skip();
  await sheet.waitFor();
  await page.getByRole("link", { name: "Cancel", exact: true }).click();
  await expect.poll(() => sheet.count()).toBe(0);
  await expect.poll(() => reason.inputValue()).toBe("Booked by hand");
  expect(new URL(page.url()).pathname).toBe(order);
});

test("a list that is sorted or filtered keeps the focus, and says what it has", async () => {
  const { bridge } = stage;
  const { id } = await bridge.place({ ...companyBuyer("Sorted"), lines: [mug(1)] });
  await bridge.book(tenant, id);
  await page.goto(`${home}/orders`);
  const active = () => page.evaluate<string>("document.activeElement?.id ?? ''");
  await page.locator("#sort-gross").click();
  await page.waitForURL(/gross/);
  await expect.poll(active).toBe("sort-gross");
  await expect.poll(said).toMatch(/^\d+ lines? on this page$/);
  await page.locator("#outcome").selectOption("booked");
  await page.locator("#show").click();
  await page.waitForURL(/outcome=booked/);
  await expect.poll(active).toBe("show");
  await expect.poll(said).toMatch(/^\d+ orders?, [\d,.]+ SEK$/);
});

test("a preview of settings has the focus on its heading", async () => {
  await page.goto(`${home}/settings/document`);
  await page.locator('main button.second[value="compare"]').click();
  await page.locator("#preview").waitFor();
  await expect
    .poll(() => page.evaluate<string>("document.activeElement?.id ?? ''"))
    .toBe("preview");
});

test("a form's redirect is followed, and its notice has the focus", async () => {
  await page.locator(".stop").getByRole("link").click();
  await page.getByRole("button", { name: "Stop everything", exact: true }).click();
  await page.locator("form.stop button").waitFor();
  await expect.poll(() => page.locator(".notice").count()).toBeGreaterThan(0);
  await expect
    .poll(() => page.evaluate<boolean>("document.activeElement.matches('.notice, h1')"))
    .toBe(true);
  await page.locator("form.stop button").click();
  await page.getByRole("button", { name: "Resume everything", exact: true }).click();
  await page.locator(".stop").getByRole("link").waitFor();
  expect(await isSameDocument()).toBe(true);
});

test("a pressed button says that it works, once, and can be pressed again after a failure", async () => {
  await page.locator(".stop").getByRole("link").click();
  await page.waitForURL(`${home}/stop`);
  const form = page.locator(`form[action="${home}/stop"]`);
  const stop = form.getByRole("button");
  await stop.waitFor();
  let sent = 0;
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/stop", async (route) => {
    // The page that renews itself is asked for at the same address.
    if (route.request().method() !== "POST") return route.continue();
    sent += 1;
    await answered;
    await route.abort();
  });
  await stop.click();
  await expect.poll(() => stop.textContent()).toBe("Working…");
  expect(await stop.isDisabled()).toBe(true);
  expect(await form.getAttribute("aria-busy")).toBe("true");
  await expect.poll(said).toBe("Working…");
  await form.evaluate((one: { requestSubmit(): void }) => one.requestSubmit());
  answer();
  await expect.poll(focused).toContain("No answer came.");
  expect(await stop.textContent()).toBe("Stop everything");
  expect(await stop.isDisabled()).toBe(false);
  expect(sent).toBe(1);
  // The failure was wanted.
  complaints.length = 0;
});

/** 50 kbit/s each way, and what a poor connection takes to answer at all. */
const SLOW = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000 / 8,
  uploadThroughput: 50_000 / 8,
};

test("on 50 kbit/s the inbox opens, a pressed button says that it works, and what was asked is done once", async () => {
  const { bridge } = stage;
  const placed = await bridge.place({
    ...companyBuyer("Slow"),
    lines: [{ articleCode: "NO-SUCH-SKU", quantity: 1, price: 5, vatCode: "H" }],
  });
  await bridge.book(tenant, placed.id);
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", SLOW);
  const posts: string[] = [];
  page.on("request", (one) => {
    if (one.method() === "POST") posts.push(new URL(one.url()).pathname);
  });
  const began = Date.now();
  await page.goto(`${home}/attention`);
  // The line is as slow as it is said to be.
  expect(Date.now() - began).toBeGreaterThan(SLOW.latency);
  await page.locator("tbody input[type=checkbox]").first().check();
  await page.locator("#reason").fill("Booked on paper");
  for (const [name, done] of [
    ["Skip", "Booked on paper"],
    ["Skip order", "1 item skipped."],
  ] as const) {
    posts.length = 0;
    const button = page.locator("main").getByRole("button", { name, exact: true }).first();
    const element = await button.elementHandle();
    await element?.evaluate((one: { click(): void }) => one.click());
    await expect.poll(() => element?.textContent()).toBe("Working…");
    await page
      .locator("form[aria-busy]")
      .evaluate((one: { requestSubmit(): void }) => one.requestSubmit());
    await page.locator("main").getByText(done).first().waitFor();
    await expect.poll(() => page.locator("form[aria-busy]").count()).toBe(0);
    expect(posts).toHaveLength(1);
  }
  const { changes } = await bridge.ask("GET", `/tenants/${tenant.id}/audit`);
  const acts = (changes as readonly { action: string }[]).map(({ action }) => action);
  expect(acts.filter((action) => action.includes("skip"))).toEqual(["job.skipped", "job.skip"]);
});

test("files and sign-ins at a vendor are asked for as without scripts", async () => {
  await page.goto(`${home}/orders`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator('a[href*=".csv"]').click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  await page.goto(`${home}/connections`);
  const vendor = page.locator('a[href^="/connect/"]').first();
  expect(await vendor.getAttribute("data-htmx-powered")).toBeNull();
});

test("an answer of another release is loaded as a whole", async () => {
  // Of an earlier release, whose page is still open.
  await page.evaluate(
    "document.querySelector('head > script').setAttribute('src', '/assets/client-0000000000.js')",
  );
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await expect.poll(isSameDocument).toBe(false);
});

test("a choice among many is found by number or name as one types, by keyboard and by mouse", async () => {
  await page.goto(`${home}/settings/vouchers`);
  const select = page.getByLabel("Voucher account: receivables");
  await select.focus();
  await page.keyboard.type("kundf");
  const field = page.getByRole("combobox", { name: "Voucher account: receivables" }).last();
  expect(await field.inputValue()).toBe("kundf");
  await expect
    .poll(() => page.getByRole("option", { selected: true }).last().textContent())
    .toMatch(/^1510/);
  await page.keyboard.press("Enter");
  expect(await select.inputValue()).toBe("1510");
  expect(await page.locator(".chooser").count()).toBe(0);
  // By mouse, and left as it was.
  await select.click();
  await page.keyboard.type("3001");
  await page.keyboard.press("Escape");
  expect([await select.inputValue(), await page.locator(".chooser").count()]).toEqual(["1510", 0]);
  await select.click();
  await page.keyboard.type("3001");
  await page.locator(".chooser li").first().click();
  expect(await select.inputValue()).toBe("3001");
});

/** A select, as far as the page's own script is told of it here. */
type Field = {
  readonly id: string;
  readonly name: string;
  readonly options: Iterable<{ readonly value: string; readonly text: string }>;
  outerHTML: string;
};

test("a field with a list of choices is searched by number and name alike, and keeps what is typed beside them", async () => {
  await page.goto(`${home}/settings/vouchers`);
  const label = "Voucher account: receivables";
  // As a longer chart of accounts is shown (see test/http/long-chart.workers.test.ts).
  await page.getByLabel(label).evaluate((select: Field) => {
    const choices = [...select.options].slice(1);
    const list = choices.map(({ value, text }) => `<option value="${value}">${text}</option>`);
    select.outerHTML =
      `<input id="${select.id}" name="${select.name}" list="long" data-choice>` +
      `<bdi class="hint"></bdi><datalist id="long">${list.join("")}</datalist>`;
  });
  const input = page.locator("input[data-choice]");
  const hint = page.locator("input[data-choice] + bdi");
  await input.focus();
  await page.keyboard.type("kundf");
  expect(await page.getByRole("combobox", { name: label }).last().inputValue()).toBe("kundf");
  await page.keyboard.press("Enter");
  expect(await input.inputValue()).toBe("1510");
  expect(await hint.textContent()).toMatch(/^1510 .*Kundf/);
  // Pressed it shows them all, at the one that is chosen; Escape leaves it.
  await input.click();
  expect(await page.locator(".chooser li").count()).toBeGreaterThan(8);
  await expect
    .poll(() => page.locator('.chooser li[aria-selected="true"]').textContent())
    .toMatch(/^1510/);
  await page.keyboard.type("3001");
  await page.keyboard.press("Escape");
  expect([await input.inputValue(), await page.locator(".chooser").count()]).toEqual(["1510", 0]);
  await input.click();
  await page.keyboard.type("3001");
  await page.locator(".chooser li").first().click();
  expect(await input.inputValue()).toBe("3001");
  // What no choice says is typed as in any field.
  await input.click();
  await page.keyboard.type("9999");
  await page.keyboard.press("Tab");
  expect([await input.inputValue(), await hint.textContent()]).toEqual(["9999", ""]);
});
