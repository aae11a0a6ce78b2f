/** What people do: set a tenant up, sell, change, cancel and take back, and look after what waits. */
import { unnamed } from "../chaos/calm.ts";
import { type JobSummary, type Json, Operator } from "../local/operator.ts";
import { PROFILES, type Profile } from "../chaos/profiles.ts";
import { Shop } from "../chaos/shop.ts";
import { Chance } from "../support/seeded.ts";
import { signedWebhook, type Tenant } from "../support/webhook.ts";
import { ADMIN_TOKEN, type Deployment, WORKER_URL } from "./platform/deployment.ts";
import { vendorAt } from "./platform/vendors.ts";
import { machine } from "./current.ts";

export type House = { readonly tenant: Tenant; readonly shop: Shop };

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
const BANK = 1930;

export const operatorOf = (): Operator =>
  new Operator({
    worker: WORKER_URL,
    asperion: "https://asperion.local",
    eaccounting: "https://eaccounting.local",
    token: ADMIN_TOKEN,
  });

/** Whatever people ask for, by its address. */
export const reach =
  (deployment: Deployment): typeof fetch =>
  (input, init) => {
    const request = new Request(input as Request, init);
    const vendor = vendorAt(request.url);
    return vendor === null ? deployment.request(request) : deployment.vendors.ask(vendor, request);
  };

export async function openHouses(operator: Operator, chance: Chance): Promise<readonly House[]> {
  await operator.control("eaccounting", "PUT", "/limits", { perMinute: 600 });
  const houses: House[] = [];
  for (const profile of PROFILES)
    houses.push({
      tenant: await opened(operator, profile),
      shop: new Shop(operator, profile, chance),
    });
  return houses;
}

async function opened(operator: Operator, profile: Profile): Promise<Tenant> {
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

/** A webhook, sent by a shop's plug-in. Answers the status; `null`: none came. */
export async function tell(
  deployment: Deployment,
  tenant: Tenant,
  order: { readonly id: number; readonly type: string },
): Promise<number | null> {
  const sent = signedWebhook(tenant, order.id, { at: machine.time.now(), type: order.type });
  try {
    const answer = await deployment.request(
      new Request(`${WORKER_URL}/webhooks/asperion/${tenant.id}`, sent),
    );
    return answer.status;
  } catch {
    return null;
  }
}

/** A person who has tried an order so often gives up; what is left of it is found by the audit. */
const PATIENCE = 3;
const MOST = "100";
const WORK_MS = 900_000;
const WAITS_FOR_ORIGINAL = "credit-waits-for-original";

export type Person = {
  /** Signs in again where a grant was lost, and has tried again what was put before them. */
  look(): Promise<number>;
};

export function person(operator: Operator, houses: readonly House[]): Person {
  const tried = new Map<string, number>();
  const retry = async ({ id }: Tenant): Promise<number> => {
    const dead = await operator.jobs(id, { status: "dead", limit: MOST });
    const asked = await operator.jobs(id, { outcome: "needs-attention", limit: MOST });
    let count = 0;
    for (const job of [...dead, ...asked]) {
      const [newest] = await operator.jobs(id, { key: job.key });
      const before = tried.get(`${id} ${job.key}`) ?? 0;
      if (newest?.id !== job.id || !job.key.startsWith("order:") || before === PATIENCE) continue;
      machine.time.trace(`person retries ${job.key} ${job.reasons.map(({ code }) => code).join()}`);
      tried.set(`${id} ${job.key}`, before + 1);
      await operator.ask("POST", `/tenants/${id}/jobs/${job.id}/retry`);
      count += 1;
    }
    return count;
  };
  return {
    look: async () => {
      let count = 0;
      for (const { tenant } of houses) {
        const { connections } = (await operator.ask(
          "GET",
          `/tenants/${tenant.id}/health`,
        )) as unknown as {
          connections: readonly { vendor: "asperion" | "eaccounting"; state: string }[];
        };
        for (const { vendor, state } of connections)
          if (state === "needs-login") {
            machine.time.trace(`person signs in at ${vendor}`);
            await signIn(operator, tenant.id, tenant.company, vendor);
            count += 1;
          }
        count += await retry(tenant);
      }
      return count;
    },
  };
}

type Unfinished = {
  readonly detail: string;
  /** A credit whose original may wait for a person. */
  readonly forAnother: boolean;
};

/** Jobs that haven't ended. */
export async function unfinished(
  operator: Operator,
  houses: readonly House[],
): Promise<readonly Unfinished[]> {
  const found: Unfinished[] = [];
  for (const { tenant } of houses)
    for (const status of ["queued", "running", "waiting"])
      for (const job of await operator.jobs(tenant.id, { status, limit: MOST })) {
        const { key, wait, reasons } = job;
        // What comes again every few minutes may be under way just now.
        if (!key.startsWith("order:") && machine.time.now() - job.updatedAt < WORK_MS) continue;
        found.push({
          detail: `${key} ${status} ${wait} ${reasons.map(({ code }) => code).join()}`,
          forAnother: reasons.some(({ code }) => code === WAITS_FOR_ORIGINAL),
        });
      }
  return found;
}

/** Numbers of the orders that an open alert names. */
export async function leftToPeople(
  operator: Operator,
  { tenant }: House,
  orders: readonly { readonly id: number; readonly number: string }[],
): Promise<ReadonlySet<string>> {
  const { alerts } = await operator.ask("GET", `/tenants/${tenant.id}/alerts`);
  const named = new Set(
    (alerts as readonly Json[])
      .filter((alert) => alert["resolvedAt"] === null)
      .map((alert) => alert["jobId"]),
  );
  const left = new Set<string>();
  for (const { id, number } of orders) {
    const jobs = await operator.jobs(tenant.id, { key: `order:${id}` });
    const waits = jobs[0]?.reasons.some(({ code }) => code === WAITS_FOR_ORIGINAL) ?? false;
    if (waits || jobs.some((job) => named.has(job.id))) left.add(number);
  }
  return left;
}

/** What was left to people, and no alert says so. */
export async function untold(
  operator: Operator,
  houses: readonly House[],
): Promise<readonly string[]> {
  const silent: string[] = [];
  for (const { tenant } of houses) {
    const { alerts } = await operator.ask("GET", `/tenants/${tenant.id}/alerts`);
    const open: JobSummary[] = [];
    for (const asked of [
      { status: "dead" },
      { outcome: "in-doubt" },
      { outcome: "needs-attention" },
    ])
      for (const job of await operator.jobs(tenant.id, { ...asked, limit: MOST })) {
        const [newest] = await operator.jobs(tenant.id, { key: job.key });
        if (newest?.id === job.id) open.push(job);
      }
    silent.push(...unnamed(open, alerts as readonly Json[]));
  }
  return silent;
}
