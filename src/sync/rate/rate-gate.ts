/**
 * One gate per vendor client, as all tenants that use the client share the vendor's limit. It keeps
 * the first free instant of each endpoint in memory, and in its storage a later instant that no
 * slot has passed. After a deploy or an eviction it continues there, so that no slot is given
 * twice. It answers with durations, as clocks differ. Tenants' turns and recent use are in memory
 * only: a tenant that loses its turn by an eviction asks again.
 *
 * A 429 means that somebody else uses the same client, or that the limit is lower than known. The
 * endpoint's requests are then spaced wider. The spacing returns to normal gradually while no
 * request is refused.
 */
import { MINUTE_MS } from "../../domain/platform/durations.ts";
import { DurableObject } from "cloudflare:workers";
import type { Clock } from "../../domain/platform/clock.ts";
import type { Lane } from "../../domain/jobs/job.ts";
import type { GateRpc, GateSlot, GateView } from "../contract/runs.ts";
import { all, first, run } from "../tenant/storage/sql.ts";
import { nextRequestAt, turnUsableFrom, type GateState, leaseSlots, spacingMs } from "./spacing.ts";

/**
 * How far ahead of its slots a gate stores the instant at which it would continue, so that a busy
 * gate writes once a second and not with each slot. A gate that is evicted while busy continues
 * that much later; for one that was idle, that instant has passed by then.
 */
export const PERSISTED_AHEAD_MS = 1_000;

export type GateDeps = { readonly clock: Clock; readonly perMinute: number };

export class RateGateObject extends DurableObject<Env> implements GateRpc {
  readonly #deps: GateDeps;
  readonly #sql: SqlStorage;
  /** By endpoint: the first free instants, and what is stored of them. */
  readonly #states = new Map<string, { now: GateState; readonly stored: GateState }>();
  /** By endpoint; `null`: none is stored. */
  readonly #strains = new Map<string, Backpressure | null>();
  /** By endpoint and tenant. */
  readonly #turns = new Map<string, Map<string, number>>();
  /** By endpoint: the slots of the last minute, and those to come. */
  readonly #used = new Map<string, number[]>();
  /** By endpoint: until when a 429 asked for no requests. */
  readonly #paused = new Map<string, number>();
  /** By endpoint: from when the next tenant that is refused without a turn may ask again. */
  readonly #retryFrom = new Map<string, number>();

