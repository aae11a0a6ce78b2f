/**
 * The shop's last orders, each as it would be booked: of the newest look alone, and each with what
 * would become of it.
 */
import {
  PLANNED_EFFECTS,
  plannedEffectOf,
  dryRunResult,
} from "../../../../domain/jobs/planned-effect.ts";
import { isOperationKind, type JobView } from "../../../../domain/jobs/job.ts";
import { soldOf } from "../../../../domain/orders/sold.ts";
import type { LastRun } from "../../../usecases/dry-runs/dry-run.ts";
import type { PlanView } from "../../../usecases/dry-runs/plan-note.ts";
import type { SetupState } from "../../../usecases/tenants/setup.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { withDryRunAdvice, shownReasons } from "../../orders/actions/dry-run.ts";
import { PlanTable } from "../../orders/documents/plan-table.tsx";
import { Cell, Stack } from "../../parts/table.tsx";
import { Badge, Reasons } from "../../parts/ui.tsx";
import { BECOME_TONES, type States, type StateLabel } from "../../../words/state-text.ts";
import { screenPath, stepAction } from "../screens.ts";
import { First, isConnected } from "../frame.tsx";
import { Button, PostForm } from "../../forms/post-form.tsx";

export type ShownRun = {
  readonly run: LastRun;
  /** Of each order in turn; `null`: nothing would be written, or it isn't known yet. */
  readonly plans: readonly (PlanView | null)[];
};

export const LAST_ORDERS = 5;

type DryRunProps = {
  readonly state: SetupState;
  /** `null`: nobody has asked for one. */
  readonly shown: ShownRun | null;
  /** It was asked for while something was missing. */
  readonly refused?: boolean;
};

export const DryRun = ({ state, shown, refused = false }: DryRunProps) => {
  const { t, format } = useMessages();
  const { tenant } = state;
  const here = screenPath(tenant.id, "live");
  const over = shown !== null && shown.run.job.status === "done" && shown.run.open === 0;
  const some = shown !== null && shown.run.orders.length > 0;
  return (
    <>
      <p>{t("setup.dryRun.lead")}</p>
      <First state={state} refused={refused} />
      <PostForm action={stepAction(tenant.id, "dry-run")} class="actions">
        {isConnected(state) ? (
          <Button class={shown === null ? undefined : "second"}>
            {shown === null
              ? t("setup.dryRun.run", { count: LAST_ORDERS })
              : t("setup.dryRun.again")}
          </Button>
        ) : null}
      </PostForm>
      <div id="live-dry-run" data-live="setup orders">
        {shown === null ? <p class="empty">{t("setup.dryRun.none")}</p> : null}
        {shown === null || over ? null : (
          <p role="status">
            {t("setup.dryRun.busy")} <a href={here}>{t("setup.dryRun.lookAgain")}</a>
          </p>
        )}
        {over && !some ? <p class="empty">{t("setup.dryRun.noOrders")}</p> : null}
        {shown !== null && some && state.done.live && !state.settings.trial ? (
          <p>{t("setup.dryRun.ofBefore", { when: format.stamp(shown.run.job.updatedAt) })}</p>
        ) : null}
        {shown === null || !some ? null : <Counts run={shown.run} />}
        {shown === null || !some ? null : <RunTable shown={shown} id={tenant.id} />}
      </div>
    </>
  );
};

/** How many orders would become what: of those that are worked out. */
const Counts = ({ run }: { run: LastRun }) => {
  const { t } = useMessages();
  const said = PLANNED_EFFECTS.flatMap((become) =>
    run.counts[become] === 0
      ? []
      : [t(`setup.dryRun.counts.${become}`, { count: run.counts[become] })],
  );
  if (said.length === 0) return null;
  return <p role="status">{said.join(" ")}</p>;
};

type RunTableProps = { readonly shown: ShownRun; readonly id: string };

const RunTable = ({ shown: { run, plans }, id }: RunTableProps) => {
  const messages = useMessages();
  const { t, states, format } = messages;
  // What would become of it stands on the badge.
  const described = (job: JobView) =>
    job.reasons
      .filter(({ code }) => code !== "dry-run")
      .map((reason) => withDryRunAdvice(messages, job, messages.describe(reason)));
  return (
    <Stack
      label={t("setup.steps.dry-run")}
      columns={[
        t("setup.dryRun.order"),
        t("setup.dryRun.would"),
        { name: t("setup.dryRun.gross"), figure: true },
        { name: t("setup.dryRun.vat"), figure: true },
      ]}
    >
      <tbody>
        {run.orders.map(({ job, become }, index) => {
          const plan = plans[index] ?? null;
          return (
            <tr>
              <th scope="row" class="whole">
                <a href={`/admin/tenants/${id}/orders/${job.id}`}>
                  {job.label ?? job.key.split(":").at(-1)}
                </a>
              </th>
              <Cell of={t("setup.dryRun.would")}>
                <Badge word={wouldWord(states, job)} />
                <Reasons
                  reasons={shownReasons(become === "leave" || become === "nothing", described(job))}
                />
                {plan === null ? null : (
                  <details>
                    <summary>{t("setup.dryRun.each")}</summary>
                    <PlanTable described={plan} />
                  </details>
                )}
              </Cell>
              <Cell of={t("setup.dryRun.gross")} figure>
                {job.figures === null
                  ? "–"
                  : format.money(soldOf(job.figures).gross, job.figures.currency)}
              </Cell>
              <Cell of={t("setup.dryRun.vat")} figure>
                {job.figures === null
                  ? "–"
                  : format.money(soldOf(job.figures).vat, job.figures.currency)}
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Stack>
  );
};

/** The write that would be made first, or where the order would end. */
function wouldWord(states: States, job: JobView): StateLabel {
  const would = dryRunResult(job);
  if (would === null || !isOperationKind(would)) return states.job(job);
  return { text: states.kind(would), tone: BECOME_TONES[plannedEffectOf(would)] };
}
