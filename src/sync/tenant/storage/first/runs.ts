/** Works that the object starts itself, or a person starts once: long ones, done in steps. */
export const RUNS = `
-- Works that come again: when each ran last.
CREATE TABLE turns (
  name TEXT PRIMARY KEY, since INTEGER NOT NULL, ran_at INTEGER, job_id TEXT
) WITHOUT ROWID;
CREATE TABLE runs (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, flow TEXT NOT NULL, claim INTEGER NOT NULL,
  whole INTEGER NOT NULL, state TEXT NOT NULL, read INTEGER NOT NULL, read_total INTEGER,
  before INTEGER NOT NULL, found INTEGER NOT NULL, written INTEGER, marks TEXT NOT NULL,
  pace TEXT NOT NULL, began_at INTEGER NOT NULL, ended_at INTEGER
) WITHOUT ROWID;

-- Dry runs, back-fills and what takes them back, with the orders of their days.
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

-- The comparison of both sides: orders as it met them last, documents while it runs, and what
-- doesn't agree.
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

-- Days on which retention deleted something.
CREATE TABLE retention_runs (
  day TEXT PRIMARY KEY, runs INTEGER NOT NULL, at INTEGER NOT NULL, cleared TEXT NOT NULL
) WITHOUT ROWID;
`;
