/**
 * What stands for an order in the ledger, with the forms that link an existing document and take
 * one off again. Plain forms; a difference is told and confirmed by a second one.
 */
import type { JobView } from "../../../domain/job.ts";
import type { HeldDocument, LinkAnswer, LinkRequest } from "../../../sync/rpc.ts";
import { tell } from "../../usecases/words.ts";
import { BY_HAND } from "../../words/by-hand/index.ts";
import { useLanguage, useWords } from "../../words/use.ts";
import { Csrf, Notice, Reasons } from "../ui.tsx";
import { isKey } from "../words.ts";

export const KINDS: readonly LinkRequest["what"][] = [
  "invoice",
  "order",
  "invoice-draft",
  "voucher",
  "customer",
];

/** What was pressed before, where it wasn't carried out. */
export type Tried =
  | { readonly link: LinkRequest; readonly answer: LinkAnswer | "no-number" }
  | { readonly unlink: "no-note" };

export type ByHandProps = {
  readonly address: string;
  readonly csrf: string;
  readonly job: JobView;
  readonly documents: readonly HeldDocument[];
  readonly tried: Tried | null;
};

export const ByHand = (props: ByHandProps) => {
  const t = useWords(BY_HAND);
  if (props.job.flow !== "orders" || props.job.status === "running") return null;
  return (
    <section id="by-hand" aria-labelledby="by-hand-head">
      <h2 id="by-hand-head">{t.title}</h2>
      {props.documents.length === 0 ? <p>{t.none}</p> : null}
      {props.documents.map(({ role, id, number, byHand }) => (
        <p>
          {t.stands(isKey(t.roles, role) ? t.roles[role] : t.roles.other, number ?? id)}{" "}
          {byHand ? t.byHand : ""}
        </p>
      ))}
      <Link {...props} />
      {props.documents.length === 0 ? null : <Unlink {...props} />}
    </section>
  );
};

const Link = ({ address, csrf, tried }: ByHandProps) => {
  const t = useWords(BY_HAND);
  const before = tried !== null && "link" in tried ? tried : null;
  const fault = before?.answer === "no-number" ? t.sayNumber : null;
  return (
    <details open={before !== null}>
      <summary>{t.link}</summary>
      <p class="hint">{t.linkLead}</p>
      {before === null || before.answer === "no-number" ? null : (
        <Answered address={address} csrf={csrf} link={before.link} answer={before.answer} />
      )}
      <form method="post" action={`${address}/link`} class="row">
        <Csrf token={csrf} />
        <div class="field">
          <label for="what">{t.what}</label>
          <select id="what" name="what">
            {KINDS.map((kind) => (
              <option value={kind} selected={before?.link.what === kind}>
                {t.kinds[kind]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="number">{t.number}</label>
          <input
            id="number"
            name="number"
            required
            maxlength={60}
            autocomplete="off"
            value={before?.link.number ?? ""}
            aria-describedby={fault === null ? "number-hint" : "number-fault number-hint"}
            aria-invalid={fault === null ? undefined : "true"}
          />
          {fault === null ? null : (
            <p class="fault" id="number-fault">
              {fault}
            </p>
          )}
          <p class="hint" id="number-hint">
            {t.numberHint}
          </p>
        </div>
        <button class="second">{t.press}</button>
      </form>
    </details>
  );
};

const Answered = ({
  address,
  csrf,
  link,
  answer,
}: {
  address: string;
  csrf: string;
  link: LinkRequest;
  answer: LinkAnswer;
}) => {
  const t = useWords(BY_HAND);
  const language = useLanguage();
  const differs = answer.kind === "differs";
  return (
    <Notice tone={differs ? "warn" : "bad"} title={differs ? t.differs : t.refused}>
      <Reasons reasons={answer.reasons.map((one) => tell(one, language))} />
      {differs ? (
        <form method="post" action={`${address}/link`}>
          <Csrf token={csrf} />
          <input type="hidden" name="what" value={link.what} />
          <input type="hidden" name="number" value={link.number} />
          <input type="hidden" name="confirm" value="yes" />
          <button class="danger">{t.confirm}</button>
        </form>
      ) : null}
    </Notice>
  );
};

const Unlink = ({ address, csrf, tried }: ByHandProps) => {
  const t = useWords(BY_HAND);
  const fault = tried !== null && "unlink" in tried ? t.sayWhy : null;
  return (
    <details open={fault !== null}>
      <summary>{t.unlink}</summary>
      <p class="hint">{t.unlinkLead}</p>
      <form method="post" action={`${address}/unlink`} class="row">
        <Csrf token={csrf} />
        <div class="field">
          <label for="unlink-note">{t.why}</label>
          <input
            id="unlink-note"
            name="note"
            required
            maxlength={500}
            autocomplete="off"
            aria-describedby={fault === null ? undefined : "unlink-fault"}
            aria-invalid={fault === null ? undefined : "true"}
          />
          {fault === null ? null : (
            <p class="fault" id="unlink-fault">
              {fault}
            </p>
          )}
        </div>
        <button class="danger">{t.unlink}</button>
      </form>
    </details>
  );
};
