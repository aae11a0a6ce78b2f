/**
 * Trying the voucher of a day or of a payout again, on its own page. The press leads to the sheet
 * that shows what it would book; nothing is done before that is confirmed.
 */
import type { JobView } from "../../../domain/jobs/job.ts";
import { wantsNewestSettings } from "../../../domain/jobs/newest-settings.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { useMessages } from "../frame/use-messages.ts";

type RetryProps = {
  readonly tenantId: string;
  readonly job: Pick<JobView, "id" | "outcome" | "reasons">;
  /** What it does, in other words. */
  readonly text?: string;
};

/** Of one that needs somebody. While a write is in doubt it is looked up, and a retry refused. */
export const RetryVoucher = ({ tenantId, job, text }: RetryProps) => {
  const { t } = useMessages();
  return job.outcome === "in-doubt" ? null : (
    <PostForm action={`/admin/tenants/${tenantId}/orders/${job.id}/retry`}>
      <Button>
        {text ??
          (job.reasons.some(wantsNewestSettings)
            ? t("orders.actions.retryNewest")
            : t("orders.actions.retry"))}
      </Button>
    </PostForm>
  );
};
