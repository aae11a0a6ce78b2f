/**
 * Runs a long piece of work in a process of its own, and holds each of its steps against what an
 * isolate may hold and take.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../../scripts/local/bundle.ts";
import type { Step } from "./heap-steps.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";

const HEAP_MB = 64;
/** Of the platform, for one event. */
const CPU_MS = 30_000;

/** What such a script prints beside whatever else it says. */
export type Measured = { readonly baseMb: number; readonly steps: readonly Step[] };

/** `script`: beside this file; it takes how much there is. */
export async function inOwnProcess<T extends Measured>(script: string, size: number): Promise<T> {
  const child = spawn(
    process.execPath,
    [
      "--expose-gc",
      "--import",
      join(ROOT, "test/bench/without-cloudflare.ts"),
      join(ROOT, "test/bench", script),
      String(size),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return JSON.parse(text) as T;
}

/** Each kind of step at its worst. */
export function heapSection(
  title: string,
  { baseMb, steps }: Measured,
  more: readonly string[] = [],
): { readonly section: Section; readonly missed: boolean } {
  const worst = new Map<string, { ms: number; heapMb: number; times: number }>();
  for (const { name, ms, heapMb } of steps) {
    const known = worst.get(name) ?? { ms: 0, heapMb: 0, times: 0 };
    worst.set(name, {
      ms: Math.max(known.ms, ms),
      heapMb: Math.max(known.heapMb, heapMb),
      times: known.times + 1,
    });
  }
  const isMet = ({ ms, heapMb }: { ms: number; heapMb: number }): boolean =>
    ms < CPU_MS && heapMb < HEAP_MB;
  return {
    missed: [...worst.values()].some((one) => !isMet(one)),
    section: {
      title,
      head: ["", "times", "processor at most, ms", "heap at its most, MB", "wanted"],
      rows: [...worst].map(([name, one]) => [
        name,
        String(one.times),
        fixed(one.ms),
        fixed(one.heapMb, 1),
        `< ${HEAP_MB} MB, < ${CPU_MS / 1000} s: ${isMet(one) ? "met" : "MISSED"}`,
      ]),
      notes: [
        `In Node, with the object's tables in memory; ${fixed(baseMb, 1)} MB of the heap are there before it. Held after a collection, twice a second; what collecting takes isn't counted.`,
        ...more,
      ],
    },
  };
}
