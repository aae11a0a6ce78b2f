/** Everything that happened, oldest first: each step in words, with what it was made of behind it. */
import type { Child } from "hono/jsx";
import type { JobView } from "../../../domain/job.ts";
import type { Order } from "../../../domain/order.ts";
import type { StoryEntry } from "../../../sync/rpc.ts";
import { comparisonTold, planTold } from "../../usecases/order-told.ts";
import { voucherTold } from "../../usecases/voucher-told.ts";
import { tell } from "../../usecases/words.ts";
import { Badge, Clock, Raw, Reasons } from "../ui.tsx";
import { isKey, OUTCOME_WORDS, type Tone } from "../words.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import { OrderTable } from "./order-table.tsx";
import { PlanTable } from "./plan-table.tsx";
import { VoucherTable } from "./voucher-table.tsx";
import { answerOf, countOf, exchangeTitle, personOf, reasonsOf, refusalOf, steps, type Step, waitOf } from "./steps.ts";

type TimelineProps = { readonly job: JobView; readonly story: readonly StoryEntry[]; readonly order: Order | null; readonly language: string };

export const Timeline = ({ job, story, order, language }: TimelineProps) => {
  const all = steps(story);
  const orderRead = all.findLastIndex((step) => step.entry.what === "read" && step.entry.title.startsWith("GET /v1/SalesOrderWithLines"));
  // Its reasons are those of the job itself, which stand at the top of the page.
  const lastOutcome = all.findLastIndex((step) => step.entry.what === "outcome");
  return (
    <ol class="timeline">
      <Item tone="busy" title={job.flow === "orders" ? "Asperion told of the order" : "Begun"} at={job.createdAt}>
        <p>{job.flow === "orders" ? `An event named ${job.key}. It is believed in nothing else: the order is always read afresh.` : null}</p>
      </Item>
      {all.map((step, index) => (
        <StepItem step={step} order={index === orderRead ? order : null} told={index === lastOutcome} language={language} />
      ))}
    </ol>
  );
};

const Item = ({ tone, title, at, children }: { tone: Tone; title: Child; at: number; children?: Child }) => (
  <li class={tone}>
    <h3>
      <span>{title}</span>
      <Clock at={at} />
    </h3>
    {children}
  </li>
);

type StepItemProps = { readonly step: Step; readonly order: Order | null; /** Its reasons stand elsewhere. */ readonly told: boolean; readonly language: string };

const StepItem = ({ step, order, told: toldAbove, language }: StepItemProps) => {
  const { entry, answer } = step;
  const { at, what, title, detail } = entry;
  switch (what) {
    case "read":
    case "lookup": {
      const refusal = refusalOf(detail);
      return (
        <Item tone={refusal === null ? "quiet" : "warn"} title={exchangeTitle(entry)} at={at}>
          {refusal === null ? <p>{countOf(detail)}</p> : <p>No answer that could be used: {refusal}.</p>}
          {order === null ? null : <OrderTable order={order} />}
          <Raw summary="Question and answer" value={{ request: title, ...asObject(detail) }} />
        </Item>
      );
    }
    case "plan": {
      const plan = planTold(detail);
      const voucher = voucherTold(detail);
      return (
        <Item tone={title === "hold" ? "bad" : "good"} title={title === "hold" ? "Worked out: it is held" : "Worked out what to write"} at={at}>
          {plan !== null ? <PlanTable told={plan} language={language} /> : voucher !== null ? <VoucherTable told={voucher} language={language} /> : <Reasons reasons={reasonsOf(asObject(asObject(detail)["plan"])["reasons"]).map((reason) => tell(reason, language))} />}
          <Raw summary="Inputs and plan" value={detail} />
        </Item>
      );
    }
    case "write": {
      const refusal = answer === null ? null : refusalOf(answer.detail);
      const tone = answer === null ? "warn" : refusal === null ? "good" : "bad";
      return (
        <Item tone={tone} title={exchangeTitle(entry)} at={at}>
          <p>{answer === null ? "No answer is known." : refusal === null ? answerOf(answer.detail) : `Not taken: ${refusal}.`}</p>
          <Raw summary="Request" value={asObject(detail)["body"] ?? detail} />
          {answer === null ? null : <Raw summary="Answer" value={asObject(answer.detail)["body"] ?? answer.detail} />}
        </Item>
      );
    }
    case "rehearsal":
      return (
        <Item tone="quiet" title={`${exchangeTitle(entry)}: shown, not sent`} at={at}>
          <Raw summary="The request as it would go out" value={asObject(detail)["body"] ?? title} />
        </Item>
      );
    case "comparison": {
      const told = comparisonTold(detail);
      return (
        <Item tone={title === "differs" ? "bad" : title === "equal" ? "good" : "warn"} title="Held the answer against the prediction" at={at}>
          {told === null ? null : <ComparisonTable told={told} />}
          <Raw summary="Comparison" value={detail} />
        </Item>
      );
    }
    case "wait": {
      const { text, reasons } = waitOf(entry);
      return (
        <Item tone="warn" title={text} at={at}>
          <Reasons reasons={reasons.map((reason) => tell(reason, language))} />
        </Item>
      );
    }
    case "outcome":
      return (
        <Item tone={isKey(OUTCOME_WORDS, title) ? OUTCOME_WORDS[title].tone : "quiet"} title={<>What came of it: {isKey(OUTCOME_WORDS, title) ? <Badge word={OUTCOME_WORDS[title]} /> : title}</>} at={at}>
          {toldAbove ? null : <Reasons reasons={reasonsOf(asObject(detail)["reasons"]).map((reason) => tell(reason, language))} />}
        </Item>
      );
    case "person": {
      const { text, note } = personOf(entry);
      return (
        <Item tone="busy" title={text} at={at}>
          {note === null ? null : <p>“{note}”</p>}
        </Item>
      );
    }
    default:
      return (
        <Item tone="quiet" title={title} at={at}>
          <Raw summary="Details" value={detail} />
        </Item>
      );
  }
};

const asObject = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {});
