/**
 * Documents that may stand as drafts in the ledger: without a number, or linked by a person, who
 * may have named it by its id. Asked for by each run of stock. Orders and invoices that are booked
 * at once have a number, and cost nothing here.
 */
export const MAYBE_DRAFTS = `
CREATE INDEX documents_maybe_drafts ON documents (role, id)
WHERE state = 'live' AND (number IS NULL OR owned_hash = 'by-hand') AND role IN (
  'sales-order', 'invoice-draft', 'credit-draft', 'delta-draft', 'delta-credit-draft'
);
`;
