/**
 * What waits for a person: by cause, and one by one, with the reason and what to do. Several are
 * handled at once by tick boxes and buttons of one form, without a script.
 */
import type { HeldCause, HeldArea } from "../../../domain/jobs/held.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import { wantsNewestSettings } from "../../../domain/jobs/newest-settings.ts";
import type { ReasonCode } from "../../../domain/reasons/index.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { HeldPage, JobPage } from "../../../sync/contract/index.ts";
import { isolate } from "../../words/isolate.ts";
import type { LetterView } from "../../usecases/jobs/dead-letters.ts";
import type { OlderVersions } from "../../usecases/jobs/retry.ts";
import { DeadLetters } from "../dead-letters/section.tsx";
import type { PageContext } from "../frame/env.ts";
import { TenantHead } from "../frame/layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { page } from "../frame/respond.tsx";
import { Stack } from "../parts/table.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { messagesFor } from "../../language.ts";
import { knownNames } from "../../usecases/jobs/known-names.ts";
import { groupPath } from "./group-actions.ts";
import { useGroupText } from "./ask-for-mend.tsx";
import { GroupFacts, Groups, Over } from "./groups.tsx";
import { Deeds, type DeedsProps } from "./deeds.tsx";
import { AcceptForm, foundIn, goesAgain, Row, useSharedNext } from "./row.tsx";
import { Button, PostForm, useTyped } from "../forms/post-form.tsx";
import { NextStep } from "../parts/ui.tsx";
import { Empty } from "../parts/empty.tsx";
import { type ActionResult, ActionResults } from "../parts/action-results.tsx";

/** The form as it was sent: ticked lines, the note, and the reason for skipping. */
export type SentForm = {
  readonly chosen: readonly string[];
  readonly note: string;
  readonly reason: string;
  /** The field that has to be filled in, and why. */
  readonly fault?: { readonly name: "note" | "reason"; readonly text: string };
};

type AttentionView = {
  readonly tenant: TenantRow;
  /** `null`: the object doesn't say. */
  readonly held: HeldPage | null;
  /** How many need action on a page of their own. */
  readonly payouts: number;
  /** Of these, those that are in this list as well. */
  readonly both: number;
  readonly area: HeldArea | null;
  /** One cause, for all things; `null`: all. */
  readonly code: ReasonCode | null;
  /** The group whose rows these are; `null`: all that wait. */
  readonly of: (HeldCause & { readonly group: HeldPage["groups"][number] | null }) | null;
  readonly names: NameLists;
  /** Orders need articles, so a missing one may be created. */
  readonly articles: boolean;
  readonly jobs: JobPage;
  readonly older: OlderVersions;
  /** Wake-ups that the queue gave up. */
  readonly letters: readonly LetterView[];
  readonly first: boolean;
  readonly results: readonly ActionResult[];
  readonly sent: SentForm;
};

