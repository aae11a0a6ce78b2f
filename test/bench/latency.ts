/**
 * From webhook to booked, at half of the vendor's limit. The engine's share is what remains of it
 * after the vendors' own time (as the sandboxes timed their answers; the way there and back counts
 * as the engine's) and the wait for a slot of their limits (as the object told the runner).
 */
import type { JobSummary } from "../../scripts/local/operator.ts";
import type { World } from "../../scripts/local/world.ts";
import { forget, inside } from "./inside.ts";
import { type Sizes, USUAL_PER_MINUTE } from "./options.ts";
import { drained, newOrders, tellSlowly, type Tenant } from "./shop.ts";
import { fixed, percentile } from "./stats.ts";
import type { Section } from "./table.ts";
import { callsSince, lastCall, READ_ORDER, WRITE_ORDER } from "./vendor-log.ts";

const WANTED_MS = 15;

type Timed = {
  readonly total: number;
  readonly vendor: number;
  readonly gate: number;
  readonly engine: number;
};

export async function measureLatency(
  world: World,
  tenant: Tenant,
  debtors: readonly number[],
  sizes: Sizes,
): Promise<Section> {
  const rows: string[][] = [];
  for (const ms of [0, 100]) {
    await vendorLatency(world, ms);
    const timed = await measure(world, tenant, debtors, sizes.latencyOrders);
    await vendorLatency(world, 0);
    const cells = (part: keyof Timed): string[] =>
      [0.5, 0.99].map((share) =>
        fixed(
          percentile(
            timed.map((one) => one[part]),
            share,
          ),
        ),
      );
    const p50 = percentile(
      timed.map((one) => one.engine),
      0.5,
    );
    rows.push([
      `vendor's latency ${ms} ms`,
      ...cells("total"),
      ...cells("vendor"),
      ...cells("gate"),
      ...cells("engine"),
      `p50 < ${WANTED_MS}: ${p50 < WANTED_MS ? "met" : "MISSED"}`,
    ]);
  }
  return {
    title: `Webhook to booked, ms: ${sizes.latencyOrders} orders of known customers, ${USUAL_PER_MINUTE / 2} a minute`,
    head: [
      "",
      "total p50",
      "p99",
      "vendor p50",
      "p99",
      "slot p50",
      "p99",
      "engine p50",
      "p99",
      "engine wanted",
    ],
    rows,
    notes: [
      "engine = total − vendor − slot, order by order. total: webhook sent until the job is over in the object.",
      "Live orders are run at once and meet no queue; Cloudflare gives about 60 ms as the median of a queue's send alone, for those that do.",
    ],
  };
}

async function vendorLatency({ operator }: World, ms: number): Promise<void> {
  for (const vendor of ["asperion", "eaccounting"] as const) {
    await operator.control(vendor, "DELETE", "/faults");
    if (ms > 0)
      await operator.control(vendor, "POST", "/faults", {
        route: "*",
        kind: "latency",
        ms,
        times: "always",
      });
  }
}

async function measure(
  world: World,
  tenant: Tenant,
  debtors: readonly number[],
  count: number,
): Promise<readonly Timed[]> {
  const { operator } = world;
  const orders = await newOrders(operator, count, debtors);
  const since = {
    asperion: await lastCall(operator, "asperion"),
    eaccounting: await lastCall(operator, "eaccounting"),
  };
  await forget(world);
  const sent = await tellSlowly(tenant, orders, 60_000 / (USUAL_PER_MINUTE / 2));
  await drained(operator, tenant.id, 120_000);
  const vendor = await vendorTime(world, since);
  const { gateWaits } = await inside(world);
  const jobs = await jobsOf(world, tenant, orders);
  return orders.map((id): Timed => {
    const job = jobs.get(`order:${id}`);
    if (job?.outcome !== "booked")
      throw new Error(`order ${id} ended as ${job?.outcome ?? "nothing"}`);
    const total = job.updatedAt - (sent.get(id) ?? 0);
    const parts = { vendor: vendor.get(String(id)) ?? 0, gate: gateWaits[job.id] ?? 0 };
    return { total, ...parts, engine: total - parts.vendor - parts.gate };
  });
}

/**
 * Milliseconds that both vendors took for each order: its read, and the write that carries its
 * number.
 */
async function vendorTime(
  { operator }: World,
  since: { asperion: number; eaccounting: number },
): Promise<ReadonlyMap<string, number>> {
  const spent = new Map<string, number>();
  const add = (id: string | undefined, ms: number | null): void => {
    if (id !== undefined) spent.set(id, (spent.get(id) ?? 0) + (ms ?? 0));
  };
  for (const call of await callsSince(operator, "asperion", since.asperion))
    if (call.route === READ_ORDER) add(call.query["Id"], call.ms);
  for (const call of await callsSince(operator, "eaccounting", since.eaccounting, true))
    if (call.route === WRITE_ORDER) add(/(\d+) #/.exec(reference(call.requestBody))?.[1], call.ms);
  return spent;
}

const reference = (body: unknown): string =>
  typeof body === "object" && body !== null && "OurReference" in body
    ? String(body.OurReference)
    : "";

async function jobsOf(
  { operator }: World,
  tenant: Tenant,
  orders: readonly number[],
): Promise<ReadonlyMap<string, JobSummary>> {
  const found = new Map<string, JobSummary>();
  for (const id of orders)
    for (const job of await operator.jobs(tenant.id, { key: `order:${id}` }))
      found.set(job.key, job);
  return found;
}
