/**
 * Stryker's runner of Vitest, for Vitest 5, which puts " > " between the name of a test and those
 * of the blocks it stands in. Stryker puts a space: of the tests that it asks for, those in a block
 * would be skipped, and every mutant that they see would seem to survive.
 */
import { strykerPlugins as plugins } from "@stryker-mutator/vitest-runner";

const [vitest] = plugins;
if (vitest === undefined) throw new Error("Stryker has no runner of Vitest.");
// Its type leaves open whether something is injected; Stryker reads that from the function.
const factory = vitest.factory as unknown as Factory;

type Factory = { (injector: unknown): Runner; readonly inject: readonly string[] };
type Runner = { init(): Promise<void>; readonly ctx: { readonly projects: readonly Project[] } };
type Project = { readonly config: { testNamePattern?: RegExp | undefined } };

/** A space of Stryker's is either a space of a name or the end of a block's name. */
const asNamed = ({ source }: RegExp): RegExp => new RegExp(source.replaceAll(" ", "(?: | > )"));

function make(injector: unknown): Runner {
  const runner = factory(injector);
  const init = runner.init.bind(runner);
  runner.init = async () => {
    await init();
    for (const { config } of runner.ctx.projects) {
      let pattern = config.testNamePattern;
      Object.defineProperty(config, "testNamePattern", {
        enumerable: true,
        get: () => pattern,
        set: (wanted: RegExp | undefined) => {
          pattern = wanted && asNamed(wanted);
        },
      });
    }
  };
  return runner;
}

export const strykerPlugins = [
  { ...vitest, name: "vitest-5", factory: Object.assign(make, { inject: factory.inject }) },
];
