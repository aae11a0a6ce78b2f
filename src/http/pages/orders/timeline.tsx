/** Everything that happened, oldest first: each step in words, its data in a fold-out. */
import type { Child } from "hono/jsx";
import { z } from "zod";
import type { JobView } from "../../../domain/job.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { Order } from "../../../domain/order.ts";
import type { TimelineEntry } from "../../../sync/rpc.ts";
import { type Names, tellNamed } from "../../usecases/known-names.ts";
import { describedComparison, planView } from "../../usecases/order-from-timeline.ts";
import { voucherPlanView } from "../../usecases/voucher-view.ts";
import type { DescribedReason } from "../../usecases/words.ts";
import { Badge, Clock, Raw, Reasons } from "../ui.tsx";
import { useFormat, useLanguage, useMessages } from "../use-messages.ts";
import { isKey, OUTCOME_TONES, type Tone, useStates } from "../words.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import { OrderTable } from "./order-table.tsx";
import { PlanTable } from "./plan-table.tsx";
import { StockPlanTable, stockPlanView } from "./stock-changes.tsx";
import { VoucherTable } from "./voucher-table.tsx";
import { useActors } from "../actors.ts";
import {
  answerOf,
  countOf,
  exchangeTitle,
  personOf,
  reasonsOf,
  refusalOf,
  steps,
  type Step,
  type TimelineTexts,
  waitOf,
} from "./steps.ts";
import type { Messages } from "../../../messages/index.ts";

type TimelineProps = {
  readonly job: JobView;
  readonly timeline: readonly TimelineEntry[];
  readonly order: Order | null;
  readonly names: Names;
  /** Markers of credit invoices. */
  readonly credits: ReadonlySet<string>;
};

export const Timeline = ({ job, timeline, order, names, credits }: TimelineProps) => {
  const { t } = useMessages();
  const all = steps(timeline);
  const orderRead = all.findLastIndex(
    (step) =>
      step.entry.what === "read" && step.entry.title.startsWith("GET /v1/SalesOrderWithLines"),
  );
  // Its reasons are those of the job itself, which stand at the top of the page.
  const lastOutcome = all.findLastIndex((step) => step.entry.what === "outcome");
  const [title, text] = beginningOf(t, job, timeline);
  return (
    <ol class="timeline">
      <Item tone="busy" title={title} at={job.createdAt}>
        <p>{text}</p>
      </Item>
      {all.map((step, index) => (
        <StepItem
          step={step}
          names={names}
          credits={credits}
          flow={job.flow}
          order={index === orderRead ? order : null}
          described={index === lastOutcome}
        />
      ))}
    </ol>
  );
};

/** What began it: somebody told of an order, or it was found. */
function beginningOf(
  t: Messages["t"],
  { flow, lane, key, dayBooked }: JobView,
  timeline: readonly TimelineEntry[],
): readonly [title: string, text: string | null] {
  if (flow !== "orders") return [t("story.begun"), null];
  if (timeline.some(isFirstAsked)) return [t("story.askedToBook"), t("story.afterPreview")];
  if (lane === "back-fill" && dayBooked === true)
    return [t("story.dayBooked"), t("story.shopIsTold")];
  if (lane === "sweep") return [t("story.foundBySweep"), t("story.nobodyTold")];
  return lane === "back-fill"
    ? [t("story.fromThePast"), t("story.askedForDays")]
    : [t("story.told"), t("story.event", { key })];
}

const isFirstAsked = ({ what, title, detail }: TimelineEntry): boolean =>
  what === "person" && title === "book-tried" && begunSo.safeParse(detail).success;

const begunSo = z.looseObject({ begun: z.literal("yes") });

const Item = ({
  tone,
  title,
  at,
  children,
}: {
  tone: Tone;
  title: Child;
  at: number;
  children?: Child;
}) => (
  <li class={tone}>
    <h3>
      <span>{title}</span>
      <Clock at={at} />
    </h3>
    {children}
  </li>
);

type StepItemProps = {
  readonly step: Step;
  readonly names: Names;
  readonly credits: ReadonlySet<string>;
  readonly flow: JobView["flow"];
  readonly order: Order | null;
  /** Its reasons stand elsewhere. */
  readonly described: boolean;
};

