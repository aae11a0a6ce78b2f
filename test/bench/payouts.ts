/** A settlement file of a hundred thousand lines: what each step of it holds and takes. */
import { heapSection, inOwnProcess, type Measured } from "./heap-process.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";

const MB = 1024 * 1024;

export async function measurePayouts(
  lines: number,
  say: (line: string) => void,
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  say(`payout-file: ${lines} lines`);
  const measured = await inOwnProcess<Measured & { readonly bytes: number }>(
    "payout-heap.ts",
    lines,
  );
  return heapSection(
    `A settlement file of ${lines} lines, ${fixed(measured.bytes / MB, 1)} MB`,
    measured,
  );
}
