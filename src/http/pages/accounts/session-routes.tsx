/** One's own sessions: listed, and ended one by one or all others at once. */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { endOwnSessions, ownSessions } from "../../usecases/accounts/sessions.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { page } from "../frame/respond.tsx";
import { throughOwnSessions } from "./session-sheets.tsx";
import { Sessions } from "./sessions-page.tsx";

export function sessionRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  /** `hash`: the session that ends; `null`: all but this one. */
  const end = async (c: PageContext, hash: string | null): Promise<Response> => {
    await endOwnSessions(deps, c.var.signedIn.session, hash);
    return c.redirect("/admin/sessions?done=ended", 303);
  };

  pages.get("/sessions", async (c) => {
    const { signedIn } = c.var;
    const sessions = await ownSessions(deps, signedIn.session);
    return page(
      c,
      messagesFor(c).t("people.sessions.title"),
      signedIn,
      <Sessions
        sessions={sessions}
        current={signedIn.session.hash}
        now={deps.clock.now()}
        ended={c.req.query("done") === "ended"}
      />,
    );
  });

  pages.post("/sessions/end-others", async (c) => {
    const sheet = await throughOwnSessions(c, deps);
    return sheet ?? end(c, null);
  });

  pages.post("/sessions/:hash/end", (c) => end(c, c.req.param("hash")));
}
