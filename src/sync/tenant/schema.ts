/**
 * The object's own tables. Migrations are additive and O(1), so that a start never takes longer as
 * a tenant grows, and so that the previous release can run on a newer schema (a roll-back). Only an
 * index reads its table, and once. Data moves in steps, by the alarm. Every table, its keys and its
 * retention: docs/storage.md.
 */
import { ALERTS_SCHEMA } from "./alerts.ts";
import { AUDIT_SEALS_SCHEMA } from "./audit-chain.ts";
import { COUNTED_SCHEMA } from "./counted.ts";
import { ENDED_DAYS_SCHEMA } from "./ended-days.ts";
import { ENDED_SCHEMA } from "./ended.ts";
import { ORDER_VALUES_SCHEMA } from "./order-values.ts";
import { PEOPLE_SCHEMA } from "./people-index.ts";
import { PINS_SCHEMA } from "./pins.ts";
import { first, run } from "./sql.ts";

export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (k TEXT PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE events (id TEXT PRIMARY KEY, job_id TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE keys (key TEXT PRIMARY KEY, wanted INTEGER NOT NULL, fetched_at INTEGER) WITHOUT ROWID;
  CREATE TABLE jobs (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, flow TEXT NOT NULL, lane TEXT NOT NULL, status TEXT NOT NULL,
    outcome TEXT, wait TEXT, due INTEGER, woken_at INTEGER, claim INTEGER NOT NULL DEFAULT 0, lease_until INTEGER,
    strikes INTEGER NOT NULL DEFAULT 0, plan_strikes INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0, types TEXT NOT NULL, settings_version INTEGER, label TEXT, figures TEXT,
    reasons TEXT NOT NULL, capability TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX jobs_open ON jobs (key) WHERE status IN ('queued', 'running', 'waiting');
  CREATE INDEX jobs_due ON jobs (due) WHERE status IN ('queued', 'waiting');
  CREATE INDEX jobs_running ON jobs (lease_until) WHERE status = 'running';
  CREATE INDEX jobs_updated ON jobs (updated_at, id);
  CREATE INDEX jobs_key ON jobs (key, created_at);
  CREATE TABLE operations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT NOT NULL, key TEXT NOT NULL, role TEXT NOT NULL, n INTEGER NOT NULL,
    kind TEXT NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 0, marker TEXT, marker_code TEXT,
    marker_field TEXT, document_id TEXT, document_number TEXT, claim INTEGER NOT NULL, sent_at INTEGER, abort_at INTEGER,
    looks INTEGER NOT NULL DEFAULT 0, repeats INTEGER NOT NULL DEFAULT 0, settled_at INTEGER, verified_at INTEGER, failure TEXT, request_key TEXT, request BLOB
  );
  CREATE UNIQUE INDEX operations_identity ON operations (key, role, n) WHERE kind LIKE '%.create';
  CREATE INDEX operations_key ON operations (key);
  CREATE INDEX operations_job ON operations (job_id);
  CREATE TABLE documents (
    key TEXT NOT NULL, role TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, number TEXT, state TEXT NOT NULL,
    source_hash TEXT, owned_hash TEXT, updated_at INTEGER NOT NULL, PRIMARY KEY (key, role, n)
  ) WITHOUT ROWID;
  CREATE TABLE locks (key TEXT PRIMARY KEY, job_id TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX locks_job ON locks (job_id);
  CREATE TABLE links (
    kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, by TEXT NOT NULL, data TEXT NOT NULL,
    updated_at INTEGER NOT NULL, PRIMARY KEY (kind, source)
  ) WITHOUT ROWID;
  CREATE TABLE tokens (
    vendor TEXT PRIMARY KEY, key_id TEXT NOT NULL, sealed BLOB NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL,
    expires_at INTEGER NOT NULL, identity TEXT NOT NULL, name TEXT NOT NULL, scope TEXT NOT NULL,
    connected_at INTEGER NOT NULL, refreshed_at INTEGER NOT NULL, refresh_started_at INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE cache (kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
  CREATE TABLE payloads (
    job_id TEXT NOT NULL, seq INTEGER NOT NULL, key_id TEXT NOT NULL, bytes BLOB NOT NULL, people TEXT NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (job_id, seq)
  );
  CREATE INDEX payloads_at ON payloads (at);
  CREATE TABLE outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT NOT NULL, id TEXT NOT NULL, row TEXT, at INTEGER NOT NULL);
  CREATE INDEX outbox_thing ON outbox (tbl, id);
  CREATE TABLE capabilities (vendor TEXT NOT NULL, capability TEXT NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (vendor, capability)) WITHOUT ROWID;
  CREATE TABLE alerts (id TEXT PRIMARY KEY, reason TEXT NOT NULL, job_id TEXT, since INTEGER NOT NULL, resolved_at INTEGER) WITHOUT ROWID;
  `,
  `
  CREATE TABLE turns (name TEXT PRIMARY KEY, since INTEGER NOT NULL, ran_at INTEGER, job_id TEXT) WITHOUT ROWID;
  `,
  `
  CREATE TABLE customers (id TEXT PRIMARY KEY, owned TEXT NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
  `,
  `
  ALTER TABLE keys ADD COLUMN met TEXT;
  `,
  `
  CREATE TABLE products (
    id TEXT PRIMARY KEY, group_code TEXT, active INTEGER NOT NULL, product TEXT, wish TEXT, settled_wish TEXT, asperion_id INTEGER, sku TEXT, pushed_group TEXT,
    fields TEXT NOT NULL, pass INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX products_group ON products (group_code) WHERE group_code IS NOT NULL;
  `,
  `
  CREATE TABLE backfills (
    id TEXT PRIMARY KEY, of TEXT, from_day TEXT NOT NULL, to_day TEXT NOT NULL, state TEXT NOT NULL, settings_version INTEGER NOT NULL,
    actor TEXT NOT NULL, created_at INTEGER NOT NULL, ended_at INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE backfill_orders (
    backfill TEXT NOT NULL, key TEXT NOT NULL, dated TEXT NOT NULL, state TEXT NOT NULL, verdict TEXT, job_id TEXT, undo_job TEXT, ended_at INTEGER, PRIMARY KEY (backfill, key)
  ) WITHOUT ROWID;
  CREATE INDEX backfill_orders_state ON backfill_orders (backfill, state, dated);
  CREATE INDEX backfill_orders_key ON backfill_orders (key);
  `,
  `
  ALTER TABLE operations ADD COLUMN amount TEXT;
  ALTER TABLE operations ADD COLUMN remaining TEXT;
  `,
  `
  CREATE TABLE credits (original TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, amount TEXT NOT NULL, PRIMARY KEY (original, key, n)) WITHOUT ROWID;
  CREATE TABLE waiting (key TEXT NOT NULL, job_id TEXT NOT NULL, PRIMARY KEY (key, job_id)) WITHOUT ROWID;
  `,
  `
  CREATE INDEX products_asperion ON products (asperion_id) WHERE asperion_id IS NOT NULL;
  `,
  // Orders whose newest job isn't settled (standings.ts). Held ones of before are known by their alerts.
  `
  CREATE TABLE open_orders (key TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TRIGGER open_orders_made AFTER INSERT ON jobs WHEN NEW.flow = 'orders' BEGIN
    INSERT OR IGNORE INTO open_orders (key) VALUES (NEW.key);
  END;
  CREATE TRIGGER open_orders_moved AFTER UPDATE OF status, outcome ON jobs WHEN NEW.flow = 'orders' BEGIN
    INSERT OR IGNORE INTO open_orders (key) VALUES (NEW.key);
    DELETE FROM open_orders WHERE key = NEW.key AND NEW.status = 'done' AND (
      NEW.outcome IN ('booked', 'updated', 'before-start')
      OR NEW.outcome = 'skipped' AND json_extract(NEW.reasons, '$[0].code') IN ('cancelled-before-booking', 'skipped-by-person', 'stock-correction-order')
    );
  END;
  INSERT OR IGNORE INTO open_orders (key) SELECT substr(id, 5) FROM alerts WHERE id LIKE 'job order:%' AND resolved_at IS NULL;
  `,
  `
  ALTER TABLE operations ADD COLUMN sent_as TEXT;
  `,
  // The comparison of both sides. Documents are those of the run that is under way.
  `
  CREATE TABLE proof_orders (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, number TEXT, day TEXT NOT NULL, date TEXT NOT NULL, met TEXT NOT NULL, sums TEXT,
    state TEXT, why TEXT, ledger TEXT, documents TEXT, run INTEGER NOT NULL, at INTEGER NOT NULL
  );
  CREATE INDEX proof_orders_day ON proof_orders (day, id);
  CREATE INDEX proof_orders_number ON proof_orders (number);
  CREATE TABLE proof_documents (
    kind TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, number TEXT, key TEXT, fact TEXT NOT NULL, PRIMARY KEY (kind, id)
  ) WITHOUT ROWID;
  CREATE INDEX proof_documents_code ON proof_documents (code);
  CREATE INDEX proof_documents_key ON proof_documents (key);
  CREATE TABLE proof_findings (
    finding TEXT NOT NULL, thing TEXT NOT NULL, key TEXT, number TEXT, kind TEXT, document_id TEXT, document_number TEXT,
    day TEXT, made_at INTEGER, run INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (finding, thing)
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE runs (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, flow TEXT NOT NULL, claim INTEGER NOT NULL, whole INTEGER NOT NULL, state TEXT NOT NULL, read INTEGER NOT NULL, read_total INTEGER,
    before INTEGER NOT NULL, found INTEGER NOT NULL, written INTEGER, marks TEXT NOT NULL, pace TEXT NOT NULL, began_at INTEGER NOT NULL, ended_at INTEGER
  ) WITHOUT ROWID;
  `,
  `
  ALTER TABLE documents ADD COLUMN content TEXT;
  `,
  // What is remembered of a voucher, and the numbers that we give to things of the ledger (numbers.ts).
  `
  ALTER TABLE documents ADD COLUMN voucher TEXT;
  CREATE TABLE numbers (series TEXT NOT NULL, owner TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (series, owner)) WITHOUT ROWID;
  CREATE UNIQUE INDEX numbers_once ON numbers (series, number);
  `,
  // Retention's own record; notices that wait for their channel; how much came in, by the hour.
  `
  CREATE TABLE retention_runs (day TEXT PRIMARY KEY, runs INTEGER NOT NULL, at INTEGER NOT NULL, cleared TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE notices (
    id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, what TEXT NOT NULL, alert TEXT, body TEXT NOT NULL, due INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL, sent_at INTEGER, fault TEXT
  );
  CREATE INDEX notices_due ON notices (due) WHERE sent_at IS NULL;
  CREATE TABLE tallies (hour INTEGER NOT NULL, what TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (hour, what)) WITHOUT ROWID;
  `,
  `
  ALTER TABLE documents ADD COLUMN sending TEXT;
  `,
  ENDED_SCHEMA,
  // Which articles are work with a tax reduction is read anew.
  `
  DELETE FROM cache WHERE kind = 'article';
  `,
  // What pages would else look for in every job.
  `${COUNTED_SCHEMA.trim()}${PEOPLE_SCHEMA}${ALERTS_SCHEMA}${ORDER_VALUES_SCHEMA}${ENDED_DAYS_SCHEMA}`,
  // What an invoice or a voucher is to hold whose answer isn't there yet.
  `
  ALTER TABLE operations ADD COLUMN booking TEXT;
  `,
  // What the pump asks at every turn (pump.ts): the next of each lane, and what is under way. Neither costs more the more there waits.
  `
  CREATE INDEX jobs_next ON jobs (CASE lane WHEN 'live' THEN 0 WHEN 'update' THEN 1 WHEN 'sweep' THEN 2 WHEN 'back-fill' THEN 3 ELSE 4 END, due, id) WHERE status IN ('queued', 'waiting');
  CREATE INDEX jobs_woken ON jobs (woken_at) WHERE status IN ('queued', 'waiting') AND woken_at IS NOT NULL;
  DROP INDEX jobs_due;
  `,
  PINS_SCHEMA,
  // The numbers of an order's articles, a line each: a list is searched by them.
  `
  ALTER TABLE jobs ADD COLUMN articles TEXT;
  `,
  // How often a renewal was tried since the last that came through, and until when it isn't tried again.
  `
  ALTER TABLE tokens ADD COLUMN refresh_tries INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE tokens ADD COLUMN refresh_not_before INTEGER;
  `,
  AUDIT_SEALS_SCHEMA,
  // Of the comparison of both sides: what is due, what stands, what they differ by; and under what the buyer of an order is known whose document a person linked.
  `
  ALTER TABLE proof_orders ADD COLUMN balance TEXT;
  ALTER TABLE documents ADD COLUMN buyer TEXT;
  `,
  // The nightly pass that met an order last (order sweep): one with a document that it didn't meet is looked at.
  `
  ALTER TABLE keys ADD COLUMN listed INTEGER;
  `,
];

/** The part of the object's storage that holds its tables. */
export type ObjectTables = Pick<DurableObjectStorage, "sql" | "transactionSync">;

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the tables up to date, each step in a transaction: one that failed half-way could never be
 * done again. A newer schema than ours (a roll-back) is left as it is: columns are only ever
 * added.
 */
export function migrate(
  storage: ObjectTables,
  now: number,
  steps: readonly string[] = MIGRATIONS,
): void {
  const { sql } = storage;
  const exists =
    first(sql, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'meta'") !== null;
  const at = exists
    ? Number(first<{ v: string }>(sql, "SELECT v FROM meta WHERE k = 'schema'")?.v ?? 0)
    : 0;
  for (const [index, step] of steps.slice(at).entries())
    storage.transactionSync(() => {
      run(sql, step);
      run(sql, "INSERT OR REPLACE INTO meta (k, v) VALUES ('schema', ?)", String(at + index + 1));
    });
  // The journal's birth: what is older than this may have been written by a journal that is gone.
  run(sql, "INSERT OR IGNORE INTO meta (k, v) VALUES ('born', ?)", String(now));
}
