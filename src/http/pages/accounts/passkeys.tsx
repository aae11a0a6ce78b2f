/** Passkeys on pages: a person's own, and the way in. Forms that need a script are hidden. */
import type { Hono } from "hono";
import { isFresh, FRESH_MS, replaceSession } from "../../auth/session.ts";
import { markBrowser } from "../../auth/known-browser.ts";
import { isSameOrigin } from "../../auth/origin.ts";
import { beginTry, isFromOurForm, formBrowser } from "../../auth/tries.ts";
import { requestSource } from "../../auth/network.ts";
import type { EdgeDeps } from "../../deps.ts";
import { hasPasskey, type Passkey } from "../../../store/passkeys.ts";
import { ownAccount } from "../../usecases/accounts/profile.ts";
import {
  addPasskey,
  passkeyToAdd,
  passkeyToUse,
  removePasskey,
  userOfPasskey,
  passkeysWork,
} from "../../usecases/accounts/passkeys.ts";
import { ASSETS } from "../assets/names.ts";
import type { PageEnv } from "../frame/env.ts";
import { one, readForm } from "../forms/form.ts";
import { isolate } from "../../words/isolate.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { messagesFor } from "../../language.ts";
import { landingOf } from "./landing.ts";
import { safeReturnPath } from "../frame/address.ts";
import { Records } from "../parts/table.tsx";
import { When, PageSection } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Post } from "./people-page.tsx";
import { throughPasskey } from "./session-sheets.tsx";
import { HintText } from "../forms/field-texts.tsx";

const PROFILE = "/admin/profile";
const CONFIRM_FIRST = `${PROFILE}?done=confirm-first`;
const SIGN_IN = "/admin/sign-in";

/** For signed-in users. */
export function ownPasskeyRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/profile/passkeys/options", async (c) => {
    const { session } = c.var.signedIn;
    const user = await ownAccount(deps, session.user);
    if (user === null || !passkeysWork(deps)) return c.json({}, 404);
    // No key is added but by a challenge of this answer.
    if (!isFresh(deps, session)) return c.json({}, 401);
    // Each challenge is kept for some minutes, so requests for one are limited.
    const asked = await beginTry(deps, c, { kind: "challenge" });
    return asked.limited ? c.json({}, 429) : c.json(await passkeyToAdd(deps, user, session.hash));
  });
  pages.post("/profile/passkeys", async (c) => {
    const { form, signedIn } = c.var;
    const user = await ownAccount(deps, signedIn.session.user);
    if (user === null) return c.redirect(PROFILE, 303);
    const added = await addPasskey(deps, user, signedIn.session, {
      name: one(form, "name").trim() || messagesFor(c).t("people.passkeys.nameless"),
      credential: one(form, "credential"),
    });
    const done = added.ok ? "passkey-added" : "passkey-not-added";
    return c.redirect(`${PROFILE}?done=${done}`, 303);
  });
  pages.post("/profile/passkeys/:passkey/remove", async (c) => {
    const { session } = c.var.signedIn;
    const user = await ownAccount(deps, session.user);
    const passkey = c.req.param("passkey");
    if (!isFresh(deps, session)) return c.redirect(CONFIRM_FIRST, 303);
    const sheet = user === null ? null : await throughPasskey(c, user, passkey);
    if (sheet !== null) return sheet;
    if (user !== null) await removePasskey(deps, user, session, passkey);
    return c.redirect(`${PROFILE}?done=passkey-removed`, 303);
  });
  confirmByPasskey(pages, deps);
}

/** Confirms by passkey who uses an open session, and renews the session. */
function confirmByPasskey(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.post("/profile/confirm/options", async (c) => {
    const { session } = c.var.signedIn;
    if (session.user === null || !passkeysWork(deps)) return c.json({}, 404);
    const asked = await beginTry(deps, c, { kind: "challenge" });
    return asked.limited ? c.json({}, 429) : c.json(await passkeyToUse(deps, session.hash));
  });
  pages.post("/profile/confirm/passkey", async (c) => {
    const { form, signedIn } = c.var;
    const { hash, user } = signedIn.session;
    const attempt = await beginTry(deps, c, { kind: "passkey" });
    const used = attempt.limited ? null : await userOfPasskey(deps, hash, one(form, "credential"));
    if (used === null || used.user.id !== user?.id) {
      deps.log({
        event: "sign-in-refused",
        who: user?.id ?? "nobody",
        ...(await requestSource(c)),
      });
      return c.redirect(`${PROFILE}?done=passkey-refused`, 303);
    }
    await attempt.takeBack();
    const begun = await replaceSession(deps, c, used.user, hasPasskey(used.passkeyId));
    return c.redirect(begun === null ? `${SIGN_IN}?ended=1` : `${PROFILE}?done=confirmed`, 303);
  });
}

