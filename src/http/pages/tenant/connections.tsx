/** Both sides of the bridge. Connecting is a plain link: a form that ends at the vendor's site would be blocked by our own policy. */
import type { ConnectionView, TenantHealth } from "../../../sync/rpc.ts";
import { Badge, When } from "../ui.tsx";
import { CONNECTION_WORDS, VENDORS } from "../words.ts";

export const Connections = ({ id, health, now }: { id: string; health: TenantHealth; now: number }) => (
  <section id="connections" aria-labelledby="connections-head">
    <h2 id="connections-head">Connections</h2>
    {health.connections.map((connection) => (
      <Connection id={id} connection={connection} now={now} />
    ))}
  </section>
);

const Connection = ({ id, connection, now }: { id: string; connection: ConnectionView; now: number }) => {
  const { vendor, state, identity, name, connectedAt, refreshedAt } = connection;
  return (
    <div class="row split">
      <div>
        <strong>{VENDORS[vendor]}</strong> <Badge word={CONNECTION_WORDS[state]} />
        {identity === null ? null : (
          <p class="hint">
            {name ?? "Without a name"} · <code>{identity}</code>
          </p>
        )}
        {connectedAt === null ? null : (
          <p class="hint">
            Signed in <When at={connectedAt} now={now} />
            {refreshedAt === null ? null : (
              <>
                , renewed <When at={refreshedAt} now={now} />
              </>
            )}
          </p>
        )}
      </div>
      <a class={state === "connected" ? "button second" : "button"} href={`/connect/${id}/${vendor}`}>
        {state === "none" ? "Connect" : "Connect again"}
        <span class="unseen"> {VENDORS[vendor]}</span>
      </a>
    </div>
  );
};
