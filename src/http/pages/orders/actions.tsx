/**
 * What can be done with a job: each act by its own name, and only those that do something where the
 * job stands.
 */
import type { Act } from "../../../domain/acts.ts";
import type { JobView } from "../../../domain/job.ts";
import { wantsNewestSettings } from "../../../domain/newest-settings.ts";
import type { OlderVersions } from "../../usecases/retry.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { TENANT } from "../../words/tenant/index.ts";
import { useFormat, useWords } from "../../words/use.ts";
import type { PageContext } from "../env.ts";
import { dayOf } from "../format.ts";
import { Done } from "../notices.tsx";
import { Csrf, Notice } from "../ui.tsx";
import { isKey, useStates } from "../words.ts";
import { listOf } from "./filters.ts";

type Job = Pick<
  JobView,
  "id" | "key" | "flow" | "status" | "outcome" | "wait" | "reasons" | "settingsVersion"
>;

const ENDED_WELL: ReadonlySet<JobView["outcome"]> = new Set<JobView["outcome"]>([
  "booked",
  "updated",
  "skipped",
]);

const isEnded = ({ status }: Pick<JobView, "status">): boolean =>
  status === "done" || status === "dead";

const tells = ({ reasons }: Pick<JobView, "reasons">, code: string): boolean =>
  reasons.some((reason) => reason.code === code);

/**
 * What a person may ask of it now: the acts that have buttons, the first of them first. `missing`:
 * the comparison of both sides finds no document of it.
 */
export function actsOn(
  job: Job,
  missing: boolean,
): { readonly acts: readonly (Act | "check")[]; readonly retry: boolean; readonly skip: boolean } {
  // A dry run asks for nothing, so there is nothing to skip.
  const well = job.status === "done" && (ENDED_WELL.has(job.outcome) || job.flow === "dry-run");
  // Whatever it was skipped for comes back once that is undone.
  if (well && job.reasons[0]?.code === "skipped-by-person")
    return { acts: ["undo-skip"], retry: false, skip: false };
  const gone = job.flow === "orders" && isEnded(job) && (missing || tells(job, "document-gone"));
  if (gone)
    return { acts: well ? ["book-again", "resync"] : ["book-again"], retry: false, skip: true };
  if (!well) return { acts: [], retry: true, skip: true };
  return { acts: [job.flow === "lookups" ? "check" : "resync"], retry: false, skip: false };
}

type ActionsProps = {
  readonly id: string;
  readonly csrf: string;
  readonly job: JobView;
  readonly missing: boolean;
  readonly older: OlderVersions;
  /** What is wrong with the reason for skipping. */ readonly fault: string | null;
};

export const Actions = ({ id, csrf, job, missing, older, fault }: ActionsProps) => {
  const t = useWords(ORDERS).actions;
  // The order's own words, or those for whatever else it is.
  const own = job.flow === "orders" ? t : t.other;
  if (job.status === "running") return null;
  const address = `/admin/tenants/${id}/${listOf(job.flow)}/${job.id}`;
  const { acts, retry, skip } = actsOn(job, missing);
  return (
    <section id="actions" aria-labelledby="actions-head">
      <h2 id="actions-head">{t.title}</h2>
      {acts.map((act, place) => (
        <ActForm
          act={act}
          job={job}
          tenantId={id}
          csrf={csrf}
          second={place > 0 || act !== "book-again"}
        />
      ))}
      {retry ? (
        <Retry address={address} csrf={csrf} again={own.again} job={job} older={older} />
      ) : null}
      {skip ? (
        <form method="post" action={`${address}/skip`} class="row">
          <Csrf token={csrf} />
          <div class="field">
            <label for="note">{t.skipWhy}</label>
            <input
              id="note"
              name="note"
              required
              maxlength={500}
              autocomplete="off"
              aria-describedby={fault === null ? undefined : "note-fault"}
              aria-invalid={fault === null ? undefined : "true"}
            />
            {fault === null ? null : (
              <p class="fault" id="note-fault">
                {fault}
              </p>
            )}
          </div>
          <button class="danger">{own.skip}</button>
        </form>
      ) : null}
      {job.wait !== "in-doubt" ? null : (
        <Notice tone="warn">
          <p>{t.doubt}</p>
        </Notice>
      )}
    </section>
  );
};

