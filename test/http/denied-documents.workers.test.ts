/** A company that can't take what orders become: every page says so, with one remedy. */
import { expect, test } from "vitest";
import type { LedgerCompany } from "../../src/domain/ledger/ledger.ts";
import { reasonOf } from "../../src/domain/vendors/reason-of-failure.ts";
import type { TenantHealth } from "../../src/sync/contract/index.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";
import { company } from "./world.ts";

const ORDERS = { startLine: "2026-11-20T06:00:00Z", statuses: [2] };
const SETUP = { flows: ["orders"] };
const WAITS = /Orders<\/dt>\s*<dd>\s*<span class="badge[^"]*warn[^"]*">Waits</;
const GOOD = String.raw`<\/dt>\s*<dd>\s*<span class="badge[^"]*good[^"]*">On<`;
/** With a line of its own where something is said of it. */
const ON = new RegExp(`Orders${GOOD}|Syncs${GOOD}/span>\\s*Orders`);
const REMEDY = "Choose another document, or have eAccounting allow this one";

const REFUSED = reasonOf({
  kind: "no-access",
  vendor: "eaccounting",
  capability: "orders",
  code: 4002,
  message: "",
});

async function openShop(address: string) {
  const now = {
    facts: {} as Partial<LedgerCompany>,
    closed: [] as TenantHealth["capabilities"],
    more: {} as Partial<TenantHealth>,
  };
  const shop = await open(address, {
    "monitoring.health": (id: string) => ({
      ...connectedHealth(id),
      company: { ...company("c-1", "Demo AB"), ...now.facts },
      capabilities: now.closed,
      ...now.more,
    }),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "reads.names": NAMES,
  });
  const page = async (path: string) =>
    (await shop.user.go(`/admin/tenants/${shop.id}${path}`)).text;
  return { ...shop, now, page };
}

test("every page says that the company can't take what orders become, until one of the two changes", async () => {
  const { configure, now, page, id } = await openShop("203.0.113.175");
  now.facts = { modules: ["stock_standard"], lockedTo: "2026-12-31" };
  expect((await configure({ orders: ORDERS, setup: SETUP })).status).toBe(200);
  const link = `/admin/tenants/${id}/settings/document#orders.type`;
  const checked = "?done=connection-works";
  const paths = [`/setup/connect${checked}`, "/setup/live", `/connections${checked}`];
  for (const path of paths) {
    const text = await page(path);
    expect(text).toMatch(/This company can&#39;t take.*<b>Sales order<.*\(order_standard\)/s);
    expect(text).toContain(REMEDY);
    expect(text).toContain(`href="${link}"`);
    expect(text).not.toContain("The connection works.");
  }
  expect(await page("/setup/connect")).toMatch(/Books closed through.*31 Dec 2026/s);
  await configure({ orders: { ...ORDERS, enabled: true }, setup: SETUP });
  const home = await page("");
  expect(home).toMatch(WAITS);
  expect(home).toContain(`href="${link}"`);
  now.facts = { modules: ["stock_standard", "order_standard"] };
  expect(await page("")).toMatch(ON);
  for (const path of paths) {
    const text = await page(path);
    expect(text).not.toContain("This company can&#39;t take");
    expect(text.includes("The connection works.")).toBe(path.endsWith(checked));
  }
  now.facts = { modules: ["stock_standard"] };
  await configure({ orders: { ...ORDERS, type: "draft-invoice" }, setup: SETUP });
  expect(await page("/setup/live")).not.toContain("This company can&#39;t take");
});

test("what eAccounting refused within the hour is denied too, and a part that no order needs isn't", async () => {
  const { configure, now, page } = await openShop("203.0.113.176");
  await configure({ orders: { ...ORDERS, enabled: true }, setup: SETUP });
  expect(await page("")).toMatch(ON);
  const closed = (capability: string) => [
    { vendor: "eaccounting" as const, capability, reason: REFUSED, until: Date.now() },
  ];
  now.closed = closed("vouchers");
  expect(await page("")).toMatch(ON);
  now.closed = closed("orders");
  expect(await page("")).toMatch(WAITS);
  const live = await page("/setup/live");
  expect(live).toContain(REMEDY);
  // Why is a guess: the user's rights may be lacking, and not the company's plan.
  expect(live).toContain("eAccounting denies access to sales orders.");
  expect(live).not.toContain("This company can&#39;t take");
});

test("under the cash method drafts aren't denied, and invoices are put on hold, not tried again", async () => {
  const { configure, now, page, id } = await openShop("203.0.113.178");
  now.more = { bookkeeping: "cash" };
  const orders = { ...ORDERS, enabled: true };
  await configure({ orders: { ...orders, type: "draft-invoice" }, setup: SETUP });
  expect(await page("")).toMatch(ON);
  expect(await page("/connections")).not.toContain("This company can&#39;t take");
  await configure({ orders: { ...orders, type: "invoice" }, setup: SETUP });
  expect(await page("")).toMatch(ON);
  const text = await page("/connections");
  expect(text).toMatch(/This company can&#39;t take.*such orders are put on hold/s);
  expect(text).toContain(`href="/admin/tenants/${id}/settings/document#orders.type"`);
  expect(text).not.toContain("within the hour");
});

test("a missing permission leads to the connections, and to no other document", async () => {
  const { configure, now, page, id } = await openShop("203.0.113.179");
  const { connections } = connectedHealth(id);
  now.more = { connections: connections.map((one) => ({ ...one, scope: "ea:api" })) };
  await configure({ orders: { ...ORDERS, enabled: true, type: "invoice" }, setup: SETUP });
  const [home, text] = [await page(""), await page("/connections")];
  expect(home).toMatch(WAITS);
  expect(text).toMatch(/This company can&#39;t take.*\(ea:sales\)/s);
  for (const told of [home, text]) {
    expect(told).not.toContain(REMEDY);
    expect(told).not.toContain("settings/document#orders.type");
    expect(told).toMatch(/href="[^"]*connections[^"]*">[^<]*Connections/);
  }
});

test("a rule's document that is denied doesn't make all orders wait", async () => {
  const { configure, now, page } = await openShop("203.0.113.180");
  now.facts = { modules: ["stock_standard"] };
  const typeRules = [{ type: "sales-order", deliveryCountries: ["DK"] }];
  const orders = { ...ORDERS, enabled: true, type: "invoice", typeRules };
  expect((await configure({ orders, setup: SETUP })).status).toBe(200);
  const home = await page("");
  expect(home).toMatch(ON);
  expect(home).toContain("This company can&#39;t take");
});

test("the alert names what eAccounting denies, and its remedy isn't to connect again", async () => {
  const { page, world, id } = await openShop("203.0.113.177");
  const own = [{ id: "a1", since: 1, reason: REFUSED }];
  world.tenants.answers["jobs.held"] = { groups: [], next: null, areas: [], causes: [], own };
  const text = await page("");
  expect(text).toContain("eAccounting denies access to sales orders (code 4002)");
  expect(text).toContain(REMEDY);
  expect(text).toContain(`href="/admin/tenants/${id}/settings/document#orders.type"`);
  expect(text).not.toContain("connect again");
});
