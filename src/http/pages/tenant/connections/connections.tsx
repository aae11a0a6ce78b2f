/**
 * Both sides of the bridge. Connecting is a plain link: a form that ends at the vendor's site would
 * be blocked by our own policy.
 */
import { type Vendor, VENDOR_NAMES } from "../../../../domain/ids.ts";
import type { ConnectionView, TenantHealth } from "../../../../sync/contract/index.ts";
import type { ClientChoice } from "../../../usecases/tenants/ledger-clients.ts";
import { Badge, When, PageSection } from "../../parts/ui.tsx";
import { useMessages, useNow } from "../../frame/use-messages.ts";
import { Button, MayLink, PostForm } from "../../forms/post-form.tsx";

type ConnectionsProps = {
  readonly id: string;
  readonly health: TenantHealth;
  /** Where a sign-in waits to be confirmed. */
  readonly waiting: readonly Vendor[];
  /** Clients of eAccounting that the reader may choose from; none where there is one only. */
  readonly clients: readonly ClientChoice[];
};

export const Connections = ({ id, health, waiting, clients }: ConnectionsProps) => {
  const { t } = useMessages();
  return (
    <PageSection id="connections" title={t("tenant.connections.title")}>
      {health.connections.map((connection) => (
        <Connection
          id={id}
          connection={connection}
          waits={waiting.includes(connection.vendor)}
          clients={connection.vendor === "eaccounting" ? clients : []}
        />
      ))}
    </PageSection>
  );
};

/** Nobody knows a company by this, once it has a name. */
const GUID = /^[0-9a-f-]{36}$/i;

type ConnectionProps = {
  readonly id: string;
  readonly connection: ConnectionView;
  readonly waits: boolean;
  readonly clients: readonly ClientChoice[];
};

const Connection = ({ id, connection, waits, clients }: ConnectionProps) => {
  const { vendor, state, identity, name, connectedAt, refreshedAt, client } = connection;
  const { t, rich, states } = useMessages();
  const word = states.connection(connection, useNow());
  return (
    <div class="row split">
      <div>
        <strong>{VENDOR_NAMES[vendor]}</strong> <Badge word={word} />
        {identity === null ? null : (
          <p class="hint">
            <bdi>{name ?? t("tenant.connections.nameless")}</bdi>
            {name !== null && GUID.test(identity) ? null : (
              <>
                {" "}
                · <code>{identity}</code>
              </>
            )}
          </p>
        )}
        {connectedAt === null ? null : (
          <p class="hint">
            {rich("tenant.connections.signedIn", { when: <When at={connectedAt} /> })}
            {refreshedAt === null
              ? null
              : rich("tenant.connections.renewed", { when: <When at={refreshedAt} /> })}
          </p>
        )}
        {clients.length === 0 || client === null ? null : (
          <>
            <p class="hint">{t("tenant.connections.client", { client })}</p>
            <OtherClients id={id} current={client} clients={clients} />
          </>
        )}
        {waits ? (
          <p>
            {t("confirm.oneWaits")}{" "}
            <MayLink href={`/admin/tenants/${id}/connect/${vendor}`}>
              {t("confirm.waits.look")}
            </MayLink>
          </p>
        ) : null}
      </div>
      {state === "none" ? null : (
        <PostForm action={`/admin/tenants/${id}/connections/${vendor}/check`}>
          <Button class="second">
            {t("tenant.connections.check")}
            <span class="unseen"> {VENDOR_NAMES[vendor]}</span>
          </Button>
        </PostForm>
      )}
      <MayLink
        class={state === "connected" ? "button second" : "button"}
        href={`/connect/${id}/${vendor}`}
      >
        {state === "none" ? t("tenant.connections.connect") : t("tenant.connections.again")}
        <span class="unseen"> {VENDOR_NAMES[vendor]}</span>
      </MayLink>
    </div>
  );
};

type OtherClientsProps = {
  readonly id: string;
  /** The one that the shop is connected with. */
  readonly current: string;
  readonly clients: readonly ClientChoice[];
};

/** A shop moves to another client by connecting again. */
const OtherClients = ({ id, current, clients }: OtherClientsProps) => {
  const { t, format } = useMessages();
  const shopsOf = ({ shops, most }: ClientChoice): string =>
    most === null
      ? t("tenant.connections.clientShops", { shops })
      : t("tenant.connections.clientShopsOf", {
          shops: format.figure(shops),
          most: format.figure(most),
        });
  return (
    <details>
      <summary>{t("tenant.connections.otherClient")}</summary>
      <ul>
        {clients
          .filter(({ name }) => name !== current)
          .map((client) => (
            <li>
              {client.hasRoom ? (
                <MayLink href={`/connect/${id}/eaccounting?client=${client.name}`}>
                  {t("tenant.connections.againWith", { client: client.name })}
                </MayLink>
              ) : (
                t("tenant.connections.clientFull", { client: client.name })
              )}{" "}
              ({shopsOf(client)})
            </li>
          ))}
      </ul>
    </details>
  );
};
