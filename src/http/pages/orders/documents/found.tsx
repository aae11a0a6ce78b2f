/** The newest reconciliation's finding about an order: its kind, both amounts, and the place. */
import { exact } from "../../../../domain/money.ts";
import type { JobView } from "../../../../domain/jobs/job.ts";
import type { OrderFinding } from "../../../../sync/contract/index.ts";
import { reason } from "../../../../domain/reasons/index.ts";
import { addressOf } from "../../comparison/range.ts";
import type { Messages } from "../../../../messages/index.ts";
import { isId } from "../../../../messages/reason-params.ts";
import { isolate } from "../../../words/isolate.ts";
import { Badge, NextStep, Notice } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { findingText, isStateValid } from "../../../words/jobs.ts";

type FindingsOfOrder = { readonly id: string; readonly found: readonly OrderFinding[] };

type StateProps = {
  readonly job: JobView;
  readonly found: readonly Pick<OrderFinding, "finding">[];
};

/** The state by the order's own runs, and what the reconciliation found since. */
export const StateBadges = ({ job, found }: StateProps) => {
  const state = useMessages().states.job(job);
  return (
    <>
      {isStateValid(state, found) ? <Badge word={state} /> : null}
      <FoundBadges found={found} />
    </>
  );
};

/** Beside the state of the order, which is only what its own runs know. */
export const FoundBadges = ({ found }: { found: readonly Pick<OrderFinding, "finding">[] }) => {
  const { t } = useMessages();
  return (
    <>
      {found.map(({ finding }) => (
        <>
          {" "}
          <Badge
            word={{
              text: findingText(t, finding),
              tone: "bad",
            }}
          />
        </>
      ))}
    </>
  );
};

/** On the order's own page, before anything else is said of it. */
export const FoundNotice = ({ id, found }: FindingsOfOrder) => {
  const { t, format, describe } = useMessages();
  const [newest] = found;
  if (newest === undefined) return null;
  return (
    <Notice tone="bad" title={t("orders.found.title", { when: format.stamp(newest.at) })}>
      {found.map((one) => (
        <>
          <p>
            {t(`orders.found.${one.finding}.text`)} <BothAmounts found={one} />
          </p>
          <NextStep text={describe(reason(`reconciliation-${one.finding}`, { count: 1 })).next}>
            <FindingLink id={id} found={one} />
          </NextStep>
        </>
      ))}
    </Notice>
  );
};

/** Its number; a draft has none. */
export const surplusName = (t: Messages["t"], document: string): string =>
  isId(document) ? t("comparison.kinds.invoice-draft") : document;

/** The shop's charge and the ledger's amount, as far as known. */
export const BothAmounts = ({ found }: { readonly found: OrderFinding }) => {
  const { t, format } = useMessages();
  const { gross, currency, ledgerGross, ledgerCurrency, document } = found;
  const named =
    document === null
      ? null
      : t("orders.found.document", { document: isolate(surplusName(t, document)) });
  if (gross === null || currency === null) return <>{named}</>;
  const shop = format.money(exact(gross), currency);
  return (
    <>
      {ledgerGross === null
        ? t("orders.found.inShop", { shop })
        : t("orders.found.both", {
            shop,
            ledger: format.money(exact(ledgerGross), ledgerCurrency),
          })}
      {named === null ? null : <> {named}</>}
    </>
  );
};

/** The comparison of the order's day. */
export const FindingLink = ({
  id,
  found,
}: {
  readonly id: string;
  readonly found: OrderFinding;
}) => {
  const { t } = useMessages();
  const { day } = found;
  return day === null ? null : (
    <a href={addressOf(id, { from: day, to: day, state: null, part: null, cursor: null })}>
      {t("orders.found.see")}
    </a>
  );
};
