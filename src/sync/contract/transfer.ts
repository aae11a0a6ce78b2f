/** What of a tenant is handed over to another deployment: see docs/operations.md. */
export const TRANSFER_PARTS = [
  "open",
  "facts",
  "keys",
  "operations",
  "documents",
  "numbers",
  "credits",
  "links",
  "customers",
  "products",
  "payout_line_ids",
  "payout_sums",
  "payouts",
  "payout_lines",
  "payout_plans",
  "clearing_orders",
  "clearing_days",
  "day_members",
  "day_vouchers",
  "evidence",
  "backfills",
  "backfill_orders",
  "order_numbers",
] as const;
export type TransferPart = (typeof TRANSFER_PARTS)[number];
export type TransferRow = Readonly<Record<string, string | number | null>>;
/** `after`: where the next page starts; `null` on the last. */
export type TransferPage = {
  readonly rows: readonly TransferRow[];
  readonly after: readonly (string | number)[] | null;
};
