/**
 * What an order costs and leaves behind, from what was counted while live orders of known customers
 * were booked one by one. Prices times counts; nothing is estimated but the two lines that say so.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Usage } from "../../scripts/local/usage.ts";
import type { World } from "../../scripts/local/world.ts";
import { bytesForEver, bytesStored } from "./for-ever.ts";
import { forget, inside, stored } from "./inside.ts";
import { GB, OBJECT_GB, PRICES, QUEUE_OPERATIONS_A_MESSAGE } from "./prices.ts";
import { USUAL_PER_MINUTE } from "./options.ts";
import { drained, newOrders, type Tenant, tellSlowly } from "./shop.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";

const MILLION = 1e6;
const MOST_FOR_EVER = 400;
/**
 * Longer than an order of a known customer is under way with vendors that take 100 ms: the object
 * may sleep between.
 */
const ACTIVE_SECONDS = 0.5;
/** Until the last order is booked and D1 knows of it. */
const QUIET_MS = 3_000;

export async function measureCost(
  world: World,
  tenant: Tenant,
  debtors: readonly number[],
  count: number,
): Promise<readonly Section[]> {
  const orders = await newOrders(world.operator, count, debtors);
  // Everything that was still to be told is told before.
  await drained(world.operator, tenant.id, 60_000);
  const before = await stored(world, tenant.id);
  const storedBefore = await bytesStored(world.stateDir, tenant.id);
  const forEverBefore = await bytesForEver(world.stateDir, tenant.id);
  const cpuBefore = (await world.runtime.usage()).cpuMs;
  await forget(world);
  // Nobody asks the bridge anything meanwhile: its answers would be counted as the orders' cost.
  await tellSlowly(tenant, orders, 60_000 / (USUAL_PER_MINUTE / 2));
  await sleep(QUIET_MS);
  const { counts } = await inside(world);
  const usage = await world.runtime.usage();
  await drained(world.operator, tenant.id, 30_000);
  const after = await stored(world, tenant.id);
  const each = (name: string): number => (counts[name] ?? 0) / count;
  const bytes = {
    forEver: ((await bytesForEver(world.stateDir, tenant.id)) - forEverBefore) / count,
    object: ((await bytesStored(world.stateDir, tenant.id)) - storedBefore) / count,
    d1: (after.d1 - before.d1) / count,
  };
  return [
    costOf(each, bytes, (usage.cpuMs - cpuBefore) / count, count),
    storedOf(bytes, usage, count),
  ];
}

type Line = {
  readonly what: string;
  readonly each: number;
  readonly price: number;
  readonly unit: string;
};

function costOf(
  each: (name: string) => number,
  bytes: { object: number; d1: number },
  cpuMs: number,
  count: number,
): Section {
  const objectRequests = ["endpoint", "runner", "gate", "alarm"].reduce(
    (total, who) => total + each(`object requests: ${who}`),
    0,
  );
  const lines: readonly Line[] = [
    {
      what: "Worker requests: webhook, queue batches",
      each: each("worker requests: webhooks") + each("worker invocations: queue"),
      price: PRICES.workerRequests,
      unit: "0.30",
    },
    {
      what: "processor, ms (at most: all of the local runtime's)",
      each: cpuMs,
      price: PRICES.workerCpuMs,
      unit: "0.02",
    },
    {
      what: "object requests: endpoint, runner, gate, alarm",
      each: objectRequests,
      price: PRICES.objectRequests,
      unit: "0.15",
    },
    {
      what: `object active, GB-s (assumed: ${ACTIVE_SECONDS} s)`,
      each: ACTIVE_SECONDS * OBJECT_GB,
      price: PRICES.objectGbSeconds,
      unit: "12.50",
    },
    {
      what: "object rows written",
      each: each("object rows written"),
      price: PRICES.rowsWritten,
      unit: "1.00",
    },
    {
      what: "object rows read",
      each: each("object rows read"),
      price: PRICES.rowsRead,
      unit: "0.001",
    },
    {
      what: "D1 rows written, indexes included",
      each: each("D1 rows written"),
      price: PRICES.rowsWritten,
      unit: "1.00",
    },
    { what: "D1 rows read", each: each("D1 rows read"), price: PRICES.rowsRead, unit: "0.001" },
    {
      what: "queue operations",
      each: each("queue messages sent") * QUEUE_OPERATIONS_A_MESSAGE,
      price: PRICES.queueOperations,
      unit: "0.40",
    },
  ];
  const total = lines.reduce((sum, line) => sum + line.each * line.price * MILLION, 0);
  const month =
    (bytes.object * PRICES.objectGbMonth + bytes.d1 * PRICES.d1GbMonth) * (MILLION / GB);
  return {
    title: `Cost of a million orders, from what ${count} live orders of known customers took`,
    head: ["", "an order", "$ a million of it", "$ a million orders", ""],
    rows: [
      ...lines.map((line) => [
        line.what,
        fixed(line.each, 3),
        line.unit,
        fixed(line.each * line.price * MILLION, 2),
        "",
      ]),
      ["together", "", "", fixed(total, 2), ""],
      ["storage of a million orders", "", "", fixed(month, 2), "a month"],
    ],
    notes: [
      `Object requests as they are billed: a session is one. In those of an order its runner asks ${fixed(each("object calls: runner"), 2)} times.`,
      "$ a million orders = count an order × list price a million × 1,000,000 orders; what the plan includes is not taken off. Storage: bytes × 0.20 (object) and 0.75 (D1) a GB-month.",
    ],
  };
}

function storedOf(
  bytes: { object: number; d1: number; forEver: number },
  usage: Usage,
  count: number,
): Section {
  const mega = (value: number): string => `${fixed(value / 1e6)} MB`;
  return {
    title: `Stored and held in memory (${count} orders of three lines)`,
    head: ["", "figure", ""],
    rows: [
      ["bytes an order in the tenant's object, payloads included", fixed(bytes.object), ""],
      [
        "bytes an order there for ever, once all else is past its retention",
        fixed(bytes.forEver),
        bytes.forEver <= MOST_FOR_EVER ? `at most ${MOST_FOR_EVER}: met` : "MISSED",
      ],
      ["bytes an order in D1", fixed(bytes.d1), ""],
      ["memory of workerd now", mega(usage.now), ""],
      ["most that it ever had", mega(usage.peak), ""],
    ],
    notes: [
      "One workerd holds the Worker, its objects, D1 and the queue here; Cloudflare gives each isolate 128 MB of its own.",
    ],
  };
}
