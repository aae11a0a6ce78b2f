/**
 * What needs a person, by cause, each with the deed that mends it. Recently resolved alerts are
 * folded.
 */
import { useContext } from "hono/jsx";
import { APPROVAL } from "../../../../domain/jobs/held.ts";
import { dec, exact } from "../../../../domain/money.ts";
import { type OpenCounts, type OpenPlaces, placesOf } from "../../../../domain/jobs/open-counts.ts";
import type { HeldPage, HeldTotal, ResolvedAlert } from "../../../../sync/contract/index.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { RemedyLink } from "../../parts/remedy-link.tsx";
import { When, PageSection } from "../../parts/ui.tsx";
import { Sums } from "../../attention/groups.tsx";
import { OpenContext } from "../../frame/header.tsx";
import type { Reason } from "../../../../domain/reasons/index.ts";
import { groupActions, groupPath, sheetPath } from "../../attention/group-actions.ts";
import { MayLink, useMayOn } from "../../forms/post-form.tsx";
import { remedyOf } from "../../parts/remedies.ts";

type AlertsProps = {
  readonly id: string;
  /** Those resolved last; `null`: not known at the moment. */
  readonly resolved: readonly ResolvedAlert[] | null;
  /** `null`: not known at the moment. */
  readonly total: HeldTotal | null;
  /** By cause; `null`: not known at the moment. */
  readonly held: HeldPage | null;
};

export const Alerts = async ({ id, resolved, total, held }: AlertsProps) => {
  const { t } = useMessages();
  const counted = useContext(OpenContext);
  const counts = (counted === null ? null : await counted.of(id)) ?? countsOf(total);
  const places = counts === null ? null : placesOf(counts);
  const listed = held === null ? 0 : held.own.length + countIn(causesOf(held));
  const left = held === null ? 0 : (places?.attention ?? 0) - listed;
  const settled = resolved ?? [];
  // Nothing is said of what isn't known.
  if (held === null && places === null) return null;
  const isQuiet = listed === 0 && (places?.all ?? 0) === 0;
  if (isQuiet && settled.length === 0) return null;
  return (
    <PageSection id="alerts" title={isQuiet ? t("tenant.alerts.none") : t("tenant.alerts.some")}>
      {places === null || places.all === 0 ? null : <Total id={id} places={places} total={total} />}
      {held === null ? null : <Causes id={id} held={held} />}
      {left <= 0 ? null : (
        <p class="sub">
          {t("tenant.alerts.left", { count: left })}{" "}
          <a href={`/admin/tenants/${id}/attention`}>{t("dashboard.toAttention")}</a>
        </p>
      )}
      {settled.length === 0 ? null : (
        <details>
          <summary>{t("tenant.alerts.settledLately", { count: settled.length })}</summary>
          <ul class="reasons">
            {settled.map((alert) => (
              <Resolved id={id} alert={alert} />
            ))}
          </ul>
        </details>
      )}
    </PageSection>
  );
};

const countIn = (groups: readonly { readonly count: number }[]): number =>
  groups.reduce((sum, { count }) => sum + count, 0);

const countsOf = (total: HeldTotal | null): OpenCounts | null =>
  total === null ? null : { alerts: total.count, approvals: total.approvals };

/** What waits without its credits, which stand beside: together they might come to nothing. */
const sales = ({ amounts, credits = [] }: Pick<HeldTotal, "amounts" | "credits">) =>
  amounts.flatMap(({ currency, gross }) => {
    const below = credits.find((one) => one.currency === currency)?.gross ?? "0";
    const rest = exact(dec(gross).minus(dec(below)));
    return !dec(below).eq(0) && dec(rest).eq(0) ? [] : [{ currency, gross: rest }];
  });

/** In one phrase: of two currencies with a word before each, the first would read as a count. */
const Together = ({ amounts }: { readonly amounts: ReturnType<typeof sales> }) => {
  const { t, format, language } = useMessages();
  if (amounts.length === 0) return null;
  const all = amounts.map(({ currency, gross }) => format.money(gross, currency));
  const amount = new Intl.ListFormat(language).format(all);
  return (
    <>
      {" · "}
      {t("attention.orders", { amount })}
    </>
  );
};

type TotalProps = Pick<AlertsProps, "id" | "total"> & { readonly places: OpenPlaces };

