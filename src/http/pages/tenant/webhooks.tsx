/** How Asperion tells us: the address, the secrets that it signs with, and a way for senders that can't sign. */
import type { WebhookSecretView } from "../../../store/webhook-secrets.ts";
import { Badge, Csrf, When } from "../ui.tsx";

type WebhooksProps = { readonly id: string; readonly csrf: string; readonly now: number; readonly address: string; readonly secrets: readonly WebhookSecretView[]; readonly token: boolean };

export const Webhooks = ({ id, csrf, now, address, secrets, token }: WebhooksProps) => (
  <section id="webhooks" aria-labelledby="webhooks-head">
    <h2 id="webhooks-head">Webhooks</h2>
    <p>
      Address for Asperion: <code>{address}</code>
    </p>
    {secrets.length === 0 ? (
      <p class="empty">There is no secret yet: signed webhooks are refused.</p>
    ) : (
      <table>
        <caption>Secrets in use. What is signed with any of them is taken.</caption>
        <thead>
          <tr>
            <th scope="col">Secret</th>
            <th scope="col">Made</th>
            <th scope="col">
              <span class="unseen">What can be done</span>
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
                    Revoke<span class="unseen"> {secret.id}</span>
                  </button>
                </form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <form method="post" action={`/admin/tenants/${id}/secrets`} class="actions">
      <Csrf token={csrf} />
      <button class={secrets.length === 0 ? undefined : "second"}>Make a secret</button>
      <span class="hint">To rotate: make a new one, give it to Asperion, then revoke the old one.</span>
    </form>
    <h3>
      Senders that can't sign <Badge word={token ? { text: "On", tone: "warn" } : { text: "Off", tone: "quiet" }} />
    </h3>
    <p class="hint">A secret address of its own takes events without a signature. Weaker than a signature; an event is only ever a hint to look at the order.</p>
    <div class="actions">
      <form method="post" action={`/admin/tenants/${id}/token/on`}>
        <Csrf token={csrf} />
        <button class="second">{token ? "Make another address" : "Turn on"}</button>
      </form>
      {token ? (
        <form method="post" action={`/admin/tenants/${id}/token/off`}>
          <Csrf token={csrf} />
          <button class="danger">Turn off</button>
        </form>
      ) : null}
    </div>
  </section>
);
