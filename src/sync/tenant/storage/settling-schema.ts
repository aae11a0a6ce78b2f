/**
 * On which of the ledger's bank accounts a payment was registered: there a payout takes it off. The
 * index holds what each account got, for the comparison with the ledger's own balance.
 */
export const SETTLING_SCHEMA = `
ALTER TABLE operations ADD COLUMN bank TEXT;
CREATE INDEX operations_banked ON operations (bank, amount)
WHERE bank IS NOT NULL AND state IN ('done', 'compared');
`;

/**
 * A payment that a payout made on a document: looked for before the order's own run pays there.
 * Beside a line's claim, what it takes off for a payment that its order's run had registered: no
 * line takes off what another one has. `payout_sums`: what a payout takes off each account for
 * payments on invoices.
 */
export const PAID_LINES_SCHEMA = `
CREATE INDEX operations_of_payouts ON operations (document_id) WHERE role = 'payout-payment';
ALTER TABLE payout_line_ids ADD COLUMN paid_at TEXT;
ALTER TABLE payout_line_ids ADD COLUMN paid_cents INTEGER;
CREATE INDEX payout_line_ids_paid ON payout_line_ids (paid_at) WHERE paid_at IS NOT NULL;
CREATE TABLE payout_sums (
  payout TEXT NOT NULL, account INTEGER NOT NULL, cents INTEGER NOT NULL,
  PRIMARY KEY (payout, account)
) WITHOUT ROWID;
CREATE TABLE payout_taken (
  token TEXT NOT NULL, place TEXT NOT NULL, cents INTEGER NOT NULL,
  PRIMARY KEY (token, place)
) WITHOUT ROWID;
`;
