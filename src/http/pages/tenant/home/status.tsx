/** How one tenant stands, and what can be done about it: the first page of a shop owner. */
import { SWITCHED_FLOWS } from "../../../../domain/jobs/job.ts";
import { VENDOR_NAMES } from "../../../../domain/ids.ts";
import { NO_ADMINISTRATION, type TenantRow } from "../../../../store/tenants.ts";
import type { TenantHealth } from "../../../../sync/contract/index.ts";
import { mayOn } from "../../../auth/rights.ts";
import { lastResolved, tenantHealth } from "../../../usecases/tenants/control.ts";
import { dashboardOf } from "../../../usecases/tenants/figures.ts";
import { modeOf, type ShopMode } from "../../../usecases/tenants/overview.ts";
import { inLedger } from "../../../usecases/ledger/in-ledger.ts";
import { withActorNames } from "../../../usecases/jobs/known-names.ts";
import { waitingByCause, waitingTotal } from "../../../usecases/jobs/jobs.ts";
import { readSettings } from "../../../usecases/settings/settings.ts";
import { webhookSecretsOf } from "../../../usecases/tenants/webhook-access.ts";
import type { PageContext } from "../../frame/env.ts";
import { shopNames } from "../../frame/shop-names.ts";
import { ActorName } from "../../parts/actors.tsx";
import { isolate } from "../../../words/isolate.ts";
import { TenantHead } from "../../frame/layout.tsx";
import { ManualLink } from "../../manual/link.tsx";
import { Done } from "../../parts/notices.tsx";
import { stateWords } from "../../tenants/overview.tsx";
import { homeOf, page, granted } from "../../frame/respond.tsx";
import { useMessages, useNow } from "../../frame/use-messages.ts";
import { Badge, Notice } from "../../parts/ui.tsx";
import { Alerts } from "./alerts.tsx";
import { Figures } from "./figures.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { AtAGlance } from "./summary.tsx";
import { OutOfReach } from "../../frame/out-of-reach.tsx";
import { StartAhead } from "../../parts/start-ahead.tsx";
import { orNull } from "../../../usecases/refusal.ts";
import { WorkUnderWay } from "../shop/stop.tsx";
import { waitingAt } from "../../../oauth/pending.ts";
import { messagesFor } from "../../../language.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { placePath } from "../places.ts";

export async function statusPage(c: PageContext, tenant: TenantRow): Promise<Response> {
  const { signedIn, asking } = c.var;
  const { id } = tenant;
  const namer = c.var.namesOfActors;
  const [health, resolved, total, held, saved, kept, dashboard, ledger] = await Promise.all([
    orNull(tenantHealth(asking)),
    orNull(lastResolved(asking)).then((all) => withActorNames(namer, all)),
    orNull(waitingTotal(asking)),
    orNull(waitingByCause(asking)).then((all) => withActorNames(namer, all)),
    readSettings(asking),
    webhookSecretsOf(asking),
    orNull(dashboardOf(asking)),
    orNull(inLedger(asking)),
    shopNames(c),
  ]);
  const { settings } = granted(saved, homeOf(c));
  const { secrets } = granted(kept, homeOf(c));
  const isConnected = health?.connections.every(({ state }) => state === "connected") ?? true;
  // A sign-in that waits is a step of the shop's set-up alone.
  const waiting = isConnected ? [] : await waitingAt(asking.deps, id);
  return page(
    c,
    tenant.name,
    <>
      <TenantHead id={id} name={tenant.name} current="status" state={tenant.state}>
        <Head tenant={tenant} health={health} mode={modeOf(settings)} />
        <p class="sub">
          {tenant.administrationId === NO_ADMINISTRATION
            ? messagesFor(c).t("overview.connect", { vendor: "Asperion" })
            : messagesFor(c).t("overview.administration", {
                number: tenant.administrationId,
                company: tenant.companyName === null ? null : isolate(tenant.companyName),
              })}
        </p>
      </TenantHead>
      {c.req.query("done") === "live" ? (
        <Live id={id} settings={settings} health={health} />
      ) : (
        <Done c={c} />
      )}
      <div id="live-stopped" data-live="status">
        {health === null ? <OutOfReach /> : <Paused health={health} />}
      </div>
      <div id="live-status" data-live="status setup comparison">
        <StartAhead settings={settings} />
        <Alerts id={id} resolved={resolved} total={total} held={held} />
        {health === null ? null : (
          <FirstSteps
            id={id}
            health={health}
            settings={settings}
            webhook={secrets.length > 0 || tenant.webhookTokenHash !== null}
            maker={mayOn(signedIn.actor, "make-secrets", id)}
            waiting={waiting}
          />
        )}
        {health === null ? null : (
          <>
            <AtAGlance id={id} health={health} settings={settings} />
            <Figures id={id} dashboard={dashboard} ledger={ledger} />
          </>
        )}
      </div>
      <p class="pager">
        <ManualLink page="dashboard" />
      </p>
    </>,
  );
}

