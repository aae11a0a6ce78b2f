/**
 * Stryker's runner of Vitest, in two ways mended.
 *
 * Vitest 5 puts " > " between the name of a test and those of the blocks it stands in. Stryker puts
 * a space: of the tests that it asks for, those in a block would be skipped, and every mutant that
 * they see would seem to survive.
 *
 * And Stryker loads code and tests anew for each mutant, which takes seconds where the tests take
 * milliseconds. Here one worker keeps them and only switches mutants (again.ts). What needs the
 * code loaded anew still goes Stryker's way: a mutant that is at work while a module is loaded, a
 * test that can't be run twice, and everything that follows on a mutant that spoilt the worker.
 */
import { BroadcastChannel } from "node:worker_threads";
import { strykerPlugins as plugins } from "@stryker-mutator/vitest-runner";

const [vitest] = plugins;
if (vitest === undefined) throw new Error("Stryker has no runner of Vitest.");
// Its type leaves open whether something is injected; Stryker reads that from the function.
const factory = vitest.factory as unknown as Factory;

type Factory = { (injector: unknown): Runner; readonly inject: readonly string[] };
type Runner = {
  init(): Promise<void>;
  dispose(): Promise<void>;
  dryRun(options: unknown): Promise<Tried>;
  mutantRun(options: Options): Promise<unknown>;
  readonly globalNamespace: string;
  readonly ctx: {
    readonly projects: readonly Project[];
    provide(name: string, value: unknown): void;
    globTestSpecifications(): Promise<readonly unknown[]>;
    start(): Promise<unknown>;
  };
};
type Project = { readonly config: { testNamePattern?: RegExp | undefined; runner?: string } };
type Options = {
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly activeMutant: { readonly id: string };
  readonly mutantActivation: "runtime" | "static";
};

type Hits = Record<string, number>;
type Tried = {
  readonly mutantCoverage?: {
    readonly static: Hits;
    readonly perTest: Readonly<Record<string, Hits>>;
  };
};

/** What the worker that runs tests again is asked, and what it answers. */
export type Asked = {
  readonly mutant: string;
  readonly tests: readonly string[];
  readonly hitLimit: number | undefined;
};
export type Ready = { readonly kind: "ready"; readonly once: readonly string[] };
export type Answer =
  | { readonly kind: "seen"; readonly by: string; readonly failure: string }
  /** `left`: tests that have to be run in a worker of their own. */
  | { readonly kind: "unseen"; readonly left: readonly string[] }
  | { readonly kind: "endless" }
  | { readonly kind: "spoilt" };

/** A space of Stryker's is either a space of a name or the end of a block's name. */
const asNamed = ({ source }: RegExp): RegExp => new RegExp(source.replaceAll(" ", "(?: | > )"));

function named({ projects }: Runner["ctx"]): void {
  for (const { config } of projects) {
    let pattern = config.testNamePattern;
    Object.defineProperty(config, "testNamePattern", {
      enumerable: true,
      get: () => pattern,
      set: (wanted: RegExp | undefined) => {
        pattern = wanted && asNamed(wanted);
      },
    });
  }
}

/** The worker that keeps code and tests. */
type Kept = { ask(asked: Asked): Promise<Answer>; close(): Promise<void> };
let count = 0;

async function keep(runner: Runner): Promise<Kept> {
  await runner.init();
  const { ctx } = runner;
  const name = `mutants-${process.pid}-${(count += 1)}`;
  const channel = new BroadcastChannel(name);
  for (const { config } of ctx.projects) config.runner = `${process.cwd()}/test/mutants/again.ts`;
  const values = {
    channel: name,
    mode: "mutant",
    mutantActivation: "runtime",
    activeMutant: "none",
    files: (await ctx.globTestSpecifications()).length,
  };
  for (const [key, value] of Object.entries(values)) ctx.provide(key, value);
  let told: (answer: Answer | Ready) => void = () => undefined;
  const next = () => new Promise<Answer | Ready>((resolve) => (told = resolve));
  channel.onmessage = (message: unknown) => {
    told((message as { readonly data: Answer | Ready }).data);
  };
  const ready = next();
  const ended = ctx.start().then(() => {
    throw new Error("The worker that keeps the tests has ended.");
  });
  const first = await Promise.race([ready, ended]);
  if (first.kind === "ready" && first.once.length > 0)
    console.log(`Only once each: ${first.once.join(", ")}`);
  return {
    async ask(asked) {
      const answer = next();
      channel.postMessage(asked);
      return (await Promise.race([answer, ended])) as Answer;
    },
    async close() {
      channel.postMessage("stop");
      await ended.catch(() => undefined);
      channel.close();
      await runner.dispose();
    },
  };
}

/**
 * What runs while files are loaded and again in tests counts as run in tests: most of it is a test
 * file that makes its example as it is loaded. Else such mutants would each be tried with the whole
 * group loaded anew. What only the load would have shown counts as not seen.
 */
function inTests({ mutantCoverage: hits }: Tried): void {
  const tested = new Set(Object.values(hits?.perTest ?? {}).flatMap((of) => Object.keys(of)));
  for (const id of Object.keys(hits?.static ?? {})) if (tested.has(id)) delete hits?.static[id];
}

function make(injector: unknown): Runner {
  const runner = factory(injector);
  const init = runner.init.bind(runner);
  const dispose = runner.dispose.bind(runner);
  const dryRun = runner.dryRun.bind(runner);
  const mutantRun = runner.mutantRun.bind(runner);
  let kept: Kept | null = null;
  const drop = async (): Promise<void> => {
    await kept?.close();
    kept = null;
  };
  return Object.assign(runner, {
    async init(): Promise<void> {
      await init();
      named(runner.ctx);
    },
    async dryRun(options: unknown): Promise<Tried> {
      const tried = await dryRun(options);
      inTests(tried);
      return tried;
    },
    async mutantRun(options: Options): Promise<unknown> {
      const { testFilter: tests = [], hitLimit, activeMutant } = options;
      if (options.mutantActivation === "static" || tests.length === 0) return mutantRun(options);
      kept ??= await keep(factory(injector));
      const found = await kept.ask({ mutant: activeMutant.id, tests, hitLimit });
      switch (found.kind) {
        case "seen":
          return {
            status: "killed",
            killedBy: [found.by],
            failureMessage: found.failure,
            nrOfTests: tests.length,
          };
        case "endless":
          return { status: "timeout", reason: `more than ${hitLimit} hits` };
        case "unseen":
          return found.left.length > 0
            ? mutantRun({ ...options, testFilter: found.left })
            : { status: "survived", nrOfTests: tests.length };
        case "spoilt":
          await drop();
          return mutantRun(options);
      }
    },
    async dispose(): Promise<void> {
      await drop();
      await dispose();
    },
  });
}

export const strykerPlugins = [
  { ...vitest, name: "vitest-5", factory: Object.assign(make, { inject: factory.inject }) },
];
