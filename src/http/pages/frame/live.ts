/**
 * The socket over which an open page hears that something changed. Only our own pages may open one.
 * The browser doesn't keep other sites from opening sockets, but always names the origin, which is
 * checked here. That somebody is signed in and may see the tenant is checked before, by the guard
 * and the table of routes.
 */
import type { Hono } from "hono";
import { noteOpenPage } from "../../../store/open-pages.ts";
import { isSameOrigin } from "../../auth/origin.ts";
import type { EdgeDeps } from "../../deps.ts";
import { problemResponse } from "../../problem.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { PageEnv } from "./env.ts";

/** How long a socket stays; the page then opens another, and is asked who it is. */
const SOCKET_MS = 60 * 60 * 1000;

export function liveRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/live", async (c) => {
    const { actor, session } = c.var.signedIn;
    if (c.req.header("upgrade")?.toLowerCase() !== "websocket") return problemResponse(404);
    if (c.req.header("origin") === undefined || !isSameOrigin(c.req.raw, deps.config.publicUrl))
      return problemResponse(403);
    const found = await requireTenant({ deps, actor, tenantId: c.req.param("id") });
    if (!found.ok) return problemResponse(404);
    const { id } = found.value;
    const until = Math.min(session.expiresAt, deps.clock.now() + SOCKET_MS);
    const opened = await deps.openSocket(id, { session: session.hash, until });
    // Noted once it is open: a session that ended meanwhile didn't know of it.
    if (await noteOpenPage(deps.db, session.hash, id, deps.clock.now())) return opened;
    await deps.tenant(id).admin.endSockets(id, [session.hash]);
    return problemResponse(403);
  });
}
