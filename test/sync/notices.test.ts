/**
 * Alerts on their way out: told once, grouped, tried again, and not told any more when they are
 * over.
 */
import { Webhook } from "standardwebhooks";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { HttpRequest } from "../../src/domain/vendors/http.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { testMail } from "../../src/monitor/mail.ts";
import { noticeKind } from "../../src/settings/notifications.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { openKeyring } from "../../src/store/seal.ts";
import {
  deliverMails,
  deliverWebhooks,
  queueDaySummary,
} from "../../src/sync/tenant/alarm/deliver.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as noticeSecret from "../../src/sync/tenant/monitoring/notice-secret.ts";
import * as notices from "../../src/sync/tenant/monitoring/notices.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { bareReason } from "../support/bare-reason.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const START = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;
const HOUR = 3_600_000;
let sql: SqlStorage;
let now: number;
let context: TenantContext;
let mails: { to: readonly string[]; subject: string; text: string }[];
let posts: HttpRequest[];
let status: number;
let mailWorks: boolean;

beforeEach(async () => {
  sql = objectSql();
  now = START;
  mails = [];
  posts = [];
  status = 200;
  mailWorks = true;
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    tenantId: () => "shop",
    vault: { views: () => [{ vendor: "asperion", name: "Kaarsenshop" }] },
    deps: {
      keyring: async () => keyring,
      publicUrl: "https://bridge.nl",
      noteBounced: async () => undefined,
      mail: async (to: readonly string[], subject: string, text: string) => {
        if (!mailWorks) throw new Error("down");
        mails.push({ to, subject, text });
      },
      post: async (request: HttpRequest) => {
        posts.push(request);
        return { ok: true, value: { status, headers: {}, body: null, isJson: false } };
      },
    },
  } as unknown as TenantContext;
  configure({ emails: ["shop@shop.nl"], webhook: "https://hooks.shop.nl/a" });
  await noticeSecret.make(context);
});

function configure(to: object): void {
  meta.configure(sql, {
    administrationId: 1,
    version: 1,
    settings: settingsSchema.parse({ notifications: to }),
    language: "en",
  });
}

const raise = (
  id: string,
  code: "article-not-found" | "rate-pressure" | "reconciliation-twice" = "article-not-found",
  params = {},
) => alerts.raise(sql, id, reason(code, params), "j1", now);
const left = (): readonly unknown[] => [
  all(sql, "SELECT 1 FROM notices WHERE sent_at IS NULL AND channel = 'mail'").length,
  notices.lastFault(sql),
];
const types = (): string[] =>
  posts.map(({ body }) => (JSON.parse(body ?? "") as { type: string }).type);
const passes = async (ms: number): Promise<void> => {
  now += ms;
  await deliverMails(context);
  await deliverWebhooks(context);
};

describe("by mail", () => {
  test("what is raised within two minutes comes together, and the next mail 15 minutes later", async () => {
    for (let n = 0; n < 40; n += 1) raise(`job order:${n}`);
    await passes(MINUTE);
    expect(mails).toEqual([]);
    await passes(MINUTE);
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      [["shop@shop.nl"], "Kaarsenshop: 40 items need action"],
    ]);
    raise("job order:41");
    await passes(5 * MINUTE);
    expect(mails).toHaveLength(1);
    await passes(10 * MINUTE);
    expect(mails).toHaveLength(2);
  });

  test("what is raised one after the other comes with the first of them, and a steady stream never puts it off", async () => {
    for (let n = 0; n < 4; n += 1) {
      raise(`job order:${n}`);
      await passes(MINUTE / 2);
    }
    expect(mails.map(({ subject }) => subject)).toEqual(["Kaarsenshop: 4 items need action"]);
    for (let n = 4; n < 64; n += 1) {
      raise(`job order:${n}`);
      await passes(MINUTE / 2);
    }
    expect(mails.map(({ subject }) => subject)).toEqual([
      "Kaarsenshop: 4 items need action",
      "Kaarsenshop: 30 items need action",
      "Kaarsenshop: 30 items need action",
    ]);
  });

  test("what is raised while a mail leaves, or failed before it, is told after 15 minutes", async () => {
    raise("job order:1");
    mailWorks = false;
    await passes(2 * MINUTE);
    await passes(5_000);
    // Tried twice: due again within five minutes, in which the next alert is raised.
    raise("job order:2");
    mailWorks = true;
    const send = context.deps.mail;
    Object.assign(context.deps, {
      mail: async (...letter: Parameters<NonNullable<typeof send>>) => {
        if (mails.length === 0) raise("job order:3");
        await send?.(...letter);
      },
    });
    for (let half = 0; half < 28; half += 1) await passes(MINUTE / 2);
    expect(mails).toHaveLength(1);
    for (let half = 0; half < 8; half += 1) await passes(MINUTE / 2);
    expect(mails).toHaveLength(2);
    expect(left()).toEqual([0, null]);
  });

  test("what is over by then isn't told, and what goes by itself never is", async () => {
    raise("job order:1");
    raise("watch rate", "rate-pressure");
    alerts.resolve(sql, "job order:1", now);
    await passes(HOUR);
    expect(mails).toEqual([]);
  });

  test("an alert that is raised again and again is told once; a finding that grows is told again", async () => {
    raise("job order:1");
    raise("proof twice", "reconciliation-twice", { count: 1 });
    await passes(2 * MINUTE);
    for (let n = 0; n < 5; n += 1) raise("job order:1");
    raise("proof twice", "reconciliation-twice", { count: 1 });
    await passes(HOUR);
    expect(mails).toHaveLength(1);
    raise("proof twice", "reconciliation-twice", { count: 2 });
    await passes(HOUR);
    expect(mails).toHaveLength(2);
  });

  test("is tried again while it fails; where none can be sent, it says so and nothing waits", async () => {
    raise("job order:1");
    mailWorks = false;
    await passes(2 * MINUTE);
    mailWorks = true;
    await passes(10_000);
    expect(mails).toHaveLength(1);
    Object.assign(context.deps, { mail: null });
    raise("job order:2");
    await passes(HOUR);
    expect([
      notices.waiting(sql) - notices.due(sql, "webhook", now).length,
      notices.lastFault(sql),
      notices.undelivered(sql, now),
    ]).toEqual([0, "mail-not-configured", { mail: 1 }]);
  });
});

