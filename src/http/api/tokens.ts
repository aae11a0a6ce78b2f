/** API tokens: for one tenant or all, reading or for everything, with an end, shown once. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { dropToken, makeToken, TOKEN_MS, tokensOf } from "../usecases/accounts/tokens.ts";
import { body, granted, json, nothing, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const list = createRoute({
  method: "get",
  path: "/tokens",
  summary: "The tokens in use, without the tokens themselves",
  responses: { 200: json("Tokens", z.object({ tokens: z.array(schemas.apiToken) })), ...REFUSALS },
});

const make = createRoute({
  method: "post",
  path: "/tokens",
  summary: "Make a token; it is shown once",
  request: { body: body(schemas.newApiToken) },
  responses: {
    201: json("The token", z.object({ id: z.string(), token: z.string() })),
    ...REFUSALS,
  },
});

const drop = createRoute({
  method: "delete",
  path: "/tokens/{tokenId}",
  summary: "Revoke a token",
  request: { params: z.object({ tokenId: z.string().max(100) }) },
  responses: { 204: nothing, ...REFUSALS },
});

/** `null`: never; absent: the default end. */
function endOf(expiresAt: string | null | undefined, now: number): number | null {
  if (expiresAt === undefined) return now + TOKEN_MS;
  return expiresAt === null ? null : Date.parse(expiresAt);
}

export function tokenRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(list, async (c) =>
    c.json({ tokens: [...granted(await tokensOf(deps, c.var.actor)).tokens] }, 200),
  );
  app.openapi(make, async (c) => {
    const { name, tenantId, scope, expiresAt } = c.req.valid("json");
    const made = granted(
      await makeToken(deps, c.var.actor, {
        name,
        tenantId,
        scope,
        expiresAt: endOf(expiresAt, deps.clock.now()),
      }),
    );
    return c.json(made, 201, { "cache-control": "no-store" });
  });
  app.openapi(drop, async (c) => {
    granted(await dropToken(deps, c.var.actor, c.req.valid("param").tokenId));
    return c.body(null, 204);
  });
}
