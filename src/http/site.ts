/**
 * The pages, the API and the vendors' sign-ins. `app.ts` imports this file with the first request
 * that needs it: an isolate that only takes webhooks or runs objects never evaluates it (its
 * schemas were a third of a start's processor time).
 */
import { Hono } from "hono";
import { createApi } from "./api/app.ts";
import type { EdgeDeps } from "./deps.ts";
import { withMessages } from "./language.ts";
import { createMcp } from "./mcp/endpoint.ts";
import { createOAuthRoutes } from "./oauth/routes.ts";
import { connectPages, createPages } from "./pages/app.tsx";
import { answerFaults } from "./problem-answers.ts";
import { createSecurityTxt } from "./security-txt.ts";

export function createSite(deps: EdgeDeps): Hono {
  const app = new Hono();
  app.use("/admin/*", withMessages);
  app.use("/connect/*", withMessages);
  app.use("/oauth/*", withMessages);
  // The bare address leads to the pages.
  app.get("/", (c) => c.redirect("/admin", 302));
  app.route("/", createApi(deps));
  app.route("/", createMcp(deps));
  app.route("/", createOAuthRoutes(deps, connectPages(deps)));
  app.route("/", createPages(deps));
  app.route("/", createSecurityTxt(deps));
  answerFaults(app, deps);
  return app;
}
