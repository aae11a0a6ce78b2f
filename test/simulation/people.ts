/** What people do: set a tenant up, sell, change, cancel and take back, and look after what waits. */
import { type Json, Operator } from "../../scripts/local/operator.ts";
import { Shop } from "../chaos/shop.ts";
import { Chance } from "../support/seeded.ts";
import { signedWebhook, type Tenant } from "../support/webhook.ts";
import { ADMIN_TOKEN, type Deployment, WORKER_URL } from "./platform/deployment.ts";
import { vendorAt } from "./platform/vendors.ts";
import { machine } from "./current.ts";
import { chosenUuid } from "./globals/crypto.ts";
import type { Simulated } from "./houses.ts";
import type { Desk } from "./oracle/desk.ts";
import type { Provider } from "./provider.ts";

export type House = {
  readonly tenant: Tenant;
  readonly shop: Shop;
  readonly profile: Simulated;
  /** Numbers of the orders whose documents people deleted or changed in the ledger. */
  readonly touched: Set<string>;
};

/** So many acts come to an order: some are edits, cancellations and payments. */
export const ACTS_OF_ORDER = 1.27;

/** The chance of whoever acts now. */
export class ActChance extends Chance {
  by: Chance | null = null;

  override next(): number {
    return this.by === null ? super.next() : this.by.next();
  }
}

const DEMO_SHOP = 123;
/** Account of the ledger of what is paid by bank. */
export const BANK = 1930;

/** So often a person looks whether a tenant is set up. */
const LOOKS_EVERY_MS = 1_000;

export const operatorOf = (): Operator =>
  new Operator(
    {
      worker: WORKER_URL,
      asperion: "https://asperion.local",
      eaccounting: "https://eaccounting.local",
      token: ADMIN_TOKEN,
    },
    { fetch: (...request) => fetch(...request), everyMs: LOOKS_EVERY_MS },
  );

/** Whatever people ask for, by its address. */
export const reach =
  (deployment: Deployment): typeof fetch =>
  (input, init) => {
    const request = new Request(input as Request, init);
    const vendor = vendorAt(request.url);
    return vendor === null ? deployment.request(request) : deployment.vendors.ask(vendor, request);
  };

export async function openHouses(
  operator: Operator,
  chance: Chance,
  profiles: readonly Simulated[],
): Promise<readonly House[]> {
  await operator.control("eaccounting", "PUT", "/limits", { perMinute: 600 });
  const houses: House[] = [];
  for (const profile of profiles)
    houses.push({
      profile,
      tenant: await opened(operator, profile),
      shop: new Shop(operator, profile, chance),
      touched: new Set(),
    });
  return houses;
}

async function opened(operator: Operator, profile: Simulated): Promise<Tenant> {
  const { name, administrationId, company, settings } = profile;
  if (administrationId !== DEMO_SHOP) {
    await operator.control("asperion", "POST", "/administrations", { id: administrationId, name });
    await operator.control("eaccounting", "POST", "/companies", { name: company });
  }
  const id = await operator.createTenant(name, administrationId);
  await operator.configure(id, {
    orders: { enabled: true, startLine: new Date().toISOString() },
  });
  for (const vendor of ["asperion", "eaccounting"] as const)
    await signIn(operator, id, company, vendor);
  await operator.settled(id);
  await operator.ask("POST", `/tenants/${id}/setup`);
  const { secret } = await operator.ask("POST", `/tenants/${id}/webhook-secrets`);
  const { companies } = (await operator.control(
    "eaccounting",
    "GET",
    `/state?company=${encodeURIComponent(company)}`,
  )) as { companies: Readonly<Record<string, readonly Json[]>>[] };
  const idIn = (list: string, isIt: (one: Json) => boolean): string =>
    String(companies[0]?.[list]?.find(isIt)?.["Id"]);
  await operator.configure(
    id,
    settings({
      bank: idIn("bankaccounts", (one) => one["LedgerAccountNumber"] === BANK),
      guests: idIn("customers", (one) => one["Name"] === "Guest sales"),
    }),
  );
  return { id, secret: String(secret), administrationId, company };
}

