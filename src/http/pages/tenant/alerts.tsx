/** What needs a person, with the next step; what was settled lately stands folded away. */
import type { AlertView } from "../../../sync/rpc.ts";
import { tell } from "../../usecases/words.ts";
import { TENANT } from "../../words/tenant/index.ts";
import { useLanguage, useWords } from "../../words/use.ts";
import { NextStep, When } from "../ui.tsx";
import { SEVERITY_TONES } from "../words.ts";

type AlertsProps = { readonly id: string; readonly alerts: readonly AlertView[]; readonly now: number };

const SETTLED_SHOWN = 20;

export const Alerts = ({ id, alerts, now }: AlertsProps) => {
  const t = useWords(TENANT).alerts;
  const open = alerts.filter((alert) => alert.resolvedAt === null);
  const settled = alerts.filter((alert) => alert.resolvedAt !== null).slice(0, SETTLED_SHOWN);
  if (open.length === 0 && settled.length === 0) return null;
  return (
    <section id="alerts" aria-labelledby="alerts-head">
      <h2 id="alerts-head">{open.length === 0 ? t.none : t.some}</h2>
      {open.length === 0 ? null : (
        <ul class="reasons">
          {open.map((alert) => (
            <Alert id={id} alert={alert} now={now} />
          ))}
        </ul>
      )}
      {settled.length === 0 ? null : (
        <details>
          <summary>{t.settledLately(settled.length)}</summary>
          <ul class="reasons">
            {settled.map((alert) => (
              <Alert id={id} alert={alert} now={now} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

const Alert = ({ id, alert, now }: { id: string; alert: AlertView; now: number }) => {
  const t = useWords(TENANT).alerts;
  const told = tell(alert.reason, useLanguage());
  return (
    <li class={alert.resolvedAt === null ? SEVERITY_TONES[told.severity] : "quiet"}>
      <span class="text">{told.text}</span>
      {told.next === "" || alert.resolvedAt !== null ? null : <NextStep text={told.next} />}
      <span class="meta">
        {alert.resolvedAt === null ? t.since(<When at={alert.since} now={now} />) : t.settled(<When at={alert.resolvedAt} now={now} />)}
        {alert.jobId === null ? null : (
          <>
            {" · "}
            <a href={`/admin/tenants/${id}/orders/${alert.jobId}`}>{t.story}</a>
          </>
        )}
      </span>
    </li>
  );
};
