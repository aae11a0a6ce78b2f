/**
 * Skipping a job with a reason, and undoing it: the same forms on its own page and on that of a
 * day. Each press leads to a sheet that shows what it comes to.
 */
import { ariaOf, FaultText } from "../../forms/field-texts.tsx";
import { Button, PostForm, useTyped } from "../../forms/post-form.tsx";
import { useMessages } from "../../frame/use-messages.ts";

type SkipProps = {
  /** Of the job's page. */
  readonly address: string;
  readonly isOrder: boolean;
  /** The fault of the reason; `null`: none. */
  readonly fault: string | null;
};

export const SkipForm = ({ address, isOrder, fault }: SkipProps) => {
  const { t } = useMessages();
  return (
    <PostForm action={`${address}/skip`} class="row">
      <div class="field">
        <label for="note">{t("orders.actions.skipWhy")}</label>
        <input
          id="note"
          name="note"
          value={useTyped(`${address}/skip`, "note")}
          required
          maxlength={500}
          autocomplete="off"
          {...ariaOf("note", fault !== null, false)}
        />
        {fault === null ? null : <FaultText id="note-fault">{fault}</FaultText>}
      </div>
      <Button class="danger">
        {isOrder ? t("orders.actions.skip") : t("orders.actions.other.skip")}
      </Button>
    </PostForm>
  );
};

type RejectProps = {
  /** Where its form is sent. */
  readonly action: string;
  readonly required: boolean;
  /** The fault of the reason; left out, it is told elsewhere. */
  readonly fault?: string | null;
};

/** Rejects what waits for approval: one order, or what is ticked beside the way to approve it. */
export const RejectFields = ({ action, required, fault = null }: RejectProps) => {
  const { t } = useMessages();
  return (
    <div class="line">
      <div class="field">
        <label for="note">{t("approvals.reason")}</label>
        <input
          dir="auto"
          id="note"
          name="note"
          value={useTyped(action, "note")}
          required={required}
          maxlength={500}
          autocomplete="off"
          {...ariaOf("note", fault !== null, true)}
        />
        {fault === null ? null : <FaultText id="note-fault">{fault}</FaultText>}
        <p class="hint" id="note-hint">
          {t("approvals.rejectHint")}
        </p>
      </div>
      <Button class="second" name="do" value="reject">
        {t("approvals.reject")}
      </Button>
    </div>
  );
};

type UndoProps = Pick<SkipProps, "address">;

/** Of a day that a person skipped. */
export const UndoDaySkip = ({ address }: UndoProps) => {
  const { t } = useMessages();
  return (
    <PostForm action={`${address}/undo-skip`}>
      <Button class="second">{t("orders.actions.undoSkip.button")}</Button>
    </PostForm>
  );
};
