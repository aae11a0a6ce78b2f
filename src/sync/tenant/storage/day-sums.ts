/** A step of the object's schema: what the members of a day's voucher come to, by VAT rate. */
export const DAY_SUMS = "ALTER TABLE day_vouchers ADD COLUMN sums TEXT;";
