/** What needs a person, with the next step; what was settled lately stands folded away. */
import type { AlertView } from "../../../sync/rpc.ts";
import { tell } from "../../usecases/words.ts";
import { When } from "../ui.tsx";
import { SEVERITY_WORDS } from "../words.ts";

type AlertsProps = { readonly id: string; readonly alerts: readonly AlertView[]; readonly language: string; readonly now: number };

const SETTLED_SHOWN = 20;

export const Alerts = ({ id, alerts, language, now }: AlertsProps) => {
  const open = alerts.filter((alert) => alert.resolvedAt === null);
  const settled = alerts.filter((alert) => alert.resolvedAt !== null).slice(0, SETTLED_SHOWN);
  if (open.length === 0 && settled.length === 0) return null;
  return (
    <section id="alerts" aria-labelledby="alerts-head">
      <h2 id="alerts-head">{open.length === 0 ? "Nothing needs a person" : "Needs a person"}</h2>
      {open.length === 0 ? null : (
        <ul class="reasons">
          {open.map((alert) => (
            <Alert id={id} alert={alert} language={language} now={now} />
          ))}
        </ul>
      )}
      {settled.length === 0 ? null : (
        <details>
          <summary>Settled lately ({settled.length})</summary>
          <ul class="reasons">
            {settled.map((alert) => (
              <Alert id={id} alert={alert} language={language} now={now} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

const Alert = ({ id, alert, language, now }: { id: string; alert: AlertView; language: string; now: number }) => {
  const told = tell(alert.reason, language);
  return (
    <li class={alert.resolvedAt === null ? SEVERITY_WORDS[told.severity].tone : "quiet"}>
      <span class="text">{told.text}</span>
      {told.next === "" || alert.resolvedAt !== null ? null : <span class="next">{told.next}</span>}
      <span class="meta">
        {alert.resolvedAt === null ? "since " : "settled "}
        <When at={alert.resolvedAt ?? alert.since} now={now} />
        {alert.jobId === null ? null : (
          <>
            {" · "}
            <a href={`/admin/tenants/${id}/orders/${alert.jobId}`}>its story</a>
          </>
        )}
      </span>
    </li>
  );
};
