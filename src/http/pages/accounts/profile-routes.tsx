/** A person's own account. Without one, the page says why. */
import type { Hono } from "hono";
import { isFresh, replaceSession } from "../../auth/session.ts";
import { markBrowser } from "../../auth/known-browser.ts";
import { requestSource } from "../../auth/network.ts";
import { beginTry } from "../../auth/tries.ts";
import type { EdgeDeps } from "../../deps.ts";
import { LANGUAGE_COOKIE, messagesFor } from "../../language.ts";
import { SHORTEST_PASSWORD } from "../../usecases/accounts/account-links.ts";
import {
  changePassword,
  changeProfile,
  ownAccount,
  type PasswordFault,
  profileInput,
} from "../../usecases/accounts/profile.ts";
import { isPasswordCorrect } from "../../../store/passwords.ts";
import type { UserRow } from "../../../store/users.ts";
import { samePassword } from "../../../store/sessions.ts";
import { SIGN_IN } from "../frame/guard.ts";
import { visibleTenants } from "../../usecases/tenants/tenants.ts";
import { listPasskeys } from "../../../store/passkeys.ts";
import { passkeysWork } from "../../usecases/accounts/passkeys.ts";
import { OwnPasskeys } from "./passkeys.tsx";
import { setOwnCookie } from "../../auth/cookies.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { page } from "../frame/respond.tsx";
import { shopNames } from "../parts/shop-names.ts";
import { Profile, type ProfileDone } from "./profile-page.tsx";

const HERE = "/admin/profile";
const DONE: readonly ProfileDone[] = [
  "saved",
  "password",
  "passkey-added",
  "passkey-removed",
  "confirmed",
];
type Fault = Parameters<typeof Profile>[0]["fault"];

export function profileRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  nameRoutes(pages, deps);
  passwordRoutes(pages, deps);
}

function nameRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/profile", (c) => show(c));
  pages.post("/profile", async (c) => {
    const { form, signedIn } = c.var;
    const user = await ownAccount(deps, signedIn.session.user);
    const parsed = profileInput.safeParse({
      name: one(form, "name"),
      language: one(form, "language") || null,
    });
    if (user === null) return show(c);
    if (!parsed.success)
      return show(c, { field: "name", text: messagesFor(c).t("refusals.nameNeeded") }, 400);
    await changeProfile(deps, user, parsed.data);
    if (parsed.data.language !== null) setOwnCookie(deps, c, LANGUAGE_COOKIE, parsed.data.language);
    return c.redirect(`${HERE}?done=saved`, 303);
  });
}

function passwordRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/profile/password", async (c) => {
    const { form, signedIn } = c.var;
    const user = deps.config.access === null ? await ownAccount(deps, signedIn.session.user) : null;
    if (user === null) return show(c);
    const attempt = await tryOf(c, user);
    if (attempt.limited)
      return show(c, { field: "current", text: messagesFor(c).t("people.signIn.tooMany") }, 429);
    const changed = await changePassword(deps, user, signedIn.session, {
      current: one(form, "current"),
      password: one(form, "password"),
    });
    if (!changed.ok) {
      const field = changed.error === "wrong" ? "current" : "password";
      if (field === "password") await attempt.takeBack();
      return show(c, { field, text: words(c, changed.error) }, 400);
    }
    await attempt.takeBack();
    await markBrowser(deps, c, changed.value);
    // One that was chosen since ends this session with all others.
    const only = samePassword(changed.value.passwordHash);
    const begun = await replaceSession(deps, c, changed.value, only);
    return c.redirect(begun === null ? `${SIGN_IN}?ended=1` : `${HERE}?done=password`, 303);
  });

  /** The password again, so that the ways in may be changed: the session begins anew. */
  pages.post("/profile/confirm", async (c) => {
    const { form, signedIn } = c.var;
    const user = deps.config.access === null ? await ownAccount(deps, signedIn.session.user) : null;
    if (user === null) return show(c);
    const attempt = await tryOf(c, user);
    const { t } = messagesFor(c);
    if (attempt.limited)
      return show(c, { field: "confirm", text: t("people.signIn.tooMany") }, 429);
    if (!(await isPasswordCorrect(form.get("password")?.[0] ?? "", user.passwordHash))) {
      deps.log({ event: "sign-in-refused", who: user.id, ...(await requestSource(c)) });
      return show(c, { field: "confirm", text: t("people.profile.wrong") }, 400);
    }
    await attempt.takeBack();
    const begun = await replaceSession(deps, c, user, samePassword(user.passwordHash));
    return c.redirect(begun === null ? `${SIGN_IN}?ended=1` : `${HERE}?done=confirmed`, 303);
  });
}

async function show(
  c: PageContext,
  fault: Fault = null,
  status: 200 | 400 | 429 = 200,
): Promise<Response> {
  const { deps, signedIn } = c.var;
  const user = await ownAccount(deps, signedIn.session.user);
  const keys = user !== null && passkeysWork(deps) ? await listPasskeys(deps.db, user.id) : null;
  const shops = user === null ? [] : await visibleTenants(deps, signedIn.actor);
  return page(
    c,
    messagesFor(c).t("people.profile.title"),
    <Profile
      user={user}
      nameOf={shopNames(shops)}
      passwords={deps.config.access === null}
      done={DONE.find((done) => done === c.req.query("done")) ?? null}
      fault={fault ?? faultOf(c)}
    >
      {keys === null || user === null ? null : (
        <OwnPasskeys
          email={user.email}
          password={user.passwordHash !== null && deps.config.access === null}
          passkeys={keys}
          fresh={isFresh(deps, signedIn.session)}
          wrong={fault?.field === "confirm"}
        />
      )}
    </Profile>,
    status,
  );
}

function faultOf(c: PageContext): Fault {
  const { t } = messagesFor(c);
  const done = c.req.query("done");
  if (done === "passkey-not-added")
    return { field: "passkey", text: t("people.passkeys.notAdded") };
  if (done === "passkey-refused") return { field: "passkey", text: t("people.passkeys.failed") };
  // The address stays: after a sign-in there is nothing to confirm any more.
  return done === "confirm-first" && !isFresh(c.var.deps, c.var.signedIn.session)
    ? { field: "passkey", text: t("people.confirm.first") }
    : null;
}

function words(c: PageContext, fault: PasswordFault): string {
  const { t } = messagesFor(c);
  if (fault === "wrong") return t("people.profile.wrong");
  return fault === "too-short"
    ? t("people.welcome.tooShort", { least: SHORTEST_PASSWORD })
    : t("people.welcome.tooCommon");
}

// Guesses in an open session are limited like those at the sign-in.
const tryOf = (c: PageContext, { email }: UserRow) =>
  beginTry(c.var.deps, c, { kind: "account", email, knownBrowser: true });
