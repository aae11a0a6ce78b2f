/** The keys of Cloudflare Access, fetched when they are needed and kept for an hour; a token by a newer key asks once more, but no more than once a minute. */
import { z } from "zod";
import type { Clock } from "./domain/clock.ts";
import { type Http, send } from "./domain/http.ts";
import type { Config } from "./env.ts";
import type { AccessKey, AccessKeys } from "./http/auth/access.ts";

const KEEP_MS = 60 * 60 * 1000;
const AGAIN_MS = 60 * 1000;
const TIMEOUT_MS = 5_000;

const certs = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal("RSA"), n: z.string(), e: z.string() })) });

export function accessKeys(config: Config, http: Http, clock: Clock): AccessKeys {
  let keys: readonly AccessKey[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;
  return async (kid) => {
    if (config.access === null) return [];
    const age = clock.now() - askedAt;
    const known = keys.some((key) => key.kid === kid);
    if (known ? age < KEEP_MS : age < AGAIN_MS) return keys;
    askedAt = clock.now();
    const answer = await send(http, { method: "GET", url: `${config.access.teamUrl}/cdn-cgi/access/certs`, headers: { accept: "application/json" }, body: null }, TIMEOUT_MS);
    const parsed = answer.ok && answer.value.status === 200 ? certs.safeParse(answer.value.body) : null;
    // Access that can't be asked for a moment doesn't lock out those whose key is known.
    if (parsed?.success === true) keys = parsed.data.keys.map(({ kid: id, kty, n, e }) => ({ kid: id, kty, n, e, alg: "RS256" }));
    return keys;
  };
}
