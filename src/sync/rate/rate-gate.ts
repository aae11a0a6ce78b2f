/**
 * One gate for each vendor, as all tenants of a deployment share the vendor's limit. Keeps, per
 * endpoint, the first free instant in its storage: a deploy or an eviction hands out nothing twice.
 * Answers durations, as clocks differ. Tenants' turns and what was used lately are in memory: who
 * loses a turn by an eviction asks for another.
 */
import { DurableObject } from "cloudflare:workers";
import type { Clock } from "../../domain/clock.ts";
import type { Lane } from "../../domain/job.ts";
import type { GateRpc, GateSlot, GateView } from "../engine-rpc.ts";
import { all, first, run } from "../tenant/storage/sql.ts";
import { lease, spacingMs, type GateState } from "./spacing.ts";
import { type Strain, strained, strainNow } from "./strain.ts";

const MINUTE_MS = 60_000;

export type GateDeps = { readonly clock: Clock; readonly perMinute: number };

export class RateGateObject extends DurableObject<Env> implements GateRpc {
  readonly #deps: GateDeps;
  readonly #sql: SqlStorage;
  /** By endpoint and tenant. */
  readonly #turns = new Map<string, Map<string, number>>();
  /** By endpoint: the slots of the last minute, and those to come. */
  readonly #used = new Map<string, number[]>();
  /** By endpoint: until when a 429 asked to be left alone. */
  readonly #paused = new Map<string, number>();

  constructor(ctx: DurableObjectState, env: Env, deps: GateDeps) {
    super(ctx, env);
    this.#deps = deps;
    this.#sql = ctx.storage.sql;
    run(
      this.#sql,
      "CREATE TABLE IF NOT EXISTS gates (endpoint TEXT PRIMARY KEY, next REAL NOT NULL, next_back_fill REAL NOT NULL) WITHOUT ROWID",
    );
    run(
      this.#sql,
      "CREATE TABLE IF NOT EXISTS strains (endpoint TEXT PRIMARY KEY, factor REAL NOT NULL, at REAL NOT NULL) WITHOUT ROWID",
    );
  }

  async lease(endpoint: string, lane: Lane, want: number, tenantId?: string): Promise<GateSlot> {
    const now = this.#deps.clock.now();
    const turns = this.#turnsAt(endpoint);
    const whose = tenantId === undefined ? {} : { turn: turns.get(tenantId) ?? null };
    const leased = lease(this.#state(endpoint), {
      now,
      lane,
      want,
      spacing: spacingMs(this.#deps.perMinute) * strainNow(this.#strain(endpoint), now),
      ...whose,
    });
    if (tenantId !== undefined && leased.turn === null) turns.delete(tenantId);
    if (tenantId !== undefined && leased.turn !== null) turns.set(tenantId, leased.turn);
    this.#store(endpoint, leased.state);
    this.#use(endpoint, leased.slots, now);
    if (leased.later !== null)
      return { kind: "later", inMs: Math.max(1, leased.later - now), turn: leased.turn !== null };
    return { kind: "slots", inMs: leased.slots.map((slot) => slot - now) };
  }

  async penalize(endpoint: string, retryAfterMs: number): Promise<void> {
    const now = this.#deps.clock.now();
    const until = now + retryAfterMs;
    const state = this.#state(endpoint);
    const { factor, at } = strained(this.#strain(endpoint), now, this.#paused.get(endpoint) ?? 0);
    run(
      this.#sql,
      "INSERT OR REPLACE INTO strains (endpoint, factor, at) VALUES (?, ?, ?)",
      endpoint,
      factor,
      at,
    );
    this.#paused.set(endpoint, Math.max(until, this.#paused.get(endpoint) ?? 0));
    this.#store(endpoint, { ...state, next: Math.max(state.next, until) });
    // They lie within the pause; moved behind it they would all come at once.
    this.#turns.delete(endpoint);
  }

  /** Every endpoint that was asked for within the last minute, the busiest first. */
  async view(): Promise<GateView> {
    const now = this.#deps.clock.now();
    const endpoints = all<{ endpoint: string }>(
      this.#sql,
      "SELECT endpoint FROM gates ORDER BY endpoint",
    ).map(({ endpoint }) => ({
      endpoint,
      lastMinute: (this.#used.get(endpoint) ?? []).filter(
        (slot) => slot > now - MINUTE_MS && slot <= now,
      ).length,
      waiting: [...this.#turnsAt(endpoint).values()].filter((turn) => turn > now).length,
      pausedMs: Math.max(0, (this.#paused.get(endpoint) ?? 0) - now),
      slowedBy: strainNow(this.#strain(endpoint), now),
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

  #strain(endpoint: string): Strain | null {
    return first<{ factor: number; at: number }>(
      this.#sql,
      "SELECT factor, at FROM strains WHERE endpoint = ?",
      endpoint,
    );
  }

  #turnsAt(endpoint: string): Map<string, number> {
    const turns = this.#turns.get(endpoint) ?? new Map<string, number>();
    this.#turns.set(endpoint, turns);
    return turns;
  }

  #state(endpoint: string): GateState {
    const row = first<{ next: number; next_back_fill: number }>(
      this.#sql,
      "SELECT next, next_back_fill FROM gates WHERE endpoint = ?",
      endpoint,
    );
    return { next: row?.next ?? 0, nextBackFill: row?.next_back_fill ?? 0 };
  }

  #store(endpoint: string, state: GateState): void {
    run(
      this.#sql,
      "INSERT OR REPLACE INTO gates (endpoint, next, next_back_fill) VALUES (?, ?, ?)",
      endpoint,
      state.next,
      state.nextBackFill,
    );
  }
}
