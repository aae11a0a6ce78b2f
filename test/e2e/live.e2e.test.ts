/**
 * Open pages follow what happens elsewhere, over a socket that a page of ours alone can open, and
 * that ends with the session. Nothing of it keeps the tenant's object in memory.
 */
import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { BrowserContext, Page, WebSocket } from "playwright-core";
import type { Json, Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { mailedLink } from "./mailed-link.ts";
import { listen, openStage, signInAsOperator, type Stage } from "./pages-browser.ts";
import { everyOf } from "../support/every-of.ts";

let stage: Stage;
let tenant: Tenant;
let home = "";
let context: BrowserContext;
let page: Page;
let cookie = "";
const TELL_MS = 1_000;
/** How often a page says that it is still there. */
const PING_MS = 30_000;
const HOUR_MS = 3_600_000;
const complaints: string[] = [];

type Heard = { readonly socket: WebSocket; readonly frames: { at: number; text: string }[] };
const sockets: Heard[] = [];

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant({ orders: { ourReference: "Anna" } });
  home = `/admin/tenants/${tenant.id}`;
  await signInAsOperator(stage);
  const storageState = await stage.context.storageState();
  context = await stage.browser.newContext({ baseURL: stage.url, storageState });
  cookie = storageState.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  listen(context, complaints);
});

afterAll(async () => {
  await stage.stop();
  // A page that is closed, or is offline, ends its own look.
  expect(complaints.filter((one) => !/net::ERR_(ABORTED|INTERNET_DISCONNECTED)/.test(one))).toEqual(
    [],
  );
});

beforeEach(async () => {
  await page?.close();
  sockets.length = 0;
  page = await context.newPage();
  page.on("websocket", (socket) => {
    const frames: Heard["frames"] = [];
    sockets.push({ socket, frames });
    socket.on("framereceived", ({ payload }) =>
      frames.push({ at: Date.now(), text: String(payload) }),
    );
  });
});

/** An open page whose socket is open as well, and that nobody has left since. */
async function open(address: string): Promise<void> {
  // Its first look says that the socket is open.
  const looked = page.waitForResponse((one) => "x-renews-itself" in one.request().headers());
  await page.goto(address);
  await looked;
  await page.evaluate("window.sameDocument = true");
}

/** The machine may be busy. */
const poll = <T>(look: () => T) => expect.poll(look, { interval: 20 });

const isSameDocument = () => page.evaluate<boolean>("window.sameDocument === true");
const main = () => page.locator("main").textContent();

let placedInAll = 0;
function place(articleCode = "NL21"): Promise<{ id: number; orderNumber: string }> {
  placedInAll += 1;
  return stage.bridge.place({
    ...companyBuyer("Live"),
    pricesIncludeVat: true,
    lines: [{ articleCode, quantity: 1, price: 100, vatCode: "NL21" }],
  });
}

test("an order that is booked elsewhere appears on the open list", async () => {
  await open(`${home}/orders`);
  const placed = await place();
  await stage.bridge.book(tenant, placed.id);
  await poll(main).toContain(placed.orderNumber);
  await poll(main).toMatch(/In eAccounting/);
  expect(await isSameDocument()).toBe(true);
  expect(everyOf(sockets[0]?.frames, ({ text }) => /^changed:[a-z,]+$/.test(text))).toBe(true);
});

test("what is typed, ticked and focused stays while the list under it changes", async () => {
  const first = await place("NO-SUCH-SKU");
  await stage.bridge.book(tenant, first.id);
  await open(`${home}/attention`);
  const note = page.getByLabel("Reason for skipping").or(page.locator("#note"));
  await page.locator("tbody input[type=checkbox]").first().check();
  await note.first().fill("half a sent");
  await note.first().focus();
  const second = await place("NO-SUCH-SKU");
  await stage.bridge.book(tenant, second.id);
  await poll(main).toContain(second.orderNumber);
  // Whatever else is told within that second has come too.
  await page.waitForTimeout(1500);
  expect(await page.locator("#note").inputValue()).toBe("half a sent");
  expect(await page.evaluate<string>("document.activeElement.id")).toBe("note");
  expect(await page.locator("tbody input[type=checkbox]").first().isChecked()).toBe(true);
  expect(await isSameDocument()).toBe(true);
});

