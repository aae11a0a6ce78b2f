/** All edges in one app. Made once per isolate, as it holds the copy of the tenants' registry. */
import { type Context, Hono } from "hono";
import type { EdgeDeps, HttpDeps } from "./deps.ts";
import { secureHeaders } from "./headers.ts";
import { withCallTimeout } from "./in-time.ts";
import { createHealth } from "./health.ts";
import { answerFaults } from "./problem-answers.ts";
import { createWebhookEndpoint } from "./webhooks/endpoint.ts";
import { tenantReader } from "./webhooks/read-tenant.ts";
import { createRegistry } from "./webhooks/registry.ts";

/** What all edges share, once per isolate. */
export const edgeOf = (deps: HttpDeps): EdgeDeps => ({
  ...deps,
  tenant: withCallTimeout(deps.tenant),
  registry: createRegistry(
    tenantReader(deps.db, deps.keyring),
    deps.clock,
    deps.config.timings.registryCacheMs,
  ),
});

export function createHttp(deps: HttpDeps): Hono {
  const edge = edgeOf(deps);
  const app = new Hono();
  app.use("*", secureHeaders(deps.config));
  app.route("/", createWebhookEndpoint(edge));
  app.route("/", createHealth(edge));
  app.all("*", siteFor(edge));
  answerFaults(app, deps);
  return app;
}

/** Imports the site and makes it with the first request that gets here. */
function siteFor(edge: EdgeDeps): (c: Context) => Promise<Response> {
  let site: Promise<Hono> | undefined;
  return async (c) => {
    site ??= import("./site.ts").then(({ createSite }) => createSite(edge));
    return (await site).fetch(c.req.raw, c.env, executionContextOf(c));
  };
}

/** Hono throws where a test's request has none. */
function executionContextOf(c: Context): ExecutionContext | undefined {
  try {
    return c.executionCtx as ExecutionContext;
  } catch {
    return undefined;
  }
}
