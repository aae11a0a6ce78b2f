/** How one tenant stands, and what can be done about it: the first page of a shop owner. */
import { NO_ADMINISTRATION, type TenantRow } from "../../../store/tenants.ts";
import type { TenantHealth } from "../../../sync/rpc.ts";
import type { EdgeDeps } from "../../deps.ts";
import { may } from "../../auth/rights.ts";
import { waitingAt } from "../../oauth/pending.ts";
import type { Answer } from "../../usecases/refused.ts";
import { auditOf } from "../../usecases/audit.ts";
import { tenantAlerts, tenantHealth } from "../../usecases/control.ts";
import { dashboardOf } from "../../usecases/figures.ts";
import { anyNames } from "../../usecases/names.ts";
import { readSettings } from "../../usecases/settings.ts";
import { tell } from "../../usecases/words.ts";
import { webhookAddress, webhookSecretsOf } from "../../usecases/webhook-access.ts";
import type { PageContext } from "../env.ts";
import { isolate } from "../isolate.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { Done } from "../notices.tsx";
import { newOnce } from "../once.tsx";
import { stateWords } from "../overview.tsx";
import { homeOf, page, refusedPage } from "../respond.tsx";
import { useLanguage } from "../use-messages.ts";
import { Badge, Notice, When } from "../ui.tsx";
import { Alerts } from "./alerts.tsx";
import { Connections } from "./connections.tsx";
import { Figures } from "./figures.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { Flows } from "./flows.tsx";
import { Health } from "./health.tsx";
import { Live } from "./live.tsx";
import { VendorLimit } from "./vendor-limit.tsx";
import { PastOrders, type WrongDays } from "./past-orders.tsx";
import { Runs } from "./runs.tsx";
import { SetUp } from "./set-up.tsx";
import { Control, AuditLog } from "./control.tsx";
import { Products } from "./products.tsx";
import { Standing } from "./stop.tsx";
import { Webhooks } from "./webhooks.tsx";
import { useMessages } from "../use-messages.ts";
import { messagesFor } from "../../language.ts";

const AUDIT_ROWS = 25;

/** The object may be out of reach: then the page says so and shows what D1 knows. */
const orNull = async <T,>(answer: Answer<T>): Promise<T | null> => {
  const settled = await answer;
  return settled.ok ? settled.value : null;
};

/**
 * `wrongDays`: days of past orders as they were sent, where they can't be taken; the form comes
 * back with them.
 */
export async function statusPage(
  deps: EdgeDeps,
  c: PageContext,
  tenant: TenantRow,
  wrongDays: WrongDays | null = null,
): Promise<Response> {
  const { signedIn } = c.var;
  const { actor, csrf } = signedIn;
  const { id } = tenant;
  const [health, alerts, settings, secrets, auditLog, dashboard, names, waiting] =
    await Promise.all([
      orNull(tenantHealth(deps, actor, id)),
      orNull(tenantAlerts(deps, actor, id)),
      readSettings(deps, actor, id),
      webhookSecretsOf(deps, actor, id),
      orNull(auditOf(deps, actor, id, null, AUDIT_ROWS)),
      orNull(dashboardOf(deps, actor, id)),
      anyNames(deps, actor, id),
      waitingAt(deps, id),
    ]);
  if (!settings.ok) return refusedPage(c, signedIn, settings.error, homeOf(c));
  if (!secrets.ok) return refusedPage(c, signedIn, secrets.error, homeOf(c));
  const now = deps.clock.now();
  const common = { id, csrf, now };
  return page(
    c,
    tenant.name,
    signedIn,
    <>
      <TenantHead id={id} name={tenant.name} current="status" state={tenant.state}>
        <div class="head">
          <h1>
            <bdi>{tenant.name}</bdi>
          </h1>
          {stateWords(messagesFor(c).t, tenant, health, settings.value.settings.trial).map(
            (word) => (
              <Badge word={word} />
            ),
          )}
        </div>
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
        <Live settings={settings.value.settings} health={health} />
      ) : (
        <Done c={c} />
      )}
      <div id="live-stopped" data-live="status">
        {health === null ? <OutOfReach /> : <Paused health={health} />}
      </div>
      {wrongDays === null ? null : (
        <Notice tone="bad">
          <p>
            {messagesFor(c).t("pastOrders.wrongDays")}{" "}
            <a href="#past-orders">{messagesFor(c).t("pastOrders.title")}</a>
          </p>
        </Notice>
      )}
      <div id="live-status" data-live="status setup">
        {alerts === null ? null : <Alerts id={id} page={alerts} now={now} />}
        {health === null ? null : (
          <FirstSteps
            id={id}
            health={health}
            settings={settings.value.settings}
            webhook={secrets.value.secrets.length > 0 || tenant.webhookTokenHash !== null}
            maker={may(actor, "make-secrets")}
          />
        )}
        {health === null ? null : <Figures id={id} dashboard={dashboard} />}
        {health === null ? null : (
          <Health health={health} settings={settings.value.settings} now={now} />
        )}
        {health === null ? null : <Flows {...common} health={health} />}
        {health === null ? null : <Runs {...common} runs={health.runs} />}
        {health === null ? null : <Connections {...common} health={health} waiting={waiting} />}
        {health === null ? null : <VendorLimit limit={health.vendorLimit} />}
      </div>
      <Products {...common} settings={settings.value.settings} />
      <Webhooks
        {...common}
        address={webhookAddress(deps, id)}
        secrets={secrets.value.secrets}
        token={tenant.webhookTokenHash}
        once={may(actor, "make-secrets") ? newOnce(deps) : null}
      />
      {health === null ? null : <SetUp {...common} health={health} names={names} />}
      {health === null ? null : (
        <PastOrders
          {...common}
          health={health}
          on={settings.value.settings.orders.enabled}
          wrong={wrongDays}
        />
      )}
      <Control
        {...common}
        name={tenant.name}
        stopped={tenant.state === "paused" || health?.pause.paused === true}
      />
      <AuditLog id={id} changes={auditLog?.changes ?? []} />
      <p class="pager">
        <ManualLink page="dashboard" />
      </p>
    </>,
    wrongDays === null ? 200 : 400,
  );
}

const OutOfReach = () => {
  const { t } = useMessages();
  return (
    <Notice tone="warn" title={t("tenant.outOfReach.title")}>
      <p>{t("tenant.outOfReach.text")}</p>
    </Notice>
  );
};

const Paused = ({ health }: { health: TenantHealth }) => {
  const { t, rich } = useMessages();
  const language = useLanguage();
  if (!health.pause.paused) return null;
  const { by, reason, since } = health.pause;
  const { text, next } = tell(reason, language);
  return (
    <Notice
      tone={by === "person" ? "warn" : "bad"}
      title={by === "person" ? t("tenant.stopped.byPerson") : t("tenant.stopped.needed")}
    >
      <p>{text}</p>
      <p>{next}</p>
      <Standing health={health} />
      <p>{rich("tenant.stopped.since", { when: <When at={since} /> })}</p>
    </Notice>
  );
};
