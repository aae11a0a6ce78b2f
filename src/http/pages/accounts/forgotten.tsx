/**
 * Sends a reset link by mail. The answer is the same for every address, and the mail is sent after
 * it, so that neither text nor time reveals accounts.
 */
import type { Context, Hono } from "hono";
import { isSameOrigin } from "../../auth/origin.ts";
import { beginTry, isFromOurForm, issueFormToken } from "../../auth/tries.ts";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { beginReset } from "../../usecases/accounts/account-links.ts";
import { foldEmail } from "../../../store/users.ts";
import { one, readForm } from "../forms/form.ts";
import { pageFor } from "../frame/respond.tsx";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";

export const FORGOTTEN = "/admin/forgotten";

type ForgottenState = "asked" | "tooMany" | "foreign" | null;

export function forgottenRoutes(app: Hono, deps: EdgeDeps): void {
  const show = async (
    c: Context,
    said: ForgottenState,
    status: 200 | 403 | 429,
  ): Promise<Response> =>
    pageFor(
      c,
      messagesFor(c).t("people.forgotten.title"),
      null,
      <Forgotten
        csrf={await issueFormToken(deps, c)}
        said={said}
        mails={deps.mail !== null && deps.config.access === null}
      />,
      status,
    );

  app.get("/forgotten", (c) => show(c, null, 200));
  app.post("/forgotten", async (c) => {
    const sent = await readForm(c);
    if (
      !isSameOrigin(c.req.raw, deps.config.publicUrl) ||
      !(await isFromOurForm(deps, c, one(sent, "csrf")))
    )
      return show(c, "foreign", 403);
    // Behind Access nobody has a password here, and without mail no link can be sent.
    if (deps.mail === null || deps.config.access !== null) return show(c, null, 200);
    const email = foldEmail(one(sent, "email")).slice(0, 200);
    const attempt = await beginTry(deps, c, { kind: "reset", email });
    if (attempt.limited) return show(c, "tooMany", 429);
    const send = await beginReset(deps, email);
    c.executionCtx.waitUntil(send());
    return show(c, "asked", 200);
  });
}

const SAID = {
  asked: "people.forgotten.asked",
  tooMany: "people.signIn.tooMany",
  foreign: "people.signIn.foreign",
} as const satisfies Readonly<Record<NonNullable<ForgottenState>, string>>;

type ForgottenProps = {
  readonly csrf: string;
  readonly said: ForgottenState;
  readonly mails: boolean;
};

const Forgotten = ({ csrf, said, mails }: ForgottenProps) => {
  const { t } = useMessages();
  return (
    <div class="narrow">
      <h1>{t("people.forgotten.title")}</h1>
      {said === null ? null : (
        <Notice tone={said === "asked" ? "good" : "bad"} text={t(SAID[said])} />
      )}
      <section>
        {mails ? (
          <form method="post" action={FORGOTTEN}>
            <input type="hidden" name="csrf" value={csrf} />
            <div class="field">
              <label for="email">{t("people.signIn.email")}</label>
              <input id="email" name="email" type="email" autocomplete="username" required />
            </div>
            <button>{t("people.forgotten.send")}</button>
          </form>
        ) : (
          <p>{t("people.forgotten.noMail")}</p>
        )}
        <p class="actions">
          <a href="/admin/sign-in">{t("people.forgotten.back")}</a>
        </p>
      </section>
    </div>
  );
};
