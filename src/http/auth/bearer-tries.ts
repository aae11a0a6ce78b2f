/**
 * Counts wrong bearer tokens by network, in this isolate's memory: each costs a read of D1, and
 * counting them there would cost more. A network with too many isn't checked for a while, except
 * for tokens that were right here before, so that a stale one doesn't block a good one. The memory
 * is bounded.
 */
import type { Clock } from "../../domain/platform/clock.ts";

/** Of one network, in a window. */
export const MAX_WRONG_TOKENS = 20;
export const WRONG_WINDOW_MS = 15 * 60 * 1000;

const MOST_NETWORKS = 5_000;
const MOST_GOOD = 1_000;

type Count = { readonly since: number; readonly wrong: number };

type BearerTries = {
  /** How long this token isn't checked, in ms; `null`: it is checked. `hash`: of the token. */
  readonly waitMs: (network: string, hash: string) => number | null;
  readonly wrong: (network: string, hash: string) => void;
  readonly right: (hash: string) => void;
};

export function bearerTries(clock: Clock): BearerTries {
  const counts = new Map<string, Count>();
  const good = new Set<string>();

  const current = (network: string): Count => {
    const count = counts.get(network);
    const now = clock.now();
    return count === undefined || now - count.since >= WRONG_WINDOW_MS
      ? { since: now, wrong: 0 }
      : count;
  };

  return {
    waitMs(network, hash) {
      const { since, wrong } = current(network);
      if (wrong < MAX_WRONG_TOKENS || good.has(hash)) return null;
      return since + WRONG_WINDOW_MS - clock.now();
    },
    wrong(network, hash) {
      const count = current(network);
      // Revoked or over since it was right.
      good.delete(hash);
      counts.delete(network);
      counts.set(network, { ...count, wrong: count.wrong + 1 });
      dropOldest(counts, MOST_NETWORKS);
    },
    right(hash) {
      good.delete(hash);
      good.add(hash);
      dropOldest(good, MOST_GOOD);
    },
  };
}

function dropOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}
