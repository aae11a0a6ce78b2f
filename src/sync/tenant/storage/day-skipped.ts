/**
 * A step of the object's schema: which orders of a closed day's voucher are skipped, once somebody
 * looked. An order that is skipped, or isn't any more, has it looked up anew.
 */
export const DAY_SKIPPED = `
CREATE TABLE day_skipped (voucher TEXT PRIMARY KEY, orders TEXT NOT NULL) WITHOUT ROWID;
CREATE TRIGGER day_skipped_anew AFTER UPDATE OF outcome ON keys
WHEN (NEW.outcome IS 'skipped') <> (OLD.outcome IS 'skipped') BEGIN
  DELETE FROM day_skipped
  WHERE voucher IN (SELECT m.voucher FROM day_members m WHERE m.key = NEW.key);
END;
`;
