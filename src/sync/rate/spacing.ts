/**
 * How the vendor's limit is used fully and never broken: requests are spaced, without bursts. Spacing at exactly the
 * limit breaks a sliding window at the first jitter, 97 % of it bears three seconds of jitter.
 */
import type { Lane } from "../../domain/job.ts";

const SHARE = 0.97;
/** Back-fills leave this much of the limit to others, always. */
const BACK_FILL_SHARE = 0.8;

/** Nobody books further ahead than this: later means wait, not begin. */
export const HORIZON_MS = 1_000;

/**
 * How far ahead a lane may book. The more pressing lane reaches further, so it gets its slot while the others
 * are told to wait.
 */
const REACH: Readonly<Record<Lane, number>> = { live: HORIZON_MS, update: 700, sweep: 400, "back-fill": 200 };

export const spacingMs = (perMinute: number): number => 60_000 / (perMinute * SHARE);

export type GateState = {
  /** The first instant (ms) that isn't taken. */
  readonly next: number;
  readonly nextBackFill: number;
};

export type Leased = { readonly state: GateState; readonly slots: readonly number[]; readonly later: number | null };

/**
 * Books up to `want` slots from `now` on. Answers the instants; with none within the lane's reach, `later` is when to
 * ask again.
 */
export function lease(state: GateState, input: { now: number; lane: Lane; want: number; spacing: number }): Leased {
  const { now, lane, spacing } = input;
  const reach = now + REACH[lane];
  const slots: number[] = [];
  let { next, nextBackFill } = state;
  while (slots.length < input.want) {
    const slot = Math.max(now, next, lane === "back-fill" ? nextBackFill : 0);
    if (slot > reach) break;
    slots.push(slot);
    next = slot + spacing;
    if (lane === "back-fill") nextBackFill = slot + spacing / BACK_FILL_SHARE;
  }
  // Those who must wait come back when there is room again, not all at the same instant: the pump sends few at a time.
  const later = slots.length > 0 ? null : Math.max(next, nextBackFill * Number(lane === "back-fill")) - REACH[lane] + spacing;
  return { state: { next, nextBackFill }, slots, later };
}
