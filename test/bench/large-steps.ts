/** A large shop's longest steps, in a process of its own: what each holds and takes. */
import { inOwnProcess, type Measured } from "./heap-process.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";

const HEAP_MB = 64;
const CPU_MS = 50;

export async function measureLargeSteps(
  heads: number,
  say: (line: string) => void,
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  say(`large-steps: ${heads} heads`);
  const { baseMb, steps } = await inOwnProcess<Measured>("large-heap.ts", heads);
  const isMet = ({ ms, heapMb }: Measured["steps"][number]): boolean =>
    ms <= CPU_MS && heapMb <= HEAP_MB;
  return {
    missed: !steps.every(isMet),
    section: {
      title: `A shop of ${heads} heads and 50,000 unfinished jobs: the longest step of each act`,
      head: ["", "processor, ms", "heap, MB", "wanted"],
      rows: steps.map((step) => [
        step.name,
        fixed(step.ms, 1),
        fixed(step.heapMb, 1),
        `<= ${CPU_MS} ms, <= ${HEAP_MB} MB: ${isMet(step) ? "met" : "MISSED"}`,
      ]),
      notes: [
        `In Node, with the object's tables in memory; ${fixed(baseMb, 1)} MB of the heap are there before it. The heap is looked at where a step ends, with that step's garbage. The processor's time of all threads, of the quietest of three tries.`,
      ],
    },
  };
}
