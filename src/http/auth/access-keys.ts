/**
 * The keys of Cloudflare Access, fetched when needed and kept for an hour. A token by a newer key
 * fetches once more, at most once a minute. While there is no key, every request fetches, as nobody
 * could sign in otherwise.
 *
 * Promises aren't shared between requests: one that is cancelled would leave the others waiting for
 * ever.
 */
import { z } from "zod";
import type { Clock } from "../../domain/platform/clock.ts";
import { type Http, send } from "../../domain/vendors/http.ts";
import type { Config } from "../../env.ts";
import type { AccessKey, AccessKeys } from "./access.ts";

const KEEP_MS = 60 * 60 * 1000;
const AGAIN_MS = 60 * 1000;
/** After a failure: those who wait to be let in don't wait long, and Access isn't hammered. */
const BACK_OFF_MS = 1_000;
/** Fetches started within a second for unknown keys, while none is answered yet. */
const MOST_AT_ONCE = 10;
const TIMEOUT_MS = 5_000;

const certs = z.object({
  keys: z
    .array(z.looseObject({ kid: z.string(), kty: z.literal("RSA"), n: z.string(), e: z.string() }))
    .min(1),
});

export function accessKeys(config: Config, http: Http, clock: Clock): AccessKeys {
  let keys: readonly AccessKey[] = [];
  let answeredAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let begun = { since: Number.NEGATIVE_INFINITY, asks: 0 };

  /** Whether Access is to be asked for this key now. */
  function isDue(kid: string, now: number): boolean {
    const known = keys.some((key) => key.kid === kid);
    if (now - failedAt < (known ? AGAIN_MS : BACK_OFF_MS)) return false;
    if (keys.length === 0) return true;
    if (now - answeredAt < (known ? KEEP_MS : AGAIN_MS)) return false;
    begun =
      now - begun.since < BACK_OFF_MS
        ? { ...begun, asks: begun.asks + 1 }
        : { since: now, asks: 1 };
    return begun.asks <= MOST_AT_ONCE;
  }

  return async (kid) => {
    if (config.access === null) return [];
    if (!isDue(kid, clock.now())) return keys;
    const answer = await send(
      http,
      {
        method: "GET",
        url: `${config.access.teamUrl}/cdn-cgi/access/certs`,
        headers: { accept: "application/json" },
        body: null,
      },
      TIMEOUT_MS,
    );
    const parsed =
      answer.ok && answer.value.status === 200 ? certs.safeParse(answer.value.body) : null;
    // Only an answer counts as one; Access that can't be asked for a moment doesn't lock out those
    // whose key is known.
    if (parsed?.success === true) {
      keys = parsed.data.keys.map(({ kid: id, kty, n, e }) => ({
        kid: id,
        kty,
        n,
        e,
        alg: "RS256",
      }));
      answeredAt = clock.now();
    } else failedAt = clock.now();
    return keys;
  };
}
