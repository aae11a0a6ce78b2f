/** What an order becomes in the ledger. */
export const ORDER_TYPES = ["sales-order", "draft-invoice", "invoice", "mutation"] as const;
export type OrderType = (typeof ORDER_TYPES)[number];
