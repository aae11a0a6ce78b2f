/**
 * Asks the signed-in user for the password or a passkey again before their passkeys are changed: an
 * open session isn't enough. The form with a passkey is hidden without a script.
 */
import { FRESH_MS } from "../../auth/fresh.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Fault } from "./passkey-fault.tsx";

const CONFIRM = "/admin/profile/confirm";

type ConfirmProps = {
  readonly email: string;
  /** Whether there is a password to confirm with. */
  readonly password: boolean;
  /** Whether there is a passkey to confirm with. */
  readonly passkeys: boolean;
  /** What was typed was refused; why stands in `#fault`. */
  readonly wrong: boolean;
};

export const ConfirmItIsYou = ({ email, password, passkeys, wrong }: ConfirmProps) => {
  const { t } = useMessages();
  const lead = password ? "lead" : withoutPassword(passkeys);
  return (
    <>
      <h3>{t("people.confirm.title")}</h3>
      <p>{t(`people.confirm.${lead}`, { minutes: FRESH_MS / 60_000 })}</p>
      {password ? <ByPassword email={email} wrong={wrong} /> : null}
      {passkeys ? (
        <PostForm
          action={`${CONFIRM}/passkey`}
          data-passkey={`${CONFIRM}/options`}
          hx-boost="false"
          hidden
        >
          <input type="hidden" name="credential" value="" />
          <Fault />
          <Button class="second">{t("people.confirm.byPasskey")}</Button>
        </PostForm>
      ) : null}
    </>
  );
};

const withoutPassword = (passkeys: boolean): "leadPasskey" | "leadSignIn" =>
  passkeys ? "leadPasskey" : "leadSignIn";

const ByPassword = ({ email, wrong }: Pick<ConfirmProps, "email" | "wrong">) => {
  const { t } = useMessages();
  return (
    <PostForm action={CONFIRM}>
      <input type="hidden" name="username" value={email} autocomplete="username" />
      <div class="field">
        <label for="confirm-password">{t("people.signIn.password")}</label>
        <input
          id="confirm-password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          aria-invalid={wrong ? "true" : undefined}
          aria-describedby={wrong ? "fault" : undefined}
        />
      </div>
      <Button>{t("people.confirm.byPassword")}</Button>
    </PostForm>
  );
};
