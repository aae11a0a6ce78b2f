/** How people are told: mails that group and name nobody, webhooks that a receiver can trust. */
import { Webhook } from "standardwebhooks";
import { beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { reasonText } from "../support/reason-text.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { alertMail, type MailContext, summaryMail, testMail } from "../../src/monitor/mail.ts";
import { webhookRequest } from "../../src/monitor/webhook.ts";

const context: MailContext = {
  shop: "Kaarsenshop",
  language: "en",
  page: "https://bridge.nl/admin/tenants/t",
};
beforeAll(async () => {
  await Promise.all(LANGUAGES.map(loadMessages));
});

const missing = (jobId: string) => ({ reason: reason("article-not-found", { sku: "MUG" }), jobId });
const occurrences = (text: string, part: string): number => text.split(part).length - 1;

test("alerts of one kind are one paragraph, with their number, what to do, and the first five pages", () => {
  const { subject, text } = alertMail(
    [
      ...Array.from({ length: 9 }, (_, n) => missing(`j${n}`)),
      { reason: reason("connection-expiring", { vendor: "asperion" }), jobId: null },
    ],
    context,
  );
  const told = reasonText(reason("article-not-found", { sku: "MUG" }));
  expect(subject).toBe("Kaarsenshop: 10 items need action");
  expect([
    occurrences(text, told.text),
    occurrences(text, told.next),
    occurrences(text, "/orders/j"),
    text.includes("(9 times)"),
    text.includes(`${context.page}/orders/j0`),
  ]).toEqual([1, 1, 5, true, true]);
  // The way out is to what needs action, as the chat has it.
  expect(text).toContain(`\n\nOpen “Action needed”: ${context.page}/attention\n\n`);
});

test("causes of one kind that differ are told in their own words, each with its own orders", () => {
  const lacks = (sku: string, jobId: string) => ({
    reason: reason("article-not-found", { sku }),
    jobId,
  });
  const told = (sku: string): string => reasonText(reason("article-not-found", { sku })).text;
  const { text } = alertMail(
    [lacks("NO-1", "j1"), lacks("NO-2", "j2"), lacks("NO-1", "j3")],
    context,
  );
  const [first = "", second = ""] = text.split("* ").slice(1);
  expect([first.includes(`${told("NO-1")} (2 times)`), second.startsWith(told("NO-2"))]).toEqual([
    true,
    true,
  ]);
  expect(
    [first, second].map((one) => [...one.matchAll(/orders\/(j\d)/g)].map(([, id]) => id)),
  ).toEqual([["j1", "j3"], ["j2"]]);
  // An outage of many texts stays a mail that is read: the rest is told by its number.
  const many = alertMail(
    Array.from({ length: 30 }, (_, n) => lacks(`NO-${n}`, `j${n}`)),
    context,
  ).text;
  expect(occurrences(many, "\n* ")).toBe(5);
  expect(many).toContain(`${told("NO-4")} And 25 similar causes (26 times)`);
});

test("causes that are told together give advice only where it is the same for all", () => {
  const closed = (n: number, why: "period-locked" | "no-year") => ({
    reason: reason("period-closed", { date: `2026-01-0${n}`, why }),
    jobId: `j${n}`,
  });
  const locked = [1, 2, 3, 4].map((n) => closed(n, "period-locked"));
  const last = (more: readonly ReturnType<typeof closed>[]): string =>
    alertMail([...locked, ...more], context)
      .text.split("* ")
      .at(-1) ?? "";
  const next = reasonText(closed(5, "no-year").reason).next;
  expect(last([closed(5, "no-year"), closed(6, "no-year")])).toContain(next);
  const mixed = last([closed(5, "no-year"), closed(6, "period-locked")]);
  expect(mixed).toContain("And 1 similar cause (2 times)");
  expect(mixed).not.toContain(next);
});

test("a day is summed up: what became of its orders, what differs, what needs a person", () => {
  const summary = {
    day: "2026-11-24",
    outcomes: { booked: 41, updated: 3, skipped: 2, held: 1 },
    waiting: 4,
    findings: 0,
    open: [missing("j1")],
    things: 1,
    approvals: 0,
  };
  const { subject, text } = summaryMail(summary, context);
  expect(subject).toBe("Kaarsenshop: summary for 24 Nov 2026");
  expect(text).toContain(
    "New in eAccounting: 41\nUpdated: 3\nSkipped: 2\nOn hold: 1\nWaiting: 4\nDifferences between Asperion and eAccounting: 0",
  );
  expect(text).toContain(`Action needed (1): ${context.page}/attention\n`);
  const all = summaryMail({ ...summary, approvals: 2, payouts: 3, both: 1 }, context).text;
  expect(all).toContain(
    `Action needed (1): ${context.page}/attention\n` +
      `2 orders wait for approval: ${context.page}/approvals\n` +
      `3 payouts need action, 1 of them under Action needed: ${context.page}/payouts\n`,
  );
  // Where nothing is to be done, no list is named.
  const nothing = summaryMail({ ...summary, findings: null, open: [], things: 0 }, context).text;
  expect(nothing).toContain("eAccounting: not reconciled yet\n\nNo action needed.\n\n");
  expect(nothing).toContain(`Open the shop: ${context.page}`);
  expect(nothing).not.toContain("/attention");
});

test("every mail of a shop says which product sends it, why, and where that is changed", () => {
  const summary = {
    day: "2026-11-24",
    outcomes: { booked: 1, updated: 0, skipped: 0, held: 0 },
    waiting: 0,
    findings: 0,
    open: [],
    things: 0,
    approvals: 0,
  };
  for (const language of LANGUAGES) {
    const of = { ...context, language };
    for (const { text } of [
      alertMail([missing("j1")], of),
      summaryMail(summary, of),
      testMail(of),
    ]) {
      const last = text.split("\n\n").at(-1) ?? "";
      for (const said of ["Asperion", "eAccounting", "Kaarsenshop"]) expect(last).toContain(said);
      expect(last.endsWith(`: ${context.page}/settings/notifications`)).toBe(true);
    }
  }
});

test("each language has its own words for all of it", () => {
  const all = LANGUAGES.map((language) =>
    JSON.stringify([
      alertMail([missing("j1")], { ...context, language }),
      summaryMail(
        {
          day: "2026-11-24",
          outcomes: { booked: 1, updated: 0, skipped: 0, held: 0 },
          waiting: 0,
          findings: 0,
          open: [],
          things: 0,
          approvals: 0,
        },
        { ...context, language },
      ),
      testMail({ ...context, language }),
    ]),
  );
  expect(new Set(all).size).toBe(LANGUAGES.length);
});

test("a shop's name can't put a header into a mail", () => {
  expect(
    alertMail([missing("j1")], { ...context, shop: "Evil\r\nBcc: everyone@example.com" }).subject,
  ).not.toMatch(/[\r\n]/);
});

test("a webhook is signed as Standard Webhooks has it, and names codes in words of the tenant's language", async () => {
  const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
  const now = Date.now();
  const request = await webhookRequest("https://hooks.shop.nl/a", secret, {
    id: "t.7",
    type: "alert.raised",
    tenantId: "t",
    now,
    language: "nl",
    page: context.page,
    alert: {
      id: "job order:1",
      reason: reason("article-not-found", { sku: "MUG" }),
      jobId: "j1",
      since: now,
    },
  });
  const body = new Webhook(secret).verify(request.body ?? "", { ...request.headers }) as {
    type: string;
    data: Record<string, unknown>;
  };
  expect([body.type, body.data["code"], body.data["text"], body.data["job"]]).toEqual([
    "alert.raised",
    "article-not-found",
    reasonText(reason("article-not-found", { sku: "MUG" }), "nl").text,
    "j1",
  ]);
  expect(() => new Webhook(secret).verify(`${request.body} `, { ...request.headers })).toThrow();
});

test.each([
  ["en", "Open “Action needed”: "],
  ["nl", "“Actie nodig” openen: "],
  ["pl", "Otwórz „Wymaga działania”: "],
  ["sv", "Öppna ”Åtgärd krävs”: "],
] as const)("a mail names the page that it leads to in quotation marks: %s", (language, said) => {
  const lines = alertMail([missing("j1")], { ...context, language })
    .text.trimEnd()
    .split("\n");
  // Before the line that says why it was sent.
  expect(lines.at(-3)).toContain(said);
});
