/**
 * On which of the ledger's bank accounts a payment was registered: there a payout takes it off. The
 * index holds what each account got, for the comparison with the ledger's own balance.
 */
export const SETTLING_SCHEMA = `
ALTER TABLE operations ADD COLUMN bank TEXT;
CREATE INDEX operations_banked ON operations (bank, amount)
WHERE bank IS NOT NULL AND state IN ('done', 'compared');
`;
