/**
 * A step of the object's schema: what a payout took off for invoices without paying them, as its
 * run found it: paid elsewhere before, or set off against credits.
 */
export const PAYOUT_UNPAID = `
ALTER TABLE payout_sums ADD COLUMN elsewhere INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payout_sums ADD COLUMN set_off INTEGER NOT NULL DEFAULT 0;
`;
