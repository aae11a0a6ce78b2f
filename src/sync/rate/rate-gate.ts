/**
 * One gate for each vendor, as all tenants of a deployment share the vendor's limit. Keeps, per endpoint, the first
 * free instant in its storage: a deploy or an eviction hands out nothing twice. Answers durations, as clocks differ.
 * Tenants' turns are in memory: who loses one by an eviction asks for another.
 */
import { DurableObject } from "cloudflare:workers";
import type { Clock } from "../../domain/clock.ts";
import type { Lane } from "../../domain/job.ts";
import type { GateRpc, GateSlot } from "../engine-rpc.ts";
import { first, run } from "../tenant/sql.ts";
import { lease, spacingMs, type GateState } from "./spacing.ts";

export type GateDeps = { readonly clock: Clock; readonly perMinute: number };

export class RateGateObject extends DurableObject<Env> implements GateRpc {
  readonly #deps: GateDeps;
  readonly #sql: SqlStorage;
  /** By endpoint and tenant. */
  readonly #turns = new Map<string, Map<string, number>>();

  constructor(ctx: DurableObjectState, env: Env, deps: GateDeps) {
    super(ctx, env);
    this.#deps = deps;
    this.#sql = ctx.storage.sql;
    run(this.#sql, "CREATE TABLE IF NOT EXISTS gates (endpoint TEXT PRIMARY KEY, next REAL NOT NULL, next_back_fill REAL NOT NULL) WITHOUT ROWID");
  }

  async lease(endpoint: string, lane: Lane, want: number, tenantId?: string): Promise<GateSlot> {
    const now = this.#deps.clock.now();
    const turns = this.#turnsAt(endpoint);
    const whose = tenantId === undefined ? {} : { turn: turns.get(tenantId) ?? null };
    const leased = lease(this.#state(endpoint), { now, lane, want, spacing: spacingMs(this.#deps.perMinute), ...whose });
    if (tenantId !== undefined && leased.turn === null) turns.delete(tenantId);
    if (tenantId !== undefined && leased.turn !== null) turns.set(tenantId, leased.turn);
    this.#store(endpoint, leased.state);
    if (leased.later !== null) return { kind: "later", inMs: Math.max(1, leased.later - now), turn: leased.turn !== null };
    return { kind: "slots", inMs: leased.slots.map((slot) => slot - now) };
  }

  async penalize(endpoint: string, retryAfterMs: number): Promise<void> {
    const until = this.#deps.clock.now() + retryAfterMs;
    const state = this.#state(endpoint);
    this.#store(endpoint, { ...state, next: Math.max(state.next, until) });
    // They lie within the pause; moved behind it they would all come at once.
    this.#turns.delete(endpoint);
  }

  #turnsAt(endpoint: string): Map<string, number> {
    const turns = this.#turns.get(endpoint) ?? new Map<string, number>();
    this.#turns.set(endpoint, turns);
    return turns;
  }

  #state(endpoint: string): GateState {
    const row = first<{ next: number; next_back_fill: number }>(this.#sql, "SELECT next, next_back_fill FROM gates WHERE endpoint = ?", endpoint);
    return { next: row?.next ?? 0, nextBackFill: row?.next_back_fill ?? 0 };
  }

  #store(endpoint: string, state: GateState): void {
    run(this.#sql, "INSERT OR REPLACE INTO gates (endpoint, next, next_back_fill) VALUES (?, ?, ?)", endpoint, state.next, state.nextBackFill);
  }
}
