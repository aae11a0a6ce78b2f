/**
 * `npm run simulate`: many worlds from one seed. `--trace` prints one world's steps, `--shrink`
 * makes a failing one smaller, `--script=file` replays what is left of it, `--mutants` shows that
 * faults in the product are found, each from the seed that is recorded of it or from `--seed` on.
 * Exit code 0 only if nothing was lost, doubled, wrong, late or untold (with `--mutants`: only if
 * every one was found).
 */
import { readFile, writeFile } from "node:fs/promises";
import { Complaint } from "../../scripts/complaint.ts";
import type { Episode } from "./episode.ts";
import { loadSimulation } from "./load.ts";
import { findMutants } from "./mutants.ts";
import { type Weather, WEATHERS } from "./rates.ts";
import type { WrittenScript } from "./shrink.ts";

const MOST_SHOWN = 12;
const MOST_TRIES = 150;
const NUMBERS = { seed: Date.now() % 1_000_000_000, orders: 2_000, hours: 2, world: 200 };
/** Of mutations: many small worlds. */
const OF_MUTANTS = { orders: 10_000, hours: 1, world: 100 };
const OPTIONS =
  "--seed=N, --orders=N, --hours=N, --world=N, --weather=name, --usual, --later, --trace, --shrink, --script=file and --mutants[=name,name]";

type Asked = typeof NUMBERS & {
  readonly isSeeded: boolean;
  readonly usual: boolean;
  readonly later: boolean;
  readonly trace: boolean;
  readonly shrink: boolean;
  readonly script: string | null;
  /** `undefined`: whichever a seed has. */
  readonly weather?: Weather | undefined;
  /** `null`: not these; empty: all. */
  readonly mutants: readonly string[] | null;
};

function asked(words: readonly string[]): Asked {
  const known = new Map<string, string>();
  for (const word of words) {
    const [, name, value = ""] = /^--(\w+)(?:=(.+))?$/.exec(word) ?? [];
    if (name === undefined) throw new Complaint(`Unknown: ${word}. There are ${OPTIONS}.`);
    known.set(name, value);
  }
  const isSeeded = known.has("seed");
  const numbers = { ...NUMBERS, ...(known.has("mutants") ? OF_MUTANTS : {}) };
  for (const name of ["seed", "orders", "hours", "world"] as const) {
    const value = known.get(name);
    if (value === undefined) continue;
    if (!/^\d{1,10}$/.test(value)) throw new Complaint(`--${name} takes a whole number.`);
    numbers[name] = Number(value);
    known.delete(name);
  }
  const script = known.get("script") ?? null;
  const named = known.get("weather");
  const weather = WEATHERS.find((one) => one === named);
  if (named !== undefined && weather === undefined)
    throw new Complaint(`--weather takes one of ${WEATHERS.join(", ")}.`);
  const mutants = known.get("mutants")?.split(",").filter(Boolean) ?? null;
  const flags = {
    usual: known.delete("usual"),
    later: known.delete("later"),
    trace: known.delete("trace"),
    shrink: known.delete("shrink"),
  };
  for (const name of ["script", "mutants", "weather"]) known.delete(name);
  if (known.size > 0)
    throw new Complaint(`Unknown: --${[...known.keys()].join(", --")}. There are ${OPTIONS}.`);
  return { ...numbers, ...flags, isSeeded, script, mutants, weather };
}

function show(
  { seed, asked: orders, findings, script, turned }: Episode,
  { hours, later = false }: { readonly hours: number; readonly later?: boolean | undefined },
): void {
  console.log(`\nseed ${seed}, ${script.faults.length} faults: ${findings.length} findings`);
  for (const { fault, of, detail } of findings.slice(0, MOST_SHOWN))
    console.log(`  ${fault} ${of}: ${detail}`);
  const switches = Object.entries(turned).map(([name, value]) => `${name} ${String(value)}`);
  if (switches.length > 0) console.log(`  switches: ${switches.join(", ")}`);
  const usual = switches.length === 0 ? " --usual" : "";
  console.log(
    `  npm run simulate -- --seed=${seed} --orders=${orders} --world=${orders} --hours=${hours}${usual}${later ? " --later" : ""}`,
  );
}

/** One world, step by step. */
async function showOne(
  { seed, orders, hours, usual, later, trace }: Asked,
  script: WrittenScript | null,
): Promise<boolean> {
  const { runEpisode } = await loadSimulation();
  const world = script ?? { seed, orders, hours, usual, later };
  const episode = await runEpisode({ ...world, script, trace });
  for (const line of episode.lines) console.log(line);
  show(episode, world);
  console.log(episode.findings.length === 0 ? "no findings" : "found");
  return episode.findings.length === 0;
}

async function shrinkOne({ seed, orders, hours, usual, later }: Asked): Promise<boolean> {
  const { runEpisode, shrink } = await loadSimulation();
  const episode = await runEpisode({ seed, orders, hours, usual, later });
  show(episode, { hours, later });
  if (episode.findings.length === 0) return true;
  const script = await shrink(episode, hours, MOST_TRIES, (line) => console.log(line));
  const file = `simulated-${seed}.json`;
  await writeFile(file, `${JSON.stringify(script, null, 2)}\n`);
  console.log(`${script.found}\nnpm run simulate -- --script=${file} --trace`);
  return false;
}

async function runAll(numbers: Asked): Promise<boolean> {
  const { simulate } = await loadSimulation();
  const before = process.cpuUsage();
  const report = await simulate({
    ...numbers,
    say: (episode) => {
      if (episode.findings.length > 0) show(episode, numbers);
    },
  });
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  for (const [name, count] of Object.entries(report.struck).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  ))
    console.log(`  ${name.padEnd(28)} ${count}`);
  console.log(
    `${report.orders} orders, ${report.faults} faults, ${report.events} events, ${(report.virtualMs / 3_600_000).toFixed(1)} virtual hours`,
  );
  console.log(`digest ${report.digest}`);
  console.log(
    `${seconds.toFixed(1)} s of CPU: ${Math.round((report.orders / seconds) * 3_600)} orders an hour`,
  );
  console.log(report.failed.length === 0 ? "no findings" : `${report.failed.length} worlds failed`);
  return report.failed.length === 0;
}

async function main(words: readonly string[]): Promise<boolean> {
  const numbers = asked(words);
  const { seed, orders, hours, world, script, mutants } = numbers;
  if (script !== null)
    return showOne(numbers, JSON.parse(await readFile(script, "utf8")) as WrittenScript);
  if (mutants !== null)
    return findMutants({ ...numbers, seed: numbers.isSeeded ? seed : null, names: mutants });
  console.log(
    `seed ${seed}: npm run simulate -- --seed=${seed} --orders=${orders} --hours=${hours} --world=${world}`,
  );
  if (numbers.shrink) return shrinkOne(numbers);
  return numbers.trace ? showOne(numbers, null) : runAll(numbers);
}

/** What a dead object was still at fails, and nobody waits for that. */
process.on("unhandledRejection", (fault) => {
  if (!(fault instanceof Error && fault.name === "Dead")) throw fault;
});

try {
  if (!(await main(process.argv.slice(2)))) process.exitCode = 1;
} catch (fault) {
  console.error(fault instanceof Complaint ? fault.message : fault);
  process.exitCode = 1;
}
