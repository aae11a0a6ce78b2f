/**
 * Alerts and the day's summary as messages of Slack's incoming webhooks and of a Teams workflow (an
 * Adaptive Card). Pure. As a mail they name no buyer: reasons hold ids and codes. What comes from
 * outside is text to both: nothing in it becomes a link, a mention or a style.
 */
import type { Chat } from "../domain/users/chat.ts";
import type { HttpRequest } from "../domain/vendors/http.ts";
import { messagesOf } from "../messages/index.ts";
import {
  type AlertGroup,
  type AlertLink,
  type DaySummary,
  groupsOf,
  type MailAlert,
  type MailContext,
  attentionCounts,
  oneLine,
  summaryLines,
  summarySubject,
  alertListLinks,
} from "./mail.ts";

export type ChatMessage = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly groups: readonly AlertGroup[];
  /** The text of a link whose name isn't known. */
  readonly unnamed: string;
  /** The ways on: to the lists where something stands, else to the shop. */
  readonly ways: readonly { readonly text: string; readonly url: string }[];
};

/** Slack takes 50 blocks, Teams 28 KB; the inbox has the rest. */
const MAX_GROUPS = 12;
const MAX_TEXT = 500;

export function alertChat(alerts: readonly MailAlert[], context: MailContext): ChatMessage {
  const { t } = messagesOf(context.language);
  return {
    title: t("mails.alerts", { shop: oneLine(context.shop), count: alerts.length }),
    lines: [],
    ...needing(alerts, context),
  };
}

export function summaryChat(summary: DaySummary, context: MailContext): ChatMessage {
  const lists = attentionCounts(summary, context);
  const ways = lists.flatMap(({ text, url }) => (url === null ? [] : [{ text, url }]));
  const shop = { text: messagesOf(context.language).t("mails.openShop"), url: context.page };
  return {
    ...needing(summary.open, context),
    title: summarySubject(summary, context),
    lines: [...summaryLines(summary, context), ...lists.map(({ text }) => text)],
    ways: [...ways, shop],
  };
}

export function testChat(context: MailContext): ChatMessage {
  const { t } = messagesOf(context.language);
  return {
    title: t("mails.test", { shop: oneLine(context.shop) }),
    lines: [t("chats.testText")],
    ...needing([], context),
  };
}

const needing = (
  alerts: readonly MailAlert[],
  context: MailContext,
): Pick<ChatMessage, "groups" | "unnamed" | "ways"> => ({
  groups: groupsOf(alerts, context)
    .slice(0, MAX_GROUPS)
    .map(({ text, next, links }) => ({
      text: text.slice(0, MAX_TEXT),
      next: next?.slice(0, MAX_TEXT) ?? null,
      links,
    })),
  unnamed: messagesOf(context.language).t("chats.details"),
  ways: alertListLinks(alerts, context),
});

/** The request that puts the message into the chat. */
export const chatRequest = (chat: Chat, url: string, message: ChatMessage): HttpRequest => ({
  method: "POST",
  url,
  headers: {
    "content-type": "application/json",
    "user-agent": "asperion-eaccounting-bridge",
  },
  body: JSON.stringify(chat === "slack" ? slackBody(message) : teamsBody(message)),
});

/** Characters of a header: Slack refuses one with more. A section may have 3,000. */
const SLACK_HEADER = 150;

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, read 2026-11-28. */
function slackBody({ title, lines, groups, unnamed, ways }: ChatMessage): object {
  const plain = (text: string): object => ({
    type: "section",
    text: { type: "plain_text", text, emoji: false },
  });
  const links = (of: readonly AlertLink[]): string =>
    of.map(({ url, name }) => `<${url}|${slackText(name ?? unnamed)}>`).join("  ");
  return {
    text: slackText(title),
    unfurl_links: false,
    blocks: [
      {
        type: "header",
        text: { type: "plain_text", text: title.slice(0, SLACK_HEADER), emoji: false },
      },
      ...(lines.length === 0 ? [] : [plain(lines.join("\n"))]),
      ...groups.flatMap((group) => [
        plain([group.text, group.next].filter((line) => line !== null).join("\n")),
        ...(group.links.length === 0
          ? []
          : [{ type: "section", text: { type: "mrkdwn", text: links(group.links) } }]),
      ]),
      {
        type: "section",
        text: {
          type: "mrkdwn",
          text: ways.map(({ text, url }) => `<${url}|${slackText(text)}>`).join("  "),
        },
      },
    ],
  };
}

/** Slack reads `<…>` and entities in mrkdwn and in the fallback. */
const slackText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * The body that the workflow "Post to a channel when a webhook request is received" takes. Text
 * runs, as a text block would read Markdown.
 */
function teamsBody({ title, lines, groups, unnamed, ways }: ChatMessage): object {
  const run = (text: string, more: object = {}): object => ({ type: "TextRun", text, ...more });
  const block = (...inlines: readonly object[]): object => ({ type: "RichTextBlock", inlines });
  const link = ({ url, name }: AlertLink): object =>
    run(`${name ?? unnamed}  `, { selectAction: { type: "Action.OpenUrl", url } });
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [
            block(run(title, { weight: "Bolder", size: "Medium" })),
            ...lines.map((line) => block(run(line))),
            ...groups.flatMap(({ text, next, links }) => [
              block(run(text, { weight: "Bolder" })),
              ...(next === null ? [] : [block(run(next))]),
              ...(links.length === 0 ? [] : [block(...links.map(link))]),
            ]),
          ],
          actions: ways.map(({ text, url }) => ({ type: "Action.OpenUrl", title: text, url })),
        },
      },
    ],
  };
}

const SLOW_DOWN: readonly number[] = [408, 425, 429];

/**
 * Whether an answer says that sending again is of no use: a revoked or archived webhook (Slack:
 * 403, 404, 410), a workflow that is gone or asks for a sign-in (Teams: 401, 404), a message that
 * is refused (400).
 */
export const isPermanentRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && !SLOW_DOWN.includes(status);
