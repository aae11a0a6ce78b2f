/** All edges in one app. Made once an isolate, as it holds what is known of tenants. */
import { Hono } from "hono";
import { createApi } from "./api/app.ts";
import type { EdgeDeps, HttpDeps } from "./deps.ts";
import { createHealth } from "./health.ts";
import { createOAuthRoutes } from "./oauth/routes.ts";
import { connectPages, createPages } from "./pages/app.tsx";
import { createDoor } from "./webhooks/door.ts";
import { tenantReader } from "./webhooks/read-tenant.ts";
import { createRegistry } from "./webhooks/registry.ts";

export function createHttp(deps: HttpDeps): Hono {
  const registry = createRegistry(tenantReader(deps.db, deps.keyring), deps.clock, deps.config.timings.registryCacheMs);
  const edge: EdgeDeps = { ...deps, registry };
  const app = new Hono();
  app.route("/", createDoor(edge));
  app.route("/", createApi(edge));
  app.route("/", createOAuthRoutes(edge, connectPages(edge)));
  app.route("/", createPages(edge));
  app.route("/", createHealth(edge));
  return app;
}
