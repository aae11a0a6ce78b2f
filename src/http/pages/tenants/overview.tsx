/**
 * All tenants at a glance: whether each is connected and running, the last day's outcomes, and what
 * waits for a person.
 */
import { SWITCHED_FLOWS, type SwitchedFlow } from "../../../domain/jobs/job.ts";
import { VENDOR_NAMES } from "../../../domain/ids.ts";
import { MAX_COUNTED } from "../../../store/activity.ts";
import { NO_ADMINISTRATION, type TenantRow } from "../../../store/tenants.ts";
import type { TenantHealth } from "../../../sync/contract/index.ts";
import { may } from "../../auth/rights.ts";
import type { Fault } from "../../problem.ts";
import { listLetters } from "../../usecases/jobs/dead-letters.ts";
import {
  type ShopMode,
  type OverviewAsked,
  overviewOf,
  type TenantGlance,
} from "../../usecases/tenants/overview.ts";
import { DeadLetters } from "../dead-letters/section.tsx";
import type { PageContext } from "../frame/env.ts";
import type { Form } from "../forms/form.ts";
import { Filter, FilterChoice, FilterWords } from "../parts/filters.tsx";
import { isolate } from "../../words/isolate.ts";
import { ManualLink } from "../manual/link.tsx";
import { Installation, installationHealth } from "./installation.tsx";
import { NewTenant } from "./new-tenant.tsx";
import { Done } from "../parts/notices.tsx";
import { AdministrationNav } from "../accounts/listing.tsx";
import { page } from "../frame/respond.tsx";
import { shopNames } from "../parts/shop-names.ts";
import { stepPath } from "../setup/screens.ts";
import { placePath, shopPath } from "../tenant/places.ts";
import { Badge } from "../parts/ui.tsx";
import { CONNECTION_TONES, type StateLabel } from "../../words/state-text.ts";
import { useMessages, useNow } from "../frame/use-messages.ts";
import { messagesFor } from "../../language.ts";
import type { Messages } from "../../../messages/index.ts";
import { Empty } from "../parts/empty.tsx";
import { HintText } from "../forms/field-texts.tsx";

const NO_FORM: Form = new Map();

export async function overviewPage(
  c: PageContext,
  form: Form = NO_FORM,
  faults: readonly Fault[] = [],
): Promise<Response> {
  const { deps, signedIn } = c.var;
  const { t } = messagesFor(c);
  const asked = askedIn(c);
  const { glances, next } = await overviewOf(deps, signedIn.actor, asked);
  const letters = await listLetters(deps, signedIn.actor, null);
  const installation = may(signedIn.actor, "end-tenants") ? await installationHealth(deps) : null;
  const nameOf = shopNames(glances.map(({ tenant }) => tenant));
  return page(
    c,
    t("overview.title"),
    <>
      <Done c={c} />
      <h1>{t("overview.title")}</h1>
      <p class="sub">
        {t("overview.lead")} <ManualLink page="first-set-up" />
      </p>
      {may(signedIn.actor, "manage-people") ? <AdministrationNav current={null} /> : null}
      <DeadLetters tenantId={null} letters={letters.ok ? letters.value : []} />
      {next !== null || isNarrowed(asked) || asked.after !== null ? (
        <ShopFilter asked={asked} />
      ) : null}
      {glances.length > 0 ? null : <NoShops narrowed={isNarrowed(asked)} />}
      {may(signedIn.actor, "make-tenants") && (glances.length > 0 || isNarrowed(asked)) ? (
        <p>
          <a class="button" href="/admin/setup">
            {t("setup.begin.link")}
          </a>
        </p>
      ) : null}
      <div class="cards">
        {inOrder(glances)
          .filter((glance) => !isUnbegun(glance))
          .map((glance) => (
            <TenantCard glance={glance} name={nameOf(glance.tenant.id)} />
          ))}
      </div>
      <Unbegun shops={glances.filter(isUnbegun)} nameOf={nameOf} />
      <Pager asked={asked} next={next} />
      {installation === null ? null : <Installation health={installation} glances={glances} />}
      {may(signedIn.actor, "make-tenants") ? <NewTenant form={form} faults={faults} /> : null}
    </>,
    faults.length > 0 ? 400 : 200,
  );
}

