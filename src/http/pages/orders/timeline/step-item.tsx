/** One step of a timeline, each kind in its own words, with what was stored of it in a fold-out. */
import type { Child } from "hono/jsx";
import { isApprovalAlone } from "../../../../domain/jobs/held.ts";
import { APPROVAL_WAIT, type JobView } from "../../../../domain/jobs/job.ts";
import type { Order } from "../../../../domain/orders/order.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { TimelineEntry } from "../../../../sync/contract/index.ts";
import { withDryRunAdvice } from "../actions/dry-run.ts";
import { type Names, describeWithNames } from "../../../usecases/jobs/known-names.ts";
import { describedComparison, planView } from "../../../usecases/dry-runs/plan-note.ts";
import { voucherPlanView } from "../../../usecases/vouchers/voucher-view.ts";
import { Badge, Clock, Raw, Reasons } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { isKey, type States, type Tone, type StateLabel } from "../../../words/state-text.ts";
import { ComparisonTable } from "../documents/comparison-table.tsx";
import { OrderTable } from "../documents/order-table.tsx";
import { PlanTable } from "../documents/plan-table.tsx";
import {
  answerOf,
  countOf,
  exchangeTitle,
  personOf,
  reasonsOf,
  refusalOf,
  type Step,
  type TimelineTexts,
  waitOf,
} from "./steps.ts";
import { StockPlanTable, stockPlanView } from "../stock-changes.tsx";
import { VoucherTable } from "../documents/voucher-table.tsx";

type ItemProps = {
  readonly tone: Tone;
  readonly title: Child;
  readonly at: number;
  readonly children?: Child;
};

export const Item = ({ tone, title, at, children }: ItemProps) => (
  <li class={tone}>
    <h3>
      <span>{title}</span>
      <Clock at={at} />
    </h3>
    {children}
  </li>
);

type StepProps = {
  readonly step: Step;
  readonly names: Names;
  /** Markers of credit invoices. */
  readonly credits: ReadonlySet<string>;
  readonly job: Pick<
    JobView,
    "flow" | "key" | "status" | "outcome" | "figures" | "stands" | "reasons"
  >;
  /** As this step read it. */
  readonly order: Order | null;
  /** Its reasons stand elsewhere. */
  readonly described: boolean;
};

export const StepItem = (props: StepProps) => {
  const { t } = useMessages();
  const { entry } = props.step;
  switch (entry.what) {
    case "read":
    case "lookup":
      return <ReadItem {...props} />;
    case "plan":
      return <PlanItem {...props} />;
    case "write":
      return <WriteItem {...props} />;
    case "rehearsal":
      return <RehearsalItem {...props} />;
    case "comparison":
      return <ComparisonItem entry={entry} currency={props.job.figures?.currency ?? null} />;
    case "wait":
      return <WaitItem {...props} />;
    case "outcome":
      return <OutcomeItem {...props} />;
    case "person":
      return <PersonItem {...props} />;
    case "cut-off":
      return <CutOffItem entry={entry} />;
    case "posting":
      return <OtherItem name={t("timeline.postingRead")} entry={entry} />;
    default:
      return <OtherItem name={t("timeline.otherStep")} entry={entry} />;
  }
};

type EntryProps = { readonly entry: TimelineEntry };

const ReadItem = ({ step: { entry }, credits, order }: StepProps) => {
  const { t } = useMessages();
  const texts = useTexts(credits);
  const { at, title, detail } = entry;
  const refusal = refusalOf(texts, detail);
  return (
    <Item tone={refusal === null ? "quiet" : "warn"} title={exchangeTitle(texts, entry)} at={at}>
      {refusal === null ? (
        <p>{order === null ? countOf(texts, entry) : t("timeline.orderFetched")}</p>
      ) : (
        <p>{t("timeline.noAnswer", { why: refusal })}</p>
      )}
      {order === null ? null : <OrderTable order={order} />}
      <Raw summary={t("timeline.exchange")} value={{ request: title, ...asObject(detail) }} />
    </Item>
  );
};

const PlanItem = ({ step: { entry }, names, job }: StepProps) => {
  const { t, find } = useMessages();
  const { at, title, detail } = entry;
  const isHeld = title === "hold";
  return (
    <Item
      tone={isHeld ? "bad" : "good"}
      title={
        isHeld
          ? t("timeline.held")
          : (find(`timeline.plannedOf.${job.flow}`) ?? t("timeline.planned"))
      }
      at={at}
    >
      <Planned entry={entry} names={names} job={job} />
      <Raw summary={t("timeline.plan")} value={detail} />
    </Item>
  );
};

/** As a table where it plans something, else why it doesn't. */
const Planned = ({
  entry: { title, detail },
  names,
  job,
}: EntryProps & Pick<StepProps, "names" | "job">) => {
  const plan = planView(detail);
  if (plan !== null) return <PlanTable described={plan} />;
  const voucher = voucherPlanView(detail);
  if (voucher !== null) return <VoucherTable described={voucher} />;
  const stock = stockPlanView(title, detail);
  if (stock !== null) return <StockPlanTable described={stock} />;
  const { reasons } = asObject(asObject(detail)["plan"]);
  return <Why reasons={reasonsOf(reasons)} names={names} job={job} />;
};

