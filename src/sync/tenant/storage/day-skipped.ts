/**
 * A step of the object's schema: which orders of a closed day's voucher are skipped, once somebody
 * looked. An order that is skipped, or isn't any more, has it looked up anew.
 */
export const DAY_SKIPPED = `
ALTER TABLE day_vouchers ADD COLUMN skipped TEXT;
CREATE TRIGGER day_vouchers_skipped AFTER UPDATE OF outcome ON keys
WHEN (NEW.outcome IS 'skipped') <> (OLD.outcome IS 'skipped') BEGIN
  UPDATE day_vouchers SET skipped = NULL
  WHERE skipped IS NOT NULL
    AND id IN (SELECT m.voucher FROM day_members m WHERE m.key = NEW.key);
END;
`;
