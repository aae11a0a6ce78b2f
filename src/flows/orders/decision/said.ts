/**
 * What a run says in the end, collected as it goes: by what its document came to, and by each step
 * beside it. Nobody hands an end on to add to it.
 */
import type { Outcome } from "../../../domain/job.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { FlowEnd } from "../../port.ts";

/** What a step beside the document has to say. `outcome`: of the run, `null` where that stays. */
export type Told = {
  readonly outcome: Outcome | null;
  /** Before all that was said so far. */
  readonly first: readonly Reason[];
  /** After it. */
  readonly also: readonly Reason[];
};

export const tell = (...also: readonly Reason[]): Told => ({ outcome: null, first: [], also });

/** What was done stands, and a person has to see to this. */
export const tellPerson = (
  first: readonly Reason[],
  also: readonly Reason[] = [],
): Told & { readonly outcome: "needs-attention" } => ({ outcome: "needs-attention", first, also });

/** As if the second had been told after the first. */
export const bothTold = (one: Told, other: Told): Told => ({
  outcome: other.outcome ?? one.outcome,
  first: [...other.first, ...one.first],
  also: [...one.also, ...other.also],
});

export class Said {
  /** A person wanted it booked again, and its document stands: before what became of it. */
  stands: readonly Reason[] = [];
  /** What was found on the way to the document: after what became of it, the newest first. */
  #beside: readonly Reason[] = [];
  #beforePrepared: readonly Reason[] = [];
  #ended: FlowEnd | null = null;
  #money = tell();
  #follow = tell();

  add(reasons: readonly Reason[]): void {
    this.#beside = [...reasons, ...this.#beside];
  }

  /** What was looked up for its document. */
  prepared(reasons: readonly Reason[]): void {
    this.#beforePrepared = this.#beside;
    this.add(reasons);
  }

  /** It is looked up anew: what was said since is said again, or isn't so. */
  prepareAgain(): void {
    this.#beside = this.#beforePrepared;
  }

  /** From the start: what was found so far concerned a document that is forgotten. */
  forget(): void {
    this.stands = [];
    this.#beside = [];
  }

  /** What became of the document. `alone`: what this run looked up doesn't concern it. */
  ends(ended: FlowEnd, alone = false): void {
    this.#ended = ended;
    if (alone) this.#beside = [];
  }

  /** Money is said with the document that it is of; everything else around that. */
  tells(told: Told, of: "money" | "rest"): void {
    if (of === "money") this.#money = bothTold(this.#money, told);
    else this.#follow = bothTold(this.#follow, told);
  }

  /** As it would be said now; `null`: its document hasn't come to an end. */
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
