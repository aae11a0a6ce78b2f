/**
 * Mails as text: alerts grouped by what they are, and the summary of a day. Pure. A mail names no
 * buyer: reasons hold ids and codes, and the page that it leads to asks for a sign-in. Whoever
 * sends it has loaded the messages of its language.
 */
import { type Language, moneyText } from "../domain/language.ts";
import type { Decimal } from "../domain/money.ts";
import type { Reason } from "../domain/reasons/index.ts";
import { type Messages, messagesOf } from "../messages/index.ts";
import { type NamedJob, thingName } from "../messages/job-names.ts";
import { writtenIn } from "../messages/dates.ts";
import { reasonText } from "../messages/reasons.ts";

export type Mail = { readonly subject: string; readonly text: string };
export type MailContext = {
  readonly shop: string;
  readonly language: Language;
  /** Address of the tenant's page. */
  readonly page: string;
};

export type MailAlert = {
  readonly reason: Reason;
  readonly jobId: string | null;
  /** What the job is about. Absent: not known any more. */
  readonly job?: NamedJob;
};

/** Links of each kind in a mail, at most; the page has all. */
const LINKS_EACH = 5;

/** `name`: the target's name; `null`: not known any more. */
export type AlertLink = { readonly url: string; readonly name: string | null };

/** What needs a person, one part per kind. `links`: to the first few. */
export type AlertGroup = {
  readonly text: string;
  /** `null`: its causes ask for different things, which their pages say. */
  readonly next: string | null;
  readonly links: readonly AlertLink[];
};

export function alertMail(alerts: readonly MailAlert[], context: MailContext): Mail {
  const { t } = messagesOf(context.language);
  return {
    subject: t("mails.alerts", { shop: oneLine(context.shop), count: alerts.length }),
    text: [
      t("mails.alertsIntro"),
      ...groupsOf(alerts, context).map(paragraph),
      alertListLinks(alerts, context)
        .map(({ text, url }) => `${text}: ${url}`)
        .join("\n"),
      whyOf(context),
    ].join("\n\n"),
  };
}

type SummedAmount = { readonly currency: string; readonly gross: Decimal };

export type DaySummary = {
  readonly day: string;
  readonly outcomes: Readonly<Record<"booked" | "updated" | "skipped" | "held", number>>;
  readonly waiting: number;
  /**
   * What those orders come to in the shop, by currency; of what is on hold, credits apart: together
   * they might come to nothing. Absent in a notice of an older release.
   */
  readonly amounts?: Readonly<Record<"booked" | "held", readonly SummedAmount[]>>;
  readonly heldCredits?: readonly SummedAmount[];
  /** Findings of the last reconciliation; `null`: there was none. */
  readonly findings: number | null;
  /** The first ones, of which two may be about one thing. */
  readonly open: readonly MailAlert[];
  /** All things that need action. */
  readonly things: number;
  /** What stands in the other lists: orders that wait for an approval, and payouts. */
  readonly approvals: number;
  readonly payouts?: number;
  /** Of the payouts, those that are named above as well. */
  readonly both?: number;
};

/** Of a mail and of a chat, with the day as pages write it. */
export const summarySubject = ({ day }: DaySummary, { shop, language }: MailContext): string =>
  messagesOf(language).t("mails.summary", {
    shop: oneLine(shop),
    day: writtenIn(language).day(day),
  });

export function summaryMail(summary: DaySummary, context: MailContext): Mail {
  return {
    subject: summarySubject(summary, context),
    text: [
      summaryLines(summary, context).join("\n"),
      attentionCounts(summary, context)
        .map(({ text, url }) => (url === null ? text : `${text}: ${url}`))
        .join("\n"),
      ...groupsOf(summary.open, context).map(paragraph),
      `${messagesOf(context.language).t("mails.openShop")}: ${context.page}`,
      whyOf(context),
    ].join("\n\n"),
  };
}

/** `url`: of the list that it stands in; `null`: nothing stands in any. */
type Needed = { readonly text: string; readonly url: string | null };

/** How many stand in each list, as the pages count them. */
export function attentionCounts(
  { things, approvals, payouts = 0, both = 0 }: DaySummary,
  { language, page }: MailContext,
): readonly Needed[] {
  const { t } = messagesOf(language);
  const said = [
    { count: things, text: t("mails.needs", { count: things }), url: `${page}/attention` },
    {
      count: approvals,
      text: t("attention.approvals", { count: approvals }),
      url: `${page}/approvals`,
    },
    {
      count: payouts,
      text: t("attention.payouts", { count: payouts, both }),
      url: `${page}/payouts`,
    },
  ].filter(({ count }) => count > 0);
  return said.length === 0 ? [{ text: t("mails.nothing"), url: null }] : said;
}