  constructor(ctx: DurableObjectState, env: Env, deps: GateDeps) {
    super(ctx, env);
    this.#deps = deps;
    this.#sql = ctx.storage.sql;
    run(this.#sql)`
      CREATE TABLE IF NOT EXISTS gates (
        endpoint TEXT PRIMARY KEY, next REAL NOT NULL, next_back_fill REAL NOT NULL
      ) WITHOUT ROWID`;
    run(this.#sql)`
      CREATE TABLE IF NOT EXISTS strains (
        endpoint TEXT PRIMARY KEY, factor REAL NOT NULL, at REAL NOT NULL
      ) WITHOUT ROWID`;
  }

  async lease(
    endpoint: string,
    lane: Lane,
    want: number,
    tenantId?: string,
    behind = 0,
  ): Promise<GateSlot> {
    const now = this.#deps.clock.now();
    const turns = this.#turnsAt(endpoint);
    const whose = tenantId === undefined ? {} : { turn: turns.get(tenantId) ?? null };
    const leased = leaseSlots(this.#state(endpoint), {
      now,
      lane,
      want,
      behind,
      spacing: spacingMs(this.#deps.perMinute) * spacingFactor(this.#strain(endpoint), now),
      ...whose,
    });
    if (tenantId !== undefined && leased.turn === null) turns.delete(tenantId);
    if (tenantId !== undefined && leased.turn !== null) turns.set(tenantId, leased.turn);
    this.#store(endpoint, leased.state);
    this.#use(endpoint, [...leased.slots, ...leased.ahead], now);
    if (leased.later !== null)
      return leased.turn === null
        ? {
            kind: "later",
            inMs: Math.max(1, this.#retryAt(endpoint, leased.later) - now),
            turn: false,
          }
        : { kind: "later", inMs: Math.max(1, leased.later - now), turn: true };
    return {
      kind: "slots",
      inMs: leased.slots.map((slot) => slot - now),
      ahead: leased.ahead.map((slot) => slot - now),
      turnInMs: leased.turn === null ? null : Math.max(1, turnUsableFrom(leased.turn, lane) - now),
    };
  }

  /** Returns when a tenant that is refused without a turn may ask again. */
  #retryAt(endpoint: string, later: number): number {
    const { at, free } = nextRequestAt(this.#retryFrom.get(endpoint) ?? 0, later);
    this.#retryFrom.set(endpoint, free);
    return at;
  }

  async penalize(endpoint: string, retryAfterMs: number): Promise<void> {
    const now = this.#deps.clock.now();
    const until = now + retryAfterMs;
    const state = this.#state(endpoint);
    const { factor, at } = backpressureAfter429(
      this.#strain(endpoint),
      now,
      this.#paused.get(endpoint) ?? 0,
    );
    run(this.#sql)`
      INSERT OR REPLACE INTO strains (endpoint, factor, at) VALUES (${endpoint}, ${factor}, ${at})`;
    this.#strains.set(endpoint, { factor, at });
    this.#paused.set(endpoint, Math.max(until, this.#paused.get(endpoint) ?? 0));
    this.#store(endpoint, { ...state, next: Math.max(state.next, until) });
    // All turns lie within the pause; if they were moved to its end, all would come at once.
    this.#turns.delete(endpoint);
  }

  /** Returns the endpoints in use, waited for, paused or slowed down, the busiest first. */
  async view(): Promise<GateView> {
    const now = this.#deps.clock.now();
    const endpoints = all<{ endpoint: string }>(this.#sql)`
      SELECT endpoint FROM gates ORDER BY endpoint`.map(({ endpoint }) => ({
      endpoint,
      lastMinute: (this.#used.get(endpoint) ?? []).filter(
        (slot) => slot > now - MINUTE_MS && slot <= now,
      ).length,
      waiting: [...this.#turnsAt(endpoint).values()].filter((turn) => turn > now).length,
      pausedMs: Math.max(0, (this.#paused.get(endpoint) ?? 0) - now),
      slowedBy: spacingFactor(this.#strain(endpoint), now),
    }));
    const shown = endpoints.filter(
      (one) => one.lastMinute > 0 || one.waiting > 0 || one.pausedMs > 0 || one.slowedBy > 1,
    );
    return {
      perMinute: this.#deps.perMinute,
      endpoints: shown.toSorted((a, b) => b.lastMinute - a.lastMinute),
    };
  }

  #use(endpoint: string, slots: readonly number[], now: number): void {
    if (slots.length === 0) return;
    const kept = (this.#used.get(endpoint) ?? []).filter((slot) => slot > now - MINUTE_MS);
    this.#used.set(endpoint, [...kept, ...slots]);
  }

  #strain(endpoint: string): Backpressure | null {
    const known = this.#strains.get(endpoint);
    if (known !== undefined) return known;
    const stored = first<{ factor: number; at: number }>(this.#sql)`
      SELECT factor, at FROM strains WHERE endpoint = ${endpoint}`;
    this.#strains.set(endpoint, stored);
    return stored;
  }

  #turnsAt(endpoint: string): Map<string, number> {
    const turns = this.#turns.get(endpoint) ?? new Map<string, number>();
    this.#turns.set(endpoint, turns);
    return turns;
  }

  #state(endpoint: string): GateState {
    const known = this.#states.get(endpoint);
    if (known !== undefined) return known.now;
    const row = first<{ next: number; next_back_fill: number }>(this.#sql)`
      SELECT next, next_back_fill FROM gates WHERE endpoint = ${endpoint}`;
    const stored = { next: row?.next ?? 0, nextBackFill: row?.next_back_fill ?? 0 };
    this.#states.set(endpoint, { now: stored, stored });
    return stored;
  }

  /**
   * Keeps an endpoint's state, and stores an instant ahead of it where needed. It runs before the
   * slots are answered: the platform sends the answer once the write is durable.
   */
  #store(endpoint: string, now: GateState): void {
    const stored = this.#states.get(endpoint)?.stored;
    if (stored !== undefined && !isPast(now, stored)) {
      this.#states.set(endpoint, { now, stored });
      return;
    }
    const ahead = {
      next: now.next + PERSISTED_AHEAD_MS,
      nextBackFill: now.nextBackFill === 0 ? 0 : now.nextBackFill + PERSISTED_AHEAD_MS,
    };
    run(this.#sql)`
      INSERT OR REPLACE INTO gates (endpoint, next, next_back_fill)
      VALUES (${endpoint}, ${ahead.next}, ${ahead.nextBackFill})`;
    this.#states.set(endpoint, { now, stored: ahead });
  }
}

const isPast = (now: GateState, stored: GateState): boolean =>
  now.next > stored.next || now.nextBackFill > stored.nextBackFill;

/**
 * How long a slot can be used, in ms. Its runner counts from before its request, so it gives up
 * even earlier.
 */
export const SLOT_USABLE_MS = 2_000;

type Call = {
  readonly holder: string;
  /** When it is to go out. */
  readonly slot: number;
  /** It was or will be sent no later than this. */
  latest: number;
  sent: boolean;
};

/**
 * Counts calls by when they may have been sent, not by their slots: a runner may use its slot late,
 * up to `SLOT_USABLE_MS`, and ten that are late by different times may send at once. So a call
 * counts with its latest instant until its runner reports when it was sent. Then no more than
 * `most` calls fall into any period of `width`, however late any is. The state is in memory.
 * Instants in ms of the object's own clock.
 */
export class OutstandingCalls {
  #calls: Call[] = [];

  /** Notes a slot that was given to a holder. */
  grant(holder: string, slot: number): void {
    this.#calls.push({ holder, slot, latest: slot + SLOT_USABLE_MS, sent: false });
  }

  /** Notes a call that was sent `agoMs` ago. After an eviction its slot isn't known any more. */
  sent(holder: string, agoMs: number, now: number): void {
    const latest = now - Math.max(0, agoMs);
    // No call is sent before its slot, so a later slot belongs to another call.
    const call = this.#calls.find(
      (one) => one.holder === holder && !one.sent && one.slot <= latest,
    );
    if (call === undefined) this.#calls.push({ holder, slot: latest, latest, sent: true });
    else Object.assign(call, { latest, sent: true });
  }

  /** Removes the holder's unused slots: it won't use them any more. */
  release(holder: string): void {
    this.#calls = this.#calls.filter((call) => call.sent || call.holder !== holder);
  }

  /**
   * Returns the instant before which no further call may be sent. With `likely`, it assumes that
   * unreported calls were sent at their slots: that is when asking again is worthwhile.
   */
  freeAt(most: number, width: number, now: number, likely = false): number {
    this.#calls = this.#calls.filter(({ latest }) => latest + width > now);
    const instants = this.#calls
      .map((call) => (likely && !call.sent ? call.slot : call.latest))
      .toSorted((a, b) => b - a);
    const last = instants[most - 1];
    return last === undefined ? 0 : last + width;
  }
}

/** `factor`: how much wider than normal requests are spaced at the instant `at`. */
type Backpressure = { readonly factor: number; readonly at: number };

const STEP = 1.25;
/** At least a quarter of the limit stays usable. */
const MAX = 4;
/** How long it takes to return from one step wider to normal. */
const EASE_MS = 10 * MINUTE_MS;

/** Returns how much wider than normal to space requests now; 1: normal. Instants in ms. Pure. */
export function spacingFactor(strain: Backpressure | null, now: number): number {
  if (strain === null) return 1;
  const eased = ((STEP - 1) * Math.max(0, now - strain.at)) / EASE_MS;
  return Math.max(1, strain.factor - eased);
}

/**
 * Returns the spacing after a 429. Further 429s during the pause that the first one named change
 * nothing: their requests were sent before it.
 */
export function backpressureAfter429(
  strain: Backpressure | null,
  now: number,
  pausedUntil: number,
): Backpressure {
  if (strain !== null && now < pausedUntil) return strain;
  return { factor: Math.min(MAX, spacingFactor(strain, now) * STEP), at: now };
}