type HeadProps = {
  readonly tenant: TenantRow;
  readonly health: TenantHealth | null;
  readonly mode: ShopMode;
};

const Head = ({ tenant, health, mode }: HeadProps) => {
  const { t } = useMessages();
  return (
    <div class="head">
      <h1>
        <bdi>{tenant.name}</bdi>
      </h1>
      {stateWords(t, tenant, health, mode).map((word) => (
        <Badge word={word} />
      ))}
      {health === null ? null : <Connected health={health} />}
    </div>
  );
};

/** Whether both sides are connected, beside the shop's name. */
const Connected = ({ health }: { health: TenantHealth }) => {
  const { states } = useMessages();
  const now = useNow();
  return (
    <>
      {health.connections.map((connection) => {
        const { text, tone } = states.connection(connection, now);
        return <Badge word={{ text: `${VENDOR_NAMES[connection.vendor]}: ${text}`, tone }} />;
      })}
    </>
  );
};

const Paused = ({ health }: { health: TenantHealth }) => {
  const { t, rich, format, describe } = useMessages();
  if (!health.pause.paused) return null;
  const { by, reason, since } = health.pause;
  const { text, next } = describe(reason);
  const [when, who] = [format.stamp(since), String(reason.params["actor"] ?? "")];
  return (
    <Notice
      tone={by === "person" ? "warn" : "bad"}
      title={
        by === "person"
          ? rich("tenant.stopped.byPerson", { when, who: <ActorName of={who} /> })
          : t("tenant.stopped.needed", { when })
      }
    >
      <p>{text}</p>
      <p>{next}</p>
      <WorkUnderWay health={health} />
    </Notice>
  );
};

type LiveProps = {
  readonly id: string;
  readonly settings: Settings;
  readonly health: TenantHealth | null;
};

/** `health`: `null` where it can't be known what is stopped. */
const Live = ({ id, settings, health }: LiveProps) => {
  const { t } = useMessages();
  const stopped = SWITCHED_FLOWS.filter(
    (flow) =>
      settings[flow].enabled &&
      (health?.pause.paused === true || health?.stoppedFlows[flow] !== undefined),
  );
  const all = SWITCHED_FLOWS.every((flow) => !settings[flow].enabled || stopped.includes(flow));
  return (
    <Notice tone={settings.trial || stopped.length > 0 ? "warn" : "good"}>
      {all ? null : <p>{settings.trial ? t("tenant.done.trial") : t("tenant.done.live")}</p>}
      {stopped.length === 0 ? null : (
        <p>
          {t("tenant.health.stillStopped", {
            names: stopped.map((flow) => t(`tenant.health.${flow}`)).join(", "),
          })}{" "}
          <a href={placePath(id, "flows")}>{t("tenant.flows.title")}</a>
        </p>
      )}
    </Notice>
  );
};
