/** Chats on their way out: grouped, told once, tried again, by the kinds that were chosen. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { HttpRequest } from "../../src/domain/vendors/http.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { deliverChat, queueDaySummary } from "../../src/sync/tenant/alarm/deliver.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as notices from "../../src/sync/tenant/monitoring/notices.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const START = Date.UTC(2026, 10, 24, 12);
const MINUTE = 60_000;
const DAY = 86_400_000;
const ADDRESS = "https://hooks.slack.com/services/T1/B1/x";

let sql: SqlStorage;
let now: number;
let context: TenantContext;
let posts: HttpRequest[];
let status: number;
let address: () => Promise<string | null>;

beforeAll(() => loadMessages("en"));

beforeEach(() => {
  sql = objectSql();
  now = START;
  posts = [];
  status = 200;
  address = async () => ADDRESS;
  context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    tenantId: () => "shop",
    vault: { views: () => [{ vendor: "asperion", name: "Kaarsenshop" }] },
    deps: {
      publicUrl: "https://bridge.nl",
      mail: null,
      chatAddress: () => address(),
      post: async (request: HttpRequest) => {
        posts.push(request);
        return { ok: true, value: { status, headers: {}, body: null, isJson: false } };
      },
    },
  } as unknown as TenantContext;
  configure({});
  notices.noteChat(sql, "slack", true);
});

function configure(to: object): void {
  meta.configure(sql, {
    administrationId: 1,
    version: 1,
    settings: settingsSchema.parse({ notifications: to }),
    language: "en",
  });
}

const raise = (id: string, code: "article-not-found" | "needs-login" = "article-not-found") =>
  alerts.raise(sql, id, reason(code), code === "needs-login" ? null : "j1", now);
const after = async (ms: number): Promise<number> => {
  now += ms;
  await deliverChat(context, "slack");
  return posts.length;
};
const titles = (): string[] =>
  posts.map(({ body }) => (JSON.parse(body ?? "") as { text: string }).text);

test("alerts of two minutes are one message, and there is one in a quarter of an hour", async () => {
  raise("job order:1");
  raise("job order:2");
  expect(await after(MINUTE)).toBe(0);
  expect(await after(MINUTE)).toBe(1);
  expect([posts[0]?.url, titles()]).toEqual([ADDRESS, ["Kaarsenshop: 2 items need action"]]);
  raise("job order:3");
  expect(await after(14 * MINUTE)).toBe(1);
  expect(await after(MINUTE)).toBe(2);
  expect(await after(DAY)).toBe(2);
});

test("what it links to is called what people call it, as long as that is known", async () => {
  run(
    sql,
    `INSERT INTO jobs (id, key, flow, lane, status, types, label, reasons, created_at, updated_at)
     VALUES ('j1', 'order:7', 'orders', 'live', 'done', '[]', '1007', '[]', 1, 1)`,
  );
  raise("job order:1");
  await after(2 * MINUTE);
  expect(posts[0]?.body).toContain("/orders/j1|Order 1007>");
  run(sql, "DELETE FROM jobs");
  raise("job order:2");
  await after(DAY);
  expect(posts[1]?.body).toContain("/orders/j1|Details>");
});

test("nobody hears of what is over before, and a chat without an address hears nothing", async () => {
  raise("job order:1");
  alerts.resolve(sql, "job order:1", now);
  expect(await after(2 * MINUTE)).toBe(0);
  notices.noteChat(sql, "slack", false);
  raise("job order:2");
  expect([await after(2 * MINUTE), notices.waiting(sql)]).toEqual([0, 0]);
});

test("each way is told of its own kinds; without any, of those that all are told of", async () => {
  notices.noteChat(sql, "teams", true);
  configure({ kinds: ["jobs"], channelKinds: { slack: ["access"] } });
  raise("job order:1");
  raise("sign-in", "needs-login");
  expect(
    all<{ channel: string; alert: string }>(
      sql,
      "SELECT channel, alert FROM notices ORDER BY channel, alert",
    ).map(({ channel, alert }) => `${channel} ${alert}`),
  ).toEqual(["slack sign-in", "teams job order:1"]);
});

test.each([
  [404, "status 404", 1],
  [410, "status 410", 1],
  [429, "status 429", 8],
  [503, "status 503", 8],
])("an answer of %i is %s, and is sent %i times in all", async (answered, fault, times) => {
  status = answered;
  raise("job order:1");
  await after(2 * MINUTE);
  for (let n = 0; n < 20; n += 1) await after(10 * 3_600_000);
  expect([posts.length, notices.lastFault(sql)]).toEqual([times, fault]);
});

test("where the registry doesn't answer the message waits; where it has no address it is given up", async () => {
  address = () => Promise.reject(new Error("D1 is down"));
  raise("job order:1");
  await after(2 * MINUTE);
  expect([notices.lastFault(sql), notices.waiting(sql)]).toEqual(["registry-unreachable", 1]);
  address = async () => ADDRESS;
  expect(await after(MINUTE)).toBe(1);
  address = async () => null;
  raise("job order:2");
  await after(16 * MINUTE);
  expect([posts.length, notices.undelivered(sql, now)]).toEqual([1, { slack: 1 }]);
});

test("a test arrives at once, and the day's summary in the morning", async () => {
  expect(notices.test(sql, now, false)).toEqual({ channels: ["slack"], unable: [] });
  await after(0);
  expect(titles()).toEqual(["Kaarsenshop: test message"]);
  queueDaySummary(context);
  now += DAY;
  queueDaySummary(context);
  await after(0);
  expect(titles().at(-1)).toBe("Kaarsenshop: summary for 24 Nov 2026");
});
