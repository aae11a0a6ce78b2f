/** Deliveries that overlap, hang, or die: each notice goes out once, as far as that can be known. */
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { HttpRequest } from "../../src/domain/vendors/http.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { openKeyring } from "../../src/store/seal.ts";
import { deliverMails, deliverWebhooks } from "../../src/sync/tenant/alarm/deliver.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as noticeSecret from "../../src/sync/tenant/monitoring/notice-secret.ts";
import * as notices from "../../src/sync/tenant/monitoring/notices.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { bareReason } from "../support/bare-reason.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";
import { byText } from "../support/sorted.ts";
import { WAIT_MS } from "../support/patience.ts";

/** Not about time: ends a test that hangs. */
const PATIENT = { timeout: WAIT_MS };

const MINUTE = 60_000;
let sql: SqlStorage;
let now: number;
let context: TenantContext;
let mails: { to: readonly string[]; subject: string; text: string }[];
let posts: HttpRequest[];

// Reading a language takes real time, which a test with a fake clock would not give it.
beforeAll(() => loadMessages("en"));

beforeEach(async () => {
  sql = objectSql();
  now = Date.UTC(2026, 10, 24, 12);
  mails = [];
  posts = [];
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  const vault = { views: () => [{ vendor: "asperion", name: "Kaarsenshop" }] };
  const deps = { keyring: async () => keyring, publicUrl: "https://bridge.nl" };
  context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    tenantId: () => "shop",
    vault,
    deps,
  } as unknown as TenantContext;
  configure({ emails: ["shop@shop.nl"], webhook: "https://hooks.shop.nl/a" });
  await noticeSecret.make(context);
});

function configure(to: object): void {
  const settings = settingsSchema.parse({ notifications: to });
  meta.configure(sql, { administrationId: 1, version: 1, settings, language: "en" });
}

const raise = (id: string): void =>
  alerts.raise(sql, id, bareReason("article-not-found"), "j1", now);

describe("while another delivery is out, as alarm and cron may overlap,", () => {
  /** Mails and posts that are out, until they are let through. */
  function slow() {
    const out: (() => void)[] = [];
    const wait = (): Promise<void> => new Promise((resolve) => void out.push(resolve));
    Object.assign(context.deps, {
      noteBounced: async () => undefined,
      mail: async (to: readonly string[], subject: string, text: string) => {
        mails.push({ to, subject, text });
        await wait();
      },
      post: async (request: HttpRequest) => {
        posts.push(request);
        await wait();
        return { ok: true, value: { status: 200, headers: {}, body: null, isJson: false } };
      },
    });
    return { out, through: () => out.splice(0).forEach((resolve) => resolve()) };
  }
  const both = (): Promise<unknown> =>
    Promise.all([deliverMails(context), deliverWebhooks(context)]);

  test("each notice is sent once", async () => {
    raise("job order:1");
    raise("job order:2");
    now += 2 * MINUTE;
    const { out, through } = slow();
    const overlapping = [both(), both()];
    while (notices.waiting(sql) > 0) {
      await vi.waitUntil(() => out.length > 0, PATIENT);
      through();
      await new Promise((resolve) => void setImmediate(resolve));
    }
    await Promise.all(overlapping);
    expect([
      mails.length,
      posts.map(({ headers }) => headers["webhook-id"]).toSorted(byText),
    ]).toEqual([1, ["shop.2", "shop.4"]]);
  });

  test("what one that died had taken is sent by another, under the same id", async () => {
    configure({ webhook: "https://hooks.shop.nl/a" });
    raise("job order:1");
    const { out } = slow();
    void deliverWebhooks(context);
    await vi.waitUntil(() => out.length === 1, PATIENT);
    const again = async (ms: number): Promise<number> => {
      now += ms;
      void deliverWebhooks(context);
      await new Promise((resolve) => void setImmediate(resolve));
      await new Promise((resolve) => void setImmediate(resolve));
      return posts.length;
    };
    expect(await again(59_000)).toBe(1);
    now += 1_000;
    void deliverWebhooks(context);
    await vi.waitUntil(() => posts.length === 2, PATIENT);
    expect(new Set(posts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });
});

test("a mail that hangs is given up, and tried again", async () => {
  configure({ emails: ["shop@shop.nl"] });
  raise("job order:1");
  now += 2 * MINUTE;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  Object.assign(context.deps, { mail: () => new Promise(() => undefined) });
  const delivered = deliverMails(context);
  await vi.advanceTimersByTimeAsync(15_000);
  await delivered;
  vi.useRealTimers();
  expect(notices.lastFault(sql)).toBe("Late");
  // Soon, and not only when the claim is over.
  expect(notices.nextDue(sql, "mail")).toBeLessThanOrEqual(now + 5_000);
});
