/** Finds the guard of the route that answers a request, or an address on a page, and its tenant. */
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import { type Guard, ROUTES } from "./routes.ts";

const entries = Object.entries(ROUTES) as [Guard, readonly string[]][];

const GUARDS: ReadonlyMap<string, Guard> = new Map(
  entries.flatMap(([guard, routes]) => routes.map((route) => [route, guard] as const)),
);

/**
 * Returns the guard of a route such as `GET /api/v1/tenants/:id`. A missing one is a bug and
 * throws.
 */
export function guardOf(route: string): Guard {
  const guard = GUARDS.get(route);
  if (guard === undefined) throw new Error(`no right is named for ${route}`);
  return guard;
}

/** The guard of the answering route, and the tenant in the address. */
export type GuardedRoute = { readonly guard: Guard; readonly tenantId: string | null };

/** `null`: no route of ours. */
export function guardedRouteOf(c: Context): GuardedRoute | null {
  // Middleware is registered for all methods; the first other entry is the answering route.
  const route = matchedRoutes(c).find(({ method }) => method !== "ALL");
  if (route === undefined) return null;
  return {
    guard: guardOf(`${route.method} ${route.path}`),
    tenantId: tenantIn(route.path, c.req.path),
  };
}

const TENANT = /^:(id|tenantId)$/;

type Pattern = { readonly route: string; readonly fits: RegExp; readonly names: number };

/** `:name`, and `:name{one|other}`. */
const patternOf = (route: string): Pattern => {
  const [method = "", path = ""] = route.split(" ");
  const parts = path
    .split("/")
    .map((part) =>
      part.startsWith(":") ? (/\{(.+)\}/.exec(part)?.[1] ?? "[^/]+") : part.replaceAll(".", "\\."),
    );
  return {
    route,
    fits: new RegExp(`^${method} ${parts.map((part) => `(?:${part})`).join("/")}$`),
    names: path.split(":").length,
  };
};

/** Literal parts come before parameters. */
const PATTERNS: readonly Pattern[] = [...GUARDS.keys()]
  .map(patternOf)
  .toSorted((one, other) => one.names - other.names);

const routeOf = (method: string, pathname: string): Pattern | undefined =>
  PATTERNS.find(({ fits }) => fits.test(`${method} ${pathname}`));

/** The guard of the route that answers an address of ours; `null`: none does. */
export function guardFor(method: string, pathname: string): Guard | null {
  const found = routeOf(method, pathname);
  return found === undefined ? null : (GUARDS.get(found.route) ?? null);
}

/** Whether an address of a page takes forms and is never read. */
export function takesFormsOnly(pathname: string): boolean {
  const sent = routeOf("POST", pathname);
  const read = routeOf("GET", pathname);
  return sent !== undefined && (read === undefined || read.names > sent.names);
}

/** The tenant in the address of a page of ours. */
export const tenantAt = (pathname: string): string | null =>
  /^\/(?:admin|api\/v1)\/tenants\/([^/]+)/.exec(pathname)?.[1] ??
  /^\/connect\/([^/]+)/.exec(pathname)?.[1] ??
  null;

/** By position, as a middleware for all paths gets no parameters. */
function tenantIn(pattern: string, path: string): string | null {
  const at = pattern.split("/").findIndex((part) => TENANT.test(part));
  const text = at < 0 ? undefined : path.split("/")[at];
  if (text === undefined) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
