/**
 * What stands on the accounts of payment methods: a row for each order that isn't paid out to the
 * cent, and sums by day. Amounts are cents of the company's currency. What a payout took off for a
 * line stands beside the line's claim, which is written anyhow.
 */
export const CLEARING_SCHEMA = `
CREATE TABLE clearing_orders (
  account INTEGER NOT NULL, key TEXT NOT NULL, day TEXT NOT NULL, method TEXT NOT NULL,
  open INTEGER NOT NULL,
  PRIMARY KEY (account, key)
) WITHOUT ROWID;
CREATE INDEX clearing_orders_day ON clearing_orders (account, day, key);
CREATE TABLE clearing_days (
  account INTEGER NOT NULL, method TEXT NOT NULL, day TEXT NOT NULL, sold INTEGER NOT NULL,
  paid INTEGER NOT NULL, open INTEGER NOT NULL, orders INTEGER NOT NULL,
  PRIMARY KEY (account, method, day)
) WITHOUT ROWID;
ALTER TABLE payout_line_ids ADD COLUMN account INTEGER;
ALTER TABLE payout_line_ids ADD COLUMN key TEXT;
ALTER TABLE payout_line_ids ADD COLUMN method TEXT;
ALTER TABLE payout_line_ids ADD COLUMN cents INTEGER;
ALTER TABLE payouts ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
`;
