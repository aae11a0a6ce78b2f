/**
 * `/healthz`: whether this deployment could work. Names and ages only, no secrets. What concerns
 * one tenant is in that tenant's own health; a paused tenant doesn't make a deployment ill.
 */
import { Hono } from "hono";
import { keyIdsInUse } from "../store/key-use.ts";
import { listHeartbeats, overDeadlines } from "../store/heartbeat.ts";
import type { ConfigFault } from "../env.ts";
import type { HttpDeps } from "./deps.ts";

type HealthReport = {
  readonly ok: boolean;
  readonly configuration: readonly ConfigFault[];
  readonly database: "ok" | "unreachable" | "not asked";
  /** Keys that something is still sealed with, but that the configuration doesn't hold any more. */
  readonly missingKeys: readonly string[];
  /** Tenants whose orders weren't searched in time: their objects answer no alarm and no cron. */
  readonly silentTenants: number;
  readonly heartbeats: readonly { readonly name: string; readonly ageMs: number }[];
};

export const healthResponse = (report: HealthReport): Response =>
  new Response(JSON.stringify(report), {
    status: report.ok ? 200 : 503,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
  });

/** How often this isolate checks within a second; further requests get the last result. */
const MOST_LOOKS = 5;
const LOOKS_MS = 1_000;

export function createHealth(deps: Pick<HttpDeps, "db" | "config" | "clock">): Hono {
  const health = new Hono();
  let last: HealthReport | null = null;
  let looks = { since: 0, count: 0 };
  health.get("/healthz", async () => {
    const now = deps.clock.now();
    const fresh = now - looks.since >= LOOKS_MS ? { since: now, count: 0 } : looks;
    looks = { ...fresh, count: fresh.count + 1 };
    if (last === null || looks.count <= MOST_LOOKS) last = await examine(deps);
    return healthResponse(last);
  });
  return health;
}

/** What this deployment knows of itself. Never rejects. */
export async function examine({
  db,
  config,
  clock,
}: Pick<HttpDeps, "db" | "config" | "clock">): Promise<HealthReport> {
  try {
    const [keys, heartbeatRows, silent] = await db.batch([
      keyIdsInUse(db),
      listHeartbeats(db),
      overDeadlines(db, clock.now()),
    ]);
    const inUse = keys.map(({ keyId }) => keyId).toSorted();
    const held = new Set(config.encryptionKeys.map((key) => key.id));
    const missingKeys = inUse.filter((id) => !held.has(id));
    const configuration = missingKeys.map((id) => ({
      name: "ENCRYPTION_KEYS",
      problem: `key "${id}" is in use but absent`,
    }));
    const heartbeats = heartbeatRows.map(({ name, at }) => ({ name, ageMs: clock.now() - at }));
    return {
      ok: missingKeys.length === 0 && silent.length === 0,
      configuration,
      database: "ok",
      missingKeys,
      silentTenants: silent.length,
      heartbeats,
    };
  } catch {
    return {
      ok: false,
      configuration: [],
      database: "unreachable",
      missingKeys: [],
      silentTenants: 0,
      heartbeats: [],
    };
  }
}
