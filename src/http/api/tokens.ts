/** API tokens: for one tenant or all, reading or for everything, with an end, shown once. */
import { z } from "@hono/zod-openapi";
import { dropToken, makeToken, TOKEN_MS, tokensOf } from "../usecases/accounts/tokens.ts";
import { body, unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

/** `null`: never; absent: the default end. */
function endOf(expiresAt: string | null | undefined, now: number): number | null {
  if (expiresAt === undefined) return now + TOKEN_MS;
  return expiresAt === null ? null : Date.parse(expiresAt);
}

export const tokenRoutes: readonly Route[] = [
  route("get", "/tokens", {
    summary: "The tokens in use, without the tokens themselves",
    answer: json("Tokens", z.object({ tokens: z.array(schemas.apiToken) })),
    handle: async ({ deps, actor }) => ({
      tokens: unwrapOrThrow(await tokensOf(deps, actor)).tokens,
    }),
  }),
  route("post", "/tokens", {
    summary: "Make a token; it is shown once",
    body: body(schemas.newApiToken),
    status: 201,
    answer: json("The token", z.object({ id: z.string(), token: z.string() })),
    noStore: true,
    handle: async ({ deps, actor, input: { name, tenantId, scope, expiresAt } }) => {
      return unwrapOrThrow(
        await makeToken(deps, actor, {
          name,
          tenantId,
          scope,
          expiresAt: endOf(expiresAt, deps.clock.now()),
        }),
      );
    },
  }),
  route("delete", "/tokens/{tokenId}", {
    summary: "Revoke a token",
    params: z.object({ tokenId: z.string().max(100) }),
    handle: ({ deps, actor, param }) => dropToken(deps, actor, param.tokenId),
  }),
];
