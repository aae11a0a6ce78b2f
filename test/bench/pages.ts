/**
 * How long each page takes to be made with 10,000 orders behind it, and how many rows of D1 and of
 * the tenant's object it reads. Rows are counted in loads of their own, which aren't timed.
 */
import { gzipSync } from "node:zlib";
import { makeSecrets } from "../../scripts/local/secrets.ts";
import { startWorld, type World } from "../../scripts/local/world.ts";
import {
  missedOf,
  MOST_D1_ROWS,
  MOST_KB,
  MOST_OBJECT_ROWS,
  type PageKind,
  WANTED_MS,
} from "./bounds.ts";
import { forget, inside } from "./inside.ts";
import { USUAL_PER_MINUTE } from "./options.ts";
import { dayOf, firstDay, LACKING, layDays, layOrders } from "./pages-shop.ts";
import { connectedTenant, drained, newOrders, tell, type Tenant, warmDebtors } from "./shop.ts";
import { WRITE } from "../sandbox/settlement-files.ts";
import { fixed, percentile } from "./stats.ts";
import type { Section } from "./table.ts";

const DAY_MS = 86_400_000;
const MOST_MS = 120_000;
const PAYOUTS = 20;
const LINES = 100;
const CUSTOMERS = 5;
const WARM_UP = 5;
const COUNTED = 3;

type Page = PageKind & { readonly name: string; readonly path: string };

/** `missed`: a page took longer or read more than was wanted. */
export async function measurePages(
  { pageJobs, pageLoads }: { readonly pageJobs: number; readonly pageLoads: number },
  progress: (line: string) => void,
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  const secrets = makeSecrets();
  const world = await startWorld({
    ports: { worker: 0, asperion: 0, eaccounting: 0 },
    name: "bench-pages",
    main: "test/bench/measured/worker.ts",
    secrets,
    vars: { EACCOUNTING_RATE_PER_MINUTE: String(USUAL_PER_MINUTE) },
  });
  try {
    const tenant = await connectedTenant(world, "Pages");
    const debtors = await warmDebtors(world, tenant, CUSTOMERS, "Pages");
    await compareOne(world, tenant, debtors);
    progress(`laying ${pageJobs} orders`);
    await world.killAndRestart({
      dead: () => layOrders(world.stateDir, tenant.id, secrets, pageJobs, Date.now()),
    });
    await layDays(world, tenant.id, Date.now());
    const payout = await payOut(world, tenant.id);
    const cookie = await signIn(world);
    const measured: Measured[] = [];
    for (const page of await pagesOf(world, { id: tenant.id, payout }, cookie)) {
      progress(page.name);
      measured.push(await measure(world, page, cookie, pageLoads));
    }
    return {
      section: {
        title: `Pages of a tenant with ${pageJobs} orders, ${pageLoads} loads each, one after the other`,
        head: [
          "",
          "p50 ms",
          "p99 ms",
          "CPU ms",
          "KB",
          "gzipped",
          "rows of D1",
          "rows of the object",
          "wanted",
        ],
        rows: measured.map(({ row }) => row),
        notes: [
          `Wanted: p50 under ${WANTED_MS} ms, at most ${MOST_KB} KB gzipped, ${MOST_D1_ROWS} rows of D1 and ${MOST_OBJECT_ROWS} of the object. A search, and a list of which there is next to nothing, looks at every job up to a bound; a report adds up every order of its days, and payouts are planned from their lines; the CSV is the whole list, streamed, and its bound is a number of lines.`,
          "ms: asked until the whole page is there, the Worker, the object and D1 in one local runtime. CPU: processor time of that runtime for each load, in all of its threads; what else runs on the machine adds little to it. Rows: a load's, as the engines count them; an index entry counts as one.",
          ...measured.flatMap(({ notes }) => notes),
        ],
      },
      missed: measured.some(({ missed }) => missed),
    };
  } finally {
    await world.stop();
  }
}

export async function signIn(world: World): Promise<string> {
  const address = `${world.runtime.url}/admin/sign-in`;
  const asked = await fetch(address);
  const first = cookieOf(asked);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await asked.text())?.[1] ?? "";
  const answer = await fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: {
      cookie: first,
      origin: world.runtime.url,
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ csrf, token: world.adminToken, next: "/admin" }),
  });
  if (answer.status !== 303) throw new Error(`the sign-in was answered with ${answer.status}`);
  return cookieOf(answer);
}

const cookieOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

/** One order that is held, beside those that are booked, and both sides held against each other. */
export async function compareOne(
  world: World,
  tenant: Tenant,
  debtors: readonly number[],
): Promise<void> {
  const { operator } = world;
  const lines = [{ articleCode: LACKING, description: "Gone", quantity: 1, price: 100 }];
  await tell(tenant, await newOrders(operator, 1, debtors, { currencyCode: "SEK", lines }));
  await drained(operator, tenant.id, MOST_MS);
  const today = dayOf(Date.now());
  const range = { from: dayOf(Date.now() - DAY_MS), to: today };
  await operator.ask("POST", `/tenants/${tenant.id}/reconciliation`, range);
  await operator.until("both sides are compared", async () => {
    const { run } = (await operator.ask(
      "GET",
      `/tenants/${tenant.id}/reconciliation?${new URLSearchParams(range)}`,
    )) as { run: { endedAt: number | null } | null };
    return run === null || run.endedAt === null ? null : true;
  });
}

/** Twenty payouts of a hundred orders each. Answers one of them. */
export async function payOut({ operator }: World, id: string): Promise<string> {
  const file = WRITE.stripe(
    Array.from({ length: PAYOUTS }, (_, payout) => ({
      id: `po_bench_${payout}`,
      day: dayOf(Date.now() - payout * DAY_MS),
      lines: Array.from({ length: LINES }, (__, line) => ({
        kind: "sale",
        ref: line === 0 ? "nobody's" : `B${500_001 + payout * LINES + line}`,
        cents: 9_950,
        fee: 990,
      })),
    })),
  );
  const { worker, token } = operator.at;
  const answer = await fetch(`${worker}/api/v1/tenants/${id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" },
    body: file,
  });
  const { payouts } = (await answer.json()) as { payouts?: readonly { id: string }[] };
  await operator.settled(id);
  const [first] = payouts ?? [];
  if (first === undefined) throw new Error(`the payouts were answered with ${answer.status}`);
  return first.id;
}

export async function pagesOf(
  world: World,
  { id, payout }: { readonly id: string; readonly payout: string },
  cookie: string,
): Promise<readonly Page[]> {
  const home = `/admin/tenants/${id}`;
  const list = await (
    await fetch(`${world.runtime.url}${home}/orders?outcome=booked`, { headers: { cookie } })
  ).text();
  const timeline = /\/orders\/(j\d+)"/.exec(list)?.[1] ?? "";
  const next = /href="([^"]+cursor=[^"]+)"/.exec(list)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const now = Date.now();
  const [first, day] = [firstDay(now), dayOf(now)];
  const yesterday = dayOf(now - DAY_MS);
  const comparison = `${home}/comparison`;
  return [
    { name: "all tenants", path: "/admin" },
    { name: "the tenant's first page", path: home },
    { name: "orders", path: `${home}/orders` },
    { name: "orders, the next page", path: next, sums: true },
    {
      name: "orders that were booked today",
      path: `${home}/orders?outcome=booked&from=${day}&to=${day}`,
      sums: true,
    },
    {
      name: "orders of these days by their own date",
      path: `${home}/orders?by=order&from=${first}&to=${day}`,
      sums: true,
    },
    {
      name: "orders, by their documents",
      path: `${home}/orders?sort=document.down`,
      searches: true,
    },
    {
      name: "orders, the longest waiting first",
      path: `${home}/orders?sort=waiting.up`,
      searches: true,
    },
    { name: "orders, a number searched", path: `${home}/orders?text=B501234`, searches: true },
    {
      name: "orders, a text that nothing has",
      path: `${home}/orders?text=nothing-like-it`,
      searches: true,
    },
    {
      name: "orders, a word of many reasons searched",
      path: `${home}/orders?text=article`,
      searches: true,
    },
    {
      name: "orders, a customer's name searched",
      path: `${home}/orders?text=jansen`,
      searches: true,
    },
    {
      name: "orders, an e-mail address searched",
      path: `${home}/orders?text=nobody%40example.com`,
      searches: true,
    },
    { name: "an order's story", path: `${home}/orders/${timeline}` },
    { name: "needs attention", path: `${home}/attention` },
    { name: "customers", path: `${home}/customers`, searches: true },
    { name: "products", path: `${home}/products`, searches: true },
    { name: "stock", path: `${home}/stock`, searches: true },
    { name: "approvals", path: `${home}/approvals` },
    {
      name: "reconciliation of these days",
      path: `${comparison}?from=${first}&to=${day}`,
      sums: true,
    },
    {
      name: "report of a day",
      path: `${comparison}/report?from=${yesterday}&to=${yesterday}`,
      sums: true,
    },
    {
      name: "report of these days",
      path: `${comparison}/report?from=${first}&to=${day}`,
      sums: true,
    },
    { name: "posting list of a day", path: `${comparison}/postings?day=${yesterday}` },
    {
      name: "posting list of these days",
      path: `${comparison}/postings?from=${first}&to=${day}`,
      sums: true,
    },
    { name: "payouts", path: `${home}/payouts`, sums: true },
    { name: "a payout", path: `${home}/payouts/${payout}`, sums: true },
    { name: "owed by providers", path: `${home}/clearing` },
    { name: "daily vouchers", path: `${home}/days` },
    { name: "search over all shops", path: "/admin/search?q=B501234", searches: true },
    { name: "connections", path: `${home}/connections` },
    { name: "syncs", path: `${home}/syncs` },
    { name: "preview of a sync of articles", path: `${home}/previews/products` },
    { name: "preview of the next look for orders", path: `${home}/previews/orders` },
    { name: "set-up, what the connections allow", path: `${home}/setup/connect` },
    { name: "set-up, the questions", path: `${home}/setup/questions` },
    { name: "personal data", path: `${home}/personal-data` },
    { name: "versions of the settings", path: `${home}/settings/versions` },
    { name: "all mappings", path: `${home}/settings/lookups` },
    { name: "mapping", path: `${home}/mapping` },
    { name: "settings", path: `${home}/settings/orders` },
    { name: "settings of a look-up", path: `${home}/settings/lookups/termsOfPayment` },
    { name: "who changed what", path: `${home}/audit` },
    { name: "all orders as CSV", path: `${home}/orders.csv`, table: true },
  ];
}

type Measured = {
  readonly row: readonly string[];
  readonly notes: readonly string[];
  readonly missed: boolean;
};

async function measure(
  world: World,
  { name, path, ...kind }: Page,
  cookie: string,
  loads: number,
): Promise<Measured> {
  const { table = false } = kind;
  const times: number[] = [];
  let [bytes, travelling] = [0, 0];
  const load = async (): Promise<void> => {
    const began = performance.now();
    const answer = await fetch(`${world.runtime.url}${path}`, {
      headers: { cookie },
      redirect: "manual",
    });
    const body = await answer.arrayBuffer();
    times.push(performance.now() - began);
    bytes = body.byteLength;
    travelling = table ? 0 : gzipSync(new Uint8Array(body)).length;
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
  };
  for (let n = 0; n < (table ? 1 : WARM_UP); n += 1) await load();
  times.length = 0;
  const before = (await world.runtime.usage()).cpuMs;
  for (let n = 0; n < (table ? 3 : loads); n += 1) await load();
  const cpu = ((await world.runtime.usage()).cpuMs - before) / times.length;
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  await forget(world, true);
  for (let n = 0; n < COUNTED; n += 1) await load();
  const { counts, statements } = await inside(world);
  await forget(world);
  const d1 = (counts["D1 rows read"] ?? 0) / COUNTED;
  const object = (counts["object rows read"] ?? 0) / COUNTED;
  const missed = missedOf(kind, { p50, kb: travelling / 1000, d1, object });
  return {
    row: [
      name,
      fixed(p50),
      fixed(p99),
      fixed(cpu),
      fixed(bytes / 1000),
      table ? "" : fixed(travelling / 1000),
      fixed(d1),
      fixed(object),
      missed.length === 0 ? "met" : `MISSED: ${missed.join(", ")}`,
    ],
    notes:
      object <= MOST_OBJECT_ROWS
        ? []
        : [
            `${name}: ${statements.map(([statement, rows]) => `${fixed(rows / COUNTED)} by ${statement.replaceAll(/\s+/g, " ").slice(0, 160)}`).join("; ")}`,
          ],
    missed: missed.length > 0,
  };
}
