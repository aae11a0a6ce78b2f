/** Asks before something is saved that books: what it brings about, and the way to save it. */
import { CONSEQUENCES, type Consequence } from "../../../settings/consequences.ts";
import { type Form, many } from "../form.ts";
import { Button } from "../post-form.tsx";
import { Notice } from "../ui.tsx";
import { useMessages } from "../use-messages.ts";

const SHOWN = "confirmed";

/** Whether the reader confirmed all of these: what was shown to them is sent along. */
export const isConfirmed = (form: Form, what: readonly Consequence[]): boolean =>
  what.every((one) => many(form, SHOWN).includes(one)) && many(form, "action").includes("confirm");

type ConfirmProps = {
  /** The form that is sent. */
  readonly form: string;
  readonly what: readonly Consequence[];
  readonly back: string;
};

export const ConfirmFirst = ({ form, what, back }: ConfirmProps) => {
  const { t } = useMessages();
  return (
    <Notice tone="warn" title={t("settings.confirm.title")}>
      <ul>
        {CONSEQUENCES.filter((one) => what.includes(one)).map((one) => (
          <li>
            <input type="hidden" name={SHOWN} value={one} form={form} />
            {t(`settings.confirm.${one}`)}
          </li>
        ))}
      </ul>
      <div class="actions">
        <Button name="action" value="confirm" form={form}>
          {t("settings.confirm.save")}
        </Button>
        <a href={back}>{t("settings.confirm.cancel")}</a>
      </div>
    </Notice>
  );
};
