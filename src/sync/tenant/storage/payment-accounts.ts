/**
 * A step of the object's schema: the account that a payment's bank account was kept on when it was
 * sent. `null`: that wasn't known, so what the bank account is kept on now counts.
 */
export const PAYMENT_ACCOUNTS = "ALTER TABLE operations ADD COLUMN kept_on INTEGER;";
