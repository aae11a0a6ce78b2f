/**
 * The door's knowledge of tenants, kept per isolate: while an entry is young no webhook costs a read of D1. A miss and
 * a failed signature read D1 once, so a new secret counts at once. With D1 down an entry serves on for a day; without
 * one nobody can say who the tenant is, and the door answers 503.
 *
 * Promises aren't shared between requests: one that is cancelled would leave the others waiting for ever.
 */
import type { Clock } from "../../domain/clock.ts";

export type TenantEntry = {
  readonly state: "active" | "paused" | "retired";
  readonly administrationId: number;
  readonly keys: readonly CryptoKey[];
  readonly webhookTokenHash: string | null;
};

/** `null`: no such tenant. Throws when the registry can't be read. */
export type ReadTenant = (tenantId: string) => Promise<TenantEntry | null>;

export type Known = { readonly kind: "known"; readonly entry: TenantEntry; /** As new as it gets: not worth reading again for this request. */ readonly fresh: boolean } | { readonly kind: "unknown" } | { readonly kind: "unreadable" };

export type Registry = {
  /** From memory while young, else read. */
  find(tenantId: string): Promise<Known>;
  /** Read now, whatever is in memory: for a signature that didn't fit. */
  refresh(tenantId: string): Promise<Known>;
  /** After a change made here. */
  forget(tenantId: string): void;
};

const STALE_MS = 24 * 60 * 60 * 1000;
/** While D1 is down: how long until it is asked again. */
const RETRY_MS = 5_000;
const MAX_ENTRIES = 5_000;

/** Reads within a second of the last one, before wrong signatures stop causing more: D1 isn't a stranger's to hammer. */
const MAX_BURST = 10;

type Kept = { readonly entry: TenantEntry; readonly readAt: number; readonly nextRead: number; readonly burst: number };

export function createRegistry(read: ReadTenant, clock: Clock, cacheMs: number): Registry {
  const kept = new Map<string, Kept>();

  async function refresh(tenantId: string): Promise<Known> {
    const before = kept.get(tenantId);
    const burst = before !== undefined && clock.now() - before.readAt < 1_000 ? before.burst + 1 : 0;
    if (before !== undefined && burst > MAX_BURST) return { kind: "known", entry: before.entry, fresh: true };
    try {
      const entry = await read(tenantId);
      kept.delete(tenantId);
      if (entry === null) return { kind: "unknown" };
      const now = clock.now();
      kept.set(tenantId, { entry, readAt: now, nextRead: now + cacheMs, burst });
      const [oldest] = kept.keys();
      if (kept.size > MAX_ENTRIES && oldest !== undefined) kept.delete(oldest);
      return { kind: "known", entry, fresh: true };
    } catch {
      const now = clock.now();
      if (before === undefined || now - before.readAt > STALE_MS) return { kind: "unreadable" };
      kept.set(tenantId, { ...before, nextRead: now + RETRY_MS });
      return { kind: "known", entry: before.entry, fresh: false };
    }
  }

  return {
    async find(tenantId) {
      const known = kept.get(tenantId);
      return known !== undefined && clock.now() < known.nextRead ? { kind: "known", entry: known.entry, fresh: false } : refresh(tenantId);
    },
    refresh,
    forget: (tenantId) => void kept.delete(tenantId),
  };
}
