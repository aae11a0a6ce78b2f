/** Many worlds, one after the other, each with a seed of its own, until so many orders were placed. */
import { type Episode, hasWeather, runEpisode } from "./episode.ts";
import type { Weather } from "./rates.ts";

export type RunOptions = {
  /** Of the first world; each further one has the next. */
  readonly seed: number;
  readonly orders: number;
  /** How long each world's shops are open, virtual. */
  readonly hours: number;
  /** Orders of one world. */
  readonly world: number;
  /** Ends with the first world in which something is wrong. */
  readonly untilFound?: boolean;
  readonly usual?: boolean;
  readonly later?: boolean;
  /** Only worlds that have it; all where it isn't given. */
  readonly weather?: Weather | undefined;
  readonly say?: (episode: Episode) => void;
};

export type RunReport = {
  readonly orders: number;
  readonly faults: number;
  readonly events: number;
  readonly virtualMs: number;
  /** Of all worlds. */
  readonly digest: string;
  readonly failed: readonly Episode[];
  readonly struck: Readonly<Record<string, number>>;
};

export async function simulate(options: RunOptions): Promise<RunReport> {
  const failed: Episode[] = [];
  const struck: Record<string, number> = {};
  let [orders, faults, events, virtualMs, digest] = [0, 0, 0, 0, ""];
  for (let n = 0; orders < options.orders; n += 1) {
    if (options.weather !== undefined && !hasWeather(options.seed + n, options.weather)) continue;
    const episode = await runEpisode({
      seed: options.seed + n,
      orders: Math.min(options.world, options.orders - orders),
      hours: options.hours,
      usual: options.usual ?? false,
      later: options.later ?? false,
    });
    options.say?.(episode);
    orders += Math.max(1, episode.orders);
    faults += episode.script.faults.length;
    events += episode.events;
    virtualMs += episode.took;
    digest += episode.digest.slice(0, 8);
    for (const { place, what } of episode.script.faults) {
      const name = `${place.split(" ", 1)[0]} ${what}`;
      struck[name] = (struck[name] ?? 0) + 1;
    }
    if (episode.findings.length > 0) failed.push(episode);
    if (failed.length > 0 && options.untilFound === true) break;
  }
  return { orders, faults, events, virtualMs, digest, failed, struck };
}
