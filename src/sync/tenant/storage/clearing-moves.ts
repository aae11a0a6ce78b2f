/** A step of the object's schema: vouchers that moved an account of a payment method, by day. */
export const CLEARING_MOVES = `
CREATE INDEX documents_clearing ON documents (
  voucher ->> '$.clearing.account', state, voucher ->> '$.clearing.day'
) WHERE voucher ->> '$.clearing.account' IS NOT NULL;
`;