const StepItem = ({ step, names, credits, flow, order, described: saidAbove }: StepItemProps) => {
  const language = useLanguage();
  const states = useStates();
  const messages = useMessages();
  const { t, find } = messages;
  const texts: TimelineTexts = {
    credits,
    messages,
    states,
    format: useFormat(),
    actors: useActors(),
  };
  const inWords = (reason: Reason): DescribedReason => tellNamed(reason, names, language);
  const { entry, answer } = step;
  const { at, what, title, detail } = entry;
  switch (what) {
    case "read":
    case "lookup": {
      const refusal = refusalOf(texts, detail);
      return (
        <Item
          tone={refusal === null ? "quiet" : "warn"}
          title={exchangeTitle(texts, entry)}
          at={at}
        >
          {refusal === null ? (
            <p>{order === null ? countOf(texts, detail) : t("story.orderFetched")}</p>
          ) : (
            <p>{t("story.noAnswer", { why: refusal })}</p>
          )}
          {order === null ? null : <OrderTable order={order} />}
          <Raw summary={t("story.exchange")} value={{ request: title, ...asObject(detail) }} />
        </Item>
      );
    }
    case "plan": {
      const plan = planView(detail);
      const voucher = voucherPlanView(detail);
      const stock = stockPlanView(title, detail);
      return (
        <Item
          tone={title === "hold" ? "bad" : "good"}
          title={title === "hold" ? t("story.held") : t("story.planned")}
          at={at}
        >
          {plan !== null ? (
            <PlanTable described={plan} />
          ) : voucher !== null ? (
            <VoucherTable described={voucher} />
          ) : stock !== null ? (
            <StockPlanTable described={stock} />
          ) : (
            <Reasons
              reasons={reasonsOf(asObject(asObject(detail)["plan"])["reasons"]).map(inWords)}
            />
          )}
          <Raw summary={t("story.plan")} value={detail} />
        </Item>
      );
    }
    case "write": {
      const refusal = answer === null ? null : refusalOf(texts, answer.detail);
      const tone = answer === null ? "warn" : refusal === null ? "good" : "bad";
      return (
        <Item tone={tone} title={exchangeTitle(texts, entry)} at={at}>
          <p>
            {answer === null
              ? t("story.unknown")
              : refusal === null
                ? answerOf(texts, answer.detail)
                : t("story.notTaken", { why: refusal })}
          </p>
          <Raw summary={t("story.request")} value={asObject(detail)["body"] ?? detail} />
          {answer === null ? null : <Raw summary={t("story.answer")} value={answer.detail} />}
        </Item>
      );
    }
    case "rehearsal":
      return (
        <Item tone="quiet" title={t("story.shown", { title: exchangeTitle(texts, entry) })} at={at}>
          <Raw summary={t("story.wouldGo")} value={asObject(detail)["body"] ?? title} />
        </Item>
      );
    case "comparison": {
      const described = describedComparison(detail);
      return (
        <Item
          tone={title === "differs" ? "bad" : title === "equal" ? "good" : "warn"}
          title={t("story.compared")}
          at={at}
        >
          {described === null ? null : <ComparisonTable described={described} />}
          <Raw summary={t("story.comparison")} value={detail} />
        </Item>
      );
    }
    case "wait": {
      const { text, reasons } = waitOf(texts, entry);
      return (
        <Item tone="warn" title={text} at={at}>
          <Reasons reasons={reasons.map(inWords)} />
        </Item>
      );
    }
    case "outcome":
      return (
        <Item
          tone={isKey(OUTCOME_TONES, title) ? OUTCOME_TONES[title] : "quiet"}
          title={
            <>
              {t("story.outcome")} <Badge word={states.outcome(title, flow)} />
            </>
          }
          at={at}
        >
          {saidAbove ? null : (
            <Reasons reasons={reasonsOf(asObject(detail)["reasons"]).map(inWords)} />
          )}
        </Item>
      );
    case "person": {
      const { text, note } = personOf(texts, entry);
      return (
        <Item tone="busy" title={text} at={at}>
          {note === null ? null : (
            <p>
              “<bdi>{note}</bdi>”
            </p>
          )}
        </Item>
      );
    }
    case "cut-off": {
      return (
        <Item
          tone="warn"
          title={find(`story.cutOff.${title}.title`) ?? t("story.otherStep")}
          at={at}
        >
          <p>{find(`story.cutOff.${title}.text`)}</p>
        </Item>
      );
    }
    case "posting":
      return (
        <Item tone="quiet" title={t("story.postingRead")} at={at}>
          <Raw summary={t("story.details")} value={{ what, title, detail }} />
        </Item>
      );
    default:
      return (
        <Item tone="quiet" title={t("story.otherStep")} at={at}>
          <Raw summary={t("story.details")} value={{ what, title, detail }} />
        </Item>
      );
  }
};

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
