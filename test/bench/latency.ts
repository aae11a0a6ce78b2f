/**
 * Webhook to booked, at half of the vendor's limit, with vendors that answer at once and with vendors that take 100 ms.
 * The engine's share is the whole time less what the two calls of the order took at the sandboxes.
 */
import { startWorld, type World } from "../local/world.ts";
import { load } from "./load.ts";
import { type Sizes, USUAL_PER_MINUTE } from "./options.ts";
import { connectedTenant, drained, newOrders, type Tenant, warmDebtors } from "./shop.ts";
import { webhook } from "./sign.ts";
import { fixed, percentile } from "./stats.ts";
import type { Section } from "./table.ts";

const WANTED_MS = 50;

export async function measureLatency(sizes: Sizes, say: (line: string) => void): Promise<Section> {
  const world = await startWorld({ ports: { worker: 0, asperion: 0, eaccounting: 0 }, name: "bench-latency" });
  try {
    const tenant = await connectedTenant(world, "Latency");
    const debtors = await warmDebtors(world, tenant, 10, "Latency");
    const rows: string[][] = [];
    for (const latency of [0, 100]) {
      const { totals, calls } = await measure(world, tenant, debtors, sizes.latencyOrders, latency);
      const share = percentile(totals, 0.5) - 2 * latency;
      say(`latency ${latency} ms: p50 ${fixed(percentile(totals, 0.5))} ms`);
      rows.push([`vendors answer in ${latency} ms`, fixed(percentile(totals, 0.5)), fixed(percentile(totals, 0.99)), calls.toFixed(2), fixed(share), `< ${WANTED_MS}: ${share < WANTED_MS ? "met" : "MISSED"}`]);
    }
    return {
      title: `Webhook to booked, ${sizes.latencyOrders} orders of known customers at ${USUAL_PER_MINUTE / 120} a second`,
      head: ["", "p50 ms", "p99 ms", "vendor calls an order", "engine p50 ms", "wanted"],
      rows,
      notes: ["The queue is not in this path: an order whose key is free runs at once. Where it is (bursts), its own latency comes on top; in production that is some 60 ms at the median."],
    };
  } finally {
    await world.stop();
  }
}

async function measure(world: World, tenant: Tenant, debtors: readonly number[], count: number, latency: number): Promise<{ totals: readonly number[]; calls: number }> {
  const { operator } = world;
  const orders = await newOrders(operator, count, debtors);
  for (const vendor of ["asperion", "eaccounting"] as const) {
    await operator.control(vendor, "DELETE", "/faults");
    if (latency > 0) await operator.control(vendor, "POST", "/faults", { route: "*", kind: "latency", ms: latency, times: "always" });
    await operator.control(vendor, "DELETE", "/calls");
  }
  const between = 120_000 / USUAL_PER_MINUTE;
  for (const id of orders) {
    const next = new Promise<void>((resolve) => setTimeout(resolve, between));
    await load(tenant.target.port, [webhook(tenant.target, id)], 1);
    await next;
  }
  await drained(operator, tenant.id, 120_000);
  const wanted = new Set(orders.map((id) => `order:${id}`));
  const totals: number[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = (await operator.ask("GET", `/tenants/${tenant.id}/jobs?limit=100${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`)) as { jobs: { key: string; createdAt: number; updatedAt: number }[]; cursor: string | null };
    for (const job of page.jobs) if (wanted.has(job.key)) totals.push(job.updatedAt - job.createdAt);
    cursor = page.cursor;
  }
  const made = await Promise.all((["asperion", "eaccounting"] as const).map((vendor) => operator.control(vendor, "GET", "/calls/counts")));
  const calls = made.flatMap(({ counts }) => Object.values(counts as Record<string, number>)).reduce((total, n) => total + n, 0);
  return { totals, calls: calls / count };
}
