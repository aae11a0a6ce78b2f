/**
 * Webhooks acknowledged per second, beside a bare Worker on the same runtime that checks the same
 * signature and stores one row. Runs alternate, so that both meet the same machine; the ratio is of
 * medians.
 */
import { join } from "node:path";
import { writeWorker } from "../../scripts/worker/build.ts";
import { freePort } from "../../scripts/local/ports.ts";
import { startRuntime } from "../../scripts/local/runtime.ts";
import { startWorld, type World } from "../../scripts/local/world.ts";
import { load, type LoadResult } from "./load.ts";
import type { Sizes } from "./options.ts";
import { connectedTenant, newOrders, stoppedTenant, warmDebtors } from "./shop.ts";
import { type Target, webhook } from "./sign.ts";
import { fixed, median } from "./stats.ts";
import type { Section } from "./table.ts";

const CONNECTIONS = 32;
const WANTED = 0.95;

export async function measureEndpoint(sizes: Sizes, say: (line: string) => void): Promise<Section> {
  const world = await startWorld({
    ports: { worker: 0, asperion: 0, eaccounting: 0 },
    name: "bench-endpoint",
  });
  try {
    const tenant = await stoppedTenant(world, "Door");
    const bare = await startBare(tenant.target.secret);
    try {
      return await race(
        world,
        { ...tenant.target, port: bare.port, path: "/" },
        tenant.target,
        sizes,
        say,
      );
    } finally {
      await bare.stop();
    }
  } finally {
    await world.stop();
  }
}

async function startBare(secret: string): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = join(import.meta.dirname, "bare");
  const configPath = join(folder, "wrangler.toml");
  const dir = join(import.meta.dirname, "../../.wrangler/bench-bare");
  const port = await freePort();
  const runtime = await startRuntime({
    configPath,
    entry: await writeWorker({ entry: "test/bench/bare/worker.ts", dir: join(dir, "bundle") }),
    port,
    stateDir: join(dir, "state"),
    vars: { SECRET: secret },
  });
  return { port, stop: () => runtime.stop() };
}

async function race(
  world: World,
  bare: Target,
  endpoint: Target,
  sizes: Sizes,
  say: (line: string) => void,
): Promise<Section> {
  let orderId = 1;
  const once = async (target: Target, count: number): Promise<LoadResult> => {
    const requests = Array.from({ length: count }, () => webhook(target, orderId++));
    const result = await load(target.port, requests, CONNECTIONS);
    if (result.statuses["202"] !== count)
      throw new Error(`the endpoint answered ${JSON.stringify(result.statuses)}`);
    return result;
  };
  await once(bare, 500);
  await once(endpoint, 500);
  const runs: { bare: LoadResult; endpoint: LoadResult }[] = [];
  for (let n = 0; n < sizes.endpointRuns; n += 1) {
    const run = {
      bare: await once(bare, sizes.endpointRequests),
      endpoint: await once(endpoint, sizes.endpointRequests),
    };
    runs.push(run);
    say(
      `endpoint: run ${n + 1}: bare ${fixed(run.bare.perSecond)}/s, bridge ${fixed(run.endpoint.perSecond)}/s`,
    );
  }
  const busy = await whileBooking(world, sizes);
  const row = (name: string, results: readonly LoadResult[], wanted: string): string[] => [
    name,
    fixed(median(results.map((one) => one.perSecond))),
    fixed(median(results.map((one) => one.p50)), 1),
    fixed(median(results.map((one) => one.p99)), 1),
    wanted,
  ];
  const ratio =
    median(runs.map((run) => run.endpoint.perSecond)) /
    median(runs.map((run) => run.bare.perSecond));
  return {
    title: `The endpoint: webhooks acknowledged, ${CONNECTIONS} connections, ${sizes.endpointRuns} × ${sizes.endpointRequests} requests by turns`,
    head: ["", "per second", "p50 ms", "p99 ms", "wanted"],
    rows: [
      row(
        "bare Worker: HMAC and one row",
        runs.map((run) => run.bare),
        "",
      ),
      row(
        "bridge, tenant stopped",
        runs.map((run) => run.endpoint),
        "",
      ),
      [
        "share of the bare Worker",
        ratio.toFixed(2),
        "",
        "",
        `≥ ${WANTED}: ${ratio >= WANTED ? "met" : "MISSED"}`,
      ],
      row("bridge, bookings running", [busy], "no bound"),
    ],
    notes: ["The load generator and both vendors share the machine's cores with the runtime."],
  };
}

/**
 * The same flood at a tenant that books what comes. Every order exists, so that runners have all of
 * their work.
 */
async function whileBooking(world: World, sizes: Sizes): Promise<LoadResult> {
  const tenant = await connectedTenant(world, "Busy");
  const debtors = await warmDebtors(world, tenant, 5, "Busy");
  const orders = await newOrders(world.operator, sizes.bookingRequests, debtors);
  const result = await load(
    tenant.target.port,
    orders.map((id) => webhook(tenant.target, id)),
    CONNECTIONS,
  );
  await world.operator.ask("POST", `/tenants/${tenant.id}/pause`, { note: "measured" });
  return result;
}