test("many changes are told at most once a second, and the page still shows the last", async () => {
  await open(`${home}/orders`);
  const began = Date.now();
  const told = () => sockets[0]?.frames ?? [];
  let last = "";
  while (told().length < 3) {
    const one = await place();
    await stage.bridge.book(tenant, one.id);
    last = one.orderNumber;
  }
  await poll(main).toContain(last);
  const times = told().map(({ at }) => at);
  // However late one comes, by then no more were sent than seconds went by, and the first one's.
  for (const [index, at] of times.entries())
    expect(at - began).toBeGreaterThanOrEqual((index - 1) * TELL_MS);
});

test("a reconciliation that is begun on the page shows its result there by itself", async () => {
  const placed = await place();
  await stage.bridge.book(tenant, placed.id);
  await open(`${home}/comparison`);
  await page.getByRole("button", { name: "Reconcile these days now", exact: true }).click();
  await poll(() => page.url()).toMatch(/begun=\w+/);
  await page.evaluate("window.sameDocument = true");
  await poll(main).toMatch(/Last reconciliation: /);
  await poll(main).not.toContain("Reconciliation started.");
  // A quick machine has placed more orders by now than the first page lists.
  await poll(main).toContain(`Expected (shop), ${placedInAll} orders`);
  expect(await isSameDocument()).toBe(true);
});

test("what the set-up waits for appears by itself: articles that are made, and the orders of a dry run", async () => {
  const { bridge } = stage;
  const fresh = await bridge.tenant({ company: "Live set-up AB", setup: false });
  const setUp = `/admin/tenants/${fresh.id}/setup`;
  await open(`${setUp}/prepare`);
  expect(await main()).toContain("No articles yet");
  await bridge.ask("POST", `/tenants/${fresh.id}/setup`);
  await poll(main).toMatch(/[1-9]\d* articles created/);
  expect(await isSameDocument()).toBe(true);
  const placed = await place();
  await open(`${setUp}/live`);
  expect(await main()).not.toContain(placed.orderNumber);
  await bridge.ask("POST", `/tenants/${fresh.id}/dry-run`, { last: 5 });
  await poll(main).toContain(placed.orderNumber);
  await poll(main).not.toContain("Running…");
  expect(await isSameDocument()).toBe(true);
});

test("an idle page doesn't keep the object in memory, and hears the next change", async () => {
  await page.clock.install();
  await open(`${home}/orders`);
  const pongs = () => sockets[0]?.frames.filter(({ text }) => text === "pong").length;
  // Long enough for an object that nothing holds to leave the memory.
  await page.waitForTimeout(20_000);
  const before = await constructed();
  // The page's own signs of life, each answered where no object is in memory.
  for (const told of [1, 2]) {
    await page.clock.fastForward(PING_MS);
    await poll(pongs).toBe(told);
  }
  expect(await constructed()).toBe(before);
  const placed = await place();
  await stage.bridge.book(tenant, placed.id);
  await poll(main).toContain(placed.orderNumber);
  expect(await constructed()).toBeGreaterThan(before);
  expect(sockets.length).toBe(1);
});

const constructed = async (): Promise<number> => {
  const counts = (await (await stage.bridge.fetch("/_test/constructed")).json()) as Json;
  return Number(counts[tenant.id] ?? 0);
};

test("a page whose socket opens within the second after others were told looks once more", async () => {
  // It opens, and says nothing of what comes after within that second.
  await page.routeWebSocket(/\/live$/, () => undefined);
  await page.clock.install();
  // Later than it is there when this arrives.
  await page.clock.pauseAt(Date.now() + HOUR_MS);
  await open(`${home}/orders`);
  const placed = await place();
  await stage.bridge.book(tenant, placed.id);
  expect(await main()).not.toContain(placed.orderNumber);
  await page.clock.resume();
  await poll(main).toContain(placed.orderNumber);
  expect(await isSameDocument()).toBe(true);
});

