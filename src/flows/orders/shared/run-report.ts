/** Collects what a run says at its end: the outcome of its document, and of each step beside it. */
import type { Outcome } from "../../../domain/jobs/job.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { FlowEnd } from "../../port.ts";

/** What a step beside the document says. `outcome`: of the run; `null`: unchanged. */
export type StepReport = {
  readonly outcome: Outcome | null;
  /** Before the reasons so far. */
  readonly first: readonly Reason[];
  /** After them. */
  readonly also: readonly Reason[];
};

export const report = (...also: readonly Reason[]): StepReport => ({
  outcome: null,
  first: [],
  also,
});

/** What was done stays, and a person has to see it. */
export const reportToPerson = (
  first: readonly Reason[],
  also: readonly Reason[] = [],
): StepReport & { readonly outcome: "needs-attention" } => ({
  outcome: "needs-attention",
  first,
  also,
});

/** The same as the whole of a step. */
export const attention = (...reasons: readonly Reason[]): Result<StepReport, never> =>
  ok(reportToPerson(reasons));

/** Combines two steps as if the second came after the first. */
export const mergeReports = (one: StepReport, other: StepReport): StepReport => ({
  outcome: other.outcome ?? one.outcome,
  first: [...other.first, ...one.first],
  also: [...one.also, ...other.also],
});

export class RunReport {
  /** A person wanted it booked again, and its document exists: said before the outcome. */
  stands: readonly Reason[] = [];
  /** Found on the way to the document: said after its outcome, newest first. */
  #beside: readonly Reason[] = [];
  #beforePrepared: readonly Reason[] = [];
  #ended: FlowEnd | null = null;
  #money = report();
  #follow = report();

  add(reasons: readonly Reason[]): void {
    this.#beside = [...reasons, ...this.#beside];
  }

  /** Adds reasons of the document's look-ups. */
  prepared(reasons: readonly Reason[]): void {
    this.#beforePrepared = this.#beside;
    this.add(reasons);
  }

  /** Drops those reasons, as the look-ups are repeated. */
  prepareAgain(): void {
    this.#beside = this.#beforePrepared;
  }

  /** Starts again: the reasons so far concern a document that is forgotten. */
  forget(): void {
    this.stands = [];
    this.#beside = [];
  }

  /** Sets the document's outcome. */
  ends(end: FlowEnd): void {
    this.#ended = end;
  }

  /** Sets the document's outcome, which the reasons of this run's look-ups don't concern. */
  endsAlone(end: FlowEnd): void {
    this.ends(end);
    this.#beside = [];
  }

  /** Adds a step. Reasons about money stay with their document; all others stand around them. */
  tells(step: StepReport, of: "money" | "rest"): void {
    if (of === "money") this.#money = mergeReports(this.#money, step);
    else this.#follow = mergeReports(this.#follow, step);
  }

  /** The end as it is so far; `null`: the document's work hasn't ended. */
  get end(): FlowEnd | null {
    if (this.#ended === null) return null;
    const { reasons, outcome, label, figures } = this.#ended;
    return {
      label,
      figures,
      outcome: this.#follow.outcome ?? this.#money.outcome ?? outcome,
      reasons: [
        ...this.#follow.first,
        ...this.stands,
        ...this.#money.first,
        ...reasons,
        ...this.#money.also,
        ...this.#beside,
        ...this.#follow.also,
      ],
    };
  }
}
