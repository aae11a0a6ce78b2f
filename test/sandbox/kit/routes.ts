// Names of routes as people write them: "POST /v2/orders/{id}". A fault and the log of calls use the same name,
// whatever a vendor's app calls its parameters and however a caller capitalises the path.
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";

/** "/v1/debtors/:id{[0-9]+}" becomes "/v1/debtors/{id}". */
export function template(path: string): string {
  return path.replaceAll(/:([A-Za-z0-9_]+)(\{[^}]*\})?\??/g, "{$1}");
}

/** The route that will answer this call; a call that no route answers has its own path as its name. */
export function routeOf(c: Context): string {
  const handler = matchedRoutes(c).findLast((route) => route.method !== "ALL");
  return `${c.req.method} ${handler === undefined ? c.req.path : template(handler.path)}`;
}

/** Same route: case, parameter names and a closing slash don't matter; "*" is every route. */
export function sameRoute(pattern: string, route: string): boolean {
  return pattern === "*" || fold(pattern) === fold(route);
}

function fold(route: string): string {
  return template(route.trim())
    .toLowerCase()
    .replaceAll(/\{[^}]*\}/g, "{}")
    .replace(/\/$/, "");
}
