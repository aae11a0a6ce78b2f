/**
 * Where the voucher of a day or of a payout stands, in one word: pages and the API say the same. A
 * job is forgotten some weeks after it ended, and stays behind when a tenant moves; the voucher is
 * remembered for good, and so it is what says that something is booked.
 */
import { isOnHoldOrInDoubt } from "../../../domain/jobs/job.ts";
import type { DayVoucherView } from "../../../sync/contract/days.ts";
import type { ListedPayout } from "../../../sync/contract/payouts.ts";

type Job = Pick<NonNullable<DayVoucherView["job"]>, "status" | "outcome" | "reasons"> | null;
type Voucher = { readonly compared: boolean } | null;

export const DAY_STATES = ["booked", "closing", "under-way", "attention", "by-hand"] as const;
export const PAYOUT_STATES = ["booked", "under-way", "attention", "waiting", "skipped"] as const;

/**
 * The state of a day. A closed one without a voucher and a job isn't being worked on; one that a
 * person skipped is booked manually.
 */
export function dayState({
  closedAt,
  voucher,
  job,
  isManual = false,
}: Pick<DayVoucherView, "closedAt" | "voucher" | "job" | "isManual">): (typeof DAY_STATES)[number] {
  if (closedAt === null) return "closing";
  if (isUnderWay(job)) return "under-way";
  if (isBooked(voucher, job)) return "booked";
  return voucher === null && (isManual || isSkipped(job)) ? "by-hand" : "attention";
}

/** The state of a payout. One that can't be approved needs a person, a skipped one doesn't. */
export function payoutState({
  voucher,
  job,
  held,
  isLeft = false,
}: Pick<ListedPayout, "voucher" | "job" | "held" | "isLeft">): (typeof PAYOUT_STATES)[number] {
  if (isUnderWay(job)) return "under-way";
  if (isBooked(voucher, job)) return "booked";
  if (voucher === null && (isLeft || isSkipped(job))) return "skipped";
  return voucher === null && job === null && held !== true ? "waiting" : "attention";
}

const isUnderWay = (job: Job): boolean =>
  job !== null && job.status !== "done" && job.status !== "dead";

/** A person left it out. In test mode a run ends so as well, which says nothing of that. */
const isSkipped = (job: Job): boolean =>
  job?.outcome === "skipped" && job.reasons[0]?.code === "skipped-by-person";

/** It is there, holds what was planned, and its job asks nothing of a person. */
const isBooked = (voucher: Voucher, job: Job): boolean =>
  voucher !== null && (job?.outcome === "booked" || (voucher.compared && !asksSomebody(job)));

const asksSomebody = (job: Job): boolean =>
  job !== null && (job.status === "dead" || isOnHoldOrInDoubt(job.outcome));
