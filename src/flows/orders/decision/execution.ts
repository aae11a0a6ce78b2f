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

/** The order as an action receives it. */
export type Found = {
  readonly order: OrderCase & Subject;
  readonly seen: RunKnowledge;
  readonly runReport: RunReport;
};

/** What is known after a step. `due`: on a document whose work has ended. */
type Step = {
  readonly order: OrderCase & Subject;
  readonly seen: RunKnowledge;
  readonly due?: readonly Due[];
};

export type Stepped = Result<Step, Failure>;

/** Continues with more knowledge: the order is decided again. */
export function known(
  { order, seen }: Found,
  more: Partial<RunKnowledge>,
  changed: OrderCase = order,
): Stepped {
  return ok({ order: { ...order, ...changed }, seen: { ...seen, ...more } });
}

/** Ends the document's work. `isAlone`: this run's look-ups don't concern that end. */
export function ended(
  { order, seen, runReport }: Found,
  { due = [], ...value }: DocumentEnd,
  isAlone = false,
): Stepped {
  runReport.ends(value, isAlone);
  return ok({ order, seen, due });
}

/** Ends the document's work with the outcome of `work`. */
export async function endOf(
  found: Found,
  work: Promise<Result<DocumentEnd, Failure>>,
): Promise<Stepped> {
  const done = await work;
  return done.ok ? ended(found, done.value) : done;
}

/** As `endOf`; a document deleted meanwhile may be made again, where a person wants that. */
export async function endOrDeleted(
  found: Found,
  document: DocumentRecord,
  work: Promise<Result<DocumentEnd, Failure>>,
): Promise<Stepped> {
  const done = await work;
  if (!done.ok) return done;
  const isGone = done.value.reasons.some(({ code }) => code === "document-gone");
  return isGone && makesAgain(found.order.ports)
    ? known(found, { deleted: [document] })
    : ended(found, done.value);
}

/**
 * Reads the customer again and repeats the work where a refusal may concern the customer. `finish`:
 * handles every other outcome.
 */
export async function forCustomer(
  found: Found,
  work: Promise<Result<DocumentEnd, Failure>>,
  finish: (done: Promise<Result<DocumentEnd, Failure>>) => Promise<Stepped>,
): Promise<Stepped> {
  const { order, runReport } = found;
  const done = await work;
  if (done.ok || order.refusedFor !== undefined || !perhapsForCustomer(done.error))
    return finish(Promise.resolve(done));
  runReport.prepareAgain();
  return known(found, { prepared: null }, { ...order, refusedFor: done.error });
}
