/** Signing in, people and their rights, API tokens, and who changed what. */
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  signIn: {
    title: "Sign in",
    email: "E-mail address",
    password: "Password",
    withPassword: "Sign in with a password",
    withToken: "Sign in with the operator's token",
    token: "Operator's token",
    tokenHint:
      "Whoever deployed this installation has it. It is for the first sign-in; people have accounts of their own.",
    foreign: "This form was not taken: it is too old, or it came from elsewhere. Try once more.",
    ended:
      "You were signed out, so this form was not saved. Sign in: the page that it stood on opens again, and what you entered there has to be entered once more.",
    tooMany: "Too many tries. Wait a quarter of an hour and try again.",
    badToken:
      "That is not the operator's token. It is the value of ADMIN_TOKEN of this installation.",
    badPassword:
      "The address and the password don't fit. If you have forgotten it, ask an operator for a new link.",
    aroundAccess: {
      title: "Not through Cloudflare Access",
      detail: "These pages are behind Cloudflare Access, and this request didn't come through it.",
      next: "Open the address that your organisation gave you for these pages.",
    },
  },
  welcome: {
    title: "Choose a password",
    lead: (email: string) => `For ${email}. This link works once.`,
    password: "New password",
    hint: (least: number) =>
      `At least ${least} characters. A sentence is easier to remember than a riddle.`,
    tooShort: (least: number) => `That is shorter than ${least} characters.`,
    tooCommon: "That is too easy to guess. Add more words, or choose other ones.",
    save: "Save and sign in",
    gone: {
      title: "This link doesn't work any more",
      detail: "It was used, replaced by a newer one, or is older than three days.",
      next: "Ask an operator for a new link.",
    },
  },
  people: {
    title: "People",
    lead: "An operator has every tenant. A user has one, and is shown no secrets.",
    none: "Nobody has an account yet. Make one for yourself, and keep the operator's token for emergencies.",
    email: "E-mail address",
    name: "Name",
    rights: "Rights",
    operator: "Operator: all tenants",
    lastSignIn: "Last sign-in",
    never: "never",
    actions: "What can be done",
    newLink: "New link",
    end: "End access",
    make: "Let somebody in",
    language: "Language",
    browser: "The browser's",
    makeButton: "Make the account",
    refused: "The account was not made. What has to be corrected stands at its field.",
    linkTitle: "Link for a password",
    linkWhat: "Link",
    linkHelp:
      "Give it to that person only. It works once, within three days, and sets their password.",
    ended: "Access is ended, with every session.",
  },
  tokens: {
    title: "API tokens",
    lead: "For programs. A token is kept as a hash and shown once.",
    none: "There is none.",
    name: "Name",
    rights: "For",
    all: "All tenants",
    made: "Made",
    ends: "Ends",
    noEnd: "no end",
    lastUse: "Last use",
    notUsed: "not used yet",
    actions: "What can be done",
    revoke: "Revoke",
    make: "Make a token",
    endHint: "A day, or empty for no end.",
    refused: "The token was not made. What has to be corrected stands at its field.",
    shownTitle: "New API token",
    shownWhat: "Token",
    shownHelp: "Send it as Authorization: Bearer. It isn't shown again.",
    revoked: "The token is revoked.",
  },
  sessions: {
    title: "Your sessions",
    lead: "Where you are signed in now. A session ends an hour after its last use, and twelve hours after the sign-in.",
    browser: "Browser",
    country: "Country",
    began: "Signed in",
    seen: "Last used",
    actions: "What can be done",
    here: "this browser",
    end: "End",
    endOthers: "End all others",
    ended: "Ended.",
    none: "There is no other session.",
    unknown: "unknown",
    endAll: "End sessions",
    allEnded: "The sessions are ended.",
  },
  audit: {
    title: "Who changed what",
    lead: "The newest first.",
    intact:
      "Checked: no entry on this page was changed, added or removed after it was sealed. New entries are sealed within the hour.",
    notChecked: "Whether these entries are unchanged can't be checked at the moment.",
    tampered:
      "Entries were changed in the database after they were written. Find out who has access to it.",
    faults: {
      changed: (id: string, at: string | null) =>
        `Entry ${id}${at === null ? "" : ` of ${at}`} was changed.`,
      added: (id: string, at: string | null) =>
        `Entry ${id}${at === null ? "" : ` of ${at}`} was added later.`,
      removed: (id: string) => `Entry ${id} was removed.`,
    },
    none: "Nothing was changed yet.",
    when: "When",
    who: "Who",
    tenant: "Tenant",
    what: "What",
    before: "Before",
    after: "After",
    older: "Older changes",
    newest: (count: number) => `${countEn(count, "change", "changes")}, the newest first`,
  },
  nav: { label: "Administration", people: "People", tokens: "API tokens", audit: "Changes" },
  language: { label: "Language of these pages", save: "Change" },
  operatorsOnly: "This is for operators: it concerns all tenants.",
  copied: "I have copied it",
  copyNow: "Copy it now: it is shown this once.",
};

export type PeopleWords = Translated<typeof en>;
