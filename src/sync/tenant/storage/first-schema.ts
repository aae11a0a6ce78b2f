/**
 * The first schema of a tenant's object. Frozen: what comes later is a step of its own in
 * schema.ts. The types of the rows stand in the modules that own the tables.
 *
 * Each index entry is a row written, so there are few. `jobs_next` and `jobs_over` are limited by
 * `over` and not by `status`: a claim changes no column that they name, and writes neither.
 */
export const FIRST_SCHEMA = `
CREATE TABLE meta (k TEXT PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID;

-- Work: jobs, and what is known of their keys for good.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, flow TEXT NOT NULL, lane TEXT NOT NULL,
  status TEXT NOT NULL, over INTEGER NOT NULL DEFAULT 0, outcome TEXT, wait TEXT, due INTEGER,
  claim INTEGER NOT NULL DEFAULT 0, lease_until INTEGER, failed_attempts INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0, seen INTEGER NOT NULL DEFAULT 0,
  wanted INTEGER NOT NULL DEFAULT 0, fetched_at INTEGER, types TEXT NOT NULL,
  events TEXT NOT NULL DEFAULT '[]', settings_version INTEGER, label TEXT, figures TEXT,
  reasons TEXT NOT NULL, articles TEXT, facts TEXT, capability TEXT,
  stands TEXT, moved TEXT, changes TEXT, created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX jobs_key ON jobs (key);
CREATE INDEX jobs_next ON jobs (
  CASE lane
    WHEN 'live' THEN 0
    WHEN 'update' THEN 1
    WHEN 'sweep' THEN 2
    WHEN 'back-fill' THEN 3
    ELSE 4
  END,
  due, id
) WHERE over = 0;
CREATE INDEX jobs_over ON jobs (updated_at, id) WHERE over = 1;
CREATE TABLE keys (
  key TEXT PRIMARY KEY, wanted INTEGER NOT NULL, fetched_at INTEGER, known_state TEXT,
  listed INTEGER, hour INTEGER, outcome TEXT, currency TEXT, gross INTEGER, vat INTEGER
) WITHOUT ROWID;
-- What was approved of an order last: what the rules looked at.
CREATE TABLE approvals (
  key TEXT PRIMARY KEY, of TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE open_orders (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE locks (key TEXT PRIMARY KEY, job_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX locks_job ON locks (job_id);
CREATE TABLE waiting (
  key TEXT NOT NULL, job_id TEXT NOT NULL,
  PRIMARY KEY (key, job_id)
) WITHOUT ROWID;
CREATE TABLE payloads (
  job_id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, people TEXT NOT NULL,
  key_id TEXT NOT NULL, head BLOB, bytes BLOB NOT NULL,
  PRIMARY KEY (job_id, seq)
) WITHOUT ROWID;
-- Why an order bears its VAT. By quarter, as it is exported and in the end deleted so.
CREATE TABLE evidence (
  quarter TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, counts_from INTEGER NOT NULL,
  oss INTEGER NOT NULL, at INTEGER NOT NULL, people TEXT NOT NULL, key_id TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (quarter, key, version)
) WITHOUT ROWID;
CREATE TABLE pins (job_id TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pinned_settings (version INTEGER PRIMARY KEY, settings TEXT NOT NULL);
CREATE TRIGGER pins_over AFTER UPDATE OF status ON jobs WHEN NEW.status IN ('done', 'dead') BEGIN
  DELETE FROM pins WHERE job_id = NEW.id;
END;
CREATE TRIGGER pins_last AFTER DELETE ON pins BEGIN
  DELETE FROM pinned_settings
  WHERE version = OLD.version AND NOT EXISTS (SELECT 1 FROM pins WHERE version = OLD.version);
END;

-- The journal, and what it made.
CREATE TABLE operations (
  key TEXT NOT NULL, id INTEGER NOT NULL, job_id TEXT NOT NULL, beside INTEGER NOT NULL DEFAULT 0,
  role TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 0, claim INTEGER NOT NULL, marker TEXT, marker_code TEXT,
  marker_field TEXT, document_id TEXT, document_number TEXT, sent_at INTEGER, abort_at INTEGER,
  lookups INTEGER NOT NULL DEFAULT 0, repeats INTEGER NOT NULL DEFAULT 0, amount TEXT,
  remaining TEXT, sent_as TEXT, booking TEXT, settled_at INTEGER, verified_at INTEGER, failure TEXT,
  request_key TEXT, request BLOB, settings_version INTEGER,
  PRIMARY KEY (key, id)
) WITHOUT ROWID;
CREATE INDEX operations_open ON operations (job_id) WHERE state IN ('sent', 'in-doubt');
CREATE INDEX operations_beside ON operations (job_id) WHERE beside = 1;
CREATE TABLE documents (
  key TEXT NOT NULL, role TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, number TEXT,
  state TEXT NOT NULL, source_hash TEXT, owned_hash TEXT, content TEXT, voucher TEXT, sending TEXT,
  buyer TEXT, updated_at INTEGER NOT NULL,
  PRIMARY KEY (key, role, n)
) WITHOUT ROWID;
CREATE TABLE credits (
  original TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, amount TEXT NOT NULL,
  PRIMARY KEY (original, key, n)
) WITHOUT ROWID;
CREATE TABLE numbers (
  series TEXT NOT NULL, owner TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (series, owner)
) WITHOUT ROWID;
CREATE UNIQUE INDEX numbers_once ON numbers (series, number);

-- What is known of both sides.
CREATE TABLE tokens (
  vendor TEXT PRIMARY KEY, key_id TEXT NOT NULL, sealed BLOB NOT NULL, version INTEGER NOT NULL,
  state TEXT NOT NULL, expires_at INTEGER NOT NULL, identity TEXT NOT NULL, name TEXT NOT NULL,
  scope TEXT NOT NULL, connected_at INTEGER NOT NULL, refreshed_at INTEGER NOT NULL,
  refresh_tries INTEGER NOT NULL DEFAULT 0, refresh_not_before INTEGER
) WITHOUT ROWID;
CREATE TABLE capabilities (
  vendor TEXT NOT NULL, capability TEXT NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL,
  PRIMARY KEY (vendor, capability)
) WITHOUT ROWID;
CREATE TABLE cache (
  kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE links (
  kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, by TEXT NOT NULL,
  data TEXT NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (kind, source)
) WITHOUT ROWID;
CREATE TABLE customers (
  id TEXT PRIMARY KEY, owned TEXT NOT NULL, updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE products (
  id TEXT PRIMARY KEY, group_code TEXT, active INTEGER NOT NULL, product TEXT, desired TEXT,
  settled_desired TEXT, asperion_id INTEGER, sku TEXT, pushed_group TEXT, fields TEXT NOT NULL,
  pass INTEGER NOT NULL, updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX products_group ON products (group_code) WHERE group_code IS NOT NULL;
CREATE INDEX products_asperion ON products (asperion_id) WHERE asperion_id IS NOT NULL;

-- Works of the object itself.
CREATE TABLE turns (
  name TEXT PRIMARY KEY, since INTEGER NOT NULL, ran_at INTEGER, job_id TEXT
) WITHOUT ROWID;
CREATE TABLE runs (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, flow TEXT NOT NULL, claim INTEGER NOT NULL,
  whole INTEGER NOT NULL, state TEXT NOT NULL, read INTEGER NOT NULL, read_total INTEGER,
  before INTEGER NOT NULL, found INTEGER NOT NULL, written INTEGER, marks TEXT NOT NULL,
  pace TEXT NOT NULL, began_at INTEGER NOT NULL, ended_at INTEGER
) WITHOUT ROWID;
CREATE TABLE backfills (
  id TEXT PRIMARY KEY, of TEXT, from_day TEXT NOT NULL, to_day TEXT NOT NULL, state TEXT NOT NULL,
  settings_version INTEGER NOT NULL, actor TEXT NOT NULL, created_at INTEGER NOT NULL,
  ended_at INTEGER, take_back TEXT
) WITHOUT ROWID;
CREATE TABLE backfill_orders (
  backfill TEXT NOT NULL, key TEXT NOT NULL, dated TEXT NOT NULL, state TEXT NOT NULL, verdict TEXT,
  job_id TEXT, undo_job TEXT, ended_at INTEGER,
  PRIMARY KEY (backfill, key)
) WITHOUT ROWID;
CREATE INDEX backfill_orders_state ON backfill_orders (backfill, state, dated);
CREATE INDEX backfill_orders_key ON backfill_orders (key);
CREATE TABLE reconciliation_orders (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, number TEXT, day TEXT NOT NULL, date TEXT NOT NULL,
  known_state TEXT NOT NULL, sums TEXT, state TEXT, why TEXT, ledger TEXT, documents TEXT,
  balance TEXT, run INTEGER NOT NULL, at INTEGER NOT NULL
);
CREATE INDEX reconciliation_orders_day ON reconciliation_orders (day, id);
CREATE INDEX reconciliation_orders_number ON reconciliation_orders (number);
CREATE TABLE reconciliation_documents (
  kind TEXT NOT NULL, id TEXT NOT NULL, code TEXT NOT NULL, number TEXT, key TEXT,
  fact TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX reconciliation_documents_code ON reconciliation_documents (code);
CREATE INDEX reconciliation_documents_key ON reconciliation_documents (key);
CREATE TABLE reconciliation_findings (
  finding TEXT NOT NULL, thing TEXT NOT NULL, key TEXT, number TEXT, kind TEXT, document_id TEXT,
  document_number TEXT, day TEXT, made_at INTEGER, parts TEXT, run INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (finding, thing)
) WITHOUT ROWID;

-- What people and D1 are told.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT NOT NULL, id TEXT NOT NULL, row TEXT,
  at INTEGER NOT NULL
);
CREATE INDEX outbox_thing ON outbox (tbl, id);
-- Cause and thing (domain/held.ts), and what the job's order comes to; currency is '' without one.
CREATE TABLE alerts (
  id TEXT PRIMARY KEY, reason TEXT NOT NULL, job_id TEXT, since INTEGER NOT NULL,
  resolved_at INTEGER, cause TEXT NOT NULL, thing TEXT NOT NULL, currency TEXT NOT NULL,
  gross INTEGER, note INTEGER
) WITHOUT ROWID;
CREATE INDEX alerts_open ON alerts (since, id) WHERE resolved_at IS NULL;
CREATE INDEX alerts_listed ON alerts (
  CASE WHEN resolved_at IS NOT NULL THEN 2 WHEN job_id IS NOT NULL THEN 1 ELSE 0 END,
  -since, id
);
-- It alone answers what waits for people, in the order of its sums: no statement sorts. Its last
-- two columns are what its own condition asks for.
CREATE INDEX alerts_held
  ON alerts (cause, thing, currency, since, id, gross, job_id, resolved_at)
  WHERE resolved_at IS NULL AND job_id IS NOT NULL;
CREATE TABLE counts (what TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counts (what, n) VALUES ('open alerts', 0);
-- An alert that is raised anew takes the place of itself, for which no trigger on DELETE is fired.
CREATE TRIGGER alerts_replaced BEFORE INSERT ON alerts
WHEN EXISTS (SELECT 1 FROM alerts WHERE id = NEW.id AND resolved_at IS NULL) BEGIN
  UPDATE counts SET n = n - 1 WHERE what = 'open alerts';
END;
CREATE TRIGGER alerts_raised AFTER INSERT ON alerts WHEN NEW.resolved_at IS NULL BEGIN
  UPDATE counts SET n = n + 1 WHERE what = 'open alerts';
END;
CREATE TRIGGER alerts_resolved AFTER UPDATE OF resolved_at ON alerts
WHEN OLD.resolved_at IS NULL AND NEW.resolved_at IS NOT NULL BEGIN
  UPDATE counts SET n = n - 1 WHERE what = 'open alerts';
END;
CREATE TRIGGER alerts_gone AFTER DELETE ON alerts WHEN OLD.resolved_at IS NULL BEGIN
  UPDATE counts SET n = n - 1 WHERE what = 'open alerts';
END;
CREATE TABLE notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, what TEXT NOT NULL, alert TEXT,
  body TEXT NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL,
  sent_at INTEGER, fault TEXT
);
CREATE INDEX notices_due ON notices (due) WHERE sent_at IS NULL;
CREATE TABLE retention_runs (
  day TEXT PRIMARY KEY, runs INTEGER NOT NULL, at INTEGER NOT NULL, cleared TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE audit_seals (id INTEGER PRIMARY KEY, mac TEXT NOT NULL);

-- Figures.
CREATE TABLE hourly_counters (
  hour INTEGER NOT NULL, what TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (hour, what)
) WITHOUT ROWID;
CREATE TABLE ended_hours (
  hour INTEGER NOT NULL, flow TEXT NOT NULL, outcome TEXT NOT NULL, currency TEXT NOT NULL,
  n INTEGER NOT NULL, gross INTEGER NOT NULL, vat INTEGER NOT NULL,
  PRIMARY KEY (hour, flow, outcome, currency)
) WITHOUT ROWID;
CREATE TABLE ended_days (
  from_hour INTEGER NOT NULL, to_hour INTEGER NOT NULL, sums TEXT NOT NULL,
  PRIMARY KEY (from_hour, to_hour)
) WITHOUT ROWID;
-- No day is longer than 25 hours: one on which clocks are put back.
CREATE TRIGGER ended_hours_begun AFTER INSERT ON ended_hours BEGIN
  DELETE FROM ended_days
  WHERE from_hour > NEW.hour - 25 AND from_hour <= NEW.hour AND to_hour > NEW.hour;
END;
CREATE TRIGGER ended_hours_changed AFTER UPDATE ON ended_hours BEGIN
  DELETE FROM ended_days
  WHERE from_hour > NEW.hour - 25 AND from_hour <= NEW.hour AND to_hour > NEW.hour;
END;
CREATE TRIGGER ended_hours_gone AFTER DELETE ON ended_hours BEGIN
  DELETE FROM ended_days
  WHERE from_hour > OLD.hour - 25 AND from_hour <= OLD.hour AND to_hour > OLD.hour;
END;
`;
