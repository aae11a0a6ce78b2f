/**
 * Sends mails about accounts, where this deployment sends any. One that can't be sent is logged by
 * the account's id: neither its address nor a link ever stands in a log.
 */
import { faultName } from "../../../domain/platform/fault-name.ts";
import { DEFAULT_LANGUAGE, type Language } from "../../../domain/language.ts";
import { loadMessages, messagesOf } from "../../../messages/index.ts";
import { type Account, type AccountChange, changedMail } from "../../../monitor/account-mail.ts";
import { isNoRecipient } from "../../../monitor/mailer.ts";
import type { Mail } from "../../../monitor/mail.ts";
import { BOUNCED } from "../../../monitor/send-to-all.ts";
import { forgetBounced, noteBounced } from "../../../store/bounced-addresses.ts";
import { findTenant } from "../../../store/tenants.ts";
import type { Session } from "../../../store/sessions.ts";
import type { UserRow } from "../../../store/users.ts";
import type { EdgeDeps } from "../../deps.ts";
import { browserText } from "../../words/browser-name.ts";

type MailDeps = Pick<EdgeDeps, "mail" | "log" | "db" | "clock">;
type Addressed = Pick<UserRow, "id" | "email" | "language"> & Partial<Pick<UserRow, "shops">>;

/** Shops that a mail names, at most. */
const NAMED = 3;

/** A mail about security is sent, whether or not its shops can be read. */
async function accountOf({ db }: MailDeps, { email, shops = {} }: Addressed): Promise<Account> {
  const ids = Object.keys(shops);
  try {
    const found = await Promise.all(ids.slice(0, NAMED).map((id) => findTenant(db, id)));
    const names = found.flatMap((shop) =>
      shop === null || shop.state === "retired" ? [] : [shop.name],
    );
    return { email, shops: ids.length > NAMED ? [...names, "…"] : names };
  } catch {
    return { email, shops: [] };
  }
}

/**
 * True where the mail is sent. An address that the mail service refuses is marked, and unmarked
 * once it is accepted again; the page of users shows that. `refused-only`: for callers who aren't
 * signed in, to whom the work must reveal no account: no shops are read for it either.
 */
export async function mailTo(
  deps: MailDeps,
  user: Addressed,
  write: (language: Language, account: Account) => Mail,
  marks: "both-ways" | "refused-only" = "both-ways",
): Promise<boolean> {
  const { mail, log, db, clock } = deps;
  const { id, email, language } = user;
  if (mail === null) return false;
  try {
    const said = language ?? DEFAULT_LANGUAGE;
    await loadMessages(said);
    const { subject, text } = write(
      said,
      marks === "both-ways" ? await accountOf(deps, user) : { email, shops: [] },
    );
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

type MailedChange = Pick<AccountChange, "what" | "name"> & {
  /** The session in which they did it. */
  readonly by?: Pick<Session, "browser" | "country">;
};

/** Tells a user that their sign-in was changed. */
export const notifyAccountChange = (
  deps: MailDeps & Pick<EdgeDeps, "config">,
  user: Addressed,
  { by, ...change }: MailedChange,
): Promise<boolean> =>
  mailTo(deps, user, (language, account) => {
    const at = deps.clock.now();
    const browser = browserText(messagesOf(language).t, by?.browser ?? null);
    const done = by === undefined ? {} : { by: { browser, country: by.country } };
    const page = `${deps.config.publicUrl}/admin/profile`;
    return changedMail(language, account, { ...change, ...done, at }, page);
  });
