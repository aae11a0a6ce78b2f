/** Orders that wait for one tenant: how much of the vendor's limit is used until the last is booked, without one 429. */
import { startWorld, type World } from "../local/world.ts";
import type { Sizes } from "./options.ts";
import { connectedTenant, drained, newOrders, tell, type Tenant, warmDebtors } from "./shop.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";

const WANTED = 0.95;

export async function measureDrains(sizes: Sizes, say: (line: string) => void): Promise<Section> {
  const world = await startWorld({ ports: { worker: 0, asperion: 0, eaccounting: 0 }, name: "bench-drain", vars: { EACCOUNTING_RATE_PER_MINUTE: String(sizes.drainPerMinute) } });
  try {
    await world.operator.control("eaccounting", "PUT", "/limits", { perMinute: sizes.drainPerMinute });
    const tenant = await connectedTenant(world, "Drain");
    await world.operator.ask("PUT", `/tenants/${tenant.id}/settings`, { ...(await world.operator.ask("GET", `/tenants/${tenant.id}/settings`)), asperionRequestsPerSecond: 50 });
    const many = await drain(world, tenant, await warmDebtors(world, tenant, 20, "Many"), sizes, say);
    const one = await drain(world, tenant, await warmDebtors(world, tenant, 1, "Wholesale"), sizes, say);
    const row = (name: string, result: Drained): string[] => [name, fixed(result.perMinute), result.share.toFixed(3), String(result.refused), `≥ ${WANTED}, no 429: ${result.share >= WANTED && result.refused === 0 ? "met" : "MISSED"}`];
    return {
      title: `${sizes.waiting} orders waiting, the vendor's limit scaled to ${sizes.drainPerMinute} a minute`,
      head: ["", "orders a minute", "share of the limit", "429", "wanted"],
      rows: [row("twenty customers", many), row("one wholesale customer", one)],
      notes: ["Counted at the sandbox, from the first order's POST to the last one's."],
    };
  } finally {
    await world.stop();
  }
}

type Drained = { readonly perMinute: number; readonly share: number; readonly refused: number };

async function drain(world: World, tenant: Tenant, debtors: readonly number[], sizes: Sizes, say: (line: string) => void): Promise<Drained> {
  const { operator } = world;
  const orders = await newOrders(operator, sizes.waiting, debtors);
  await operator.control("eaccounting", "DELETE", "/calls");
  await tell(tenant, orders);
  await drained(operator, tenant.id, 600_000);
  const { calls } = (await operator.control("eaccounting", "GET", "/calls?route=POST%20/v2/orders&bodies=0&limit=50000")) as { calls: { at: string; status: number }[] };
  const taken = calls.filter((call) => call.status === 201).map((call) => Date.parse(call.at)).sort((a, b) => a - b);
  const minutes = ((taken.at(-1) ?? 0) - (taken[0] ?? 0)) / 60_000;
  const perMinute = (taken.length - 1) / minutes;
  say(`drain: ${taken.length} orders in ${fixed(minutes * 60, 1)} s`);
  return { perMinute, share: perMinute / sizes.drainPerMinute, refused: calls.filter((call) => call.status === 429).length };
}
