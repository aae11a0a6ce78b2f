/**
 * Who may see a page, and which forms are accepted. Everything below /admin except sign-in and
 * stylesheet passes here. A form is accepted when it comes from our own origin and has the
 * session's token; both are required. A form that arrives after its session ended is reported as
 * lost, and signing in leads to its page.
 */
import { createMiddleware } from "hono/factory";
import { isSameOrigin } from "../../auth/origin.ts";
import { readTenantOnce } from "../../usecases/tenant-access.ts";
import { isCsrfValid, currentSession } from "../../auth/session.ts";
import type { EdgeDeps } from "../../deps.ts";
import type { PageEnv } from "./env.ts";
import { one, readForm } from "../forms/form.ts";
import { formPage } from "../forms/form-page.ts";
import { messagesFor } from "../../language.ts";
import { troublePage, troubleIn } from "./respond.tsx";
import { loadMessages } from "../../../messages/index.ts";

export const SIGN_IN = "/admin/sign-in";

const SIGN_OUT = "/admin/sign-out";

/** `isPage`: whether an address can be read, for the way back to the page that a form stood on. */
export const guard = (deps: EdgeDeps, isPage: (path: string) => boolean) =>
  createMiddleware<PageEnv>(async (c, next) => {
    const signedIn = await currentSession(deps, c);
    const reads = c.req.method === "GET" || c.req.method === "HEAD";
    if (signedIn === null) {
      // An open page keeps its parts; the next form says that the session ended.
      if (c.req.header("hx-request-type") === "partial") return c.body(null, 204);
      const { pathname, search } = new URL(c.req.url);
      if (pathname === SIGN_OUT) return c.redirect(SIGN_IN, 303);
      const next = encodeURIComponent(
        reads ? pathname + search : formPage(c, deps.config.publicUrl, isPage),
      );
      return c.redirect(`${SIGN_IN}?${reads ? "" : "ended=1&"}next=${next}`, 303);
    }
    c.set("signedIn", signedIn);
    if (signedIn.language !== null) {
      c.set("language", signedIn.language);
      await loadMessages(signedIn.language);
    }
    if (reads) readTenantOnce(signedIn.actor);
    else {
      const form = await readForm(c);
      if (
        !isSameOrigin(c.req.raw, deps.config.publicUrl) ||
        !isCsrfValid(signedIn, one(form, "csrf"))
      )
        return troublePage(c, signedIn, {
          status: 403,
          ...troubleIn(messagesFor(c), "frame.foreignForm"),
          back: {
            href: formPage(c, deps.config.publicUrl, isPage),
            text: messagesFor(c).t("frame.foreignForm.back"),
          },
        });
      c.set("form", form);
    }
    await next();
    return undefined;
  });
