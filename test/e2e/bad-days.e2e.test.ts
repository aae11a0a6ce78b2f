/**
 * Bad input and bad days in a browser: two tabs with one form, back and reload after an act, a
 * database that is down or silent, an object that is dead or silent, an order of 300 lines, 10,000
 * orders on hold, hostile and very long names in both directions, and a reader whose clock and zone
 * are others. A session that ends over a form: everywhere.e2e.test.ts.
 */
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer, homeAddress, mug } from "../support/orders.ts";
import {
  onPhone,
  openStage,
  overflow,
  PHONE,
  signInAsOperator,
  type Stage,
} from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant();
  home = `/admin/tenants/${tenant.id}`;
  await signInAsOperator(stage);
});

afterEach(async () => {
  await stage.bridge.break({ d1: false, d1Hangs: false, fault: null, object: null });
});

afterAll(async () => {
  const complaints = stage.complaints.slice();
  await stage.stop();
  expect(complaints).toEqual([]);
});

const main = async (page: Page = stage.page): Promise<string> =>
  (await page.locator("main").textContent()) ?? "";

async function press(name: string, page: Page = stage.page): Promise<void> {
  await Promise.all([
    page.waitForNavigation(),
    page.getByRole("button", { name, exact: true }).first().click(),
  ]);
}

async function booked(order: object): Promise<{ path: string; number: string }> {
  const placed = await stage.bridge.place(order as Parameters<typeof stage.bridge.place>[0]);
  await stage.bridge.book(tenant, placed.id);
  const [job] = await stage.bridge.jobs(tenant.id, { key: `order:${placed.id}` });
  return { path: `${home}/orders/${job?.id}`, number: placed.orderNumber };
}

test("a form that another tab was faster with is refused, and keeps what was typed", async () => {
  const { page, context } = stage;
  const settings = `${home}/settings/fields`;
  const other = await context.newPage();
  await page.goto(settings);
  await other.goto(settings);
  await page.getByLabel("Our reference", { exact: true }).fill("First");
  await press("Save settings");
  await other.getByLabel("Our reference", { exact: true }).fill("Second");
  await press("Save settings", other);
  expect(await main(other)).toContain(
    "Someone else saved new settings after you opened this page.",
  );
  expect(await other.getByLabel("Our reference", { exact: true }).inputValue()).toBe("Second");
  const { orders } = await stage.bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  expect(orders).toMatchObject({ ourReference: "First" });
  await other.close();
});

test("reload and back after an act do nothing twice", async () => {
  const { page, bridge } = stage;
  const { path } = await booked({
    ...companyBuyer("Reloaded"),
    lines: [{ articleCode: "NO-SUCH", quantity: 1, price: 5, vatCode: "H" }],
  });
  await page.goto(path);
  await page.getByLabel("Reason for skipping").fill("Booked by hand");
  await press("Skip order");
  const asked = await page.evaluate<{ action: string; body: string }>(`(() => {
    const form = document.querySelector("form:has(input[name=mark])");
    return { action: form.action, body: new URLSearchParams(new FormData(form)).toString() };
  })()`);
  await press("Skip order");
  const acts = async (): Promise<number> =>
    ((await bridge.ask("GET", `/tenants/${tenant.id}/audit`))["changes"] as readonly unknown[])
      .length;
  const once = await acts();
  const shown = new URL(page.url()).pathname;
  await page.reload();
  // The preview's form sent once more finds that its order isn't as it was shown.
  const again = await page.evaluate<number>(`fetch(${JSON.stringify(asked.action)}, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: ${JSON.stringify(asked.body)},
  }).then(async (answer) => (await answer.text()) && answer.status)`);
  expect(again).toBe(409);
  // The preview itself is an answer that no browser keeps; the page before it is there again.
  // Leaving the page ends what is evaluated on it.
  const back = page.evaluate("history.go(-2)").catch(() => null);
  await Promise.all([page.waitForURL(`**${path}`), back]);
  await page.waitForLoadState();
  expect(new URL(page.url()).pathname).toBe(shown);
  expect(await main()).toContain("Skipped");
  expect(await acts()).toBe(once);
});

/** What a page may weigh on its way, gzipped. */
const MOST_BYTES = 30_000;

/** What the page weighs that answers this address, by the session at hand. */
async function weight(address: string): Promise<number> {
  const answer = await stage.context.request.get(address);
  expect([address, answer.status()]).toEqual([address, 200]);
  return gzipSync(await answer.body()).length;
}

/** Longer than a person is left to wait, with what this machine needs besides. */
const MOST_MS = 14_000;

test("without its database a page says so in its own words, and works again afterwards", async () => {
  const { page, bridge } = stage;
  await bridge.break({ d1: true });
  const answer = await page.goto(`${home}/orders`);
  expect(answer?.status()).toBe(503);
  const text = (await page.locator("body").textContent()) ?? "";
  expect(text).not.toMatch(/D1_ERROR|Error:|at async|stack/);
  expect(await overflow(page)).toBe(0);
  await bridge.break({ d1: false });
  await page.reload();
  expect(await main()).toContain("Orders");
});

