/**
 * The automatic works: when each flow last ran, its next run, and the buttons to run, stop and
 * resume it.
 */
import type { SweepView } from "../../../../sync/contract/health.ts";
import type { TenantHealth, WorkView } from "../../../../sync/contract/index.ts";
import { ActorName } from "../../parts/actors.tsx";
import { Badge, Notice, When, Wide, PageSection } from "../../parts/ui.tsx";
import { useMessages, useNow } from "../../frame/use-messages.ts";
import type { Format } from "../../../words/format.ts";
import type { Messages } from "../../../../messages/index.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";

type FlowsProps = { readonly id: string; readonly health: TenantHealth };

/** Explains how often orders are searched for. Not shown to a shop that never sent a webhook. */
const Sweeps = (sweeps: SweepView) => {
  const { everyMs, webhooksArrive, missedAt, inARow = 0, needed = 0 } = sweeps;
  const { t, format } = useMessages();
  const minutes = Math.round(everyMs / 60_000);
  if (webhooksArrive) return <p>{t("tenant.flows.webhooksArrive", { minutes })}</p>;
  if (missedAt !== null && inARow > 0)
    return <p>{t("tenant.flows.webhooksAgain", { minutes, inARow, needed })}</p>;
  return missedAt === null ? null : (
    <p>{t("tenant.flows.webhooksMissed", { minutes, when: format.from(missedAt, useNow()) })}</p>
  );
};

export const Flows = ({ id, health }: FlowsProps) => {
  const { works, stoppedFlows } = health;
  const now = useNow();
  const { t, rich, format } = useMessages();
  const nameOf = useFlowName();
  const flows = [...new Set(works.map((work) => work.flow))];
  return (
    <PageSection id="flows" title={t("tenant.flows.title")}>
      {health.changeFilter === "unusable" ? (
        <Notice
          tone="warn"
          title={t("tenant.flows.noChangeFilter")}
          text={t("tenant.flows.noChangeFilterText")}
        />
      ) : null}
      {health.orderSort === "one-key" ? (
        <Notice
          tone="warn"
          title={t("tenant.flows.oneSortKey")}
          text={t("tenant.flows.oneSortKeyText")}
        />
      ) : null}
      {health.sweeps === null ? null : <Sweeps {...health.sweeps} />}
      <Wide label={t("tenant.flows.label")}>
        <table class="flows">
          <thead>
            <tr>
              <th scope="col">{t("tenant.flows.what")}</th>
              <th scope="col">{t("tenant.flows.lastRun")}</th>
              <th scope="col">{t("tenant.flows.nextRun")}</th>
            </tr>
          </thead>
          {flows.map((flow) => (
            <FlowRows id={id} flow={flow} health={health} />
          ))}
        </table>
      </Wide>
      {Object.entries(stoppedFlows).map(([flow, { actor, since }]) => (
        <p>
          <Badge word={{ text: t("tenant.flows.stopped"), tone: "warn" }} />{" "}
          {rich("tenant.flows.stoppedBy", {
            flow: nameOf(flow),
            actor: <ActorName of={actor} />,
            when: format.from(since, now),
          })}
        </p>
      ))}
    </PageSection>
  );
};

/** A flow without a text is called by its name. */
function useFlowName(): (flow: string) => string {
  const { find } = useMessages();
  return (flow) => find(`tenant.flows.names.${flow}`) ?? flow;
}

const FlowRows = ({ id, flow, health }: FlowsProps & { readonly flow: string }) => {
  const { t, find, format } = useMessages();
  const nameOf = useFlowName();
  const now = useNow();
  const workOf = (work: string): string => find(`tenant.flows.works.${work}`) ?? work;
  const runs = health.stoppedFlows[flow] === undefined;
  return (
    <tbody>
      <tr class="group">
        <th scope="rowgroup">{nameOf(flow)}</th>
        <td colspan={2}>
          <Post
            action={`/admin/tenants/${id}/flows/${flow}/run`}
            text={t("tenant.flows.runShort")}
            label={t("tenant.flows.run", { flow: nameOf(flow).toLowerCase() })}
          />
          {runs ? (
            <Post
              action={`/admin/tenants/${id}/flows/${flow}/stop`}
              text={t("tenant.flows.stopShort")}
              label={t("tenant.flows.stop", { flow: nameOf(flow).toLowerCase() })}
            />
          ) : (
            <Post
              action={`/admin/tenants/${id}/flows/${flow}/resume`}
              text={t("tenant.flows.resumeShort")}
              label={t("tenant.flows.resume", { flow: nameOf(flow).toLowerCase() })}
            />
          )}
        </td>
      </tr>
      {health.works
        .filter((work) => work.flow === flow)
        .map((work) => (
          <tr>
            <td>{workOf(work.name)}</td>
            <td>
              <LastRun work={work} />
            </td>
            <td>{nextText(t, format, work, health.pause.paused || !runs, now)}</td>
          </tr>
        ))}
    </tbody>
  );
};

/** The last run, scheduled or manual. */
const LastRun = ({ work }: { work: WorkView }) => {
  const { t, states } = useMessages();
  const { lastRun, manualRun = null, flow, key } = work;
  const isManual = manualRun !== null && manualRun.at > (lastRun ?? 0);
  const at = isManual ? manualRun.at : lastRun;
  const job = isManual ? manualRun.job : work.job;
  if (at === null) return <>{t("tenant.flows.never")}</>;
  return (
    <>
      <When at={at} />{" "}
      <span class="hint">
        {t(isManual ? "tenant.flows.startedManually" : "tenant.flows.scheduled")}
      </span>{" "}
      {job === null ? null : <Badge word={states.job({ ...job, flow, key })} />}
    </>
  );
};

/** The text is short, as the flow's name is beside it; screen readers get both. */
const Post = ({ action, text, label }: { action: string; text: string; label: string }) => (
  <PostForm action={action}>
    <Button class="plain" aria-label={label}>
      {text}
    </Button>
  </PostForm>
);

function nextText(
  t: Messages["t"],
  format: Format,
  work: WorkView,
  stopped: boolean,
  now: number,
): string {
  if (stopped) return t("tenant.flows.isStopped");
  if (work.nextRun === null) return t("tenant.flows.manual");
  return work.nextRun <= now ? t("tenant.flows.due") : format.from(work.nextRun, now);
}
