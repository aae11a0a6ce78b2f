/**
 * `npm run simulate -- --mutants[=name,name]`: each mutation in a run of its own, until the
 * simulation finds it: from the world on in which it was found before (found.ts), or from `--seed`
 * on. One that isn't found within so many orders is a hole in the simulation. What is found has to
 * be the mutation's doing: the same world of the code as it is has no findings.
 */
import type { Episode } from "./episode.ts";
import { loadSimulation } from "./load.ts";
import { FOUND } from "./found.ts";
import { type Mutant, MUTATIONS } from "./mutations.ts";
import type { RunReport } from "./run.ts";

export type MutantOptions = {
  /** From which it is looked for on; `null`: the one in which it was found before, or the first. */
  readonly seed: number | null;
  /** At most, each. */
  readonly orders: number;
  readonly hours: number;
  readonly world: number;
  /** Empty: all that were found before. */
  readonly names: readonly string[];
};

/** Answers whether each one was found. */
export async function findMutants({ names, ...options }: MutantOptions): Promise<boolean> {
  const chosen = MUTATIONS.filter(({ name }) =>
    names.length === 0 ? name in FOUND : names.includes(name),
  );
  const { runEpisode } = await loadSimulation();
  const known = new Map<string, Episode["findings"]>();
  const findings = async (seed: number, orders: number): Promise<Episode["findings"]> => {
    const name = `${seed} ${orders}`;
    const found =
      known.get(name) ??
      (await runEpisode({ seed, orders, hours: options.hours, usual: true })).findings;
    known.set(name, found);
    return found;
  };
  let all = chosen.length > 0;
  console.log(
    "| mutation | weather | from seed | found in | after orders | what was found |\n|---|---|---|---|---|---|",
  );
  for (const mutation of chosen) {
    const seed = options.seed ?? FOUND[mutation.name]?.seed ?? 1;
    const { orders, failed } = await look(mutation, { ...options, seed });
    const [world] = failed;
    const without = world === undefined ? [] : await findings(world.seed, world.asked);
    all &&= world !== undefined && without.length === 0;
    const said =
      world === undefined
        ? "**nothing**"
        : without.length === 0
          ? told(world.findings)
          : `**also without it** ${told(without)}`;
    console.log(
      `| ${mutation.name} | ${mutation.weather ?? "any"} | ${seed} | ${world?.seed ?? "–"} | ${orders} | ${said} |`,
    );
  }
  return all;
}

type Looked = Omit<MutantOptions, "names" | "seed"> & { readonly seed: number };

async function look(mutation: Mutant, options: Looked): Promise<RunReport> {
  const { simulate } = await loadSimulation(mutation);
  return simulate({
    ...options,
    world: mutation.world ?? options.world,
    weather: mutation.weather,
    untilFound: true,
    usual: true,
  });
}

const MOST_SHOWN = 160;

function told([first]: Episode["findings"]): string {
  const { fault = "", of = "", detail = "" } = first ?? {};
  return `${fault} ${of}: ${detail}`.replaceAll(/\s+/g, " ").slice(0, MOST_SHOWN);
}