export async function signIn(
  operator: Operator,
  id: string,
  company: string,
  vendor: "asperion" | "eaccounting",
): Promise<void> {
  if (vendor === "eaccounting") {
    const { companies } = (await operator.control("eaccounting", "GET", "/companies")) as {
      companies: { id: string; name: string }[];
    };
    await operator.control("eaccounting", "PUT", "/oauth", {
      nextSubject: companies.find((one) => one.name === company)?.id,
    });
  }
  await operator.connect(id, vendor);
}

/** Where a grant was lost. Answers how many were. */
export async function signInAgain(operator: Operator, tenant: Tenant): Promise<number> {
  const { connections } = (await operator.ask(
    "GET",
    `/tenants/${tenant.id}/health`,
  )) as unknown as {
    connections: readonly { vendor: "asperion" | "eaccounting"; state: string }[];
  };
  const lost = connections.filter(({ state }) => state === "needs-login");
  for (const { vendor } of lost) {
    machine.time.trace(`person signs in at ${vendor}`);
    await signIn(operator, tenant.id, tenant.company, vendor);
  }
  return lost.length;
}

const AGAIN_MS = 20_000;
/** 202, or 200 for what was told before. */
const isAcknowledged = (status: number | null): boolean => status === 202 || status === 200;
const PLUG_IN_TRIES = 200;
/** So long a plug-in waits for its answer. */
const PATIENCE_MS = 30_000;

/** A webhook, sent by a shop's plug-in: once, or until it was acknowledged. */
export async function tell(
  deployment: Deployment,
  tenant: Tenant,
  order: { readonly id: number; readonly type: string },
  until: "sent" | "acknowledged" = "sent",
): Promise<void> {
  const id = chosenUuid();
  for (let tries = 0; tries < PLUG_IN_TRIES; tries += 1) {
    const at = machine.time.now();
    const sent = signedWebhook(tenant, order.id, { id, at, type: order.type });
    const request = new Request(`${WORKER_URL}/webhooks/asperion/${tenant.id}`, sent);
    const answered = deployment.request(request).then(
      (answer) => answer.status,
      () => null,
    );
    const status = await Promise.race([answered, machine.time.wait(PATIENCE_MS).then(() => null)]);
    machine.time.trace(`webhook ${order.type} ${order.id} ${status ?? "lost"}`);
    if (until === "sent" || isAcknowledged(status)) return;
    await machine.time.wait(AGAIN_MS);
  }
}

/** A person who has tried an order so often gives up; what is left of it is found by the oracle. */
const PATIENCE = 3;

export type Person = {
  /** Signs in again where a grant was lost, and has tried again what the page puts before them. */
  look(): Promise<number>;
};

export function person(
  operator: Operator,
  desk: Desk,
  houses: readonly House[],
  providers: readonly Provider[],
): Person {
  const tried = new Map<string, number>();
  const retry = async ({ tenant: { id }, shop }: House): Promise<number> => {
    let count = 0;
    for (const { name, jobId } of await desk.waiting(id)) {
      const before = tried.get(`${id} ${name}`) ?? 0;
      const order = ORDER.exec(name)?.[1];
      if (before === PATIENCE) continue;
      // Whoever asked back more than was sold knows what is wrong with it.
      if (shop.refused.has(Number(order))) continue;
      machine.time.trace(`person retries ${name}`);
      tried.set(`${id} ${name}`, before + 1);
      await operator.ask("POST", `/tenants/${id}/jobs/${jobId}/retry`).catch(() => null);
      count += 1;
    }
    return count;
  };
  return {
    look: async () => {
      let count = 0;
      for (const house of houses) {
        count += await signInAgain(operator, house.tenant);
        count += await retry(house);
      }
      for (const provider of providers) count += await provider.look();
      return count;
    },
  };
}

/** An order by its number, or by its id while nobody knows that. */
const ORDER = /^(?:Order with ID )?(\d+)$/;

/** Numbers of the orders that the page names, and whatever else it does. */
export async function toldOf(desk: Desk, { tenant }: House): Promise<ReadonlySet<string>> {
  const lines = await desk.waiting(tenant.id);
  return new Set(lines.map(({ name }) => ORDER.exec(name)?.[1] ?? name));
}