const MOST_TEXT = 100;

function askedIn(c: PageContext): OverviewAsked {
  const after = c.req.query("after") ?? "";
  return {
    text: (c.req.query("text") ?? "").trim().slice(0, MOST_TEXT),
    onlyAlerted: c.req.query("only") === ALERTED,
    after: after === "" ? null : after,
  };
}

const ALERTED = "alerts";

/**
 * Of a page: the shop with the most that needs somebody first, as their objects count it now; then
 * by name.
 */
const inOrder = (glances: readonly TenantGlance[]): readonly TenantGlance[] =>
  glances.toSorted((a, b) => waitingIn(b) - waitingIn(a));

/** Nobody has begun to set it up: nothing is connected, chosen, switched on or open. */
const isUnbegun = (glance: TenantGlance): boolean =>
  glance.tenant.administrationId === NO_ADMINISTRATION &&
  glance.tenant.companyId === null &&
  !glance.switchedOn &&
  waitingIn(glance) === 0;

const waitingIn = ({ alerts, approvals, payouts, both }: TenantGlance): number =>
  alerts + approvals + payouts - both;

const isNarrowed = ({ text, onlyAlerted }: OverviewAsked): boolean => text !== "" || onlyAlerted;

const ShopFilter = ({ asked }: { asked: OverviewAsked }) => {
  const { t } = useMessages();
  return (
    <Filter
      action="/admin"
      set={[asked.text !== "", asked.onlyAlerted].filter(Boolean).length}
      below={<HintText id="text-hint">{t("overview.searchHint")}</HintText>}
    >
      <FilterWords name="text" label={t("lists.search")} value={asked.text} />
      <FilterChoice
        name="only"
        label={t("overview.which")}
        values={[ALERTED]}
        text={() => t("overview.onlyAlerts")}
        chosen={asked.onlyAlerted ? ALERTED : null}
      />
    </Filter>
  );
};

/** `next`: from where the other shops are; `null`: there are none. */
const Pager = ({ asked, next }: { asked: OverviewAsked; next: string | null }) => {
  const { t } = useMessages();
  const to = (after: string | null): string => {
    const query = new URLSearchParams({
      ...(asked.text === "" ? {} : { text: asked.text }),
      ...(asked.onlyAlerted ? { only: ALERTED } : {}),
      ...(after === null ? {} : { after }),
    }).toString();
    return query === "" ? "/admin" : `/admin?${query}`;
  };
  return asked.after === null && next === null ? null : (
    <nav class="pager" aria-label={t("comparison.pages")}>
      {asked.after === null ? null : <a href={to(null)}>{t("comparison.first")}</a>}
      {next === null ? null : <a href={to(next)}>{t("comparison.next")}</a>}
    </nav>
  );
};

/** A shop in test mode, or without a flow, doesn't run: that is shown beside any other state. */
export const stateWords = (
  t: Messages["t"],
  tenant: TenantRow,
  health: TenantHealth | null,
  mode: ShopMode,
): readonly StateLabel[] => {
  const state = stateWord(t, tenant, health);
  return mode === "live"
    ? [state]
    : [
        ...(state.tone === "good" ? [] : [state]),
        { text: t(`overview.state.${mode}`), tone: "warn" },
      ];
};

