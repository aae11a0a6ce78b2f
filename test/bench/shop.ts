/** Tenants with customers and orders enough for a run. Each has a company of its own in the ledger. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Json, Operator } from "../../scripts/local/operator.ts";
import type { World } from "../../scripts/local/world.ts";
import { load } from "./load.ts";
import { type Target, webhook } from "./sign.ts";

export const ADMINISTRATION = 123;

export type Tenant = { readonly id: string; readonly target: Target };

/** Three lines, as a shop's usual order has. */
export const USUAL_ORDER = {
  currencyCode: "SEK",
  lines: [
    { articleCode: "TSHIRT", quantity: 2 },
    { articleCode: "MUG", quantity: 4 },
    { articleCode: "TEA", quantity: 1 },
  ],
};

/** A tenant that only takes webhooks: nothing is connected, and it is stopped. */
export async function stoppedTenant(world: World, name: string): Promise<Tenant> {
  const tenant = await newTenant(world, name);
  await world.operator.ask("POST", `/tenants/${tenant.id}/pause`, { note: "measured" });
  return tenant;
}

export async function connectedTenant(world: World, name: string): Promise<Tenant> {
  const tenant = await signedInTenant(world, name);
  await setUp(world, tenant);
  return tenant;
}

/** Not two at once: who signs in next is told to the sandbox. */
export async function signedInTenant(world: World, name: string): Promise<Tenant> {
  const { operator } = world;
  const tenant = await newTenant(world, name);
  const company = await operator.control("eaccounting", "POST", "/companies", {
    name: `${name} AB`,
  });
  await operator.connect(tenant.id, "asperion");
  await operator.control("eaccounting", "PUT", "/oauth", { nextSubject: company["id"] });
  await operator.connect(tenant.id, "eaccounting");
  return tenant;
}

export async function setUp({ operator }: World, tenant: Tenant): Promise<void> {
  await operator.settled(tenant.id);
  await operator.ask("POST", `/tenants/${tenant.id}/setup`);
}

/** `minutes`: how often orders are looked for; `null`: as often as the product does by itself. */
export async function sweepEvery(
  { operator }: World,
  { id }: Tenant,
  minutes: number | null,
): Promise<void> {
  await operator.ask("PUT", `/tenants/${id}/settings`, {
    ...(await operator.ask("GET", `/tenants/${id}/settings`)),
    schedules: { orders: minutes },
  });
}

async function newTenant({ operator, runtime }: World, name: string): Promise<Tenant> {
  const id = await operator.createTenant(name, ADMINISTRATION);
  await operator.configure(id, {
    orders: { enabled: true, startLine: new Date(Date.now() - 3_600_000).toISOString() },
  });
  // Asperion names no limit: only eAccounting's is to be felt here. Sweeps would be counted among an order's calls.
  await operator.ask("PUT", `/tenants/${id}/settings`, {
    ...(await operator.ask("GET", `/tenants/${id}/settings`)),
    asperionRequestsPerSecond: 50,
    schedules: { orders: "never" },
  });
  const { secret, url } = await operator.ask("POST", `/tenants/${id}/webhook-secrets`);
  return {
    id,
    target: {
      port: Number(new URL(runtime.url).port),
      path: new URL(String(url)).pathname,
      secret: String(secret),
      administrationId: ADMINISTRATION,
    },
  };
}

export async function newDebtors(
  operator: Operator,
  count: number,
  prefix: string,
): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const word = `${prefix}${n}`;
    const debtor = await operator.control("asperion", "POST", "/debtors", {
      name: `${word} AB`,
      cocNumber: "556000-2222",
      emailAddress: `${word.toLowerCase()}@example.com`,
      address: "Nygatan 1",
      postCode: "111 22",
      city: "Stockholm",
      countryCode: "SE",
      notify: false,
    });
    ids.push(Number(debtor["id"]));
  }
  return ids;
}

/** Places orders, by turns for each debtor; nobody is told. Answers their ids. */
export async function newOrders(
  operator: Operator,
  count: number,
  debtorIds: readonly number[],
  order: Json = USUAL_ORDER,
): Promise<readonly number[]> {
  const each = Math.ceil(count / debtorIds.length);
  const ids: number[][] = [];
  for (const debtorId of debtorIds) {
    const { firstId } = await operator.control("asperion", "POST", "/seed/orders", {
      count: each,
      debtorId,
      order,
      notify: false,
    });
    ids.push(Array.from({ length: each }, (_, n) => Number(firstId) + n));
  }
  return Array.from({ length: each }, (_, n) => ids.map((of) => of[n] ?? 0))
    .flat()
    .slice(0, count);
}

/** Tells of every order once, four at a time, and demands that each was taken. */
export async function tell(tenant: Tenant, orderIds: readonly number[]): Promise<void> {
  const { statuses } = await load(
    tenant.target.port,
    orderIds.map((id) => webhook(tenant.target, id)),
    4,
  );
  if (statuses["202"] !== orderIds.length)
    throw new Error(`webhooks were answered with ${JSON.stringify(statuses)}`);
}

/** One after the other at a steady pace, whatever becomes of them. Answers when each left. */
export async function tellSlowly(
  tenant: Tenant,
  orders: readonly number[],
  everyMs: number,
): Promise<ReadonlyMap<number, number>> {
  const sent = new Map<number, number>();
  const under: Promise<unknown>[] = [];
  const started = performance.now();
  for (const [index, id] of orders.entries()) {
    await sleep(Math.max(0, started + index * everyMs - performance.now()));
    const request = webhook(tenant.target, id);
    sent.set(id, Date.now());
    under.push(load(tenant.target.port, [request], 1));
  }
  await Promise.all(under);
  return sent;
}

/** Nothing is queued, runs or waits any more. */
export async function drained(
  operator: Operator,
  tenantId: string,
  timeoutMs: number,
): Promise<void> {
  const done = async (): Promise<true | null> => {
    const { jobs } = await operator.health(tenantId);
    return jobs["queued"] === 0 && jobs["running"] === 0 && jobs["waiting"] === 0 ? true : null;
  };
  await operator.until(`${tenantId} is drained`, done, timeoutMs, 200);
}

/** Known customers: each has had one order booked. */
export async function warmDebtors(
  world: World,
  tenant: Tenant,
  count: number,
  prefix: string,
): Promise<readonly number[]> {
  const debtorIds = await newDebtors(world.operator, count, prefix);
  await tell(tenant, await newOrders(world.operator, count, debtorIds));
  await drained(world.operator, tenant.id, 120_000);
  return debtorIds;
}
