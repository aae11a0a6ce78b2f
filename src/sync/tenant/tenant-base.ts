/**
 * What a tenant's object is made of, before anybody asks it anything: its room, its heart, its
 * inbox.
 */
import { DurableObject } from "cloudflare:workers";
import { Arrivals } from "./arrivals.ts";
import { Atomic } from "./atomic.ts";
import * as door from "./door.ts";
import { Heart } from "./heart.ts";
import { forget } from "./memory.ts";
import * as meta from "./meta.ts";
import type { Room, TenantDeps } from "./room.ts";
import { migrate } from "./schema.ts";
import { Slots } from "./slots.ts";
import { Vault } from "./vault.ts";

export abstract class TenantBase extends DurableObject<Env> {
  protected readonly room: Room;
  protected readonly heart: Heart;
  protected readonly arrivals: Arrivals;
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
    this.room = {
      sql,
      deps,
      vault,
      slots: new Slots(deps.clock, deps.gate, tenantId),
      atomically: atomic.run,
      now,
      tenantId,
      stir: () => atomic.after(() => this.heart.stir()),
      soon: () => atomic.after(() => this.heart.soon()),
    };
    this.heart = new Heart(ctx, this.room);
    this.arrivals = new Arrivals((input) =>
      this.room.atomically(() => door.accept(this.room, input)),
    );
  }

  /**
   * An object learns its name from its first caller; another name is a bug of addressing, not an
   * input. A property and not a method: methods can be called from outside.
   */
  protected readonly enter = (tenantId: string): Room => {
    if (this.#name === tenantId) return this.room;
    const known = this.room.tenantId();
    if (known === "") meta.set(this.room.sql, "tenant", tenantId);
    else if (known !== tenantId)
      throw new Error(`this object belongs to another tenant than ${tenantId}`);
    this.#name = tenantId;
    return this.room;
  };

  /** What a call writes, all or nothing. For what awaits nothing; what only reads has no need of it. */
  protected readonly atomically = <T>(tenantId: string, work: (room: Room) => T): T => {
    const room = this.enter(tenantId);
    return room.atomically(() => work(room));
  };

  override async alarm(): Promise<void> {
    await this.heart.beat();
  }
}
