/** Asks before something is saved that books: what it brings about, and the way to save it. */
import type { PreviewedFlow } from "../../../domain/run-preview.ts";
import { CONSEQUENCES, type Consequence } from "../../../settings/consequences.ts";
import { type Form, many } from "../form.ts";
import { previewPath } from "../previews/part.tsx";
import { Button } from "../post-form.tsx";
import { Notice } from "../ui.tsx";
import { useMessages } from "../use-messages.ts";

const SHOWN = "confirmed";

/** Whether the reader confirmed all of these: what was shown to them is sent along. */
export const isConfirmed = (form: Form, what: readonly Consequence[]): boolean =>
  what.every((one) => many(form, SHOWN).includes(one)) && many(form, "action").includes("confirm");

/** What its first run would write is shown by a preview of its own. */
const FIRST_RUN: Readonly<Partial<Record<Consequence, PreviewedFlow>>> = {
  "article-sync": "products",
  "stock-sync": "stock",
};

/** In words, each with the way to what its first run would write. */
export const Consequences = ({ id, what }: Pick<ConfirmProps, "id" | "what">) => {
  const { t } = useMessages();
  return (
    <ul>
      {CONSEQUENCES.filter((one) => what.includes(one)).map((one) => (
        <li>
          {t(`settings.confirm.${one}`)}
          {FIRST_RUN[one] === undefined ? null : (
            <>
              {" "}
              <a href={previewPath(id, FIRST_RUN[one])}>{t("settings.confirm.preview")}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
};

type ConfirmProps = {
  readonly id: string;
  /** The form that is sent. */
  readonly form: string;
  readonly what: readonly Consequence[];
  readonly back: string;
};

export const ConfirmFirst = ({ id, form, what, back }: ConfirmProps) => {
  const { t } = useMessages();
  return (
    <Notice tone="warn" title={t("settings.confirm.title")}>
      {what.map((one) => (
        <input type="hidden" name={SHOWN} value={one} form={form} />
      ))}
      <Consequences id={id} what={what} />
      <div class="actions">
        <Button name="action" value="confirm" form={form}>
          {t("settings.confirm.save")}
        </Button>
        <a href={back}>{t("settings.confirm.cancel")}</a>
      </div>
    </Notice>
  );
};
