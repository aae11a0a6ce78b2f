/**
 * A settlement file of a hundred thousand lines: what each step of it holds and takes, in a process
 * of its own whose heap is bounded by what an isolate may hold.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../local/bundle.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";

const HEAP_MB = 64;
/** Of the platform, for one event. */
const CPU_MS = 30_000;

type Measured = {
  readonly baseMb: number;
  readonly bytes: number;
  readonly steps: readonly {
    readonly name: string;
    readonly ms: number;
    readonly heapMb: number;
  }[];
};

export async function measurePayouts(
  lines: number,
  say: (line: string) => void,
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  say(`payout-file: ${lines} lines`);
  const child = spawn(
    process.execPath,
    [
      "--expose-gc",
      "--import",
      join(ROOT, "test/bench/without-cloudflare.ts"),
      join(ROOT, "test/bench/payout-heap.ts"),
      String(lines),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`payout-file ended with ${code}`);
  const { baseMb, bytes, steps } = JSON.parse(text) as Measured;
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
      title: `A settlement file of ${lines} lines, ${fixed(bytes / 1024 / 1024, 1)} MB`,
      head: ["", "times", "processor at most, ms", "heap at its most, MB", "wanted"],
      rows: [...worst].map(([name, one]) => [
        name,
        String(one.times),
        fixed(one.ms),
        fixed(one.heapMb, 1),
        `< ${HEAP_MB} MB, < ${CPU_MS / 1000} s: ${isMet(one) ? "met" : "MISSED"}`,
      ]),
      notes: [
        `In Node, with the object's tables in memory; ${fixed(baseMb, 1)} MB of the heap are there before the file. Held after a collection, twice a second; what collecting takes isn't counted.`,
      ],
    },
  };
}