/** Returns the day's results, one line each. */
export function summaryLines(
  { outcomes, amounts, heldCredits, waiting, findings }: DaySummary,
  { language }: MailContext,
): readonly string[] {
  const { t } = messagesOf(language);
  const money = ({ currency, gross }: SummedAmount): string =>
    `${moneyText(language, gross, currency)} ${currency}`;
  const said = (
    of: readonly SummedAmount[] = [],
    text: "mails.totals" | "mails.credits" = "mails.totals",
  ): string => (of.length === 0 ? "" : ` · ${t(text, { amounts: of.map(money).join(", ") })}`);
  return [
    `${t("mails.booked")}: ${outcomes.booked}${said(amounts?.booked)}`,
    `${t("mails.updated")}: ${outcomes.updated}`,
    `${t("mails.skipped")}: ${outcomes.skipped}`,
    `${t("mails.held")}: ${outcomes.held}${said(amounts?.held)}` +
      said(heldCredits, "mails.credits"),
    `${t("mails.waiting")}: ${waiting}`,
    `${t("mails.findings")}: ${findings ?? t("mails.notReconciled")}`,
  ];
}

export function testMail(context: MailContext): Mail {
  const { t } = messagesOf(context.language);
  return {
    subject: t("mails.test", { shop: oneLine(context.shop) }),
    text: `${t("mails.testText")}\n\n${whyOf(context)}`,
  };
}

/** Which product sends it, why to this address, and where that is changed. */
const whyOf = ({ shop, language, page }: MailContext): string =>
  messagesOf(language).t("mails.why", {
    shop: oneLine(shop),
    address: `${page}/settings/notifications`,
  });

/** Where the alerts stand: what waits for an approval, and payouts, have lists of their own. */
export function alertListLinks(
  alerts: readonly MailAlert[],
  { language, page }: MailContext,
): readonly { readonly text: string; readonly url: string }[] {
  const { t } = messagesOf(language);
  const lists = alerts.map(({ reason, job }) => {
    if (reason.code === "waits-for-approval") return "approvals";
    return job?.flow === "payouts" ? "payouts" : "attention";
  });
  return [...new Set(lists.length === 0 ? (["attention"] as const) : lists)].map((list) => ({
    text: t("mails.page", { page: list }),
    url: `${page}/${list}`,
  }));
}

/** Texts of one kind in a mail, at most: the others are told by their number. */
const TEXTS_EACH = 5;

/**
 * Groups alerts by what is said of them: what it is, how often, what to do, and links to the first
 * ones. Those of one kind follow one another: an article that lacks isn't told as another one.
 */
export function groupsOf(
  alerts: readonly MailAlert[],
  { language, page }: MailContext,
): readonly AlertGroup[] {
  const messages = messagesOf(language);
  const kinds = new Map<string, Map<string, MailAlert[]>>();
  for (const alert of alerts) {
    const { code } = alert.reason;
    const { text, next } = reasonText(messages, alert.reason);
    const texts = kinds.get(code) ?? new Map<string, MailAlert[]>();
    const said = JSON.stringify([text, next]);
    kinds.set(code, texts.set(said, [...(texts.get(said) ?? []), alert]));
  }
  return [...kinds.values()].flatMap((texts) => {
    const all = [...texts.values()];
    const [first = [], ...others] = all.slice(TEXTS_EACH - 1);
    const last = [...first, ...others.flat()];
    return [
      ...all.slice(0, TEXTS_EACH - 1).map((same) => groupOf(messages, page, same, 0)),
      ...(last.length === 0 ? [] : [groupOf(messages, page, last, others.length)]),
    ].flat();
  });
}

/** `more`: so many other texts are told by the first one's. */
function groupOf(
  messages: Messages,
  page: string,
  same: readonly MailAlert[],
  more: number,
): readonly AlertGroup[] {
  const { t } = messages;
  const [first] = same;
  if (first === undefined) return [];
  const { text } = reasonText(messages, first.reason);
  const [next = null, ...others] = new Set(
    same.map((alert) => reasonText(messages, alert.reason).next),
  );
  const told = more === 0 ? text : t("attention.causeOfSeveral", { text, more });
  const times = same.length === 1 ? "" : ` (${t("mails.times", { count: same.length })})`;
  const links = same
    .flatMap(({ jobId, job }): readonly AlertLink[] =>
      jobId === null
        ? []
        : [
            {
              url: `${page}/orders/${jobId}`,
              name: job === undefined ? null : oneLine(thingName(t, job)),
            },
          ],
    )
    .slice(0, LINKS_EACH);
  return [{ text: `${told}${times}`, next: others.length === 0 ? next : null, links }];
}

const paragraph = ({ text, next, links }: AlertGroup): string =>
  [
    `* ${text}`,
    ...(next === null ? [] : [`  ${next}`]),
    ...links.map(({ url, name }) => (name === null ? `  ${url}` : `  ${name}: ${url}`)),
  ].join("\n");

/** A subject is a header: a name from outside must not begin another one. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, 80);
