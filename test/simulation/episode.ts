/**
 * One world from one seed: tenants are set up, a shop's day passes with everything that may go
 * wrong, then nothing more does, and within a bounded time all must be as the shop says.
 */
import { audit, type Finding } from "../chaos/auditor.ts";
import { readLedger, readShop } from "../chaos/read-vendors.ts";
import type { Operator } from "../local/operator.ts";
import { Chance } from "../support/seeded.ts";
import { machine } from "./current.ts";
import { type Fault, Faults, hashOf, type Rates } from "./faults.ts";
import { Deployment } from "./platform/deployment.ts";
import {
  ACTS_OF_ORDER,
  ActChance,
  type House,
  leftToPeople,
  openHouses,
  operatorOf,
  person,
  reach,
  tell,
  unfinished,
  untold,
} from "./people.ts";
import { meddle, MEDDLINGS, turnBack, turnSwitches } from "./meddling.ts";
import { chosenRates } from "./rates.ts";
import { VirtualTime } from "./time.ts";
import { watchBooks } from "./books.ts";

/** What is left of an episode that was made smaller. */
export type Script = {
  readonly faults: readonly Fault[];
  /** Acts of people that happen, by their numbers. */
  readonly acts: readonly number[];
};

export type EpisodeOptions = {
  readonly seed: number;
  readonly orders: number;
  /** How long the shop is open, virtual. */
  readonly hours: number;
  /** By kind of place; chosen by the seed unless given. */
  readonly rates?: Readonly<Record<string, Rates>>;
  readonly script?: Script | null;
  readonly trace?: boolean;
  /** The vendors are read as usual: no switch of a sandbox is turned. */
  readonly usual?: boolean;
};

/** What isn't over in time, what nobody is told, or books that were wrong for a moment. */
export type Beyond = {
  readonly fault: "not-ended" | "untold" | "unbalanced" | "client-fault" | "crashed";
  readonly of: string;
  readonly detail: string;
};

export type Episode = {
  readonly seed: number;
  /** As many as it was to have, and as many as there were. */
  readonly asked: number;
  readonly orders: number;
  readonly findings: readonly (Finding | Beyond)[];
  readonly script: Script;
  /** Switches of the sandboxes. */
  readonly turned: Readonly<Record<string, unknown>>;
  readonly digest: string;
  readonly events: number;
  /** Virtual milliseconds. */
  readonly took: number;
  readonly lines: readonly string[];
  readonly logged: Readonly<Record<string, number>>;
};

const HOUR = 3_600_000;
/** A summer's day, and the nights in which clocks are changed and years end. */
const STARTS = [
  "2026-06-01T06:00:00Z",
  "2026-03-28T23:30:00Z",
  "2026-10-24T23:30:00Z",
  "2026-12-31T21:30:00Z",
].map((day) => Date.parse(day));
/** By then all has come to its end, counted from the last fault. */
const BOUND_MS = 2 * HOUR;
/** All day, or in so many waves, each as short as this. */
const WAVES = [0, 4, 12, 40];
const WAVE_MS = 8_000;
/** Of a hundred acts so many are no sale. */
const MEDDLED = 4;
/** What a person has tried again ends within this. */
const AGAIN_MS = HOUR / 2;
/** So often a person looks after it. */
const LOOKS = 6;
const stream = (seed: number, name: string): Chance => new Chance(hashOf(`${seed} ${name}`));

