/** Why a document is unlinked: saved with the order. */
import { useMessages } from "../../frame/use-messages.ts";

type UnlinkNoteProps = {
  readonly note?: string | undefined;
  /** What is wrong with what was sent; `null`: nothing. */
  readonly fault?: string | null;
};

export const UnlinkNote = ({ note, fault = null }: UnlinkNoteProps) => {
  const { t } = useMessages();
  return (
    <div class="field">
      <label for="unlink-note">{t("manualLinks.why")}</label>
      <input
        id="unlink-note"
        name="note"
        required
        maxlength={500}
        autocomplete="off"
        value={note}
        aria-describedby={fault === null ? undefined : "unlink-fault"}
        aria-invalid={fault === null ? undefined : "true"}
      />
      {fault === null ? null : (
        <p class="fault" id="unlink-fault">
          {fault}
        </p>
      )}
    </div>
  );
};
