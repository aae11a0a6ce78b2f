/**
 * The demo as one Worker: somebody comes, sees what was booked, places an order and sees it booked.
 * Nothing leaves it, whoever asks, and each night it is as if nobody had been there.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { stories } from "../../scripts/demo/stories.ts";
import type { Made } from "../../scripts/hosted-demo/make-anew.ts";
import { lastNight } from "../../scripts/hosted-demo/every-night.ts";
import type { JobSummary } from "../../scripts/local/operator.ts";
import { WAIT_MS } from "../support/patience.ts";
import { held, type StartedDemo, startDemo } from "../../scripts/hosted-demo/visit.ts";

const DAY_MS = 86_400_000;
const LANGUAGES = ["en", "nl", "pl", "sv"] as const;
const MUGS = { kind: "company", count: "1", debtorId: "", paymentMethodId: "" };

let demo: StartedDemo;
/** What the first visitor was told. */
let first: { readonly status: number; readonly text: string };

beforeAll(async () => {
  demo = await startDemo();
  const answer = await demo.visitor.get("/");
  first = { status: answer.status, text: await answer.text() };
  await ready();
});
afterAll(() => demo.stop());

const answers = (status: number): Promise<true> =>
  demo.operator.until(
    `the demo's page answers ${status}`,
    async () => ((await demo.visitor.get("/")).status === status ? true : null),
    WAIT_MS,
  );
const ready = () => answers(200);

const shopId = (shop: string): string => shop.split("/").at(-1) ?? "";

const ordersOf = (shop: string): Promise<readonly JobSummary[]> =>
  demo.operator.jobs(shopId(shop), { flow: "orders" });

const booked = async (shop: string): Promise<readonly JobSummary[]> =>
  (await ordersOf(shop)).filter(({ outcome }) => outcome === "booked");

/** Places an order on the shop's page and answers its number once it is over. */
async function placed(shop: string): Promise<string> {
  const before = (await booked(shop)).map(({ id }) => id);
  const answer = await demo.visitor.post("/sandbox/asperion/_control/play/123/orders", MUGS);
  expect([answer.status, answer.headers.get("location")]).toEqual([
    303,
    "/sandbox/asperion/?administration=123",
  ]);
  return demo.operator.until("the order is booked", async () => {
    const more = (await booked(shop)).find(({ id }) => !before.includes(id));
    return more === undefined ? null : String(more.label);
  });
}

test("whoever comes first is told to wait, and the demo makes itself meanwhile", () => {
  expect(first.status).toBe(503);
  expect(first.text).toContain('http-equiv="refresh"');
  expect(first.text).toContain("The demo is being made anew.");
});

test("a visitor sees the shop's orders, as the bridge's pages show them", async () => {
  const shop = await demo.visitor.enter("en");
  const jobs = await booked(shop);
  const wanted = stories.filter(({ expected }) => expected.outcome === "booked");
  expect(jobs).toHaveLength(wanted.length);
  const page = await demo.visitor.page(`${shop}/orders`);
  for (const { label } of jobs) expect(page).toContain(String(label));
  expect(await demo.visitor.page("/sandbox/eaccounting/")).toContain("Fjällbutiken AB");
});

test.each(LANGUAGES)("pages in %s say that this is a demo, and when it ends", async (language) => {
  const shop = await demo.visitor.enter(language);
  const page = await demo.visitor.page(shop);
  expect(page).toContain(`<html lang="${language}">`);
  expect(/<aside class="notice busy"[^>]*>[^]*?<\/aside>/.exec(page)?.[0]).toContain("02:00 UTC");
  expect(await demo.visitor.page(`/?language=${language}`)).toContain("02:00 UTC");
  const changed = await demo.visitor.post("/admin/language", { language: "en", next: shop });
  expect(changed.headers.get("location")).toBe(shop);
  expect(await demo.visitor.page(shop)).toContain('<html lang="en">');
});

test("an order that a visitor places on the shop's page is booked within the demo", async () => {
  const shop = await demo.visitor.enter("en");
  const number = await placed(shop);
  expect(await demo.visitor.page(`${shop}/orders`)).toContain(number);
  expect(held(await demo.visitor.page("/sandbox/eaccounting/"))).toContain(`${number} #`);
});

