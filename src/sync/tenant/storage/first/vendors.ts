/** What is known of both vendors: grants, closed capabilities, and links. */
export const VENDORS = `
-- client: of eAccounting, that the grant belongs to; client_refused: 1 where the vendor refuses it.
CREATE TABLE tokens (
  vendor TEXT PRIMARY KEY, client TEXT NOT NULL DEFAULT 'main',
  client_refused INTEGER NOT NULL DEFAULT 0, key_id TEXT NOT NULL, sealed BLOB NOT NULL,
  version INTEGER NOT NULL, state TEXT NOT NULL, expires_at INTEGER NOT NULL,
  identity TEXT NOT NULL, name TEXT NOT NULL, scope TEXT NOT NULL, connected_at INTEGER NOT NULL,
  refreshed_at INTEGER NOT NULL, refresh_tries INTEGER NOT NULL DEFAULT 0,
  refresh_not_before INTEGER
) WITHOUT ROWID;
-- Groups of endpoints that are closed to us, and until when.
CREATE TABLE capabilities (
  vendor TEXT NOT NULL, capability TEXT NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL,
  PRIMARY KEY (vendor, capability)
) WITHOUT ROWID;
CREATE TABLE cache (
  kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) WITHOUT ROWID;
-- The ledger's customer for a buyer, and its article for one that a person linked.
CREATE TABLE links (
  kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, by TEXT NOT NULL,
  data TEXT NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (kind, source)
) WITHOUT ROWID;
CREATE INDEX links_number ON links (lower(json_extract(data, '$.customer.number')))
  WHERE kind = 'customer';
-- What is ours in a customer of the ledger: hashes by field.
CREATE TABLE customers (id TEXT PRIMARY KEY, owned TEXT NOT NULL) WITHOUT ROWID;
-- A product of the ledger, or a group of variants, as the last pass met it and the shop has it.
CREATE TABLE products (
  id TEXT PRIMARY KEY, group_code TEXT, active INTEGER NOT NULL, product TEXT, desired TEXT,
  settled_desired TEXT, asperion_id INTEGER, sku TEXT, pushed_group TEXT, fields TEXT NOT NULL,
  pass INTEGER NOT NULL, updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX products_group ON products (group_code) WHERE group_code IS NOT NULL;
CREATE INDEX products_asperion ON products (asperion_id) WHERE asperion_id IS NOT NULL;
`;
