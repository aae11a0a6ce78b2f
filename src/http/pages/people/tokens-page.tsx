/** API tokens in use, and the form for one more. */
import type { ApiTokenView } from "../../../store/api-tokens.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Fault } from "../../problem.ts";
import { PEOPLE } from "../../words/people/index.ts";
import { useWords } from "../../words/use.ts";
import { type Form, one } from "../form.ts";
import { Once } from "../once.tsx";
import { TextField } from "../text-field.tsx";
import { isolate } from "../isolate.ts";
import { Cell } from "../table.tsx";
import { Csrf, Notice, When } from "../ui.tsx";
import { Listing } from "./listing.tsx";
import { Post, TenantChoice } from "./people-page.tsx";
import { shopNames } from "../shop-names.ts";

type TokensProps = {
  readonly tokens: readonly ApiTokenView[];
  readonly tenants: readonly TenantRow[];
  readonly csrf: string;
  /** The word of the form that makes one. */ readonly once: string;
  readonly now: number;
  readonly form: Form;
  readonly faults: readonly Fault[];
  readonly revoked: boolean;
};

export const Tokens = ({
  tokens,
  tenants,
  csrf,
  once,
  now,
  form,
  faults,
  revoked,
}: TokensProps) => {
  const t = useWords(PEOPLE).tokens;
  const nameOf = shopNames(tenants);
  return (
    <>
      <Listing
        current="tokens"
        words={t}
        done={revoked ? t.revoked : null}
        columns={[t.name, t.rights, t.made, t.ends, t.lastUse, t.actions]}
        rows={tokens.map((token) => (
          <tr>
            <th scope="row">
              <bdi>{token.name}</bdi>
            </th>
            <Cell of={t.rights}>
              {token.tenantId === null ? t.all : <bdi>{nameOf(token.tenantId)}</bdi>}
            </Cell>
            <Cell of={t.made}>
              <When at={token.createdAt} now={now} />
            </Cell>
            <Cell of={t.ends}>
              {token.expiresAt === null ? t.noEnd : <When at={token.expiresAt} />}
            </Cell>
            <Cell of={t.lastUse}>
              {token.lastUsedAt === null ? t.notUsed : <When at={token.lastUsedAt} now={now} />}
            </Cell>
            <Cell of={t.actions}>
              <Post
                action={`/admin/tokens/${token.id}/revoke`}
                csrf={csrf}
                text={t.revoke}
                of={isolate(token.name)}
                tone="danger"
              />
            </Cell>
          </tr>
        ))}
      />
      <section aria-labelledby="new">
        <h2 id="new">{t.make}</h2>
        {faults.length === 0 ? null : (
          <Notice tone="bad">
            <p>{t.refused}</p>
          </Notice>
        )}
        <form method="post" action="/admin/tokens">
          <Csrf token={csrf} />
          <Once word={once} />
          <TextField name="name" label={t.name} hint="" form={form} faults={faults} />
          <TenantChoice
            label={t.rights}
            all={t.all}
            tenants={tenants}
            chosen={one(form, "tenantId")}
          />
          <TextField
            name="expiresAt"
            type="date"
            label={t.ends}
            hint={t.endHint}
            form={form}
            faults={faults}
            optional
          />
          <button>{t.make}</button>
        </form>
      </section>
    </>
  );
};