test("sandboxes that lost their memory hold what they held, and take the next order", async () => {
  const pages = ["/sandbox/asperion/", "/sandbox/eaccounting/"];
  const shop = await demo.visitor.enter("en");
  await placed(shop);
  const before = await Promise.all(pages.map(async (path) => held(await demo.visitor.page(path))));
  await demo.runtime.evict("Sandboxes", "demo");
  const after = await Promise.all(pages.map(async (path) => held(await demo.visitor.page(path))));
  expect(after).toEqual(before);
  expect(before[1]).toContain("Demo AB");
  const number = await placed(shop);
  expect(held(await demo.visitor.page("/sandbox/eaccounting/"))).toContain(`${number} #`);
});

let shopOfAll: string | undefined;

test.each([
  ["GET", "/api/v1/tenants"],
  ["GET", "/api/openapi.json"],
  ["POST", "/mcp"],
  ["POST", "/webhooks/asperion/demo-shop"],
  ["GET", "/oauth/asperion/callback"],
  ["GET", "/connect/demo-shop/asperion"],
  ["POST", "/admin/profile/password"],
  ["POST", "/admin/profile/passkeys"],
  ["POST", "/admin/sessions/end-others"],
  ["POST", "/admin/tenants/SHOP/settings/orders"],
  ["POST", "/admin/tenants/SHOP/notices/chat/slack"],
  ["POST", "/admin/tenants/SHOP/secrets"],
  ["POST", "/admin/tenants/SHOP/people"],
  ["POST", "/admin/tenants/SHOP/payouts"],
  ["POST", "/admin/tenants/SHOP/orders/views"],
  ["GET", "/sandbox/asperion/_control/state"],
  ["GET", "/sandbox/asperion/v1/debtors"],
  ["POST", "/sandbox/asperion/_control/webhooks"],
  ["POST", "/sandbox/asperion/_control/play/123/webhooks"],
  ["POST", "/sandbox/asperion/_control/play/123/articles"],
  ["POST", "/sandbox/asperion/_control/switches"],
  ["POST", "/sandbox/asperion/_control/reset"],
  ["POST", "/sandbox/eaccounting/_control/play/companies"],
  ["POST", "/sandbox/eaccounting/connect/token"],
])("a visitor is refused %s %s", async (method, path) => {
  shopOfAll ??= await demo.visitor.enter("en");
  const to = path.replace("SHOP", shopId(shopOfAll));
  const answer = await (method === "GET" ? demo.visitor.get(to) : demo.visitor.post(to, {}));
  expect([answer.status, await answer.text()]).toEqual([
    403,
    expect.stringContaining("This can&#39;t be done in the demo"),
  ]);
});

test("ways in that would be a visitor's own lead to the demo's page", async () => {
  for (const path of ["/admin/sign-in", "/admin/forgotten", "/admin/welcome/some-link"])
    expect((await demo.visitor.get(path)).headers.get("location")).toBe("/");
});

test("another site's form does nothing, and neither does one that asks for too much", async () => {
  await demo.visitor.enter("en");
  const path = "/sandbox/asperion/_control/play/123/orders";
  const orders = (): Promise<string> => demo.visitor.page("/sandbox/asperion/").then(held);
  const before = await orders();
  const foreign = await demo.visitor.post(path, MUGS, { origin: "https://elsewhere.example" });
  const many = await demo.visitor.post(path, { ...MUGS, count: "6" });
  const long = await demo.visitor.post(path, { ...MUGS, more: "x".repeat(70_000) });
  expect([foreign.status, many.status, long.status]).toEqual([403, 403, 403]);
  expect(await orders()).toBe(before);
});

test("a day has only so many orders and visits", async () => {
  const path = "/sandbox/asperion/_control/play/123/orders";
  const storage = await demo.runtime.objectStorage("Sandboxes", "demo");
  const count = async (what: string, value: string): Promise<void> =>
    void (await storage.exec("INSERT OR REPLACE INTO facts VALUES (?, ?)", what, value));
  const shop = await demo.visitor.enter("en");
  await count("act", "499");
  await placed(shop);
  const full = await demo.visitor.post(path, MUGS);
  expect([full.status, await full.text()]).toEqual([
    429,
    expect.stringContaining("as much to do today as it takes"),
  ]);
  await count("enter", "5000");
  expect((await demo.visitor.post("/demo/enter", { language: "en" })).status).toBe(429);
  await count("act", "0");
  await count("enter", "0");
});

