/**
 * How Asperion tells us: the address, the secrets that it signs with, and a way for senders that
 * can't sign.
 */
import type { WebhookSecretView } from "../../../store/webhook-secrets.ts";
import { TENANT } from "../../words/tenant/index.ts";
import { useWords } from "../../words/use.ts";
import { markOf } from "../../usecases/once.ts";
import { Once, Was } from "../once.tsx";
import { Badge, Csrf, When } from "../ui.tsx";

type WebhooksProps = {
  readonly id: string;
  readonly csrf: string;
  readonly now: number;
  readonly address: string;
  readonly secrets: readonly WebhookSecretView[];
  /** Hash of the token of the address for senders that can't sign; `null`: it is off. */ readonly token:
    | string
    | null;
  /** The word of the form that makes a secret; `null`: the reader may make none. */ readonly once:
    | string
    | null;
};

export const Webhooks = ({ id, csrf, now, address, secrets, token, once }: WebhooksProps) => {
  const {
    webhooks: t,
    health: { on, off },
  } = useWords(TENANT);
  return (
    <section id="webhooks" aria-labelledby="webhooks-head">
      <h2 id="webhooks-head">{t.title}</h2>
      <p>{t.address(<code>{address}</code>)}</p>
      {secrets.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <table>
          <caption>{t.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.secret}</th>
              <th scope="col">{t.made}</th>
              <th scope="col">
                <span class="unseen">{t.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {secrets.map((secret) => (
              <tr>
                <td>
                  <code>{secret.id}</code>
                </td>
                <td>
                  <When at={secret.createdAt} now={now} />
                </td>
                <td class="figure">
                  <form method="post" action={`/admin/tenants/${id}/secrets/${secret.id}/revoke`}>
                    <Csrf token={csrf} />
                    <button class="plain">
                      {t.revoke}
                      <span class="unseen"> {secret.id}</span>
                    </button>
                  </form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {once === null ? (
        <p class="hint">{t.operatorMakes}</p>
      ) : (
        <form method="post" action={`/admin/tenants/${id}/secrets`} class="actions">
          <Csrf token={csrf} />
          <Once word={once} />
          <button class={secrets.length === 0 ? undefined : "second"}>{t.make}</button>
          <span class="hint">{t.rotate}</span>
        </form>
      )}
      <h3>
        {t.unsigned}{" "}
        <Badge word={token !== null ? { text: on, tone: "warn" } : { text: off, tone: "quiet" }} />
      </h3>
      <p class="hint">{t.unsignedHint}</p>
      <div class="actions">
        {once === null ? null : (
          <form method="post" action={`/admin/tenants/${id}/token/on`}>
            <Csrf token={csrf} />
            <Was mark={markOf(token)} />
            <button class="second">{token !== null ? t.another : t.turnOn}</button>
          </form>
        )}
        {token !== null ? (
          <form method="post" action={`/admin/tenants/${id}/token/off`}>
            <Csrf token={csrf} />
            <button class="danger">{t.turnOff}</button>
          </form>
        ) : null}
      </div>
    </section>
  );
};
