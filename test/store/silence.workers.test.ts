/**
 * Cron as the second witness of a tenant's heartbeat: it sees an object that can't say anything
 * itself.
 */
import { env } from "cloudflare:workers";
import { Webhook } from "standardwebhooks";
import { beforeAll, expect, test } from "vitest";
import type { HttpRequest } from "../../src/domain/vendors/http.ts";
import { ok } from "../../src/domain/result.ts";
import { utf8 } from "../../src/domain/platform/text.ts";
import { SILENCE, watchForSilence } from "../../src/monitor/silence.ts";
import type { SilenceDeps } from "../../src/monitor/silence-alerts.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import {
  keepChatAddress,
  readChatAddress,
  resealChatAddresses,
} from "../../src/store/chat-addresses.ts";
import { bouncedAmong } from "../../src/store/bounced-addresses.ts";
import { openDb } from "../../src/store/db.ts";
import { listHeartbeats, noteDeadline } from "../../src/store/heartbeat.ts";
import {
  keepNoticeSecret,
  readNoticeSecret,
  resealNoticeSecret,
} from "../../src/store/notice-secrets.ts";
import { openAlertOf } from "../../src/store/registry-alerts.ts";
import { openKeyring } from "../../src/store/seal.ts";
import { insertTenant } from "../../src/store/tenants.ts";
import { migratedDb } from "./d1.ts";

beforeAll(async () => {
  await migratedDb();
});

test("a tenant that missed its deadline has an alert in D1, once, and none any more when it has looked", async () => {
  const db = openDb(env.DB);
  const logged: string[] = [];
  const look = (now: number) =>
    watchForSilence(db, ["t1", "t2"], now, ({ tenant }) => logged.push(tenant));
  await noteDeadline(db, "t1", 1_000);
  await noteDeadline(db, "t2", 9_000);
  await look(1_000);
  expect(await openAlertOf(db, SILENCE)).toEqual([]);
  await look(2_000);
  await look(3_000);
  expect([await openAlertOf(db, SILENCE), logged]).toEqual([["t1"], ["t1", "t1"]]);
  await noteDeadline(db, "t1", 20_000);
  await look(4_000);
  expect(await openAlertOf(db, SILENCE)).toEqual([]);
  // A retired tenant leaves its deadline behind, and alarms nobody.
  await noteDeadline(db, "retired", 1_000);
  await look(5_000);
  expect(await openAlertOf(db, SILENCE)).toEqual([]);
});

const SECRET = `whsec_${btoa("0123456789abcdef0123456789abcdef")}`;
const key = (id: string) => ({ id, bytes: utf8(id.padEnd(32, "-")) });

/** A tenant with both channels, and what was sent on them. `status`: what its receiver answers. */
async function listened(id: string) {
  const db = openDb(env.DB);
  const keyring = await openKeyring([key("k1")]);
  const settings = {
    ...defaultSettings(),
    notifications: {
      emails: ["owner@bridge-tests.nl"],
      webhook: "https://hooks.bridge-tests.nl/alerts",
      dailySummary: false,
    },
  };
  await insertTenant(
    db,
    id,
    { name: "Quiet shop", language: "en", administrationId: 123 },
    JSON.stringify(settings),
    { actor: "test", at: 1, action: "tenant.create" },
  );
  await keepNoticeSecret(db, keyring, id, SECRET);
  const world = {
    status: 200,
    mails: [] as { to: readonly string[]; text: string }[],
    hooks: [] as HttpRequest[],
  };
  const deps: { -readonly [Name in keyof SilenceDeps]: SilenceDeps[Name] } = {
    db,
    keyring: async () => keyring,
    publicUrl: "https://bridge.test",
    log: () => undefined,
    mail: async (to, _, text) => void world.mails.push({ to, text }),
    post: async (request) => {
      world.hooks.push(request);
      return ok({ status: world.status });
    },
  };
  return {
    db,
    world,
    deps,
    look: (now: number) => watchForSilence(db, [id], now, () => undefined, deps),
    deadline: (at: number | null) => noteDeadline(db, id, at),
  };
}

test("a silent tenant is told by mail and by signed webhook, once, and by webhook that it is over", async () => {
  const { world, look, deadline } = await listened("silent1");
  await deadline(1_000);
  await look(600_000);
  await look(660_000);
  expect(world.mails).toEqual([
    {
      to: ["owner@bridge-tests.nl"],
      text: expect.stringContaining("https://bridge.test/admin/tenants/silent1"),
    },
  ]);
  await deadline(9_000_000);
  await look(720_000);
  await look(780_000);
  const sent = world.hooks.map(({ headers, body }) => ({
    id: headers["webhook-id"],
    ...(JSON.parse(body ?? "") as { type: string; data: { code: string; alert: string } }),
  }));
  expect(sent.map(({ id, type, data }) => [id, type, data.code, data.alert])).toEqual([
    ["silent1.silence.1000", "alert.raised", "sweep-not-run", SILENCE],
    ["silent1.silence.1000.over", "alert.resolved", "sweep-not-run", SILENCE],
  ]);
  const [first] = world.hooks;
  expect(
    new Webhook(SECRET).sign("silent1.silence.1000", new Date(600_000), first?.body ?? ""),
  ).toBe(first?.headers["webhook-signature"]);
  // It is told again when it is silent again.
  await deadline(800_000);
  await look(900_000);
  await deadline(null);
  await look(960_000);
  expect([world.mails.length, world.hooks.length]).toEqual([2, 4]);
});

