/** What became of a job and why: its reasons with what helps, and the vendor's own words. */
import { defined } from "../../../domain/platform/defined.ts";
import type { JobTimeline } from "../../../sync/contract/index.ts";
import { isRefusal, findVendorErrorText } from "../../../sync/vendor-error-text.ts";
import type { DescribedReason } from "../../usecases/jobs/reason-text.ts";
import { useMessages } from "../frame/use-messages.ts";
import { OwnWords, Reasons } from "../parts/ui.tsx";

type WhyProps = {
  readonly id: string;
  readonly described: JobTimeline;
  readonly reasons: readonly DescribedReason[];
  /** Code of the reason whose way out stands below it. */
  readonly mended?: string | undefined;
};

/**
 * What was decided first; what else was of an order, is folded where nothing of it asks for
 * anything. A run over many things says of each what it left.
 */
const Why = ({ id, described: { job, timeline }, reasons: all, mended }: WhyProps) => {
  const { t } = useMessages();
  // The order and its customer may have been decided alike.
  const reasons = [...new Map(all.map((one) => [one.text, one])).values()];
  const words = isRefusal(job.reasons) ? findVendorErrorText(timeline) : null;
  const [first, ...others] = reasons;
  const decided = others.filter(({ severity }) => severity === "info");
  const isFolded = job.flow === "orders" && first?.severity === "info" && decided.length > 1;
  return (
    <>
      <h2 id="why">{t("orders.whyHead")}</h2>
      {job.flow === "dry-run" ? <p>{t("orders.dryRun.lead")}</p> : null}
      <Reasons
        reasons={isFolded ? reasons.filter((one) => !decided.includes(one)) : reasons}
        tenantId={id}
        {...defined({ mended })}
      />
      {words === null ? null : <OwnWords words={words} />}
      {isFolded ? (
        <details>
          <summary>{t("orders.decisions", { count: decided.length })}</summary>
          <Reasons reasons={decided} tenantId={id} />
        </details>
      ) : null}
    </>
  );
};

/** `null`: nothing was decided. */
export const whyOf = (props: WhyProps) => (props.reasons.length === 0 ? null : <Why {...props} />);
