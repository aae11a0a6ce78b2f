/** API tokens in use, and the form for one more. */
import type { ApiTokenView } from "../../../store/api-tokens.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Fault } from "../../problem.ts";
import { TOKEN_MS, TOKEN_SCOPES } from "../../usecases/accounts/tokens.ts";
import { dayOf } from "../../words/format.ts";
import { type Form, one } from "../forms/form.ts";
import { Once } from "../forms/once.tsx";
import { TextField } from "../forms/text-field.tsx";
import { isolate } from "../parts/isolate.ts";
import { Cell } from "../parts/table.tsx";
import { Csrf, Notice, When } from "../parts/ui.tsx";
import { Listing } from "./listing.tsx";
import { Post, TenantChoice } from "./people-page.tsx";
import { shopNames } from "../parts/shop-names.ts";
import { useMessages, useSay } from "../frame/use-messages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";

type TokensProps = {
  readonly tokens: readonly ApiTokenView[];
  readonly tenants: readonly TenantRow[];
  readonly csrf: string;
  /** One-time value of the form that makes one. */
  readonly once: string;
  readonly now: number;
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly revoked: boolean;
  /** Where agents' tokens work. */
  readonly agentsAt: string;
};

export const Tokens = (props: TokensProps) => {
  const { tokens, tenants, csrf, now, revoked } = props;
  const { t } = useMessages();
  const nameOf = shopNames(tenants);
  return (
    <>
      <Listing
        current="tokens"
        done={revoked ? t("people.tokens.revoked") : null}
        add={t("people.tokens.make")}
        columns={[
          t("people.tokens.name"),
          t("people.tokens.rights"),
          t("people.tokens.scope"),
          t("people.tokens.made"),
          t("people.tokens.ends"),
          t("people.tokens.lastUse"),
          t("people.tokens.actions"),
        ]}
        rows={tokens.map((token) => (
          <TokenRow token={token} nameOf={nameOf} csrf={csrf} now={now} />
        ))}
      />
      <NewToken {...props} />
    </>
  );
};

type RowProps = Pick<TokensProps, "csrf" | "now"> & {
  readonly token: ApiTokenView;
  readonly nameOf: (tenantId: string) => string;
};

const TokenRow = ({ token, nameOf, csrf, now }: RowProps) => {
  const { t } = useMessages();
  return (
    <tr>
      <th scope="row">
        <bdi>{token.name}</bdi>
      </th>
      <Cell of={t("people.tokens.rights")}>
        {token.tenantId === null ? t("people.tokens.all") : <bdi>{nameOf(token.tenantId)}</bdi>}
      </Cell>
      <Cell of={t("people.tokens.scope")}>{t(`people.tokens.scopes.${token.scope}`)}</Cell>
      <Cell of={t("people.tokens.made")}>
        <When at={token.createdAt} now={now} />
      </Cell>
      <Cell of={t("people.tokens.ends")}>
        {token.expiresAt === null ? t("people.tokens.noEnd") : <When at={token.expiresAt} />}
      </Cell>
      <Cell of={t("people.tokens.lastUse")}>
        {token.lastUsedAt === null ? (
          t("people.tokens.notUsed")
        ) : (
          <When at={token.lastUsedAt} now={now} />
        )}
      </Cell>
      <Cell of={t("people.tokens.actions")}>
        <Post
          action={`/admin/tokens/${token.id}/revoke`}
          csrf={csrf}
          text={t("people.tokens.revoke")}
          of={isolate(token.name)}
          tone="danger"
        />
      </Cell>
    </tr>
  );
};

const NewToken = ({ tenants, csrf, once, now, form, faults, agentsAt }: TokensProps) => {
  const { t } = useMessages();
  const say = useSay();
  const shopFault = faults.find(({ path }) => path === "tenantId")?.message;
  const ended: Form = new Map([["expiresAt", [dayOf(now + TOKEN_MS)]]]);
  return (
    <section aria-labelledby="new">
      <h2 id="new">{t("people.tokens.make")}</h2>
      {faults.length === 0 ? null : (
        <Notice tone="bad">
          <p>{t("people.tokens.refused")}</p>
        </Notice>
      )}
      <PostForm action="/admin/tokens">
        <Csrf token={csrf} />
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
          <select id="scope" name="scope" aria-describedby="scope-hint">
            {TOKEN_SCOPES.map((scope) => (
              <option value={scope} selected={scope === one(form, "scope")}>
                {t(`people.tokens.scopes.${scope}`)}
              </option>
            ))}
          </select>
          <p class="hint" id="scope-hint">
            {t("people.tokens.scopeHint", { address: agentsAt })}
          </p>
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
    </section>
  );
};
