/**
 * Sales whose money goes back: each has one to three credit orders, and payouts of a provider with
 * the refunds of these, in any order of events. The shop, its orders' runs and payouts' files each
 * tell of the same money. What is on the credits in the end is what went back, once.
 */
import { PROFILES } from "../../chaos/profiles.ts";
import type { Operator } from "../../../scripts/local/operator.ts";
import { machine } from "../current.ts";
import { Faults } from "../faults.ts";
import { type Simulated, withPayouts } from "../houses.ts";
import { Desk } from "../oracle/desk.ts";
import { readLedger } from "../oracle/read.ts";
import { BANK, type House, openHouses, operatorOf, reach, signInAgain, toldOf } from "../people.ts";
import { Deployment } from "../platform/deployment.ts";
import { chosenRates } from "../rates.ts";
import { VirtualTime } from "../time.ts";
import { balanceOf, type PaybackFinding, wrongWith } from "./judge.ts";
import { asked, Sendings } from "./payouts.ts";
import { OPEN_MS, type PaybackOptions, type Sale, Sales, stream, type Ways } from "./sales.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-06-01T06:00:00Z");
/** So long takes all that follows. */
const BOUND_MS = 1.5 * HOUR;
/** So often a person looks after what waits, and after payouts. */
const LOOKS = 6;
const PATIENCE = 3;
const CLEARING = 1580;
const [MIXED] = PROFILES;

export type Paybacks = {
  readonly findings: readonly PaybackFinding[];
  /** Sales that a person was told of, and why payouts were held. */
  readonly told: readonly string[];
  readonly held: Readonly<Record<string, number>>;
  readonly ways: Ways;
  readonly lines: readonly string[];
};

const profileOf = ({ payments, refunds }: Ways): Simulated =>
  withPayouts({
    ...(MIXED as Simulated),
    settings: (ids) => {
      const settings = (MIXED as Simulated).settings(ids);
      return { ...settings, orders: { ...settings["orders"], payments, refunds } };
    },
  });

export async function runPaybacks(options: PaybackOptions): Promise<Paybacks> {
  const { seed } = options;
  const time = new VirtualTime(START);
  machine.time = time;
  if (options.trace === true) time.lines = [];
  machine.ids = stream(seed, "ids");
  machine.logged = new Map();
  const faults = new Faults(seed, options.faults ? chosenRates(stream(seed, "rates")) : {});
  const deployment = new Deployment(stream(seed, "network"), faults);
  const chance = stream(seed, "ways");
  const ways = chance.one<Ways>([
    { payments: "register", refunds: "register" },
    { payments: "none", refunds: "register" },
    { payments: "none", refunds: "none" },
  ]);
  try {
    machine.fetch = reach(deployment);
    const operator = operatorOf();
    const [house] = await time.during(openHouses(operator, chance, [profileOf(ways)]));
    if (house === undefined) throw new Error("no shop is open");
    const payouts = new Sendings(operator, house);
    const shop = new Sales({ operator, deployment, house, ways, options }, payouts);
    await time.during(shop.sell());
    faults.on = true;
    shop.plan();
    await time.until(time.now() + OPEN_MS);
    faults.on = false;
    await time.until(time.now() + BOUND_MS);
    const desk = new Desk(machine.fetch);
    const known = { operator, house, desk, payouts, sales: shop.sales, ways };
    await lookAfter(known);
    return { ...(await time.during(judged(known))), ways, lines: time.lines ?? [] };
  } finally {
    deployment.close();
  }
}

type Known = {
  readonly operator: Operator;
  readonly house: House;
  readonly desk: Desk;
  readonly payouts: Sendings;
  readonly sales: readonly Sale[];
  readonly ways: Ways;
};

/** What a person does: signs in again, approves payouts, and tries again what waits for somebody. */
async function lookAfter({ operator, house, desk, payouts }: Known): Promise<void> {
  const tried = new Map<string, number>();
  for (let n = 0; n < LOOKS; n += 1) {
    await machine.time.during(
      (async () => {
        await signInAgain(operator, house.tenant);
        for (const { name, jobId } of await desk.waiting(house.tenant.id)) {
          const before = tried.get(name) ?? 0;
          if (before >= PATIENCE) continue;
          tried.set(name, before + 1);
          machine.time.trace(`person retries ${name}`);
          await asked(() =>
            operator.ask("POST", `/tenants/${house.tenant.id}/jobs/${jobId}/retry`),
          );
        }
        for (const made of payouts.open()) await payouts.handle(made);
      })(),
    );
    await machine.time.until(machine.time.now() + HOUR / 2);
  }
  await machine.time.during(
    (async () => {
      for (const made of payouts.open()) await payouts.handle(made);
    })(),
  );
}

async function judged({
  operator,
  house,
  desk,
  payouts,
  sales,
  ways,
}: Known): Promise<Pick<Paybacks, "findings" | "told" | "held">> {
  const told = await toldOf(desk, house);
  const ledger = await readLedger(operator, house.tenant.company);
  const known = { ledger, told, payouts: payouts.all, ways };
  const findings = sales.flatMap((sale) => wrongWith(sale, known));
  const isClean =
    payouts.open().length === 0 && sales.every(({ isChanged }) => !isChanged) && told.size === 0;
  if (isClean)
    for (const account of [BANK, CLEARING]) {
      const left = balanceOf(ledger, account);
      if (left !== 0) findings.push({ of: `account ${account}`, what: `has ${left} left` });
    }
  for (const problem of ledger.problems) findings.push({ of: "the ledger", what: problem });
  return { findings, told: [...told], held: payouts.held };
}
