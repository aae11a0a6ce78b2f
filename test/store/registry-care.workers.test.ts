/** What cron deletes of the registry: each kind at its age, once a day, with a record. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { maintainRegistry, RETENTION_HEARTBEAT } from "../../src/monitor/registry-care.ts";
import { listHeartbeats } from "../../src/store/heartbeat.ts";
import { clearRegistry, listRetentionRuns, REGISTRY } from "../../src/store/retention.ts";
import { type Db, openDb } from "../../src/store/db.ts";
import { migratedDb } from "./d1.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 400 * DAY;
let db: Db;

beforeAll(async () => {
  db = await migratedDb();
});

/** Two rows of each kind: one a day short of its time, one a day beyond. */
async function filled(at: number): Promise<void> {
  const rows = [89, 91].flatMap((days) => [
    `INSERT INTO dead_letters (id, tenant_id, body, at) VALUES ('l${days}', 'care', '{}', ${at - days * DAY})`,
    `INSERT INTO webhook_secrets (tenant_id, id, sealed, key_id, created_at, revoked_at) VALUES ('care', 's${days}', '', 'k1', 1, ${at - days * DAY})`,
    `INSERT INTO api_tokens (id, hash, name, created_at, revoked_at) VALUES ('t${days}', 'h', 'n', 1, ${at - days * DAY})`,
    `INSERT INTO users (id, email, name, created_at, ended_at) VALUES ('u${days}', 'u${days}', 'n', 1, ${at - days * DAY})`,
    `INSERT INTO bounced_addresses (address_hash, since) VALUES ('b${days}', ${at - (days + 275) * DAY})`,
  ]);
  const ends = [-1, 1].flatMap((days) => [
    `INSERT INTO oauth_states (state_hash, bound_to, tenant_id, vendor, sealed, key_id, expires_at) VALUES ('o${days}', 'api:x', 'care', 'asperion', '', 'k1', ${at - days * DAY})`,
    `INSERT INTO sessions (hash, actor, created_at, last_seen_at, expires_at) VALUES ('e${days}', 'x', 1, 1, ${at - days * DAY})`,
    `INSERT INTO passkey_challenges (hash, bound_to, expires_at) VALUES ('p${days}', 'x', ${at - days * DAY})`,
    `INSERT INTO sign_in_tries (source, window_start, tries) VALUES ('w${days}', ${at - days * 2 * DAY}, 1)`,
  ]);
  await env.DB.batch([...rows, ...ends].map((sql) => env.DB.prepare(sql)));
}

const left = async (table: string, id: string): Promise<unknown[]> =>
  (
    await env.DB.prepare(`SELECT ${id} AS id FROM ${table} ORDER BY 1`).all<{ id: unknown }>()
  ).results.map((row) => row.id);

test("what is past its time goes, what isn't stays, and the day says what went", async () => {
  await filled(NOW);
  // One that is in use has no end, and one that was never revoked is kept whatever its age.
  await env.DB.prepare(
    "INSERT INTO webhook_secrets (tenant_id, id, sealed, key_id, created_at) VALUES ('care', 'in-use', '', 'k1', 1)",
  ).run();
  // Somebody who may sign in is kept whatever their age.
  await env.DB.prepare(
    "INSERT INTO users (id, email, name, created_at) VALUES ('u-in', 'u-in', 'n', 1)",
  ).run();
  // What a tenant's object deleted is marked for a week, so that nothing late brings it back.
  await env.DB.batch(
    [6, 8].map((days) =>
      env.DB.prepare(
        `INSERT INTO alerts (tenant_id, id, code, params, since, seq, deleted_at) VALUES ('care', 'd${days}', 'c', '{}', 1, 1, ${NOW - days * DAY})`,
      ),
    ),
  );
  await maintainRegistry(db, NOW);
  expect(await left("alerts", "id")).toEqual(["d6"]);
  const kept = await Promise.all(
    [
      "dead_letters id",
      "webhook_secrets id",
      "api_tokens id",
      "oauth_states state_hash",
      "sessions hash",
      "sign_in_tries source",
      "passkey_challenges hash",
      "users id",
      "bounced_addresses address_hash",
    ].map((of) => left(...(of.split(" ") as [string, string]))),
  );
  expect(kept).toEqual([
    ["l89"],
    ["in-use", "s89"],
    ["t89"],
    ["o-1"],
    ["e-1"],
    ["w-1"],
    ["p-1"],
    ["u-in", "u89"],
    ["b89"],
  ]);
  const [run] = await listRetentionRuns(db, REGISTRY);
  expect([run?.at, run?.cleared]).toEqual([
    NOW,
    {
      "dead letters": 1,
      "revoked webhook secrets": 1,
      "revoked tokens": 1,
      "sign-ins under way": 1,
      sessions: 1,
      "failed sign-ins": 1,
      "challenges for passkeys": 1,
      "people whose access ended": 1,
      "refused mail addresses": 1,
    },
  ]);
});

