/**
 * The admin pages: rendered here, plain forms, a 303 after each change, no script at all. They do what the API does, by
 * the same use cases. Whatever goes wrong is a page in words.
 */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { d1Problem } from "../../store/d1-errors.ts";
import type { EdgeDeps } from "../deps.ts";
import type { ConnectPages } from "../oauth/routes.ts";
import type { PageEnv } from "./env.ts";
import { guard } from "./guard.ts";
import { protect } from "./headers.ts";
import { mappingRoutes } from "./mapping/routes.tsx";
import { orderRoutes } from "./orders/routes.tsx";
import { page, troublePage } from "./respond.tsx";
import { signInRoutes, signOut } from "./sign-in.tsx";
import { STYLE } from "./style.ts";
import { settingsRoutes } from "./settings/routes.tsx";
import { flowRoutes } from "./tenant/flow-routes.tsx";
import { tenantRoutes } from "./tenant/routes.tsx";
import { Notice } from "./ui.tsx";

const MAX_FORM_BYTES = 256 * 1024;
const HOME = { href: "/admin", text: "To the tenants" };

export function createPages(deps: EdgeDeps): Hono {
  const app = new Hono();
  for (const path of ["/admin", "/admin/*"])
    app.use(path, async (c, next) => {
      await next();
      protect(c.res.headers);
    });
  app.use("/admin/*", bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => troublePage(c, null, { status: 413, title: "Too much at once", detail: "This form is larger than the pages take.", next: "Shorten it, or use the management API.", back: HOME }) }));

  app.get("/admin/style.css", (c) => c.body(STYLE, 200, { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=31536000, immutable" }));
  app.route("/admin", signInRoutes(deps));

  const pages = new Hono<PageEnv>();
  pages.use("*", guard(deps));
  pages.post("/sign-out", (c) => signOut(deps, c));
  tenantRoutes(pages, deps);
  flowRoutes(pages, deps);
  settingsRoutes(pages, deps);
  mappingRoutes(pages, deps);
  orderRoutes(pages, deps);
  pages.all("*", (c) => troublePage(c, c.var.signedIn, { status: 404, title: "Not found", detail: "There is no such page.", next: "The address may be incomplete.", back: HOME }));
  app.route("/admin", pages);

  app.onError(async (error, c) => {
    const database = d1Problem(error);
    deps.log({ event: "page-failed", fault: error.name, database });
    const passing = database === "passing" || database === "overloaded";
    return troublePage(c, null, {
      status: passing ? 503 : 500,
      title: passing ? "Not available at the moment" : "Something went wrong here",
      detail: passing ? "The database doesn't answer. Bookings don't depend on it and go on." : "This page could not be made, by an error of this product.",
      next: passing ? "Try again in a moment." : "Try once more. If it happens again, tell whoever runs this installation at what time it was: the log says more.",
      back: HOME,
    });
  });
  return app;
}

/** The ends of a sign-in at a vendor, for a person. */
export const connectPages: ConnectPages = {
  failed: (c, status, title, detail, tenantId) =>
    troublePage(c, null, {
      status: status === 403 || status === 409 || status === 502 || status === 503 || status === 404 ? status : 400,
      title,
      detail,
      next: "Nothing was changed by this.",
      back: tenantId === null ? HOME : { href: `/admin/tenants/${tenantId}`, text: "To the tenant" },
    }),
  done: (c, { name, tenantId }) =>
    page(
      c,
      "Connected",
      null,
      <>
        <h1>Connected</h1>
        <Notice tone="good">
          <p>“{name}” is connected. You can close this window.</p>
        </Notice>
        <a href={`/admin/tenants/${tenantId}`}>To the tenant</a>
      </>,
    ),
};
