/**
 * The tests' Worker in this process, on the simulation's platform without its faults, and by the
 * machine's clock. Whatever it decides, plans and writes is the same as on the real runtime, for a
 * fraction of the processor time. What the platform itself does is for end-to-end tests: routes,
 * D1, objects that are evicted, queues, cron, crashes.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import type { D1, StructuredLog } from "../../scripts/local/miniflare.ts";
import type { Runtime } from "../../scripts/local/runtime.ts";
import { machine } from "../simulation/current.ts";
import { Faults } from "../simulation/faults.ts";
import { OUTSIDE } from "../simulation/platform/caller.ts";
import { SimulatedD1 } from "../simulation/platform/d1.ts";
import { Network, type Passage } from "../simulation/platform/network.ts";
import { type Make, namespaceFor, SimulatedObject } from "../simulation/platform/object.ts";
import { SimulatedQueue } from "../simulation/platform/queue.ts";
import { VirtualTime } from "../simulation/time.ts";
import { restoreControls } from "../worker/controls.ts";
import worker, { RateGate, TenantSync } from "../worker/index.ts";
import type { startDeployment } from "./deployment.ts";
import { Chance } from "./seeded.ts";
import { ROOT } from "./sources.ts";
import { testSecrets, testVars } from "./test-env.ts";

/** ms: what the simulation has take so long takes no time here. */
const AT_ONCE = 100;
/** ms: later than any test lasts, and no timer can wait much longer. */
const LATEST = 86_400_000;

/** Goes on with the machine's clock. */
class RealTime extends VirtualTime {
  readonly #timers = new Set<NodeJS.Timeout>();
  override readonly now = (): number => Date.now();

  constructor() {
    super(0);
  }

  override after(ms: number, run: () => void): ReturnType<VirtualTime["at"]> {
    return this.at(Date.now() + ms, run);
  }

  override at(at: number, run: () => void): ReturnType<VirtualTime["at"]> {
    const entry = { at, n: 0, run: run as (() => void) | null, unref: () => entry };
    const ms = at - Date.now();
    if (ms < AT_ONCE) setImmediate(() => entry.run?.());
    else if (ms < LATEST) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        entry.run?.();
      }, ms).unref();
      this.#timers.add(timer);
    }
    return entry;
  }

  override trace(): void {}

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}

/** Nothing is late or lost on it. */
class Direct extends Network {
  override async pass<T>({ caller, carry }: Passage<T>): Promise<T> {
    await caller.safe();
    return carry();
  }
}

const migrations = (): readonly string[] =>
  readdirSync(join(ROOT, "migrations"))
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => readFileSync(join(ROOT, "migrations", name), "utf8"));

const CONTEXT = {
  waitUntil: (late: Promise<unknown>) => void late.catch(() => undefined),
  passThroughOnException: () => undefined,
  props: {},
} as unknown as ExecutionContext;

const notHere = (): never => {
  throw new Error("only the real runtime has it: make this an end-to-end test");
};

/** One at a time: the tests' Worker keeps in its modules what a test breaks and moves. */
export const startInNode: typeof startDeployment = async (wanted) => {
  const vars = { ...testVars, ...wanted.vars, ...testSecrets, ...wanted.secrets };
  restoreControls(vars);
  const time = new RealTime();
  machine.time = time;
  const faults = new Faults(0, {});
  const network = new Direct(new Chance(0), faults);
  const d1 = new SimulatedD1(network, migrations());
  const objects = new Map<string, SimulatedObject>();
  const consume = (batch: MessageBatch): Promise<void> => worker.queue(batch, env);
  const dead = new SimulatedQueue("jobs-dead", network, faults, consume, null);
  const jobs = new SimulatedQueue("jobs", network, faults, consume, dead);
  const objectsOf = (kind: string, make: (ctx: DurableObjectState) => unknown) => {
    const made = ((ctx) => make(ctx)) as Make;
    return namespaceFor(OUTSIDE, (name) => {
      const known = objects.get(`${kind} ${name}`);
      if (known !== undefined) return known;
      const object = new SimulatedObject(name, made, network, faults);
      objects.set(`${kind} ${name}`, object);
      return object;
    });
  };
  const env = {
    ...vars,
    DB: d1.binding(OUTSIDE),
    JOBS: jobs.binding(OUTSIDE),
    TENANTS: objectsOf("tenant", (ctx) => new TenantSync(ctx, env)),
    GATES: objectsOf("gate", (ctx) => new RateGate(ctx, env)),
  } as unknown as Env;
  const tenant = (name: string): SimulatedObject => objects.get(`tenant ${name}`) ?? notHere();
  const logs: StructuredLog[] = [];
  const log = vi.spyOn(console, "log");
  log.mockImplementation((message) => void logs.push({ level: "log", message: String(message) }));
  const runtime: Runtime = {
    url: vars.PUBLIC_URL,
    straightUrl: vars.PUBLIC_URL,
    cron: async () => worker.scheduled({} as ScheduledController, env),
    mail: notHere,
    d1: async () => d1.binding(OUTSIDE) as D1,
    applyMigrations: notHere,
    objectIds: notHere,
    objectStorage: async (_, name) => {
      const { storage } = tenant(name);
      return { exec: async (sql, ...binds) => storage.exec(sql, binds as never) };
    },
    evict: async (_, name) => {
      const object = tenant(name);
      await object.storage.safe();
      object.crash();
    },
    usage: notHere,
    stop: notHere,
    kill: notHere,
  };
  return {
    runtime,
    logs,
    fetch: async (input, init) =>
      worker.fetch(new Request(input, init) as Parameters<typeof worker.fetch>[0], env, CONTEXT),
    stop: async () => {
      log.mockRestore();
      time.end();
    },
  };
};
