/**
 * Where the voucher of a day or of a payout stands, in one word: pages and the API say the same. A
 * job is forgotten some weeks after it ended, and stays behind when a tenant moves; the voucher is
 * remembered for good, and so it is what says that something is booked.
 */
import type { DayVoucherView } from "../../sync/day-rpc.ts";
import type { ListedPayout } from "../../sync/payout-rpc.ts";

type Job = Pick<NonNullable<DayVoucherView["job"]>, "status" | "outcome"> | null;
type Voucher = { readonly compared?: boolean } | null;

export const DAY_STATES = ["booked", "closing", "under-way", "attention"] as const;
export const PAYOUT_STATES = ["booked", "under-way", "attention", "waiting"] as const;

/** Of a day. One that is closed, without a voucher and a job, is what nobody works on. */
export function dayState({
  closedAt,
  voucher,
  job,
}: Pick<DayVoucherView, "closedAt" | "voucher" | "job">): (typeof DAY_STATES)[number] {
  if (closedAt === null) return "closing";
  if (isUnderWay(job)) return "under-way";
  return isBooked(voucher, job) ? "booked" : "attention";
}

/** Of a payout. One that can't be approved as it is needs somebody. */
export function payoutState({
  voucher,
  job,
  held,
}: Pick<ListedPayout, "voucher" | "job" | "held">): (typeof PAYOUT_STATES)[number] {
  if (isUnderWay(job)) return "under-way";
  if (isBooked(voucher, job)) return "booked";
  return voucher === null && job === null && held !== true ? "waiting" : "attention";
}

const isUnderWay = (job: Job): boolean =>
  job !== null && job.status !== "done" && job.status !== "dead";

/** It is there, holds what was planned, and its job asks nothing of a person. */
const isBooked = (voucher: Voucher, job: Job): boolean =>
  voucher !== null &&
  (job?.outcome === "booked" || (voucher.compared === true && !asksSomebody(job)));

const asksSomebody = (job: Job): boolean =>
  job !== null &&
  (job.status === "dead" ||
    ["held", "rejected", "needs-attention", "in-doubt"].includes(job.outcome ?? ""));
