/**
 * What all executions share: the order as an action receives it, how its outcome is returned, the
 * differences that are kept with a document, and the comparison with what a person confirmed. The
 * reasons for the run's end are collected in `runReport`.
 */
import { isUnresolved } from "../../../domain/jobs/job.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { DocumentRecord, FlowEnd, JournalPort } from "../../port.ts";
import {
  type DocumentEnd,
  type MoneyDue,
  type OrderCase,
  type OrderWithSource,
  liveDocument,
  asNeedsAttention,
  applySavedDocuments,
  liveWithRole,
  withReasons,
  end,
} from "../shared/case.ts";
import { isRecreationRequested, type RunKnowledge, isRebookingRequested } from "./action.ts";
import { knownDeletions, otherDifferences } from "./known-deletions.ts";
import { perhapsForCustomer } from "../preparation/customer.ts";
import type { RunReport } from "../shared/run-report.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { confirmedMark } from "../../../domain/jobs/requested-actions.ts";
import {
  matchesPreview,
  markOfFigures,
  readPreviewToken,
} from "../../../domain/orders/preview-token.ts";
import { type StampZone, stampZone } from "../../vendor-observations.ts";
import { checkEligibility } from "../preparation/eligibility.ts";

export type OrderRun = {
  readonly order: OrderCase & OrderWithSource;
  readonly knowledge: RunKnowledge;
  readonly runReport: RunReport;
};

/** What is known after a step. `due`: on a document whose work has ended. */
type Step = {
  readonly order: OrderCase & OrderWithSource;
  readonly knowledge: RunKnowledge;
  readonly due?: readonly MoneyDue[];
};

export type StepResult = Result<Step, Failure>;

/** Continues with more knowledge: the order is decided again. */
export function decideAgain(
  { order, knowledge }: OrderRun,
  more: Partial<RunKnowledge>,
  changed: OrderCase = order,
): StepResult {
  return ok({ order: { ...order, ...changed }, knowledge: { ...knowledge, ...more } });
}

/** Ends the document's work. */
export function endWork(run: OrderRun, { due, ...end }: DocumentEnd): StepResult {
  run.runReport.ends(end);
  return ended(run, due);
}

/** Ends the document's work with what a look-up found: the reasons collected before don't apply. */
export function endByLookup(run: OrderRun, { due, ...end }: DocumentEnd): StepResult {
  run.runReport.endsAlone(end);
  return ended(run, due);
}

const ended = ({ order, knowledge }: OrderRun, due: readonly MoneyDue[] = []): StepResult =>
  ok({ order, knowledge, due });

/** Ends the document's work with the outcome of `work`, unless `otherwise` goes on from it. */
export async function endUnless(
  run: OrderRun,
  work: Promise<Result<DocumentEnd, Failure>>,
  otherwise: (done: DocumentEnd) => Promise<StepResult> | StepResult | null,
): Promise<StepResult> {
  const done = await work;
  return done.ok ? ((await otherwise(done.value)) ?? endWork(run, done.value)) : done;
}

/** Ends the document's work with the outcome of `work`. */
export const endWithOutcome = (
  run: OrderRun,
  work: Promise<Result<DocumentEnd, Failure>>,
): Promise<StepResult> => endUnless(run, work, () => null);

/** As `endWithOutcome`; a document deleted meanwhile may be made again, if a person wants that. */
export const endOrDeleted = (
  run: OrderRun,
  document: DocumentRecord,
  work: Promise<Result<DocumentEnd, Failure>>,
): Promise<StepResult> =>
  endUnless(run, work, ({ reasons }) =>
    reasons.some(({ code }) => code === "document-gone") && isRecreationRequested(run.order.ports)
      ? decideAgain(run, { deleted: [document] })
      : null,
  );

/**
 * Reads customer and articles again and repeats the work where a refusal may concern them.
 * `finish`: handles every other outcome.
 */
export async function retryWithFreshCustomer(
  run: OrderRun,
  work: Promise<Result<DocumentEnd, Failure>>,
  finish: (done: Promise<Result<DocumentEnd, Failure>>) => Promise<StepResult>,
): Promise<StepResult> {
  const { order, runReport } = run;
  const done = await work;
  if (done.ok || order.refusedFor !== undefined || !perhapsForCustomer(done.error))
    return finish(Promise.resolve(done));
  runReport.prepareAgain();
  return decideAgain(run, { prepared: null }, { ...order, refusedFor: done.error });
}

/**
 * Stores the differences that a comparison found with the document. An event that changes nothing
 * doesn't read the ledger, so it doesn't clear them: they are reported until a comparison agrees,
 * the document is written again or replaced, or a person accepts them (docs/adr/0121). `differs`:
 * `null` where they weren't compared. Writes nothing where there is nothing to store.
 */
