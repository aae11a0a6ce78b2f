/** Who may sign in, with which rights, and the form for one more. */
import { LANGUAGE_NAMES, LANGUAGES } from "../../../domain/language.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Fault } from "../../problem.ts";
import type { ListedUser } from "../../usecases/users.ts";
import { type Form, one } from "../form.ts";
import { Was } from "../once.tsx";
import { TextField } from "../text-field.tsx";
import { isolate } from "../isolate.ts";
import { Cell } from "../table.tsx";
import { Csrf, Notice, When } from "../ui.tsx";
import { Listing } from "./listing.tsx";
import { shopNames } from "../shop-names.ts";
import { useMessages } from "../use-messages.ts";

type PeopleProps = {
  readonly users: readonly ListedUser[];
  readonly tenants: readonly TenantRow[];
  readonly self: string;
  readonly csrf: string;
  readonly now: number;
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly done: string | null;
};

export const People = ({ users, tenants, self, csrf, now, form, faults, done }: PeopleProps) => {
  const { t } = useMessages();
  const nameOf = shopNames(tenants);
  return (
    <>
      <Listing
        current="people"
        done={done}
        columns={[
          t("people.people.email"),
          t("people.people.name"),
          t("people.people.rights"),
          t("people.people.lastSignIn"),
          t("people.people.actions"),
        ]}
        rows={users.map((user) => (
          <tr>
            <th scope="row">
              <bdi>{user.email}</bdi>
            </th>
            <Cell of={t("people.people.name")}>
              <bdi>{user.name}</bdi>
            </Cell>
            <Cell of={t("people.people.rights")}>
              {user.tenantId === null ? (
                t("people.people.operator")
              ) : (
                <bdi>{nameOf(user.tenantId)}</bdi>
              )}
            </Cell>
            <Cell of={t("people.people.lastSignIn")}>
              {user.lastSignInAt === null ? (
                t("people.people.never")
              ) : (
                <When at={user.lastSignInAt} now={now} />
              )}
            </Cell>
            <Cell of={t("people.people.actions")}>
              <div class="actions">
                <Post
                  action={`/admin/people/${user.id}/link`}
                  csrf={csrf}
                  text={t("people.people.newLink")}
                  of={isolate(user.email)}
                  tone="plain"
                  was={user.linkMark}
                />
                <Post
                  action={`/admin/people/${user.id}/sessions/end`}
                  csrf={csrf}
                  text={t("people.sessions.endAll")}
                  of={isolate(user.email)}
                  tone="plain"
                />
                {user.email === self ? null : (
                  <Post
                    action={`/admin/people/${user.id}/end`}
                    csrf={csrf}
                    text={t("people.people.end")}
                    of={isolate(user.email)}
                    tone="danger"
                  />
                )}
              </div>
            </Cell>
          </tr>
        ))}
      />
      <section aria-labelledby="new">
        <h2 id="new">{t("people.people.make")}</h2>
        {faults.length === 0 ? null : (
          <Notice tone="bad">
            <p>{t("people.people.refused")}</p>
          </Notice>
        )}
        <form method="post" action="/admin/people">
          <Csrf token={csrf} />
          <TextField
            name="email"
            type="email"
            label={t("people.people.email")}
            hint=""
            form={form}
            faults={faults}
          />
          <TextField
            name="name"
            label={t("people.people.name")}
            hint=""
            form={form}
            faults={faults}
          />
          <TenantChoice
            label={t("people.people.rights")}
            all={t("people.people.operator")}
            tenants={tenants}
            chosen={one(form, "tenantId")}
          />
          <div class="field">
            <label for="language">{t("people.people.language")}</label>
            <select id="language" name="language">
              <option value="">{t("people.people.browser")}</option>
              {LANGUAGES.map((language) => (
                <option value={language} selected={one(form, "language") === language}>
                  {LANGUAGE_NAMES[language]}
                </option>
              ))}
            </select>
          </div>
          <button>{t("people.people.makeButton")}</button>
        </form>
      </section>
    </>
  );
};

type ChoiceProps = {
  readonly label: string;
  readonly all: string;
  readonly tenants: readonly TenantRow[];
  readonly chosen: string;
};

export const TenantChoice = ({ label, all, tenants, chosen }: ChoiceProps) => (
  <div class="field">
    <label for="tenantId">{label}</label>
    <select id="tenantId" name="tenantId">
      <option value="">{all}</option>
      {tenants.map((tenant) => (
        <option dir="auto" value={tenant.id} selected={tenant.id === chosen}>
          {shopNames(tenants)(tenant.id)}
        </option>
      ))}
    </select>
  </div>
);

type PostProps = {
  readonly action: string;
  readonly csrf: string;
  readonly text: string;
  readonly of: string;
  readonly tone: "plain" | "danger";
  /** The mark of what it replaces. */
  readonly was?: string;
};

/** A button of its own form; what it is for is said to those who don't see the row. */
export const Post = ({ action, csrf, text, of, tone, was }: PostProps) => (
  <form method="post" action={action}>
    <Csrf token={csrf} />
    {was === undefined ? null : <Was mark={was} />}
    <button class={tone}>
      {text}
      <span class="unseen"> {of}</span>
    </button>
  </form>
);