/** For signing in. */
export function passkeySignIn(app: Hono, deps: EdgeDeps): void {
  app.post("/sign-in/passkey/options", async (c) => {
    const csrf = one(await readForm(c), "csrf");
    const ours =
      passkeysWork(deps) &&
      isSameOrigin(c.req.raw, deps.config.publicUrl) &&
      (await isFromOurForm(deps, c, csrf));
    if (!ours) return c.json({}, 403);
    // Only asked for here; what is answered counts as a try.
    const asked = await beginTry(deps, c, { kind: "challenge" });
    return asked.limited
      ? c.json({}, 429)
      : c.json(await passkeyToUse(deps, await formBrowser(deps, c)));
  });
  app.post("/sign-in/passkey", async (c) => {
    const sent = await readForm(c);
    const next = safeReturnPath(one(sent, "next"));
    const back = (why: "refused" | "limited"): Response =>
      c.redirect(`${SIGN_IN}?passkey=${why}&next=${encodeURIComponent(next)}`, 303);
    const ours =
      isSameOrigin(c.req.raw, deps.config.publicUrl) &&
      (await isFromOurForm(deps, c, one(sent, "csrf")));
    if (!ours) return back("refused");
    const attempt = await beginTry(deps, c, { kind: "passkey" });
    if (attempt.limited) return back("limited");
    const used = await userOfPasskey(deps, await formBrowser(deps, c), one(sent, "credential"));
    if (used === null) {
      deps.log({ event: "sign-in-refused", who: "passkey", ...(await requestSource(c)) });
      return back("refused");
    }
    const { user, passkeyId } = used;
    await attempt.takeBack();
    await markBrowser(deps, c, user);
    // A key that was removed meanwhile lets nobody in, either.
    const begun = await replaceSession(deps, c, user, hasPasskey(passkeyId));
    return begun === null ? back("refused") : c.redirect(await landingOf(deps, user, next), 303);
  });
}

/** The button on the sign-in page. */
export const PasskeySignIn = ({ next, csrf }: { next: string; csrf: string }) => {
  const { t } = useMessages();
  return (
    <section>
      <form
        method="post"
        action={`${SIGN_IN}/passkey`}
        data-passkey={`${SIGN_IN}/passkey/options`}
        hidden
      >
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="credential" value="" />
        <Fault />
        <button class="second">{t("people.passkeys.signIn")}</button>
      </form>
      <script src={ASSETS.passkeys} defer></script>
    </section>
  );
};

type OwnProps = {
  readonly email: string;
  /** Whether they have a password, to confirm with. */
  readonly password: boolean;
  readonly passkeys: readonly Passkey[];
  /** Whether passkeys may be changed now: the user has just signed in or confirmed. */
  readonly fresh: boolean;
  /** The password that confirms it was wrong. */
  readonly wrong: boolean;
};