function stateWord(t: Messages["t"], tenant: TenantRow, health: TenantHealth | null): StateLabel {
  if (tenant.state === "paused" || (health?.pause.paused === true && health.pause.by === "person"))
    return { text: t("overview.state.stopped"), tone: "warn" };
  if (health?.pause.paused === true) return { text: t("overview.state.paused"), tone: "bad" };
  if (health?.connections.some(({ state }) => state !== "connected") === true)
    return { text: t("overview.state.notConnected"), tone: "warn" };
  if (health !== null && Object.keys(health.stoppedFlows).length > 0)
    return { text: t("overview.state.partlyStopped"), tone: "warn" };
  // A shop that couldn't be asked isn't shown as running.
  return health === null
    ? { text: t("overview.state.unknown"), tone: "warn" }
    : { text: t("overview.state.running"), tone: "good" };
}

const NoShops = ({ narrowed }: { narrowed: boolean }) => {
  const { t } = useMessages();
  return narrowed ? (
    <Empty text={t("overview.noneSuch")} next={{ href: "/admin", text: t("overview.all") }} />
  ) : (
    <Empty text={t("overview.none")} next={{ href: "/admin/setup", text: t("setup.begin.link") }} />
  );
};

type UnbegunProps = {
  readonly shops: readonly TenantGlance[];
  readonly nameOf: (id: string) => string;
};

const Unbegun = ({ shops, nameOf }: UnbegunProps) => {
  const { t } = useMessages();
  if (shops.length === 0) return null;
  return (
    <ul class="found">
      {shops.map(({ tenant: { id } }) => (
        <li class="meta">
          <a href={`/admin/tenants/${id}`}>
            <bdi>{nameOf(id)}</bdi>
          </a>{" "}
          · {t("overview.unbegun")} ·{" "}
          <a href={`/admin/tenants/${id}/setup`}>{t("overview.continueSetup")}</a>
        </li>
      ))}
    </ul>
  );
};

const TenantCard = ({ glance, name }: { glance: TenantGlance; name: string }) => {
  const { tenant, counts, health, mode, alerts } = glance;
  const { t, states } = useMessages();
  const now = useNow();
  return (
    <article class="card">
      <div class="head">
        <h2>
          <a href={`/admin/tenants/${tenant.id}`}>
            <bdi>{name}</bdi>
          </a>
        </h2>
        {stateWords(t, tenant, health, mode).map((word) => (
          <a href={shopPath(tenant.id, "syncs")}>
            <Badge word={word} />
          </a>
        ))}
      </div>
      <p class="sub">
        {tenant.administrationId === NO_ADMINISTRATION
          ? t("overview.connect", { vendor: VENDOR_NAMES.asperion })
          : t("overview.administration", {
              number: tenant.administrationId,
              company: tenant.companyName === null ? null : isolate(tenant.companyName),
            })}
      </p>
      <ul class="chips" aria-label={t("overview.connections")}>
        {health === null ? (
          <li>
            <Badge word={{ text: t("overview.outOfReach"), tone: "warn" }} />
          </li>
        ) : (
          health.connections.map((connection) => {
            const word = states.connection(connection, now);
            const text = `${VENDOR_NAMES[connection.vendor]}: ${word.text.toLowerCase()}`;
            return (
              <li>
                <a href={placePath(tenant.id, "connections")}>
                  <Badge word={{ ...word, text }} />
                </a>
              </li>
            );
          })
        )}
      </ul>
      {health === null && alerts === 0 ? null : <h3>{t("overview.needs")}</h3>}
      {health === null && alerts === 0 ? null : <Needs glance={glance} />}
      {health === null ? null : <LastDay id={tenant.id} counts={counts} />}
    </article>
  );
};

type CountedProps = {
  readonly id: string;
  readonly count: TenantGlance["counts"][number];
};

/** What a count counts, as its list shows it; a count of no list's is no link. */
const Counted = ({ id, count }: CountedProps) => {
  const { states } = useMessages();
  const badge = <Badge word={states.counted(count, count.jobs)} />;
  const list = listOf(count);
  const query =
    count.status === "done" && count.outcome !== null ? `?outcome=${count.outcome}` : "";
  return list === null ? badge : <a href={`/admin/tenants/${id}/${list}${query}`}>{badge}</a>;
};

