/** What a form with a passkey says where the browser gave none: shown by assets/passkeys.js. */
import { useMessages } from "../frame/use-messages.ts";

export const Fault = () => {
  const { t } = useMessages();
  return (
    <p class="fault" data-passkey-fault role="alert" tabindex={-1} hidden>
      {t("people.passkeys.failed")}
    </p>
  );
};