test("it is done once a day, however often cron comes by, and the beat says when", async () => {
  await maintainRegistry(db, NOW + DAY - 1);
  expect([
    await left("dead_letters", "id"),
    (await listHeartbeats(db)).find(({ name }) => name === RETENTION_HEARTBEAT)?.at,
  ]).toEqual([["l89"], NOW]);
  await maintainRegistry(db, NOW + 2 * DAY);
  expect([
    await left("dead_letters", "id"),
    (await listRetentionRuns(db, REGISTRY)).length,
  ]).toEqual([[], 2]);
});

test("however many tenants there are, it takes as many statements, and each finds what goes by an index", async () => {
  const asked: string[] = [];
  const counting = new Proxy(env.DB, {
    get: (d1, name) => {
      const value: unknown = Reflect.get(d1, name, d1);
      if (name === "prepare")
        return (sql: string) => {
          asked.push(sql);
          return d1.prepare(sql);
        };
      return typeof value === "function" ? value.bind(d1) : value;
    },
  });
  const marks = Array.from({ length: 300 }, (_, n) =>
    env.DB.prepare(
      `INSERT INTO alerts (tenant_id, id, code, params, since, seq, deleted_at) VALUES ('many${n}', 'a', '', '{}', 0, 1, ${NOW})`,
    ),
  );
  await env.DB.batch(marks);
  await clearRegistry(openDb(counting), NOW + 8 * DAY);
  expect(await left("alerts", "tenant_id")).toEqual([]);
  expect(asked.length).toBeLessThan(20);
  for (const sql of asked.filter((one) => one.startsWith("DELETE") && one.includes("deleted_at"))) {
    const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(NOW)
      .all<{ detail: string }>();
    expect([sql, plan.results.map(({ detail }) => detail)]).toEqual([
      sql,
      [expect.stringMatching(/SEARCH .* USING INDEX \w+_deleted/)],
    ]);
  }
});

test("a round that dies over it isn't begun again each minute, and one that fails is tried again within the hour", async () => {
  const tick = async (): Promise<number | undefined> =>
    (await listHeartbeats(db)).find(({ name }) => name === RETENTION_HEARTBEAT)?.at;
  const at = NOW + 20 * DAY;
  let during: number | undefined;
  const failing = new Proxy(env.DB, {
    get: (d1, name) => {
      if (name === "batch")
        return async () => {
          during = await tick();
          throw new Error("D1_ERROR: too many queries");
        };
      const value: unknown = Reflect.get(d1, name, d1);
      return typeof value === "function" ? value.bind(d1) : value;
    },
  });
  await expect(maintainRegistry(openDb(failing), at)).rejects.toThrow("too many queries");
  expect(during).toBe(at);
  const asked = await listRetentionRuns(db, REGISTRY);
  await maintainRegistry(db, at + HOUR - 1);
  expect(await listRetentionRuns(db, REGISTRY)).toEqual(asked);
  await maintainRegistry(db, at + HOUR);
  expect([await tick(), (await listRetentionRuns(db, REGISTRY))[0]?.at]).toEqual([
    at + HOUR,
    at + HOUR,
  ]);
});
