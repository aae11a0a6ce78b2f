/**
 * How Asperion tells us: the address, the secrets that it signs with, and a way for senders that
 * can't sign.
 */
import { Copyable } from "../../frame/header.tsx";
import type { WebhookSecretView } from "../../../../store/webhook-secrets.ts";
import { secretMark } from "../../../usecases/one-time-value.ts";
import { Once, Was } from "../../forms/once.tsx";
import { Badge, When, PageSection } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";

type WebhooksProps = {
  readonly id: string;
  readonly address: string;
  readonly secrets: readonly WebhookSecretView[];
  /** Hash of the token of the address for senders that can't sign; `null`: it is off. */
  readonly token: string | null;
  /** One-time value of the form that makes a secret; `null`: the reader may make none. */
  readonly once: string | null;
};

export const Webhooks = ({ id, address, secrets, token, once }: WebhooksProps) => {
  const { t, rich } = useMessages();
  return (
    <PageSection id="webhooks" title={t("tenant.webhooks.title")}>
      <p>{rich("tenant.webhooks.address", { address: <Copyable text={address} /> })}</p>
      {secrets.length === 0 ? (
        <p class="empty">{t("tenant.webhooks.none")}</p>
      ) : (
        <Secrets id={id} secrets={secrets} />
      )}
      {once === null ? (
        <p class="hint">{t("tenant.webhooks.operatorMakes")}</p>
      ) : (
        <PostForm action={`/admin/tenants/${id}/secrets`} class="actions">
          <Once word={once} />
          <Button class={secrets.length === 0 ? undefined : "second"}>
            {t("tenant.webhooks.make")}
          </Button>
          <span class="hint">{t("tenant.webhooks.rotate")}</span>
        </PostForm>
      )}
      <Unsigned id={id} token={token} once={once} />
    </PageSection>
  );
};

const Secrets = ({ id, secrets }: Pick<WebhooksProps, "id" | "secrets">) => {
  const { t } = useMessages();
  return (
    <table>
      <caption>{t("tenant.webhooks.caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("tenant.webhooks.secret")}</th>
          <th scope="col">{t("tenant.webhooks.made")}</th>
          <th scope="col">
            <span class="unseen">{t("tenant.webhooks.actions")}</span>
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
              <When at={secret.createdAt} />
            </td>
            <td class="figure">
              <PostForm action={`/admin/tenants/${id}/secrets/${secret.id}/revoke`}>
                <Button class="plain">
                  {t("tenant.webhooks.revoke")}
                  <span class="unseen"> {secret.id}</span>
                </Button>
              </PostForm>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The address for senders that can't sign. */
const Unsigned = ({ id, token, once }: Pick<WebhooksProps, "id" | "token" | "once">) => {
  const { t } = useMessages();
  return (
    <>
      <h3>
        {t("tenant.webhooks.unsigned")}{" "}
        <Badge
          word={
            token !== null
              ? { text: t("tenant.health.on"), tone: "warn" }
              : { text: t("tenant.health.off"), tone: "quiet" }
          }
        />
      </h3>
      <p class="hint">{t("tenant.webhooks.unsignedHint")}</p>
      <div class="actions">
        {once === null ? null : (
          <PostForm action={`/admin/tenants/${id}/token/on`}>
            <Was mark={secretMark(token)} />
            <Button class="second">
              {token !== null ? t("tenant.webhooks.another") : t("tenant.webhooks.turnOn")}
            </Button>
          </PostForm>
        )}
        {token !== null ? (
          <PostForm action={`/admin/tenants/${id}/token/off`}>
            <Button class="danger">{t("tenant.webhooks.turnOff")}</Button>
          </PostForm>
        ) : null}
      </div>
    </>
  );
};
