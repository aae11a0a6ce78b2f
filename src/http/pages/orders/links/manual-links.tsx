/**
 * An order's documents in the ledger, with the forms that link an existing document and unlink one.
 * Plain forms; differences are shown and confirmed by a second one.
 */
import type { JobView } from "../../../../domain/jobs/job.ts";
import type {
  DocumentReading,
  CurrentDocument,
  LinkAnswer,
  LinkRequest,
} from "../../../../sync/contract/index.ts";
import { Notice, Reasons } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { Button, PostForm, useTyped } from "../../forms/post-form.tsx";
import { UnlinkNote } from "./unlink-note.tsx";
import { currentDocumentText } from "../../../words/jobs.ts";
import { liveDocument } from "../../../../flows/orders/shared/case.ts";

export const KINDS: readonly LinkRequest["what"][] = [
  "invoice",
  "order",
  "invoice-draft",
  "voucher",
  "customer",
];

/** The last request, where it wasn't carried out. */
export type LinkAttempt =
  | { readonly link: LinkRequest; readonly answer: LinkAnswer | "no-number" }
  | { readonly unlink: "no-note" };

type ManualLinksProps = {
  readonly address: string;
  readonly job: JobView;
  readonly documents: readonly CurrentDocument[];
  /** What was read of them last. */
  readonly readings: readonly DocumentReading[];
  readonly tried: LinkAttempt | null;
};

export const ManualLinks = (props: ManualLinksProps) => {
  const messages = useMessages();
  const { t, format } = messages;
  const inDay = props.documents.some(({ day }) => day !== undefined);
  const isLinked =
    liveDocument(props.documents.map(({ role }) => ({ role, state: "live" }))) !== null;
  const isGone = (of: string): boolean =>
    props.readings.some(({ id, kind }) => id === of && kind === "gone");
  if (props.job.flow !== "orders" || props.job.status === "running") return null;
  return (
    <section id="by-hand" aria-labelledby="by-hand-head">
      <h2 id="by-hand-head">{t("manualLinks.title")}</h2>
      {props.documents.length === 0 ? <p>{t("manualLinks.none")}</p> : null}
      {props.documents.map(({ role, id, number, manual, day }) => (
        <p>
          {day === undefined
            ? t(isGone(id) ? "manualLinks.stood" : "manualLinks.stands", {
                document: currentDocumentText(messages, { role, number }),
              })
            : t("manualLinks.inDay", { day: format.day(day) })}{" "}
          {manual ? t("manualLinks.manual") : ""}
        </p>
      ))}
      {inDay ? null : <Link {...props} />}
      {inDay || !isLinked ? null : <Unlink {...props} />}
    </section>
  );
};

const Link = ({ address, tried }: ManualLinksProps) => {
  const { t } = useMessages();
  const before = tried !== null && "link" in tried ? tried : null;
  const answer = before === null || before.answer === "no-number" ? null : before.answer;
  const fault = before?.answer === "no-number" ? t("manualLinks.sayNumber") : null;
  const why = answer?.kind === "refused" ? "link-answer" : "number-fault";
  const wrong = fault !== null || answer?.kind === "refused";
  return (
    <details open={before !== null}>
      <summary>{t("manualLinks.link")}</summary>
      <p class="hint">{t("manualLinks.linkLead")}</p>
      <p class="hint">{t("manualLinks.customerLead")}</p>
      {before === null || answer === null ? null : (
        <Answered address={address} link={before.link} answer={answer} />
      )}
      <PostForm action={`${address}/link`} class="row">
        <div class="field">
          <label for="what">{t("manualLinks.what")}</label>
          <select id="what" name="what">
            {KINDS.map((kind) => (
              <option value={kind} selected={before?.link.what === kind}>
                {t(`manualLinks.kinds.${kind}`)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="number">{t("manualLinks.number")}</label>
          <input
            id="number"
            name="number"
            required
            maxlength={60}
            autocomplete="off"
            value={before?.link.number ?? ""}
            aria-describedby={wrong ? `${why} number-hint` : "number-hint"}
            aria-invalid={wrong ? "true" : undefined}
          />
          {fault === null ? null : (
            <p class="fault" id="number-fault">
              {fault}
            </p>
          )}
          <p class="hint" id="number-hint">
            {t("manualLinks.numberHint")}
          </p>
        </div>
        <Button class="second">{t("manualLinks.press")}</Button>
      </PostForm>
    </details>
  );
};

const Answered = ({
  address,
  link,
  answer,
}: {
  address: string;
  link: LinkRequest;
  answer: LinkAnswer;
}) => {
  const { t, describe } = useMessages();
  const differs = answer.kind === "differs";
  const differsText =
    link.what === "customer" ? t("manualLinks.customerDiffers") : t("manualLinks.differs");
  return (
    <Notice
      id="link-answer"
      tone={differs ? "warn" : "bad"}
      title={differs ? differsText : t("manualLinks.refused")}
    >
      <Reasons reasons={answer.reasons.map((one) => describe(one))} />
      {differs ? (
        <PostForm action={`${address}/link`}>
          <input type="hidden" name="what" value={link.what} />
          <input type="hidden" name="number" value={link.number} />
          <input type="hidden" name="confirm" value="yes" />
          <Button class="danger">{t("manualLinks.confirm")}</Button>
        </PostForm>
      ) : null}
    </Notice>
  );
};

const Unlink = ({ address, tried }: ManualLinksProps) => {
  const { t } = useMessages();
  const fault = tried !== null && "unlink" in tried ? t("manualLinks.sayWhy") : null;
  const typed = useTyped(`${address}/unlink`, "note");
  return (
    <details open={fault !== null || typed !== undefined}>
      <summary>{t("manualLinks.unlink")}</summary>
      <p class="hint">{t("manualLinks.unlinkLead")}</p>
      <PostForm action={`${address}/unlink`} class="row">
        <UnlinkNote note={typed} fault={fault} />
        <Button class="danger">{t("manualLinks.unlink")}</Button>
      </PostForm>
    </details>
  );
};
