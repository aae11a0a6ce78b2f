/**
 * What going live brings about in the next minute: which flows begin when, how many orders are
 * taken up at once, and what the first run of articles and of stock would write.
 */
import {
  PREVIEWED_FLOWS,
  type PreviewedFlow,
  type RunPreview,
} from "../../../../domain/jobs/run-preview.ts";
import type { Messages } from "../../../../messages/index.ts";
import type { UpcomingWork } from "../../../../sync/contract/index.ts";
import type { TenantRequest } from "../../../deps.ts";
import { dryRun, type LastRun, lastRun } from "../../../usecases/dry-runs/dry-run.ts";
import { isOutdated, outdatedBefore } from "../../../usecases/dry-runs/outdated-previews.ts";
import {
  beginPreview,
  type PreviewView,
  readPreview,
  upcomingWorks,
} from "../../../usecases/dry-runs/run-preview.ts";
import { isLiveNow, type SetupState } from "../../../usecases/tenants/setup.ts";
import { PreviewPart, previewPath } from "../../previews/part.tsx";
import { useMessages, useNow } from "../../frame/use-messages.ts";
import { isolate } from "../../../words/isolate.ts";
import { When } from "../../parts/ui.tsx";
import { screenPath } from "../screens.ts";
import { LAST_ORDERS } from "./dry-run.tsx";

/** The chosen flows whose runs can be previewed. */
const previewedOf = ({ settings }: SetupState): readonly PreviewedFlow[] =>
  PREVIEWED_FLOWS.filter((flow) => settings.setup.flows.includes(flow));

/** Starts a preview of each chosen flow. One that can't be made says so where it is shown. */
export async function beginPreviews(asking: TenantRequest, state: SetupState): Promise<void> {
  await Promise.all(previewedOf(state).map((flow) => beginPreview(asking, flow)));
}

/**
 * Computes what was never computed or is out of date: each flow's preview, and the dry run of the
 * last orders, which shows orders that would be put on hold. Returns whether anything was: then
 * nobody has seen what going live would do.
 */
export async function renewOutdated(asking: TenantRequest, state: SetupState): Promise<boolean> {
  const { previews, before } = await nextOf(asking, state);
  const due = previews.filter((one) => !isCurrent(one));
  const isTried =
    !state.settings.setup.flows.includes("orders") || (await isTriedSince(asking, before));
  const begun = await Promise.all([
    ...due.map(async ({ flow }) => (await beginPreview(asking, flow)).ok),
    ...(isTried ? [] : [beginLastOrders(asking).then(({ ok }) => ok)]),
  ]);
  return begun.includes(true);
}

async function isTriedSince(asking: TenantRequest, before: number): Promise<boolean> {
  const run = await lastRun(asking);
  return !run.ok || (run.value !== null && run.value.job.updatedAt >= before);
}

/** Starts the dry run of the shop's last orders, also of those before the start date. */
export const beginLastOrders = (asking: TenantRequest): ReturnType<typeof dryRun> =>
  dryRun(asking, { of: "last", count: LAST_ORDERS, acrossStartLine: true });

type FlowPreview = {
  readonly flow: PreviewedFlow;
  readonly view: PreviewView;
  readonly isOutdated: boolean;
};

type Next = {
  /** The instant before which previews are out of date. */
  readonly before: number;
  readonly previews: readonly FlowPreview[];
  readonly upcoming: readonly UpcomingWork[];
};

/** Returns what the next run of each chosen flow would write, and when it would first run. */
export async function nextOf(asking: TenantRequest, state: SetupState): Promise<Next> {
  const [before, upcoming, ...views] = await Promise.all([
    outdatedBefore(asking),
    upcomingWorks(asking, state.settings.setup.flows),
    ...previewedOf(state).map(async (flow) => ({ flow, view: await readPreview(asking, flow) })),
  ]);
  return {
    before,
    upcoming: upcoming.ok ? upcoming.value : [],
    previews: views.flatMap(({ flow, view }) =>
      view.ok ? [{ flow, view: view.value, isOutdated: isOutdated(view.value, before) }] : [],
    ),
  };
}

/** The schedule is looked at about once a minute. */
const SOON_MS = 60_000;

type Props = { readonly state: SetupState; readonly next: Next };

/** Computed, or being computed, with what is saved now. */
const isCurrent = ({ view, isOutdated: old }: FlowPreview): boolean => view.job !== null && !old;

type AfterProps = Props & {
  /** The dry run of the last orders; `null`: none. */
  readonly run: LastRun | null;
  /** The limit of the first day as it stands in the form; `null`: none. */
  readonly limit: number | null;
};

/** How many documents at most. */
const limitParts = (
  { t }: Messages,
  { state: { health }, limit }: Pick<AfterProps, "state" | "limit">,
): readonly string[] =>
  limit === null
    ? []
    : [
        health.firstDayOver === true
          ? t("setup.after.limitOver")
          : t("setup.after.limit", { count: limit }),
      ];

/** Whether a dry run shows what becomes of the newest orders, with what is saved now. */
const isTriedNow = (run: LastRun | null, before: number): run is LastRun =>
  run !== null && run.open === 0 && run.orders.length > 0 && run.job.updatedAt >= before;