export function attentionPage(c: PageContext, view: AttentionView): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, results } = view;
  const base = `/admin/tenants/${tenant.id}/attention`;
  return page(
    c,
    t("attention.of", { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="attention" state={tenant.state}>
        <h1>{t("attention.title")}</h1>
        <p class="sub">
          {t("attention.lead")} <ManualLink page="held" />
        </p>
      </TenantHead>
      <ActionResults results={results} />
      <div id="live-attention" data-live="attention">
        <Waiting view={view} />
        {view.of !== null ? null : <DeadLetters tenantId={tenant.id} letters={view.letters} />}
        <nav class="pager" aria-label={t("attention.title")}>
          {view.first ? null : (
            <a href={view.of === null ? base : groupPath(tenant.id, view.of)}>
              {t("attention.first")}
            </a>
          )}
          {view.jobs.cursor === null ? null : (
            <a href={nextOf(view, view.jobs.cursor)}>{t("attention.next")}</a>
          )}
        </nav>
      </div>
    </>,
  );
}

const nextOf = ({ tenant, of }: AttentionView, cursor: string): string =>
  of === null
    ? `/admin/tenants/${tenant.id}/attention?cursor=${encodeURIComponent(cursor)}`
    : `${groupPath(tenant.id, of)}&cursor=${encodeURIComponent(cursor)}`;

/** Groups first; of one group its facts and deeds, then its rows. */
const Waiting = ({ view }: { view: AttentionView }) => {
  const { t } = useMessages();
  const { tenant, held, area, code, of, names, articles, jobs } = view;
  const said =
    of?.group == null
      ? null
      : useSharedNext({ group: of.group, jobs: jobs.jobs, found: jobs.found ?? [] });
  return (
    <>
      {of === null ? null : (
        <p>
          <a href={`/admin/tenants/${tenant.id}/attention`}>{t("attention.allGroups")}</a>
        </p>
      )}
      <OnOtherPages
        id={tenant.id}
        payouts={view.payouts}
        both={view.both}
        approvals={of === null && view.first ? (held?.approvals ?? 0) : 0}
      />
      {of === null && held !== null && view.first ? (
        <Groups id={tenant.id} {...{ held, area, code, names, articles }} />
      ) : null}
      {of?.group == null ? null : (
        <Group id={tenant.id} group={of.group} said={said} {...{ names, articles }} />
      )}
      <Rows view={view} said={said} />
    </>
  );
};

type OtherProps = Pick<AttentionView, "payouts" | "both"> & {
  readonly id: string;
  readonly approvals: number;
};

/** What needs action and has a list of its own. */
const OnOtherPages = ({ id, payouts, both, approvals }: OtherProps) => {
  const { t } = useMessages();
  if (payouts + approvals === 0) return null;
  return (
    <p class="line">
      {approvals === 0 ? null : (
        <a href={`/admin/tenants/${id}/approvals`}>
          {t("attention.approvals", { count: approvals })}
        </a>
      )}
      {payouts === 0 ? null : (
        <a href={`/admin/tenants/${id}/payouts`}>
          {t("attention.payouts", { count: payouts, both })}
        </a>
      )}
    </p>
  );
};

/** Rows, or that nothing waits; nothing beside groups alone. */
const Rows = ({ view, said }: { view: AttentionView } & CommonStep) => {
  const { t } = useMessages();
  const { tenant, held, of, jobs } = view;
  if (jobs.jobs.length > 0) return <List {...view} said={said} />;
  if (held !== null && held.groups.length + held.own.length > 0) return null;
  if (of === null && view.first && (held?.approvals ?? 0) + view.payouts > 0) return null;
  const { id } = tenant;
  // Of one cause, or behind the first page: others may wait.
  if (of !== null || !view.first)
    return (
      <Empty
        text={t("attention.nothingHere")}
        next={{ href: `/admin/tenants/${id}/attention`, text: t("attention.allGroups") }}
      />
    );
  return (
    <Empty
      text={t("attention.nothing")}
      next={{ href: `/admin/tenants/${id}/orders`, text: t("empty.orders") }}
    />
  );
};

/** What to do with all rows of a group; `null`: they differ. */
type CommonStep = { readonly said: string | null };

const Group = ({ id, group, names, articles, said }: Omit<DeedsProps, "place"> & CommonStep) => {
  const text = useGroupText(knownNames([], names))(group.reason);
  return (
    <section class="card" aria-labelledby="group">
      <h2 id="group">{text}</h2>
      <GroupFacts group={group} />
      <Over group={group} />
      {said === null ? null : (
        <p>
          <NextStep text={said} />
        </p>
      )}
      <Deeds {...{ id, group, names, articles }} place={0} />
    </section>
  );
};

const List = ({ tenant, of, jobs, older, sent, said }: AttentionView & CommonStep) => {
  const { t } = useMessages();
  const newest =
    older.size > 0 || jobs.jobs.some(({ reasons }) => reasons.some(wantsNewestSettings));
  const action = `/admin/tenants/${tenant.id}/attention`;
  return (
    <>
      <PostForm action={action} class="card">
        <h2>
          {of === null ? t("attention.items") : t("attention.count", { count: jobs.jobs.length })}
        </h2>
        <p>{t("attention.all")}</p>
        <p>
          <label class="check">
            <input type="checkbox" name="all" value="1" /> {t("attention.selectAll")}
          </label>
        </p>
        {of === null ? null : (
          <>
            <input type="hidden" name="cause" value={of.cause} />
            <input type="hidden" name="thing" value={of.thing} />
          </>
        )}
        <Stack
          label={t("attention.title")}
          columns={[
            t("attention.what"),
            { name: t("attention.amount"), figure: true },
            t("attention.why"),
            t("attention.todo"),
            t("attention.since"),
          ]}
        >
          <tbody>
            {jobs.jobs.map((job) => (
              <Row
                tenantId={tenant.id}
                job={job}
                waitsFrom={jobs.since?.[job.id] ?? job.updatedAt}
                older={older}
                words={jobs.words?.[job.id] ?? null}
                note={jobs.notes?.[job.id] ?? null}
                person={jobs.people?.[job.id] ?? null}
                said={said}
                ticked={sent.chosen.includes(job.id)}
                besides={jobs.besides?.[job.id] ?? []}
                found={foundIn(job, jobs.found ?? [], of?.cause ?? null)}
              />
            ))}
          </tbody>
        </Stack>
        <div class="deeds">
          <p class="picked">
            {t("attention.picked")} <span>{jobs.jobs.length}</span>
          </p>
          {jobs.jobs.some(goesAgain) ? <Retries newest={newest} planned={older.size > 0} /> : null}
          <NoteField name="note" action={action} sent={sent} button="note" />
          {jobs.jobs.some(goesAgain) ? (
            <NoteField name="reason" action={action} sent={sent} button="skip" />
          ) : null}
        </div>
      </PostForm>
      {jobs.jobs.map((job) => (
        <AcceptForm id={tenant.id} job={job} />
      ))}
    </>
  );
};

type NoteFieldProps = {
  readonly name: "note" | "reason";
  /** Where its form is sent. */
  readonly action: string;
  readonly sent: SentForm;
  readonly button: "note" | "skip";
};

/** A note, which changes nothing, and the reason of a skip have fields of their own. */
const NoteField = ({ name, action, sent, button }: NoteFieldProps) => {
  const { t } = useMessages();
  const typed = useTyped(action, name);
  const fault = sent.fault?.name === name ? sent.fault.text : null;
  const said =
    button === "note"
      ? {
          label: t("attention.note"),
          hint: t("attention.noteHint"),
          press: t("attention.addNote"),
        }
      : {
          label: t("attention.skipReason"),
          hint: t("attention.skipHint"),
          press: t("attention.skip"),
        };
  return (
    <div class="field">
      <label for={name}>{said.label}</label>
      <div class="line">
        <input
          dir="auto"
          id={name}
          name={name}
          value={sent[name] === "" ? typed : sent[name]}
          maxlength={500}
          autocomplete="off"
          aria-describedby={fault === null ? `${name}-hint` : `${name}-fault ${name}-hint`}
          aria-invalid={fault === null ? undefined : "true"}
        />
        <Button class="second" name="do" value={button}>
          {said.press}
        </Button>
      </div>
      {fault === null ? null : (
        <p class="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
      <p class="hint" id={`${name}-hint`}>
        {said.hint}
      </p>
    </div>
  );
};

const Retries = ({ newest, planned }: { newest: boolean; planned: boolean }) => {
  const { t } = useMessages();
  return (
    <>
      <Act
        value="preview"
        text={newest ? t("attention.retryNewest") : t("attention.retry")}
        hint={t("attention.retryHint")}
        second
      />
      {planned ? (
        <Act
          value="retry-as-planned"
          text={t("attention.retry")}
          hint={t("attention.asPlannedHint")}
          second
        />
      ) : null}
    </>
  );
};

/** A button of the form, with what it does below it. */
const Act = ({
  value,
  text,
  hint,
  second = false,
}: {
  value: string;
  text: string;
  hint: string;
  second?: boolean;
}) => (
  <div>
    <Button name="do" value={value} class={second ? "second" : undefined}>
      {text}
    </Button>
    <p class="hint">{hint}</p>
  </div>
);
