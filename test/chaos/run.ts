/**
 * Orders of every kind while all that can go wrong does, by chance that can be had again: the
 * runtime is killed with SIGKILL and goes on with what it had on the disk; both vendors answer with
 * every fault of their sandboxes; webhooks are lost, doubled, late and out of order; tokens expire.
 * In the end the auditor compares what both vendors hold.
 *
 * The seed settles what happens and in what order, not how far a runner had come when it was
 * killed.
 */
import { Mortal } from "../support/mortal.ts";
import { Chance } from "../support/seeded.ts";
import { audit, type Finding } from "./auditor.ts";
import { calm, unannounced, wound } from "./calm.ts";
import { PROFILES } from "./profiles.ts";
import { readLedger, readShop } from "./read-vendors.ts";
import { type Done, Shop } from "./shop.ts";
import { type News, Storm, type Struck } from "./storm.ts";
import { type House, opened } from "./tenants.ts";

type ChaosOptions = {
  readonly orders: number;
  readonly seed: number;
  /** Folder of this run's state; two runs at once need two. */
  readonly name: string;
  /** `false`: the product forgets what it has sent, so that the auditor has something to find. */
  readonly journal: boolean;
  readonly say: (line: string) => void;
};

export type ChaosReport = {
  /** Orders, credit orders among them. */
  readonly orders: number;
  readonly done: Done;
  readonly struck: Struck;
  /** Jobs that people had to have tried again. */
  readonly forPeople: number;
  readonly findings: readonly Finding[];
  /** In doubt or with a person, and no alert says so. */
  readonly unannounced: readonly string[];
  /** What no careful client does, as the ledger noted it. */
  readonly clientFaults: readonly unknown[];
};

const WAVE = 24;
/** How long the runtime is dead: shorter than a lease, longer than one, longer than the first looks. */
const DEAD_MS = [1_000, 30_000, 90_000, 6 * 60_000];
const PASSING_MS = [6_000, 30_000, 70_000, 120_000];

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const vars = {
    EACCOUNTING_RATE_PER_MINUTE: "60000",
    TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }),
    ...(options.journal ? {} : { TEST_NO_JOURNAL: "1" }),
  };
  const mortal = await Mortal.start(options.name, { vars });
  try {
    await mortal.world.operator.control("eaccounting", "PUT", "/limits", { perMinute: 60_000 });
    const chance = new Chance(options.seed);
    const houses: House[] = [];
    for (const profile of PROFILES)
      houses.push({
        tenant: await opened(mortal, profile),
        shop: new Shop(mortal.world.operator, profile, chance),
      });
    return await lived(mortal, chance, houses, options);
  } finally {
    await mortal.stop();
  }
}

const ordersOf = (houses: readonly House[]): number =>
  houses.reduce((sum, { shop }) => sum + shop.ids.size, 0);

async function lived(
  mortal: Mortal,
  chance: Chance,
  houses: readonly House[],
  options: ChaosOptions,
): Promise<ChaosReport> {
  const { operator } = mortal.world;
  const storm = new Storm(mortal, chance);
  while (ordersOf(houses) < options.orders) await wave(mortal, chance, houses, storm, options);
  await storm.mend();
  const tenants = houses.map(({ tenant }) => tenant);
  // A product that forgets comes to no end of its own: what it did so far is enough.
  const forPeople = options.journal
    ? await wound(mortal, tenants, options.say)
    : await calm(mortal, tenants).then(() => 0);
  const findings: Finding[] = [];
  for (const { shop } of houses)
    findings.push(
      ...audit(await readShop(operator, shop), await readLedger(operator, shop.profile.company)),
    );
  const done = houses
    .map(({ shop }) => shop.done)
    .reduce((sum, one) => ({
      placed: sum.placed + one.placed,
      edited: sum.edited + one.edited,
      cancelled: sum.cancelled + one.cancelled,
      credited: sum.credited + one.credited,
      paid: sum.paid + one.paid,
    }));
  const { faults } = (await operator.control("eaccounting", "GET", "/faultsofclient")) as {
    faults: readonly unknown[];
  };
  return {
    orders: ordersOf(houses),
    done,
    struck: storm.struck,
    forPeople,
    findings,
    unannounced: await unannounced(mortal, tenants),
    clientFaults: faults,
  };
}

async function wave(
  mortal: Mortal,
  chance: Chance,
  houses: readonly House[],
  storm: Storm,
  options: ChaosOptions,
): Promise<void> {
  const told: News[] = [];
  for (let n = 0; n < WAVE && ordersOf(houses) < options.orders; n += 1) {
    const { tenant, shop } = houses[chance.in100(75) ? 0 : 1] ?? chance.one(houses);
    told.push({ tenant, ...(await shop.change()) });
  }
  await storm.brew(told.length);
  const dies = chance.in100(45);
  const [reach, dead, passing] = [
    chance.below(told.length * 4),
    chance.one(DEAD_MS),
    chance.one(PASSING_MS),
  ];
  const before = await mortal.calls();
  const tenants = houses.map(({ tenant }) => tenant);
  const telling = storm.tell(told);
  if (dies) {
    // In the middle of it: after so many calls at the vendors, or once there are no more.
    await Promise.race([
      mortal.until("enough calls were made", async () => (await mortal.calls()) >= before + reach),
      telling.then(() => calm(mortal, tenants)),
    ]);
    storm.struck.kills += 1;
    await mortal.dieFor(dead, () => storm.mend());
    await telling;
  } else {
    await telling;
    await calm(mortal, tenants);
    await storm.mend();
    await mortal.advance(passing);
  }
  options.say(
    `${ordersOf(houses)} orders, kills: ${storm.struck.kills}, faults: ${storm.struck.faults}`,
  );
}
