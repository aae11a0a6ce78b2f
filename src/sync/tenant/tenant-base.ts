/**
 * What a tenant's object is made of, before anybody asks it anything: its context, its alarm loop,
 * its inbox.
 */
import { DurableObject } from "cloudflare:workers";
import { IntakeBatches } from "./intake-batches.ts";
import { Atomic } from "./atomic.ts";
import * as intake from "./intake.ts";
import { AlarmLoop } from "./alarm-loop.ts";
import { forget } from "./memory.ts";
import * as meta from "./meta.ts";
import type { TenantContext, TenantDeps } from "./tenant-context.ts";
import { migrate } from "./schema.ts";
import { Slots } from "./slots.ts";
import { Vault } from "./vault.ts";

export abstract class TenantBase extends DurableObject<Env> {
  protected readonly context: TenantContext;
  protected readonly alarmLoop: AlarmLoop;
  protected readonly intakeBatches: IntakeBatches;
  /** Its own name, once it was read: every call asks. */
  #name: string | null = null;

  constructor(ctx: DurableObjectState, env: Env, deps: TenantDeps) {
    super(ctx, env);
    const sql = ctx.storage.sql;
    const now = (): number => deps.clock.now();
    migrate(ctx.storage, now());
    const tenantId = (): string => meta.get(sql, "tenant") ?? "";
    const vault = new Vault(
      sql,
      deps.clock,
      deps.keyring,
      deps.renew,
      tenantId,
      deps.timings.backoffMs,
    );
    const atomic = new Atomic(ctx.storage, () => forget(sql));
    this.context = {
      sql,
      deps,
      vault,
      slots: new Slots(deps.clock, deps.gate, tenantId),
      atomically: atomic.run,
      now,
      tenantId,
      wake: () => atomic.after(() => this.alarmLoop.wake()),
      soon: () => atomic.after(() => this.alarmLoop.soon()),
    };
    this.alarmLoop = new AlarmLoop(ctx, this.context);
    this.intakeBatches = new IntakeBatches((input) =>
      this.context.atomically(() => intake.accept(this.context, input)),
    );
  }

  /**
   * An object learns its name from its first caller; another name is a bug of addressing, not an
   * input. A property and not a method: methods can be called from outside.
   */
  protected readonly enter = (tenantId: string): TenantContext => {
    if (this.#name === tenantId) return this.context;
    const known = this.context.tenantId();
    if (known === "") meta.set(this.context.sql, "tenant", tenantId);
    else if (known !== tenantId)
      throw new Error(`this object belongs to another tenant than ${tenantId}`);
    this.#name = tenantId;
    return this.context;
  };

  /** What a call writes, all or nothing. For what awaits nothing; what only reads has no need of it. */
  protected readonly atomically = <T>(tenantId: string, work: (context: TenantContext) => T): T => {
    const context = this.enter(tenantId);
    return context.atomically(() => work(context));
  };

  override async alarm(): Promise<void> {
    await this.alarmLoop.tick();
  }
}