/** What stands in each list, as its tab counts it; and what it comes to. */
const Total = ({ id, places, total }: TotalProps) => {
  const { t } = useMessages();
  const { attention, approvals, payouts, both } = places;
  const ways = [
    attention === 0 ? null : (
      <a href={`/admin/tenants/${id}/attention`}>
        <strong>{t("attention.count", { count: attention })}</strong>
      </a>
    ),
    approvals === 0 ? null : (
      <a href={`/admin/tenants/${id}/approvals`}>
        {t("attention.approvals", { count: approvals })}
      </a>
    ),
    payouts === 0 ? null : (
      <a href={`/admin/tenants/${id}/payouts`}>
        {t("attention.payouts", { count: payouts, both })}
      </a>
    ),
  ].filter((way) => way !== null);
  return (
    <p id="waiting">
      {ways.map((way, index) => (
        <>
          {index === 0 ? null : " · "}
          {way}
        </>
      ))}
      {total === null ? null : <Together amounts={sales(total)} />}
      <Sums amounts={total?.credits ?? []} say={(amount) => t("attention.credits", { amount })} />
      {total === null || total.since === null ? null : (
        <>
          {" · "}
          {t("attention.oldest")} <When at={total.since} />
        </>
      )}
    </p>
  );
};

type ResolvedProps = {
  readonly id: string;
  readonly alert: ResolvedAlert;
};

const Resolved = ({ id, alert }: ResolvedProps) => {
  const { t, rich } = useMessages();
  return (
    <li class="quiet">
      <span class="text">{useMessages().describe(alert.reason).text}</span>
      <span class="meta">
        {rich("tenant.alerts.settled", { when: <When at={alert.resolvedAt} /> })}
        {alert.jobId === null ? null : (
          <>
            {" · "}
            <a href={`/admin/tenants/${id}/orders/${alert.jobId}`}>{t("tenant.alerts.timeline")}</a>
          </>
        )}
      </span>
    </li>
  );
};

type Group = HeldPage["groups"][number];

const MOST = 5;

/** Those that home lists. The line above leads to the approvals. */
const causesOf = ({ groups }: HeldPage): readonly Group[] =>
  groups.filter(({ reason }) => reason.code !== APPROVAL).slice(0, MOST);

type CausesProps = { readonly id: string; readonly held: HeldPage };

const Causes = ({ id, held }: CausesProps) => (
  <ul class="reasons causes">
    {held.own.map(({ reason, since }) => (
      <Own id={id} reason={reason} since={since} />
    ))}
    {causesOf(held).map((group) => (
      <Cause id={id} group={group} />
    ))}
  </ul>
);

type OwnProps = {
  readonly id: string;
  readonly reason: Reason;
  readonly since: number;
};

/** About the shop as a whole. */
const Own = ({ id, reason, since }: OwnProps) => {
  const { text, next } = useMessages().describe(reason);
  return (
    <li class="bad">
      <span class="text">
        {text} <span class="next">{next}</span> <RemedyLink id={id} reason={reason} />
        {" · "}
        <When at={since} />
      </span>
    </li>
  );
};

type CauseProps = { readonly id: string; readonly group: Group };

const Cause = ({ id, group }: CauseProps) => {
  const { t, describe } = useMessages();
  const { code, params } = group.reason;
  const { line: _, ...rest } = params;
  return (
    <li class="bad">
      <span class="text">
        <strong>{t("attention.count", { count: group.count })}</strong>
        <Sums amounts={group.amounts} />
        {" · "}
        <a href={groupPath(id, group)}>{describe({ code, params: rest }).text}</a>
        {" · "}
        {t("attention.oldest")} <When at={group.since} />
        <Deed id={id} group={group} />
      </span>
    </li>
  );
};

/** The deed that mends it, where one press or one place does. */
const Deed = ({ id, group }: CauseProps) => {
  const { t } = useMessages();
  const works = useMayOn()("work", id);
  const makes = groupActions(group.reason).some(({ kind }) => kind === "create-article");
  if (works && makes)
    return (
      <>
        {" · "}
        <MayLink href={sheetPath(id, group, "create-article")}>
          {t("attention.deeds.create-article")}
        </MayLink>
      </>
    );
  const remedy = remedyOf(group.reason);
  return remedy === null || remedy.at === "group" ? null : (
    <>
      {" · "}
      <RemedyLink id={id} reason={group.reason} />
    </>
  );
};
