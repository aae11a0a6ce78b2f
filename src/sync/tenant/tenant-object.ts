/**
 * TenantSync: one object per tenant, the only truth for its jobs, journal, links and tokens. D1 is
 * a projection of it.
 *
 * A Durable Object does not serialize across `fetch` or RPC: exclusion is made here, by claims with
 * numbers, locks and synchronous transactions. One alarm is the fallback for everything: it wakes
 * what is due, reclaims what a dead runner held, tells D1, renews grants and deletes what is past
 * its retention.
 *
 * Its calls are declared in `calls/`, a group for each concern. Jobs that it runs within itself use
 * the same groups.
 */
import { DurableObject } from "cloudflare:workers";
import { AlarmLoop } from "./alarm/alarm-loop.ts";
import { IntakeBatches } from "./context/intake-batches.ts";
import { Slots } from "./context/slots.ts";
import type { TenantContext, TenantDeps } from "./context/tenant-context.ts";
import { Vault } from "./context/vault.ts";
import { acceptAndClaim } from "./runs/claiming.ts";
import { overdueCount } from "./intake/pump.ts";
import { watched, Live, ticketOf } from "./live/live.ts";
import { keepAnswers } from "./storage/cached-reads.ts";
import { forget, shareMemory } from "./storage/memory.ts";
import * as meta from "./storage/meta.ts";
import { migrate } from "./storage/schema.ts";
import { Atomic } from "./storage/sql.ts";
import { type RunnerStub, serveAll, type TenantStub } from "./stub.ts";

/** Runs a job within the object itself. `sample`: what was posted for it. */
type RunHere = (
  object: RunnerStub,
  tenantId: string,
  jobId: string,
  sample: unknown,
) => Promise<void>;

export type ObjectDeps = TenantDeps & { readonly runHere: RunHere };

export class TenantObject extends DurableObject<Env> implements TenantStub {
  protected readonly context: TenantContext;
  protected readonly alarmLoop: AlarmLoop;
  readonly #calls: TenantStub;
  readonly #live: Live;
  /** Its own name, once it was read: every call asks. */
  #name: string | null = null;

  constructor(ctx: DurableObjectState, env: Env, deps: ObjectDeps) {
    super(ctx, env);
    const now = (): number => deps.clock.now();
    migrate(ctx.storage, now());
    const live = new Live(ctx, now, (act) => atomic.after(act));
    this.#live = live;
    const sql = watched(ctx.storage.sql, live.changed);
    shareMemory(sql, ctx.storage.sql);
    keepAnswers(sql);
    const tenantId = (): string => meta.get(sql, "tenant") ?? "";
    const vault = new Vault({
      sql,
      clock: deps.clock,
      keyring: deps.keyring,
      renew: deps.renew,
      tenantId,
      waits: deps.timings.backoffMs,
    });
    const atomic = new Atomic(ctx.storage, () => forget(sql));
    this.context = {
      sql,
      deps,
      vault,
      slots: new Slots(
        deps.clock,
        () => deps.gate(vault.client()),
        tenantId,
        (lane) => overdueCount(sql, lane, now()),
      ),
      intakeBatches: new IntakeBatches((input) => acceptAndClaim(this.context, input), now),
      found: new Map(),
      endSockets: (sessions) => live.end(sessions),
      bytes: () => ctx.storage.sql.databaseSize,
      atomically: atomic.run,
      now,
      tenantId,
      wake: () => atomic.after(() => this.alarmLoop.wake()),
      soon: () => atomic.after(() => this.alarmLoop.soon()),
      tick: () => {
        live.endOld();
        return this.alarmLoop.tick();
      },
      nextAlarm: () => ctx.storage.getAlarm(),
      runHere: (jobId, sample) => deps.runHere(this, tenantId(), jobId, sample),
    };
    this.alarmLoop = new AlarmLoop(ctx, this.context);
    this.#calls = serveAll((name) => this.#enter(name));
  }

  /** The first caller names the object; another name is a bug of addressing, not an input. */
  #enter(tenantId: string): TenantContext {
    if (this.#name === tenantId) return this.context;
    const known = this.context.tenantId();
    if (known === "") meta.set(this.context.sql, "tenant", tenantId);
    else if (known !== tenantId)
      throw new Error(`this object belongs to another tenant than ${tenantId}`);
    this.#name = tenantId;
    return this.context;
  }

  override async alarm(): Promise<void> {
    await this.context.tick();
  }

  /** A page's socket: the Worker has looked who asks, and says so in `ticketHeaders`. */
  override async fetch(request: Request): Promise<Response> {
    const { tenantId, ...ticket } = ticketOf(request);
    this.#enter(tenantId);
    return this.#live.accept(ticket);
  }

  /** Pages say nothing but "ping", which doesn't come here. */
  override webSocketMessage(socket: WebSocket): void {
    socket.close(1008);
  }

  get admin() {
    return this.#calls.admin;
  }

  get backfills() {
    return this.#calls.backfills;
  }

  get connections() {
    return this.#calls.connections;
  }

  get days() {
    return this.#calls.days;
  }

  get flows() {
    return this.#calls.flows;
  }

  get inbox() {
    return this.#calls.inbox;
  }

  get jobs() {
    return this.#calls.jobs;
  }

  get links() {
    return this.#calls.links;
  }

  get reads() {
    return this.#calls.reads;
  }

  get monitoring() {
    return this.#calls.monitoring;
  }

  get payouts() {
    return this.#calls.payouts;
  }

  get privacy() {
    return this.#calls.privacy;
  }

  get reconciliation() {
    return this.#calls.reconciliation;
  }

  get runner() {
    return this.#calls.runner;
  }

  get runs() {
    return this.#calls.runs;
  }

  get transfer() {
    return this.#calls.transfer;
  }
}
