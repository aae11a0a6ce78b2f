/** That mail to somebody doesn't arrive, beside their address. */
import type { Reachable } from "../../usecases/accounts/users.ts";
import { useFormat, useMessages } from "../frame/use-messages.ts";

export const MailRefused = ({ of: { mailRefusedSince } }: { readonly of: Reachable }) => {
  const { t } = useMessages();
  const format = useFormat();
  return mailRefusedSince === null ? null : (
    <p class="fault">{t("people.people.mailRefused", { when: format.stamp(mailRefusedSince) })}</p>
  );
};
