/**
 * The pages, the API and the vendors' sign-ins. `app.ts` imports this file with the first request
 * that needs it: an isolate that only takes webhooks or runs objects never evaluates it (its
 * schemas were a third of a start's processor time).
 */
import { Hono } from "hono";
import { createApi } from "./api/app.ts";
import type { EdgeDeps, HttpDeps } from "./deps.ts";
import { withMessages } from "./language.ts";
import { createMcp } from "./mcp/endpoint.ts";
import { createOAuthRoutes } from "./oauth/routes.ts";
import { connectPages, createPages } from "./pages/app.tsx";
import { noPage } from "./pages/frame/respond.tsx";
import { answerFaults } from "./problem-answers.ts";
import { LANGUAGES } from "../domain/language.ts";
import { problemResponse } from "./problem.ts";

const SECURITY_TXT = "/.well-known/security.txt";
/** The RFC asks for less than a year. The answer is made at each request, so it never expires. */
const VALID_MS = 180 * 24 * 60 * 60 * 1000;

/** The contact for security reports (RFC 9116). Only where SECURITY_CONTACT is set. */
function createSecurityTxt({ config, clock }: Pick<HttpDeps, "config" | "clock">): Hono {
  const app = new Hono();
  app.get(SECURITY_TXT, async (c) => {
    if (config.securityContact === "") return problemResponse(404);
    const lines = [
      `Contact: ${config.securityContact}`,
      `Expires: ${new Date(clock.now() + VALID_MS).toISOString()}`,
      `Preferred-Languages: ${LANGUAGES.join(", ")}`,
      `Canonical: ${config.publicUrl}${SECURITY_TXT}`,
    ];
    return c.text(`${lines.join("\n")}\n`, 200, { "cache-control": "public, max-age=86400" });
  });
  return app;
}

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
  // A person who typed it reads a page, a program a problem.
  app.notFound((c) =>
    c.req.header("accept")?.includes("text/html") === true ? noPage(c, null) : problemResponse(404),
  );
  return app;
}