/** What going live does, a line each: first on the screen, beside the button. */
export const AfterGoingLive = ({ state, next, run, limit }: AfterProps) => {
  const { previews } = next;
  const messages = useMessages();
  const { t } = messages;
  if (isLiveNow(state) || previews.length === 0) return null;
  return (
    <div id="live-after" data-live="status">
      <p>
        <strong>{t("setup.after.title")}</strong>
      </p>
      <ul>
        {previews.map((one) => (
          <li>
            {t(`setup.after.flows.${one.flow}`)}:{" "}
            {isCurrent(one) && one.view.preview !== null
              ? [
                  previewLine(messages, one.view.preview),
                  ...(one.flow === "orders" ? limitParts(messages, { state, limit }) : []),
                ].join(" · ")
              : t(isCurrent(one) ? "setup.after.busy" : "setup.after.unknown")}
            {isCurrent(one) && one.view.job !== null ? (
              <span class="hint">
                {" ("}
                {t("previews.asOf")} <When at={one.view.job.updatedAt} />
                {")"}
              </span>
            ) : null}
          </li>
        ))}
        {/* By itself: these may be from before the start date, unlike those counted above. */}
        {state.settings.setup.flows.includes("orders") && isTriedNow(run, next.before) ? (
          <li>
            {t("setup.after.newest", {
              count: run.orders.length,
              book: run.counts.book,
              hold: run.counts.hold,
            })}
          </li>
        ) : null}
        {state.done.live && state.settings.setup.flows.includes("orders") ? (
          <li>
            {state.settings.schedules.orders === "never"
              ? t("setup.after.ofTrialByHand")
              : t("setup.after.ofTrial")}
          </li>
        ) : null}
      </ul>
    </div>
  );
};

const sum = (all: RunPreview["left"]): number => all.reduce((n, { count }) => n + count, 0);

/** A preview in one line: what would be written, and what would be left. */
function previewLine({ t }: Messages, preview: RunPreview): string {
  const { flow, stopped, create, update, later, unlooked, first, rows } = preview;
  if (stopped.length > 0) return t("setup.after.nothingYet");
  const [left, held] = [sum(preview.left), sum(preview.held)];
  const parts = (): readonly string[] => {
    switch (flow) {
      case "orders":
        return [
          t(unlooked > 0 ? "setup.after.ordersAtLeast" : "setup.after.orders", { count: later }),
        ];
      case "customers":
        return first === true
          ? [t("setup.after.customersNone")]
          : [t("setup.after.customers", { create, update })];
      case "stock":
        return [t("setup.after.stock", { count: update }), ...stockOf(rows)];
      default:
        return [t("setup.after.articles", { create, update })];
    }
  };
  return [
    ...parts(),
    ...(left === 0 ? [] : [t("setup.after.left", { count: left })]),
    ...(held === 0 ? [] : [t("setup.after.held", { count: held })]),
    ...(flow !== "orders" && later + unlooked > 0 ? [t("setup.after.more")] : []),
  ].join(" · ");
}

/** One article's stock is told with its figures. */
function stockOf(rows: RunPreview["rows"]): readonly string[] {
  const [row, ...others] = rows;
  const change = row?.changes.find(({ field }) => field === "stock");
  if (row === undefined || change === undefined || others.length > 0) return [];
  return [`${isolate(row.code)} ${change.from ?? "–"} → ${change.to ?? "–"}`];
}

/** When each flow begins, and each preview in full. */
export const WhatHappens = ({ state, next: { previews, upcoming } }: Props) => {
  const { t, find, format } = useMessages();
  const now = useNow();
  const { tenant, settings, health } = state;
  const isLive = isLiveNow(state);
  const { firstDayLimit: limit } = settings.orders;
  const set = limit === null ? t("setup.next.noLimit") : t("setup.next.limit", { count: limit });
  const limitText = health.firstDayOver === true ? t("setup.next.limitOver") : set;
  const when = (at: number | null): string => {
    if (tenant.state === "paused" || health.pause.paused) return t("tenant.flows.isStopped");
    if (at === null) return t("setup.next.manual");
    return at - now <= SOON_MS ? t("setup.next.soon") : format.stamp(at);
  };
  const seen = previews.filter(isCurrent);
  const outdated = previews.filter((one) => one.isOutdated);
  const unseen = previews.filter(({ view }) => view.job === null);
  return (
    <>
      {isLive ? null : (
        <>
          <ToOpen id={tenant.id} lead={t("setup.next.unseen")} previews={unseen} />
          <ToOpen id={tenant.id} lead={t("setup.next.outdated")} previews={outdated} />
        </>
      )}
      <details>
        <summary>{t(isLive ? "tenant.glance.nextRun" : "setup.next.title")}</summary>
        <ul>
          {upcoming.map(({ name, at }) => (
            <li>
              {find(`tenant.flows.works.${name}`) ?? name}: {when(at)}
            </li>
          ))}
          {settings.setup.flows.includes("orders") ? <li>{limitText}</li> : null}
        </ul>
      </details>
      {isLive && seen.length > 0 ? <p>{t("setup.next.ofBefore")}</p> : null}
      {seen.map(({ flow, view }) => (
        <details>
          <summary>{t(`previews.title.${flow}`)}</summary>
          <PreviewPart
            id={tenant.id}
            flow={flow}
            view={view}
            here={screenPath(tenant.id, "live")}
          />
        </details>
      ))}
    </>
  );
};

type ToOpenProps = {
  readonly id: string;
  readonly lead: string;
  readonly previews: readonly FlowPreview[];
};

/** Previews whose figures aren't shown here. */
const ToOpen = ({ id, lead, previews }: ToOpenProps) => {
  const { t } = useMessages();
  if (previews.length === 0) return null;
  return (
    <>
      <p>{lead}</p>
      <ul>
        {previews.map(({ flow }) => (
          <li>
            <a href={previewPath(id, flow)}>{t(`previews.title.${flow}`)}</a>
          </li>
        ))}
      </ul>
    </>
  );
};
