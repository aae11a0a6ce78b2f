/**
 * Sends mails about accounts, where this deployment sends any. One that can't be sent is logged by
 * the account's id: neither its address nor a link ever stands in a log.
 */
import { faultName } from "../../../domain/platform/fault-name.ts";
import { DEFAULT_LANGUAGE, type Language } from "../../../domain/language.ts";
import { loadMessages } from "../../../messages/index.ts";
import { type AccountChange, changedMail } from "../../../monitor/account-mail.ts";
import { isNoRecipient } from "../../../monitor/mailer.ts";
import type { Mail } from "../../../monitor/mail.ts";
import { BOUNCED } from "../../../monitor/send-to-all.ts";
import { forgetBounced, noteBounced } from "../../../store/bounced-addresses.ts";
import type { UserRow } from "../../../store/users.ts";
import type { EdgeDeps } from "../../deps.ts";

type MailDeps = Pick<EdgeDeps, "mail" | "log" | "db" | "clock">;
type Addressed = Pick<UserRow, "id" | "email" | "language">;

/**
 * True where the mail is sent. An address that the mail service refuses is marked, and unmarked
 * once it is accepted again; the page of users shows that. `refused-only`: for callers who aren't
 * signed in, to whom the work must reveal no account.
 */
export async function mailTo(
  { mail, log, db, clock }: MailDeps,
  { id, email, language }: Addressed,
  write: (language: Language) => Mail,
  marks: "both-ways" | "refused-only" = "both-ways",
): Promise<boolean> {
  if (mail === null) return false;
  try {
    const said = language ?? DEFAULT_LANGUAGE;
    await loadMessages(said);
    const { subject, text } = write(said);
    await mail([email], subject, text);
  } catch (fault) {
    const isBounced = isNoRecipient(fault);
    if (isBounced) await noteBounced(db, email, clock.now());
    const name = faultName(fault);
    log({ event: "account-mail-failed", who: id, fault: isBounced ? BOUNCED : name });
    return false;
  }
  if (marks === "both-ways") await forgetBounced(db, email);
  return true;
}

/** Tells a user that their sign-in was changed. */
export const tellChange = (
  deps: MailDeps & Pick<EdgeDeps, "config">,
  user: Addressed,
  change: AccountChange,
): Promise<boolean> =>
  mailTo(deps, user, (language) =>
    changedMail(language, change, `${deps.config.publicUrl}/admin/profile`),
  );
