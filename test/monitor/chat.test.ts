/** Messages of Slack and Teams: the shapes that both take, and nothing from outside that acts. */
import { beforeAll, describe, expect, test } from "vitest";
import { type Chat, chatAddressFault } from "../../src/domain/users/chat.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { loadMessages } from "../../src/messages/index.ts";
import {
  alertChat,
  type ChatMessage,
  chatRequest,
  isPermanentRefusal,
  summaryChat,
  testChat,
} from "../../src/monitor/chat.ts";
import { alertMail, type MailContext } from "../../src/monitor/mail.ts";
import { reasonText } from "../support/reason-text.ts";
import { everyOf } from "../support/every-of.ts";

const context: MailContext = {
  shop: "Kaarsenshop",
  language: "en",
  page: "https://bridge.nl/admin/tenants/t",
};
const SLACK = "https://hooks.slack.com/services/T0000/B0000/abcdefABCDEF0123";
const TEAMS =
  "https://prod-01.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=s";

beforeAll(async () => {
  await Promise.all(LANGUAGES.map(loadMessages));
});

const body = (chat: Chat, message: ChatMessage): unknown =>
  JSON.parse(chatRequest(chat, chat === "slack" ? SLACK : TEAMS, message).body ?? "");

const missing = {
  reason: reason("article-not-found", { sku: "MUG" }),
  jobId: "j1",
  job: { flow: "orders", key: "order:7", label: "1007" },
} as const;
const told = (sku = "MUG") => reasonText(reason("article-not-found", { sku }));

test("alerts lead to the lists that they stand in, in a chat as in a mail", () => {
  const waits = {
    ...missing,
    reason: reason("waits-for-approval", {
      rule: "amount",
      type: "invoice",
      gross: "125.00",
      currency: "SEK",
      country: "SE",
      from: "100.00",
      days: null,
      of: "x",
    }),
  };
  const payout = { ...missing, job: { flow: "payouts", key: "payout:1", label: "1" } } as const;
  const ways = [
    { text: "Open “Approvals”", url: `${context.page}/approvals` },
    { text: "Open “Payouts”", url: `${context.page}/payouts` },
    { text: "Open “Action needed”", url: `${context.page}/attention` },
  ];
  expect(alertChat([waits, payout, waits, missing], context).ways).toEqual(ways);
  expect(alertChat([waits], context).ways).toEqual(ways.slice(0, 1));
  expect(testChat(context).ways).toEqual(ways.slice(2));
  const { text } = alertMail([waits, payout], context);
  const told = ways.map((way) => `${way.text}: ${way.url}`);
  expect(told.map((way) => text.includes(way))).toEqual([true, true, false]);
});

test("an alert in Slack: a header, what it is and what to do, its page, the inbox", () => {
  const { text, next } = told();
  expect(body("slack", alertChat([missing], context))).toEqual({
    text: "Kaarsenshop: 1 item needs action",
    unfurl_links: false,
    blocks: [
      {
        type: "header",
        text: { type: "plain_text", text: "Kaarsenshop: 1 item needs action", emoji: false },
      },
      {
        type: "section",
        text: { type: "plain_text", text: `${text}\n${next}`, emoji: false },
      },
      {
        type: "section",
        text: { type: "mrkdwn", text: "<https://bridge.nl/admin/tenants/t/orders/j1|Order 1007>" },
      },
      {
        type: "section",
        text: {
          type: "mrkdwn",
          text: "<https://bridge.nl/admin/tenants/t/attention|Open “Action needed”>",
        },
      },
    ],
  });
});

test("an alert in Teams: an Adaptive Card of text runs, as the workflow takes it", () => {
  const { text, next } = told();
  expect(body("teams", alertChat([missing], context))).toEqual({
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
            {
              type: "RichTextBlock",
              inlines: [
                {
                  type: "TextRun",
                  text: "Kaarsenshop: 1 item needs action",
                  weight: "Bolder",
                  size: "Medium",
                },
              ],
            },
            {
              type: "RichTextBlock",
              inlines: [{ type: "TextRun", text, weight: "Bolder" }],
            },
            { type: "RichTextBlock", inlines: [{ type: "TextRun", text: next }] },
            {
              type: "RichTextBlock",
              inlines: [
                {
                  type: "TextRun",
                  text: "Order 1007  ",
                  selectAction: {
                    type: "Action.OpenUrl",
                    url: "https://bridge.nl/admin/tenants/t/orders/j1",
                  },
                },
              ],
            },
          ],
          actions: [
            {
              type: "Action.OpenUrl",
              title: "Open “Action needed”",
              url: "https://bridge.nl/admin/tenants/t/attention",
            },
          ],
        },
      },
    ],
  });
});

test.each([
  [{ flow: "payouts", key: "payout:h1", label: "po_1" }, "Payout po_1"],
  [
    { flow: "days", key: "day:2026-11-24-1", label: "2026-11-24-1" },
    "Daily voucher of 24 Nov 2026",
  ],
  [{ flow: "customers", key: "debtor:5", label: "10055" }, "Asperion customer 10055"],
  [{ flow: "products", key: "product:5", label: "A-1" }, "Article A-1"],
  [undefined, "Details"],
] as const)("a link to %j is called %s in both chats", (job, name) => {
  const { job: _, ...unnamed } = missing;
  const message = alertChat([job === undefined ? unnamed : { ...unnamed, job }], context);
  expect(JSON.stringify(body("slack", message))).toContain(`/orders/j1|${name}>`);
  expect(JSON.stringify(body("teams", message))).toContain(`"text":"${name}  "`);
});

