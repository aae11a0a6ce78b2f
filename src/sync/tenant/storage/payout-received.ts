/**
 * A step of the object's schema: what of a payout's sums is for invoices that it pays itself, as
 * far as they aren't paid already.
 */
export const PAYOUT_RECEIVED =
  "ALTER TABLE payout_sums ADD COLUMN received INTEGER NOT NULL DEFAULT 0;";
