/**
 * The browser's way to a vendor and back. Both ends are on the host of the pages, where the
 * session's cookie is. A sign-in that the API started may end in any browser, so it connects
 * nothing and waits for confirmation.
 */
import { Hono, type Context } from "hono";
import { isVendor, type Vendor } from "../../domain/ids.ts";
import { type Message, message } from "../../messages/message.ts";
import { dropOwnCookie, type OwnCookie, ownCookie, setOwnCookie } from "../auth/cookies.ts";
import { isFromOwnPage } from "../auth/origin.ts";
import { writeAudit } from "../../store/audit.ts";
import { vendorValue } from "../../store/audit-values.ts";
import { currentSession, type SignedIn } from "../auth/session.ts";
import type { EdgeDeps } from "../deps.ts";
import { problemResponse } from "../problem.ts";
import { beginConnect, STATE_MS } from "./begin.ts";
import { type Choosing, finishConnect, type Waiting } from "./finish.ts";
import type { ConnectFault } from "./grant.ts";

/** `left`: the step of the set-up that the person came from; `null`: the tenant's page. */
type Failed = {
  readonly status: number;
  readonly detail: Message;
  readonly tenantId: string | null;
  readonly left: Vendor | null;
};

/** How the ends are shown to a person. */
export type ConnectPages = {
  readonly failed: (
    c: Context,
    signedIn: SignedIn | null,
    failed: Failed,
  ) => Response | Promise<Response>;
  readonly choose: (
    c: Context,
    signedIn: SignedIn,
    choosing: Choosing,
  ) => Response | Promise<Response>;
  readonly waits: (
    c: Context,
    signedIn: SignedIn | null,
    waiting: Waiting,
  ) => Response | Promise<Response>;
};

/** Where a person goes on: the set-up's step that they came from, or the tenant's page. */
const FROM: OwnCookie = { name: "connect-from", maxAgeS: STATE_MS / 1000, sameSite: "Lax" };

const wantsHtml = (c: Context): boolean => (c.req.header("accept") ?? "").includes("text/html");

export function createOAuthRoutes(deps: EdgeDeps, pages: ConnectPages): Hono {
  const app = new Hono();

  app.get("/connect/:tenantId/:vendor", async (c) => {
    const { tenantId, vendor } = c.req.param();
    if (!isVendor(vendor)) return problemResponse(404);
    const signedIn = await currentSession(deps, c);
    if (signedIn === null)
      return c.redirect(
        `/admin/sign-in?next=${encodeURIComponent(`/admin/tenants/${tenantId}`)}`,
        303,
      );
    if (!isFromOwnPage(c.req.raw, deps.config.publicUrl))
      return pages.failed(c, signedIn, {
        status: 403,
        detail: message("signIn.askedElsewhere"),
        tenantId: null,
        left: null,
      });
    const bound = { by: "session", hash: signedIn.session.hash } as const;
    const client = c.req.query("client") ?? null;
    const begun = await beginConnect(
      { deps, actor: signedIn.actor, tenantId },
      { vendor, bound, wanted: client },
    );
    if (!begun.ok)
      return pages.failed(c, signedIn, {
        status: begun.error.status,
        detail: begun.error.detail,
        tenantId: null,
        left: null,
      });
    if (c.req.query("from") === "setup") setOwnCookie(deps, c, FROM, "setup");
    return c.redirect(begun.value.authorizeUrl, 303);
  });

  app.get("/oauth/:vendor/callback", async (c) => {
    const vendor = c.req.param("vendor");
    if (!isVendor(vendor)) return problemResponse(404);
    const signedIn = await currentSession(deps, c);
    const fromSetup = ownCookie(deps, c, FROM) === "setup";
    if (fromSetup) dropOwnCookie(deps, c, FROM);
    const query = {
      state: c.req.query("state") ?? null,
      code: c.req.query("code") ?? null,
      error: c.req.query("error") ?? null,
    };
    const finished = await finishConnect(deps, vendor, query, signedIn);
    if (!finished.ok) await noteFailed(deps, signedIn, vendor, finished.error);
    if (!finished.ok)
      return refused(c, signedIn, vendor, finished.error, fromSetup ? vendor : null);
    const { value } = finished;
    if ("choice" in value)
      return signedIn === null ? problemResponse(403) : pages.choose(c, signedIn, value);
    if (!("waits" in value)) {
      const step = fromSetup ? `/setup/${vendor}` : "";
      return c.redirect(`/admin/tenants/${value.tenantId}${step}?done=connected-${vendor}`, 303);
    }
    if (wantsHtml(c)) return pages.waits(c, signedIn, value);
    return c.json({ waits: vendor, tenantId: value.tenantId, name: value.names.join(", ") }, 202);
  });

  function refused(
    c: Context,
    signedIn: SignedIn | null,
    vendor: Vendor,
    { status, kind, detail, tenantId }: ConnectFault,
    left: Vendor | null,
  ): Response | Promise<Response> {
    deps.log({ event: "connect-refused", tenant: tenantId, vendor, kind });
    return wantsHtml(c)
      ? pages.failed(c, signedIn, { status, detail, tenantId, left })
      : problemResponse(status, { kind, detail });
  }

  return app;
}

/** The company's name is what the sign-in gave access to; other names may be another shop's. */
async function noteFailed(
  deps: EdgeDeps,
  signedIn: SignedIn | null,
  vendor: Vendor,
  { kind, detail, tenantId }: ConnectFault,
): Promise<void> {
  if (signedIn === null || tenantId === null) return;
  const company = detail.args?.["company"];
  await writeAudit(deps.db, tenantId, {
    at: deps.clock.now(),
    actor: signedIn.actor.name,
    ...(kind === "denied" ? { action: "connect.denied" } : { action: "connect.failed" }),
    after: vendorValue(vendor, typeof company === "string" ? company : null),
  });
}
