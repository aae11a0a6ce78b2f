/** Mails and chats tell each alert once, as it stands when they are sent, and where they still go. */
import { beforeEach, expect, test } from "vitest";
import type { HttpRequest } from "../../src/domain/vendors/http.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { deliverChat, deliverMails } from "../../src/sync/tenant/alarm/deliver.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as notices from "../../src/sync/tenant/monitoring/notices.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const MINUTE = 60_000;
let sql: SqlStorage;
let now: number;
let mails: { readonly subject: string; readonly text: string }[];
let posts: HttpRequest[];
let whileMailed: () => void;
let context: TenantContext;

beforeEach(() => {
  sql = objectSql();
  now = Date.UTC(2026, 10, 24, 12);
  mails = [];
  posts = [];
  whileMailed = () => undefined;
  context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    tenantId: () => "shop",
    vault: { views: () => [{ vendor: "asperion", name: "Kaarsenshop" }] },
    deps: {
      publicUrl: "https://bridge.nl",
      noteBounced: async () => undefined,
      chatAddress: async () => "https://chat.nl/a",
      mail: async (_: readonly string[], subject: string, text: string) => {
        whileMailed();
        mails.push({ subject, text });
      },
      post: async (request: HttpRequest) => {
        posts.push(request);
        return { ok: true, value: { status: 200, headers: {}, body: null, isJson: false } };
      },
    },
  } as unknown as TenantContext;
  configure({ emails: ["shop@shop.nl"] });
});

function configure(to: object): void {
  const settings = settingsSchema.parse({ notifications: to });
  meta.configure(sql, { administrationId: 1, version: 1, settings, language: "en" });
}

const lacks = (sku: string): void =>
  alerts.raise(sql, "job order:1", reason("article-not-found", { sku, line: 1 }), "j1", now);
const found = (count: number): void =>
  alerts.raise(
    sql,
    "proof missing",
    reason("reconciliation-missing", { count, orders: "1001" }),
    null,
    now,
  );

test("an alert that changes before the mail leaves is told once, as it stands", async () => {
  notices.noteChat(sql, "slack", true);
  alerts.raise(sql, "job order:1", reason("vat-number-rejected", { customer: "10301" }), "j1", now);
  found(1);
  now += MINUTE;
  lacks("MUG");
  found(2);
  now += MINUTE;
  await deliverMails(context);
  await deliverChat(context, "slack");
  expect(mails.map(({ subject }) => subject)).toEqual(["Kaarsenshop: 2 items need action"]);
  expect(mails[0]?.text.match(/^\* /gm)).toHaveLength(2);
  expect(mails[0]?.text).toContain("MUG");
  expect(posts.map(({ body }) => body?.includes("2 items need action"))).toEqual([true]);
  expect(notices.waiting(sql)).toBe(0);
});

test("what changes while the mail leaves is told by the next one", async () => {
  lacks("MUG");
  now += 2 * MINUTE;
  whileMailed = () =>
    alerts.raise(
      sql,
      "job order:1",
      reason("vat-number-rejected", { customer: "10301" }),
      "j1",
      now,
    );
  await deliverMails(context);
  whileMailed = () => undefined;
  now += 15 * MINUTE;
  await deliverMails(context);
  expect(mails.map(({ text }) => text.includes("MUG"))).toEqual([true, false]);
});

test("once its addresses are removed, a channel has nothing that couldn't be delivered", async () => {
  configure({ emails: ["shop@shop.nl"], webhook: "https://hooks.nl/a" });
  lacks("MUG");
  Object.assign(context.deps, { mail: null });
  now += 2 * MINUTE;
  await deliverMails(context);
  expect(notices.undelivered(sql, now)).toEqual({ mail: 1 });
  configure({ webhook: "https://hooks.nl/a" });
  expect(notices.undelivered(sql, now)).toEqual({});
});
