/**
 * Every route of the app with the right that it needs. A route that isn't in this table answers
 * nothing: the guards of API and pages look each request up, and a test compares the table with the
 * routes that the app has.
 */
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import { OPEN_ROUTES } from "./open-routes.ts";
import type { Right } from "./rights.ts";

/**
 * `anybody`: public. `own-proof`: has a proof of its own, such as a signature or a password.
 * `signed-in`: whoever came in, whatever their rights; it answers what they may see.
 */
export type Guard = Right | "anybody" | "own-proof" | "signed-in";

export const ROUTES: Readonly<Record<Guard, readonly string[]>> = {
  ...OPEN_ROUTES,
  look: [
    "GET /admin/tenants/:id",
    "GET /admin/tenants/:id/connections",
    "GET /admin/tenants/:id/shop",
    "GET /admin/tenants/:id/syncs",
    "GET /admin/tenants/:id/attention",
    "GET /admin/tenants/:id/audit",
    "GET /admin/tenants/:id/backfills/:backfill",
    "GET /admin/tenants/:id/comparison",
    "GET /admin/tenants/:id/comparison.csv",
    "GET /admin/tenants/:id/comparison.json",
    "GET /admin/tenants/:id/comparison/postings",
    "GET /admin/tenants/:id/comparison/postings.csv",
    "GET /admin/tenants/:id/comparison/report",
    "GET /admin/tenants/:id/customers",
    "GET /admin/tenants/:id/customers.csv",
    "GET /admin/tenants/:id/customers/:jobId",
    "GET /admin/tenants/:id/live",
    "GET /admin/tenants/:id/mapping",
    "GET /admin/tenants/:id/orders",
    "GET /admin/tenants/:id/orders.csv",
    "GET /admin/tenants/:id/orders/fetch",
    "GET /admin/tenants/:id/orders/:jobId",
    "GET /admin/tenants/:id/products",
    "GET /admin/tenants/:id/products.csv",
    "GET /admin/tenants/:id/products/:jobId",
    "GET /admin/tenants/:id/settings",
    "GET /admin/tenants/:id/settings/:section",
    "GET /admin/tenants/:id/settings/lookups",
    "GET /admin/tenants/:id/settings/lookups/:name",
    "GET /admin/tenants/:id/settings/versions",
    "GET /admin/tenants/:id/setup",
    "GET /admin/tenants/:id/setup/:step",
    "GET /admin/tenants/:id/take-back",
    "GET /admin/tenants/:id/stock",
    "GET /admin/tenants/:id/stock.csv",
    "GET /admin/tenants/:id/stock/:jobId",
    "GET /api/v1/tenants/:id",
    "GET /api/v1/tenants/:id/alerts",
    "GET /api/v1/tenants/:id/attention",
    "GET /api/v1/tenants/:id/audit",
    "GET /api/v1/tenants/:id/backfills",
    "GET /api/v1/tenants/:id/backfills/:backfillId",
    "GET /api/v1/tenants/:id/backfills/:backfillId/orders",
    "GET /api/v1/tenants/:id/dead-letters",
    "GET /api/v1/tenants/:id/dry-run",
    "GET /api/v1/tenants/:id/figures",
    "GET /api/v1/tenants/:id/health",
    "GET /api/v1/tenants/:id/jobs",
    "GET /api/v1/tenants/:id/jobs.csv",
    "GET /api/v1/tenants/:id/jobs/:jobId",
    "GET /api/v1/tenants/:id/links",
    "GET /api/v1/tenants/:id/mapping",
    "GET /api/v1/tenants/:id/names",
    "GET /api/v1/tenants/:id/notifications",
    "GET /api/v1/tenants/:id/reconciliation",
    "GET /api/v1/tenants/:id/reconciliation.csv",
    "GET /api/v1/tenants/:id/retention",
    "GET /api/v1/tenants/:id/runs",
    "GET /api/v1/tenants/:id/take-backs",
    "GET /api/v1/tenants/:id/settings",
    "GET /api/v1/tenants/:id/settings/versions",
    "GET /api/v1/tenants/:id/setup",
    "GET /api/v1/tenants/:id/webhook-secrets",
  ],
  book: [
    "POST /admin/tenants/:id/attention",
    "POST /admin/tenants/:id/comparison",
    "POST /admin/tenants/:id/comparison/postings",
    "POST /admin/tenants/:id/customers/:jobId/resync",
    "POST /admin/tenants/:id/customers/:jobId/retry",
    "POST /admin/tenants/:id/customers/:jobId/skip",
    "POST /admin/tenants/:id/customers/:jobId/undo-skip",
    "POST /admin/tenants/:id/customers/:jobId/unlink",
    "POST /admin/tenants/:id/orders/fetch",
    "POST /admin/tenants/:id/orders/replay",
    "POST /admin/tenants/:id/orders/:jobId/book",
    "POST /admin/tenants/:id/orders/:jobId/book-again",
    "POST /admin/tenants/:id/orders/:jobId/link",
    "POST /admin/tenants/:id/orders/:jobId/posting",
    "POST /admin/tenants/:id/orders/:jobId/resync",
    "POST /admin/tenants/:id/orders/:jobId/retry",
    "POST /admin/tenants/:id/orders/:jobId/skip",
    "POST /admin/tenants/:id/orders/:jobId/undo-skip",
    "POST /admin/tenants/:id/orders/:jobId/unlink",
    "POST /api/v1/tenants/:id/attention/retry",
    "POST /api/v1/tenants/:id/attention/skip",
    "POST /api/v1/tenants/:id/jobs/:jobId/book",
    "POST /api/v1/tenants/:id/jobs/:jobId/book-again",
    "POST /api/v1/tenants/:id/jobs/:jobId/link",
    "POST /api/v1/tenants/:id/jobs/:jobId/posting",
    "POST /api/v1/tenants/:id/jobs/:jobId/resync",
    "POST /api/v1/tenants/:id/jobs/:jobId/retry",
    "POST /api/v1/tenants/:id/jobs/:jobId/skip",
    "POST /api/v1/tenants/:id/jobs/:jobId/undo-skip",
    "POST /api/v1/tenants/:id/jobs/:jobId/unlink",
    "DELETE /api/v1/tenants/:id/links",
    "PUT /api/v1/tenants/:id/links",
    "POST /api/v1/tenants/:id/reconciliation",
  ],
  "vat-evidence": [
    "GET /admin/tenants/:id/vat-evidence",
    "GET /admin/tenants/:id/vat-evidence.csv",
    "GET /admin/tenants/:id/vat-evidence.json",
    "GET /api/v1/tenants/:id/vat-evidence",
    "GET /api/v1/tenants/:id/vat-evidence.csv",
    "GET /api/v1/tenants/:id/vat-evidence/quarters",
  ],
  "manage-shop-people": [
    "GET /admin/tenants/:id/people",
    "POST /admin/tenants/:id/people",
    "POST /admin/tenants/:id/people/:userId/role",
    "POST /admin/tenants/:id/people/:userId/link",
    "POST /admin/tenants/:id/people/:userId/remove",
    "GET /api/v1/tenants/:id/members",
    "POST /api/v1/tenants/:id/members",
    "PATCH /api/v1/tenants/:id/members/:userId",
    "DELETE /api/v1/tenants/:id/members/:userId",
    "POST /api/v1/tenants/:id/members/:userId/link",
  ],
  work: [
    "GET /admin/tenants/:id/attention/mend",
    "POST /admin/tenants/:id/attention/mend",
    "POST /admin/tenants/:id/backfills",
    "POST /admin/tenants/:id/backfills/:backfill/:act{cancel|undo}",
    "POST /admin/tenants/:id/backfills/:backfill/again",
    "POST /admin/tenants/:id/take-back",
    "POST /admin/tenants/:id/connections/:vendor/check",
    "POST /admin/tenants/:id/dead-letters/:letter/dismiss",
    "POST /admin/tenants/:id/dead-letters/:letter/retry",
    "POST /admin/tenants/:id/flows/:flow/:act{run|stop|resume}",
    "POST /admin/tenants/:id/mapping",
    "POST /admin/tenants/:id/name",
    "POST /admin/tenants/:id/notices/test",
    "POST /admin/tenants/:id/products",
    "POST /admin/tenants/:id/products/:jobId/link",
    "POST /admin/tenants/:id/products/:jobId/resync",
    "POST /admin/tenants/:id/products/:jobId/retry",
    "POST /admin/tenants/:id/products/:jobId/skip",
    "POST /admin/tenants/:id/products/:jobId/undo-skip",
    "POST /admin/tenants/:id/products/:jobId/unlink",
    "POST /admin/tenants/:id/refresh",
    "POST /admin/tenants/:id/resume",
    "POST /admin/tenants/:id/runs/:run/cancel",
    "POST /admin/tenants/:id/secrets/:secretId/revoke",
    "POST /admin/tenants/:id/set-up",
    "POST /admin/tenants/:id/settings/:section",
    "POST /admin/tenants/:id/settings/lookups/:name",
    "POST /admin/tenants/:id/settings/lookups/fetch",
    "POST /admin/tenants/:id/settings/versions",
    "POST /admin/tenants/:id/setup/:step",
    "POST /admin/tenants/:id/stock/:jobId/resync",
    "POST /admin/tenants/:id/stock/:jobId/retry",
    "POST /admin/tenants/:id/stock/:jobId/skip",
    "POST /admin/tenants/:id/stock/:jobId/undo-skip",
    "GET /admin/tenants/:id/stop",
    "POST /admin/tenants/:id/stop",
    "POST /admin/tenants/:id/token/off",
    "PATCH /api/v1/tenants/:id",
    "POST /api/v1/tenants/:id/backfills",
    "POST /api/v1/tenants/:id/backfills/:backfillId/cancel",
    "POST /api/v1/tenants/:id/backfills/:backfillId/undo",
    "POST /api/v1/tenants/:id/backfills/:backfillId/again",
    "POST /api/v1/tenants/:id/take-backs",
    "POST /api/v1/tenants/:id/connect/:vendor/check",
    "POST /api/v1/tenants/:id/dead-letters/:letterId/dismiss",
    "POST /api/v1/tenants/:id/dead-letters/:letterId/retry",
    "POST /api/v1/tenants/:id/dry-run",
    "POST /api/v1/tenants/:id/flows/:flow/pause",
    "POST /api/v1/tenants/:id/flows/:flow/resume",
    "POST /api/v1/tenants/:id/flows/:flow/run",
    "POST /api/v1/tenants/:id/go-live",
    "POST /api/v1/tenants/:id/mapping/try",
    "POST /api/v1/tenants/:id/notifications/test",
    "POST /api/v1/tenants/:id/pause",
    "POST /api/v1/tenants/:id/reencrypt",
    "POST /api/v1/tenants/:id/resume",
    "POST /api/v1/tenants/:id/runs/:runId/cancel",
    "PUT /api/v1/tenants/:id/settings",
    "POST /api/v1/tenants/:id/settings/preview",
    "POST /api/v1/tenants/:id/settings/preview-document",
    "POST /api/v1/tenants/:id/settings/restore",
    "POST /api/v1/tenants/:id/setup",
    "DELETE /api/v1/tenants/:id/webhook-secrets/:secretId",
    "DELETE /api/v1/tenants/:id/webhook-token",
  ],
  connect: [
    "POST /admin/tenants/:id/administration",
    "GET /admin/tenants/:id/connect/:vendor",
    "POST /admin/tenants/:id/connect/:vendor",
    "POST /api/v1/tenants/:id/connect/:vendor",
    "GET /api/v1/tenants/:id/connect/:vendor/confirm",
    "POST /api/v1/tenants/:id/connect/:vendor/confirm",
    "DELETE /api/v1/tenants/:id/connect/:vendor/confirm",
    "GET /connect/:tenantId/:vendor",
  ],
  // Of no route as a whole: see WITHIN.
  "choose-administration": [],
  // Of lists: what is shown and searched in them.
  "see-customers": [],
  "make-secrets": [
    "POST /admin/tenants/:id/notices/secret",
    "POST /admin/tenants/:id/secrets",
    "POST /admin/tenants/:id/token/on",
    "POST /api/v1/tenants/:id/notifications/secret",
    "POST /api/v1/tenants/:id/webhook-secrets",
    "POST /api/v1/tenants/:id/webhook-token",
  ],
  "personal-data": [
    "GET /admin/tenants/:id/personal-data",
    "POST /admin/tenants/:id/personal-data",
    "POST /api/v1/tenants/:id/people/erase",
    "POST /api/v1/tenants/:id/people/export",
    "POST /api/v1/tenants/:id/people/preview",
  ],
  export: ["GET /api/v1/tenants/:id/export"],
  "make-tenants": [
    "GET /admin/setup",
    "POST /admin/setup",
    "POST /admin/tenants",
    "POST /api/v1/tenants",
    "POST /api/v1/tenants/:id/import",
    "POST /api/v1/tenants/import",
  ],
  "end-tenants": ["DELETE /api/v1/tenants/:id"],
  "manage-people": [
    "GET /admin/people",
    "POST /admin/people",
    "POST /admin/people/:userId/end",
    "POST /admin/people/:userId/link",
    "POST /admin/people/:userId/sessions/end",
    "GET /admin/tokens",
    "POST /admin/tokens",
    "POST /admin/tokens/:tokenId/revoke",
    "GET /api/v1/tokens",
    "POST /api/v1/tokens",
    "DELETE /api/v1/tokens/:tokenId",
    "GET /api/v1/users",
    "POST /api/v1/users",
    "DELETE /api/v1/users/:userId",
    "POST /api/v1/users/:userId/link",
    "GET /api/v1/users/:userId/sessions",
    "DELETE /api/v1/users/:userId/sessions",
    "DELETE /api/v1/users/:userId/sessions/:hash",
  ],
  "all-changes": [
    "GET /admin/audit",
    "GET /api/v1/audit",
    "POST /admin/dead-letters/:letter/dismiss",
    "GET /api/v1/dead-letters",
    "POST /api/v1/dead-letters/:letterId/dismiss",
  ],
};

