/**
 * What all executions share: the order as an action receives it, and how its outcome is returned.
 * The reasons for the run's end are collected in `runReport`.
 */
import type { Failure } from "../../../domain/vendors/failure.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { DocumentRecord } from "../../port.ts";
import type { DocumentEnd, Due, OrderCase, Subject } from "../shared/case.ts";
import { makesAgain, type RunKnowledge } from "./action.ts";
import { perhapsForCustomer } from "../preparation/customer.ts";
import type { RunReport } from "../shared/run-report.ts";

export type OrderRun = {
  readonly order: OrderCase & Subject;
  readonly knowledge: RunKnowledge;
  readonly runReport: RunReport;
};

/** What is known after a step. `due`: on a document whose work has ended. */
type Step = {
  readonly order: OrderCase & Subject;
  readonly knowledge: RunKnowledge;
  readonly due?: readonly Due[];
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

const ended = ({ order, knowledge }: OrderRun, due: readonly Due[] = []): StepResult =>
  ok({ order, knowledge, due });

/** Ends the document's work with the outcome of `work`. */
export async function endWithOutcome(
  run: OrderRun,
  work: Promise<Result<DocumentEnd, Failure>>,
): Promise<StepResult> {
  const done = await work;
  return done.ok ? endWork(run, done.value) : done;
}

/** As `endOf`; a document deleted meanwhile may be made again, where a person wants that. */
export async function endOrDeleted(
  run: OrderRun,
  document: DocumentRecord,
  work: Promise<Result<DocumentEnd, Failure>>,
): Promise<StepResult> {
  const done = await work;
  if (!done.ok) return done;
  const isGone = done.value.reasons.some(({ code }) => code === "document-gone");
  return isGone && makesAgain(run.order.ports)
    ? decideAgain(run, { deleted: [document] })
    : endWork(run, done.value);
}

/**
 * Reads customer and articles again and repeats the work where a refusal may concern them.
 * `finish`: handles every other outcome.
 */
export async function forCustomer(
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
