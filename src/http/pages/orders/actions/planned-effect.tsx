/** What a thing would become, in the words of its sheet. */
import { isOnHold } from "../../../../domain/jobs/job.ts";
import type { PropsWithChildren } from "hono/jsx";
import type { PlannedEffect } from "../../../../domain/jobs/planned-effect.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import { type Names, describeWithNames } from "../../../usecases/jobs/known-names.ts";
import { useMessages, useTrial } from "../../frame/use-messages.ts";

type PlannedEffectProps = {
  readonly become: PlannedEffect;
  /** The kind of document that it would become; `null`: none, or that isn't known. */
  readonly document?: string | null;
  readonly reasons: readonly Reason[];
  readonly names: Names;
  /** What it is found by is told: nothing stands for it by then. */
  readonly found?: boolean;
  /** It is on hold now. */
  readonly held?: boolean;
  /** It is on hold, and a run that changes nothing ends that. */
  readonly settles?: boolean;
  /** What becomes of one that isn't on hold, and is put there. */
  readonly holds?: "orders.sheet.needsPerson" | "orders.sheet.willHold";
};

/** What it would become, and why it would stay as it is. */
export const PlannedEffectLine = ({
  become,
  document = null,
  reasons,
  names,
  found = false,
  held = true,
  settles = false,
  holds = "orders.sheet.needsPerson",
}: PlannedEffectProps) => {
  const {
    t,
    language,
    states: { willBe },
  } = useMessages();
  const isTrial = useTrial();
  const why = reasons.find(({ code }) => ALWAYS_SHOWN.has(code)) ?? reasons[0];
  const isShown = why !== undefined && ALWAYS_SHOWN.has(why.code);
  const text = why === undefined ? null : describeWithNames(why, names, language).text;
  if (found && become === "nothing" && text !== null) return <>{text}</>;
  const ends = settles && become === "nothing";
  return (
    <>
      {ends ? t("orders.sheet.settles") : null}
      {become === "hold" && !held ? t(holds) : null}
      {ends || (become === "hold" && !held) ? null : willBe(become, document, isTrial)}
      {text !== null && (ASKS.has(become) || isShown || ends) ? <> {text}</> : null}
    </>
  );
};

/** What its page says of it, which was so when it was last processed: "At the attempt of 12:09". */
export const AtAttempt = ({ job, children: text }: PropsWithChildren<{ job: Attempted }>) => {
  const { rich, format } = useMessages();
  return isOnHold(job.outcome) ? (
    <>{rich("attention.sheet.atAttempt", { at: format.stamp(job.updatedAt), text })}</>
  ) : (
    <>{text}</>
  );
};

type Attempted = { readonly outcome: string | null; readonly updatedAt: number };

/** Shown with any effect: what reading its document gave, and which other order is written. */
const ALWAYS_SHOWN: ReadonlySet<Reason["code"]> = new Set<Reason["code"]>([
  "credit-lowers-order",
  "credit-no-longer-lowers",
  "booked-agrees",
  "booked-differs",
  "booked-not-compared",
]);

/** Of what is written, its figures say enough. */
const ASKS: ReadonlySet<PlannedEffect> = new Set<PlannedEffect>(["hold", "leave"]);