/** Rights that a part of a route needs besides its own; its use case asks for them. */
export const WITHIN: Readonly<Record<string, Right>> = {
  "PATCH /api/v1/tenants/:id": "choose-administration",
  "POST /api/v1/tenants": "choose-administration",
  "POST /api/v1/tenants/import": "choose-administration",
  "POST /admin/tenants": "choose-administration",
  "POST /admin/tenants/:id/setup/:step": "make-secrets",
  "GET /admin/search": "see-customers",
  "GET /admin/tenants/:id/attention": "see-customers",
  "GET /admin/tenants/:id/orders": "see-customers",
  "GET /admin/tenants/:id/orders.csv": "see-customers",
  "GET /admin/tenants/:id/customers": "see-customers",
  "GET /admin/tenants/:id/customers.csv": "see-customers",
  "GET /api/v1/tenants/:id/jobs": "see-customers",
  "GET /api/v1/tenants/:id/jobs.csv": "see-customers",
};

const entries = Object.entries(ROUTES) as [Guard, readonly string[]][];

const GUARDS: ReadonlyMap<string, Guard> = new Map(
  entries.flatMap(([guard, routes]) => routes.map((route) => [route, guard] as const)),
);

/**
 * The guard of a route such as `GET /api/v1/tenants/:id`. One that isn't in the table is a bug, and
 * answers nobody.
 */
