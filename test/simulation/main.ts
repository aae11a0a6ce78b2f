/**
 * `npm run simulate [-- --seed=N --orders=N --hours=N --world=N --trace]`. Exit code 0 only if
 * nothing was lost, doubled, wrong, late or untold.
 */
import { Complaint } from "../local/ports.ts";
import type { Episode } from "./episode.ts";
import { loadSimulation } from "./load.ts";
import { findMutants } from "./mutants.ts";

const MOST_SHOWN = 12;
const NUMBERS = { seed: Date.now() % 1_000_000_000, orders: 2_000, hours: 2, world: 200 };

const OPTIONS = "--seed=N, --orders=N, --hours=N, --world=N, --trace and --mutants[=name,name]";
const MUTANTS = /^--mutants(?:=([a-z,-]+))?$/;

type Numbers = typeof NUMBERS;

function numbersOf(words: readonly string[]): Numbers {
  const numbers = { ...NUMBERS };
  for (const word of words) {
    const [, name = "", value = ""] = /^--(\w+)=(\d{1,10})$/.exec(word) ?? [];
    if (name in numbers) numbers[name as keyof Numbers] = Number(value);
    else if (word !== "--trace" && !MUTANTS.test(word))
      throw new Complaint(`Unknown: ${word}. There are ${OPTIONS}.`);
  }
  return numbers;
}

function show(episode: Episode, { hours }: Numbers): void {
  const { seed, orders, findings, script } = episode;
  console.log(
    `\nseed ${seed}, ${orders} orders, ${script.faults.length} faults: ${findings.length} findings`,
  );
  for (const { fault, of, detail } of findings.slice(0, MOST_SHOWN))
    console.log(`  ${fault} ${of}: ${detail}`);
  console.log(`  npm run simulate -- --seed=${seed} --orders=${orders} --hours=${hours}`);
}

async function main(words: readonly string[]): Promise<boolean> {
  const numbers = numbersOf(words);
  const { seed, orders, hours, world } = numbers;
  console.log(
    `seed ${seed}: npm run simulate -- --seed=${seed} --orders=${orders} --hours=${hours} --world=${world}`,
  );
  const mutants = words.map((word) => MUTANTS.exec(word)).find((found) => found !== null);
  if (mutants !== undefined)
    return findMutants({ seed, hours, world, names: mutants?.[1]?.split(",") ?? [] });
  const { simulate, runEpisode } = await loadSimulation();
  if (words.includes("--trace")) {
    const episode = await runEpisode({ seed, orders, hours, trace: true });
    for (const line of episode.lines) console.log(line);
    show(episode, numbers);
    return episode.findings.length === 0;
  }
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

try {
  if (!(await main(process.argv.slice(2)))) process.exitCode = 1;
} catch (fault) {
  console.error(fault instanceof Complaint ? fault.message : fault);
  process.exitCode = 1;
}
