/** The actions on a job: each by its own name, and only those that have an effect in its state. */
import type { Child } from "hono/jsx";
import type { RequestedAction } from "../../../../domain/jobs/requested-actions.ts";
import { headlineOf } from "../../../../domain/jobs/headline.ts";
import { type JobView, type OperationView, isUnresolved } from "../../../../domain/jobs/job.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { JobTimeline } from "../../../../sync/contract/index.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import { wantsNewestSettings } from "../../../../domain/jobs/newest-settings.ts";
import { waitsForApproval } from "../../../usecases/jobs/fix-and-retry.ts";
import type { OlderVersions } from "../../../usecases/jobs/retry.ts";
import { endsWithSkip } from "../../attention/group-actions.ts";
import { isFixed, FixFirst } from "../../attention/deeds.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import type { PageContext } from "../../frame/env.ts";
import { dayOf } from "../../../words/format.ts";
import { isolate } from "../../../words/isolate.ts";
import { Done } from "../../parts/notices.tsx";
import { isSetting } from "../../parts/remedies.ts";
import { BegunNotice } from "../../parts/waits.tsx";
import { Notice } from "../../parts/ui.tsx";
import { isKey } from "../../../words/state-text.ts";
import { listOf } from "../list/filters.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { isUndocumented, UNDOCUMENTED } from "./job-action-preview.tsx";
import { ApprovalForms } from "./approval-forms.tsx";
import { SkipForm } from "./skip-form.tsx";

type Job = Pick<
  JobView,
  "id" | "key" | "flow" | "status" | "outcome" | "wait" | "reasons" | "settingsVersion"
>;

/** Nothing waits for a person. */
const ENDED_WELL: ReadonlySet<JobView["outcome"]> = new Set<JobView["outcome"]>([
  "booked",
  "updated",
  "skipped",
  "before-start",
]);

const isEnded = ({ status }: Pick<JobView, "status">): boolean =>
  status === "done" || status === "dead";

const tells = ({ reasons }: Pick<JobView, "reasons">, code: string): boolean =>
  reasons.some((reason) => reason.code === code);

/** A person undid its booking: it is due until it is booked again or skipped. */
const isUndone = ({ reasons: [why] }: Pick<Job, "reasons">): boolean =>
  why?.code === "taken-back" || why?.params["why"] === "undone";

/**
 * Returns the actions with buttons, first one first. `missing`: the reconciliation finds no
 * document of it. `doubt`: one of its writes has an unknown outcome.
 */
export function actsOn(
  job: Job,
  missing: boolean,
  doubt = false,
): {
  readonly acts: readonly (RequestedAction | "check")[];
  readonly retry: boolean;
  readonly skip: boolean;
} {
  // Both would be refused until that was looked up.
  if (job.wait === "in-doubt") return { acts: [], retry: false, skip: false };
  // A dry run asks for nothing, so there is nothing to skip.
  const well = job.status === "done" && (ENDED_WELL.has(job.outcome) || job.flow === "dry-run");
  // Undoing the skip restores its former state.
  if (well && job.reasons[0]?.code === "skipped-by-person")
    return { acts: ["undo-skip"], retry: false, skip: false };
  // It isn't booked again automatically.
  if (well && isUndone(job)) return { acts: ["book-again"], retry: false, skip: true };
  const gone = job.flow === "orders" && isEnded(job) && (missing || tells(job, "document-gone"));
  if (gone)
    return { acts: well ? ["book-again", "resync"] : ["book-again"], retry: false, skip: !doubt };
  if (!well) return { acts: [], retry: true, skip: !doubt };
  return { acts: [job.flow === "lookups" ? "check" : "resync"], retry: false, skip: false };
}

/** What is mended before a retry makes sense, beside which is the way to it. */
export function mendedOf(job: JobView): Reason | null {
  const why = headlineOf(job);
  return isEnded(job) && why !== undefined && isFixed(why) ? why : null;
}

type ActionsProps = {
  readonly id: string;
  readonly described: JobTimeline;
  readonly older: OlderVersions;
  /** The fault of the reason for skipping. */
  readonly fault: string | null;
  /** The names of ids on both sides. */
  readonly names: NameLists;
  /** The reasons with their heading, where they ask for one of these actions. */
  readonly children?: Child;
};

export const Actions = (props: ActionsProps) => {
  const { id, described, older, fault, names, children } = props;
  const { job, missing, operations } = described;
  const { t } = useMessages();
  const isOrder = job.flow === "orders";
  if (job.status === "running") return null;
  const address = `/admin/tenants/${id}/${listOf(job.flow)}/${job.id}`;
  const doubtful = operations.filter(isUnresolved);
  const { acts, retry, skip } = actsOn(job, missing, doubtful.length > 0);
  const why = headlineOf(job);
  // Rejecting is the skip. A retry finds what its edit in Asperion made of it meanwhile.
  const approval = isOrder && retry && skip && waitsForApproval(job);
  // Booked again, it would be held for the same reason.
  const mended = retry || acts.includes("book-again") ? mendedOf(job) : null;
  const fixedFirst = mended !== null && !isSetting(mended);
  return (
    <section id="actions" aria-labelledby={children ? "why" : "actions-head"}>
      {children ?? <h2 id="actions-head">{t("orders.actions.title")}</h2>}
      {mended === null ? null : <FixFirst id={id} reason={mended} names={names} />}
      {acts.map((act, place) => (
        <ActForm
          act={act}
          job={job}
          tenantId={id}
          second={place > 0 || act !== "book-again" || fixedFirst}
          undocumented={isUndocumented(described)}
        />
      ))}
      {approval ? <ApprovalForms id={id} jobId={job.id} fault={fault} /> : null}
      {retry ? (
        <Retry
          second={approval || fixedFirst || (why !== undefined && endsWithSkip(why))}
          address={address}
          again={isOrder ? t("orders.actions.again") : t("orders.actions.other.again")}
          job={job}
          older={older}
        />
      ) : null}
      {skip && !approval ? <SkipForm address={address} isOrder={isOrder} fault={fault} /> : null}
      {job.wait !== "in-doubt" ? null : <InDoubt job={job} doubtful={doubtful} />}
    </section>
  );
};

