/** The users, their rights, and the form for a new one. */
import type { TenantRow } from "../../../store/tenants.ts";
import type { Fault } from "../../problem.ts";
import type { ListedUser, MailStatus } from "../../usecases/accounts/users.ts";
import { type Form, one } from "../forms/form.ts";
import { Was } from "../forms/once.tsx";
import { isolate } from "../../words/isolate.ts";
import { When } from "../parts/ui.tsx";
import type { RecordColumn } from "../parts/table.tsx";
import type { Messages } from "../../../messages/index.ts";
import { Listing } from "./listing.tsx";
import { PersonForm } from "./person-form.tsx";
import { shopNames } from "../parts/shop-names.ts";
import { useMessages, useNow } from "../frame/use-messages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";

type User = ListedUser & MailStatus & { readonly passkeys: number };

type PeopleProps = {
  readonly users: readonly User[];
  readonly tenants: readonly TenantRow[];
  readonly self: string;
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly done: string | null;
  readonly warns: boolean;
};

export const People = ({ users, tenants, self, form, faults, done, warns }: PeopleProps) => {
  const { t } = useMessages();
  const nameOf = shopNames(tenants);
  return (
    <>
      <Listing
        current="people"
        done={done}
        warns={warns}
        add={t("people.people.make")}
        records={users}
        columns={[
          ...identityColumns(t),
          {
            name: t("people.people.rights"),
            cell: (user) => <Rights user={user} nameOf={nameOf} />,
          },
          {
            name: t("people.people.lastSignIn"),
            cell: (user) => <LastSignIn of={user} />,
          },
          {
            name: t("people.people.actions"),
            cell: (user) => <UserActions user={user} self={self} />,
          },
        ]}
      />
      <PersonForm
        action="/admin/people"
        title={t("people.people.make")}
        form={form}
        faults={faults}
        withOperator
      >
        <TenantChoice
          label={t("people.people.shop")}
          tenants={tenants}
          chosen={one(form, "tenantId")}
          {...(faults.some(({ path }) => path === "tenantId")
            ? { fault: true, hint: t("people.people.shopHint") }
            : {})}
        />
      </PersonForm>
    </>
  );
};

type UserProps = Pick<PeopleProps, "self"> & { readonly user: User };

const UserActions = ({ user, self }: UserProps) => {
  const { t } = useMessages();
  return (
    <div class="actions">
      <Post
        action={`/admin/people/${user.id}/link`}
        text={newLinkText(t, user)}
        of={isolate(user.email)}
        tone="second"
        was={user.linkMark}
      />
      {isInvited(user) ? null : (
        <Post
          action={`/admin/people/${user.id}/sessions/end`}
          text={t("people.sessions.endAll")}
          of={isolate(user.email)}
          tone="second"
        />
      )}
      {user.passkeys === 0 ? null : (
        <Post
          action={`/admin/people/${user.id}/passkeys/remove`}
          text={t("people.passkeys.removeAll", { count: user.passkeys })}
          of={isolate(user.email)}
          tone="second"
        />
      )}
      {user.email === self ? null : (
        <Post
          action={`/admin/people/${user.id}/end`}
          text={t("people.people.end")}
          of={isolate(user.email)}
          tone="danger"
        />
      )}
    </div>
  );
};

type RightsProps = { readonly user: ListedUser; readonly nameOf: (tenantId: string) => string };

/** A person's shops, each with what they are in it, leading to where that is changed. */
const Rights = ({ user, nameOf }: RightsProps) => {
  const { t } = useMessages();
  if (user.role === "operator") return <>{t("people.people.operator")}</>;
  const shops = Object.entries(user.shops);
  return shops.length === 0 ? (
    <>{t("people.shop.noRights")}</>
  ) : (
    <ul class="bare">
      {shops.map(([tenantId, role]) => (
        <li>
          <a href={`/admin/tenants/${tenantId}/people`}>
            <bdi>{nameOf(tenantId)}</bdi>
          </a>
          : {t(`people.roles.${role}`)}
        </li>
      ))}
    </ul>
  );
};

