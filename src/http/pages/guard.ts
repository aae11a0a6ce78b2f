/**
 * Who may see a page, and which forms are believed. Everything below /admin except sign-in and stylesheet comes through
 * here. A form counts when it comes from a page of ours (what the browser says of its origin) and carries the session's
 * own token (which only such a page knows); either alone would do, both have to fit.
 */
import { createMiddleware } from "hono/factory";
import { isSameOrigin } from "../auth/origin.ts";
import { csrfFits, currentSession } from "../auth/session.ts";
import type { EdgeDeps } from "../deps.ts";
import type { PageEnv } from "./env.ts";
import { one, readForm } from "./form.ts";
import { FRAME } from "../words/frame/index.ts";
import { wordsFor } from "../words/language.ts";
import { homeOf, troublePage } from "./respond.tsx";

export const SIGN_IN = "/admin/sign-in";

/** Where to go on after signing in: only ever a page of ours. */
export const safeNext = (text: string): string => (/^\/admin(?:\/[\w/.~-]*)?(?:\?[\w=&.%+~-]*)?$/.test(text) ? text : "/admin");

export const guard = (deps: EdgeDeps) =>
  createMiddleware<PageEnv>(async (c, next) => {
    const signedIn = await currentSession(deps, c);
    const reads = c.req.method === "GET" || c.req.method === "HEAD";
    if (signedIn === null) {
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(reads ? `${SIGN_IN}?next=${encodeURIComponent(pathname + search)}` : SIGN_IN, 303);
    }
    c.set("signedIn", signedIn);
    if (signedIn.language !== null) c.set("language", signedIn.language);
    if (!reads) {
      const form = await readForm(c);
      if (!isSameOrigin(c.req.raw, deps.config.publicUrl) || !csrfFits(signedIn, one(form, "csrf")))
        return troublePage(c, signedIn, {
          status: 403,
          ...wordsFor(c, FRAME).foreignForm,
          back: homeOf(c),
        });
      c.set("form", form);
    }
    await next();
    return undefined;
  });
