/** How far the posting of a payout is, and what a person can do about one that isn't booked. */
import type { PayoutView } from "../../../sync/contract/payouts.ts";
import { payoutState } from "../../usecases/vouchers/voucher-states.ts";
import { useMessages } from "../frame/use-messages.ts";
import { SkipForm } from "../orders/actions/skip-form.tsx";
import { RetryVoucher } from "../parts/retry-voucher.tsx";
import { Notice } from "../parts/ui.tsx";
import { PostingPreview } from "./posting.tsx";

/** Its job ended without a voucher, and would book what was approved. */
export const goesAsApproved = ({ isAsApproved, job, voucher, plan }: PayoutView): boolean =>
  isAsApproved === true &&
  job !== null &&
  job.outcome !== "booked" &&
  voucher === null &&
  plan.kind === "voucher";

/**
 * How far its posting is, where it isn't booked. One that isn't as it was approved is approved
 * anew: its job would only say so.
 */
export const PostingJob = ({ tenantId, payout }: Omit<WaysProps, "job">) => {
  const { t } = useMessages();
  const { job } = payout;
  return job === null || job.outcome === "booked" ? null : (
    <Notice tone="warn">
      <PostingPreview reasons={job.reasons} />
      <p>
        <a href={`/admin/tenants/${tenantId}/orders/${job.id}`}>{t("payouts.timeline")}</a>
      </p>
      {payoutState(payout) === "attention" ? (
        <Ways tenantId={tenantId} payout={payout} job={job} />
      ) : null}
    </Notice>
  );
};

type WaysProps = {
  readonly payout: PayoutView;
  readonly tenantId: string;
  readonly job: NonNullable<PayoutView["job"]>;
};

const Ways = ({ tenantId, payout, job }: WaysProps) => {
  const { t } = useMessages();
  const asApproved = goesAsApproved(payout);
  const isApprovedAnew = payout.voucher === null && payout.plan.kind === "voucher" && !asApproved;
  return (
    <>
      {isApprovedAnew ? null : (
        <RetryVoucher
          {...{ tenantId, job }}
          {...(asApproved && isGone(job) ? { text: t("payouts.bookAgain") } : {})}
        />
      )}
      {payout.voucher === null && job.outcome !== "in-doubt" ? (
        <SkipForm
          address={`/admin/tenants/${tenantId}/orders/${job.id}`}
          isOrder={false}
          fault={null}
        />
      ) : null}
    </>
  );
};

const isGone = ({ reasons }: WaysProps["job"]): boolean =>
  reasons.some(({ code }) => code === "payout-voucher-gone");