/** What the choice of all shops sends, where that is one. */
export const ALL_SHOPS = "*";

type ChoiceProps = {
  readonly label: string;
  /** The choice of all shops, where that is one. */
  readonly all?: string;
  readonly tenants: readonly TenantRow[];
  readonly chosen: string;
  readonly hint?: string;
  readonly fault?: boolean;
};

/** Nothing is chosen beforehand: neither a shop nor all of them. */
export const TenantChoice = ({ label, all, tenants, chosen, hint, fault = false }: ChoiceProps) => (
  <div class="field">
    <label for="tenantId">{label}</label>
    <select
      id="tenantId"
      name="tenantId"
      required={all !== undefined}
      aria-invalid={fault ? "true" : undefined}
      aria-describedby={hint === undefined ? undefined : "tenant-hint"}
    >
      <ChooseShop />
      {all === undefined ? null : (
        <option value={ALL_SHOPS} selected={chosen === ALL_SHOPS}>
          {all}
        </option>
      )}
      {tenants.map((tenant) => (
        <option dir="auto" value={tenant.id} selected={tenant.id === chosen}>
          {shopNames(tenants)(tenant.id)}
        </option>
      ))}
    </select>
    {hint === undefined ? null : (
      <p class={fault ? "fault" : "hint"} id="tenant-hint">
        {hint}
      </p>
    )}
  </div>
);

const ChooseShop = () => {
  const { t } = useMessages();
  return <option value="">{t("people.chooseShop")}</option>;
};

type PostProps = {
  readonly action: string;
  readonly text: string;
  readonly of: string;
  readonly tone: "second" | "danger";
  /** The mark of what it replaces. */
  readonly was?: string;
};

/** A button of its own form; what it is for is said to those who don't see the row. */
export const Post = ({ action, text, of, tone, was }: PostProps) => (
  <PostForm action={action}>
    {was === undefined ? null : <Was mark={was} />}
    <Button class={tone}>
      {text}
      <span class="unseen"> {of}</span>
    </Button>
  </PostForm>
);

/** They have neither a password nor a session yet. */
const isInvited = ({ lastSignInAt, invitedUntil }: ListedUser): boolean =>
  lastSignInAt === null && invitedUntil !== null;

/** An invitation once more, or a link for a new password. */
export const newLinkText = (t: Messages["t"], user: ListedUser): string =>
  t(isInvited(user) ? "people.people.newInvitation" : "people.people.newLink");

/** Of somebody who was never here: until when their invitation works, or that it is over. */
export const LastSignIn = ({ of }: { readonly of: ListedUser }) => {
  const { t } = useMessages();
  const { lastSignInAt: at, invitedUntil: until } = of;
  if (at !== null) return <When at={at} />;
  if (until === null) return <>{t("people.people.never")}</>;
  return <>{t(`people.people.${until > useNow() ? "invited" : "invitationOver"}`, { until })}</>;
};

/** Who a user is, in the lists of one shop's users and of all. */
export const identityColumns = (
  t: Messages["t"],
): readonly RecordColumn<Pick<ListedUser, "email" | "name"> & MailStatus>[] => [
  {
    name: t("people.people.email"),
    cell: (user) => (
      <>
        <bdi>{user.email}</bdi>
        <MailRefused of={user} />
      </>
    ),
  },
  { name: t("people.people.name"), cell: ({ name }) => <bdi>{name}</bdi> },
];

/** That mail to somebody doesn't arrive, beside their address. */
export const MailRefused = ({ of: { mailRefusedSince } }: { readonly of: MailStatus }) => {
  const { t, format } = useMessages();
  return mailRefusedSince === null ? null : (
    <p class="fault">{t("people.people.mailRefused", { when: format.stamp(mailRefusedSince) })}</p>
  );
};
