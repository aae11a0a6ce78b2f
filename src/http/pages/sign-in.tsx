/**
 * Signing in with the operator's token, and out. Each try counts before the token is looked at, so that many at once
 * are no way round the limit. A sign-in always begins a new session and ends the one that the browser had.
 */
import { Hono, type Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { writeAudit } from "../../store/audit.ts";
import { isOneOf, newToken, sameHash, tokenHash } from "../../store/secrets.ts";
import { countFailedTry, deleteSession, failedTries } from "../../store/sessions.ts";
import { isSameOrigin } from "../auth/origin.ts";
import { beginSession, currentSession, endSession } from "../auth/session.ts";
import type { EdgeDeps } from "../deps.ts";
import type { PageContext } from "./env.ts";
import { type Form, one, readForm } from "./form.ts";
import { safeNext, SIGN_IN } from "./guard.ts";
import { page } from "./respond.tsx";
import { Notice } from "./ui.tsx";

export const MOST_TRIES = 10;
export const TRIES_WINDOW_MS = 15 * 60 * 1000;
const ACTOR = "operator";
/** Ties the sign-in form to the browser that it was shown to, before there is a session. */
const FORM_COOKIE = "sign-in-form";

const formToken = (cookie: string): Promise<string> => tokenHash(`sign-in:${cookie}`);

export function signInRoutes(deps: EdgeDeps): Hono {
  const app = new Hono();

  app.get("/sign-in", async (c) => {
    const next = safeNext(c.req.query("next") ?? "");
    return (await currentSession(deps, c)) === null ? form(c, next, null, 200) : c.redirect(next, 303);
  });

  app.post("/sign-in", async (c) => {
    const sent = await readForm(c);
    const next = safeNext(one(sent, "next"));
    if (!isSameOrigin(c.req.raw, deps.config.publicUrl) || !(await comesFromOurForm(c, sent))) return form(c, next, "This form was not taken: it is too old, or it came from elsewhere. Try once more.", 403);
    const source = await sourceOf(c);
    const now = deps.clock.now();
    const since = now - TRIES_WINDOW_MS;
    await countFailedTry(deps.db, source, now, since);
    if ((await failedTries(deps.db, source, since)) > MOST_TRIES) {
      deps.log({ event: "sign-in-limited" });
      return form(c, next, "Too many tries. Wait a quarter of an hour and try again.", 429);
    }
    if (!(await isOneOf(one(sent, "token"), deps.config.adminTokens))) {
      deps.log({ event: "sign-in-refused" });
      return form(c, next, "That is not the operator's token. It is the value of ADMIN_TOKEN of this installation.", 403);
    }
    const before = await currentSession(deps, c);
    if (before !== null) await deleteSession(deps.db, before.session.hash);
    await beginSession(deps, c, ACTOR);
    return c.redirect(next, 303);
  });

  async function form(c: Context, next: string, fault: string | null, status: 200 | 403 | 429): Promise<Response> {
    const cookie = newToken(deps.random);
    const csrf = await formToken(cookie);
    const secure = deps.config.publicUrl.startsWith("https://");
    setCookie(c, FORM_COOKIE, cookie, { httpOnly: true, sameSite: "Strict", secure, path: SIGN_IN, maxAge: TRIES_WINDOW_MS / 1000 });
    return page(c, "Sign in", null, <SignIn next={next} csrf={csrf} fault={fault} />, status);
  }

  return app;
}

export async function signOut(deps: EdgeDeps, c: PageContext): Promise<Response> {
  const { actor, session } = c.var.signedIn;
  await writeAudit(deps.db, null, { at: deps.clock.now(), actor: actor.name, action: "session.end" });
  await endSession(deps, c, session);
  return c.redirect(SIGN_IN, 303);
}

async function comesFromOurForm(c: Context, sent: Form): Promise<boolean> {
  const cookie = getCookie(c, FORM_COOKIE) ?? "";
  return cookie !== "" && sameHash(await formToken(cookie), one(sent, "csrf"));
}

/** The address that Cloudflare saw, hashed: of IPv6 the network, as each of its hosts has as many addresses as it likes. */
async function sourceOf(c: Context): Promise<string> {
  const address = c.req.header("cf-connecting-ip") ?? "";
  return tokenHash(`source:${address.includes(":") ? address.split(":").slice(0, 4).join(":") : address}`);
}

const SignIn = ({ next, csrf, fault }: { next: string; csrf: string; fault: string | null }) => (
  <section class="narrow">
    <h1>Sign in</h1>
    {fault === null ? null : (
      <Notice tone="bad">
        <p id="fault">{fault}</p>
      </Notice>
    )}
    <form method="post" action={SIGN_IN}>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="next" value={next} />
      <div class="field">
        <label for="token">Operator's token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus aria-describedby={fault === null ? undefined : "fault"} aria-invalid={fault === null ? undefined : "true"} />
        <p class="hint">Whoever deployed this installation has it.</p>
      </div>
      <button>Sign in</button>
    </form>
  </section>
);
