/** How long each page takes to be made with 10,000 orders behind it, and how many rows of the tenant's object it reads. Rows of D1 aren't counted: what drizzle reads comes without the engine's own figures. */
import { makeSecrets } from "../local/secrets.ts";
import { startWorld, type World } from "../local/world.ts";
import { forget, inside } from "./inside.ts";
import { USUAL_PER_MINUTE } from "./options.ts";
import { layOrders } from "./pages-shop.ts";
import { connectedTenant, warmDebtors } from "./shop.ts";
import { fixed, percentile } from "./stats.ts";
import type { Section } from "./table.ts";

const CUSTOMERS = 5;
const WARM_UP = 5;
const WANTED_MS = 100;

type Page = { readonly name: string; readonly path: string };

export async function measurePages({ pageJobs, pageLoads }: { readonly pageJobs: number; readonly pageLoads: number }, progress: (line: string) => void): Promise<Section> {
  const secrets = makeSecrets();
  const world = await startWorld({ ports: { worker: 0, asperion: 0, eaccounting: 0 }, name: "bench-pages", main: "test/bench/measured/worker.ts", secrets, vars: { EACCOUNTING_RATE_PER_MINUTE: String(USUAL_PER_MINUTE) } });
  try {
    const tenant = await connectedTenant(world, "Pages");
    await warmDebtors(world, tenant, CUSTOMERS, "Pages");
    progress(`laying ${pageJobs} orders`);
    await world.killAndRestart({ dead: () => layOrders(world.stateDir, tenant.id, secrets, pageJobs, Date.now()) });
    await copyToD1(world, tenant.id, pageJobs);
    const cookie = await signIn(world);
    const rows: string[][] = [];
    for (const page of await pagesOf(world, tenant.id, cookie)) {
      progress(page.name);
      rows.push(await measure(world, page, cookie, pageLoads));
    }
    return {
      title: `Pages of a tenant with ${pageJobs} orders, ${pageLoads} loads each, one after the other`,
      head: ["", "p50 ms", "p99 ms", "KB", "rows of the object", "wanted"],
      rows,
      notes: ["ms: asked until the whole page is there, the Worker, the object and D1 in one local runtime. Rows: a load's, as the engine counts them; an index entry counts as one.", "The CSV is the whole list; it is streamed, and its bound is a number of lines."],
    };
  } finally {
    await world.stop();
  }
}

/** What the projection would have brought: the newest job there is copied. */
async function copyToD1(world: World, tenantId: string, count: number): Promise<void> {
  const d1 = await world.runtime.d1("DB");
  await d1
    .prepare(
      `INSERT INTO jobs (tenant_id, id, "key", flow, status, outcome, label, gross, vat, currency, reason, created_at, updated_at, seq)
         WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
         SELECT j.tenant_id, 'j5' || i, 'order:' || (500000 + i), j.flow, j.status, j.outcome, j.label, j.gross, j.vat, j.currency, j.reason, j.created_at - i * 200000, j.updated_at - i * 200000, i
           FROM n, (SELECT * FROM jobs WHERE tenant_id = '${tenantId}' AND flow = 'orders' LIMIT 1) j`,
    )
    .all();
}

async function signIn(world: World): Promise<string> {
  const address = `${world.runtime.url}/admin/sign-in`;
  const asked = await fetch(address);
  const first = cookieOf(asked);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await asked.text())?.[1] ?? "";
  const answer = await fetch(address, { method: "POST", redirect: "manual", headers: { cookie: first, origin: world.runtime.url, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ csrf, token: world.adminToken, next: "/admin" }) });
  if (answer.status !== 303) throw new Error(`the sign-in was answered with ${answer.status}`);
  return cookieOf(answer);
}

const cookieOf = (answer: Response): string => answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");

async function pagesOf(world: World, id: string, cookie: string): Promise<readonly Page[]> {
  const home = `/admin/tenants/${id}`;
  const list = await (await fetch(`${world.runtime.url}${home}/orders?outcome=booked`, { headers: { cookie } })).text();
  const story = /\/orders\/(j\d+)"/.exec(list)?.[1] ?? "";
  const next = /href="([^"]+cursor=[^"]+)"/.exec(list)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const day = new Date().toISOString().slice(0, 10);
  return [
    { name: "all tenants", path: "/admin" },
    { name: "the tenant's first page", path: home },
    { name: "orders", path: `${home}/orders` },
    { name: "orders, the next page", path: next },
    { name: "orders that were booked today", path: `${home}/orders?outcome=booked&from=${day}&to=${day}` },
    { name: "orders, a number searched", path: `${home}/orders?text=B501234` },
    { name: "orders, a text that nothing has", path: `${home}/orders?text=nothing-like-it` },
    { name: "orders, an e-mail address searched", path: `${home}/orders?text=nobody%40example.com` },
    { name: "an order's story", path: `${home}/orders/${story}` },
    { name: "needs attention", path: `${home}/attention` },
    { name: "customers", path: `${home}/customers` },
    { name: "products", path: `${home}/products` },
    { name: "stock", path: `${home}/stock` },
    { name: "comparison", path: `${home}/comparison` },
    { name: "mapping", path: `${home}/mapping` },
    { name: "settings", path: `${home}/settings/orders` },
    { name: "settings of a look-up", path: `${home}/settings/lookups/termsOfPayment` },
    { name: "who changed what", path: `${home}/audit` },
    { name: "all orders as CSV", path: `${home}/orders.csv` },
  ];
}

async function measure(world: World, { name, path }: Page, cookie: string, loads: number): Promise<string[]> {
  const times: number[] = [];
  let bytes = 0;
  const table = path.includes(".csv");
  const load = async (): Promise<void> => {
    const began = performance.now();
    const answer = await fetch(`${world.runtime.url}${path}`, { headers: { cookie }, redirect: "manual" });
    bytes = (await answer.arrayBuffer()).byteLength;
    times.push(performance.now() - began);
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
  };
  for (let n = 0; n < (table ? 1 : WARM_UP); n += 1) await load();
  times.length = 0;
  await forget(world);
  const count = table ? 3 : loads;
  for (let n = 0; n < count; n += 1) await load();
  const { counts } = await inside(world);
  const each = (what: string): number => (counts[what] ?? 0) / count;
  const p50 = percentile(times, 0.5);
  const verdict = table ? "" : `p50 < ${WANTED_MS}: ${p50 < WANTED_MS ? "met" : "MISSED"}`;
  return [name, fixed(p50), fixed(percentile(times, 0.99)), fixed(bytes / 1000), fixed(each("object rows read")), verdict];
}
