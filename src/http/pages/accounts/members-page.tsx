/** The users of one shop and their roles; its owners add users, change roles and remove users. */
import type { ListedMember } from "../../usecases/accounts/members.ts";
import type { Fault } from "../../problem.ts";
import type { Form } from "../forms/form.ts";
import { isolate } from "../../words/isolate.ts";
import { ManualLink } from "../manual/link.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";
import { Records } from "../parts/table.tsx";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { identityColumns, LastSignIn, newLinkText, Post } from "./people-page.tsx";
import { PersonForm, RoleSelect } from "./person-form.tsx";
import { Empty } from "../parts/empty.tsx";

type MembersProps = {
  readonly tenantId: string;
  readonly members: readonly ListedMember[];
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly done: string | null;
  /** What was done didn't reach the person. */
  readonly warns: boolean;
};

export const Members = (props: MembersProps) => {
  const { t } = useMessages();
  const { tenantId, members, form, faults, done, warns } = props;
  return (
    <>
      <p class="sub">
        {t("people.shop.lead")} <ManualLink page="people" />
      </p>
      {done === null ? null : <Notice tone={warns ? "warn" : "good"} text={done} />}
      <section aria-label={t("people.shop.title")}>
        {members.length === 0 ? (
          <Empty
            text={t("people.shop.none")}
            next={{ href: "#new", text: t("people.people.make") }}
          />
        ) : (
          <MembersTable {...props} />
        )}
      </section>
      <PersonForm
        action={`/admin/tenants/${tenantId}/people`}
        title={t("people.people.make")}
        form={form}
        faults={faults}
        withOperator={false}
      />
    </>
  );
};

const MembersTable = ({ tenantId, members }: MembersProps) => {
  const { t } = useMessages();
  const base = `/admin/tenants/${tenantId}/people`;
  return (
    <Records
      label={t("people.shop.title")}
      columns={[
        ...identityColumns(t),
        {
          name: t("people.roles.label"),
          cell: (member) => <Role member={member} base={base} />,
        },
        {
          name: t("people.people.lastSignIn"),
          cell: (member) => <LastSignIn of={member} />,
        },
        {
          name: t("people.people.actions"),
          cell: (member) => (
            <div class="actions">
              {member.mayLink ? (
                <Post
                  action={`${base}/${member.id}/link`}
                  text={newLinkText(t, member)}
                  of={isolate(member.email)}
                  tone="second"
                  was={member.linkMark}
                />
              ) : null}
              <Post
                action={`${base}/${member.id}/remove`}
                text={t("people.people.end")}
                of={isolate(member.email)}
                tone="danger"
              />
            </div>
          ),
        },
      ]}
      records={members}
    />
  );
};

type RoleProps = { readonly member: ListedMember; readonly base: string };

const Role = ({ member, base }: RoleProps) => {
  const { t } = useMessages();
  const who = isolate(member.email);
  const role = `role-${member.id}`;
  return (
    <PostForm action={`${base}/${member.id}/role`} class="line">
      <label class="unseen" for={role}>
        {t("people.roles.of", { name: who })}
      </label>
      <RoleSelect id={role} chosen={member.shopRole} withOperator={false} />
      <Button class="second">
        {t("people.roles.save")}
        <span class="unseen"> {who}</span>
      </Button>
    </PostForm>
  );
};
