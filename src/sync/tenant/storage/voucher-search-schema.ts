/**
 * Daily vouchers and payouts are found by the number of their voucher; payouts by the beginning of
 * their reference, by their provider and by their day (views/found-vouchers.ts).
 */
export const VOUCHER_SEARCH_SCHEMA = `
CREATE INDEX documents_of_vouchers ON documents (number COLLATE NOCASE)
  WHERE role IN ('day-voucher', 'payout');
CREATE INDEX payouts_by_reference ON payouts (payout COLLATE NOCASE);
CREATE INDEX payouts_by_provider ON payouts (provider, day);
CREATE INDEX payouts_by_day ON payouts (day);
`;
