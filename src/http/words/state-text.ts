/**
 * States as words and colours: never colour alone. Every state has its words and its tone, or this
 * doesn't compile.
 */
import {
  plannedEffectOf,
  type PlannedEffect,
  documentIn,
  dryRunResult,
} from "../../domain/jobs/planned-effect.ts";
import {
  APPROVAL_WAIT,
  type JobStatus,
  type OperationState,
  type CountedAs,
  WOULD_BE_BOOKED,
} from "../../domain/jobs/job.ts";
import type { Reason, Severity } from "../../domain/reasons/index.ts";
import { interruptionOf } from "../../monitor/interruption.ts";
import type { ConnectionView } from "../../sync/contract/index.ts";
import type { Messages } from "../../messages/index.ts";

/** `good`, `quiet` and `busy` ask for nothing; `warn` should be looked at; `bad` needs a person. */
export type Tone = "good" | "quiet" | "busy" | "warn" | "bad";
export type StateLabel = { readonly text: string; readonly tone: Tone };

export const OUTCOME_TONES: Readonly<Record<CountedAs, Tone>> = {
  booked: "good",
  updated: "good",
  "waits-for-day": "busy",
  skipped: "quiet",
  "would-be-booked": "quiet",
  "before-start": "quiet",
  held: "bad",
  rejected: "bad",
  "in-doubt": "warn",
  "needs-attention": "bad",
  "waits-for-approval": "warn",
};
const STATUS_TONES: Readonly<Record<JobStatus, Tone>> = {
  queued: "busy",
  running: "busy",
  waiting: "warn",
  done: "quiet",
  dead: "bad",
};
const OPERATION_TONES: Readonly<Record<OperationState, Tone>> = {
  planned: "quiet",
  sent: "warn",
  done: "good",
  compared: "good",
  rejected: "bad",
  "in-doubt": "warn",
};
export const CONNECTION_TONES: Readonly<Record<ConnectionView["state"] | "interrupted", Tone>> = {
  none: "warn",
  connected: "good",
  "needs-login": "bad",
  interrupted: "warn",
};
export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  info: "quiet",
  warning: "warn",
  error: "bad",
};

/** Whether a text from outside names an entry of a table of ours. */
export const isKey = <T extends string>(
  table: Readonly<Record<T, unknown>>,
  text: string | undefined,
): text is T => text !== undefined && Object.hasOwn(table, text);

/** What a newer release stored, before a roll-back, has no words here: it is shown as it stands. */
const worded = <T extends string>(
  text: (known: T) => string,
  tones: Readonly<Record<T, Tone>>,
  name: string,
  count?: number,
): StateLabel =>
  isKey(tones, name)
    ? { text: text(name), tone: tones[name] }
    : { text: count === undefined ? name : `${count} ${name}`, tone: "warn" };

type JobLike = {
  readonly status: string;
  readonly outcome: string | null;
  readonly stands?: string;
  readonly flow?: string;
  readonly key?: string;
  readonly reasons?: readonly Reason[];
};

export const BECOME_TONES: Readonly<Record<PlannedEffect, Tone>> = {
  book: "good",
  change: "good",
  remove: "warn",
  nothing: "quiet",
  leave: "quiet",
  hold: "warn",
};

/** What test mode only shows. */
const WRITES: ReadonlySet<PlannedEffect> = new Set<PlannedEffect>(["book", "change", "remove"]);

/** Returns what a dry run or test mode found of an order; `null`: the job is neither. */
function would({ t, find }: Pick<Messages, "t" | "find">, job: JobLike): StateLabel | null {
  const described = dryRunResult(job);
  const tried = job.stands === WOULD_BE_BOOKED ? "book" : null;
  const become = described === null ? tried : plannedEffectOf(described);
  if (become === null) return null;
  const document = become === "book" ? documentIn(job) : null;
  const made = document === null ? null : find(`states.wouldMake.${document}`);
  return { text: made ?? t(`states.would.${become}`), tone: BECOME_TONES[become] };
}

/**
 * Returns the word for an order in its day's voucher; `null`: it has a document of its own, or
 * counts otherwise.
 */
const inDay = (t: Messages["t"], { stands, reasons = [] }: JobLike): StateLabel | null =>
  stands === undefined && reasons.some(({ code }) => code === "added-to-day")
    ? { text: t("states.inDay"), tone: "good" }
    : null;

const CREATED: ReadonlySet<string> = new Set(["product-created", "customer-created"]);

/** The word for an article or a customer that this run created; `null`: it didn't. */
const created = (
  t: Messages["t"],
  { flow = "", outcome, reasons = [] }: JobLike,
): StateLabel | null =>
  NOT_ORDERS.has(flow) && outcome === "updated" && reasons.some(({ code }) => CREATED.has(code))
    ? { text: t("states.created"), tone: "good" }
    : null;

