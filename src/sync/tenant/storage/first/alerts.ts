/** Notices for people and for D1. */
export const ALERTS = `
-- Facts that D1 hasn't been told.
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
-- Open doubts are found without a look at all else that waits (views/attention.ts).
CREATE INDEX alerts_doubts ON alerts (id)
  WHERE resolved_at IS NULL AND id >= 'doubt ' AND id < 'doubt!';

-- How many alerts are open: kept by the triggers below.
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

-- Alerts on their way to people, by mail, chat or webhook.
CREATE TABLE notices (
  id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, what TEXT NOT NULL, alert TEXT,
  body TEXT NOT NULL, due INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL,
  sent_at INTEGER, fault TEXT
);
CREATE INDEX notices_due ON notices (due) WHERE sent_at IS NULL;

-- A seal of each row of the tenant's audit log, over the seal before it.
CREATE TABLE audit_seals (id INTEGER PRIMARY KEY, mac TEXT NOT NULL);
`;
