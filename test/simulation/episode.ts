/**
 * One world from one seed: tenants are set up, a shop's day passes with everything that may go
 * wrong, then nothing more does, and within a bounded time all must be as the shop says.
 */
import type { Operator } from "../../scripts/local/operator.ts";
import { Chance } from "../support/seeded.ts";
import { machine } from "./current.ts";
import { type Fault, Faults, hashOf, type Rates } from "./faults.ts";
import { Deployment } from "./platform/deployment.ts";
import {
  ACTS_OF_ORDER,
  ActChance,
  BANK,
  type House,
  openHouses,
  operatorOf,
  person,
  reach,
  tell,
  toldOf,
} from "./people.ts";
import { meddle, MEDDLINGS, turnBack, turnSwitches } from "./meddling.ts";
import { chosenRates, type Weather, weatherOf } from "./rates.ts";
import { ACCOUNTS } from "../chaos/profiles.ts";
import { EURO_RATE } from "../chaos/shop.ts";
import { VirtualTime } from "./time.ts";
import { chosenProfiles, PAYOUT_ACCOUNTS } from "./houses.ts";
import { Provider } from "./provider.ts";
import { judgeDays, toldWithDays } from "./oracle/days.ts";
import { Desk } from "./oracle/desk.ts";
import { type Finding, judge, type Known } from "./oracle/judge.ts";
import { judgeBalance, judgeClearing, judgePayouts, movedBy } from "./oracle/payouts.ts";
import { readClearing, readDays, readLedger, readSales, rowsIn } from "./oracle/read.ts";
import { Watch } from "./oracle/watch.ts";

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
  /** Orders are edited and cancelled also once their payout is booked. */
  readonly later?: boolean;
};