const WriteItem = ({ step: { entry, answer }, credits }: StepProps) => {
  const { t } = useMessages();
  const texts = useTexts(credits);
  const { at, detail } = entry;
  const [tone, text] = becameOf(texts, answer);
  return (
    <Item tone={tone} title={exchangeTitle(texts, entry)} at={at}>
      <p>{text}</p>
      <Raw summary={t("timeline.request")} value={asObject(detail)["body"] ?? detail} />
      {answer === null ? null : <Raw summary={t("timeline.answer")} value={answer.detail} />}
    </Item>
  );
};

/** The outcome of a write; unknown without an answer. */
function becameOf(
  texts: TimelineTexts,
  answer: TimelineEntry | null,
): readonly [tone: Tone, text: string] {
  const { t } = texts.messages;
  if (answer === null) return ["warn", t("timeline.unknown")];
  const refusal = refusalOf(texts, answer.detail);
  if (refusal !== null) return ["bad", t("timeline.notTaken", { why: refusal })];
  return ["good", answerOf(texts, answer.detail)];
}

const RehearsalItem = ({ step: { entry }, credits }: StepProps) => {
  const { t } = useMessages();
  const { at, title, detail } = entry;
  const shown = exchangeTitle(useTexts(credits), entry);
  return (
    <Item tone="quiet" title={t("timeline.shown", { title: shown })} at={at}>
      <Raw summary={t("timeline.wouldGo")} value={asObject(detail)["body"] ?? title} />
    </Item>
  );
};

const COMPARISON_TONES = { differs: "bad", equal: "good" } as const;

type ComparisonProps = EntryProps & { readonly currency: string | null };

const ComparisonItem = ({ entry: { at, title, detail }, currency }: ComparisonProps) => {
  const { t } = useMessages();
  const described = describedComparison(detail);
  return (
    <Item
      tone={isKey(COMPARISON_TONES, title) ? COMPARISON_TONES[title] : "warn"}
      title={t("timeline.compared")}
      at={at}
    >
      {described === null ? null : <ComparisonTable described={described} currency={currency} />}
      <Raw summary={t("timeline.comparison")} value={detail} />
    </Item>
  );
};

const WaitItem = ({ step: { entry }, credits, names, job }: StepProps) => {
  const { text, reasons } = waitOf(useTexts(credits), entry);
  return (
    <Item tone="warn" title={text} at={entry.at}>
      <Why reasons={reasons} names={names} job={job} />
    </Item>
  );
};

const OutcomeItem = ({ step: { entry }, names, job, described }: StepProps) => {
  const { t, states } = useMessages();
  const { at, title, detail } = entry;
  const reasons = reasonsOf(asObject(detail)["reasons"]);
  const isNewest = described && job.status === "done" && job.outcome === title;
  const word = isNewest ? states.job(job) : endedAs(states, job, title, reasons);
  return (
    <Item
      tone={word.tone}
      title={
        <>
          {t("timeline.outcome")} <Badge word={word} />
        </>
      }
      at={at}
    >
      {described ? null : <Why reasons={reasons} names={names} job={job} />}
    </Item>
  );
};

/** The word for an earlier end of the job. */
function endedAs(
  states: States,
  job: StepProps["job"],
  title: string,
  reasons: readonly Reason[],
): StateLabel {
  const byDay = reasons.filter(({ code }) => code === "added-to-day");
  // In the day's voucher, or waiting for it: `booked` doesn't tell which.
  if (byDay.length > 0)
    return states.job({ ...job, status: "done", outcome: title, reasons: byDay });
  return states.outcome(title === "held" && isApprovalAlone(reasons) ? APPROVAL_WAIT : title, job);
}

const PersonItem = ({ step: { entry }, credits, names }: StepProps) => {
  const { text, note } = personOf(useTexts(credits), entry, names);
  return (
    <Item tone="busy" title={text} at={entry.at}>
      {note === null ? null : (
        <p>
          “<bdi>{note}</bdi>”
        </p>
      )}
    </Item>
  );
};

const CutOffItem = ({ entry: { at, title } }: EntryProps) => {
  const { t, find } = useMessages();
  return (
    <Item
      tone="warn"
      title={find(`timeline.cutOff.${title}.title`) ?? t("timeline.otherStep")}
      at={at}
    >
      <p>{find(`timeline.cutOff.${title}.text`)}</p>
    </Item>
  );
};

const OtherItem = ({ name, entry }: EntryProps & { readonly name: string }) => {
  const { t } = useMessages();
  const { at, what, title, detail } = entry;
  return (
    <Item tone="quiet" title={name} at={at}>
      <Raw summary={t("timeline.details")} value={{ what, title, detail }} />
    </Item>
  );
};

type WhyProps = Pick<StepProps, "names" | "job"> & { readonly reasons: readonly Reason[] };

const Why = ({ reasons, names, job }: WhyProps) => {
  const messages = useMessages();
  const { language } = messages;
  const described = reasons.map((one) =>
    withDryRunAdvice(messages, job, describeWithNames(one, names, language)),
  );
  return <Reasons reasons={described} />;
};

export const useTexts = (credits: ReadonlySet<string>): TimelineTexts => ({
  credits,
  messages: useMessages(),
  states: useMessages().states,
  format: useMessages().format,
});

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
