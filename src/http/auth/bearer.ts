/** The API's door: `Authorization: Bearer`. Wrong, expired, revoked and missing tokens all look alike. */
import { createMiddleware } from "hono/factory";
import type { Actor, EdgeDeps } from "../deps.ts";
import { problemResponse } from "../problem.ts";
import { actorOf } from "../usecases/tokens.ts";

export type ApiEnv = { Variables: { actor: Actor } };

export const bearer = (deps: EdgeDeps) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const [scheme, token, ...rest] = (c.req.header("authorization") ?? "").split(" ");
    const actor = scheme?.toLowerCase() === "bearer" && token !== undefined && rest.length === 0 ? await actorOf(deps, token) : null;
    if (actor === null) return problemResponse(401, { headers: { "www-authenticate": "Bearer" } });
    c.set("actor", actor);
    await next();
    return undefined;
  });