export function guardOf(route: string): Guard {
  const guard = GUARDS.get(route);
  if (guard === undefined) throw new Error(`no right is named for ${route}`);
  return guard;
}

/** What a request asks for: the route that will answer it, and the tenant in its address. */
export type Asked = { readonly guard: Guard; readonly tenantId: string | null };

/** `null`: no route of ours. */
export function askedOf(c: Context): Asked | null {
  // Middleware stands for all methods; the first other one is the route that answers.
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

/** What is named outright comes before what stands for anything. */
const PATTERNS: readonly Pattern[] = [...GUARDS.keys()]
  .map(patternOf)
  .toSorted((one, other) => one.names - other.names);

/** The guard of the route that answers an address of ours; `null`: none does. */
export function guardFor(method: string, pathname: string): Guard | null {
  const asked = `${method} ${pathname}`;
  const found = PATTERNS.find(({ fits }) => fits.test(asked));
  return found === undefined ? null : (GUARDS.get(found.route) ?? null);
}

/** The tenant in the address of a page of ours. */
export const tenantAt = (pathname: string): string | null =>
  /^\/(?:admin|api\/v1)\/tenants\/([^/]+)/.exec(pathname)?.[1] ??
  /^\/connect\/([^/]+)/.exec(pathname)?.[1] ??
  null;

/** By place, as a middleware for all paths is told no parameters. */
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
