/**
 * What waits for a person: why, what to do, and several of it dealt with at once. Tick boxes and
 * buttons of one form, no script.
 */
import { headlineOf } from "../../../domain/headline.ts";
import type { JobView } from "../../../domain/job.ts";
import { wantsNewestSettings } from "../../../domain/newest-settings.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { JobPage, VendorWords } from "../../../sync/rpc.ts";
import { isolate } from "../isolate.ts";
import type { LetterView } from "../../usecases/dead-letters.ts";
import type { OlderVersions } from "../../usecases/retry.ts";
import { tell } from "../../usecases/words.ts";
import { useFormat, useLanguage } from "../use-messages.ts";
import { DeadLetters } from "../dead-letters/section.tsx";
import type { PageContext } from "../env.ts";
import { dayOf } from "../format.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { jobName } from "../orders/list.tsx";
import { RemedyLink } from "../remedy-link.tsx";
import { page } from "../respond.tsx";
import { Cell, Stack } from "../table.tsx";
import { Badge, Csrf, Notice, OwnWords, When } from "../ui.tsx";
import { useStates } from "../words.ts";
import { useMessages } from "../use-messages.ts";
import { messagesFor } from "../../language.ts";

/** What was just done, or why it wasn't. */
export type Said = { readonly tone: "good" | "warn" | "bad"; readonly text: string };

/**
 * What the form was sent with, where it comes back: lines that were ticked, and the reason for
 * skipping.
 */
export type Sent = { readonly chosen: readonly string[]; readonly note: string };

export type AttentionView = {
  readonly tenant: TenantRow;
  readonly jobs: JobPage;
  readonly older: OlderVersions;
  /** Wake-ups that the queue gave up. */
  readonly letters: readonly LetterView[];
  readonly first: boolean;
  readonly said: readonly Said[];
  readonly sent: Sent;
  readonly now: number;
};

export function attentionPage(c: PageContext, view: AttentionView): Promise<Response> {
  const { t } = messagesFor(c);
  const { tenant, said } = view;
  const base = `/admin/tenants/${tenant.id}/attention`;
  return page(
    c,
    t("attention.of", { tenant: isolate(tenant.name) }),
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="attention">
        <h1>{t("attention.title")}</h1>
        <p class="sub">
          {t("attention.lead")} <ManualLink page="held" />
        </p>
      </TenantHead>
      {said.map(({ tone, text }) => (
        <Notice tone={tone}>
          <p>{text}</p>
        </Notice>
      ))}
      <div id="live-attention" data-live="attention">
        {view.jobs.jobs.length === 0 ? (
          <p class="empty">{t("attention.nothing")}</p>
        ) : (
          <List {...view} csrf={c.var.signedIn.csrf} />
        )}
        <DeadLetters
          tenantId={tenant.id}
          csrf={c.var.signedIn.csrf}
          letters={view.letters}
          now={view.now}
        />
        <nav class="pager" aria-label={t("attention.title")}>
          {view.first ? null : <a href={base}>{t("attention.first")}</a>}
          {view.jobs.cursor === null ? null : (
            <a href={`${base}?cursor=${encodeURIComponent(view.jobs.cursor)}`}>
              {t("attention.next")}
            </a>
          )}
        </nav>
      </div>
    </>,
  );
}

