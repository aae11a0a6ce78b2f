/** The result of a dry run of a day's or payout's voucher, from its timeline. */
import { z } from "zod";
import {
  plannedEffectOf,
  type PlannedEffect,
  dryRunResult,
} from "../../../domain/jobs/planned-effect.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { JobTimeline } from "../../../sync/contract/index.ts";

const voucher = z.object({
  date: z.string(),
  rows: z.array(
    z.object({
      account: z.number(),
      debit: z.string(),
      credit: z.string(),
      text: z.string().optional(),
    }),
  ),
});

const paid = z.object({
  payments: z.array(
    z.object({ account: z.number(), lines: z.int(), received: z.string(), paidBack: z.string() }),
  ),
});

export type PreviewedVoucher = {
  readonly become: PlannedEffect;
  readonly reasons: readonly Reason[];
  /** As it would be sent; `null`: none would be. */
  readonly voucher: z.infer<typeof voucher> | null;
  readonly payments: z.infer<typeof paid>["payments"];
};

/** `null`: it isn't worked out yet. */
export function previewedVoucher({ job, timeline }: JobTimeline): PreviewedVoucher | null {
  const would = dryRunResult(job);
  if (would === null) return null;
  // A job that was run again holds the timeline of each run.
  const before = timeline.slice(0, -1).findLastIndex(({ what }) => what === "outcome");
  const plans = timeline.slice(before + 1).filter(({ what }) => what === "plan");
  const read = <T>(schema: z.ZodType<T>): T | null =>
    plans.flatMap(({ detail }) => schema.safeParse(detail).data ?? []).at(-1) ?? null;
  return {
    become: plannedEffectOf(would),
    reasons: job.reasons.filter(({ code }) => code !== "dry-run"),
    voucher: read(voucher),
    payments: read(paid)?.payments ?? [],
  };
}
