/**
 * Makes a failing world smaller: leaves out faults and acts of people, many at once, then few, as
 * long as the same kind of finding stays. What is left is a script that can be replayed.
 */
import { type Episode, runEpisode, type Script } from "./episode.ts";
import type { Fault } from "./faults.ts";

type Item = { readonly fault: Fault } | { readonly act: number };

/** A world in a file: what happens in it, and what it showed. */
export type WrittenScript = Script & {
  readonly seed: number;
  readonly orders: number;
  readonly hours: number;
  readonly usual: boolean;
  readonly found: string;
};

const scriptOf = (items: readonly Item[]): Script => ({
  faults: items.flatMap((item) => ("fault" in item ? item.fault : [])),
  acts: items.flatMap((item) => ("act" in item ? item.act : [])),
});

export async function shrink(
  failing: Episode,
  hours: number,
  most: number,
  say: (line: string) => void,
): Promise<WrittenScript> {
  const { seed, asked, script } = failing;
  const usual = Object.keys(failing.turned).length === 0;
  const kind = failing.findings[0]?.fault;
  let found = failing;
  let items: readonly Item[] = [
    ...script.faults.map((fault) => ({ fault })),
    ...script.acts.map((act) => ({ act })),
  ];
  let tried = 0;
  const fails = async (fewer: readonly Item[]): Promise<boolean> => {
    tried += 1;
    const episode = await runEpisode({
      seed,
      orders: asked,
      hours,
      usual,
      script: scriptOf(fewer),
    });
    if (!episode.findings.some(({ fault }) => fault === kind)) return false;
    found = episode;
    return true;
  };
  for (let size = Math.ceil(items.length / 2); size >= 1 && tried < most; size = half(size)) {
    for (let at = 0; at < items.length && tried < most;) {
      const fewer = [...items.slice(0, at), ...items.slice(at + size)];
      if (await fails(fewer)) {
        items = fewer;
        say(
          `${scriptOf(items).faults.length} faults, ${scriptOf(items).acts.length} acts are left`,
        );
      } else at += size;
    }
    if (size === 1) break;
  }
  const [first] = found.findings;
  return {
    seed,
    orders: asked,
    hours,
    usual,
    found: first === undefined ? "" : `${first.fault} ${first.of}: ${first.detail}`,
    ...scriptOf(items),
  };
}

const half = (size: number): number => Math.max(1, Math.ceil(size / 2));