const List = ({
  tenant,
  jobs,
  older,
  sent,
  now,
  csrf,
}: AttentionView & { readonly csrf: string }) => {
  const { t } = useMessages();
  const newest =
    older.size > 0 || jobs.jobs.some(({ reasons }) => reasons.some(wantsNewestSettings));
  return (
    <form method="post" action={`/admin/tenants/${tenant.id}/attention`} class="card">
      <Csrf token={csrf} />
      <p>{t("attention.all")}</p>
      <Stack
        label={t("attention.title")}
        columns={[
          t("attention.what"),
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
              older={older}
              words={jobs.words?.[job.id] ?? null}
              ticked={sent.chosen.includes(job.id)}
              now={now}
            />
          ))}
        </tbody>
      </Stack>
      <Act
        value="retry"
        text={newest ? t("attention.retryNewest") : t("attention.retry")}
        hint={t("attention.retryHint")}
      />
      {older.size === 0 ? null : (
        <Act
          value="retry-as-planned"
          text={t("attention.retry")}
          hint={t("attention.asPlannedHint")}
          second
        />
      )}
      <div class="line">
        <div class="field">
          <label for="note">{t("attention.note")}</label>
          <input
            dir="auto"
            id="note"
            name="note"
            value={sent.note}
            maxlength={500}
            autocomplete="off"
            aria-describedby="note-hint"
          />
          <p class="hint" id="note-hint">
            {t("attention.noteHint")}
          </p>
        </div>
        <button class="second" name="do" value="skip">
          {t("attention.skip")}
        </button>
      </div>
    </form>
  );
};

/** A button of the form, with what it does beside it. */
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
  <div class="line">
    <button name="do" value={value} class={second ? "second" : undefined}>
      {text}
    </button>
    <p class="hint">{hint}</p>
  </div>
);

/** Of this line alone, whatever is ticked: the form's own token goes with it. */
const BookAgain = ({ address, name }: { address: string; name: string }) => {
  const { t } = useMessages();
  return (
    <button
      class="plain"
      formaction={`${address}/book-again`}
      formnovalidate
      aria-label={`${t("orders.actions.bookAgain.button")}: ${name}`}
    >
      {t("orders.actions.bookAgain.button")}
    </button>
  );
};

type RowProps = {
  readonly tenantId: string;
  readonly job: JobView;
  readonly older: OlderVersions;
  readonly words: VendorWords | null;
  readonly ticked: boolean;
  readonly now: number;
};

const Row = ({ tenantId, job, older, words, ticked, now }: RowProps) => {
  const { t } = useMessages();
  const states = useStates();
  const language = useLanguage();
  const first = headlineOf(job);
  const described = first === undefined ? null : tell(first, language);
  const name = jobName(t, job);
  const since = job.settingsVersion === null ? undefined : older.get(job.settingsVersion);
  const format = useFormat();
  return (
    <tr>
      <th scope="row">
        <div class="pick">
          <input
            type="checkbox"
            name="job"
            value={job.id}
            checked={ticked}
            aria-label={t("attention.choose", { name })}
          />
          <div>
            <a class="whole" href={`/admin/tenants/${tenantId}/orders/${job.id}`}>
              {name}
            </a>{" "}
            <Badge word={states.job(job)} />
            {since === undefined || job.settingsVersion === null ? null : (
              <p class="hint">
                {t("attention.plannedWith", {
                  version: String(job.settingsVersion),
                  day: format.day(dayOf(since)),
                })}
              </p>
            )}
          </div>
        </div>
      </th>
      <Cell of={t("attention.why")}>
        {described?.text ?? (job.wait === null ? "" : states.wait(job.wait))}
        {words === null ? null : <OwnWords words={words} />}
      </Cell>
      <Cell of={t("attention.todo")}>
        {described?.next ?? ""}
        <span class="ways">
          {first === undefined ? null : <RemedyLink id={tenantId} reason={first} />}
          {first?.code === "document-gone" ? (
            <BookAgain address={`/admin/tenants/${tenantId}/orders/${job.id}`} name={name} />
          ) : null}
          {job.flow === "orders" ? (
            <a
              href={`/admin/tenants/${tenantId}/orders/${job.id}#by-hand`}
              aria-label={`${t("byHand.rowLink")}: ${name}`}
            >
              {t("byHand.rowLink")}
            </a>
          ) : null}
        </span>
      </Cell>
      <Cell of={t("attention.since")}>
        <When at={job.updatedAt} now={now} />
      </Cell>
    </tr>
  );
};
