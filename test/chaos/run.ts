/**
 * Orders of every kind while all that can go wrong does, by chance that can be had again: the runtime is killed with
 * SIGKILL and goes on with what it had on the disk; both vendors answer with every fault of their sandboxes; webhooks are lost,
 * doubled, late and out of order; tokens expire. In the end the auditor compares what both vendors hold.
 *
 * The seed settles what happens and in what order, not how far a runner had come when it was killed.
 */
import { Mortal } from "../support/mortal.ts";
import { Chance } from "../support/seeded.ts";
import type { Tenant } from "../support/webhook.ts";
import { audit, type Finding } from "./auditor.ts";
import { calm, unannounced, wound } from "./calm.ts";
import { readLedger, readShop } from "./read-vendors.ts";
import { Shop, type Told, TYPE_RULES } from "./shop.ts";
import { Storm, type Struck } from "./storm.ts";

export type ChaosOptions = {
  readonly orders: number;
  readonly seed: number;
  /** Folder of this run's state; two runs at once need two. */
  readonly name: string;
  /** `false`: the product forgets what it has sent, so that the auditor has something to find. */
  readonly journal: boolean;
  readonly say: (line: string) => void;
};

export type ChaosReport = {
  readonly placed: number;
  readonly edited: number;
  readonly cancelled: number;
  readonly struck: Struck;
  /** Jobs that people had to have tried again. */
  readonly forPeople: number;
  readonly findings: readonly Finding[];
  /** In doubt or with a person, and no alert says so. */
  readonly unannounced: readonly string[];
  /** What no careful client does, as the ledger noted it. */
  readonly clientFaults: readonly unknown[];
};

const WAVE = 20;
const ADMINISTRATION = 123;
const COMPANY = "Demo AB";
/** How long the runtime is dead: shorter than a lease, longer than one, longer than the first looks. */
const DEAD_MS = [1_000, 30_000, 90_000, 6 * 60_000];
const PASSING_MS = [6_000, 30_000, 70_000, 120_000];

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const vars = { EACCOUNTING_RATE_PER_MINUTE: "60000", TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }), ...(options.journal ? {} : { TEST_NO_JOURNAL: "1" }) };
  const mortal = await Mortal.start(options.name, { vars });
  try {
    await mortal.world.operator.control("eaccounting", "PUT", "/limits", { perMinute: 60_000 });
    return await lived(mortal, await opened(mortal), options);
  } finally {
    await mortal.stop();
  }
}

async function opened(mortal: Mortal): Promise<Tenant> {
  const tenant = await mortal.tenant(ADMINISTRATION);
  const { operator } = mortal.world;
  const { companies } = (await operator.control("eaccounting", "GET", `/state?company=${encodeURIComponent(COMPANY)}`)) as { companies: { bankaccounts: { Id: string; LedgerAccountNumber: number }[] }[] };
  const bank = companies[0]?.bankaccounts.find((account) => account.LedgerAccountNumber === 1930)?.Id;
  await operator.configure(tenant.id, { orders: { typeRules: TYPE_RULES, payments: "register" }, lookups: { paymentMethod: { default: bank } } });
  return tenant;
}

async function lived(mortal: Mortal, tenant: Tenant, options: ChaosOptions): Promise<ChaosReport> {
  const chance = new Chance(options.seed);
  const shop = new Shop(mortal, chance);
  const storm = new Storm(mortal, chance);
  while (shop.placed.length < options.orders) await wave(mortal, tenant, chance, shop, storm, options);
  await storm.mend();
  const { forPeople } = await wound(mortal, tenant);
  const { operator } = mortal.world;
  const [orders, ledger] = await Promise.all([readShop(operator, ADMINISTRATION), readLedger(operator, COMPANY)]);
  const { edited, cancelled } = shop;
  const { faults } = (await operator.control("eaccounting", "GET", "/faultsofclient")) as { faults: readonly unknown[] };
  return { placed: shop.placed.length, edited, cancelled, struck: storm.struck, forPeople, findings: audit(orders.filter(({ id }) => shop.placed.includes(id)), ledger), unannounced: await unannounced(mortal, tenant), clientFaults: faults };
}

async function wave(mortal: Mortal, tenant: Tenant, chance: Chance, shop: Shop, storm: Storm, options: ChaosOptions): Promise<void> {
  const told: Told[] = [];
  for (let n = 0; n < WAVE && shop.placed.length < options.orders; n += 1) told.push(await shop.change());
  await storm.brew(told.length);
  const dies = chance.in100(45);
  const [reach, dead, passing] = [chance.below(told.length * 4), chance.one(DEAD_MS), chance.one(PASSING_MS)];
  const before = await mortal.calls();
  const telling = storm.tell(tenant, told);
  if (dies) {
    // In the middle of it: after so many calls at the vendors, or once there are no more.
    await Promise.race([mortal.until("enough calls were made", async () => (await mortal.calls()) >= before + reach, 120_000), telling.then(() => calm(mortal, tenant))]);
    storm.struck.kills += 1;
    await mortal.dieFor(dead, () => storm.mend());
    await telling;
  } else {
    await telling;
    await calm(mortal, tenant);
    await storm.mend();
    await mortal.advance(passing);
  }
  options.say(`${shop.placed.length} orders placed, ${storm.struck.kills} times killed, ${storm.struck.faults} faults`);
}
