/**
 * Signing in, with a password or with the operator's token, and out. Each try counts before what
 * was sent is looked at, by its source and by the account that it is for, so that many at once are
 * no way round the limit; a right one is taken back. A sign-in always begins a new session and ends
 * the one that the browser had.
 */
import { Hono, type Context } from "hono";
import { writeAudit } from "../../../store/audit.ts";
import { isPasswordCorrect } from "../../../store/passwords.ts";
import { isOneOf } from "../../../store/secrets.ts";
import { samePassword } from "../../../store/sessions.ts";
import { findUserByEmail, foldEmail } from "../../../store/users.ts";
import { accessEmail } from "../../auth/access.ts";
import { isKnownBrowser, markBrowser } from "../../auth/known-browser.ts";
import { requestSource } from "../../auth/network.ts";
import { isSameOrigin } from "../../auth/origin.ts";
import { currentSession, endSession, replaceByToken, replaceSession } from "../../auth/session.ts";
import { beginTry, isFromOurForm, issueFormToken } from "../../auth/tries.ts";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { one, readForm } from "../forms/form.ts";
import { SIGN_IN } from "../frame/guard.ts";
import { homeOf, troublePage, troubleIn, pageFor } from "../frame/respond.tsx";
import { FORGOTTEN } from "./forgotten.tsx";
import { passkeysWork } from "../../usecases/accounts/passkeys.ts";
import { PasskeySignIn } from "./passkeys.tsx";
import { landingOf } from "./landing.ts";
import { safeReturnPath } from "../frame/address.ts";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { HintText } from "../forms/field-texts.tsx";

const ACTOR = "operator";

export function signInRoutes(deps: EdgeDeps): Hono {
  const app = new Hono();

  app.get("/sign-in", async (c) => {
    const next = safeReturnPath(c.req.query("next") ?? "");
    const session = await currentSession(deps, c);
    if (session !== null)
      return c.redirect(
        session.session.user === null ? next : await landingOf(deps, session.session.user, next),
        303,
      );
    return (await cameAround(deps, c)) ? aroundAccess(c) : form(deps, c, next, faultIn(c), 200);
  });

  app.post("/sign-in", async (c) => {
    if (await cameAround(deps, c)) return aroundAccess(c);
    const sent = await readForm(c);
    const next = safeReturnPath(one(sent, "next"));
    const { t } = messagesFor(c);
    if (
      !isSameOrigin(c.req.raw, deps.config.publicUrl) ||
      !(await isFromOurForm(deps, c, one(sent, "csrf")))
    )
      return form(deps, c, next, t("people.signIn.foreign"), 403);
    const email = foldEmail(one(sent, "email"));
    const byPassword = email !== "" && deps.config.access === null;
    const account = byPassword ? await findUserByEmail(deps.db, email) : null;
    const attempt = await beginTry(
      deps,
      c,
      byPassword
        ? { kind: "account", email, knownBrowser: await isKnownBrowser(deps, c, account) }
        : { kind: "operator-token" },
    );
    if (attempt.limited) return form(deps, c, next, t("people.signIn.tooMany"), 429);
    const password = sent.get("password")?.[0] ?? "";
    const fits = byPassword
      ? (await isPasswordCorrect(password, account?.passwordHash ?? null)) && account !== null
      : await isOneOf(one(sent, "token"), deps.config.adminTokens);
    if (!fits) {
      const who = byPassword ? (account?.id ?? "nobody") : ACTOR;
      deps.log({ event: "sign-in-refused", who, ...(await requestSource(c)) });
      return form(
        deps,
        c,
        next,
        byPassword ? t("people.signIn.badPassword") : t("people.signIn.badToken"),
        403,
      );
    }
    await attempt.takeBack();
    if (account !== null) {
      await markBrowser(deps, c, account);
      // A new password that was chosen meanwhile ends this way in, too.
      const only = samePassword(account.passwordHash);
      const begun = await replaceSession(deps, c, account, only);
      return begun === null
        ? form(deps, c, next, t("people.signIn.badPassword"), 403)
        : c.redirect(await landingOf(deps, account, next), 303);
    }
    const through = await accessEmail(deps, c);
    const name = through === null ? ACTOR : `${ACTOR} (${through})`;
    await replaceByToken(deps, c, one(sent, "token"), name);
    return c.redirect(next, 303);
  });

  return app;
}

