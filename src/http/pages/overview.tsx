/** All tenants at a glance: is each connected and running, what came of the last day, and what waits for a person. */
import type { TenantRow } from "../../store/tenants.ts";
import type { TenantHealth } from "../../sync/rpc.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Fault } from "../problem.ts";
import { overviewOf, type TenantGlance } from "../usecases/overview.ts";
import type { PageContext } from "./env.ts";
import type { Form } from "./form.ts";
import { countText } from "./format.ts";
import { NewTenant } from "./new-tenant.tsx";
import { Done } from "./notices.tsx";
import { page } from "./respond.tsx";
import { Badge } from "./ui.tsx";
import { CONNECTION_WORDS, isKey, OUTCOME_WORDS, STATUS_WORDS, VENDORS, type Word } from "./words.ts";

const NO_FORM: Form = new Map();

export async function overviewPage(deps: EdgeDeps, c: PageContext, form: Form = NO_FORM, faults: readonly Fault[] = []): Promise<Response> {
  const { signedIn } = c.var;
  const glances = await overviewOf(deps, signedIn.actor);
  return page(
    c,
    "Tenants",
    signedIn,
    <>
      <Done c={c} />
      <h1>Tenants</h1>
      <p class="sub">Each ties one Asperion administration to one eAccounting company.</p>
      {glances.length === 0 ? <p class="empty">There is none yet. Make the first one below.</p> : null}
      <div class="cards">
        {glances.map((glance) => (
          <TenantCard glance={glance} />
        ))}
      </div>
      <NewTenant csrf={signedIn.csrf} form={form} faults={faults} />
    </>,
    faults.length > 0 ? 400 : 200,
  );
}

export function stateWord(tenant: TenantRow, health: TenantHealth | null): Word {
  if (tenant.state === "paused" || (health?.pause.paused === true && health.pause.by === "person")) return { text: "Stopped by a person", tone: "warn" };
  if (health?.pause.paused === true) return { text: "Paused: needs a person", tone: "bad" };
  if (health?.connections.some(({ state }) => state !== "connected") === true) return { text: "Not connected", tone: "warn" };
  return { text: "Running", tone: "good" };
}

const TenantCard = ({ glance }: { glance: TenantGlance }) => {
  const { tenant, counts, health } = glance;
  return (
    <article class="card">
      <div class="head">
        <h2>
          <a href={`/admin/tenants/${tenant.id}`}>{tenant.name}</a>
        </h2>
        <Badge word={stateWord(tenant, health)} />
      </div>
      <p class="sub">
        Administration {tenant.administrationId} → {tenant.companyName ?? "no company yet"}
      </p>
      <ul class="chips" aria-label="Connections">
        {health === null ? (
          <li>
            <Badge word={{ text: "Can't be reached at the moment", tone: "warn" }} />
          </li>
        ) : (
          health.connections.map(({ vendor, state }) => (
            <li>
              <Badge word={{ ...CONNECTION_WORDS[state], text: `${VENDORS[vendor]}: ${CONNECTION_WORDS[state].text.toLowerCase()}` }} />
            </li>
          ))
        )}
      </ul>
      <h3>Jobs of the last 24 hours</h3>
      {counts.length === 0 ? (
        <p class="empty">Nothing came in.</p>
      ) : (
        <ul class="chips">
          {counts.map((count) => (
            <li>
              <Badge word={countWord(count.status, count.outcome)} count={count.jobs} />
            </li>
          ))}
        </ul>
      )}
      <h3>Needs a person</h3>
      <Needs glance={glance} />
    </article>
  );
};

function countWord(status: string, outcome: string | null): Word {
  if (status === "done" && outcome !== null && isKey(OUTCOME_WORDS, outcome)) return OUTCOME_WORDS[outcome];
  return isKey(STATUS_WORDS, status) ? STATUS_WORDS[status] : { text: status, tone: "quiet" };
}

const Needs = ({ glance }: { glance: TenantGlance }) => {
  const { tenant, alerts, health, switchedOn } = glance;
  const logins = health?.connections.filter(({ state }) => state !== "connected") ?? [];
  const doubts = health?.inDoubt ?? 0;
  if (alerts === 0 && logins.length === 0 && doubts === 0 && switchedOn) return <p class="empty">Nothing.</p>;
  return (
    <ul class="reasons">
      {alerts === 0 ? null : (
        <li class="bad">
          <a href={`/admin/tenants/${tenant.id}#alerts`}>{countText(alerts, "thing")} to look at</a>
        </li>
      )}
      {logins.map(({ vendor, state }) => (
        <li class={CONNECTION_WORDS[state].tone}>
          {VENDORS[vendor]} has to be connected{state === "needs-login" ? " again" : ""}.
        </li>
      ))}
      {switchedOn ? null : <li class="warn">Orders are switched off.</li>}
      {doubts === 0 ? null : <li class="warn">{countText(doubts, "write")} without a known result: looked up without anybody's help.</li>}
    </ul>
  );
};
