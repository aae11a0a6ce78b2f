/**
 * One person as found: who it is, what an erasure takes and what stays with the reason, their
 * orders as they are now, the download, and apart from it the erasure.
 */
import { thingName } from "../../../messages/job-names.ts";
import { nameIn } from "../../../domain/jobs/listed.ts";
import type { ErasurePreview } from "../../usecases/personal-data/personal-data.ts";
import { useMessages } from "../frame/use-messages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { JobsTable } from "../orders/list/jobs-table.tsx";
import { isolate } from "../../words/isolate.ts";
import { Fact, Notice, PageSection } from "../parts/ui.tsx";

/** By what a person is looked for, as it was typed. */
export type Typed = { readonly email: string; readonly debtor: string };

type FoundProps = {
  readonly tenantId: string;
  readonly typed: Typed;
  /** What the erasure confirms. */
  readonly figures: string;
  readonly preview: ErasurePreview;
};

export const FoundPerson = (props: FoundProps) => {
  const { t } = useMessages();
  const { preview, tenantId } = props;
  const isEmpty = preview.jobs === 0 && preview.links.length === 0 && preview.evidence === 0;
  return (
    <>
      <PageSection id="kept" title={t("personalData.kept.title")}>
        <Who {...props} />
        {preview.shared.length === 0 ? null : (
          <Notice
            tone="warn"
            text={t("personalData.shared", {
              count: preview.shared.length,
              numbers: preview.shared.map(isolate).join(", "),
            })}
          />
        )}
        {isEmpty ? <p class="empty">{t("personalData.kept.nothing")}</p> : null}
      </PageSection>
      {isEmpty ? null : (
        <>
          <Fate preview={preview} />
          {preview.named.length === 0 ? null : <Things tenantId={tenantId} preview={preview} />}
          <Download {...props} />
          <Erase {...props} />
        </>
      )}
    </>
  );
};

/** Who it is, as far as it is known. */
const Who = ({ typed, preview }: FoundProps) => {
  const { t, format } = useMessages();
  const all = (texts: readonly (string | null)[]): string =>
    [...new Set(texts.flatMap((text) => text ?? []))].map(isolate).join(", ");
  const names = all(preview.people.map(nameIn));
  const countries = all(
    preview.people.map(({ country }) => (country === null ? null : format.country(country))),
  );
  const facts: readonly (readonly [string, string])[] = [
    [t("personalData.who.name"), names],
    [t("personalData.who.number"), typed.debtor],
    [t("personalData.email"), typed.email],
    [t("personalData.who.country"), countries],
    [t("personalData.who.orders"), format.figure(preview.things)],
    [t("personalData.who.runs"), format.figure(preview.jobs)],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, text]) => text !== "")
        .map(([name, text]) => (
          <Fact name={name}>
            <bdi>{text}</bdi>
          </Fact>
        ))}
    </dl>
  );
};

/** What goes beside what stays. */
const Fate = ({ preview }: { preview: ErasurePreview }) => {
  const { t } = useMessages();
  return (
    <section class="columns" aria-label={t("personalData.fate")}>
      <div>
        <h2>{t("personalData.kept.goes")}</h2>
        <ul>
          <li>{t("personalData.kept.timelines", { count: preview.jobs })}</li>
          <li>{t("personalData.kept.customers", { count: preview.links.length })}</li>
        </ul>
      </div>
      <div>
        <h2>{t("personalData.kept.stays")}</h2>
        <ul>
          <li>{t("personalData.kept.figures")}</li>
          <li>{t("personalData.kept.link")}</li>
          <li>{t("personalData.kept.evidence", { count: preview.evidence })}</li>
          <li>{t("personalData.kept.files")}</li>
          <li>{t("personalData.kept.vendors")}</li>
          <li>{t("personalData.kept.history")}</li>
        </ul>
      </div>
    </section>
  );
};

/** Their orders and customers, one row each, as they are now. */
const Things = ({ tenantId, preview }: Pick<FoundProps, "tenantId" | "preview">) => {
  const { t } = useMessages();
  const more = preview.things - preview.named.length;
  return (
    <PageSection head="things-head" title={t("personalData.things")}>
      <JobsTable
        tenantId={tenantId}
        label={t("personalData.things")}
        heading={t("personalData.columns.what")}
        jobs={preview.named}
        nameOf={(job) => thingName(t, job)}
      />
      {more > 0 ? <p class="hint">{t("personalData.more", { count: more })}</p> : null}
    </PageSection>
  );
};

const pathOf = (tenantId: string): string => `/admin/tenants/${tenantId}/personal-data`;

const Whose = ({ typed }: Pick<FoundProps, "typed">) => (
  <>
    <input type="hidden" name="email" value={typed.email} />
    <input type="hidden" name="debtor" value={typed.debtor} />
  </>
);

const Download = ({ tenantId, typed }: FoundProps) => {
  const { t } = useMessages();
  return (
    <PostForm action={pathOf(tenantId)} class="actions" hx-boost="false">
      <Whose typed={typed} />
      <input type="hidden" name="act" value="download" />
      <Button class="second">{t("personalData.download")}</Button>
    </PostForm>
  );
};

const Erase = ({ tenantId, typed, figures, preview }: FoundProps) => {
  const { t } = useMessages();
  return (
    <section class="ends" id="erase" aria-labelledby="erase-head">
      <h2 id="erase-head">{t("personalData.erase")}</h2>
      {preview.open > 0 ? (
        <Notice tone="warn" text={t("personalData.stillOpen", { count: preview.open })} />
      ) : null}
      <PostForm action={pathOf(tenantId)}>
        <Whose typed={typed} />
        <input type="hidden" name="act" value="erase" />
        <input type="hidden" name="seen" value={figures} />
        <label class="check">
          <input type="checkbox" required /> {t("personalData.sure")}
        </label>
        <Button class="danger">{t("personalData.erase")}</Button>
      </PostForm>
    </section>
  );
};
