/**
 * Wake-ups that the queue gave up: when, for which job, and what is done about each. A tenant's
 * stand on its list of what needs somebody; those of no tenant on the operators' first page.
 */
import type { LetterView } from "../../usecases/jobs/dead-letters.ts";
import { Records } from "../parts/table.tsx";
import { When, PageSection } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Button, PostForm, useTyped } from "../forms/post-form.tsx";

type SectionProps = {
  /** `null`: of no tenant. */
  readonly tenantId: string | null;
  readonly letters: readonly LetterView[];
};

export const DeadLetters = ({ tenantId, letters }: SectionProps) => {
  const { t } = useMessages();
  if (letters.length === 0) return null;
  const base = tenantId === null ? "/admin" : `/admin/tenants/${tenantId}`;
  return (
    <PageSection id="dead-letters" title={t("deadLetters.title")}>
      <p>{t(tenantId === null ? "deadLetters.leadNone" : "deadLetters.lead")}</p>
      <Records
        label={t("deadLetters.title")}
        columns={[
          { name: t("deadLetters.when"), cell: (letter) => <When at={letter.at} /> },
          {
            name: t("deadLetters.job"),
            cell: (letter) =>
              letter.jobId === null || tenantId === null ? (
                <code>
                  <bdi>{letter.body}</bdi>
                </code>
              ) : (
                <a href={`${base}/orders/${letter.jobId}`}>{letter.jobId}</a>
              ),
          },
          {
            name: t("deadLetters.why"),
            cell: () => t(tenantId === null ? "deadLetters.unread" : "deadLetters.outOfTries"),
          },
          {
            name: t("deadLetters.do"),
            cell: (letter) => (
              <>
                {tenantId === null ? null : (
                  <PostForm action={`${base}/dead-letters/${letter.id}/retry`}>
                    <Button class="second">{t("deadLetters.retry")}</Button>
                  </PostForm>
                )}
                <PostForm action={`${base}/dead-letters/${letter.id}/dismiss`} class="line">
                  <div class="field">
                    <label for={`note-${letter.id}`}>{t("deadLetters.note")}</label>
                    <input
                      id={`note-${letter.id}`}
                      name="note"
                      value={useTyped(`${base}/dead-letters/${letter.id}/dismiss`, "note")}
                      required
                      maxlength={500}
                      autocomplete="off"
                    />
                  </div>
                  <Button class="second">{t("deadLetters.dismiss")}</Button>
                </PostForm>
              </>
            ),
          },
        ]}
        records={letters}
      />
    </PageSection>
  );
};