test.each(["by-the-bridge", "by-anything"])("no address can be reached %s", async (way) => {
  for (const to of [
    "https://api.asperion.nl/v1/debtors",
    "https://identity.vismaonline.com/connect/token",
    "https://hooks.slack.com/services/T0/B0/secret",
    "http://asperion.invalid/",
    "https://asperion.invalid:8443/",
    "https://asperion.invalid@shop.example/",
    "http://127.0.0.1/",
  ]) {
    const answer = await demo.visitor.get(`/_test/${way}?to=${encodeURIComponent(to)}`);
    expect([to, await answer.json()]).toEqual([to, { fault: "NoWayOut" }]);
  }
  expect(demo.outbound).toEqual([]);
});

test("alerts go nowhere, whatever an operator would have set up", async () => {
  const { operator } = demo;
  const id = shopId(await demo.visitor.enter("en"));
  await operator.ask("PUT", `/tenants/${id}/notifications/chats/slack`, {
    address: "https://hooks.slack.com/services/T0/B0/secret",
  });
  await operator.ask("POST", `/tenants/${id}/notifications/secret`);
  await operator.configure(id, {
    notifications: { emails: ["books@shop.example"], webhook: "https://alerts.shop.se/" },
  });
  const state = () => operator.ask("GET", `/tenants/${id}/notifications`);
  const { channels } = await operator.ask("POST", `/tenants/${id}/notifications/test`);
  expect(channels).toEqual(expect.arrayContaining(["webhook", "slack"]));
  const { mail } = await operator.until("sending was tried", async () => {
    const told = await state();
    return told["lastFault"] === null ? null : told;
  });
  expect(mail).toBe(false);
  expect(demo.outbound).toEqual([]);
});

test("in the night all of it is made anew, and nothing is left of the day", async () => {
  const shop = await demo.visitor.enter("en");
  const number = await placed(shop);
  const storage = await demo.runtime.objectStorage("Sandboxes", "demo");
  const [{ value } = {}] = await storage.exec("SELECT value FROM facts WHERE name = 'made'");
  const { at } = JSON.parse(String(value)) as Made;
  const tomorrow = lastNight(at) + DAY_MS;
  await demo.runtime.cron(tomorrow - 1);
  expect((await demo.visitor.get("/")).status).toBe(200);
  await demo.runtime.cron(tomorrow);
  await answers(503);
  await ready();
  expect((await demo.visitor.get(shop)).headers.get("location")).toMatch(/^\/admin\/sign-in/);
  const fresh = await demo.visitor.enter("en");
  expect(fresh).not.toBe(shop);
  const labels = (await ordersOf(fresh)).map(({ label }) => label);
  expect(labels).not.toContain(number);
  const db = await demo.runtime.d1("DB");
  const { results } = await db.prepare("SELECT id FROM tenants").all();
  expect(results).toEqual([{ id: shopId(fresh) }]);
  const object = await demo.runtime.objectStorage("TenantSync", shopId(shop));
  expect([...(await object.exec("SELECT count(*) AS jobs FROM jobs"))]).toEqual([{ jobs: 0 }]);
  expect(demo.outbound).toEqual([]);
});

test("a database with somebody else's shops or people is left as it is, and the page says why", async () => {
  const other = await startDemo("hosted-demo-of-others", demo.folder);
  try {
    const db = await other.runtime.d1("DB");
    await db
      .prepare(
        `INSERT INTO tenants (id, name, language, administration_id, state, settings_version, created_at)
         VALUES ('a-real-shop', 'A real shop', 'en', 7, 'active', 1, 1)`,
      )
      .all();
    const refused = async (): Promise<true | null> =>
      (await other.visitor.page("/")).includes("bind a D1 database of its own") ? true : null;
    await other.operator.until("the page says why", refused, WAIT_MS);
    await other.runtime.cron(lastNight(Date.now()) + DAY_MS);
    const { results } = await db.prepare("SELECT id, state FROM tenants").all();
    expect(results).toEqual([{ id: "a-real-shop", state: "active" }]);

    // Once it is away, the demo takes the database, and keeps it from then on.
    await db.prepare("DELETE FROM tenants").all();
    await other.operator.until(
      "the demo is made",
      async () => ((await other.visitor.get("/")).status === 200 ? true : null),
      WAIT_MS,
    );
    const mark = await db.prepare("SELECT name FROM sqlite_master WHERE name = '_demo'").all();
    expect(mark.results).toHaveLength(1);
  } finally {
    await other.stop();
  }
});
