/** What waits for somebody, and in which of the lists each thing stands. Pure. */

/**
 * As a shop's object counts it. `alerts`: open ones, each thing once; `approvals`: of them, orders
 * that wait for an approval; `payouts`: beside them, payouts that can't be approved yet. Absent:
 * not known, or of a release before. `stopped`: nothing of the shop runs; by whom (`actor`: the
 * user), and since when.
 */
export type OpenCounts = {
  readonly alerts: number;
  readonly approvals: number;
  readonly payouts?: number;
  readonly stopped?: {
    readonly by: "person" | "engine";
    readonly actor?: string;
    readonly since: number;
  };
};

/** How many each list has: a thing stands in one of them. `all`: their sum. */
export type OpenPlaces = Readonly<Record<"attention" | "approvals" | "payouts" | "all", number>>;

/** The one way to count: tabs, the bell, the first page, the overview and mails all ask here. */
export function placesOf({ alerts, approvals, payouts = 0 }: OpenCounts): OpenPlaces {
  const attention = Math.max(0, alerts - approvals);
  return { attention, approvals, payouts, all: attention + approvals + payouts };
}
