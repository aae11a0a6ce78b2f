/** One of what waits: why, what to do, and what can be done with this one alone. */
import { headlineOf } from "../../../domain/jobs/headline.ts";
import type { ListedPerson } from "../../../domain/jobs/listed.ts";
import type { JobView } from "../../../domain/jobs/job.ts";
import { reason } from "../../../domain/reasons/index.ts";
import type { Finding } from "../../../monitor/reconciliation/facts.ts";
import type {
  JobNote,
  HeldPage,
  OrderFinding,
  VendorErrorText,
} from "../../../sync/contract/index.ts";
import type { OlderVersions } from "../../usecases/jobs/retry.ts";
import { dayOf } from "../../words/format.ts";
import { isolate } from "../../words/isolate.ts";
import { jobName } from "../../../messages/job-names.ts";
import { nextOnceGone } from "../../../messages/reasons.ts";
import { BothAmounts, FindingLink, FoundBadges, surplusName } from "../orders/documents/found.tsx";
import { ActorName } from "../parts/actors.tsx";
import { PickedJob } from "../parts/picked-job.tsx";
import { OtherRemedyLink } from "../parts/remedy-link.tsx";
import { Cell } from "../parts/table.tsx";
import { Badge, OwnWords, When } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { isFixedByLink } from "./group-actions.ts";
import { Amount } from "./sheet.tsx";
import { Button, PostForm } from "../forms/post-form.tsx";

/** For this line alone, whatever is ticked: it sends the form's own token. */
const BookAgain = ({ address, name }: { address: string; name: string }) => {
  const { t } = useMessages();
  return (
    <Button
      class="plain"
      formaction={`${address}/book-again`}
      formnovalidate
      aria-label={`${t("orders.actions.bookAgain.button")}: ${name}`}
    >
      {t("orders.actions.bookAgain.button")}
    </Button>
  );
};

/** A document of these kinds can be linked as it is found. */
const LINKABLE: ReadonlySet<string> = new Set(["order", "invoice-draft", "invoice", "voucher"]);

/** The document that may be the order's already; `null`: none is suggested. */
function suggestedFor(job: JobView): { readonly what: string; readonly number: string } | null {
  const first = headlineOf(job);
  if (first?.code !== "perhaps-booked-by-hand") return null;
  const number = String(first.params["number"] ?? "");
  const what = String(first.params["document"]);
  return number === "" || !LINKABLE.has(what) ? null : { what, number };
}

const acceptForm = (jobId: string): string => `accept-${jobId}`;

/**
 * The form of a row's button, as forms can't be nested. It leads to the link of the order's page,
 * which shows the differences and asks again.
 */
export const AcceptForm = ({ id, job }: { id: string; job: JobView }) => {
  const suggested = suggestedFor(job);
  return suggested === null ? null : (
    <PostForm id={acceptForm(job.id)} action={`/admin/tenants/${id}/orders/${job.id}/link`}>
      <input type="hidden" name="what" value={suggested.what} />
      <input type="hidden" name="number" value={suggested.number} />
    </PostForm>
  );
};

const Accept = ({ job, name }: { job: JobView; name: string }) => {
  const { t } = useMessages();
  const suggested = suggestedFor(job);
  if (suggested === null) return null;
  const text = t("attention.deeds.accept", { number: isolate(suggested.number) });
  return (
    <Button class="plain" form={acceptForm(job.id)} aria-label={`${text}: ${name}`}>
      {text}
    </Button>
  );
};

/** Neither a write that isn't looked up yet nor a comparison is tried again or skipped. */
export const goesAgain = ({ flow, wait }: JobView): boolean =>
  flow !== "reconciliation" && wait !== "in-doubt";

/**
 * Returns a reconciliation's findings, of the group if there is one; `null`: the job is no
 * reconciliation.
 */
export const foundIn = (
  { flow }: JobView,
  found: readonly OrderFinding[],
  cause: string | null,
): readonly OrderFinding[] | null => {
  if (flow !== "reconciliation") return null;
  const own = found.filter(({ finding }) => `reconciliation-${finding}` === cause);
  return own.length > 0 ? own : found;
};

/** What to do with every row of a group, if it is the same; `null`: it isn't. */
export function useSharedNext({ group, jobs, found }: OfGroup): string | null {
  const { describe } = useMessages();
  const { next } = describe(group.reason);
  const isShared = jobs
    .flatMap((job) => foundIn(job, found, group.cause)?.map(reasonOf) ?? [headlineOf(job)])
    .every((why) => why !== undefined && describe(why).next === next);
  return isShared ? next : null;
}

type OfGroup = {
  readonly group: HeldPage["groups"][number];
  readonly jobs: readonly JobView[];
  readonly found: readonly OrderFinding[];
};

const reasonOf = ({ finding }: OrderFinding) => reason(`reconciliation-${finding}`, { count: 1 });