test("with a database that never answers, a page says so within a moment, and works again afterwards", async () => {
  const { page, bridge, context } = stage;
  await bridge.break({ d1Hangs: true });
  // All at once: each takes the seconds that the database is given.
  const paths = ["/admin", home, `${home}/orders`, `${home}/settings/fields`];
  const [wider] = await Promise.all([
    onPhone(stage, `${home}/orders`),
    page.goto(`${home}/orders`),
    ...paths.map(async (path) => {
      const began = Date.now();
      const answer = await context.request.get(path);
      const text = (await answer.text()).replaceAll(/<[^>]*>/g, " ");
      expect([path, answer.status()]).toEqual([path, 503]);
      expect([path, Date.now() - began > MOST_MS]).toEqual([path, false]);
      expect([path, /database doesn.{1,6}t respond/.test(text)]).toEqual([path, true]);
      expect([path, /D1|Error:|at async|undefined|\[object/.test(text)]).toEqual([path, false]);
    }),
  ]);
  expect([await overflow(page), wider]).toEqual([0, 0]);
  await bridge.break({ d1Hangs: false });
  await page.goto(`${home}/orders`);
  expect(await main()).toContain("Orders");
});

const PAGES = [
  "",
  "/orders",
  "/attention",
  "/customers",
  "/products",
  "/stock",
  "/comparison",
  "/connections",
  "/syncs",
  "/shop",
  "/stop",
  "/previews/products",
  "/settings",
  "/settings/fields",
  "/settings/lookups",
  "/settings/versions",
  "/mapping",
  "/setup",
] as const;

describe("one shop's object", () => {
  let other: Tenant;
  beforeAll(async () => {
    other = await stage.bridge.tenant({ company: "Other object AB" });
  });

  const SAYS = /can.{1,6}t be reached|doesn.{1,6}t answer|Not reachable/;

  test.each([
    ["fails", 503],
    ["hangs", 503],
  ] as const)(
    "that %s costs its own pages a word and a moment, the others nothing, and no order",
    async (how, status) => {
      const { page, bridge } = stage;
      const order = await bridge.place({ ...companyBuyer(`Dead ${how}`), lines: [mug()] });
      await bridge.break({ object: { tenantId: other.id, how } });
      await bridge.evict(other);
      const turnedAway = bridge.webhook(other, order.id);
      const answers = await Promise.all(
        ["", ...PAGES.map((path) => `/tenants/${other.id}${path}`)].map(async (path) => {
          const began = Date.now();
          const answer = await stage.context.request.get(`/admin${path}`);
          const text = (await answer.text()).replaceAll(/<[^>]*>/g, " ");
          const took = Date.now() - began;
          return { path, status: answer.status(), took, text };
        }),
      );
      for (const { path, took, text } of answers) {
        expect([path, SAYS.test(text)]).toEqual([path, true]);
        expect([path, took > MOST_MS]).toEqual([path, false]);
        expect([path, /Error:|at async|undefined|\[object/.test(text)]).toEqual([path, false]);
      }
      // What comes in meanwhile is turned away for now, never taken and lost.
      expect((await turnedAway).status).toBe(status);
      const mine = await booked({ ...companyBuyer(`Alive ${how}`), lines: [mug()] });
      await page.goto(mine.path);
      expect(await main()).toContain("In eAccounting");
      await page.goto(`/admin/tenants/${other.id}/settings/fields`);
      await page.getByLabel("Our reference", { exact: true }).fill(`Kept ${how}`);
      await press("Save settings");
      await bridge.break({ object: null });
      await bridge.book(other, order.id);
      const { orders } = await bridge.ask("GET", `/tenants/${other.id}/settings`);
      expect(orders).toMatchObject({ ourReference: `Kept ${how}` });
      await page.goto(`/admin/tenants/${other.id}/orders`);
      expect(await main()).toContain("In eAccounting");
    },
  );
});

test("an order of 300 lines is booked, and its page holds on a phone", async () => {
  const { path } = await booked({
    ...companyBuyer("Long"),
    lines: Array.from({ length: 300 }, (_, at) => ({ ...mug((at % 9) + 1) })),
  });
  const answer = await stage.page.goto(path);
  expect(answer?.status()).toBe(200);
  expect(
    await stage.page.locator("main").locator(".badge", { hasText: "In eAccounting" }).count(),
  ).toBeGreaterThan(0);
  expect(await onPhone(stage, path)).toBe(0);
  expect(await weight(path)).toBeLessThanOrEqual(MOST_BYTES);
  // What it leaves out is a link away, which works without scripts.
  const long = stage.page.getByRole("link", {
    name: /show all technical details/,
    includeHidden: true,
  });
  const href = (await long.first().getAttribute("href")) ?? "";
  await stage.page.goto(new URL(href, stage.page.url()).href);
  expect(await stage.page.locator("main pre").allTextContents()).toContainEqual(
    expect.stringContaining('"Rows"'),
  );
  expect(await long.count()).toBe(0);
});

const HOSTILE = `<img src=x onerror=alert(1)>"'&{{7*7}}`;
const RTL = "שלום עולם \u202Eabc";
test.each([
  ["markup", HOSTILE],
  ["right-to-left", RTL],
  ["500 signs without a space", "W".repeat(500)],
  ["500 signs in words", "Långa namn ".repeat(45)],
])(
  "a buyer's name of %s is shown as text, whole or cut, and moves nothing sideways",
  async (_, name) => {
    const { path, number } = await booked({
      ...companyBuyer("Named"),
      companyName: name,
      invoiceAddress: homeAddress(name),
      deliveryAddress: homeAddress(name),
      lines: [mug()],
    });
    const { page } = stage;
    for (const address of [path, `${home}/orders?q=${number}`, `${home}/attention`]) {
      await page.goto(address);
      expect([address, await page.locator("main img[src=x]").count()]).toEqual([address, 0]);
      expect([address, await overflow(page)]).toEqual([address, 0]);
      expect([address, await onPhone(stage, address)]).toEqual([address, 0]);
    }
  },
);

test("a reader's own clock and zone change no time on a page", async () => {
  const { browser, context, url, page } = stage;
  const reader = await browser.newContext({
    baseURL: url,
    viewport: PHONE,
    timezoneId: "Pacific/Auckland",
    locale: "en-NZ",
    storageState: await context.storageState(),
  });
  const theirs = await reader.newPage();
  await theirs.clock.setFixedTime(new Date("2031-01-01T00:00:00Z"));
  // "now" and "1 second ago" change while the two pages are opened.
  const times = async (on: Page): Promise<readonly string[]> =>
    (await on.locator("main time").allTextContents()).filter((text) => !/^now$|ago$/.test(text));
  const list = `${home}/orders`;
  await page.goto(list);
  await theirs.goto(list);
  expect(await times(theirs)).toEqual(await times(page));
  expect((await theirs.locator("body").textContent()) ?? "").toContain("in Central European Time.");
  await reader.close();
});

test("10,000 orders on hold open a page at a time, and one wish lets a bounded part of them go", async () => {
  const { page, bridge } = stage;
  const many = await bridge.tenant({ company: "Many on hold AB" });
  const placed = await bridge.place({
    ...companyBuyer("Held"),
    lines: [{ articleCode: "NOT-THERE", quantity: 1, price: 5, vatCode: "H" }],
  });
  await bridge.book(many, placed.id);
  const [held] = await bridge.jobs(many.id, { key: `order:${placed.id}` });
  // As the engine left the one, 9,999 times more. That of them which goes finds no order.
  const storage = await bridge.storage(many);
  const numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)";
  for (const [table, changed] of [
    ["keys", { key: "'order:' || (70000000 + i)" }],
    ["jobs", { id: "'held-' || i", key: "'order:' || (70000000 + i)", label: "'H' || i" }],
    ["alerts", { id: "'job:held-' || i", job_id: "'held-' || i", since: "since + i" }],
  ] as const) {
    const columns = [...(await storage.exec("SELECT name FROM pragma_table_info(?)", table))].map(
      ({ name }) => String(name),
    );
    const values = columns.map((name) => (changed as Record<string, string>)[name] ?? name);
    const of = { keys: "key = ?", jobs: "key = ?", alerts: "job_id = ?" }[table];
    await storage.exec(
      `INSERT INTO ${table} (${columns.join(", ")})
       ${numbers} SELECT ${values.join(", ")} FROM n, ${table} WHERE ${of}`,
      table === "alerts" ? String(held?.id) : `order:${placed.id}`,
    );
  }
  // What goes again waits, and nothing runs beside the tests that follow.
  await bridge.ask("POST", `/tenants/${many.id}/pause`);
  const inbox = `/admin/tenants/${many.id}/attention`;
  await page.goto(inbox);
  const group = page.locator("section[aria-labelledby=groups] section");
  expect(await group.count()).toBe(1);
  expect(await group.textContent()).toContain("10,000");
  expect(await page.locator("main tbody tr").count()).toBe(50);
  const retry = group.getByRole("link", { name: /^Retry/ });
  await Promise.all([page.waitForURL(/mend/), retry.click()]);
  expect(await page.locator("main tbody:not(.more) tr").count()).toBe(2 + 500);
  expect(await page.locator("h1").textContent()).toBe("Retry 500 items");
  // What travels, of the answer at hand: all its 500 rows.
  expect(await weight(page.url())).toBeLessThanOrEqual(MOST_BYTES);
  expect(await main()).toContain("9,500 more items have the same cause. Retry them afterwards.");
  await press("Retry 500 items");
  expect(await main()).toContain("500 items wait and are retried");
  const goes = "SELECT count(*) AS n FROM jobs WHERE over = 0 AND flow = 'orders'";
  expect([...(await storage.exec(goes))]).toEqual([{ n: 500 }]);
  // Each page of the rows is a page's worth as well.
  await page.goto(inbox);
  await page.getByRole("link", { name: "Next" }).click();
  expect(await page.locator("main tbody tr").count()).toBe(50);
});
