/**
 * Settlement files that are kept beside their payouts. The bytes are in R2, sealed under a key of
 * the tenant's own, which is sealed here: when keys rotate, this row alone is written anew. `until`
 * is empty while a file is being read.
 */
export const FILES_SCHEMA = `
CREATE TABLE payout_files (
  id TEXT PRIMARY KEY, sha TEXT NOT NULL DEFAULT '', bytes INTEGER NOT NULL DEFAULT 0,
  chunks INTEGER NOT NULL DEFAULT 0, name BLOB, at INTEGER NOT NULL, until INTEGER
) WITHOUT ROWID;
CREATE INDEX payout_files_sha ON payout_files (sha);
CREATE TABLE payout_file_links (
  payout TEXT NOT NULL, file TEXT NOT NULL, PRIMARY KEY (payout, file)
) WITHOUT ROWID;
CREATE INDEX payout_file_links_file ON payout_file_links (file);
CREATE TABLE payout_file_keys (
  id INTEGER PRIMARY KEY, key_id TEXT NOT NULL, bytes BLOB NOT NULL
);
`;
