/**
 * The webhook endpoint's copy of the tenants' registry, per isolate: while an entry is young, no
 * webhook costs a read of D1. An unknown tenant and a failed signature read D1 once, so a new
 * secret works at once. While D1 is down an entry serves for up to a day; without one the endpoint
 * answers 503. It also answers 503 while too many unknown names are being read.
 *
 * Promises aren't shared between requests: one that is cancelled would leave the others waiting for
 * ever.
 */
import type { Clock } from "../../domain/platform/clock.ts";
import { type Wait, waitFor } from "../../store/d1-errors.ts";

export type TenantEntry = {
  readonly state: "active" | "paused" | "retired";
  readonly administrationId: number;
  readonly keys: readonly CryptoKey[];
  readonly webhookTokenHash: string | null;
};

/** `null`: no such tenant. Throws when the registry can't be read. */
export type ReadTenant = (tenantId: string) => Promise<TenantEntry | null>;

export type RegistryAnswer =
  | {
      readonly kind: "known";
      readonly entry: TenantEntry;
      /** True where it was read just now: not worth reading again for this request. */
      readonly fresh: boolean;
    }
  | { readonly kind: "unknown" }
  | { readonly kind: "unreadable" };

export type Registry = {
  /** Returns the entry from memory while it is young, otherwise from D1. */
  find(tenantId: string): Promise<RegistryAnswer>;
  /** Reads D1 even if the entry is in memory: for a signature that didn't match. */
  refresh(tenantId: string): Promise<RegistryAnswer>;
  /** Drops the entry after a change made in this isolate. */
  forget(tenantId: string): void;
};

const STALE_MS = 24 * 60 * 60 * 1000;
/** How long to wait between reads while D1 is down. */
const RETRY_MS = 5_000;
const MAX_ENTRIES = 5_000;

/**
 * Reads started within a second: per tenant, and for all names together that aren't in memory. The
 * limit keeps made-up tenant names from overloading D1.
 */
const MAX_READS = 10;
const SECOND_MS = 1_000;
/**
 * How long a name waits for its turn to be read: of many webhooks of one tenant at once, the first
 * read serves all.
 */
const TURNS_MS = [50, 100, 200, 400] as const;

type Burst = { readonly since: number; readonly reads: number };
type CachedEntry = {
  readonly entry: TenantEntry;
  readonly readAt: number;
  readonly nextRead: number;
  readonly burst: Burst;
};

/** Counted before the read begins, as many requests may begin at one instant. */
const oneMore = (burst: Burst, now: number): Burst =>
  now - burst.since < SECOND_MS ? { ...burst, reads: burst.reads + 1 } : { since: now, reads: 1 };

export function createRegistry(
  read: ReadTenant,
  clock: Clock,
  cacheMs: number,
  wait: Wait = waitFor,
): Registry {
  const kept = new Map<string, CachedEntry>();
  let strangers: Burst = { since: Number.NEGATIVE_INFINITY, reads: 0 };

  /** `null`: too many unknown names are being read already. */
  async function reread(tenantId: string): Promise<RegistryAnswer | null> {
    const asked = clock.now();
    const before = kept.get(tenantId);
    const burst = oneMore(before?.burst ?? strangers, asked);
    if (before === undefined) strangers = burst;
    else kept.set(tenantId, { ...before, burst });
    if (burst.reads > MAX_READS)
      return before === undefined
        ? null
        : { kind: "known", entry: before.entry, fresh: asked - before.readAt < SECOND_MS };
    try {
      const entry = await read(tenantId);
      const reads = kept.get(tenantId)?.burst ?? { since: asked, reads: 1 };
      kept.delete(tenantId);
      if (entry === null) return { kind: "unknown" };
      // The tenant exists, so this read doesn't count against the limit for unknown names.
      if (before === undefined && strangers.since === burst.since)
        strangers = { ...strangers, reads: strangers.reads - 1 };
      const now = clock.now();
      kept.set(tenantId, { entry, readAt: now, nextRead: now + cacheMs, burst: reads });
      const [oldest] = kept.keys();
      if (kept.size > MAX_ENTRIES && oldest !== undefined) kept.delete(oldest);
      return { kind: "known", entry, fresh: true };
    } catch {
      const now = clock.now();
      if (before === undefined || now - before.readAt > STALE_MS) return { kind: "unreadable" };
      kept.set(tenantId, { ...before, burst, nextRead: now + RETRY_MS });
      return { kind: "known", entry: before.entry, fresh: false };
    }
  }

  return {
    async find(tenantId) {
      for (const turn of TURNS_MS) {
        const known = kept.get(tenantId);
        if (known !== undefined && clock.now() < known.nextRead)
          return { kind: "known", entry: known.entry, fresh: false };
        const answer = await reread(tenantId);
        if (answer !== null) return answer;
        await wait(turn);
      }
      return { kind: "unreadable" };
    },
    refresh: async (tenantId) => (await reread(tenantId)) ?? { kind: "unreadable" },
    forget: (tenantId) => void kept.delete(tenantId),
  };
}
