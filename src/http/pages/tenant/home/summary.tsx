/** How both sides, webhooks and syncs do, in one line each, with the way to more. */
import { SWITCHED_FLOWS, type SwitchedFlow } from "../../../../domain/jobs/job.ts";
import { VENDOR_NAMES } from "../../../../domain/ids.ts";
import type { Settings } from "../../../../settings/schema.ts";
import { reason } from "../../../../domain/reasons/index.ts";
import type { FirstDay, TenantHealth } from "../../../../sync/contract/index.ts";
import {
  type DeniedDocument,
  deniedDocuments,
  doOrdersWait,
} from "../../../usecases/tenants/setup.ts";
import type { StateLabel } from "../../../words/state-text.ts";
import { useMessages, useNow } from "../../frame/use-messages.ts";
import { Sums } from "../../attention/groups.tsx";
import { deniedReason, deniedText } from "../../setup/steps/connect.tsx";
import { FIRST_DAY } from "../../orders/list/filters.ts";
import { RemedyLink } from "../../parts/remedy-link.tsx";
import { Badge, Fact, When, PageSection } from "../../parts/ui.tsx";
import { flowWord, flowWords } from "../health.tsx";
import { placePath } from "../places.ts";

/** Orders that wait for the limit of the first day: how many, until when, and the ways out. */
const FirstDayWaits = ({ id, day }: { readonly id: string; readonly day: FirstDay | null }) => {
  const { t, format } = useMessages();
  if (day === null || day.waiting === 0) return null;
  const { waiting: count, until } = day;
  return (
    <div id="first-day-waits">
      <Badge word={{ text: t("tenant.glance.waits"), tone: "warn" }} />{" "}
      {t("tenant.glance.firstDay", { count, until: format.stamp(until) })}
      <Sums amounts={day.sums} />
      {" · "}
      <a href={`/admin/tenants/${id}/orders?outcome=${FIRST_DAY}`}>{t("tenant.glance.show")}</a>
      {" · "}
      <RemedyLink id={id} reason={reason("first-day-limit", { limit: day.limit })} />
    </div>
  );
};

/** Orders wait for a document that eAccounting denies: which, and what helps. */
const DeniedWaits = ({ id, denied }: { id: string; denied: DeniedDocument }) => {
  const { t } = useMessages();
  return (
    <div>
      {deniedText(useMessages(), denied)}: {t(`fields.orders.type.options.${denied.kind}`)}
      {" · "}
      <RemedyLink id={id} reason={deniedReason(denied)} />
    </div>
  );
};

type GlanceProps = {
  readonly id: string;
  readonly health: TenantHealth;
  readonly settings: Settings;
};

type Next = { readonly name: string; readonly at: number };

/** The first that is due of those that nobody stopped. */
function nextOf({ works, pause, stoppedFlows }: TenantHealth): Next | null {
  const due = works.flatMap(({ name, flow, nextRun: at }) =>
    at === null || pause.paused || stoppedFlows[flow] !== undefined ? [] : [{ name, at }],
  );
  return due.toSorted((a, b) => a.at - b.at)[0] ?? null;
}

const NextRun = ({ next }: { readonly next: Next | null }) => {
  const { t, find, format } = useMessages();
  if (next === null) return <>{t("tenant.health.none")}</>;
  const now = useNow();
  const { name, at } = next;
  return (
    <>
      {at <= now ? t("tenant.flows.due") : format.from(at, now)}
      <div class="hint">{find(`tenant.flows.works.${name}`) ?? name}</div>
    </>
  );
};

export const AtAGlance = ({ id, health, settings }: GlanceProps) => {
  const { t, states } = useMessages();
  const now = useNow();
  const { connections, lastWebhook, jobs } = health;
  const open = jobs.queued + jobs.running + jobs.waiting;
  const denied = deniedDocuments({ settings, health });
  const wordsOf = (flow: SwitchedFlow): readonly StateLabel[] => {
    const isStopped = health.pause.paused || health.stoppedFlows[flow] !== undefined;
    const { enabled } = settings[flow];
    const waits = flow === "orders" && enabled && doOrdersWait(denied, settings);
    return waits && !isStopped && !settings.trial
      ? [{ text: t("tenant.glance.waits"), tone: "warn" }]
      : flowWords(t, enabled, isStopped, settings.trial);
  };
  // What the shop was set up with and is off now is said too.
  const isShown = (flow: SwitchedFlow): boolean =>
    settings[flow].enabled || settings.setup.flows.includes(flow);
  const shown = SWITCHED_FLOWS.filter(isShown);
  const hasMore = (flow: SwitchedFlow): boolean =>
    flow === "orders" && (denied.length > 0 || (health.firstDay?.waiting ?? 0) > 0);
  // What does well shares one line, as connections do beside the shop's name.
  const well = shown.filter(
    (flow) => !hasMore(flow) && wordsOf(flow).every(({ tone }) => tone === "good"),
  );
  const doWork = connections.every((one) => states.connection(one, now).tone === "good");
  return (
    <PageSection id="glance" title={t("tenant.glance.title")}>
      <dl class="facts">
        {doWork
          ? null
          : connections.map((connection) => (
              <Fact name={VENDOR_NAMES[connection.vendor]}>
                <Badge word={states.connection(connection, now)} />{" "}
                {connection.name === null ? null : <bdi>{connection.name}</bdi>}
              </Fact>
            ))}
        {well.length === 0 ? null : (
          <Fact name={t("setup.live.chosen")}>
            <Badge word={flowWord(t, true)} />{" "}
            {well.map((flow) => t(`tenant.health.${flow}`)).join(", ")}
          </Fact>
        )}
        <Fact name={t("tenant.glance.webhook")}>
          {lastWebhook === null ? t("tenant.health.none") : <When at={lastWebhook.at} />}
        </Fact>
        {shown
          .filter((flow) => !well.includes(flow))
          .map((flow) => (
            <Fact name={t(`tenant.health.${flow}`)}>
              {wordsOf(flow).map((word) => (
                <>
                  <Badge word={word} />{" "}
                </>
              ))}
              {flow === "orders" && settings.orders.enabled
                ? denied.slice(0, 1).map((one) => <DeniedWaits id={id} denied={one} />)
                : null}
              {flow === "orders" ? <FirstDayWaits id={id} day={health.firstDay} /> : null}
            </Fact>
          ))}
        <Fact name={t("tenant.health.atWork")}>
          {open === 0 ? t("tenant.health.nothingWaits") : t("tenant.health.jobs", { count: open })}
        </Fact>
        <Fact name={t("tenant.glance.nextRun")}>
          <NextRun next={nextOf(health)} />
        </Fact>
      </dl>
      <p class="pager">
        <a href={placePath(id, "connections")}>{t("settings.sections.connections")}</a>
        <a href={placePath(id, "flows")}>{t("settings.sections.syncs")}</a>
        <a href={placePath(id, "past-orders")}>{t("pastOrders.title")}</a>
        <a href={placePath(id, "audit-log")}>{t("people.audit.title")}</a>
      </p>
    </PageSection>
  );
};
