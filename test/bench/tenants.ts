/**
 * Many tenants at once under one limit of the vendor: webhooks come in bursts, everybody has
 * waiting work, and the gate has to share. How long a webhook waits for its answer, how fully the
 * limit is used, and how evenly.
 */
import type { Usage } from "../../scripts/local/usage.ts";
import type { World } from "../../scripts/local/world.ts";
import { load } from "./load.ts";
import { type Sizes } from "./options.ts";
import {
  drained,
  newDebtors,
  newOrders,
  setUp,
  signedInTenant,
  tell,
  type Tenant,
} from "./shop.ts";
import { webhook } from "./sign.ts";
import { fixed, percentile } from "./stats.ts";
import type { Section } from "./table.ts";
import { type Call, callsSince, lastCall, READ_ORDER, WRITE_ORDER } from "./vendor-log.ts";

const BURST = 500;
const CONNECTIONS = 32;
const OPENED_AT_ONCE = 10;
const MINUTE = 60_000;
const WANTED = 0.95;
/** Of what an even share would be, over any minute in which the tenant had waiting work. */
const FAIR = 0.5;

type Shop = { readonly tenant: Tenant; readonly orders: readonly number[] };

export async function measureTenants(
  world: World,
  sizes: Sizes,
  say: (line: string) => void,
): Promise<readonly Section[]> {
  const tenants: Tenant[] = [];
  for (let n = 0; n < sizes.tenants; n += 1) tenants.push(await signedInTenant(world, `Crowd${n}`));
  // One after the other as well: together they would be over the limit, and a set-up that is refused is a person's to repeat.
  for (const tenant of tenants) await setUp(world, tenant);
  const shops: Shop[] = [];
  for (let start = 0; start < tenants.length; start += OPENED_AT_ONCE)
    shops.push(
      ...(await Promise.all(
        tenants
          .slice(start, start + OPENED_AT_ONCE)
          .map((tenant, n) =>
            opened(world, tenant, `Crowd${start + n}`, Math.ceil(sizes.crowd / sizes.tenants)),
          ),
      )),
    );
  say(`tenants: ${shops.length} are open`);
  const { operator } = world;
  const [since, read] = [
    await lastCall(operator, "eaccounting"),
    await lastCall(operator, "asperion"),
  ];
  const before = await world.runtime.usage();
  const started = performance.now();
  const acknowledged = await told(world, shops);
  say("tenants: all is told");
  for (const { tenant } of shops) await drained(operator, tenant.id, 3_600_000);
  const seconds = (performance.now() - started) / 1000;
  const calls = (await callsSince(operator, "eaccounting", since, true)).filter(
    (call) => call.route === WRITE_ORDER,
  );
  const reads = (await callsSince(operator, "asperion", read)).filter(
    (call) => call.route === READ_ORDER,
  ).length;
  const orders = shops.flatMap((shop) => shop.orders).length;
  const after = await world.runtime.usage();
  return [
    endpointSection(acknowledged, orders),
    shareSection(calls, shops, { sizes, orders, seconds, reads }),
    workSection(calls, orders, before, after),
  ];
}

/** Its customer is known, and its first order is behind it. */
async function opened(world: World, tenant: Tenant, name: string, count: number): Promise<Shop> {
  const debtors = await newDebtors(world.operator, 1, name);
  await tell(tenant, await newOrders(world.operator, 1, debtors));
  await drained(world.operator, tenant.id, 120_000);
  return { tenant, orders: await newOrders(world.operator, count, debtors) };
}

type Acknowledged = {
  readonly p50: number;
  readonly p99: number;
  readonly statuses: Readonly<Record<string, number>>;
};

/** By turns for each tenant, a burst as fast as the endpoint takes it, then the next one. */
async function told(world: World, shops: readonly Shop[]): Promise<Acknowledged> {
  const most = Math.max(...shops.map((shop) => shop.orders.length));
  const requests = Array.from({ length: most }, (_, n) =>
    shops.flatMap(({ tenant, orders }) =>
      orders[n] === undefined ? [] : [webhook(tenant.target, orders[n])],
    ),
  ).flat();
  const port = Number(new URL(world.runtime.url).port);
  const bursts = [];
  for (let start = 0; start < requests.length; start += BURST)
    bursts.push(await load(port, requests.slice(start, start + BURST), CONNECTIONS));
  const statuses: Record<string, number> = {};
  for (const burst of bursts)
    for (const [status, count] of Object.entries(burst.statuses))
      statuses[status] = (statuses[status] ?? 0) + count;
  return {
    p50: percentile(
      bursts.map((burst) => burst.p50),
      0.5,
    ),
    p99: Math.max(...bursts.map((burst) => burst.p99)),
    statuses,
  };
}