test("a page that lost its socket opens another, and looks at once", async () => {
  await open(`${home}/orders`);
  await context.setOffline(true);
  await page.evaluate("0");
  await context.setOffline(false);
  await stage.bridge.evict(tenant);
  const placed = await place();
  await stage.bridge.book(tenant, placed.id);
  await poll(main).toContain(placed.orderNumber);
});

/** What an upgrade is answered with: 101, or why not. */
const upgrade = (
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; end: () => void; isClosed: () => boolean }> =>
  new Promise((resolve, reject) => {
    const asked = request(`${stage.url}${path}`, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...headers,
      },
    });
    asked.on("upgrade", (_answer, socket) => {
      let isClosed = false;
      // Its last frame, or the end of the stream.
      socket.on("data", (bytes: Buffer) => (isClosed ||= bytes[0] === 0x88));
      socket.on("close", () => (isClosed = true));
      resolve({ status: 101, end: () => void socket.destroy(), isClosed: () => isClosed });
    });
    asked.on("response", ({ statusCode }) =>
      resolve({
        status: statusCode ?? 0,
        end: () => void asked.destroy(),
        isClosed: () => true,
      }),
    );
    asked.on("error", reject);
    asked.end();
  });

test("only a page of ours, of somebody who may see the tenant, opens a socket", async () => {
  const origin = stage.url;
  const tried = async (path: string, headers: Readonly<Record<string, string>>) => {
    const { status, end } = await upgrade(path, headers);
    end();
    return status;
  };
  expect(await tried(`${home}/live`, { cookie, origin })).toBe(101);
  expect(await tried(`${home}/live`, { cookie, origin: "https://elsewhere.example" })).toBe(403);
  expect(await tried(`${home}/live`, { cookie })).toBe(403);
  expect(await tried(`${home}/live`, { origin })).toBe(303);
  expect(await tried(`/admin/tenants/nobody/live`, { cookie, origin })).toBe(404);
});

test("a person hears of their own shop alone, until they may no longer come in", async () => {
  const { bridge, url: origin } = stage;
  const made = await bridge.ask("POST", "/tenants", {
    name: "Another shop",
    language: "en",
    asperion: { administrationId: 456 },
  });
  const person = await bridge.ask("POST", "/users", {
    name: "Anna",
    email: "anna@shop.example",
    role: "owner",
    tenantId: String(made["id"]),
  });
  const theirs = await stage.browser.newContext({ baseURL: stage.url, javaScriptEnabled: false });
  const form = await theirs.newPage();
  await form.goto(await mailedLink(bridge, "anna@shop.example"));
  await form.locator("#password").fill("a long and unlikely phrase 7391");
  await Promise.all([form.waitForNavigation(), form.locator("form button").first().click()]);
  const cookies = await theirs.cookies();
  const theirCookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const refused = await upgrade(`${home}/live`, { cookie: theirCookie, origin });
  expect(refused.status).toBe(404);
  const own = await upgrade(`/admin/tenants/${String(made["id"])}/live`, {
    cookie: theirCookie,
    origin,
  });
  expect([own.status, own.isClosed()]).toEqual([101, false]);
  await bridge.ask("DELETE", `/users/${String(person["id"])}`);
  await poll(own.isClosed).toBe(true);
  own.end();
  await theirs.close();
});

test("signing out elsewhere closes the socket, and the page opens no other", async () => {
  await open(`${home}/orders`);
  const tab = await context.newPage();
  await tab.goto(home);
  await tab.getByRole("button", { name: "Sign out", exact: true }).click();
  await tab.waitForURL(/sign-in/);
  await poll(() => sockets[0]?.socket.isClosed()).toBe(true);
  await page.waitForTimeout(1500);
  expect(sockets.length).toBe(1);
  await tab.close();
});
