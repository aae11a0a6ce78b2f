/** Both sides of the bridge. Connecting is a plain link: a form that ends at the vendor's site would be blocked by our own policy. */
import type { ConnectionView, TenantHealth } from "../../../sync/rpc.ts";
import { Badge, Csrf, When } from "../ui.tsx";
import { TENANT } from "../../words/tenant/index.ts";
import { useWords } from "../../words/use.ts";
import { useStates, VENDORS } from "../words.ts";

export const Connections = ({ id, csrf, health, now }: { id: string; csrf: string; health: TenantHealth; now: number }) => {
  const t = useWords(TENANT).connections;
  return (
  <section id="connections" aria-labelledby="connections-head">
    <h2 id="connections-head">{t.title}</h2>
    {health.connections.map((connection) => (
      <Connection id={id} csrf={csrf} connection={connection} now={now} />
    ))}
  </section>
  );
};

/** Nobody knows a company by this, once it has a name. */
const GUID = /^[0-9a-f-]{36}$/i;

const Connection = ({ id, csrf, connection, now }: { id: string; csrf: string; connection: ConnectionView; now: number }) => {
  const { vendor, state, identity, name, connectedAt, refreshedAt } = connection;
  const t = useWords(TENANT).connections;
  const states = useStates();
  return (
    <div class="row split">
      <div>
        <strong>{VENDORS[vendor]}</strong> <Badge word={states.connection(state)} />
        {identity === null ? null : (
          <p class="hint">
            <bdi>{name ?? t.nameless}</bdi>
            {name !== null && GUID.test(identity) ? null : <> · <code>{identity}</code></>}
          </p>
        )}
        {connectedAt === null ? null : (
          <p class="hint">
            {t.signedIn(<When at={connectedAt} now={now} />)}
            {refreshedAt === null ? null : t.renewed(<When at={refreshedAt} now={now} />)}
          </p>
        )}
      </div>
      {state === "none" ? null : (
        <form method="post" action={`/admin/tenants/${id}/connections/${vendor}/check`}>
          <Csrf token={csrf} />
          <button class="second">
            {t.check}
            <span class="unseen"> {VENDORS[vendor]}</span>
          </button>
        </form>
      )}
      <a class={state === "connected" ? "button second" : "button"} href={`/connect/${id}/${vendor}`}>
        {state === "none" ? t.connect : t.again}
        <span class="unseen"> {VENDORS[vendor]}</span>
      </a>
    </div>
  );
};
