/** API tokens in use, and the form for one more. */
import type { ApiTokenView } from "../../../store/api-tokens.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Fault } from "../../problem.ts";
import { TOKEN_MS, TOKEN_SCOPES } from "../../usecases/accounts/tokens.ts";
import { dayOf } from "../../words/format.ts";
import { type Form, one } from "../forms/form.ts";
import { Once } from "../forms/once.tsx";
import { TextField } from "../forms/text-field.tsx";
import { isolate } from "../../words/isolate.ts";
import { Notice, Stamp, When, PageSection } from "../parts/ui.tsx";
import { Listing } from "./listing.tsx";
import { Post, TenantChoice } from "./people-page.tsx";
import { shopNames } from "../parts/shop-names.ts";
import { useMessages, useNow } from "../frame/use-messages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { Select } from "../forms/select.tsx";
import { HintText } from "../forms/field-texts.tsx";

type TokensProps = {
  readonly tokens: readonly ApiTokenView[];
  readonly tenants: readonly TenantRow[];
  /** One-time value of the form that makes one. */
  readonly once: string;
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly revoked: boolean;
  /** Where agents' tokens work. */
  readonly agentsAt: string;
};

export const Tokens = (props: TokensProps) => {
  const { tokens, tenants, revoked } = props;
  const { t } = useMessages();
  const nameOf = shopNames(tenants);
  return (
    <>
      <Listing
        current="tokens"
        done={revoked ? t("people.tokens.revoked") : null}
        add={t("people.tokens.make")}
        more={<ApiDescription />}
        records={tokens}
        columns={[
          { name: t("people.tokens.name"), cell: ({ name }) => <bdi>{name}</bdi> },
          {
            name: t("people.tokens.rights"),
            cell: ({ tenantId }) =>
              tenantId === null ? t("people.tokens.all") : <bdi>{nameOf(tenantId)}</bdi>,
          },
          {
            name: t("people.tokens.scope"),
            cell: ({ scope }) => t(`people.tokens.scopes.${scope}`),
          },
          {
            name: t("people.tokens.made"),
            cell: ({ createdAt }) => <When at={createdAt} />,
          },
          {
            name: t("people.tokens.ends"),
            cell: ({ expiresAt: at }) =>
              at === null ? t("people.tokens.noEnd") : <Stamp at={at} />,
          },
          {
            name: t("people.tokens.lastUse"),
            cell: ({ lastUsedAt: at }) =>
              at === null ? t("people.tokens.notUsed") : <When at={at} />,
          },
          {
            name: t("people.tokens.actions"),
            cell: ({ id, name }) => (
              <Post
                action={`/admin/tokens/${id}/revoke`}
                text={t("people.tokens.revoke")}
                of={isolate(name)}
                tone="danger"
              />
            ),
          },
        ]}
      />
      <NewToken {...props} />
    </>
  );
};

/** What programs can ask, as the API itself describes it. */
export const ApiDescription = () => (
  <a href="/api/openapi.json">{useMessages().t("people.tokens.apiDescription")}</a>
);

const NewToken = ({ tenants, once, form, faults, agentsAt }: TokensProps) => {
  const { t, say } = useMessages();
  const shopFault = faults.find(({ path }) => path === "tenantId")?.message;
  const ended: Form = new Map([["expiresAt", [dayOf(useNow() + TOKEN_MS)]]]);
  return (
    <PageSection head="new" title={t("people.tokens.make")}>
      {faults.length === 0 ? null : <Notice tone="bad" text={t("people.tokens.refused")} />}
      <PostForm action="/admin/tokens">
        <Once word={once} />
        <TextField
          name="name"
          label={t("people.tokens.name")}
          hint=""
          most={100}
          form={form}
          faults={faults}
        />
        <TenantChoice
          label={t("people.tokens.rights")}
          all={t("people.tokens.all")}
          tenants={tenants}
          chosen={one(form, "tenantId")}
          {...(shopFault === undefined ? {} : { fault: true, hint: say(shopFault) })}
        />
        <div class="field">
          <label for="scope">{t("people.tokens.scope")}</label>
          <Select
            id="scope"
            name="scope"
            value={one(form, "scope")}
            options={TOKEN_SCOPES}
            text={(scope) => t(`people.tokens.scopes.${scope}`)}
            aria={{ "aria-describedby": "scope-hint" }}
          />
          <HintText id="scope-hint">{t("people.tokens.scopeHint", { address: agentsAt })}</HintText>
        </div>
        <TextField
          name="expiresAt"
          type="date"
          label={t("people.tokens.ends")}
          hint={t("people.tokens.endHint")}
          form={form.has("expiresAt") ? form : ended}
          faults={faults}
          optional
        />
        <Button>{t("people.tokens.make")}</Button>
      </PostForm>
    </PageSection>
  );
};
