/** Mail to an address that bounced: the others are told, and it gets none until a person asks. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { loadMessages } from "../../src/messages/index.ts";
import { isNoRecipient, mailer } from "../../src/monitor/mailer.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { deliverMails } from "../../src/sync/tenant/alarm/deliver.ts";
import { monitoring } from "../../src/sync/tenant/calls/monitoring.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as notices from "../../src/sync/tenant/monitoring/notices.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { bareReason } from "../support/bare-reason.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const HOUR = 3_600_000;
const [GONE, HERE, BUSY] = ["gone@shop.nl", "here@shop.nl", "busy@shop.nl"];

let sql: SqlStorage;
let now: number;
let context: TenantContext;
/** Addresses on the account's suppression list. */
let suppressed: Set<string>;
let sent: (readonly string[])[];
/** Also what was refused. */
let tried: (readonly string[])[];
/** What all of the deployment knows. */
let marked: Map<string, number>;
let isDatabaseDown: boolean;

/** As the platform's binding: to nobody, where one of them is suppressed. */
const binding = {
  send: async ({ to }: { readonly to: readonly string[] }) => {
    tried.push(to);
    if (to.some((address) => suppressed.has(address)))
      throw Object.assign(new Error("Recipient is suppressed"), { code: "E_RECIPIENT_SUPPRESSED" });
    if (to.length === 1 && to[0] === BUSY)
      throw Object.assign(new Error("Try again"), { code: "E_INTERNAL_SERVER_ERROR" });
    sent.push(to);
    return { messageId: "1" };
  },
} as unknown as SendEmail;

beforeAll(() => loadMessages("en"));

beforeEach(() => {
  sql = objectSql();
  now = Date.UTC(2026, 10, 24, 12);
  suppressed = new Set([GONE ?? ""]);
  sent = [];
  tried = [];
  marked = new Map();
  isDatabaseDown = false;
  context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    wake: () => undefined,
    tenantId: () => "shop",
    vault: { views: () => [{ vendor: "asperion", name: "Kaarsenshop" }] },
    deps: {
      publicUrl: "https://bridge.nl",
      mail: mailer({ MAIL: binding }, "bridge@bridge.nl"),
      noteBounced: async (address: string, since: number | null) => {
        if (isDatabaseDown) throw new Error("D1 is down");
        if (since === null) marked.delete(address);
        else marked.set(address, since);
      },
    },
  } as unknown as TenantContext;
});

function configure(...emails: readonly (string | undefined)[]): void {
  const settings = settingsSchema.parse({ notifications: { emails } });
  meta.configure(sql, { administrationId: 1, version: 1, settings, language: "en" });
}

async function alert(id: string): Promise<void> {
  alerts.raise(sql, id, bareReason("article-not-found"), "j1", now);
  now += HOUR;
  await deliverMails(context);
}

const bounced = () => monitoring.notices(context).bounced.map(({ address }) => address);

test("the others are told alone, and it is sent nothing more", async () => {
  configure(GONE, HERE);
  await alert("job order:1");
  expect([sent, bounced()]).toEqual([[[HERE]], [GONE]]);
  tried = [];
  await alert("job order:2");
  expect([sent, tried]).toEqual([[[HERE], [HERE]], [[HERE]]]);
  expect(monitoring.notices(context).undelivered).toEqual({});
});

test("where it is the only one, nothing is tried again, and the channel counts as not taking it", async () => {
  configure(GONE);
  await alert("job order:1");
  expect([sent, bounced(), notices.waiting(sql)]).toEqual([[], [GONE], 0]);
  expect(monitoring.notices(context)).toMatchObject({
    undelivered: { mail: 1 },
    lastFault: "address-bounced",
  });
});

test("a test that a person sends tries it again, whether it is right by then or not", async () => {
  configure(GONE, HERE);
  await alert("job order:1");
  monitoring.testNotices(context);
  await deliverMails(context);
  expect(bounced()).toEqual([GONE]);
  suppressed.clear();
  now += HOUR;
  monitoring.testNotices(context);
  await deliverMails(context);
  expect([bounced(), sent.at(-1)]).toEqual([[], [GONE, HERE]]);
});

test("an address that is taken out of the settings is forgotten", async () => {
  configure(GONE, HERE);
  await alert("job order:1");
  configure(HERE);
  expect(bounced()).toEqual([]);
});

test("a fault of another kind is tried again, and marks nobody", async () => {
  configure(BUSY);
  await alert("job order:1");
  expect([bounced(), notices.waiting(sql)]).toEqual([[], 1]);
  configure(GONE, BUSY);
  now += HOUR;
  await deliverMails(context);
  expect([bounced(), notices.waiting(sql)]).toEqual([[GONE], 1]);
});

test("only codes about the recipient are taken for it", () => {
  const thrown = (code: string) => Object.assign(new Error("x"), { code });
  expect(
    ["E_RECIPIENT_SUPPRESSED", "E_RECIPIENT_NOT_ALLOWED", "E_SENDER_NOT_VERIFIED", ""].map((code) =>
      isNoRecipient(thrown(code)),
    ),
  ).toEqual([true, true, false, false]);
  expect(isNoRecipient("E_RECIPIENT_SUPPRESSED")).toBe(false);
});

test("the whole deployment knows it, until a test is taken", async () => {
  configure(GONE, HERE);
  await alert("job order:1");
  expect([...marked.keys()]).toEqual([GONE]);
  suppressed.clear();
  await alert("job order:2");
  expect([...marked.keys()]).toEqual([GONE]);
  now += HOUR;
  monitoring.testNotices(context);
  await deliverMails(context);
  expect([...marked.keys()]).toEqual([]);
});

test("the others are told, though D1 doesn't take it", async () => {
  isDatabaseDown = true;
  configure(GONE, HERE);
  await alert("job order:1");
  expect([sent, bounced()]).toEqual([[[HERE]], [GONE]]);
});
