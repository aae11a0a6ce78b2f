/** All edges in one app. Made once an isolate, as it holds what is known of tenants. */
import { Hono } from "hono";
import type { HttpDeps } from "./deps.ts";
import { createHealth } from "./health.ts";
import { createDoor } from "./webhooks/door.ts";
import { tenantReader } from "./webhooks/read-tenant.ts";
import { createRegistry } from "./webhooks/registry.ts";

export function createHttp(deps: HttpDeps): Hono {
  const registry = createRegistry(tenantReader(deps.db, deps.keyring), deps.clock, deps.config.timings.registryCacheMs);
  const app = new Hono();
  app.route("/", createDoor({ ...deps, registry }));
  app.route("/", createHealth(deps));
  return app;
}
