/**
 * What a newer release may have done to the state before somebody rolls back to this one: columns,
 * tables, fields and settings that only add; and words in columns that this release reads, each of
 * them alone, as each must stop what it is about.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { openKeyring, sealContext, type Sealed, sealJson } from "../../src/store/seal.ts";
import { MIGRATIONS } from "../../src/sync/tenant/storage/schema.ts";
import { inDatabase, objectFiles } from "../../scripts/local/alarms.ts";
import { testSecrets } from "../support/test-env.ts";
import type { Recorded } from "./recorded.ts";

/** `flow`: of a job. The others are of the order that is held: what a newer release has done for it. */
export type Future = "flow" | "document" | "kind" | "state";

/** A customer id that stands only in a plan of a version that isn't known here. */
export const FOREIGN_PLAN = "00000000-feed-4000-8000-00000000feed";

const OBJECT_ADDS = [
  "UPDATE meta SET v = '999' WHERE k = 'schema'",
  "INSERT INTO meta (k, v) VALUES ('of-the-future', '{}')",
  "ALTER TABLE jobs ADD COLUMN urgency TEXT NOT NULL DEFAULT 'high'",
  "ALTER TABLE operations ADD COLUMN channel INTEGER NOT NULL DEFAULT 2",
  "ALTER TABLE documents ADD COLUMN period TEXT",
  "ALTER TABLE links ADD COLUMN since INTEGER",
  "ALTER TABLE outbox ADD COLUMN lane TEXT",
  "CREATE TABLE statements (id TEXT PRIMARY KEY, at INTEGER NOT NULL)",
  "INSERT INTO statements VALUES ('s1', 1)",
  `UPDATE meta SET v = json_set(v, '$.region', 'eu', '$.settings.payouts', json('{"enabled":true}'), '$.settings.orders.roundTo', '0.05') WHERE k = 'configuration'`,
  `UPDATE cache SET value = json_set(value, '$.sizeOfFuture', 1) WHERE kind IN ('company', 'learnt', 'ownArticles', 'article')`,
  `UPDATE links SET data = json_set(data, '$.customer.segment', 'A')`,
] as const;

const D1_ADDS = [
  "ALTER TABLE tenants ADD COLUMN region TEXT NOT NULL DEFAULT 'eu'",
  "ALTER TABLE alerts ADD COLUMN urgency TEXT",
  "CREATE TABLE statements (id TEXT PRIMARY KEY)",
  `UPDATE settings_versions SET json = json_set(json, '$.payouts', json('{"enabled":true}'), '$.orders.roundTo', '0.05')`,
] as const;

/** One statement each; its one parameter is the held order's key, or for a flow the instant. */
const WORDS: Readonly<Record<Future, string>> = {
  flow: `INSERT INTO jobs (id, key, flow, lane, status, due, types, reasons, created_at, updated_at) VALUES ('j000999999', 'payment:1', 'payments', 'urgent', 'queued', ?1, '["paid"]', '[]', ?1, ?1)`,
  document:
    "INSERT INTO documents (key, role, n, id, state, updated_at) VALUES (?1, 'pro-forma', 1, '00000000-0000-4000-8000-000000000001', 'live', 1)",
  kind: "INSERT INTO operations (id, job_id, key, role, n, kind, state, claim, sent_at, abort_at) SELECT 999999, id, ?1, 'sales-order', 1, 'order.pro-forma', 'sent', 1, 1, 1 FROM jobs WHERE key = ?1",
  state:
    "INSERT INTO operations (id, job_id, key, role, n, kind, state, claim, sent_at, abort_at) SELECT 999999, id, ?1, 'sales-order', 1, 'order.create', 'settling', 1, 1, 1 FROM jobs WHERE key = ?1",
};

export async function addFromTheFuture(
  stateDir: string,
  recorded: Recorded,
  future: Future | null = null,
): Promise<void> {
  const [object = ""] = await objectFiles(stateDir, "TenantSync");
  const held = `order:${recorded.orders.held.id}`;
  const { id } = inDatabase(object, (database) =>
    database.prepare("SELECT id FROM jobs WHERE key = ?").get(`order:${recorded.orders.booked.id}`),
  ) as { id: string };
  const plan = await foreignPlan(recorded, id);
  inDatabase(object, (database) => {
    // A newer release went through today's migrations before its own.
    const { v } = database.prepare("SELECT v FROM meta WHERE k = 'schema'").get() as { v: string };
    for (const migration of MIGRATIONS.slice(Number(v))) database.exec(migration);
    for (const statement of OBJECT_ADDS) database.exec(statement);
    database
      .prepare(
        "INSERT INTO payloads (job_id, seq, key_id, bytes, people, at) VALUES (?, 99, ?, ?, '', ?)",
      )
      .run(id, plan.keyId, plan.bytes, recorded.at);
    if (future === null)
      database
        .prepare("UPDATE jobs SET reasons = ? WHERE key = ?")
        .run(JSON.stringify([{ code: "from-the-future", params: {} }]), held);
    else database.prepare(WORDS[future]).run(future === "flow" ? recorded.at : held);
  });
  const folder = join(stateDir, "d1/miniflare-D1DatabaseObject");
  for (const name of (await readdir(folder)).filter(
    (file) => file.endsWith(".sqlite") && file !== "metadata.sqlite",
  ))
    inDatabase(join(folder, name), (database) => {
      for (const statement of D1_ADDS) database.exec(statement);
    });
}

async function foreignPlan({ tenant, at }: Recorded, jobId: string): Promise<Sealed> {
  const [id = "", bytes = ""] = testSecrets.ENCRYPTION_KEYS.split(":");
  const keyring = await openKeyring([{ id, bytes: new Uint8Array(Buffer.from(bytes, "base64")) }]);
  const plan = { version: 99, kind: "write", documents: [{ customerId: FOREIGN_PLAN }] };
  return sealJson(
    keyring,
    [{ at, what: "plan", title: "write", detail: { input: {}, plan } }],
    sealContext(tenant.id, "payloads", jobId),
  );
}