export type Episode = {
  readonly seed: number;
  /** As many as it was to have, and as many as there were. */
  readonly asked: number;
  readonly orders: number;
  readonly findings: readonly Finding[];
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
/** A summer's day, and the nights in which clocks are changed and years end: within the hour. */
const STARTS = [
  "2026-06-01T06:00:00Z",
  "2026-03-29T00:25:00Z",
  "2026-10-25T00:25:00Z",
  "2026-12-31T22:25:00Z",
].map((day) => Date.parse(day));
/** Where orders are booked by the day, a day ends within the hour. */
const STARTS_OF_DAYS = [
  "2026-06-01T21:20:00Z",
  "2026-03-28T22:20:00Z",
  "2026-10-24T21:20:00Z",
  "2026-12-31T22:20:00Z",
].map((day) => Date.parse(day));
/** What came after the first close is closed by then. */
const DAY_MS = 25 * HOUR;
/** By then all has come to its end, counted from the last fault. */
const BOUND_MS = 1.25 * HOUR;
/** All day, or in so many waves, each as short as this. */
const WAVES = [0, 4, 12, 40];
const WAVE_MS = 8_000;
/** Of a hundred acts so many are no sale. */
const MEDDLED = 4;
/** Of a hundred acts so many are the first shop's, and so many more the second's. */
const SHARES = [45, 65] as const;
/** So many are payouts of a provider. */
const PAID_OUT = 5;
/** And so many are two orders of one new buyer at once. */
const TWINS = 4;
/** Of a hundred new orders so many are corrected at once, while somebody is at work on them. */
const CORRECTED = 8;
const AT_ONCE_MS = 3_000;
/** What a person has tried again ends within this. */
const AGAIN_MS = HOUR / 3;
/** So often a person looks after it. */
const LOOKS = 6;
/** Nothing moves any more for so long. */
const REST_MS = HOUR / 4;
/** Of a hundred worlds so many have no lists of orders, so that no sweep mends what was lost. */
const WITHOUT_LISTS = 50;
/** Whether a seed's world has such a weather. */
export const hasWeather = (seed: number, weather: Weather): boolean =>
  weatherOf(stream(seed, "rates")) === weather;

const stream = (seed: number, name: string): Chance => new Chance(hashOf(`${seed} ${name}`));

export async function runEpisode(options: EpisodeOptions): Promise<Episode> {
  const { seed, script = null } = options;
  const profiles = chosenProfiles(stream(seed, "houses"));
  const isDaily = profiles.some((profile) => profile.isDaily);
  const start = stream(seed, "start").one(isDaily ? STARTS_OF_DAYS : STARTS);
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
  const findings: Finding[] = [];
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
    const houses = await time.during(openHouses(operator, chance, profiles));
    const watch = new Watch(deployment.vendors);
    deployment.vendors.listsFail = stream(seed, "lists").in100(WITHOUT_LISTS);
    const until = deployment.vendors.listsFail ? "acknowledged" : "sent";
    const providers = houses.map(
      (house) =>
        new Provider(
          operator,
          house,
          options.later === true,
          (told) => void tell(deployment, house.tenant, told, until),
        ),
    );
    faults.on = true;
    await open({ operator, deployment, faults, houses, providers, chance }, acts, options);
    faults.on = false;
    await time.until(time.now() + BOUND_MS);
    const desk = new Desk(machine.fetch);
    const helper = person(operator, desk, houses, providers);
    const looks = async (): Promise<void> => {
      for (let n = 0; n < LOOKS && (await time.during(helper.look())) > 0; n += 1)
        await time.until(time.now() + AGAIN_MS);
    };
    await looks();
    if (isDaily) {
      deployment.isQuiet = true;
      await time.until(start + DAY_MS + BOUND_MS);
      deployment.isQuiet = false;
      await looks();
    }
    watch.rest();
    await time.until(time.now() + REST_MS);
    findings.push(...watch.restless());
    const asUsual = Object.keys(turned).length === 0;
    await time.during(turnBack(operator));
    for (const [n, house] of houses.entries()) {
      const told = await time.during(toldOf(desk, house));
      const provider = providers[n] as Provider;
      const known = { told, touched: house.touched, mayBeLeft: !asUsual };
      findings.push(...(await time.during(judged(operator, house, provider, known))));
    }
    findings.push(...watch.findings(turned));
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

/** One house: its orders, its days, its payouts, and what providers are said to owe it. */
async function judged(
  operator: Operator,
  { tenant, shop, profile }: House,
  provider: Provider,
  known: Known,
): Promise<readonly Finding[]> {
  const days = profile.isDaily ? await readDays(operator, tenant.id) : [];
  const ledger = await readLedger(operator, tenant.company, days);
  const booked = new Set(ledger.payouts.map(({ id }) => id));
  const received = profile.isSettled ? provider.received(booked) : null;
  const sent = provider.sent.map((one) => ({
    id: one.id,
    borrowedFrom: one.borrowedFrom,
    versions: one.versions.map(({ payout, borrowed }) => ({
      lines: payout.lines,
      more: borrowed,
    })),
    approved: [...one.approved.values()].map((rows) => movedBy(rowsIn(rows))),
    taken: one.taken,
    ...(one.isForeign ? { foreign: one.held } : {}),
  }));
  const said = await readClearing(operator, tenant.id);
  const sales = await readSales(operator, shop, received);
  const ofVouchers = sales.filter(({ kind }) => kind === "voucher").map(({ number }) => number);
  return [
    ...judge(sales, ledger, {
      ...known,
      told: new Set([
        ...known.told,
        ...toldWithDays(days, ledger.booked, known.told),
        ...provider.toldWith(known.told),
      ]),
    }),
    ...judgeDays(days, ledger.booked, known.told),
    ...judgePayouts(sent, ledger.payouts, {
      ...known,
      accounts: PAYOUT_ACCOUNTS,
      clears: [ACCOUNTS.clearing, BANK],
      rate: EURO_RATE,
    }),
    ...judgeBalance(
      sent,
      ledger.payouts,
      {
        sold: ledger.cleared,
        balance: ledger.balance,
        orders: new Set(ofVouchers),
        rate: EURO_RATE,
      },
      known,
    ),
    ...judgeClearing(said, { sold: ledger.cleared }, known.mayBeLeft),
  ].map((finding) => ({ ...finding, of: `${profile.name} ${finding.of}` }));
}

type World = {
  readonly operator: Operator;
  readonly deployment: Deployment;
  readonly faults: Faults;
  readonly houses: readonly House[];
  readonly providers: readonly Provider[];
  readonly chance: ActChance;
};

/**
 * Something happens in one of the shops at any time of its day, and is told by a webhook. Each act
 * has a chance of its own, so that one that is left out changes no other's.
 */
async function open(
  { operator, deployment, faults, houses, providers, chance }: World,
  acts: readonly number[],
  { seed, hours }: EpisodeOptions,
): Promise<void> {
  const { time } = machine;
  const from = time.now();
  const waves = stream(seed, "waves").one(WAVES);
  const until = deployment.vendors.listsFail ? "acknowledged" : "sent";
  for (const act of acts) {
    const own = stream(seed, `act ${act}`);
    const at =
      waves === 0
        ? from + own.below(hours * HOUR)
        : from + own.below(waves) * ((hours * HOUR) / waves) + own.below(WAVE_MS);
    const [first, second] = SHARES;
    const luck = own.below(100);
    const which = luck < first ? 0 : luck < second ? 1 : 2;
    const house = houses[which] as House;
    const later = 1 + own.below(2_000);
    if (own.in100(MEDDLED)) {
      const name = own.one(MEDDLINGS);
      time.at(at, () => meddle(name, { operator, deployment, faults, house, chance: own }));
      continue;
    }
    if (own.in100(PAID_OUT)) {
      time.at(at, () => {
        // What the shop does of it takes this act's chance as well.
        chance.by = own;
        void (providers[which] as Provider).payOut(own);
      });
      continue;
    }
    const isTwins = own.in100(TWINS);
    const corrected = own.in100(CORRECTED) ? own.below(AT_ONCE_MS) : null;
    time.at(at, () => {
      chance.by = own;
      void (isTwins ? house.shop.twins() : house.shop.change().then((told) => [told])).then(
        (all) => {
          for (const told of all) {
            time.trace(`act ${act}: ${told.type} ${told.id} of ${house.shop.profile.name}`);
            time.after(later, () => void tell(deployment, house.tenant, told, until));
            if (corrected === null || told.type !== "order.created") continue;
            time.after(later + corrected, () => {
              chance.by = new Chance(hashOf(`${seed} correct ${act}`));
              void house.shop.correct(told.id).then((edit) => {
                if (edit !== null) void tell(deployment, house.tenant, edit, until);
              });
            });
          }
        },
      );
    });
  }
  await time.until(from + hours * HOUR);
}