function faultIn(c: Context): string | null {
  const { t } = messagesFor(c);
  const passkey = c.req.query("passkey");
  if (passkey === "limited") return t("people.signIn.tooMany");
  if (passkey !== undefined) return t("people.passkeys.refused");
  return c.req.query("ended") === undefined ? null : t("people.signIn.ended");
}

const cameAround = async (deps: EdgeDeps, c: Context): Promise<boolean> =>
  deps.config.access !== null && (await accessEmail(deps, c)) === null;

const aroundAccess = (c: Context): Promise<Response> =>
  troublePage(c, null, {
    status: 403,
    ...troubleIn(messagesFor(c), "people.signIn.aroundAccess"),
    back: homeOf(c),
  });

async function form(
  deps: EdgeDeps,
  c: Context,
  next: string,
  fault: string | null,
  status: 200 | 403 | 429,
): Promise<Response> {
  const csrf = await issueFormToken(deps, c);
  return pageFor(
    c,
    messagesFor(c).t("people.signIn.title"),
    null,
    <SignIn
      next={next}
      csrf={csrf}
      fault={fault}
      passwords={deps.config.access === null}
      passkeys={passkeysWork(deps)}
    />,
    status,
  );
}

export async function signOut(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const { actor, session } = c.var.signedIn;
  await writeAudit(deps.db, null, {
    at: deps.clock.now(),
    actor: actor.name,
    action: "session.end",
  });
  await endSession(deps, c, session);
  // Access would sign the browser in again at once.
  return c.redirect(
    deps.config.access === null ? SIGN_IN : `${deps.config.access.teamUrl}/cdn-cgi/access/logout`,
    303,
  );
}

type SignInProps = {
  readonly next: string;
  readonly csrf: string;
  readonly fault: string | null;
  /** False where Access signs people in. */
  readonly passwords: boolean;
  readonly passkeys: boolean;
};

const SignIn = ({ next, csrf, fault, passwords, passkeys }: SignInProps) => {
  const { t } = useMessages();
  return (
    <div class="narrow">
      <h1>{t("people.signIn.title")}</h1>
      {fault === null ? null : (
        <Notice tone="bad">
          <p id="fault">{fault}</p>
        </Notice>
      )}
      {passwords ? (
        <section>
          <form method="post" action={SIGN_IN}>
            <Hidden next={next} csrf={csrf} />
            <div class="field">
              <label for="email">{t("people.signIn.email")}</label>
              <input
                id="email"
                name="email"
                type="email"
                autocomplete="username"
                required
                autofocus
                aria-describedby={fault === null ? undefined : "fault"}
              />
            </div>
            <div class="field">
              <label for="password">{t("people.signIn.password")}</label>
              <input
                id="password"
                name="password"
                type="password"
                autocomplete="current-password"
                required
                aria-describedby={fault === null ? undefined : "fault"}
              />
            </div>
            <button>{t("people.signIn.withPassword")}</button>
            <p class="actions">
              <a href={FORGOTTEN}>{t("people.forgotten.link")}</a>
            </p>
          </form>
        </section>
      ) : null}
      {passkeys ? <PasskeySignIn next={next} csrf={csrf} /> : null}
      <section>
        <form method="post" action={SIGN_IN}>
          <Hidden next={next} csrf={csrf} />
          <div class="field">
            <label for="token">{t("people.signIn.token")}</label>
            <input
              id="token"
              name="token"
              type="password"
              autocomplete="off"
              required
              aria-describedby={fault === null ? "token-hint" : "fault token-hint"}
            />
            <HintText id="token-hint">{t("people.signIn.tokenHint")}</HintText>
          </div>
          <button class={passwords ? "second" : undefined}>{t("people.signIn.withToken")}</button>
        </form>
      </section>
    </div>
  );
};

const Hidden = ({ next, csrf }: { next: string; csrf: string }) => (
  <>
    <input type="hidden" name="csrf" value={csrf} />
    <input type="hidden" name="next" value={next} />
  </>
);