describe("by webhook", () => {
  test("each alert is told as it is raised and when it is over, under an id of its own", async () => {
    raise("job order:1");
    await passes(0);
    alerts.resolve(sql, "job order:1", now);
    await passes(0);
    expect(types()).toEqual(["alert.raised", "alert.resolved"]);
    expect(new Set(posts.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
  });

  test("a receiver that fails is tried ever later, with the same id, and given up after a good day", async () => {
    configure({ webhook: "https://hooks.shop.nl/a" });
    raise("job order:1");
    status = 500;
    for (let hours = 0; hours < 40; hours += 1)
      for (let tenth = 0; tenth < 10; tenth += 1) await passes(HOUR / 10);
    expect([
      posts.length,
      new Set(posts.map(({ headers }) => headers["webhook-id"])).size,
      notices.waiting(sql),
      notices.lastFault(sql),
    ]).toEqual([8, 1, 0, "status 500"]);
  });

  test("a receiver that says that it is gone is left alone, and a redirect isn't followed", async () => {
    raise("job order:1");
    status = 410;
    await passes(0);
    await passes(HOUR);
    expect(posts).toHaveLength(1);
    status = 302;
    raise("job order:2");
    await passes(0);
    expect([posts.length, notices.lastFault(sql)]).toEqual([2, "status 302"]);
  });
});

test("mails call the shop as its pages do, once its object was told", async () => {
  const settings = settingsSchema.parse({ notifications: { emails: ["shop@shop.nl"] } });
  meta.configure(sql, { administrationId: 1, version: 1, settings, name: "Kaarsen & Co" });
  raise("job order:1");
  await passes(2 * MINUTE);
  expect(mails.map(({ subject }) => subject)).toEqual(["Kaarsen & Co: 1 item needs action"]);
});

describe("a test", () => {
  test("goes to every channel that has an address, whatever kinds are chosen, and says that it is one", async () => {
    configure({
      emails: ["shop@shop.nl"],
      webhook: "https://hooks.shop.nl/a",
      kinds: ["comparison"],
    });
    expect(notices.test(sql, now, true)).toEqual({ channels: ["mail", "webhook"], unable: [] });
    await passes(0);
    expect(mails).toEqual([
      {
        to: ["shop@shop.nl"],
        ...testMail({
          shop: "Kaarsenshop",
          language: "en",
          page: "https://bridge.nl/admin/tenants/shop",
        }),
      },
    ]);
    expect(posts.map(({ url, body }) => [url, JSON.parse(body ?? "")])).toEqual([
      ["https://hooks.shop.nl/a", expect.objectContaining({ type: "test" })],
    ]);
    expect(notices.waiting(sql)).toBe(0);
  });

  test("goes once a minute, however often somebody asks", () => {
    configure({ emails: ["shop@shop.nl"] });
    expect(
      [
        notices.test(sql, now, true),
        notices.test(sql, now + 59_999, true),
        notices.test(sql, now + 60_000, true),
      ].map((tested) => tested?.channels ?? null),
    ).toEqual([["mail"], null, ["mail"]]);
  });

  test("puts nothing on the way to addresses that this installation can't mail to, and says which", () => {
    configure({ emails: ["shop@shop.nl"] });
    expect([notices.test(sql, now, false), notices.waiting(sql)]).toEqual([
      { channels: [], unable: ["mail"] },
      0,
    ]);
    configure({ emails: ["shop@shop.nl"], webhook: "https://hooks.shop.nl/a" });
    expect([notices.test(sql, now, false), notices.waiting(sql)]).toEqual([
      { channels: ["webhook"], unable: ["mail"] },
      1,
    ]);
  });

  test.each([
    [{ emails: ["shop@shop.nl"] }, ["mail"], [1, 0]],
    [{ webhook: "https://hooks.shop.nl/a" }, ["webhook"], [0, 1]],
    [{}, [], [0, 0]],
  ])("where %j is what there is, it goes to %j alone", async (to, channels, sent) => {
    configure(to);
    expect(notices.test(sql, now, true)?.channels).toEqual(channels);
    await passes(0);
    expect([mails.length, posts.length]).toEqual(sent);
  });
});

describe("the secret", () => {
  const verified = (secret: string, { headers, body }: HttpRequest): boolean => {
    try {
      // The receiver's own clock is the real one.
      vi.setSystemTime(now);
      new Webhook(secret).verify(body ?? "", headers);
      return true;
    } catch {
      return false;
    } finally {
      vi.useRealTimers();
    }
  };

  test("that was made last signs, and none before it", async () => {
    const [first, second] = [await noticeSecret.make(context), await noticeSecret.make(context)];
    expect(first).not.toBe(second);
    raise("job order:1");
    await passes(0);
    const [post] = posts;
    if (post === undefined) throw new Error("nothing was sent");
    expect([verified(second, post), verified(first, post)]).toEqual([true, false]);
  });

  test("is made once by one wish, however often that is sent, and by another wish anew", async () => {
    const both = await Promise.all([
      noticeSecret.make(context, "word"),
      noticeSecret.make(context, "word"),
    ]);
    expect([
      both.filter((secret) => secret !== null).length,
      await noticeSecret.make(context, "word"),
    ]).toEqual([1, null]);
    expect([
      await noticeSecret.read(context),
      (await noticeSecret.make(context, "another")) === null,
    ]).toEqual([both.find((secret) => secret !== null), false]);
  });

  test("is kept sealed, and without one nothing is sent unsigned", async () => {
    const secret = await noticeSecret.make(context);
    expect(JSON.stringify(all(sql, "SELECT * FROM meta"))).not.toContain(
      secret.slice("whsec_".length),
    );
    meta.clear(sql, "notice-secret");
    raise("job order:1");
    await passes(0);
    expect([posts, noticeSecret.has(sql), notices.lastFault(sql)]).toEqual([
      [],
      false,
      "no-secret",
    ]);
  });
});

test("nobody is told where nobody said where to, and nothing is kept of it", async () => {
  configure({});
  raise("job order:1");
  await passes(HOUR);
  expect([mails, posts, all(sql, "SELECT 1 AS one FROM notices")]).toEqual([[], [], []]);
});

test("a summary says how much needs a person, however much that is", async () => {
  configure({ emails: ["shop@shop.nl"] });
  for (let n = 0; n < 230; n += 1)
    alerts.raise(sql, `job order:${n}`, reason("article-not-found", { sku: "MUG" }), `j${n}`, now);
  queueDaySummary(context);
  await passes(18 * HOUR + 1);
  queueDaySummary(context);
  await passes(0);
  expect(mails.find(({ subject }) => subject.includes("summary"))?.text).toContain(
    "Action needed (230)",
  );
});

test("a day is summed up once, in the morning, and not at all on the first day or where nobody wants it", async () => {
  queueDaySummary(context);
  await passes(18 * HOUR + 1);
  queueDaySummary(context);
  queueDaySummary(context);
  await passes(0);
  expect(mails.map(({ subject }) => subject)).toEqual(["Kaarsenshop: summary for 24 Nov 2026"]);
  configure({ emails: ["shop@shop.nl"], dailySummary: false });
  now += 24 * HOUR;
  queueDaySummary(context);
  await passes(0);
  expect(mails).toHaveLength(1);
});

test("only the chosen kinds are told at once, by mail and by webhook; none chosen means all", async () => {
  configure({
    emails: ["shop@shop.nl"],
    webhook: "https://hooks.shop.nl/a",
    kinds: ["comparison"],
  });
  raise("job order:1");
  alerts.raise(sql, "tenant", reason("needs-login", { vendor: "asperion" }), null, now);
  alerts.raise(sql, "queue", bareReason("queue-old", {}), null, now);
  raise("twice", "reconciliation-twice");
  alerts.resolve(sql, "job order:1", now);
  alerts.resolve(sql, "twice", now);
  expect(
    all<{ what: string; channel: string; alert: string }>(
      sql,
      "SELECT channel, what, alert FROM notices ORDER BY id",
    ).map(({ channel, what, alert }) => `${channel} ${what} ${alert}`),
  ).toEqual(["webhook raised twice", "webhook resolved twice"]);
  configure({ emails: ["shop@shop.nl"], webhook: "https://hooks.shop.nl/a", kinds: [] });
  raise("again");
  expect(all(sql, "SELECT 1 AS one FROM notices WHERE alert = 'again'")).toHaveLength(2);
});

test("every kind of alert has its place", () => {
  const kinds = (
    [
      "reconciliation-amount",
      "connection-expiring",
      "no-access",
      "queue-old",
      "webhooks-silent",
      "article-not-found",
    ] as const
  ).map((code) => [noticeKind(reason(code), null), noticeKind(reason(code), "j1")]);
  expect(kinds).toEqual([
    ["comparison", "comparison"],
    ["access", "access"],
    ["access", "access"],
    ["running", "jobs"],
    ["running", "jobs"],
    ["running", "jobs"],
  ]);
});
