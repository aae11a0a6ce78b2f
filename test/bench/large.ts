/**
 * A shop with millions of orders behind it and tens of thousands of jobs that wait, on the real
 * runtime: how long each step of its object takes, and how many rows it reads. A step is what the
 * object does without a break: nothing else of it runs meanwhile.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { makeSecrets } from "../../scripts/local/secrets.ts";
import { startWorld, type World } from "../../scripts/local/world.ts";
import { layHeads, layWaiting, noteNumbers } from "./large-shop.ts";
import type { Step } from "./measured/steps.ts";
import { USUAL_PER_MINUTE } from "./options.ts";
import { compareOne, pagesOf, payOut, signIn } from "./pages.ts";
import { layOrders } from "./pages-shop.ts";
import { connectedTenant, newOrders, tell, type Tenant, warmDebtors } from "./shop.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";

const MOST_MS = 50;
const MOST_ROWS = 1_000;
const CUSTOMERS = 5;
/** A step counts as long as the shortest of so many tries of it took: other work delays some. */
const LOADS = 3;
const ORDERS = 10;
/** Of those with timelines (pages-shop.ts): no page lists it among so many that wait. */
const A_JOB = "j500000001";
const MINUTE_MS = 60_000;
/** Steps of an act that are named. */
const SHOWN = 4;
const HOURS = 2;
const QUIET_MS = 1_500;
const RESUMING_MS = 45_000;

type Sizes = {
  readonly pageJobs: number;
  readonly largeHeads: number;
  readonly largeWaiting: number;
};

type Act = {
  readonly name: string;
  readonly steps: readonly Step[];
  /** Of all threads of the runtime, the least of its tries. */
  readonly cpuMs: number;
};

export async function measureLarge(
  { pageJobs, largeHeads: heads, largeWaiting: waiting }: Sizes,
  progress: (line: string) => void,
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  const secrets = makeSecrets();
  const world = await startWorld({
    ports: { worker: 0, asperion: 0, eaccounting: 0 },
    name: "bench-large",
    main: "test/bench/measured/worker.ts",
    secrets,
    vars: { EACCOUNTING_RATE_PER_MINUTE: String(USUAL_PER_MINUTE) },
  });
  try {
    const tenant = await connectedTenant(world, "Large");
    const debtors = await warmDebtors(world, tenant, CUSTOMERS, "Large");
    await compareOne(world, tenant, debtors);
    progress(`laying ${heads} heads, ${pageJobs} orders of these days`);
    await world.killAndRestart({
      dead: async () => {
        await noteNumbers(world.stateDir);
        await layOrders(world.stateDir, tenant.id, secrets, pageJobs, Date.now());
        await layHeads(world.stateDir, heads, Date.now(), progress);
      },
    });
    const payout = await payOut(world, tenant.id);
    await world.operator.ask("POST", `/tenants/${tenant.id}/pause`, { note: "measured" });
    let bytes = 0;
    await world.killAndRestart({
      dead: async () => {
        bytes = await layWaiting(world.stateDir, waiting, Date.now());
      },
    });
    const acts = await actsOf(world, { tenant, debtors, payout }, progress);
    const { peak } = await world.runtime.usage();
    return shown(acts, [
      `${heads} heads, ${waiting} jobs that wait, ${pageJobs} orders with timelines: ${fixed(bytes / 1e9, 2)} GB. workerd's memory at its most: ${fixed(peak / 1e6)} MB, with its own and all of SQLite's.`,
      `ms: by the clock, the shortest of ${LOADS} loads' longest step; beside other work that is more than the processor's time. CPU: of one load, all threads of the runtime, so at least that of its steps. Steps of the clock and of the resume are met once. Rows: as the engine counts them.`,
    ]);
  } finally {
    await world.stop();
  }
}

