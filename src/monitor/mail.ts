/**
 * Mails as text: alerts grouped by what they are, and the summary of a day. Pure. A mail names no
 * buyer: reasons hold ids and codes, and the page that it leads to asks for a sign-in. Whoever
 * sends it has loaded the messages of its language.
 */
import type { Language } from "../domain/language.ts";
import type { Reason } from "../domain/reasons.ts";
import { messagesOf } from "../messages/index.ts";
import { reasonText } from "../messages/reasons.ts";

export type Mail = { readonly subject: string; readonly text: string };
export type MailContext = {
  readonly shop: string;
  readonly language: Language;
  /** Of the tenant. */
  readonly page: string;
};
export type MailAlert = { readonly reason: Reason; readonly jobId: string | null };

/** Of each kind as many as a person wants to open from a mail; the page has all. */
const LINKS_EACH = 5;

export function alertMail(alerts: readonly MailAlert[], context: MailContext): Mail {
  const { t } = messagesOf(context.language);
  return {
    subject: t("mails.alerts", { shop: oneLine(context.shop), count: alerts.length }),
    text: [t("mails.alertsIntro"), ...grouped(alerts, context), wayToPage(context)].join("\n\n"),
  };
}

export type DaySummary = {
  readonly day: string;
  readonly outcomes: Readonly<Record<"booked" | "updated" | "skipped" | "held", number>>;
  readonly waiting: number;
  /** Of the last comparison of both sides; `null`: there was none. */
  readonly findings: number | null;
  readonly open: readonly MailAlert[];
  /** Open ones beyond these. */
  readonly more?: number;
};

export function summaryMail(summary: DaySummary, context: MailContext): Mail {
  const { t } = messagesOf(context.language);
  const { outcomes, waiting, findings, open, more } = summary;
  const counts: readonly (readonly [string, number | null])[] = [
    [t("mails.booked"), outcomes.booked],
    [t("mails.updated"), outcomes.updated],
    [t("mails.skipped"), outcomes.skipped],
    [t("mails.held"), outcomes.held],
    [t("mails.waiting"), waiting],
    [t("mails.findings"), findings],
  ];
  const lines = counts.map(([name, count]) => `${name}: ${count ?? "–"}`).join("\n");
  const needs =
    open.length === 0
      ? [t("mails.nothing")]
      : [t("mails.needs", { count: open.length + (more ?? 0) }), ...grouped(open, context)];
  return {
    subject: t("mails.summary", { shop: oneLine(context.shop), day: summary.day }),
    text: [lines, ...needs, wayToPage(context)].join("\n\n"),
  };
}

export function testMail(context: MailContext): Mail {
  const { t } = messagesOf(context.language);
  return { subject: t("mails.test", { shop: oneLine(context.shop) }), text: t("mails.testText") };
}

const wayToPage = ({ language, page }: MailContext): string =>
  `${messagesOf(language).t("mails.page")}: ${page}`;

/** One paragraph a kind: what it is, how often, what to do, and the way to the first of them. */
function grouped(alerts: readonly MailAlert[], { language, page }: MailContext): readonly string[] {
  const { t } = messagesOf(language);
  const kinds = new Map<string, MailAlert[]>();
  for (const alert of alerts)
    kinds.set(alert.reason.code, [...(kinds.get(alert.reason.code) ?? []), alert]);
  return [...kinds.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { text, next } = reasonText(messagesOf(language), first.reason);
    const links = same
      .flatMap(({ jobId }) => (jobId === null ? [] : [`  ${page}/orders/${jobId}`]))
      .slice(0, LINKS_EACH);
    const times = same.length === 1 ? "" : ` (${t("mails.times", { count: same.length })})`;
    return [[`* ${text}${times}`, `  ${next}`, ...links].join("\n")];
  });
}

/** A subject is a header: a name from outside must not begin another one. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, 80);
