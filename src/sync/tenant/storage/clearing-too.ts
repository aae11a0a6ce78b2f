/** A step of the object's schema: vouchers that moved several accounts of payment methods. */
export const CLEARING_TOO = `
CREATE INDEX documents_clearing_too ON documents (key)
WHERE voucher ->> '$.clearingToo' IS NOT NULL;
`;
