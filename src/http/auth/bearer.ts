/**
 * The entry of programs: `Authorization: Bearer`. Wrong, expired, revoked and missing tokens all
 * look alike. Agents' tokens work at the tools alone, and no others do there.
 */
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { message } from "../../messages/message.ts";
import { tokenHash } from "../../store/secrets.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { problemResponse } from "../problem.ts";
import { actorOf } from "../usecases/accounts/tokens.ts";
import { bearerTries } from "./bearer-tries.ts";
import { sourceOf, requestSource } from "./network.ts";
import { agentTenant } from "./rights.ts";

export type ApiEnv = { Variables: { actor: Actor } };

const REFUSED = { headers: { "www-authenticate": "Bearer" } };

const ELSEWHERE = {
  api: { kind: "agents-use-tools", detail: message("refusals.agentsUseTools") },
  tools: { kind: "agents-only", detail: message("refusals.agentsOnly") },
} as const;

export const bearer = (deps: EdgeDeps, entry: keyof typeof ELSEWHERE = "api") => {
  const tries = bearerTries(deps.clock);
  return createMiddleware<ApiEnv>(async (c, next) => {
    const token = tokenIn(c);
    // Not of a token's form: no guess, and nothing to look up.
    if (token === null) return problemResponse(401, REFUSED);
    const [network, hash] = [await sourceOf(c), await tokenHash(token)];
    const waitMs = tries.waitMs(network, hash);
    if (waitMs !== null) {
      return problemResponse(429, { headers: { "retry-after": String(Math.ceil(waitMs / 1000)) } });
    }
    const actor = await actorOf(deps, token);
    if (actor === null) {
      tries.wrong(network, hash);
      const limited = tries.waitMs(network, hash) !== null;
      deps.log({
        event: "bearer-refused",
        token: publicPart(token),
        limited,
        ...(await requestSource(c)),
      });
      return problemResponse(401, REFUSED);
    }
    tries.right(hash);
    if ((agentTenant(actor) === null) === (entry === "tools")) {
      deps.log({
        event: "crossing-refused",
        who: actor.id,
        guard: entry,
        tenant: null,
        ...(await requestSource(c)),
      });
      return problemResponse(403, ELSEWHERE[entry]);
    }
    c.set("actor", actor);
    await next();
    return undefined;
  });
};

function tokenIn(c: Context): string | null {
  const [scheme, token, ...rest] = (c.req.header("authorization") ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && token !== undefined && rest.length === 0
    ? token
    : null;
}

/** The part by which its owner finds a token in the list; `null`: none. */
const publicPart = (token: string): string | null => /^brt\.([\w-]{12})\./.exec(token)?.[1] ?? null;
