/**
 * People, members, sessions, API tokens, who changed what, and the language of one's own pages. The
 * use cases say who may.
 */
import type { Hono } from "hono";
import { isLanguage } from "../../../domain/language.ts";
import { setOwnCookie } from "../../auth/cookies.ts";
import type { EdgeDeps } from "../../deps.ts";
import { LANGUAGE_COOKIE } from "../../language.ts";
import { chooseLanguage } from "../../usecases/accounts/users.ts";
import type { PageEnv } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { safeReturnPath } from "../frame/address.ts";
import { auditPages } from "../audit/audit-routes.tsx";
import { memberRoutes } from "./members-routes.tsx";
import { personRoutes } from "./person-routes.tsx";
import { sessionRoutes } from "./sessions-page.tsx";
import { tokenRoutes } from "./token-routes.tsx";

export function peoplePages(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  memberRoutes(pages, deps);
  personRoutes(pages, deps);
  sessionRoutes(pages, deps);
  tokenRoutes(pages, deps);
  auditPages(pages, deps);

  pages.post("/language", async (c) => {
    const { form, signedIn } = c.var;
    const language = one(form, "language");
    if (isLanguage(language)) {
      setOwnCookie(deps, c, LANGUAGE_COOKIE, language);
      if (signedIn.session.user !== null)
        await chooseLanguage(deps, signedIn.session.user, language);
    }
    return c.redirect(safeReturnPath(one(form, "next")), 303);
  });
}
