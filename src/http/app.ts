/** All edges in one app. Made once an isolate, as it holds what is known of tenants. */
import { Hono } from "hono";
import { createApi } from "./api/app.ts";
import { d1Problem } from "../store/d1-errors.ts";
import type { EdgeDeps, HttpDeps } from "./deps.ts";
import { secureHeaders } from "./headers.ts";
import { createHealth } from "./health.ts";
import { withMessages } from "./language.ts";
import { createOAuthRoutes } from "./oauth/routes.ts";
import { connectPages, createPages } from "./pages/app.tsx";
import { problemResponse } from "./problem.ts";
import { createWebhookEndpoint } from "./webhooks/endpoint.ts";
import { createSecurityTxt } from "./security-txt.ts";
import { tenantReader } from "./webhooks/read-tenant.ts";
import { createRegistry } from "./webhooks/registry.ts";

export function createHttp(deps: HttpDeps): Hono {
  const registry = createRegistry(
    tenantReader(deps.db, deps.keyring),
    deps.clock,
    deps.config.timings.registryCacheMs,
  );
  const edge: EdgeDeps = { ...deps, registry };
  const app = new Hono();
  app.use("*", secureHeaders(deps.config));
  app.use("/admin/*", withMessages);
  app.use("/connect/*", withMessages);
  app.use("/oauth/*", withMessages);
  // Whoever types the address alone is a person.
  app.get("/", (c) => c.redirect("/admin", 302));
  app.route("/", createWebhookEndpoint(edge));
  app.route("/", createApi(edge));
  app.route("/", createOAuthRoutes(edge, connectPages(edge)));
  app.route("/", createPages(edge));
  app.route("/", createHealth(edge));
  app.route("/", createSecurityTxt(edge));
  app.notFound(() => problemResponse(404));
  // Hono's own handler prints the error whole, and a database error's text holds its parameters.
  app.onError((error) => {
    const database = d1Problem(error);
    deps.log({ event: "request-failed", fault: error.name, database });
    return database === "passing" || database === "overloaded"
      ? problemResponse(503, { headers: { "retry-after": "5" } })
      : problemResponse(500);
  });
  return app;
}
