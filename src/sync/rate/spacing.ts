/**
 * How the vendor's limit is used fully and never broken: requests are spaced, without bursts.
 * Spacing at exactly the limit breaks a sliding window at the first jitter. 97 % of it bears
 * requests that are late by up to 1.8 seconds, whichever these are, and by three at random.
 */
import { MINUTE_MS } from "../../domain/platform/durations.ts";
import type { Lane } from "../../domain/jobs/job.ts";

const SHARE = 0.97;
/** Back-fills leave this much of the limit to others, always. */
const BACK_FILL_SHARE = 0.8;

/** Slots are given at most so far ahead: where the next one is later, the job waits. */
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

/**
 * How far ahead slots are leased for jobs that don't ask yet. Half of what a live order may book:
 * another shop's still finds room between, without waiting for a turn.
 */
const LEASED_AHEAD = 0.5;

export const spacingMs = (perMinute: number): number => MINUTE_MS / (perMinute * SHARE);

/** From when on a turn can be taken. */
export const turnUsableFrom = (turn: number, lane: Lane): number => turn - REACH[lane];

/**
 * Lanes in which a tenant is kept a turn when it can't be served at once. The others come again
 * when there is room.
 */
const TURNS: readonly Lane[] = ["live", "update"];
/** A turn that nobody took by then is gone, and with it its share of the limit. */
export const LAPSE_MS = 2_000;
/** No turn is kept further ahead: who can't have one comes again. */
const FARTHEST_MS = 600_000;

export type GateState = {
  /** The first instant (ms) that isn't taken. */
  readonly next: number;
  readonly nextBackFill: number;
};

type GateRequest = {
  readonly now: number;
  readonly lane: Lane;
  /** 0: only a turn is asked for, and only if there is no room now. */
  readonly want: number;
  readonly spacing: number;
  /** The instant reserved for this tenant; `null`: none. Absent where nobody says who asks. */
  readonly turn?: number | null;
  /** How many jobs of the tenant wait behind those that ask. */
  readonly behind?: number;
};

type Leased = {
  readonly state: GateState;
  readonly slots: readonly number[];
  /** Slots for the jobs that wait behind: fewer, or none. */
  readonly ahead: readonly number[];
  readonly later: number | null;
  /** What is kept for the tenant from now on. */
  readonly turn: number | null;
};

/**
 * Books up to `want` slots from `now` on, and returns their instants. With none in the lane's
 * reach, `later` says when to ask again; the tenant's next free instant is kept as its turn. So
 * tenants with more work than there is room for are served one after the other, and a tenant with
 * little work is served as well as one with much. `behind`: jobs that follow; they get slots ahead
 * while there is room, else they come with the tenant's next turn.
 */
export function leaseSlots(state: GateState, input: GateRequest): Leased {
  const { now, lane, want, spacing, behind = 0 } = input;
  const reach = now + REACH[lane];
  const kept =
    input.turn !== undefined && input.turn !== null && now <= input.turn + LAPSE_MS
      ? input.turn
      : null;
  if (kept !== null && (kept > reach || want === 0))
    return {
      state,
      slots: [],
      ahead: [],
      later: Math.max(turnUsableFrom(kept, lane), now + spacing),
      turn: kept,
    };
  const slots: number[] = kept === null ? [] : [Math.max(now, kept)];
  let { next, nextBackFill } = state;
  const book = (into: number[], most: number, until: number): void => {
    while (into.length < most) {
      const slot = Math.max(now, next, lane === "back-fill" ? nextBackFill : 0);
      if (slot > until) break;
      into.push(slot);
      next = slot + spacing;
      if (lane === "back-fill") nextBackFill = slot + spacing / BACK_FILL_SHARE;
    }
  };
  book(slots, want, reach);
  const ahead: number[] = [];
  if (slots.length === want && want > 0) book(ahead, behind, now + REACH[lane] * LEASED_AHEAD);
  const isServed = slots.length > 0 || (want === 0 && next <= reach);
  const takesTurn =
    next > reach &&
    (!isServed || slots.length + ahead.length < want + behind) &&
    input.turn !== undefined &&
    TURNS.includes(lane) &&
    next - now <= FARTHEST_MS;
  if (takesTurn)
    return {
      state: { next: next + spacing, nextBackFill },
      slots,
      ahead,
      later: isServed ? null : turnUsableFrom(next, lane),
      turn: next,
    };
  if (isServed) return { state: { next, nextBackFill }, slots, ahead, later: null, turn: null };
  // Those who must wait come back when there is room again, not all at the same instant: the pump
  // sends few at a time.
  return {
    state: { next, nextBackFill },
    slots,
    ahead,
    later: Math.max(next, nextBackFill * Number(lane === "back-fill")) - REACH[lane] + spacing,
    turn: null,
  };
}

/**
 * So far apart come those who were refused without a turn at an endpoint: ten thousand that find it
 * full would otherwise all ask again at one instant, and again. Twice as many as can be served.
 */
const REFUSED_APART_MS = 50;

/**
 * When who was refused comes again. `free`: from when on the next one may, as the last answer said;
 * 0: nobody was refused.
 */
export function nextRequestAt(
  free: number,
  later: number,
): { readonly at: number; readonly free: number } {
  const at = Math.max(later, free);
  return { at, free: at + REFUSED_APART_MS };
}
