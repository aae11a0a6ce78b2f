/**
 * The link that sets a password, once. Looking at it uses nothing up: some mail programs look at
 * every link.
 */
import { landingOf } from "./landing.ts";
import type { Context, Hono } from "hono";
import { markBrowser } from "../../auth/known-browser.ts";
import { isSameOrigin } from "../../auth/origin.ts";
import { replaceSession } from "../../auth/session.ts";
import { samePassword } from "../../../store/sessions.ts";
import { beginTry, isFromOurForm, issueFormToken } from "../../auth/tries.ts";
import type { EdgeDeps } from "../../deps.ts";
import {
  choosePassword,
  SHORTEST_PASSWORD,
  userOfLink,
} from "../../usecases/accounts/account-links.ts";
import { messagesFor } from "../../language.ts";
import { loadMessages } from "../../../messages/index.ts";
import type { UserRow } from "../../../store/users.ts";
import { one, readForm } from "../forms/form.ts";
import { troublePage, troubleIn, pageFor } from "../frame/respond.tsx";
import { SIGN_IN } from "../frame/guard.ts";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { NewPassword } from "./new-password.tsx";

export function welcomeRoutes(app: Hono, deps: EdgeDeps): void {
  const gone = (c: Context): Promise<Response> =>
    troublePage(c, null, {
      status: 404,
      ...troubleIn(messagesFor(c), "people.welcome.gone"),
      // Whoever has no session is nowhere else let in.
      back: { href: SIGN_IN, text: messagesFor(c).t("people.forgotten.back") },
    });

  /** The pages of a link are in the language of its mail; else in the browser's. */
  async function userAt(c: Context, link: string): Promise<UserRow | null> {
    const user = deps.config.access === null ? await userOfLink(deps, link) : null;
    if (user?.language == null) return user;
    c.set("language", user.language);
    await loadMessages(user.language);
    return user;
  }

  async function form(
    c: Context,
    email: string,
    fault: string | null,
    status: 200 | 400 | 403 | 429,
  ): Promise<Response> {
    const csrf = await issueFormToken(deps, c);
    return pageFor(
      c,
      messagesFor(c).t("people.welcome.title"),
      null,
      <Welcome email={email} csrf={csrf} fault={fault} />,
      status,
    );
  }

  app.get("/welcome/:link", async (c) => {
    const user = await userAt(c, c.req.param("link"));
    return user === null ? gone(c) : form(c, user.email, null, 200);
  });

  app.post("/welcome/:link", async (c) => {
    const link = c.req.param("link");
    const sent = await readForm(c);
    // Before anything counts: a page of somebody else's must not use up the tries of whoever looks
    // at it.
    const ours =
      isSameOrigin(c.req.raw, deps.config.publicUrl) &&
      (await isFromOurForm(deps, c, one(sent, "csrf")));
    const attempt = ours ? await beginTry(deps, c, { kind: "link" }) : null;
    if (attempt?.limited === true)
      return form(c, "", messagesFor(c).t("people.signIn.tooMany"), 429);
    const user = await userAt(c, link);
    if (user === null) return gone(c);
    const { t } = messagesFor(c);
    if (!ours) return form(c, user.email, t("people.signIn.foreign"), 403);
    const chosen = await choosePassword(deps, link, sent.get("password")?.[0] ?? "");
    if (!chosen.ok) {
      if (chosen.error === "unknown") return gone(c);
      const fault =
        chosen.error === "too-short"
          ? t("people.welcome.tooShort", { least: SHORTEST_PASSWORD })
          : t("people.welcome.tooCommon");
      return form(c, user.email, fault, 400);
    }
    await attempt?.takeBack();
    await markBrowser(deps, c, chosen.value);
    // Another link may have been used since: its password is the one that counts.
    const only = samePassword(chosen.value.passwordHash);
    const begun = await replaceSession(deps, c, chosen.value, only);
    return begun === null ? gone(c) : c.redirect(await landingOf(deps, chosen.value), 303);
  });
}

const Welcome = ({ email, csrf, fault }: { email: string; csrf: string; fault: string | null }) => {
  const { t } = useMessages();
  return (
    <section class="narrow">
      <h1>{t("people.welcome.title")}</h1>
      {fault === null ? null : (
        <Notice tone="bad">
          <p id="fault">{fault}</p>
        </Notice>
      )}
      <p>{t("people.welcome.lead", { email })}</p>
      <form method="post">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="username" value={email} autocomplete="username" />
        <NewPassword label={t("people.welcome.password")} wrong={fault !== null} autofocus />
        <button>{t("people.welcome.save")}</button>
      </form>
    </section>
  );
};