function endpointSection({ p50, p99, statuses }: Acknowledged, orders: number): Section {
  return {
    title: `Webhooks in bursts of ${BURST}`,
    head: ["", "webhooks", "p50 ms", "p99 ms", "answers", "wanted"],
    rows: [
      [
        "acknowledged while bookings run",
        String(orders),
        fixed(p50, 1),
        fixed(p99, 1),
        JSON.stringify(statuses),
        `all 202: ${statuses["202"] === orders ? "met" : "MISSED"}`,
      ],
    ],
    notes: [
      "p99: of the worst burst. Each connection sends its next webhook as soon as the last was answered.",
    ],
  };
}

type Told = {
  readonly sizes: Sizes;
  readonly orders: number;
  readonly seconds: number;
  readonly reads: number;
};

function shareSection(
  calls: readonly Call[],
  shops: readonly Shop[],
  { sizes, orders, seconds, reads }: Told,
): Section {
  const at = calls.map((call) => Date.parse(call.at)).toSorted((a, b) => a - b);
  const perMinute = ((at.length - 1) / ((at.at(-1) ?? 0) - (at[0] ?? 0))) * MINUTE;
  const share = perMinute / sizes.crowdPerMinute;
  const refused = calls.filter((call) => call.status === 429).length;
  const booked = calls.filter((call) => call.status === 201 || call.status === 200).length;
  const least = leastShare(calls, shops.length);
  const good = share >= WANTED && refused === 0 && booked === orders && least >= FAIR;
  return {
    title: `${shops.length} tenants under one limit`,
    head: [
      "",
      "orders",
      "booked",
      "limit/min",
      "booked/min",
      "share",
      "429s",
      "least of an even share",
      "reads an order",
      "seconds",
      "at least",
      "wanted",
    ],
    rows: [
      [
        `all wait at once, ${sizes.consumers} consumers`,
        String(orders),
        String(booked),
        String(sizes.crowdPerMinute),
        fixed(perMinute),
        share.toFixed(3),
        String(refused),
        least.toFixed(2),
        fixed(reads / orders, 2),
        fixed(seconds, 1),
        fixed((orders / sizes.crowdPerMinute) * 60, 1),
        `≥ ${WANTED}, no 429, ≥ ${FAIR}: ${good ? "met" : "MISSED"}`,
      ],
    ],
    notes: [
      "least of an even share: of any tenant over any minute (or the whole, if shorter) in which it had waiting work, against the limit divided by all tenants. at least: what the limit itself allows.",
    ],
  };
}

const TENTHS = 10;

/** What the runtime did and held, and whether it becomes slower as it goes on. */
function workSection(calls: readonly Call[], orders: number, before: Usage, after: Usage): Section {
  const at = calls.map((call) => Date.parse(call.at)).toSorted((a, b) => a - b);
  const each = Math.floor(at.length / TENTHS);
  const paces = Array.from(
    { length: TENTHS },
    (_, n) => (each / ((at[(n + 1) * each - 1] ?? 0) - (at[n * each] ?? 0))) * MINUTE,
  );
  return {
    title: "The runtime meanwhile",
    head: [
      "",
      "processor ms an order",
      "MB before",
      "MB at most",
      "booked/min in the first tenth",
      "in the slowest",
      "in the last",
      "",
    ],
    rows: [
      [
        "workerd, all tenants",
        fixed((after.cpuMs - before.cpuMs) / orders, 1),
        fixed(before.now / 1e6),
        fixed(after.peak / 1e6),
        fixed(paces[0] ?? 0),
        fixed(Math.min(...paces)),
        fixed(paces.at(-1) ?? 0),
        "",
      ],
    ],
    notes: [
      "Webhooks, bookings and what is asked by this bench. before: tenants are open, nothing is told.",
    ],
  };
}

/**
 * While a tenant isn't done, how much of an even share it got in its worst minute. Who wrote is
 * told by the company's token.
 */
function leastShare(calls: readonly Call[], tenants: number): number {
  const byTenant = Map.groupBy(
    calls.filter((call) => call.status === 201 || call.status === 200),
    ({ requestBody }) => customerOf(requestBody),
  );
  const instants = [...byTenant.values()].map((own) =>
    own.map((call) => Date.parse(call.at)).toSorted((a, b) => a - b),
  );
  const first = Math.min(...instants.map((own) => own[0] ?? Number.POSITIVE_INFINITY));
  const everybodyUntil = Math.min(...instants.map((own) => own.at(-1) ?? 0));
  const window = Math.min(MINUTE, everybodyUntil - first);
  let least = Number.POSITIVE_INFINITY;
  for (let start = first; start + window <= everybodyUntil; start += window / 10) {
    const counts = instants.map(
      (own) => own.filter((instant) => instant >= start && instant < start + window).length,
    );
    const total = counts.reduce((sum, count) => sum + count, 0);
    least = Math.min(least, Math.min(...counts) / (total / tenants));
  }
  return least;
}

/** Each tenant of the crowd has one customer in its company. */
function customerOf(body: unknown): string {
  const parsed: unknown = typeof body === "string" ? JSON.parse(body) : body;
  return typeof parsed === "object" && parsed !== null && "CustomerId" in parsed
    ? String(parsed.CustomerId)
    : "?";
}
