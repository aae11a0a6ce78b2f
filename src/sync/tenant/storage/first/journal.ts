/** The journal of writes to both vendors, and what it made in the ledger. */
import { NOTED_FROM_OPERATIONS } from "./order-numbers.ts";

export const JOURNAL = `
-- The journal: each write, noted before it is sent. beside: 1 where it was made for another key
-- than its job's.
CREATE TABLE operations (
  key TEXT NOT NULL, id INTEGER NOT NULL, job_id TEXT NOT NULL, beside INTEGER NOT NULL DEFAULT 0,
  role TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 0, claim INTEGER NOT NULL, settings_version INTEGER,
  -- By what it is looked for, and what was found or answered.
  marker TEXT, marker_code TEXT, marker_field TEXT, document_id TEXT, document_number TEXT,
  sent_at INTEGER, abort_at INTEGER, lookups INTEGER NOT NULL DEFAULT 0,
  repeats INTEGER NOT NULL DEFAULT 0, settled_at INTEGER, verified_at INTEGER,
  -- Of a payment: its amount, what remained before it, and the ledger's bank account.
  amount TEXT, remaining TEXT, bank TEXT,
  sent_as TEXT, booking TEXT, failure TEXT, request_key TEXT, request BLOB,
  PRIMARY KEY (key, id)
) WITHOUT ROWID;
CREATE INDEX operations_open ON operations (job_id) WHERE state IN ('sent', 'in-doubt');
CREATE INDEX operations_beside ON operations (job_id) WHERE beside = 1;
-- What each bank account got, for the comparison with the ledger's own balance.
CREATE INDEX operations_banked ON operations (bank, amount)
WHERE bank IS NOT NULL AND state IN ('done', 'compared');
-- A payment that a payout made on a document: looked for before the order's own run pays there.
CREATE INDEX operations_of_payouts ON operations (document_id) WHERE role = 'payout-payment';
${NOTED_FROM_OPERATIONS}
-- What stands in the ledger for a key. differs: from its order, when they were compared last.
CREATE TABLE documents (
  key TEXT NOT NULL, role TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, number TEXT,
  state TEXT NOT NULL, source_hash TEXT, owned_hash TEXT, content TEXT, voucher TEXT, sending TEXT,
  buyer TEXT, differs TEXT, updated_at INTEGER NOT NULL,
  PRIMARY KEY (key, role, n)
) WITHOUT ROWID;
-- Vouchers of days and of payouts are found by their number (views/found-vouchers.ts).
CREATE INDEX documents_of_vouchers ON documents (number COLLATE NOCASE)
  WHERE role IN ('day-voucher', 'payout');
-- What a credit takes back of which order.
CREATE TABLE credits (
  original TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL, amount TEXT NOT NULL,
  PRIMARY KEY (original, key, n)
) WITHOUT ROWID;
-- Numbers of ours in the customer ledger. Each is given once.
CREATE TABLE numbers (
  series TEXT NOT NULL, owner TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (series, owner)
) WITHOUT ROWID;
CREATE UNIQUE INDEX numbers_once ON numbers (series, number);
-- Why an order bears its VAT. By quarter, as it is exported and in the end deleted so.
CREATE TABLE evidence (
  quarter TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, counts_from INTEGER NOT NULL,
  oss INTEGER NOT NULL, at INTEGER NOT NULL, people TEXT NOT NULL, key_id TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (quarter, key, version)
) WITHOUT ROWID;
-- Orders by the number that people know them by (order-numbers.ts).
CREATE TABLE order_numbers (
  number TEXT NOT NULL, key TEXT NOT NULL,
  PRIMARY KEY (number, key)
) WITHOUT ROWID;
`;
