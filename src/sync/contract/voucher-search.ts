/** Searches for daily vouchers and payouts. Shapes only grow. */
import type { Provider } from "../../domain/payouts/lines.ts";
import type { DayVoucherView } from "./days.ts";
import type { PayoutRow } from "./payouts.ts";

/** The parts of a search text that may name one. Absent: the text names none of that kind. */
export type VoucherQuery = {
  /** A calendar day, "2026-11-24"; `n`: which voucher of that day. */
  readonly day?: { readonly day: string; readonly n?: number };
  /** Whole numbers of vouchers in the ledger. */
  readonly numbers?: readonly string[];
  /** Prefixes of a provider's reference of a payout. */
  readonly references?: readonly string[];
  readonly provider?: Provider;
};

/** Results of each kind, at most. */
export const VOUCHERS_FOUND = 20;

export type FoundVouchers = {
  readonly days: readonly DayVoucherView[];
  /** Newest first. */
  readonly payouts: readonly PayoutRow[];
  /** There are more of either than answered. */
  readonly more: boolean;
};
