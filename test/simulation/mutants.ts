/**
 * `npm run simulate -- --mutants[=name,name]`: each mutation in a run of its own, until the
 * simulation finds it. One that isn't found within so many orders is a hole in the simulation.
 */
import { loadSimulation } from "./load.ts";
import { MUTATIONS } from "./mutations.ts";

export type MutantOptions = {
  readonly seed: number;
  /** At most, each. */
  readonly orders: number;
  readonly hours: number;
  readonly world: number;
  /** Empty: all. */
  readonly names: readonly string[];
};

/** Answers whether each one was found. */
export async function findMutants({ names, ...options }: MutantOptions): Promise<boolean> {
  const chosen = MUTATIONS.filter(({ name }) => names.length === 0 || names.includes(name));
  let all = chosen.length > 0;
  console.log("| mutation | weather | seed | orders | what was found |\n|---|---|---|---|---|");
  for (const mutation of chosen) {
    const { simulate } = await loadSimulation(mutation);
    const { orders, failed } = await simulate({
      ...options,
      world: mutation.world ?? options.world,
      weather: mutation.weather,
      untilFound: true,
      usual: true,
    });
    const [world] = failed;
    const [first] = world?.findings ?? [];
    all &&= world !== undefined;
    const what =
      first === undefined ? "**nothing**" : `${first.fault} ${first.of}: ${first.detail}`;
    console.log(
      `| ${mutation.name} | ${mutation.weather ?? "any"} | ${world?.seed ?? options.seed} | ${orders} | ${what.replaceAll(/\s+/g, " ").slice(0, 160)} |`,
    );
  }
  return all;
}
