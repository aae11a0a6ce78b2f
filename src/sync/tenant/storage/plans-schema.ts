/**
 * Payouts as they would be booked, made in steps. `payout_plans` holds the plan that is being made
 * and the one that was made last; beside each part of lines stands what they were matched with.
 *
 * Orders by the number that people know them by, where a tenant has payouts: the triggers write
 * nothing before `order-numbers` stands in `meta`.
 */
const noted = (number: string): string => `
  INSERT OR IGNORE INTO order_numbers (number, key) VALUES (${foldedSql(number)}, NEW.key);`;

/** As `folded` (flows/payouts/match.ts) folds it. */
export function foldedSql(number: string): string {
  return `ltrim(lower(trim(${number})), '#')`;
}

const BEGUN = "EXISTS (SELECT 1 FROM meta WHERE k = 'order-numbers')";
const ORDER = "NEW.key >= 'order:' AND NEW.key < 'order;'";

export const PLANS_SCHEMA = `
CREATE TABLE order_numbers (
  number TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (number, key)
) WITHOUT ROWID;
CREATE TABLE payout_plans (
  payout TEXT NOT NULL, state TEXT NOT NULL, token TEXT NOT NULL, basis TEXT NOT NULL,
  body TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (payout, state)
) WITHOUT ROWID;
CREATE INDEX payout_plans_making ON payout_plans (at) WHERE state = 'making';
CREATE TABLE payout_payments (
  token TEXT NOT NULL, payment TEXT NOT NULL, target TEXT,
  PRIMARY KEY (token, payment)
) WITHOUT ROWID;
ALTER TABLE payout_lines ADD COLUMN matched BLOB;
CREATE TRIGGER order_numbers_written AFTER INSERT ON operations
WHEN NEW.marker LIKE '% #%' AND ${ORDER} AND ${BEGUN} BEGIN
  ${noted("substr(NEW.marker, 1, instr(NEW.marker, ' #') - 1)")}
END;
CREATE TRIGGER order_numbers_told AFTER INSERT ON jobs
WHEN NEW.label IS NOT NULL AND NEW.flow = 'orders' AND ${BEGUN} BEGIN
  ${noted("NEW.label")}
END;
CREATE TRIGGER order_numbers_learnt AFTER UPDATE OF label ON jobs
WHEN NEW.label IS NOT NULL AND NEW.flow = 'orders' AND ${BEGUN} BEGIN
  ${noted("NEW.label")}
END;
CREATE TRIGGER order_numbers_by_day AFTER INSERT ON day_members WHEN ${BEGUN} BEGIN
  ${noted("NEW.label")}
END;
`;
