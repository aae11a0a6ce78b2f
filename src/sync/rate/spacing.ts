/**
 * How the vendor's limit is used fully and never broken: requests are spaced, without bursts.
 * Spacing at exactly the limit breaks a sliding window at the first jitter, 97 % of it bears three
 * seconds of jitter.
 */
import type { Lane } from "../../domain/job.ts";

const SHARE = 0.97;
/** Back-fills leave this much of the limit to others, always. */
const BACK_FILL_SHARE = 0.8;

/** Nobody books further ahead than this: later means wait, not begin. */
export const HORIZON_MS = 1_000;

/**
 * How far ahead a lane may book. The more pressing lane reaches further, so it gets its slot while
 * the others are told to wait.
 */
const REACH: Readonly<Record<Lane, number>> = {
  live: HORIZON_MS,
  update: 700,
  sweep: 400,
  "back-fill": 200,
};

export const spacingMs = (perMinute: number): number => 60_000 / (perMinute * SHARE);

/**
 * Lanes in which a tenant is kept a turn when it can't be served at once. The others come again
 * when there is room.
 */
const TURNS: readonly Lane[] = ["live", "update"];
/** A turn that nobody took by then is gone, and with it its share of the limit. */
export const LAPSE_MS = 2_000;
/** No turn is kept further ahead: who can't have one comes again. */
const FARTHEST_MS = 60_000;

export type GateState = {
  /** The first instant (ms) that isn't taken. */
  readonly next: number;
  readonly nextBackFill: number;
};

export type Asked = {
  readonly now: number;
  readonly lane: Lane;
  /** 0: only a turn is asked for, and only if there is no room now. */
  readonly want: number;
  readonly spacing: number;
  /** The instant reserved for this tenant; `null`: none. Absent where nobody says who asks. */
  readonly turn?: number | null;
};

export type Leased = {
  readonly state: GateState;
  readonly slots: readonly number[];
  readonly later: number | null;
  /** What is kept for the tenant from now on. */
  readonly turn: number | null;
};

/**
 * Books up to `want` slots from `now` on. Answers the instants; with none within the lane's reach,
 * `later` is when to ask again. Who is refused is kept the next free instant as its turn, one a
 * tenant: so tenants that all have more work than there is room for are served one after the other,
 * and one with little work is as well served as one with much.
 */
export function lease(state: GateState, input: Asked): Leased {
  const { now, lane, want, spacing } = input;
  const reach = now + REACH[lane];
  const kept =
    input.turn !== undefined && input.turn !== null && now <= input.turn + LAPSE_MS
      ? input.turn
      : null;
  if (kept !== null && (kept > reach || want === 0))
    return { state, slots: [], later: Math.max(kept - REACH[lane], now + spacing), turn: kept };
  const slots: number[] = kept === null ? [] : [Math.max(now, kept)];
  let { next, nextBackFill } = state;
  while (slots.length < want) {
    const slot = Math.max(now, next, lane === "back-fill" ? nextBackFill : 0);
    if (slot > reach) break;
    slots.push(slot);
    next = slot + spacing;
    if (lane === "back-fill") nextBackFill = slot + spacing / BACK_FILL_SHARE;
  }
  if (slots.length > 0 || (want === 0 && next <= reach))
    return { state: { next, nextBackFill }, slots, later: null, turn: null };
  if (input.turn !== undefined && TURNS.includes(lane) && next - now <= FARTHEST_MS)
    return {
      state: { next: next + spacing, nextBackFill },
      slots,
      later: next - REACH[lane],
      turn: next,
    };
  // Those who must wait come back when there is room again, not all at the same instant: the pump
  // sends few at a time.
  return {
    state: { next, nextBackFill },
    slots,
    later: Math.max(next, nextBackFill * Number(lane === "back-fill")) - REACH[lane] + spacing,
    turn: null,
  };
}