/** Things that have a counterpart on the other side; anything else is a run. */
const THINGS: ReadonlySet<JobView["flow"]> = new Set<JobView["flow"]>([
  "orders",
  "customers",
  "products",
]);

type ActFormProps = {
  readonly act: Act | "check";
  readonly job: JobView;
  readonly tenantId: string;
  readonly csrf: string;
  readonly second: boolean;
};

const ActForm = ({ act, job, tenantId, csrf, second }: ActFormProps) => {
  const t = useWords(ORDERS).actions;
  const { check } = useWords(TENANT).connections;
  const own = job.flow === "orders";
  const said = {
    resync: THINGS.has(job.flow)
      ? { text: own ? t.resync.text : t.other.resync, button: t.resync.button }
      : t.runAgain,
    "book-again": t.bookAgain,
    "undo-skip": { text: own ? t.undoSkip.text : t.other.undoSkip, button: t.undoSkip.button },
    check: { text: t.runAgain.text, button: check },
  }[act];
  const base = `/admin/tenants/${tenantId}`;
  return (
    <form
      method="post"
      action={
        act === "check"
          ? `${base}/connections/eaccounting/check`
          : `${base}/${listOf(job.flow)}/${job.id}/${act}`
      }
    >
      <Csrf token={csrf} />
      <p>{said.text}</p>
      <button class={second ? "second" : undefined}>{said.button}</button>
    </form>
  );
};

/**
 * Where it was planned with the newest settings, both ways are the same one. The first button is
 * the one that its reasons ask for.
 */
const Retry = ({
  address,
  csrf,
  again,
  job,
  older,
}: {
  address: string;
  csrf: string;
  again: string;
  job: JobView;
  older: OlderVersions;
}) => {
  const t = useWords(ORDERS).actions;
  const format = useFormat();
  const version = job.settingsVersion;
  const since = version === null ? undefined : older.get(version);
  const newestFirst = job.reasons.some(wantsNewestSettings);
  const ways = [
    { value: "planned", text: t.retry },
    { value: "newest", text: t.retryNewest },
  ];
  return (
    <form method="post" action={`${address}/retry`}>
      <Csrf token={csrf} />
      {version === null || since === undefined ? (
        <>
          <p>{again}</p>
          <button>{newestFirst ? t.retryNewest : t.retry}</button>
        </>
      ) : (
        <>
          <p>{t.either(String(version), format.day(dayOf(since)))}</p>
          <div class="line">
            {(newestFirst ? ways.toReversed() : ways).map(({ value, text }, place) => (
              <button name="settings" value={value} class={place === 0 ? undefined : "second"}>
                {text}
              </button>
            ))}
          </div>
        </>
      )}
    </form>
  );
};

/** Acts after which the job goes again. */
const GO_AGAIN = {
  retried: true,
  "retried-as-planned": true,
  resynced: true,
  "booked-again": true,
  "skip-undone": true,
} as const;

/**
 * What was just asked, as far as it has come: once the job is over, what came of it is what counts,
 * and it has the colour of that.
 */
export const ActDone = ({ c, job }: { c: PageContext; job: JobView }) => {
  const t = useWords(TENANT).done;
  const states = useStates();
  const name = c.req.query("done");
  if (!isKey(GO_AGAIN, name)) return <Done c={c} />;
  const ended = isEnded(job);
  return (
    <Notice tone={ended ? states.job(job).tone : "busy"}>
      <p>{ended ? t["done-again"] : t[name]}</p>
    </Notice>
  );
};
