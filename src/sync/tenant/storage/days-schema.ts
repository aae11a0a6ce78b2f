/**
 * Orders that are booked by the day. A member is one voucher of one order that is in our memory
 * alone; it waits while it names no voucher of a day, and names one for good. A day's voucher holds
 * the sums of its members, which it was given in steps.
 */
export const DAYS_SCHEMA = `
CREATE TABLE day_members (
  key TEXT NOT NULL, role TEXT NOT NULL, n INTEGER NOT NULL, label TEXT NOT NULL,
  day TEXT NOT NULL, rows TEXT NOT NULL, added_at INTEGER NOT NULL,
  voucher TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (key, role, n)
) WITHOUT ROWID;
CREATE INDEX day_members_by_voucher ON day_members (voucher, day);
CREATE TABLE day_vouchers (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, n INTEGER NOT NULL, rows TEXT NOT NULL,
  members INTEGER NOT NULL, closing_at INTEGER NOT NULL, closed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX day_vouchers_by_day ON day_vouchers (day, n);
CREATE INDEX day_vouchers_filling ON day_vouchers (id) WHERE closed_at IS NULL;
`;

/** With which settings an order was added: by that it can be taken back. */
export const DAY_SETTINGS_SCHEMA = `
ALTER TABLE day_members ADD COLUMN settings_version INTEGER;
`;