test("a number from outside is no mention and no further link", () => {
  const label = "<!channel>|<https://evil.example|x>\n".repeat(10);
  const alert = { ...missing, job: { ...missing.job, label } };
  const sent = JSON.stringify(body("slack", alertChat([alert], context)));
  expect(sent).not.toContain("<!channel>");
  expect(sent).not.toContain("<https://evil");
});

const HOSTILE = "<!channel> <https://evil.example|here> [here](https://evil.example) @everyone";

test.each(["slack", "teams"] as const)("what comes from outside stays text in %s", (chat) => {
  const alert = { reason: reason("article-not-found", { sku: HOSTILE }), jobId: null };
  const sent = JSON.stringify(body(chat, alertChat([alert], { ...context, shop: HOSTILE })));
  expect(sent).not.toMatch(/"type":"mrkdwn","text":"[^"]*evil/);
  expect(sent).not.toContain('"TextBlock"');
  // The fallback of a notification is read as mrkdwn.
  expect((JSON.parse(sent) as { text?: string }).text ?? "").not.toContain("<");
  expect(sent).toContain("evil.example");
});

test("the day's summary has its lines and what is open", () => {
  const summary = {
    day: "2026-11-24",
    outcomes: { booked: 41, updated: 3, skipped: 2, held: 1 },
    waiting: 4,
    findings: 0,
    open: [missing],
    things: 7,
    approvals: 0,
  };
  const { title, lines, groups } = summaryChat(summary, context);
  expect([title, lines[0], lines.at(-1), groups.length]).toEqual([
    "Kaarsenshop: summary for 24 Nov 2026",
    "New in eAccounting: 41",
    "Action needed (7)",
    1,
  ]);
  const nothing = summaryChat({ ...summary, open: [], things: 0 }, context);
  expect([nothing.lines.at(-1), nothing.ways]).toEqual([
    "No action needed.",
    [{ text: "Open the shop", url: context.page }],
  ]);
  const both = summaryChat({ ...summary, approvals: 2 }, context);
  for (const chat of ["slack", "teams"] as const)
    for (const list of ["attention", "approvals"])
      expect(JSON.stringify(body(chat, both))).toContain(`${context.page}/${list}`);
});

test("a thousand alerts of many kinds stay within what both take", () => {
  const codes = ["article-not-found", "totals-differ", "rate-refused", "no-orders"] as const;
  const alerts = Array.from({ length: 1_000 }, (_, n) => ({
    reason: reason(codes[n % codes.length] ?? "article-not-found", { sku: "x".repeat(5_000) }),
    jobId: `j${n}`,
  }));
  const message = alertChat(alerts, { ...context, shop: "x".repeat(5_000) });
  const slack = body("slack", message) as {
    blocks: { type: string; text: { text: string } }[];
  };
  expect(slack.blocks.length).toBeLessThanOrEqual(50);
  for (const { type, text } of slack.blocks)
    expect(text.text.length).toBeLessThanOrEqual(type === "header" ? 150 : 3_000);
  expect(JSON.stringify(body("teams", message)).length).toBeLessThan(28_000);
});

test("a test says what comes here, in each language", () => {
  for (const language of LANGUAGES) {
    const { title, lines, ways } = testChat({ ...context, language });
    expect(everyOf([title, ...lines, ...ways.map(({ text }) => text)], (text) => text !== "")).toBe(
      true,
    );
  }
});

describe("addresses", () => {
  test.each<[Chat, string, string | null]>([
    ["slack", SLACK, null],
    ["teams", TEAMS, null],
    ["teams", "https://x.6a.environment.api.powerplatform.com/powerautomate/a?sig=s", null],
    ["slack", "https://hooks.slack.com/triggers/T1/2/3", "other-service"],
    ["slack", "https://hooks.slack.com.evil.nl/services/T1/B1/x", "other-service"],
    ["slack", "https://hooks.slack.com/services/T1/B1/x/../../../../api", "other-service"],
    ["slack", TEAMS, "other-service"],
    ["teams", "https://shop.webhook.office.com/webhookb2/1", "other-service"],
    ["teams", "https://logic.azure.com.evil.nl/workflows", "other-service"],
    ["teams", "https://evillogic.azure.com/workflows", "other-service"],
    ["slack", "http://hooks.slack.com/services/T1/B1/x", "not-https"],
    ["slack", "https://user@hooks.slack.com/services/T1/B1/x", "has-user"],
    ["teams", "https://127.0.0.1/workflows", "is-number"],
    ["teams", "", "no-address"],
  ])("%s at %s: %s", (chat, address, fault) => {
    expect(chatAddressFault(chat, address)).toBe(fault);
  });
});

test.each([
  [400, true],
  [401, true],
  [403, true],
  [404, true],
  [410, true],
  [408, false],
  [429, false],
  [500, false],
  [503, false],
])("an answer of %i is final: %s", (status, final) => {
  expect(isPermanentRefusal(status)).toBe(final);
});
