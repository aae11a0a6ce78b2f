/**
 * Mails about a person's own account: a link that lets them in, and what was changed. Pure. The
 * caller loads the messages of the language first.
 */
import type { Language } from "../domain/language.ts";
import type { ShopRole } from "../domain/users/shop-role.ts";
import { SOURCE_ZONE } from "../domain/platform/zoned-time.ts";
import { writtenIn } from "../messages/dates.ts";
import { messagesOf } from "../messages/index.ts";
import { type Mail, oneLine } from "./mail.ts";

type Lines = readonly (string | null)[];

const mailOf = (subject: string, lines: Lines): Mail => ({
  subject,
  text: lines.filter((line) => line !== null).join("\n\n"),
});

/** Whose account a mail is about: all mails say it, so that none reads like a stranger's. */
export type Account = {
  readonly email: string;
  /** Names of some of its shops; none of an operator. */
  readonly shops: readonly string[];
};

function aboutOf(language: Language, { email, shops }: Account): string {
  const { t } = messagesOf(language);
  const named = shops.length === 0 ? null : shops.map(oneLine).join(", ");
  return t("accountMails.about", { email: oneLine(email), shops: named });
}

export type Invited = {
  readonly language: Language;
  /** `null`: as an operator. */
  readonly shop: { readonly name: string; readonly role: ShopRole } | null;
};

const whereTo = ({ language, shop }: Invited): string => {
  const { t } = messagesOf(language);
  return shop === null
    ? t("accountMails.asOperator")
    : t("accountMails.asRole", { shop: oneLine(shop.name), role: t(`people.roles.${shop.role}`) });
};

type Invitation = Invited & {
  /** Who invites, as the audit log names them: an address, or a word for no person. */
  readonly by: string;
  readonly link: string;
  readonly days: number;
  /** Where they sign in later. */
  readonly page: string;
};

/** The mail for a new user, who chooses a password by the link. */
export function invitationMail(invitation: Invitation, account: Account): Mail {
  const { by, link, days, page, ...invited } = invitation;
  const { t, find } = messagesOf(invited.language);
  return mailOf(t("accountMails.invitation"), [
    `${whereTo(invited)} ${t("accountMails.invitedBy", {
      name: find(`changes.actors.${by}`) ?? oneLine(by),
    })}`,
    t("accountMails.whatItDoes"),
    t("accountMails.invitationLink", { days }),
    link,
    t("accountMails.signInLater"),
    page,
    t("accountMails.notExpected"),
    aboutOf(invited.language, account),
  ]);
}

/** The mail for a user who got one more shop. */
export function addedMail(invited: Invited, account: Account, page: string): Mail {
  const { t } = messagesOf(invited.language);
  return mailOf(t("accountMails.invitation"), [
    whereTo(invited),
    t("accountMails.asBefore"),
    page,
    aboutOf(invited.language, account),
  ]);
}

export function resetMail(
  language: Language,
  account: Account,
  link: string,
  minutes: number,
): Mail {
  const { t } = messagesOf(language);
  return mailOf(t("accountMails.reset"), [
    aboutOf(language, account),
    t("accountMails.resetLink", { minutes }),
    link,
    t("accountMails.resetNotAsked"),
  ]);
}

export type AccountChange = {
  readonly what: "password" | "passkeyAdded" | "passkeyRemoved" | "passkeysRemoved";
  /** ms since the epoch. */
  readonly at: number;
  /** What its owner called the passkey. */
  readonly name?: string;
  /** With what they did it themselves. Absent: by a link, or somebody else did it. */
  readonly by?: { readonly browser: string; readonly country: string | null };
};

/** That the way in was changed, for the case that it wasn't them: so it says when and by what. */
export function changedMail(
  language: Language,
  account: Account,
  { what, at, name, by }: AccountChange,
  page: string,
): Mail {
  const { t } = messagesOf(language);
  const details = [
    [t("people.tokens.name"), name],
    [t("people.audit.when"), `${writtenIn(language).minute(at)} (${SOURCE_ZONE})`],
    [t("people.sessions.browser"), by?.browser],
    [t("people.sessions.country"), by?.country],
  ].flatMap(([label, said]) => (said == null ? [] : [`${label}: ${oneLine(said)}`]));
  return mailOf(t(`accountMails.changed.${what}`), [
    aboutOf(language, account),
    t(`accountMails.changedText.${what}`),
    details.join("\n"),
    t("accountMails.notYou"),
    page,
  ]);
}
