/** The field that names the order of a payout's line. Refused, it comes back as it was sent. */
import { Button, PostForm } from "../forms/post-form.tsx";
import { useMessages } from "../frame/use-messages.ts";

/** A number that was refused, of the line with this id. */
export type WrongMatch = { readonly line: string; readonly number: string; readonly text: string };

type MatchFormProps = {
  /** The payout's address. */
  readonly path: string;
  readonly line: { readonly id: string; readonly at: number };
  readonly number: string;
  readonly wrong: WrongMatch | null;
};

export const MatchForm = ({ path, line, number, wrong }: MatchFormProps) => {
  const { t } = useMessages();
  const fault = wrong?.line === line.id ? wrong : null;
  return (
    <PostForm action={`${path}/match`} class="line">
      <input type="hidden" name="line" value={line.id} />
      <div class="field">
        <label for={`match-${line.id}`}>
          {t("payouts.unmatched.number", { line: String(line.at) })}
        </label>
        <input
          id={`match-${line.id}`}
          name="order"
          maxlength={60}
          autocomplete="off"
          value={fault?.number ?? number}
          aria-describedby={fault === null ? undefined : "match-fault"}
          aria-invalid={fault === null ? undefined : "true"}
        />
      </div>
      <Button class="second">{t("payouts.unmatched.choose")}</Button>
      {fault === null ? null : (
        <p class="fault" id="match-fault">
          {fault.text}
        </p>
      )}
    </PostForm>
  );
};
