/**
 * What an order sold that stays counted though it is booked: a person linked it to a voucher. JSON:
 * the state in which the shop's order was read, and its pieces. `NULL`: it is to be read.
 */
export const LINKED_SALES = `
ALTER TABLE open_orders ADD COLUMN sold TEXT;
`;