type RowProps = {
  readonly tenantId: string;
  readonly job: JobView;
  /** Since when it waits, which is what the list is sorted by. */
  readonly waitsFrom: number;
  readonly older: OlderVersions;
  readonly words: VendorErrorText | null;
  readonly note: JobNote | null;
  readonly person: ListedPerson | null;
  readonly ticked: boolean;
  /** What to do, as it stands above all rows; `null`: each says its own. */
  readonly said: string | null;
  readonly found: readonly OrderFinding[] | null;
  /** What the reconciliation found of its order besides. */
  readonly besides: readonly Finding[];
};

export const Row = (props: RowProps) =>
  props.found === null || props.found.length === 0 ? (
    <JobRow {...props} />
  ) : (
    <>
      {props.found.map((one) => (
        <FindingRow {...props} one={one} />
      ))}
    </>
  );

/** One thing that doesn't agree: its order, both amounts, and the way to it. */
const FindingRow = ({ tenantId, job, said, one }: RowProps & { readonly one: OrderFinding }) => {
  const { t, format, describe } = useMessages();
  const { finding, number, jobId, gross, currency } = one;
  const name = number ?? (one.document === null ? jobName(t, job) : surplusName(t, one.document));
  return (
    <tr>
      <th scope="row">
        {jobId === null ? (
          <bdi>{name}</bdi>
        ) : (
          <a class="whole" href={`/admin/tenants/${tenantId}/orders/${jobId}`}>
            {name}
          </a>
        )}
        <FoundBadges found={[one]} />
      </th>
      <Cell of={t("attention.amount")} figure>
        {gross === null || currency === null ? "–" : format.money(gross, currency)}
      </Cell>
      <Cell of={t("attention.why")} isProse>
        {t(`orders.found.${finding}.text`)} <BothAmounts found={one} />
      </Cell>
      <Cell of={t("attention.todo")}>
        {said === null ? describe(reasonOf(one)).next : ""}
        <span class="ways">
          <FindingLink id={tenantId} found={one} />
        </span>
      </Cell>
      <Cell of={t("attention.since")}>
        <When at={one.at} />
      </Cell>
    </tr>
  );
};

const JobRow = (props: RowProps) => {
  const { tenantId, job, waitsFrom, older, words, note, person, ticked, said, besides } = props;
  const messages = useMessages();
  const { t, rich, states, format, describe } = messages;
  const first = headlineOf(job);
  const described = first === undefined ? null : describe(first);
  const name = jobName(t, job);
  const missing = besides.includes("missing") && first?.code !== "document-gone";
  const next = said === null || missing ? (described?.next ?? "") : "";
  const own = missing ? nextOnceGone(messages, next) : next;
  const version = goesAgain(job) ? job.settingsVersion : null;
  const since = version === null ? undefined : older.get(version);
  return (
    <tr>
      <PickedJob
        address={`/admin/tenants/${tenantId}/orders/${job.id}`}
        job={job}
        name={name}
        person={person}
        ticked={ticked}
        badge={
          <>
            <Badge word={states.job(job)} />
            <FoundBadges found={besides.map((finding) => ({ finding }))} />
          </>
        }
      >
        {since === undefined || version === null ? null : (
          <p class="hint">
            {t("attention.plannedWith", {
              version: String(version),
              day: format.day(dayOf(since)),
            })}
          </p>
        )}
      </PickedJob>
      <Cell of={t("attention.amount")} figure>
        <Amount job={job} />
      </Cell>
      <Cell of={t("attention.why")} isProse>
        {described?.text ?? (job.wait === null ? "" : states.wait(job.wait))}
        {words === null ? null : <OwnWords words={words} />}
        {note === null ? null : (
          <p class="own-words">
            {rich("attention.noteAt", { actor: <ActorName of={note.actor} /> })}{" "}
            <bdi>{note.text}</bdi> <When at={note.at} />
          </p>
        )}
      </Cell>
      <Cell of={t("attention.todo")}>
        {own}
        <span class={own === "" ? "ways alone" : "ways"}>
          {first === undefined ? null : <OtherRemedyLink id={tenantId} reason={first} />}
          {missing || first?.code === "document-gone" ? (
            <BookAgain address={`/admin/tenants/${tenantId}/orders/${job.id}`} name={name} />
          ) : null}
          <Accept job={job} name={name} />
          {job.flow === "orders" && first !== undefined && isFixedByLink(first) ? (
            <a
              href={`/admin/tenants/${tenantId}/orders/${job.id}#by-hand`}
              aria-label={`${t("manualLinks.rowLink")}: ${name}`}
            >
              {t("manualLinks.rowLink")}
            </a>
          ) : null}
        </span>
      </Cell>
      <Cell of={t("attention.since")}>
        <When at={waitsFrom} />
      </Cell>
    </tr>
  );
};
