/**
 * What needs a person, in words and with the next step: jobs of one reason together. What was
 * settled lately stands folded away.
 */
import type { AlertPage, AlertView, HeldTotal } from "../../../sync/rpc.ts";
import { tell } from "../../usecases/words.ts";
import { useLanguage, useMessages } from "../use-messages.ts";
import { RemedyLink } from "../remedy-link.tsx";
import { NextStep, When } from "../ui.tsx";
import { SEVERITY_TONES } from "../words.ts";
import { Sums } from "../attention/groups.tsx";

type AlertsProps = {
  readonly id: string;
  readonly page: AlertPage;
  /** `null`: not known at the moment. */
  readonly total: HeldTotal | null;
  readonly now: number;
};

const SETTLED_SHOWN = 20;

export const Alerts = ({ id, page: { alerts, ...page }, total, now }: AlertsProps) => {
  const { t } = useMessages();
  const open = alerts.filter((alert) => alert.resolvedAt === null);
  const left = page.open - open.length;
  const settled = alerts.filter((alert) => alert.resolvedAt !== null).slice(0, SETTLED_SHOWN);
  if (open.length === 0 && settled.length === 0) return null;
  return (
    <section id="alerts" aria-labelledby="alerts-head">
      <h2 id="alerts-head">
        {open.length === 0 ? t("tenant.alerts.none") : t("tenant.alerts.some")}
      </h2>
      {total === null || total.count === 0 ? null : <Total id={id} total={total} now={now} />}
      {open.length === 0 ? null : (
        <ul class="reasons">
          {grouped(open).map(({ alert, others }) => (
            <Alert id={id} alert={alert} others={others} now={now} />
          ))}
        </ul>
      )}
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
              <Alert id={id} alert={alert} others={0} now={now} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

/** What needs action and what waits for an approval, each as its tab counts it, and their sum. */
const Total = ({ id, total, now }: { id: string; total: HeldTotal; now: number }) => {
  const { t } = useMessages();
  const items = total.count - total.approvals;
  return (
    <p id="waiting">
      {items <= 0 ? null : (
        <a href={`/admin/tenants/${id}/attention`}>
          <strong>{t("attention.count", { count: items })}</strong>
        </a>
      )}
      {total.approvals === 0 ? null : (
        <>
          {items <= 0 ? null : " · "}
          <a href={`/admin/tenants/${id}/approvals`}>
            {t("attention.approvals", { count: total.approvals })}
          </a>
        </>
      )}
      <Sums amounts={total.amounts} />
      {total.since === null ? null : (
        <>
          {" · "}
          {t("attention.oldest")} <When at={total.since} now={now} />
        </>
      )}
    </p>
  );
};

/**
 * What is about the tenant as a whole first and each by itself, then jobs by their reason: a
 * hundred orders without one article are one thing to do.
 */
function grouped(
  open: readonly AlertView[],
): readonly { readonly alert: AlertView; readonly others: number }[] {
  const jobs = Map.groupBy(
    open.filter(({ jobId }) => jobId !== null),
    ({ reason }) => reason.code,
  );
  return [
    ...open.filter(({ jobId }) => jobId === null).map((alert) => ({ alert, others: 0 })),
    ...[...jobs.values()].flatMap(([alert, ...others]) =>
      alert === undefined ? [] : [{ alert, others: others.length }],
    ),
  ];
}

const Alert = ({
  id,
  alert,
  others,
  now,
}: {
  id: string;
  alert: AlertView;
  others: number;
  now: number;
}) => {
  const { t, rich } = useMessages();
  const described = tell(alert.reason, useLanguage());
  return (
    <li class={alert.resolvedAt === null ? SEVERITY_TONES[described.severity] : "quiet"}>
      <span class="text">{described.text}</span>
      {described.next === "" || alert.resolvedAt !== null ? null : (
        <NextStep text={described.next}>
          <RemedyLink id={id} reason={alert.reason} />
        </NextStep>
      )}
      <span class="meta">
        {alert.resolvedAt === null
          ? rich("tenant.alerts.arose", { when: <When at={alert.since} now={now} /> })
          : rich("tenant.alerts.settled", { when: <When at={alert.resolvedAt} now={now} /> })}
        {alert.jobId === null ? null : (
          <>
            {" · "}
            <a href={`/admin/tenants/${id}/orders/${alert.jobId}`}>{t("tenant.alerts.story")}</a>
          </>
        )}
        {others === 0 ? null : (
          <>
            {" · "}
            {t("dashboard.more", { count: others })}
            {": "}
            <a href={`/admin/tenants/${id}/attention`}>{t("dashboard.toAttention")}</a>
          </>
        )}
      </span>
    </li>
  );
};