const NOT_ORDERS: ReadonlySet<string> = new Set(["customers", "products", "stock"]);
const LOOKS: ReadonlySet<string> = new Set([
  "order-sweep",
  "back-fill",
  "lookups",
  "names",
  "setup",
  "reconciliation",
]);
const LOOK_KEYS: ReadonlySet<string> = new Set(["sweep:orders", "sweep:debtors", "products"]);

type OfJob = { readonly flow?: string | undefined; readonly key?: string | undefined };

/**
 * What isn't an order is never booked or skipped: a customer or an article is up to date, updated
 * or unchanged, and a run that looks through many of them is done. `null`: as for an order.
 */
function outcomeOfOthers(t: Messages["t"], outcome: CountedAs, { flow = "", key = "" }: OfJob) {
  const isLook = LOOKS.has(flow) || LOOK_KEYS.has(key);
  if (!isLook && !NOT_ORDERS.has(flow)) return null;
  switch (outcome) {
    case "booked":
      return isLook ? t("states.status.done") : t("states.upToDate");
    case "updated":
      return isLook ? t("states.status.done") : null;
    case "skipped":
      if (flow === "reconciliation") return t("states.status.done");
      return isLook || flow === "stock" ? t("states.noChanges") : t("states.unchanged");
    default:
      return null;
  }
}

/** Articles, customers and stock aren't booked or skipped. */
function countedOutcome(t: Messages["t"], outcome: CountedAs, isNoOrder: boolean, count: number) {
  if (isNoOrder && outcome === "skipped") return t("states.counted.unchanged", { count });
  if (isNoOrder && (outcome === "booked" || outcome === "updated"))
    return t("states.counted.updated", { count });
  return t(`states.counted.outcome.${outcome}`, { count });
}

/** States in one language. */
export function statesIn({ t, find }: Messages) {
  const outcome = (name: string, of: OfJob = {}): StateLabel => {
    const word = worded(
      (known) => outcomeOfOthers(t, known, of) ?? t(`states.outcome.${known}`),
      OUTCOME_TONES,
      name,
    );
    // A reconciliation writes nothing, and is done all the same.
    return of.flow === "reconciliation" && name === "skipped" ? { ...word, tone: "good" } : word;
  };
  const status = (name: string): StateLabel =>
    worded((known) => t(`states.status.${known}`), STATUS_TONES, name);
  const wouldBe = (become: PlannedEffect, document: string | null): string =>
    (become === "book" && document !== null ? find(`states.wouldMake.${document}`) : null) ??
    t(`states.would.${become}`);
  /**
   * Names the document that would be made; only some kinds are booked at once. `isTrial`: nothing
   * is written.
   */
  const willBe = (become: PlannedEffect, document: string | null, isTrial = false): string => {
    if (isTrial && WRITES.has(become)) return `${wouldBe(become, document)}.`;
    return become === "book" && document !== null
      ? (find(`attention.sheet.makes.${document}`) ?? t("attention.sheet.makes.booked"))
      : t(`attention.sheet.become.${become}`);
  };
  return {
    outcome,
    status,
    willBe,
    /** One word for where a job stands: its outcome, once something did. */
    job: (job: JobLike): StateLabel =>
      job.status === "done" && job.outcome !== null
        ? (would({ t, find }, job) ??
          inDay(t, job) ??
          created(t, job) ??
          outcome(job.stands ?? job.outcome, job))
        : status(job.status),
    /** `3 on hold`: how many stand so, with the noun's form for that many. */
    counted: (job: Pick<JobLike, "status" | "outcome" | "flow">, count: number): StateLabel => {
      const { status: at, outcome: of, flow = "" } = job;
      return at === "done" && of !== null
        ? worded(
            (known) => countedOutcome(t, known, NOT_ORDERS.has(flow), count),
            OUTCOME_TONES,
            of,
            count,
          )
        : worded(
            (known) => t(`states.counted.status.${known}`, { count }),
            STATUS_TONES,
            at,
            count,
          );
    },
    /** `Waits for its turn at the vendor` */
    wait: (name: string): string =>
      find(`states.wait.${name}`) ?? t("states.otherWait", { wait: name }),
    operation: (name: string): StateLabel =>
      worded((known) => t(`states.operationState.${known}`), OPERATION_TONES, name),
    kind: (name: string, isCredit = false): string =>
      (isCredit ? find(`states.creditKind.${name}`) : null) ??
      find(`states.operationKind.${name}`) ??
      name,
    connection: (view: ConnectionView, now: number): StateLabel => {
      const name = interruptionOf(view, now) === null ? view.state : "interrupted";
      return { text: t(`states.connection.${name}`), tone: CONNECTION_TONES[name] };
    },
    /** What a reason asks for: an action, or an approval. */
    reason: ({
      code,
      severity,
    }: {
      readonly code: string;
      readonly severity: Severity;
    }): StateLabel =>
      code === APPROVAL_WAIT
        ? outcome(APPROVAL_WAIT)
        : { text: t(`states.severity.${severity}`), tone: SEVERITY_TONES[severity] },
  };
}

export type States = ReturnType<typeof statesIn>;