type LastDayProps = Pick<TenantGlance, "counts"> & { readonly id: string };

/** The outcomes of the last day, each flow on a line of its own, and below them what waits now. */
const LastDay = ({ id, counts }: LastDayProps) => {
  const { t } = useMessages();
  const ofFlow = (flow: string | null) => counts.filter((count) => listOf(count) === flow);
  return (
    <>
      <h3>{t("overview.lastDay")}</h3>
      {counts.length === 0 ? (
        <p class="empty">{t("overview.nothingCame")}</p>
      ) : (
        <dl class="by-flow">
          {[...SWITCHED_FLOWS, null].map((flow) => (
            <FlowCounts id={id} flow={flow} counts={ofFlow(flow)} />
          ))}
        </dl>
      )}
    </>
  );
};

type FlowCountsProps = LastDayProps & { readonly flow: SwitchedFlow | null };

const FlowCounts = ({ id, flow, counts }: FlowCountsProps) => {
  const { t } = useMessages();
  return counts.length === 0 ? null : (
    <>
      <dt>{flow === null ? t("tenant.health.atWork") : t(`dashboard.flows.${flow}`)}</dt>
      <dd>
        <ul class="chips">
          {counts.map((count) => (
            <li>
              <Counted id={id} count={count} />
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
};

/** The flow whose list shows what is counted; `null`: no list does. */
const listOf = ({ flow }: TenantGlance["counts"][number]): SwitchedFlow | null =>
  SWITCHED_FLOWS.find((one) => one === flow) ?? null;

const Needs = ({ glance }: { glance: TenantGlance }) => {
  const { tenant, alerts, approvals, payouts, both, health, switchedOn } = glance;
  const { t, find } = useMessages();
  const flows = Object.keys(health?.stoppedFlows ?? {});
  const logins = health?.connections.filter(({ state }) => state !== "connected") ?? [];
  const doubts = health?.inDoubt ?? 0;
  if (waitingIn(glance) + logins.length + doubts + flows.length === 0 && switchedOn)
    return <p class="empty">{t("overview.nothing")}</p>;
  return (
    <ul class="reasons">
      {alerts === 0 ? null : (
        <li class="bad">
          <a href={`/admin/tenants/${tenant.id}/attention`}>
            {health === null && alerts >= MAX_COUNTED
              ? t("overview.toLookAtMany", { count: alerts })
              : t("overview.toLookAt", { count: alerts })}
          </a>
        </li>
      )}
      {approvals === 0 ? null : (
        <li class="warn">
          <a href={`/admin/tenants/${tenant.id}/approvals`}>
            {t("attention.approvals", { count: approvals })}
          </a>
        </li>
      )}
      {payouts === 0 ? null : (
        <li class="warn">
          <a href={`/admin/tenants/${tenant.id}/payouts`}>
            {t("attention.payouts", { count: payouts, both })}
          </a>
        </li>
      )}
      {logins.map(({ vendor, state }) => (
        <li class={CONNECTION_TONES[state]}>
          <a href={placePath(tenant.id, "connections")}>
            {state === "needs-login"
              ? t("overview.connectAgain", { vendor: VENDOR_NAMES[vendor] })
              : t("overview.connect", { vendor: VENDOR_NAMES[vendor] })}
          </a>
        </li>
      ))}
      {flows.map((flow) => (
        <li class="warn">
          <a href={placePath(tenant.id, "flows")}>
            {t("overview.flowStopped", { flow: find(`tenant.flows.names.${flow}`) ?? flow })}
          </a>
        </li>
      ))}
      {switchedOn ? null : (
        <li class="warn">
          <a href={stepPath(tenant.id, "live")}>{t("overview.ordersOff")}</a>
        </li>
      )}
      {doubts === 0 ? null : (
        <li class="warn">
          <a href={`/admin/tenants/${tenant.id}/orders?status=waiting`}>
            {t("overview.doubts", { count: doubts })}
          </a>
        </li>
      )}
    </ul>
  );
};
