/** Everything that happened, oldest first: each step in words, its data in a fold-out. */
import { z } from "zod";
import type { JobView } from "../../../../domain/jobs/job.ts";
import type { Order } from "../../../../domain/orders/order.ts";
import type { TimelineEntry } from "../../../../sync/contract/index.ts";
import type { Names } from "../../../usecases/jobs/known-names.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { Messages } from "../../../../messages/index.ts";
import { refusalOf, type Step, steps, withReadsJoined } from "./steps.ts";
import { Item, StepItem, useTexts } from "./step-item.tsx";

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
  const texts = useTexts(credits);
  const all = steps(timeline);
  const orderRead = all.findLastIndex(
    (step) =>
      step.entry.what === "read" && step.entry.title.startsWith("GET /v1/SalesOrderWithLines"),
  );
  // Its reasons are those of the job itself, which stand at the top of the page.
  const lastOutcome = all.findLastIndex((step) => step.entry.what === "outcome");
  const isApart = (step: Step): boolean =>
    step === all[orderRead] || !isRead(step) || refusalOf(texts, step.entry.detail) !== null;
  const [title, text] = beginningOf(t, job, timeline);
  return (
    <ol class="timeline">
      <Item tone="busy" title={title} at={job.createdAt}>
        <p>{text}</p>
      </Item>
      {withReadsJoined(all, isApart).map((joined) => {
        const [first] = joined;
        const items = joined.map((step) => (
          <StepItem
            step={step}
            names={names}
            credits={credits}
            job={job}
            order={step === all[orderRead] ? order : null}
            described={step === all[lastOutcome]}
          />
        ));
        return items.length === 1 || first === undefined ? (
          items
        ) : (
          <Item tone="quiet" title={t("timeline.readMany")} at={first.entry.at}>
            <details>
              <summary>{t("timeline.readCount", { count: items.length })}</summary>
              <ol class="timeline">{items}</ol>
            </details>
          </Item>
        );
      })}
    </ol>
  );
};

const isRead = ({ entry: { what, title } }: Step): boolean =>
  what === "read" && title.startsWith("GET ");

/** What began it: a report of an order, or a sweep. */
function beginningOf(
  t: Messages["t"],
  { flow, lane, dayBooked }: JobView,
  timeline: readonly TimelineEntry[],
): readonly [title: string, text: string | null] {
  if (flow !== "orders") return [t("timeline.begun"), null];
  if (timeline.some(isFirstAsked)) return [t("timeline.askedToBook"), t("timeline.afterPreview")];
  if (lane === "back-fill" && dayBooked === true)
    return [t("timeline.dayBooked"), t("timeline.shopIsTold")];
  if (lane === "sweep") return [t("timeline.foundBySweep"), t("timeline.nobodyTold")];
  return lane === "back-fill"
    ? [t("timeline.fromThePast"), t("timeline.askedForDays")]
    : [t("timeline.told"), t("timeline.event")];
}

const isFirstAsked = ({ what, title, detail }: TimelineEntry): boolean =>
  what === "person" && title === "book-tried" && begunSo.safeParse(detail).success;

const begunSo = z.looseObject({ begun: z.literal("yes") });
