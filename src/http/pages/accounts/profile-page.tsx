/** A person's own account: name, language, password, and the way to their sessions. */
import type { Child } from "hono/jsx";
import { LANGUAGE_NAMES, LANGUAGES } from "../../../domain/language.ts";
import type { UserRow } from "../../../store/users.ts";
import { ManualLink } from "../manual/link.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import { Fact, Notice, PageSection } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { NewPassword } from "./new-password.tsx";
import { Select } from "../forms/select.tsx";

export type ProfileDone = "saved" | "password" | "passkey-added" | "passkey-removed" | "confirmed";

type ProfileProps = {
  /** `null`: signed in with the operator's token. */
  readonly user: UserRow | null;
  /** Their shops by name. */
  readonly nameOf: (shop: string) => string;
  /** False where Access signs people in. */
  readonly passwords: boolean;
  readonly done: ProfileDone | null;
  readonly fault: {
    readonly field: "name" | "current" | "password" | "passkey" | "confirm";
    readonly text: string;
  } | null;
  readonly children?: Child;
};

export const Profile = ({ user, nameOf, passwords, done, fault, children }: ProfileProps) => {
  const { t } = useMessages();
  return (
    <>
      <h1>{t("people.profile.title")}</h1>
      <p class="sub">
        {user === null ? <>{t("people.profile.noAccount")} </> : null}
        <ManualLink page="people" />
      </p>
      {done === null ? null : (
        <Notice id="done" tone="good" text={t(`people.profile.done.${done}`)} />
      )}
      {fault === null ? null : (
        <Notice tone="bad">
          <p id="fault">{fault.text}</p>
        </Notice>
      )}
      {user === null ? null : <Own user={user} nameOf={nameOf} fault={fault} />}
      {user === null || !passwords ? null : <Password user={user} fault={fault} />}
      {children}
      <PageSection head="own-sessions" title={t("people.sessions.title")}>
        <p>{t("people.sessions.lead")}</p>
        <p>
          <a class="button second" href="/admin/sessions">
            {t("people.sessions.title")}
          </a>
        </p>
      </PageSection>
    </>
  );
};

type PartProps = Pick<ProfileProps, "fault"> & { readonly user: UserRow };

const Own = ({ user, nameOf, fault }: PartProps & Pick<ProfileProps, "nameOf">) => {
  const { t } = useMessages();
  return (
    <PageSection head="own" title={t("people.profile.own")}>
      <dl class="facts">
        <Fact name={t("people.people.email")}>
          <bdi>{user.email}</bdi>
          <div class="hint">{t("people.profile.emailStays")}</div>
        </Fact>
        {user.role === "operator" ? (
          <Fact name={t("people.roles.label")}>{t("people.roles.operator")}</Fact>
        ) : (
          Object.entries(user.shops).map(([shop, role]) => (
            <Fact name={nameOf(shop)}>{t(`people.roles.${role}`)}</Fact>
          ))
        )}
      </dl>
      <PostForm action="/admin/profile">
        <div class="field">
          <label for="name">{t("people.people.name")}</label>
          <input
            dir="auto"
            id="name"
            name="name"
            value={user.name}
            maxlength={100}
            required
            autocomplete="name"
            aria-invalid={fault?.field === "name" ? "true" : undefined}
            aria-describedby={fault?.field === "name" ? "fault" : undefined}
          />
        </div>
        <div class="field">
          <label for="own-language">{t("people.people.language")}</label>
          <Select
            id="own-language"
            name="language"
            value={user.language}
            none={t("people.people.browser")}
            options={LANGUAGES}
            text={(language) => LANGUAGE_NAMES[language]}
          />
        </div>
        <Button>{t("people.profile.save")}</Button>
      </PostForm>
    </PageSection>
  );
};

const Password = ({ user, fault }: PartProps) => {
  const { t } = useMessages();
  const wrong = (field: "current" | "password") => fault?.field === field;
  return (
    <PageSection head="own-password" title={t("people.profile.password")}>
      <p>{t("people.profile.passwordText")}</p>
      <PostForm action="/admin/profile/password">
        <input type="hidden" name="username" value={user.email} autocomplete="username" />
        <div class="field">
          <label for="current">{t("people.profile.current")}</label>
          <input
            id="current"
            name="current"
            type="password"
            autocomplete="current-password"
            required
            aria-invalid={wrong("current") ? "true" : undefined}
            aria-describedby={wrong("current") ? "fault" : undefined}
          />
        </div>
        <NewPassword label={t("people.profile.new")} wrong={wrong("password")} />
        <Button>{t("people.profile.change")}</Button>
      </PostForm>
    </PageSection>
  );
};