export async function runEpisode(options: EpisodeOptions): Promise<Episode> {
  const { seed, script = null } = options;
  const start = stream(seed, "start").one(STARTS);
  const time = new VirtualTime(start);
  machine.time = time;
  if (options.trace === true) time.lines = [];
  machine.ids = stream(seed, "ids");
  machine.logged = new Map();
  const faults = new Faults(
    seed,
    options.rates ?? chosenRates(stream(seed, "rates")),
    script?.faults ?? null,
  );
  const deployment = new Deployment(stream(seed, "network"), faults);
  const findings: (Finding | Beyond)[] = [];
  const count = Math.ceil(options.orders * ACTS_OF_ORDER);
  const acts = script?.acts ?? Array.from({ length: count }, (_, n) => n);
  let orders = 0;
  let turned: Readonly<Record<string, unknown>> = {};
  try {
    machine.fetch = reach(deployment);
    const operator = operatorOf();
    if (options.usual !== true)
      turned = await time.during(turnSwitches(operator, stream(seed, "switches")));
    const chance = new ActChance(0);
    const houses = await time.during(openHouses(operator, chance));
    const broken = watchBooks(deployment.vendors);
    faults.on = true;
    await open({ operator, deployment, faults, houses, chance }, acts, options);
    faults.on = false;
    await time.until(time.now() + BOUND_MS);
    const helper = person(operator, houses);
    const asUsual = Object.keys(turned).length === 0;
    for (let n = 0; n < LOOKS && (await time.during(helper.look())) > 0; n += 1)
      await time.until(time.now() + AGAIN_MS);
    for (const { detail, forAnother } of await time.during(unfinished(operator, houses)))
      if (asUsual || !forAnother) findings.push({ fault: "not-ended", of: "a job", detail });
    for (const detail of await time.during(untold(operator, houses)))
      findings.push({ fault: "untold", of: "a job", detail });
    await time.during(turnBack(operator));
    for (const house of houses) {
      const { shop } = house;
      const orders = await time.during(readShop(operator, shop));
      const ledger = await time.during(readLedger(operator, shop.profile.company));
      // A ledger that reads things otherwise may leave an order to a person, who is told so.
      const left = asUsual
        ? new Set<string>()
        : await time.during(leftToPeople(operator, house, orders));
      findings.push(...audit(orders, ledger).filter(({ of }) => !left.has(of)));
    }
    findings.push(...broken());
    orders = houses.reduce((sum, { shop }) => sum + shop.ids.size, 0);
  } catch (fault) {
    const detail = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    findings.push({ fault: "crashed", of: "the simulation", detail });
  } finally {
    deployment.close();
  }
  return {
    seed,
    asked: options.orders,
    orders,
    findings,
    script: { faults: faults.struck, acts },
    turned,
    digest: time.digest(),
    events: time.events,
    took: time.now() - start,
    lines: time.lines ?? [],
    logged: Object.fromEntries(machine.logged),
  };
}

type World = {
  readonly operator: Operator;
  readonly deployment: Deployment;
  readonly faults: Faults;
  readonly houses: readonly House[];
  readonly chance: ActChance;
};

/**
 * Something happens in one of the shops at any time of its day, and is told by a webhook. Each act
 * has a chance of its own, so that one that is left out changes no other's.
 */
async function open(
  { operator, deployment, faults, houses, chance }: World,
  acts: readonly number[],
  { seed, hours }: EpisodeOptions,
): Promise<void> {
  const { time } = machine;
  const from = time.now();
  const waves = stream(seed, "waves").one(WAVES);
  for (const act of acts) {
    const own = stream(seed, `act ${act}`);
    const at =
      waves === 0
        ? from + own.below(hours * HOUR)
        : from + own.below(waves) * ((hours * HOUR) / waves) + own.below(WAVE_MS);
    const house = houses[own.in100(75) ? 0 : 1] as House;
    const later = 1 + own.below(2_000);
    if (own.in100(MEDDLED)) {
      const name = own.one(MEDDLINGS);
      time.at(at, () => meddle(name, { operator, deployment, faults, house, chance: own }));
      continue;
    }
    time.at(at, () => {
      chance.by = own;
      void house.shop.change().then((told) => {
        time.trace(`act ${act}: ${told.type} ${told.id} of ${house.shop.profile.name}`);
        time.after(later, () => void tell(deployment, house.tenant, told));
      });
    });
  }
  await time.until(from + hours * HOUR);
}