test("a channel that fails is tried again under the same id, and the other one isn't told twice", async () => {
  const { world, look, deadline, deps } = await listened("silent2");
  world.status = 503;
  await deadline(1_000);
  await look(600_000);
  await look(660_000);
  world.status = 200;
  await look(720_000);
  await look(780_000);
  expect([world.mails.length, world.hooks.map(({ headers }) => headers["webhook-id"])]).toEqual([
    1,
    Array.from({ length: 3 }, () => "silent2.silence.1000"),
  ]);
  // What was told isn't shown among what must happen regularly.
  expect(
    (await listHeartbeats(deps.db))
      .map(({ name }) => name)
      .filter((name) => name.includes("silent2")),
  ).toEqual([]);
});

test("the registry's copy of the secret moves to the key that writes, and opens under no other tenant's name", async () => {
  const { db } = await listened("silent3");
  const both = await openKeyring([key("k2"), key("k1")]);
  expect([
    await readNoticeSecret(db, both, "silent3"),
    await resealNoticeSecret(db, both, "silent3"),
  ]).toEqual([SECRET, 0]);
  expect(await readNoticeSecret(db, await openKeyring([key("k2")]), "silent3")).toBe(SECRET);
  await env.DB.prepare(
    "UPDATE notice_secrets SET tenant_id = 'other' WHERE tenant_id = 'silent3'",
  ).run();
  expect(await readNoticeSecret(db, both, "other")).toBeNull();
});

test("chats hear of a silent tenant once, each at its own address", async () => {
  const { db, world, look, deadline, deps } = await listened("silent4");
  const keyring = await deps.keyring();
  await keepChatAddress(db, keyring, "silent4", "slack", "https://hooks.slack.com/services/T/B/x");
  await keepChatAddress(db, keyring, "silent4", "teams", "https://a.logic.azure.com/workflows/1");
  await deadline(1_000);
  await look(600_000);
  await look(660_000);
  await deadline(9_000_000);
  await look(720_000);
  const said = world.hooks
    .filter(({ headers }) => headers["webhook-id"] === undefined)
    .map(({ url, body }) => [new URL(url).hostname, body?.includes("Quiet shop")]);
  expect(said).toEqual([
    ["hooks.slack.com", true],
    ["a.logic.azure.com", true],
  ]);
});

test("addresses of chats move to the key that writes, and open under no other tenant's name", async () => {
  const { db, deps } = await listened("silent5");
  const address = "https://hooks.slack.com/services/T/B/x";
  await keepChatAddress(db, await deps.keyring(), "silent5", "slack", address);
  const both = await openKeyring([key("k2"), key("k1")]);
  expect(await resealChatAddresses(db, both, "silent5")).toBe(0);
  const newest = await openKeyring([key("k2")]);
  expect(await readChatAddress(db, newest, "silent5", "slack")).toBe(address);
  await env.DB.prepare(
    "UPDATE chat_addresses SET tenant_id = 'other' WHERE tenant_id = 'silent5'",
  ).run();
  expect(await readChatAddress(db, newest, "other", "slack")).toBeNull();
});

test("an address that mail is refused for keeps it from nobody else, and is asked once", async () => {
  const { db, world, look, deadline, deps } = await listened("silent-bounced");
  const [gone, here] = ["gone@bridge-tests.nl", "owner@bridge-tests.nl"];
  const settings = { ...defaultSettings(), notifications: { emails: [gone, here] } };
  await env.DB.prepare("UPDATE settings_versions SET json = ? WHERE tenant_id = 'silent-bounced'")
    .bind(JSON.stringify(settings))
    .run();
  let tried = 0;
  deps.mail = async (to, _, text) => {
    tried += 1;
    if (to.includes(gone))
      throw Object.assign(new Error("Suppressed"), { code: "E_RECIPIENT_SUPPRESSED" });
    world.mails.push({ to, text });
  };
  await deadline(1_000);
  await look(600_000);
  await look(660_000);
  expect([world.mails.map(({ to }) => to), tried]).toEqual([[[here]], 3]);
  expect([...(await bouncedAmong(db, [gone, here]))]).toEqual([[gone, 600_000]]);
  // The next silence is told without it.
  await deadline(9_000_000);
  await look(720_000);
  await deadline(800_000);
  await look(900_000);
  expect([world.mails.map(({ to }) => to), tried]).toEqual([[[here], [here]], 4]);
});

test("where mail reaches nobody, a silence is told once an address is mended", async () => {
  const { world, look, deadline, deps } = await listened("silent-mended");
  const [gone, here] = ["left@bridge-tests.nl", "owner@bridge-tests.nl"];
  const reach = (emails: readonly string[]) =>
    env.DB.prepare("UPDATE settings_versions SET json = ? WHERE tenant_id = 'silent-mended'")
      .bind(JSON.stringify({ ...defaultSettings(), notifications: { emails } }))
      .run();
  await reach([gone]);
  let tried = 0;
  deps.mail = async (to, _, text) => {
    tried += 1;
    if (to.includes(gone))
      throw Object.assign(new Error("Suppressed"), { code: "E_RECIPIENT_SUPPRESSED" });
    world.mails.push({ to, text });
  };
  await deadline(1_000);
  await look(600_000);
  await look(660_000);
  expect([world.mails, tried]).toEqual([[], 1]);
  await reach([here]);
  await look(720_000);
  await look(780_000);
  expect([world.mails.map(({ to }) => to), tried]).toEqual([[[here]], 2]);
});
