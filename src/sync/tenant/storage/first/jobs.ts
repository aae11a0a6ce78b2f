/** Work that is to be done: jobs with what holds them, and what is known of their keys for good. */
import { NOTED_FROM_JOBS } from "./order-numbers.ts";

/**
 * `jobs_next` and `jobs_over` are limited by `over` and not by `status`: a claim changes no column
 * that they name, and writes neither. What is asked of all unfinished jobs stands in `jobs_next`
 * beside its order, so that tens of thousands of them are looked at without their rows.
 */
export const JOBS = `
-- Small facts of the object, by name: also how many steps of the schema it has been through.
CREATE TABLE meta (k TEXT PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, flow TEXT NOT NULL, lane TEXT NOT NULL,
  -- Where it stands. over: 1 once it is done or dead.
  status TEXT NOT NULL, over INTEGER NOT NULL DEFAULT 0, outcome TEXT, wait TEXT, due INTEGER,
  -- Who runs it, and how often it was tried.
  claim INTEGER NOT NULL DEFAULT 0, lease_until INTEGER,
  failed_attempts INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0,
  -- What it was told of: how often when it last began, how often by now; types of events, and how
  -- many of them the run was given.
  seen INTEGER NOT NULL DEFAULT 0, wanted INTEGER NOT NULL DEFAULT 0, fetched_at INTEGER,
  types TEXT NOT NULL, types_given INTEGER NOT NULL DEFAULT 0, events TEXT NOT NULL DEFAULT '[]',
  -- What the last run found. changes: of stock, by article.
  settings_version INTEGER, label TEXT, figures TEXT, reasons TEXT NOT NULL, articles TEXT,
  facts TEXT, changes TEXT, capability TEXT,
  -- How it counts in the sums by hour: where it stands, and what it moved from where to where.
  stands TEXT, moved TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
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
  due, id, wait, flow, lane, key, tries, created_at, over
) WHERE over = 0;
CREATE INDEX jobs_over ON jobs (updated_at, id) WHERE over = 1;
-- Lists of anything but orders, of which there are few among thousands of orders: an order has no
-- entry here.
CREATE INDEX jobs_others ON jobs (flow, updated_at, id) WHERE over = 1 AND flow <> 'orders';

-- What stays of an order, a customer, an article or a work once its job is deleted.
CREATE TABLE keys (
  key TEXT PRIMARY KEY, wanted INTEGER NOT NULL, fetched_at INTEGER, known_state TEXT,
  listed INTEGER, hour INTEGER, outcome TEXT, currency TEXT, gross INTEGER, vat INTEGER
) WITHOUT ROWID;
-- What was approved of an order last: what the rules looked at. By whom and when is for people who
-- ask later: no code reads it.
CREATE TABLE approvals (
  key TEXT PRIMARY KEY, of TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
-- Orders whose newest job is over and didn't settle them.
CREATE TABLE open_orders (key TEXT PRIMARY KEY) WITHOUT ROWID;

-- Identities that a job has for itself, and jobs that wait for one or for another key's job.
CREATE TABLE locks (key TEXT PRIMARY KEY, job_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX locks_job ON locks (job_id);
CREATE TABLE waiting (
  key TEXT NOT NULL, job_id TEXT NOT NULL,
  PRIMARY KEY (key, job_id)
) WITHOUT ROWID;

-- Jobs that were sent on with the settings that they were planned with.
CREATE TABLE pins (job_id TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pinned_settings (version INTEGER PRIMARY KEY, settings TEXT NOT NULL);
CREATE TRIGGER pins_over AFTER UPDATE OF status ON jobs WHEN NEW.status IN ('done', 'dead') BEGIN
  DELETE FROM pins WHERE job_id = NEW.id;
END;
CREATE TRIGGER pins_last AFTER DELETE ON pins BEGIN
  DELETE FROM pinned_settings
  WHERE version = OLD.version AND NOT EXISTS (SELECT 1 FROM pins WHERE version = OLD.version);
END;

-- What each run of a job saw and did, sealed. head: what lists show of it, sealed by itself.
CREATE TABLE payloads (
  job_id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, people TEXT NOT NULL,
  key_id TEXT NOT NULL, head BLOB, bytes BLOB NOT NULL,
  PRIMARY KEY (job_id, seq)
) WITHOUT ROWID;
${NOTED_FROM_JOBS}`;
