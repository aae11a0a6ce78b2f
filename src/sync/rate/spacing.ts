/**
 * Uses the vendor's limit fully without exceeding it: requests are spaced evenly, without bursts.
 * Spacing at exactly the limit would exceed a sliding window at the first jitter. At 97 % of the
 * limit any requests may be late by up to 1.8 seconds, and random ones by up to three.
 */
import { MINUTE_MS } from "../../domain/platform/durations.ts";
import type { Lane } from "../../domain/jobs/job.ts";

const SHARE = 0.97;
/** Back-fills leave this much of the limit to others, always. */
const BACK_FILL_SHARE = 0.8;

/** Slots are given at most this far ahead; if the next one is later, the job waits. */
export const HORIZON_MS = 1_000;

/**
 * How far ahead a lane may book, in ms. A more urgent lane reaches further, so it gets a slot while
 * the others must wait.
 */
const REACH: Readonly<Record<Lane, number>> = {
  live: HORIZON_MS,
  update: 700,
  sweep: 400,
  "back-fill": 200,
};

/**
 * Share of a lane's reach up to which slots are leased for jobs that don't ask yet. The rest is
 * left, so that a live order of another tenant gets a slot without waiting for a turn.
 */
const LEASED_AHEAD = 0.5;

export const spacingMs = (perMinute: number): number => MINUTE_MS / (perMinute * SHARE);

/** Returns the instant from which a turn can be used. */
export const turnUsableFrom = (turn: number, lane: Lane): number => turn - REACH[lane];

/**
 * Lanes in which a tenant gets a turn if it can't be served at once. The others ask again when
 * there is room.
 */
const TURNS: readonly Lane[] = ["live", "update"];
/** A turn that isn't used within this time lapses, and its share of the limit is lost. */
export const LAPSE_MS = 2_000;
/** No turn is kept further ahead; a tenant without one asks again. */
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
  /** The instant reserved for this tenant; `null`: none. Absent: the tenant isn't known. */
  readonly turn?: number | null;
  /** How many jobs of the tenant wait in addition to those that ask. */
  readonly behind?: number;
};

type Leased = {
  readonly state: GateState;
  readonly slots: readonly number[];
  /** Slots for jobs that wait behind (`behind`): fewer than requested, or none. */
  readonly ahead: readonly number[];
  /** When to ask again; `null`: served. */
  readonly later: number | null;
  /** The instant that is reserved for the tenant from now on; `null`: none. */
  readonly turn: number | null;
};

/**
 * Books up to `want` slots from `now` on, and returns their instants. If none is in the lane's
 * reach, `later` says when to ask again, and the next free instant is reserved as the tenant's
 * turn. So under load tenants are served in rotation, and one with little work is served as well as
 * one with much. `behind`: jobs that wait in addition. They get slots ahead while there is room,
 * else they are served with the tenant's next turn.
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
  // Refused jobs ask again when there is room, but not all at one instant: the pump wakes few at a
  // time.
  return {
    state: { next, nextBackFill },
    slots,
    ahead,
    later: Math.max(next, nextBackFill * Number(lane === "back-fill")) - REACH[lane] + spacing,
    turn: null,
  };
}

/**
 * Spacing of the next requests of tenants that an endpoint refused without a turn: else ten
 * thousand of them would all ask again at one instant, repeatedly. It admits twice as many requests
 * as can be served.
 */
const REFUSED_APART_MS = 50;

/**
 * Returns when a refused tenant may ask again (`at`), and from when the next one may (`free`).
 * Parameter `free`: as the last call returned it; 0: none was refused.
 */
export function nextRequestAt(
  free: number,
  later: number,
): { readonly at: number; readonly free: number } {
  const at = Math.max(later, free);
  return { at, free: at + REFUSED_APART_MS };
}