/** The profile's passkeys, and the form to add one. */
export const OwnPasskeys = ({ email, password, passkeys, fresh, wrong }: OwnProps) => {
  const { t } = useMessages();
  const remove = ({ id, name }: OwnProps["passkeys"][number]) => (
    <Post
      action={`${PROFILE}/passkeys/${id}/remove`}
      text={t("people.shop.remove")}
      of={isolate(name)}
      tone="danger"
    />
  );
  return (
    <PageSection head="own-passkeys" title={t("people.passkeys.title")}>
      <p>{t("people.passkeys.lead")}</p>
      {passkeys.length === 0 ? (
        <p class="empty">{t("people.passkeys.none")}</p>
      ) : (
        <Records
          label={t("people.passkeys.title")}
          columns={[
            { name: t("people.people.name"), cell: ({ name }) => <bdi>{name}</bdi> },
            {
              name: t("people.tokens.made"),
              cell: ({ createdAt }) => <When at={createdAt} />,
            },
            {
              name: t("people.sessions.seen"),
              cell: ({ lastUsedAt }) =>
                lastUsedAt === null ? t("people.people.never") : <When at={lastUsedAt} />,
            },
            ...(fresh ? [{ name: t("people.people.actions"), cell: remove }] : []),
          ]}
          records={passkeys}
        />
      )}
      {fresh ? (
        <AddPasskey />
      ) : (
        <ConfirmItIsYou
          email={email}
          password={password}
          passkeys={passkeys.length > 0}
          wrong={wrong}
        />
      )}
      <noscript>
        <p>{t("people.passkeys.noScript")}</p>
      </noscript>
      <script src={ASSETS.passkeys} defer></script>
    </PageSection>
  );
};

const AddPasskey = () => {
  const { t } = useMessages();
  return (
    <PostForm
      action={`${PROFILE}/passkeys`}
      data-passkey={`${PROFILE}/passkeys/options`}
      data-confirm={CONFIRM_FIRST}
      hx-boost="false"
      hidden
    >
      <input type="hidden" name="credential" value="" />
      <div class="field">
        <label for="passkey-name">{t("people.passkeys.name")}</label>
        <input
          dir="auto"
          id="passkey-name"
          name="name"
          maxlength={60}
          autocomplete="off"
          aria-describedby="passkey-hint"
        />
        <HintText id="passkey-hint">{t("people.passkeys.nameHint")}</HintText>
      </div>
      <Fault text={t("people.passkeys.notAdded")} onDevice={t("people.passkeys.onDevice")} />
      <Button>{t("people.passkeys.add")}</Button>
    </PostForm>
  );
};

const CONFIRM = "/admin/profile/confirm";

type ConfirmProps = {
  readonly email: string;
  /** Whether there is a password to confirm with. */
  readonly password: boolean;
  /** Whether there is a passkey to confirm with. */
  readonly passkeys: boolean;
  /** What was typed was refused; why stands in `#fault`. */
  readonly wrong: boolean;
};

const ConfirmItIsYou = ({ email, password, passkeys, wrong }: ConfirmProps) => {
  const { t } = useMessages();
  const lead = password ? "lead" : withoutPassword(passkeys);
  return (
    <>
      <h3>{t("people.confirm.title")}</h3>
      <p>{t(`people.confirm.${lead}`, { minutes: FRESH_MS / 60_000 })}</p>
      {password ? <ByPassword email={email} wrong={wrong} /> : null}
      {passkeys ? (
        <PostForm
          action={`${CONFIRM}/passkey`}
          data-passkey={`${CONFIRM}/options`}
          hx-boost="false"
          hidden
        >
          <input type="hidden" name="credential" value="" />
          <Fault />
          <Button class="second">{t("people.confirm.byPasskey")}</Button>
        </PostForm>
      ) : null}
    </>
  );
};

const withoutPassword = (passkeys: boolean): "leadPasskey" | "leadSignIn" =>
  passkeys ? "leadPasskey" : "leadSignIn";

const ByPassword = ({ email, wrong }: Pick<ConfirmProps, "email" | "wrong">) => {
  const { t } = useMessages();
  return (
    <PostForm action={CONFIRM}>
      <input type="hidden" name="username" value={email} autocomplete="username" />
      <div class="field">
        <label for="confirm-password">{t("people.signIn.password")}</label>
        <input
          id="confirm-password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          aria-invalid={wrong ? "true" : undefined}
          aria-describedby={wrong ? "fault" : undefined}
        />
      </div>
      <Button>{t("people.confirm.byPassword")}</Button>
    </PostForm>
  );
};

type FaultProps = {
  /** Absent: it was to be used. */
  readonly text?: string;
  /** What is said where the device has a key of this account already. */
  readonly onDevice?: string;
};

const Fault = ({ text, onDevice }: FaultProps) => {
  const { t } = useMessages();
  return (
    <p class="fault" data-passkey-fault data-on-device={onDevice} role="alert" tabindex={-1} hidden>
      {text ?? t("people.passkeys.failed")}
    </p>
  );
};
