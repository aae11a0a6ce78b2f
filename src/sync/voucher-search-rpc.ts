/** Daily vouchers and payouts that somebody looks for. Shapes only grow. */
import type { Provider } from "../domain/payouts/lines.ts";
import type { DayVoucherView } from "./day-rpc.ts";
import type { PayoutRow } from "./payout-rpc.ts";

/** What of a text may name one. Absent: the text names none of that kind. */
export type VoucherQuery = {
  /** A calendar day, "2026-11-24"; `n`: which voucher of that day. */
  readonly day?: { readonly day: string; readonly n?: number };
  /** Whole numbers of vouchers in the ledger. */
  readonly numbers?: readonly string[];
  /** Beginnings of a provider's reference of a payout. */
  readonly references?: readonly string[];
  readonly provider?: Provider;
};

/** At most so many of each kind. */
export const VOUCHERS_FOUND = 20;

export type FoundVouchers = {
  readonly days: readonly DayVoucherView[];
  /** The newest first. */
  readonly payouts: readonly PayoutRow[];
  /** There is more of either than is told. */
  readonly more: boolean;
};