/** When it is looked up next, and what a person can look for and do meanwhile. */
const InDoubt = ({ job, doubtful }: { job: JobView; doubtful: readonly OperationView[] }) => {
  const { t, format } = useMessages();
  const marker = doubtful.find((one) => one.marker !== null)?.marker ?? null;
  return (
    <Notice tone="warn">
      <p>{t("orders.actions.doubt")}</p>
      {job.due === null ? null : (
        <p>{t("orders.actions.doubtNext", { when: format.stamp(job.due) })}</p>
      )}
      {job.flow !== "orders" || marker === null ? null : (
        <p>{t("orders.actions.doubtMeanwhile", { marker: isolate(marker) })}</p>
      )}
    </Notice>
  );
};

/** Things that have a counterpart on the other side; anything else is a run. */
const THINGS: ReadonlySet<JobView["flow"]> = new Set<JobView["flow"]>([
  "orders",
  "customers",
  "products",
]);

type ActFormProps = {
  readonly act: RequestedAction | "check";
  readonly job: JobView;
  readonly tenantId: string;
  readonly second: boolean;
  readonly undocumented: boolean;
};

const ActForm = ({ act, job, tenantId, second, undocumented }: ActFormProps) => {
  const { t } = useMessages();
  const own = job.flow === "orders";
  const ofOrder = undocumented ? UNDOCUMENTED : "orders.actions.resync.text";
  const said = {
    resync: THINGS.has(job.flow)
      ? {
          text: own ? t(ofOrder) : t("orders.actions.other.resync"),
          button: t("orders.actions.resync.button"),
        }
      : { text: t("orders.actions.runAgain.text"), button: t("orders.actions.runAgain.button") },
    "book-again": {
      text: isUndone(job)
        ? t("orders.actions.bookAgain.takenBack")
        : t("orders.actions.bookAgain.text"),
      button: t("orders.actions.bookAgain.button"),
    },
    "undo-skip": {
      text: own ? t("orders.actions.undoSkip.text") : t("orders.actions.other.undoSkip"),
      button: t("orders.actions.undoSkip.button"),
    },
    check: { text: t("orders.actions.runAgain.text"), button: t("tenant.connections.check") },
  }[act];
  const base = `/admin/tenants/${tenantId}`;
  return (
    <PostForm
      action={
        act === "check"
          ? `${base}/connections/eaccounting/check`
          : `${base}/${listOf(job.flow)}/${job.id}/${act}`
      }
    >
      <p>{said.text}</p>
      <Button class={second ? "second" : undefined}>{said.button}</Button>
    </PostForm>
  );
};

type RetryProps = {
  readonly address: string;
  readonly again: string;
  readonly job: JobView;
  readonly older: OlderVersions;
  /** Something is mended first: until then it ends as it did. */
  readonly second: boolean;
};

/**
 * Where it was planned with the newest settings, both ways are the same one. Else the older ones
 * are folded away: they are wanted seldom, and need to be explained.
 */
const Retry = ({ address, again, job, older, second }: RetryProps) => {
  const { t, format } = useMessages();
  const version = job.settingsVersion;
  const since = version === null ? undefined : older.get(version);
  const newest = since !== undefined || job.reasons.some(wantsNewestSettings);
  return (
    <>
      <PostForm action={`${address}/retry`}>
        <p>{again}</p>
        <Button
          name={since === undefined ? undefined : "settings"}
          value={since === undefined ? undefined : "newest"}
          class={second ? "second" : undefined}
        >
          {newest ? t("orders.actions.retryNewest") : t("orders.actions.retry")}
        </Button>
      </PostForm>
      {version === null || since === undefined ? null : (
        <details>
          <summary>{t("orders.actions.older")}</summary>
          <PostForm action={`${address}/retry`}>
            <p>
              {t("orders.actions.either", {
                version: String(version),
                day: format.day(dayOf(since)),
              })}
            </p>
            <Button name="settings" value="planned" class="second">
              {t("orders.actions.retry")}
            </Button>
          </PostForm>
        </details>
      )}
    </>
  );
};

/** Acts after which the job goes again. */
const GO_AGAIN = {
  retried: true,
  "retried-as-planned": true,
  resynced: true,
  "booked-again": true,
  booking: true,
  approved: true,
  "skip-undone": true,
} as const;

/** The progress of the last request: once the job is over, its outcome and colour. */
export const ActDone = ({ c, job }: { c: PageContext; job: JobView }) => {
  const { t, states } = useMessages();
  const name = c.req.query("done");
  if (!isKey(GO_AGAIN, name)) return <Done c={c} />;
  return isEnded(job) ? (
    <Notice tone={states.job(job).tone} text={t("tenant.done.done-again")} />
  ) : (
    <BegunNotice id={c.req.param("id")} tone="busy" text={t(`tenant.done.${name}`)} />
  );
};