async function actsOf(
  world: World,
  {
    tenant,
    debtors,
    payout,
  }: {
    readonly tenant: Tenant;
    readonly debtors: readonly number[];
    readonly payout: string;
  },
  progress: (line: string) => void,
): Promise<readonly Act[]> {
  const { operator } = world;
  const acts: Act[] = [];
  const act = async (name: string, work: () => Promise<unknown>, times = 1): Promise<void> => {
    progress(name);
    const tries: (readonly Step[])[] = [];
    let cpuMs = Infinity;
    await stepsOf(world);
    for (let n = 0; n < times; n += 1) {
      const before = (await world.runtime.usage()).cpuMs;
      await work();
      cpuMs = Math.min(cpuMs, (await world.runtime.usage()).cpuMs - before);
      tries.push(await stepsOf(world));
    }
    acts.push({ name, steps: quietest(tries), cpuMs });
  };
  await act("the first call of an object that starts", () => operator.health(tenant.id));
  const cookie = await signIn(world);
  const load = async (path: string): Promise<void> => {
    const answer = await fetch(`${world.runtime.url}${path}`, { headers: { cookie } });
    await answer.arrayBuffer();
    if (answer.status !== 200) progress(`${path} was answered with ${answer.status}`);
  };
  for (const page of await pagesOf(world, { id: tenant.id, payout }, cookie))
    await act(page.name, () => load(page.path.replace(/\/orders\/$/, `/orders/${A_JOB}`)), LOADS);
  for (const path of ["jobs", "health", "alerts"])
    await act(`API: ${path}`, () => operator.ask("GET", `/tenants/${tenant.id}/${path}`), LOADS);
  await act("webhooks of a shop that is stopped", async () =>
    tell(tenant, await newOrders(operator, ORDERS, debtors)),
  );
  await act("the resume, and what it lets run", async () => {
    await operator.ask("POST", `/tenants/${tenant.id}/resume`);
    await sleep(RESUMING_MS);
  });
  await act("webhooks while tens of thousands of jobs are due", async () => {
    await tell(tenant, await newOrders(operator, ORDERS, debtors));
    await sleep(QUIET_MS * 4);
  });
  await act("a pause", () =>
    operator.ask("POST", `/tenants/${tenant.id}/pause`, { note: "measured" }),
  );
  await act(`${HOURS} hours of the clock`, async () => {
    for (let minute = 0; minute < HOURS * 60; minute += 5) await pass(world, 5 * MINUTE_MS);
  });
  return acts;
}

async function pass(world: World, ms: number): Promise<void> {
  await fetch(`${world.runtime.url}/_bench/clock?by=${ms}`);
  await world.runtime.cron(Date.now());
  await sleep(QUIET_MS);
}

async function stepsOf(world: World): Promise<readonly Step[]> {
  return (await (await fetch(`${world.runtime.url}/_bench/steps`)).json()) as readonly Step[];
}

const longest = (steps: readonly Step[]): number => Math.max(0, ...steps.map(({ ms }) => ms));

const quietest = (tries: readonly (readonly Step[])[]): readonly Step[] =>
  tries.toSorted((a, b) => longest(a) - longest(b))[0] ?? [];

const short = (statement: string): string => statement.replaceAll(/\s+/g, " ").slice(0, 150);

function shown(
  acts: readonly Act[],
  notes: readonly string[],
): { readonly section: Section; readonly missed: boolean } {
  const isOver = ({ ms, rows }: Step): boolean => ms > MOST_MS || rows > MOST_ROWS;

  return {
    missed: acts.some(({ steps }) => longest(steps) > MOST_MS),
    section: {
      title: "A large shop: the longest step of each act, and the one that reads most",
      head: ["", "ms", "rows", "CPU ms", "wanted"],
      rows: acts.map(({ name, steps, cpuMs }) => {
        const most = Math.max(0, ...steps.map(({ rows }) => rows));
        return [
          name,
          fixed(longest(steps), 1),
          String(most),
          fixed(cpuMs),
          longest(steps) > MOST_MS ? `MISSED: over ${MOST_MS} ms` : "met",
        ];
      }),
      notes: [
        ...notes,
        ...acts.flatMap(({ name, steps }) =>
          steps
            .filter(isOver)
            .slice(0, SHOWN)
            .map(
              ({ ms, rows, statements, most }) =>
                `${name}: ${fixed(ms, 1)} ms, ${rows} rows by ${statements} statements, most by ${short(most)}`,
            ),
        ),
      ],
    },
  };
}