export function storeDifferences(
  ports: Pick<JournalPort, "saveDocument">,
  { differs: before, ...document }: DocumentRecord,
  differs: readonly Reason[] | null,
): void {
  if (differs === null || JSON.stringify(differs) === JSON.stringify(before ?? [])) return;
  ports.saveDocument(differs.length === 0 ? document : { ...document, differs });
}

/**
 * Clears earlier differences once document and order agree, whatever follows, and keeps them out of
 * what this run stores later.
 */
export function clearDifferences<Order extends OrderCase>(
  order: Order,
  document: DocumentRecord,
): Order {
  const { ports } = order;
  const { differs, ...same } = document;
  if (differs === undefined) return order;
  storeDifferences(ports, document, []);
  return { ...order, ports: { ...ports, documents: applySavedDocuments(ports.documents, [same]) } };
}

/**
 * Returns a run's end with the differences that are still known by the `documents` at its end. A
 * reversal's stand in the books whatever the order becomes, so only a person's skip ends them.
 */
export function withKnownDifferences(
  ended: FlowEnd,
  documents: readonly DocumentRecord[],
): FlowEnd {
  const { outcome, reasons } = ended;
  const says = (...codes: readonly Reason["code"][]): boolean =>
    reasons.some(({ code }) => codes.includes(code));
  const isLeftOut = outcome === "skipped" && !says("document-kept-by-hand");
  const live = liveDocument(documents);
  const compared = live === null || says("booked-differs") ? [] : otherDifferences(live);
  const own = isLeftOut ? [] : [...knownDeletions(documents, reasons), ...compared];
  const reversed = says("flow-off")
    ? []
    : liveWithRole(documents, "voucher-reversal").flatMap(({ differs = [] }) => differs);
  const told = reasons.map((one) => JSON.stringify(one));
  const differs = [...own, ...reversed].filter((one) => !told.includes(JSON.stringify(one)));
  if (differs.length === 0) return ended;
  switch (outcome) {
    case "booked":
    case "updated":
    case "skipped":
      return asNeedsAttention(ended, ...differs);
    case "before-start":
      return ended;
    default:
      return withReasons(ended, ...differs);
  }
}

/** Returns the mark of the order as fetched. */
export const markNow = ({ figures }: OrderCase): string => markOfFigures(figures);

/**
 * Returns the end of an order that differs from what a person saw of it and confirmed. Checked
 * before the first write: work that has begun is finished, whatever the order says now. `null`: it
 * wasn't shown, it agrees, nothing is to be booked, or its work has begun.
 */
export function changedSincePreview(order: OrderCase & OrderWithSource): FlowEnd | null {
  const { ports, source } = order;
  const backfill = backfillOf(order);
  if (confirmedOf(order) === null || backfill?.undo === true) return null;
  const hasDocument = liveDocument(ports.documents) !== null;
  if (hasDocument && backfill?.standing !== true && !isRebookingRequested(ports)) return null;
  const { settings, memory } = ports;
  const crossing = backfill !== null;
  const judged = checkEligibility(source, settings, crossing, zoneOf(order), memory).kind;
  if (judged === "skip" || judged === "remove") return null;
  return judged === "before-start" && !hasDocument ? null : differsFromPreview(order);
}

/**
 * The same before a deleted document is made again: that books the whole order again, whatever its
 * filters say now.
 */
export function differsFromPreview(order: OrderCase & OrderWithSource): FlowEnd | null {
  const { ports, figures, source } = order;
  const byRun = backfillOf(order)?.asShown;
  const confirmed = confirmedOf(order);
  if (confirmed === null || matchesPreview(confirmed, markNow(order))) return null;
  if (ports.journal.some(isUnresolved)) return null;
  const { gross: before, currency: beforeCurrency } = readPreviewToken(confirmed);
  const { gross, currency } = figures;
  // Of a back-fill's list, only confirmed orders cross the start line. An order that a person
  // released alone waits for that person.
  const isLeft =
    byRun !== undefined &&
    checkEligibility(source, ports.settings, false, zoneOf(order)).kind === "before-start";
  return end(order, isLeft ? "before-start" : "held", [
    reason("changed-since-shown", { of: confirmed, before, beforeCurrency, gross, currency }),
  ]);
}

/** The mark of what was shown and confirmed; `null` for most orders, of which nothing was. */
const confirmedOf = (order: OrderCase): string | null =>
  backfillOf(order)?.asShown ?? confirmedMark(order.ports.eventTypes);

const zoneOf = ({ ports }: OrderCase): StampZone => stampZone(ports.lists);

const backfillOf = ({ ports: { backfill } }: OrderCase) =>
  backfill?.kind === "order" ? backfill : null;
