/** Accounts of the sandbox's Swedish company. */
export const VOUCHER_LOOKUPS: Record<string, unknown> = {
  revenueAccount: { default: "3001", table: { "12%": "3002", "6%": "3003", "0%": "3004" } },
  vatAccount: { table: { "25%": "2611", "12%": "2621", "6%": "2631" } },
  receivableAccount: { default: "1510", table: {} },
  clearingAccount: { table: { CARD: "1580" } },
  shippingAccount: { default: "3520", table: {} },
  discountAccount: { default: "3730", table: {} },
  giftCardAccount: { default: "2421", table: {} },
  roundingAccount: { default: "3740", table: {} },
};
