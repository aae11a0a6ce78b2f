/**
 * A run of cron with ten thousand tenants, within what the platform allows an invocation: 1,000
 * statements of D1 and six connections at once. The worst of it: all of them were silent.
 */
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { ok } from "../../src/domain/result.ts";
import { AT_ONCE, SILENCE, watchForSilence } from "../../src/monitor/silence.ts";
import { maintainRegistry } from "../../src/monitor/registry-care.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { openDb } from "../../src/store/db.ts";
import { keepNoticeSecret } from "../../src/store/notice-secrets.ts";
import { openAlertOf } from "../../src/store/registry-alerts.ts";
import { openKeyring } from "../../src/store/seal.ts";
import { activeTenantIds } from "../../src/store/tenants.ts";
import { TENANTS_PER_RUN, scheduled } from "../../src/sync/schedule.ts";
import { endSockets } from "../../src/sync/end-sockets.ts";
import { migratedDb } from "../store/d1.ts";
import { countedD1 } from "../support/counted-d1.ts";

const TENANTS = 10_000;
const LIMIT = 1_000;
const MINUTE = 60_000;
const RUNS = 2;
const START = 1_800_000_000_000;

beforeAll(async () => {
  await migratedDb();
  const settings = JSON.stringify({
    ...defaultSettings(),
    notifications: {
      emails: ["owner@bridge-tests.nl"],
      webhook: "https://hooks.bridge-tests.nl/alerts",
      dailySummary: false,
    },
  });
  const insert = (values: string, ...binds: string[]) =>
    env.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${TENANTS - 1})
       INSERT INTO ${values} FROM n`,
    )
      .bind(...binds)
      .run();
  await insert(
    `tenants (id, name, language, administration_id, state, settings_version, created_at)
     SELECT printf('s%05d', i), 'Shop', 'en', i, 'active', 1, 1`,
  );
  await insert(
    `settings_versions (tenant_id, version, json, actor, at)
     SELECT printf('s%05d', i), 1, ?1, 'test', 1`,
    settings,
  );
  await insert(`heartbeats (name, at) SELECT printf('deadline s%05d', i), ${START - 1}`);
});

const keyring = () => openKeyring([{ id: "k1", bytes: new Uint8Array(32).fill(7) }]);

async function run(minute: number) {
  const d1 = countedD1(env.DB);
  const db = openDb(d1.database);
  const now = START + minute * MINUTE;
  const seen = { ticks: [] as string[], side: 0, most: 0, mails: 0, hooks: 0 };
  await scheduled({
    minute: Math.floor(now / MINUTE),
    activeTenants: () => activeTenantIds(db),
    tick: async (tenantId) => {
      seen.side += 1;
      seen.most = Math.max(seen.most, seen.side);
      await Promise.resolve();
      seen.side -= 1;
      seen.ticks.push(tenantId);
    },
    heartbeat: async () => undefined,
    care: [
      (tenantIds) =>
        watchForSilence(db, tenantIds, now, () => undefined, {
          db,
          keyring,
          publicUrl: "https://bridge.test",
          log: () => undefined,
          mail: async () => void (seen.mails += 1),
          post: async () => {
            seen.hooks += 1;
            return ok({ status: 200 });
          },
        }),
      () => maintainRegistry(db, now),
      () => endSockets({ db, clock: { now: () => now }, tenant: () => ({}) as never }),
    ],
  });
  return { ...seen, statements: d1.statements() };
}

test("each run stays within the platform's limits, and each asks and tells others", async () => {
  const ring = await keyring();
  // A secret each would take long to seal: the first have one.
  for (let n = 0; n < 60; n += 1)
    await keepNoticeSecret(
      openDb(env.DB),
      ring,
      `s${String(n).padStart(5, "0")}`,
      `whsec_${btoa("0123456789abcdef0123456789abcdef")}`,
    );
  const runs = [];
  for (let minute = 0; minute < RUNS; minute += 1) runs.push(await run(minute));
  expect(Math.max(...runs.map(({ statements }) => statements))).toBeLessThan(LIMIT);
  expect(Math.max(...runs.map(({ most }) => most))).toBeLessThan(6);
  expect(new Set(runs.flatMap(({ ticks }) => ticks)).size).toBe(RUNS * TENANTS_PER_RUN);
  // Some are written down and told in each run, so that all will be.
  expect((await openAlertOf(openDb(env.DB), SILENCE)).length).toBe(RUNS * AT_ONCE);
  expect(runs.map(({ mails, hooks }) => mails + hooks > 0)).toEqual([true, true]);
});

test("when all are heard again, their alerts are taken back within the limits as well", async () => {
  await env.DB.prepare("UPDATE heartbeats SET at = ?1 WHERE name LIKE 'deadline %'")
    .bind(START + 1_000 * MINUTE)
    .run();
  const { statements } = await run(RUNS);
  expect(statements).toBeLessThan(LIMIT);
  expect((await openAlertOf(openDb(env.DB), SILENCE)).length).toBe((RUNS - 1) * AT_ONCE);
});
