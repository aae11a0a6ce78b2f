/** The field that a new password is typed into, with what it has to be. */
import { SHORTEST_PASSWORD } from "../../usecases/accounts/account-links.ts";
import { useMessages } from "../frame/use-messages.ts";
import { HintText } from "../forms/field-texts.tsx";

type NewPasswordProps = {
  readonly label: string;
  /** What was typed was refused; why stands in `#fault`. */
  readonly wrong: boolean;
  readonly autofocus?: boolean;
};

export const NewPassword = ({ label, wrong, autofocus = false }: NewPasswordProps) => {
  const { t } = useMessages();
  return (
    <div class="field">
      <label for="password">{label}</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="new-password"
        minlength={SHORTEST_PASSWORD}
        required
        autofocus={autofocus}
        aria-invalid={wrong ? "true" : undefined}
        aria-describedby={wrong ? "fault password-hint" : "password-hint"}
      />
      <HintText id="password-hint">
        {t("people.welcome.hint", { least: SHORTEST_PASSWORD })}
      </HintText>
    </div>
  );
};
