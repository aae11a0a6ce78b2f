/**
 * Identifies a user by Cloudflare Access. Its token is in a header of each request through Access;
 * it must be signed by the team's key, for this application, and not expired. A request that
 * bypasses Access has no such token.
 */
import { decode, verifyWithJwks } from "hono/jwt";
import type { Context } from "hono";
import { z } from "zod";
import type { Clock } from "../../domain/platform/clock.ts";
import { faultName } from "../../domain/platform/fault-name.ts";
import type { Config } from "../../env.ts";

export type AccessKey = {
  readonly kid: string;
  readonly kty: "RSA";
  readonly n: string;
  readonly e: string;
  readonly alg: "RS256";
};

/** The team's keys, that one among them if it is one. */
export type AccessKeys = (kid: string) => Promise<readonly AccessKey[]>;

type AccessDeps = {
  readonly config: Pick<Config, "access">;
  readonly accessKeys: AccessKeys;
  readonly clock: Clock;
  readonly log: (event: { readonly event: string; readonly fault: string }) => void;
};

const ACCESS_HEADER = "cf-access-jwt-assertion";
/** Clocks of two clouds. */
const LEEWAY_S = 30;

const claims = z.object({
  email: z.email(),
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  nbf: z.number().optional(),
});

/** Returns the user's e-mail address; `null`: none. Only called where Access is configured. */
export async function accessEmail(deps: AccessDeps, c: Context): Promise<string | null> {
  const { access } = deps.config;
  const token = c.req.header(ACCESS_HEADER);
  if (access === null || token === undefined) return null;
  try {
    const { kid } = decode(token).header as { readonly kid?: unknown };
    if (typeof kid !== "string") return null;
    const keys = await deps.accessKeys(kid);
    // Its own look at the clock is the system's; ours is the one that tests move.
    const payload = await verifyWithJwks(token, {
      keys: keys.map((key) => ({ ...key })),
      allowedAlgorithms: ["RS256"],
      verification: {
        iss: access.teamUrl,
        aud: access.audience,
        exp: false,
        nbf: false,
        iat: false,
      },
    });
    const { email, exp, nbf = 0 } = claims.parse(payload);
    const now = deps.clock.now() / 1000;
    return exp > now - LEEWAY_S && nbf < now + LEEWAY_S ? email : null;
  } catch (fault) {
    deps.log({ event: "access-refused", fault: faultName(fault) });
    return null;
  }
}
