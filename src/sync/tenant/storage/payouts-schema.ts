/**
 * What payment providers paid out. A payout's lines lie in parts of two hundred, as most of them
 * are read together or not at all; what was booked of a line stands in a row of its own, by its
 * provider's id for it: two payouts that hold the same line meet there.
 */
export const PAYOUTS_SCHEMA = `
CREATE TABLE payouts (
  id TEXT PRIMARY KEY, provider TEXT NOT NULL, account TEXT NOT NULL, payout TEXT NOT NULL,
  currency TEXT NOT NULL, day TEXT NOT NULL, amount TEXT NOT NULL, lines INTEGER NOT NULL,
  digest TEXT NOT NULL, upload TEXT NOT NULL, slot TEXT NOT NULL, actor TEXT NOT NULL,
  persons TEXT NOT NULL DEFAULT '{}', approved TEXT, approved_by TEXT, differs_at INTEGER,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE payout_lines (
  upload TEXT NOT NULL, slot TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (upload, slot, part)
) WITHOUT ROWID;
CREATE TABLE payout_line_ids (
  source TEXT NOT NULL, line TEXT NOT NULL, payout TEXT NOT NULL,
  PRIMARY KEY (source, line)
) WITHOUT ROWID;
`;
