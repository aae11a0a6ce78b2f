/** What waits for somebody, and in which of the lists each thing stands. Pure. */

/**
 * As a shop's object counts it. `alerts`: open ones, each thing once; `approvals`: of them, orders
 * that wait for an approval; `payouts`: beside them, payouts that can't be approved yet;
 * `ofPayouts`: of the alerts, those of payouts that were approved. Absent: not known, or none.
 * `stopped`: nothing of the shop runs; by whom (`actor`: the user), and since when.
 */
export type OpenCounts = {
  readonly alerts: number;
  readonly approvals: number;
  readonly payouts?: number;
  readonly ofPayouts?: number;
  readonly stopped?: {
    readonly by: "person" | "engine";
    readonly actor?: string;
    readonly since: number;
  };
};

/**
 * How many each list has. An approved payout that needs action stands in the inbox and in the list
 * of payouts (`both`). `all`: each thing once.
 */
export type OpenPlaces = Readonly<
  Record<"attention" | "approvals" | "payouts" | "both" | "all", number>
>;

/** The one way to count: tabs, the bell, the first page, the overview and mails all ask here. */
export function placesOf({
  alerts,
  approvals,
  payouts = 0,
  ofPayouts: both = 0,
}: OpenCounts): OpenPlaces {
  const attention = Math.max(0, alerts - approvals);
  const all = attention + approvals + payouts;
  return { attention, approvals, payouts: payouts + both, both, all };
}

/**
 * How long an order waited until it was booked: within this many minutes of the first report;
 * `null`: longer than a day.
 */
export const WAITING_MINUTES = [1, 15, 60, 1440, null] as const;
